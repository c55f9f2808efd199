//! Floor 6, stage 3: [`Mentions`] → [`Resolved`]. Which entity each mention means, and why.

mod anaphor;
mod contraction;
mod dating;
mod group;
mod interview;
mod line;
mod name;
mod nearby;
mod owner;
mod parties;
mod spoken;
mod table;
pub mod when;

pub use dating::date;

use crate::lexicon::{EntryId, Lexicon};
use crate::mention::{Mention, Mentions};
use crate::ontology::Type;
use crate::text::Text;
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;
use table::Table;

/// Why a mention means what it means: one sentence. Mentions that mean something for one reason share it.
pub type Why = std::sync::Arc<str>;

/// For each mention of a text, why it means what it means; each reason is kept once.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    list: Vec<Why>,
    of: Vec<u32>,
}

impl Reasons {
    /// Why mention `i` means what it means.
    pub fn get(&self, i: usize) -> Option<&str> {
        self.of.get(i).and_then(|n| self.list.get(*n as usize)).map(|why| &**why)
    }
}

impl FromIterator<Why> for Reasons {
    fn from_iter<I: IntoIterator<Item = Why>>(reasons: I) -> Self {
        let (mut made, mut places) = (Reasons::default(), HashMap::new());
        for why in reasons {
            let place = *places.entry(why).or_insert_with_key(|why: &Why| {
                made.list.push(why.clone());
                u32::try_from(made.list.len() - 1).unwrap_or(u32::MAX)
            });
            made.of.push(place);
        }
        made
    }
}

/// What a mention means so far, and why.
type Meaning = Option<(usize, Why)>;

/// An entity of one text. `key` says which thing it is across texts.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The local part of its IRI: a lexicon slug, or `Type/name`. Equal keys mean one thing.
    pub key: String,
    /// Its type.
    pub kind: Type,
    /// The entry, where the lexicon knows it.
    pub entry: Option<EntryId>,
    /// Chinese label, without quote or title marks. Of a date: its value.
    pub zh: String,
    /// English label.
    pub en: Option<String>,
    /// Every other Chinese name, sorted.
    pub aliases: Vec<String>,
    /// Of a group: indices of its members, all states, sorted by key.
    pub members: Vec<usize>,
    /// Of a date: the EDTF or ISO 8601 value.
    pub edtf: Option<String>,
}

/// Every mention's entity.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// The text's entities, sorted by key.
    pub entities: Vec<Entity>,
    /// For each mention, its entity's index.
    pub of: Vec<usize>,
    /// For each mention, why it means that: one sentence.
    pub why: Reasons,
    /// For each article, the index of the group (or state) that 各方 and 双方 mean, where known.
    pub parties: Vec<Option<usize>>,
    /// For each article, the index of the person who speaks, where one does.
    pub speaker: Vec<Option<usize>>,
    /// For each anaphor, the entities that it may stand for, more than one for 上述….
    pub antecedents: BTreeMap<usize, Vec<usize>>,
    /// For each mention of a line (corridor), the states and places that its name there joins.
    pub lines: BTreeMap<usize, Vec<usize>>,
}

/// Stage 3.
pub fn resolve(text: &Text, mentions: &Mentions, lexicon: &Lexicon) -> Resolved {
    let mut table = Table::new(lexicon);
    let mut of: Vec<Meaning> = vec![None; mentions.list.len()];
    // Names first: groups and anaphors look back at them.
    for (a, article) in text.articles.iter().enumerate() {
        let mut clock = when::Clock::new(article.date);
        let (mut sentence, mut paragraph) = (usize::MAX, usize::MAX);
        for i in of_article(mentions, a) {
            let m = &mentions.list[i];
            if m.sentence != sentence {
                clock.sentence();
                sentence = m.sentence;
                let of = article.sentences[m.sentence].paragraph;
                if of != std::mem::replace(&mut paragraph, of) {
                    clock.paragraph();
                }
            }
            of[i] = match m.kind {
                Type::Date => Some(table.date(m, &mut clock)),
                _ if m.anaphor || group::is_open(m) => None,
                _ => Some(table.named(m, mentions, i, article.date)),
            };
        }
    }
    name::merge_short(&mut table, mentions, &mut of);
    group::defined(&mut table, mentions, &mut of);
    let named = contraction::named(mentions, &of, &table);
    let mut spoken = spoken::Spoken::new(mentions, &of, &table);
    let mut about = Vec::new();
    let mut parties = Vec::new();
    let mut speaker = Vec::new();
    let mut answers = Vec::new();
    for (a, article) in text.articles.iter().enumerate() {
        let found = parties::find(text, a, mentions, &of, &mut table, article.date);
        let answer = interview::answers(text, a, mentions, &of);
        let (day, one_answers) = (article.date, answer.is_some());
        spoken.enter(a, day, mentions, &of, &table);
        for i in of_article(mentions, a) {
            if of[i].is_none() && !mentions.list[i].anaphor {
                let scene = group::Scene { text, article: a, mentions, named: &named, parties: &found, spoken: &spoken, day, one_answers };
                let (e, why) = group::resolve(i, &scene, &of, &mut table);
                spoken.add(i, e, mentions, &table);
                of[i] = Some((e, why));
            }
        }
        answers.push(answer);
        speaker.push(parties::speaker(text, a, mentions, &of));
        parties.push(found.as_ref().map(|f| table.group_of(&f.states, f.key.as_deref())));
        about.push(found);
    }
    group::short(&mut table, mentions, &mut of);
    owner::resolve(mentions, &mut of, &mut table, &about);
    let antecedents = anaphor::resolve(text, mentions, &mut of, &mut table, &parties, &speaker, &answers);
    let lines = line::resolve(text, mentions, &of, &named, &mut table);
    table.finish(mentions, of, parties, speaker, antecedents, lines)
}

/// The mentions of an article: their indices.
fn of_article(mentions: &Mentions, article: usize) -> impl Iterator<Item = usize> + '_ {
    mentions.of_article(article).iter().copied()
}

/// True where two mentions stand in one sentence.
fn same_sentence(a: &Mention, b: &Mention) -> bool {
    a.article == b.article && a.sentence == b.sentence
}
