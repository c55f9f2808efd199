//! Short forms of names that the same text gives in full.

use super::Meaning;
use super::table::Table;
use crate::mention::Mentions;
use crate::ontology::Type;
use foldhash::HashMap;
use std::collections::BTreeMap;

/// The short form's entity becomes the full one's: defined short names, 《公约》 after a convention,
/// 实业家委员会 after 中国—中亚实业家委员会, 托卡耶夫 after the full name.
pub fn merge_short(table: &mut Table<'_>, mentions: &Mentions, of: &mut [Meaning]) {
    let defined: BTreeMap<&str, usize> = mentions.defined.iter().map(|(n, i)| (n.as_str(), *i)).collect();
    let mut longer = Longer::new(table, mentions, of);
    for i in 0..mentions.list.len() {
        let m = &mentions.list[i];
        let Some((e, _)) = of[i] else { continue };
        let (target, defined) = if let Some(&full) = defined.get(&*m.name)
            && let Some((target, _)) = of[full]
            && mentions.list[full].kind == m.kind
        {
            (target, true)
        } else if table.list[e].entry.is_none()
            && shortens(m.kind)
            && let Some(target) = fuller(table, mentions, of, i, e, longer.than(m.kind, &m.name))
        {
            (target, false)
        } else {
            continue;
        };
        let full = table.list[target].zh.clone();
        let why = match defined {
            true => table.because(&["the text defines “", &m.name, "” as short for ", &full]),
            false => table.because(&["“", &m.name, "” is short for ", &full, ", named in the same text"]),
        };
        of[i] = Some((target, why));
        longer.add(m.kind, &full, i);
    }
}

/// For each name of a mention, the mentions of longer names that end in it, in order.
struct Longer<'a>(BTreeMap<Type, HashMap<&'a str, Vec<usize>>>);

impl<'a> Longer<'a> {
    fn new(table: &Table<'_>, mentions: &'a Mentions, of: &[Meaning]) -> Self {
        let known = || mentions.list.iter().zip(of).enumerate().filter(|(_, (m, o))| shortens(m.kind) && o.is_some());
        let mut longer = Longer(BTreeMap::new());
        for (_, (m, _)) in known() {
            longer.0.entry(m.kind).or_default().entry(&*m.name).or_default();
        }
        for (i, (m, o)) in known() {
            longer.add(m.kind, &m.name, i);
            longer.add(m.kind, o.as_ref().map_or("", |o| &table.list[o.0].zh), i);
        }
        longer
    }

    /// Mention `i` bears this name.
    fn add(&mut self, kind: Type, name: &str, i: usize) {
        let Some(of_kind) = self.0.get_mut(&kind) else { return };
        for (at, _) in name.char_indices().skip(1) {
            if let Some(list) = of_kind.get_mut(&name[at..])
                && let Err(place) = list.binary_search(&i)
            {
                list.insert(place, i);
            }
        }
    }

    fn than(&self, kind: Type, name: &str) -> &[usize] {
        self.0.get(&kind).and_then(|of_kind| of_kind.get(name)).map_or(&[], Vec::as_slice)
    }
}

/// Types whose names are shortened from the left.
fn shortens(kind: Type) -> bool {
    matches!(
        kind,
        Type::Mechanism | Type::Document | Type::Leader | Type::Person | Type::Organization | Type::Project | Type::Corridor | Type::Event
    )
}

/// The nearest entity of the type, before or else behind, whose name ends with this one's.
fn fuller(table: &Table<'_>, mentions: &Mentions, of: &[Meaning], i: usize, e: usize, longer: &[usize]) -> Option<usize> {
    let m = &mentions.list[i];
    let ends = |j: usize| -> Option<usize> {
        let other = &mentions.list[j];
        let (target, _) = of[j].as_ref()?;
        if other.kind != m.kind || *target == e {
            return None;
        }
        let full = &table.list[*target];
        let fits = |n: &str| n.len() > m.name.len() && n.ends_with(&*m.name) && joins(n, &m.name, m.kind);
        (fits(&full.zh) || fits(&other.name)).then_some(*target)
    };
    let here = |j: &usize| mentions.list[*j].article == m.article;
    let (before, behind) = longer.split_at(longer.partition_point(|j| *j < i));
    let back = || before.iter().rev().copied();
    let on = || behind.iter().copied().filter(|j| *j != i);
    // In the same article first, then in the file's others.
    back().filter(here).find_map(ends).or_else(|| on().filter(here).find_map(ends)).or_else(|| back().chain(on()).find_map(ends))
}

/// True where the part left out is one that may be: a name before 的, a state, a family name's given name.
fn joins(full: &str, short: &str, kind: Type) -> bool {
    let left = &full[..full.len() - short.len()];
    match kind {
        Type::Leader | Type::Person => left.ends_with('·'),
        // 第二届中国—中亚峰会 is not the 中国—中亚峰会 that stands beside it.
        Type::Event => !left.contains('第'),
        _ => short.chars().count() >= 2,
    }
}
