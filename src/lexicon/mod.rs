//! Floor 2: names of known things. Turtle files → [`Lexicon`]: entries, and one matcher over all names.

mod entry;
mod load;
mod marks;
mod matcher;
mod names;
mod quick;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod turtle;
mod value;

pub use entry::{Entry, EntryId, Office, Period};

use crate::base::Diag;
use crate::ontology::Type;
use jiff::civil::Date;
use matcher::Matcher;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// A name found in a text.
#[derive(Clone, Debug)]
pub struct Hit<'l> {
    /// Bytes of the text searched, quote and title marks that enclose the name included.
    pub range: Range<usize>,
    /// The entries that bear the name.
    pub entries: &'l [EntryId],
}

/// All known names. Built once, shared by all threads.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// The files that it was read from, sorted.
    files: Vec<String>,
    entries: Vec<Entry>,
    matcher: Matcher,
    abbreviations: BTreeMap<String, Vec<EntryId>>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("files", &self.files).field("entries", &self.entries).finish_non_exhaustive()
    }
}

impl Lexicon {
    /// Read lexicon files: (name, Turtle) pairs, in any order.
    ///
    /// ```
    /// let file = r#"
    /// @prefix sg: <https://w3id.org/silkgraph/ns#> .
    /// @prefix sgr: <https://w3id.org/silkgraph/id/> .
    /// @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    /// sgr:belt-and-road a sg:Initiative ; rdfs:label "一带一路倡议"@zh .
    /// "#;
    /// let lexicon = silkgraph::lexicon::Lexicon::load(&[("a.ttl".into(), file.into())]).expect("a good file");
    /// let text = "共建“一带一路”倡议";
    /// assert_eq!(&text[lexicon.find(text)[0].range.clone()], "“一带一路”倡议");
    /// ```
    ///
    /// # Errors
    /// Every mistake of every file: syntax, unknown types, references to nothing, a Wikidata link without a source.
    pub fn load(files: &[(String, String)]) -> Result<Self, Vec<Diag>> {
        let (files, entries) = load::entries(files)?;
        Self::build(files, entries)
    }

    fn build(files: Vec<String>, entries: Vec<Entry>) -> Result<Self, Vec<Diag>> {
        let ids = || (0..).map(EntryId).zip(&entries);
        let searched = ids().flat_map(|(id, e)| e.names().map(move |n| (n, id)));
        let others = ids().flat_map(|(id, e)| e.en.iter().chain(&e.aliases_en).map(move |n| (n.as_str(), id)));
        let matcher = Matcher::new(searched, others)
            .map_err(|_| vec![Diag::error("lexicon::too_large", "lexicon", "the names are more than four gigabytes")])?;
        let mut abbreviations: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
        for (id, entry) in ids() {
            for short in &entry.abbreviations {
                abbreviations.entry(short.clone()).or_default().push(id);
            }
        }
        Ok(Lexicon { files, entries, matcher, abbreviations })
    }

    /// The same without the entries of some types (`eval --blind`).
    /// Entry ids are counted anew; members, offices and links that pointed to what went are gone.
    #[must_use]
    pub fn without(&self, types: &[Type]) -> Self {
        let kept = (0..).map(EntryId).zip(&self.entries).filter(|(_, e)| !types.contains(&e.kind));
        let new: BTreeMap<EntryId, EntryId> = kept.zip(0..).map(|((old, _), new)| (old, EntryId(new))).collect();
        let to = |id: &EntryId| new.get(id).copied();
        let mut entries: Vec<Entry> = self.entries.iter().filter(|e| !types.contains(&e.kind)).cloned().collect();
        for entry in &mut entries {
            entry.members = entry.members.iter().filter_map(|(m, p)| Some((to(m)?, *p))).collect();
            entry.offices.retain(|o| new.contains_key(&o.of));
            entry.offices.iter_mut().for_each(|o| o.of = to(&o.of).unwrap_or(o.of));
            entry.links = entry.links.iter().filter_map(to).collect();
            entry.in_state = entry.in_state.as_ref().and_then(to);
            entry.capital_of = entry.capital_of.as_ref().and_then(to);
        }
        // Fewer names than an automaton that was built: it cannot fail to be built.
        Self::build(self.files.clone(), entries).unwrap_or_default()
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

    /// The file that an entry is written in, and its line, from 1.
    pub fn origin(&self, entry: &Entry) -> (&str, u32) {
        (self.files.get(entry.origin.0 as usize).map_or("", String::as_str), entry.origin.1)
    }

    /// The entry with this slug.
    pub fn by_slug(&self, slug: &str) -> Option<EntryId> {
        let at = self.entries.binary_search_by(|e| e.id.as_str().cmp(slug)).ok()?;
        u32::try_from(at).ok().map(EntryId)
    }

    /// The entries that bear a name, Chinese or English (quote marks, title marks, spaces and dash forms do not matter).
    pub fn by_name(&self, name: &str) -> &[EntryId] {
        self.matcher.by_name(name)
    }

    /// False where it is sure at a glance that no name begins with the first two characters of `words`,
    /// nor with its first one followed by `or`.
    pub fn may_begin(&self, words: &str, or: char) -> bool {
        self.matcher.may_begin(words, or)
    }

    /// For each beginning of `words` of at most `most` characters that is a name, or is one with `suffix` behind it: where it
    /// ends, the entries of the one and of the other. Shorter ones first.
    pub fn starts(&self, words: &str, suffix: &str, most: usize) -> Vec<(usize, &[EntryId], &[EntryId])> {
        self.matcher.starts(words, suffix, most)
    }

    /// Every Chinese name with the entries that bear it, sorted. Marks and spaces are dropped, every dash is `—`.
    pub fn names(&self) -> impl Iterator<Item = (&str, &[EntryId])> {
        self.matcher.names()
    }

    /// The states, groups and bodies that contracted names call so: 中, 哈, 欧, 非. Several can share one.
    pub fn by_abbreviation(&self, short: &str) -> &[EntryId] {
        self.abbreviations.get(short).map_or(&[], Vec::as_slice)
    }

    /// The states of a group (or organization) on a day, sorted; without a day, those whose membership has not ended.
    ///
    /// # Panics
    /// When the id is another lexicon's.
    pub fn group_members(&self, group: EntryId, day: Option<Date>) -> Vec<EntryId> {
        let states = self.entry(group).members.iter().filter(|(m, p)| self.entry(*m).kind == Type::State && p.holds(day));
        let mut ids: Vec<EntryId> = states.map(|(m, _)| *m).collect();
        ids.dedup();
        ids
    }

    /// The offices that a leader held on a day; without a day, those that have not ended.
    ///
    /// # Panics
    /// When the id is another lexicon's.
    pub fn offices_on(&self, leader: EntryId, day: Option<Date>) -> impl Iterator<Item = &Office> {
        self.entry(leader).offices.iter().filter(move |o| o.period.holds(day))
    }

    /// The names in a normalised text: leftmost, longest, not overlapping, in order.
    /// Quote and title marks inside or around a name do not hinder: `“一带一路”倡议` is found as 一带一路倡议.
    ///
    /// A name that would tear a pair of marks apart gives way to the next shorter one. No name
    /// crosses a line break; a Latin name is found as a whole word only, and in its own case.
    pub fn find(&self, text: &str) -> Vec<Hit<'_>> {
        self.matcher.find(text)
    }
}
