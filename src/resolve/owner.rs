//! Names that lack their owner: 常设秘书处 where the text speaks of 中国—中亚机制, 互免签证协定 between two states.
//! The lexicon says whether owner and name make the name of a thing.

use super::parties::Parties;
use super::table::Table;
use super::{Meaning, of_article, same_sentence};
use crate::lexicon::EntryId;
use crate::mention::{Mention, Mentions};
use crate::ontology::Type;

/// How many bodies before a name are asked whether it is theirs.
const NEAR: usize = 100;

/// What unknown names are short for, in the articles whose parties are known.
pub fn resolve(mentions: &Mentions, of: &mut [Meaning], table: &mut Table<'_>, parties: &[Option<Parties>]) {
    for (a, parties) in parties.iter().enumerate() {
        let mut owners = Owners::default();
        for i in of_article(mentions, a) {
            let Some((e, _)) = of[i] else { continue };
            if table.list[e].entry.is_none()
                && owned(mentions.list[i].kind)
                && let Some((id, owner)) =
                    owners.body(&mentions.list[i], table).or_else(|| bilateral(i, mentions, of, table, parties.as_ref()))
            {
                let full = table.lexicon.entry(id).zh.as_str();
                let why = table.because(&["“", &mentions.list[i].name, "” is ", full, ": that of ", &owner]);
                of[i] = Some((table.known(id, None), why));
            }
            if let Some((e, _)) = of[i] {
                owners.add(e, &mentions.list[i]);
            }
        }
    }
}

/// Types of things that belong to others.
fn owned(kind: Type) -> bool {
    matches!(kind, Type::Mechanism | Type::Organization | Type::Document | Type::Project)
}

/// The entry that has this name and the type.
fn known(table: &Table<'_>, name: &str, kind: Type) -> Option<EntryId> {
    table.lexicon.by_name(name).iter().copied().find(|id| table.lexicon.entry(*id).kind == kind)
}

/// The bodies that an article has named so far, each under each name once, the last named at the end.
#[derive(Default)]
struct Owners<'a>(Vec<(usize, &'a str)>);

impl<'a> Owners<'a> {
    fn add(&mut self, e: usize, m: &'a Mention) {
        if !matches!(m.kind, Type::Mechanism | Type::Organization | Type::Event) {
            return;
        }
        self.0.retain(|owner| *owner != (e, &*m.name));
        if self.0.len() == NEAR {
            self.0.remove(0);
        }
        self.0.push((e, &m.name));
    }

    /// What a name is as a part of one of them, the last named first.
    fn body(&self, m: &Mention, table: &Table<'_>) -> Option<(EntryId, String)> {
        let mut full = String::new();
        self.0.iter().rev().find_map(|(e, name)| {
            let owner = &table.list[*e];
            let zh = owner.zh.as_str();
            let others = std::iter::once(*name).filter(|n| *n != zh).chain(owner.aliases.iter().map(String::as_str));
            let id = std::iter::once(zh).chain(others).find_map(|n| {
                full.clear();
                full.extend([n, &*m.name]);
                known(table, &full, m.kind)
            })?;
            Some((id, owner.zh.clone()))
        })
    }
}

/// Something between two states: those of its sentence, else the two that the article is about.
fn bilateral(i: usize, mentions: &Mentions, of: &[Meaning], table: &Table<'_>, parties: Option<&Parties>) -> Option<(EntryId, String)> {
    let m = &mentions.list[i];
    let state = |j: usize| of[j].as_ref().map(|o| o.0).filter(|e| table.list[*e].kind == Type::State);
    let mut near: Vec<usize> = Vec::new();
    for e in (0..i).rev().take_while(|&j| same_sentence(&mentions.list[j], m)).filter_map(state) {
        if !near.contains(&e) {
            near.push(e);
        }
    }
    let two = |list: &[usize]| <[usize; 2]>::try_from(list).ok();
    let about = || two(&parties?.states.iter().copied().collect::<Vec<_>>());
    let [a, b] = if near.len() < 2 { about() } else { two(&near[..2]) }?;
    let short = |e: usize| table.list[e].entry.map_or(&[] as &[String], |id| &table.lexicon.entry(id).abbreviations);
    [(a, b), (b, a)].into_iter().find_map(|(first, second)| {
        let pairs = short(first).iter().flat_map(|x| short(second).iter().map(move |y| format!("{x}{y}{}", m.name)));
        let owner = format!("{} and {}", table.list[first].zh, table.list[second].zh);
        pairs.into_iter().find_map(|name| known(table, &name, m.kind)).map(|id| (id, owner))
    })
}
