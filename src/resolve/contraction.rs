//! States by one character each: 中吉乌, 中哈.

use super::Meaning;
use super::table::Table;
use crate::lexicon::{EntryId, Lexicon};
use crate::mention::Mentions;
use crate::ontology::Type;

/// The states that a file names: one of them is meant by a character that several share.
pub fn named(mentions: &Mentions, of: &[Meaning], table: &Table<'_>) -> Vec<EntryId> {
    let states = mentions.list.iter().zip(of).filter(|(m, _)| m.kind == Type::State);
    let all: std::collections::BTreeSet<EntryId> = states.filter_map(|(_, o)| table.list[o.as_ref()?.0].entry).collect();
    all.into_iter().collect()
}

/// The states of a contraction: 中吉乌, 中—哈—土—伊（朗）. It begins with 中, or with a state that the text names.
pub fn states(name: &str, lexicon: &Lexicon, named: &[EntryId]) -> Vec<EntryId> {
    let dashed = name.chars().nth(1) == Some('—');
    let chars: Vec<char> = name.chars().filter(|c| !(dashed && *c == '—')).collect();
    let mut out = Vec::new();
    for (i, c) in chars.iter().enumerate() {
        let all = lexicon.by_abbreviation(&c.to_string());
        // 中阿 without a state of that character in the text: the Arab states.
        let group = all.iter().any(|id| lexicon.entry(*id).kind != Type::State);
        let all: Vec<EntryId> = all.iter().copied().filter(|id| lexicon.entry(*id).kind == Type::State).collect();
        let known = all.iter().find(|id| named.contains(id));
        let near = || all.iter().find(|id| lexicon.entry(**id).id == "china").or_else(|| all.first().filter(|_| !group));
        // A longer name begins here (中国, 中亚): not a contraction.
        let longer = (2..=6).any(|n| {
            let word: String = chars[i..].iter().take(n).collect();
            lexicon.by_name(&word).iter().any(|e| matches!(lexicon.entry(*e).kind, Type::State | Type::Place))
        });
        match known.or_else(near) {
            Some(id) if !longer && !out.contains(id) => out.push(*id),
            _ => break,
        }
    }
    let begins_well = out.first().is_some_and(|id| lexicon.entry(*id).id == "china") || out.iter().all(|id| named.contains(id));
    if out.len() >= 2 && begins_well { out } else { Vec::new() }
}

/// The states that a name spells out: 《中华人民共和国和哈萨克斯坦共和国联合声明》.
pub fn spelled(name: &str, lexicon: &Lexicon) -> Vec<EntryId> {
    let mut out = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let ends = rest.char_indices().map(|(i, c)| i + c.len_utf8()).skip(1).take(12);
        let state = |end: usize| lexicon.by_name(&rest[..end]).iter().copied().find(|id| lexicon.entry(*id).kind == Type::State);
        match ends.filter_map(|end| Some((end, state(end)?))).last() {
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
