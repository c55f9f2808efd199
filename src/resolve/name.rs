//! Short forms of names that the same text gives in full.

use super::table::Table;
use crate::mention::Mentions;
use crate::ontology::Type;
use std::collections::{BTreeMap, HashSet};

/// The short form's entity becomes the full one's: defined short names, 《公约》 after a convention,
/// 实业家委员会 after 中国—中亚实业家委员会, 托卡耶夫 after the full name.
pub fn merge_short(table: &mut Table<'_>, mentions: &Mentions, of: &mut [Option<(usize, String)>]) {
    let defined: BTreeMap<&str, usize> = mentions.defined.iter().map(|(n, i)| (n.as_str(), *i)).collect();
    let endings = endings(table, mentions, of);
    for i in 0..mentions.list.len() {
        let m = &mentions.list[i];
        let Some((e, _)) = of[i] else { continue };
        if let Some(&full) = defined.get(m.name.as_str())
            && let Some((target, _)) = of[full]
            && mentions.list[full].kind == m.kind
        {
            of[i] = Some((target, format!("the text defines “{}” as short for {}", m.name, table.list[target].zh)));
            continue;
        }
        if table.list[e].entry.is_some() || !shortens(m.kind) || !endings.contains(&(m.kind, m.name.as_str())) {
            continue;
        }
        if let Some(target) = fuller(table, mentions, of, i, e) {
            of[i] = Some((target, format!("“{}” is short for {}, named in the same text", m.name, table.list[target].zh)));
        }
    }
}

/// What a name of a type may be short for: everything that a longer name of it ends in.
fn endings<'a>(table: &'a Table<'_>, mentions: &'a Mentions, of: &[Option<(usize, String)>]) -> HashSet<(Type, &'a str)> {
    let known = mentions.list.iter().zip(of).filter(|(m, o)| shortens(m.kind) && o.is_some());
    let names = known.flat_map(|(m, o)| {
        let entity = o.as_ref().map_or("", |o| table.list[o.0].zh.as_str());
        [(m.kind, m.name.as_str()), (m.kind, entity)]
    });
    let names: HashSet<(Type, &str)> = names.collect();
    names.into_iter().flat_map(|(kind, name)| name.char_indices().skip(1).map(move |(i, _)| (kind, &name[i..]))).collect()
}

/// Types whose names are shortened from the left.
fn shortens(kind: Type) -> bool {
    matches!(
        kind,
        Type::Mechanism | Type::Document | Type::Leader | Type::Person | Type::Organization | Type::Project | Type::Corridor | Type::Event
    )
}

/// The nearest entity of the type, before or else behind, whose name ends with this one's.
fn fuller(table: &Table<'_>, mentions: &Mentions, of: &[Option<(usize, String)>], i: usize, e: usize) -> Option<usize> {
    let m = &mentions.list[i];
    let ends = |j: usize| -> Option<usize> {
        let other = &mentions.list[j];
        let (target, _) = of[j].as_ref()?;
        if other.kind != m.kind || *target == e {
            return None;
        }
        let full = &table.list[*target];
        let fits = |n: &str| n.len() > m.name.len() && n.ends_with(m.name.as_str()) && joins(n, &m.name, m.kind);
        (fits(&full.zh) || fits(&other.name)).then_some(*target)
    };
    let here = |j: &usize| mentions.list[*j].article == m.article;
    let back = || (0..i).rev();
    let on = || i + 1..mentions.list.len();
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
