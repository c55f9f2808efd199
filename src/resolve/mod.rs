//! Floor 6, stage 3: [`Mentions`](crate::mention::Mentions) → [`Resolved`]. Which entity each mention means, and why.

pub mod when;

use crate::lexicon::EntryId;
use crate::ontology::Type;

/// An entity of one text. `key` says which thing it is across texts.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The local part of its IRI: a lexicon slug, or `Type/name`. Equal keys mean one thing.
    pub key: String,
    /// Its type.
    pub kind: Type,
    /// The entry, where the lexicon knows it.
    pub entry: Option<EntryId>,
    /// Chinese label, without quote or title marks. Of a date: its words.
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
    pub why: Vec<String>,
    /// For each article, the index of the group (or state) that 各方 and 双方 mean, where known.
    pub parties: Vec<Option<usize>>,
}
