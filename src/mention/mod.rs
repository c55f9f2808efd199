//! Floor 5, stage 2: [`Text`] → [`Mentions`]. Names from the lexicon, names by their form, dates.

pub mod date;

use crate::base::{Norm, Span};
use crate::lexicon::EntryId;
use crate::ontology::Type;

/// What found a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// A name of the lexicon: the entries that bear it.
    Lexicon(Vec<EntryId>),
    /// A rule of `data/rules`: its id.
    Rule(String),
}

/// A span that names one thing.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Where, quote and title marks included.
    pub span: Span<Norm>,
    /// What kind of thing.
    pub kind: Type,
    /// Index of the article.
    pub article: usize,
    /// Index of the sentence in its article.
    pub sentence: usize,
    /// The words without quote, title and space marks.
    pub name: String,
    /// What found it.
    pub found_by: FoundBy,
    /// True for an anaphor (该机制): it carries relations but is no mention of its own in annotations.
    pub anaphor: bool,
    /// Of a date: its EDTF or ISO 8601 value, where it has one.
    pub edtf: Option<String>,
}

/// All mentions of a text, in order of position, never overlapping.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The mentions.
    pub list: Vec<Mention>,
}
