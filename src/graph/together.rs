//! A short name for a group of many states: 中国和中亚五国 rather than six names.

use crate::lexicon::{EntryId, Lexicon};
use crate::ontology::Type;
use crate::resolve::{Entity, Resolved};
use std::collections::BTreeSet;

/// From how many states on the list of their names is too long for a label.
const MANY: usize = 4;
/// At most so many states stand beside the known group.
const BESIDE: usize = 2;

/// Chinese and English label of a group that a text puts together, where a group of the lexicon is most of it.
/// It depends on the members and the lexicon alone, so that all texts agree on it.
pub(super) fn label(lexicon: &Lexicon, resolved: &Resolved, group: &Entity) -> Option<(String, Option<String>)> {
    if group.kind != Type::Group || group.entry.is_some() || group.members.len() < MANY {
        return None;
    }
    let members: Vec<&Entity> = group.members.iter().filter_map(|&m| resolved.entities.get(m)).collect();
    let states: BTreeSet<EntryId> = members.iter().filter_map(|m| m.entry).collect();
    if states.len() != group.members.len() {
        return None;
    }
    let known = lexicon.entries().iter().filter(|e| e.kind == Type::Group && e.members.len() + BESIDE >= states.len());
    let most = known.filter_map(|entry| {
        let inside: BTreeSet<EntryId> = lexicon.group_members(lexicon.by_slug(&entry.id)?, None).into_iter().collect();
        let beside = states.len().checked_sub(inside.len()).filter(|n| *n <= BESIDE)?;
        (inside.is_subset(&states) && inside.len() >= MANY - 1).then_some((beside, &entry.id, entry, inside))
    });
    let (_, _, entry, inside) = most.min_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)))?;
    let rest: Vec<&&Entity> = members.iter().filter(|m| m.entry.is_none_or(|e| !inside.contains(&e))).collect();
    let names = |name: fn(&Entity) -> Option<&str>| rest.iter().map(|m| name(m)).collect::<Option<Vec<_>>>();
    let zh = match names(|m| Some(&m.zh))?.as_slice() {
        [] => entry.zh.clone(),
        some => format!("{}和{}", some.join("、"), entry.zh),
    };
    let en = entry.en.as_ref().zip(names(|m| m.en.as_deref())).map(|(known, some)| match some.as_slice() {
        [] => known.clone(),
        some => format!("{} and {known}", some.join(", ")),
    });
    Some((zh, en))
}
