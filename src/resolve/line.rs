//! What a line's name joins: 中吉乌铁路 → China, Kyrgyzstan, Uzbekistan; 塔城—阿亚古兹铁路 → the two towns.

use super::contraction;
use super::table::Table;
use crate::lexicon::EntryId;
use crate::mention::Mentions;
use crate::ontology::Type;
use crate::text::Text;
use std::collections::BTreeMap;

/// For each corridor entity: the states and places of its name, or those that the lexicon gives it.
pub fn resolve(
    text: &Text,
    mentions: &Mentions,
    of: &[Option<(usize, String)>],
    named: &[EntryId],
    table: &mut Table<'_>,
) -> BTreeMap<usize, Vec<usize>> {
    let mut out = BTreeMap::new();
    for (m, o) in mentions.list.iter().zip(of) {
        let Some((e, _)) = o else { continue };
        if m.kind != Type::Corridor || table.list[*e].kind != Type::Corridor || out.contains_key(e) {
            continue;
        }
        let day = text.articles[m.article].date;
        let mut listed = table.list[*e].entry.map_or_else(Vec::new, |id| table.lexicon.entry(id).links.clone());
        // Only what the name itself says: 中欧班列 names Europe, 两洋铁路 names no state.
        let name = table.list[*e].zh.clone();
        listed.retain(|id| {
            let end = table.lexicon.entry(*id);
            end.zh.chars().next().is_some_and(|c| name.contains(c)) || end.abbreviations.iter().any(|a| name.contains(a.as_str()))
        });
        let ends = if listed.is_empty() { joined(&table.list[*e].zh.clone(), table, named) } else { listed };
        let ends: Vec<usize> = ends.into_iter().map(|id| table.known(id, day)).collect();
        if !ends.is_empty() {
            out.insert(*e, ends);
        }
    }
    out
}

/// The states and places in a line's name: full names, and one character each in a contraction that begins it.
fn joined(name: &str, table: &Table<'_>, named: &[EntryId]) -> Vec<EntryId> {
    let lexicon = table.lexicon;
    let mut out: Vec<EntryId> = contraction::states(name, lexicon, named);
    let mut rest = &name[out.iter().zip(name.chars()).map(|(_, c)| c.len_utf8()).sum::<usize>()..];
    if !out.is_empty() && name.contains('—') && name.chars().nth(1) == Some('—') {
        return out;
    }
    while let Some(first) = rest.chars().next() {
        let longest = rest
            .char_indices()
            .map(|(i, c)| i + c.len_utf8())
            .take(12)
            .filter_map(|end| {
                let found = lexicon.by_name(&rest[..end]).iter().find(|e| matches!(lexicon.entry(**e).kind, Type::State | Type::Place));
                found.map(|id| (end, *id))
            })
            .last();
        match longest {
            Some((end, id)) => {
                if !out.contains(&id) {
                    out.push(id);
                }
                rest = &rest[end..];
            }
            None => rest = &rest[first.len_utf8()..],
        }
    }
    out
}
