//! What the lexicon knows of one thing.

use crate::base::List;
use crate::ontology::Type;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An entry's index in its [`Lexicon`](super::Lexicon).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryId(pub u32);

/// A period of days. A missing end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    #[serde(serialize_with = "write", deserialize_with = "read")]
    pub begins: Option<Date>,
    /// Last day.
    #[serde(serialize_with = "write", deserialize_with = "read")]
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

fn write<S: Serializer>(date: &Option<Date>, s: S) -> Result<S::Ok, S::Error> {
    date.map(|d| (d.year(), d.month(), d.day())).serialize(s)
}

fn read<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Date>, D::Error> {
    let written = Option::<(i16, i8, i8)>::deserialize(d)?;
    written.map(|(y, m, d)| Date::new(y, m, d).map_err(serde::de::Error::custom)).transpose()
}

/// An office that a leader held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Office {
    /// The state or organization.
    pub of: EntryId,
    /// The role as written, such as 总统; empty where the file names none.
    pub role: String,
    /// When.
    pub period: Period,
}

/// One known thing.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    pub aliases: List<String>,
    /// Its other English names.
    pub aliases_en: List<String>,
    /// The characters that contracted names use for it: 中, 哈.
    pub abbreviations: List<String>,
    /// Of a group or organization: its members, each with its period.
    pub members: List<(EntryId, Period)>,
    /// Of a leader: the offices held.
    pub offices: List<Office>,
    /// Of a corridor: the states and places that it joins.
    pub links: List<EntryId>,
    /// Of a place: the state that it lies in.
    pub in_state: Option<EntryId>,
    /// Of a city: the state whose capital it is.
    pub capital_of: Option<EntryId>,
    /// Of an event: when it was held, to the day, or in which year.
    pub held: Option<Box<Period>>,
    /// The Wikidata identifier, such as `Q148`.
    pub wikidata: Option<String>,
    /// Where it is written: the file's number and the line, from 1. [`Lexicon::origin`](super::Lexicon::origin) names the file.
    pub origin: (u32, u32),
}

impl Entry {
    /// Its Chinese names, the usual one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        // A list (哈萨克斯坦、乌兹别克斯坦两国) is a label, but texts are read name by name.
        std::iter::once(self.zh.as_str()).chain(self.aliases.iter().map(String::as_str)).filter(|n| !n.contains('、') && !n.contains("——"))
    }
}
