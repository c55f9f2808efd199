//! Floor 2: names of known things. Turtle files → [`Lexicon`]: entries, and one matcher over all names.

use crate::base::Diag;
use crate::ontology::Type;
use jiff::civil::Date;
use std::ops::Range;

/// An entry's index in its [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// A period of days. A missing end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub begins: Option<Date>,
    /// Last day.
    pub ends: Option<Date>,
}

impl Period {
    /// True where `day` lies in it; with no day, true where it has not ended.
    pub fn holds(self, day: Option<Date>) -> bool {
        match day {
            Some(d) => self.begins.is_none_or(|b| b <= d) && self.ends.is_none_or(|e| d <= e),
            None => self.ends.is_none(),
        }
    }
}

/// An office that a leader held.
#[derive(Clone, Debug)]
pub struct Office {
    /// The state or organization.
    pub of: EntryId,
    /// The role as written, such as 总统.
    pub role: String,
    /// When.
    pub period: Period,
}

/// One known thing.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The local name of its IRI: a lower-case ASCII slug.
    pub id: String,
    /// Its type.
    pub kind: Type,
    /// Its usual Chinese name.
    pub zh: String,
    /// Its English name.
    pub en: Option<String>,
    /// Its other Chinese names (those that texts use).
    pub aliases: Vec<String>,
    /// Its other English names.
    pub aliases_en: Vec<String>,
    /// The characters that contracted names use for it: 中, 哈.
    pub abbreviations: Vec<String>,
    /// Of a group or organization: its members, each with its period.
    pub members: Vec<(EntryId, Period)>,
    /// Of a leader: the offices held.
    pub offices: Vec<Office>,
    /// Of a corridor: the states and places that it joins.
    pub links: Vec<EntryId>,
    /// Of a place: the state that it lies in.
    pub in_state: Option<EntryId>,
    /// The Wikidata identifier, such as `Q148`.
    pub wikidata: Option<String>,
    /// The file and line (from 1) that it is written in.
    pub origin: (String, usize),
}

/// A name found in a text.
#[derive(Clone, Debug)]
pub struct Hit<'l> {
    /// Bytes of the text searched, quote and title marks that enclose the name included.
    pub range: Range<usize>,
    /// The entries that bear the name.
    pub entries: &'l [EntryId],
}

/// All known names. Built once, shared by all threads.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
}

impl Lexicon {
    /// Read lexicon files: (name, Turtle) pairs, in any order.
    ///
    /// # Errors
    /// Every mistake of every file: syntax, unknown types, references to nothing, a Wikidata link without a source.
    pub fn load(_files: &[(String, String)]) -> Result<Self, Vec<Diag>> {
        Ok(Lexicon::default())
    }

    /// The same without the entries of some types (`eval --blind`).
    #[must_use]
    pub fn without(&self, _types: &[Type]) -> Self {
        self.clone()
    }

    /// The entry of an id.
    ///
    /// # Panics
    /// When the id is another lexicon's.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// All entries, sorted by id.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry with this slug.
    pub fn by_slug(&self, _slug: &str) -> Option<EntryId> {
        None
    }

    /// The entries that bear a name (quote marks, title marks, spaces and dash forms do not matter).
    pub fn by_name(&self, _name: &str) -> &[EntryId] {
        &[]
    }

    /// stub
    pub fn state_by_abbreviation(&self, _a: &str) -> &[EntryId] {
        &[]
    }

    /// stub
    pub fn group_members(&self, _group: EntryId, _day: Option<Date>) -> Vec<EntryId> {
        Vec::new()
    }

    /// The names in a normalised text: leftmost, longest, not overlapping, in order.
    /// Quote and title marks inside or around a name do not hinder: `“一带一路”倡议` is found as 一带一路倡议.
    pub fn find(&self, _text: &str) -> Vec<Hit<'_>> {
        Vec::new()
    }
}
