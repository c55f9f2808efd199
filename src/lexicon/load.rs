//! Facts → entries, with every mistake told.

use super::turtle::{Fact, Facts, Run};
use super::value::{Iri, Property, Value};
use super::{Entry, EntryId, Office, Period};
use crate::base::{Diag, List};
use crate::ontology::Type;
use jiff::civil::Date;
use std::collections::BTreeSet;

const MEMBERSHIP: &str = "http://www.w3.org/ns/org#Membership";

/// Read files to entries, sorted by slug; and the files' names, sorted.
pub(super) fn entries(files: &[(String, String)]) -> Result<(Vec<String>, Vec<Entry>), Vec<Diag>> {
    let mut diags = Vec::new();
    let facts = Facts::read(files, &mut diags);
    let mut loader =
        Loader { facts: &facts, ids: Vec::new(), entries: Vec::new(), unknown_sources: BTreeSet::new(), known_source: None, diags };
    let memberships = loader.sort_out();
    loader.entries.reserve_exact(loader.ids.len());
    let mut groups = Vec::new();
    for number in 0..loader.ids.len() {
        let (slug, kind, runs) = loader.ids[number];
        let entry = loader.entry(slug, kind, runs);
        loader.entries.push(entry);
        if facts.of(runs).any(|f| is_states_of(&f)) {
            groups.push(number);
        }
    }
    for (iri, runs) in memberships {
        loader.membership(iri, runs);
    }
    loader.states_of(&groups);
    for entry in &mut loader.entries {
        entry.members.sort_unstable();
        entry.members.dedup();
        entry.offices.sort_unstable_by(|a, b| (a.period, a.of, &a.role).cmp(&(b.period, b.of, &b.role)));
    }
    let Loader { entries, mut diags, .. } = loader;
    if diags.is_empty() {
        return Ok((facts.files.iter().map(|f| f.0.clone()).collect(), entries));
    }
    drop_consequences(&mut diags);
    diags.sort_by_cached_key(|d| (d.file.clone(), d.position()));
    Err(diags)
}

/// Where a file could not be read to its end, what seems missing may stand in the part not read.
fn drop_consequences(diags: &mut Vec<Diag>) {
    let broken: Vec<String> = diags.iter().filter(|d| d.code == "lexicon::syntax").map(|d| d.file.clone()).collect();
    let missing = ["lexicon::dangling", "lexicon::unsourced_link"];
    diags.retain(|d| d.code == "lexicon::syntax" || broken.is_empty() || !(broken.contains(&d.file) || missing.contains(&d.code)));
}

pub(super) struct Loader<'f> {
    pub(super) facts: &'f Facts<'f>,
    /// Entries by their slugs, sorted; their places are the entries' ids.
    ids: Vec<(&'f str, Type, &'f [Run])>,
    entries: Vec<Entry>,
    /// Sources that no file describes, told already.
    pub(super) unknown_sources: BTreeSet<String>,
    /// The source that was asked for last and is known: neighbours mostly have the same.
    pub(super) known_source: Option<Iri<'f>>,
    diags: Vec<Diag>,
}

impl<'f> Loader<'f> {
    /// Find the subjects that are entries, with their types, in the order of their slugs; gives the memberships.
    fn sort_out(&mut self) -> Vec<(Iri<'f>, &'f [Run])> {
        let mut memberships = Vec::new();
        let facts = self.facts;
        let mut kinds: Vec<Type> = Vec::new();
        for (iri, runs) in facts.subjects() {
            kinds.clear();
            let (mut typed, mut membership) = (false, false);
            for fact in facts.of(runs).filter(|f| *f.property == Property::Type) {
                let Some(class) = object(fact) else { continue };
                typed = true;
                match class {
                    Iri::Term("Tenure") | Iri::Other(MEMBERSHIP) => membership = true,
                    Iri::Term(local) => match Type::parse(local).filter(|&t| t != Type::Date) {
                        Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
                        Some(_) => {}
                        None => self.wrong("lexicon::unknown_type", fact.file, iri, local, format!("sg:{local} is no type of entry")),
                    },
                    _ => {}
                }
            }
            if membership {
                memberships.push((iri, runs));
            }
            let file = runs[0].0;
            match (kinds.as_slice(), typed) {
                ([], true) => {}
                ([], false) => self.wrong("lexicon::unknown_type", file, iri, "", "it has no type".into()),
                ([kind], _) => match iri {
                    Iri::Thing(slug) if is_slug(slug) => self.ids.push((slug, *kind, runs)),
                    _ => self.wrong("lexicon::bad_slug", file, iri, "", "an entry is sgr: and lower-case letters, digits, hyphens".into()),
                },
                ([a, b, ..], _) => self.wrong("lexicon::two_types", file, iri, "", format!("it is both sg:{a} and sg:{b}")),
            }
        }
        memberships
    }

    pub(super) fn wrong(&mut self, code: &'static str, file: u32, subject: Iri<'_>, needle: &str, message: String) {
        let diag = self.facts.diag(code, file, subject, needle, format!("{}: {message}", subject.short()), "here");
        self.diags.push(diag);
    }

    /// The names and links of one thing.
    fn entry(&mut self, slug: &'f str, kind: Type, runs: &'f [Run]) -> Entry {
        let iri = Iri::Thing(slug);
        let mut entry = Entry {
            id: slug.to_owned(),
            kind,
            zh: String::new(),
            en: None,
            aliases: List::default(),
            aliases_en: List::default(),
            abbreviations: List::default(),
            members: List::default(),
            offices: List::default(),
            links: List::default(),
            in_state: None,
            capital_of: None,
            held: None,
            wikidata: None,
            origin: self.facts.origin(runs[0]),
        };
        let (file, mut sourced) = (runs[0].0, false);
        for fact in self.facts.of(runs) {
            match fact.property {
                Property::Own(local) => self.own_property(&mut entry, iri, fact, local),
                Property::Label => self.label(&mut entry, iri, fact),
                Property::AltLabel => self.alias(&mut entry, iri, fact),
                Property::ExactMatch => self.wikidata(&mut entry, iri, fact),
                Property::Source => {
                    sourced |= object(fact).is_some();
                    self.source(iri, fact);
                }
                _ => {}
            }
        }
        if entry.zh.is_empty() {
            self.wrong("lexicon::no_label", file, iri, "", "it has no rdfs:label in @zh".into());
        }
        entry.aliases.retain(|a| *a != entry.zh);
        if entry.held.as_ref().is_some_and(|h| h.begins.is_none() || h.begins > h.ends) {
            self.wrong("lexicon::bad_date", file, iri, "sg:begins", "an event has sg:begins and sg:ends, in this order".into());
        }
        if let Some(q) = entry.wikidata.as_ref().filter(|_| !sourced) {
            self.wrong("lexicon::unsourced_link", file, iri, q, format!("wd:{q} without a dcterms:source"));
        }
        entry
    }

    fn own_property(&mut self, entry: &mut Entry, iri: Iri<'_>, fact: Fact<'_>, local: &str) {
        match local {
            "abbreviation" => entry.abbreviations.extend(literal(fact).map(|(text, _)| text.to_owned())),
            "member" => entry.members.extend(self.target(iri, fact).map(|(id, _)| (id, Period::default()))),
            "links" => entry.links.extend(self.target(iri, fact).map(|(id, _)| id)),
            "inState" => entry.in_state = self.target(iri, fact).map(|(id, _)| id),
            "capitalOf" => {
                entry.capital_of = self.target(iri, fact).map(|(id, _)| id);
                entry.in_state = entry.in_state.or(entry.capital_of);
            }
            "statesOf" => {}
            "begins" if entry.kind == Type::Event => entry.held.get_or_insert_default().begins = self.date(iri, fact),
            "ends" if entry.kind == Type::Event => entry.held.get_or_insert_default().ends = self.date(iri, fact),
            _ => self.wrong("lexicon::unknown_property", fact.file, iri, local, format!("sg:{local} says nothing in a lexicon")),
        }
    }

    /// The entry that a fact points to; told where there is none.
    fn target(&mut self, iri: Iri<'_>, fact: Fact<'_>) -> Option<(EntryId, Type)> {
        let found = object(fact).and_then(|o| {
            let Iri::Thing(slug) = o else { return None };
            let at = self.ids.binary_search_by(|id| id.0.cmp(slug)).ok()?;
            Some((EntryId(u32::try_from(at).ok()?), self.ids[at].1))
        });
        if found.is_none() {
            let name = object(fact).map_or("", Iri::short);
            self.wrong("lexicon::dangling", fact.file, iri, name, format!("no file has an entry {name}"));
        }
        found
    }

    /// An `org:Membership` or `sg:Tenure`: an office where its member is a person, else a dated membership.
    /// Where both `sg:polity` and `org:organization` are given the office is the state's.
    fn membership(&mut self, iri: Iri<'f>, runs: &'f [Run]) {
        let file = runs[0].0;
        let (mut member, mut body, mut polity, mut role, mut period) = (None, None, None, String::new(), Period::default());
        for fact in self.facts.of(runs) {
            match fact.property {
                Property::Member => member = Some(self.target(iri, fact)),
                Property::Organization => body = Some(self.target(iri, fact)),
                Property::Role => role = literal(fact).map(|l| l.0).or(object(fact).map(Iri::short)).unwrap_or("").to_owned(),
                Property::Source => self.source(iri, fact),
                Property::Own(local) => match local.as_str() {
                    "polity" => polity = Some(self.target(iri, fact)),
                    "begins" => period.begins = self.date(iri, fact),
                    "ends" => period.ends = self.date(iri, fact),
                    _ => {
                        let what = format!("sg:{local} says nothing of a membership");
                        self.wrong("lexicon::unknown_property", fact.file, iri, local, what);
                    }
                },
                _ => {}
            }
        }
        if period.begins.zip(period.ends).is_some_and(|(b, e)| e < b) {
            self.wrong("lexicon::bad_date", file, iri, "sg:ends", "it ends before it begins".into());
        }
        match (member, polity.or(body)) {
            (None, _) | (_, None) => {
                self.wrong("lexicon::bad_membership", file, iri, "", "it needs org:member and sg:polity or org:organization".into())
            }
            (Some(Some((member, Type::Leader | Type::Person))), Some(Some((of, _)))) => {
                self.entries[member.0 as usize].offices.push(Office { of, role, period });
            }
            (Some(Some((member, _))), Some(Some((of, _)))) => self.entries[of.0 as usize].members.push((member, period)),
            _ => {}
        }
    }

    fn date(&mut self, iri: Iri<'_>, fact: Fact<'_>) -> Option<Date> {
        let text = literal(fact).map_or("", |l| l.0);
        let date = text.parse().ok().filter(|_| text.len() == 10);
        if date.is_none() {
            self.wrong("lexicon::bad_date", fact.file, iri, text, format!("“{text}” is no day as YYYY-MM-DD"));
        }
        date
    }

    /// Give each group that is `sg:statesOf` an organization the dated member states of it.
    fn states_of(&mut self, groups: &[usize]) {
        for &number in groups {
            let (slug, kind, runs) = self.ids[number];
            let iri = Iri::Thing(slug);
            for fact in self.facts.of(runs).filter(is_states_of) {
                let Some((of, _)) = self.target(iri, fact) else { continue };
                if kind != Type::Group {
                    self.wrong("lexicon::bad_membership", fact.file, iri, "sg:statesOf", "only a sg:Group has sg:statesOf".into());
                    continue;
                }
                let members = &self.entries[of.0 as usize].members;
                let states: Vec<_> = members.iter().filter(|(m, _)| self.entries[m.0 as usize].kind == Type::State).copied().collect();
                self.entries[number].members.extend(states);
            }
        }
    }
}

fn is_states_of(fact: &Fact<'_>) -> bool {
    matches!(fact.property, Property::Own(local) if local == "statesOf")
}

/// The IRI that is a fact's value.
pub(super) fn object(fact: Fact<'_>) -> Option<Iri<'_>> {
    match fact.value {
        Value::Node(iri) => Some(iri),
        _ => None,
    }
}

/// Text and language of a literal; no language is `zh`.
pub(super) fn literal(fact: Fact<'_>) -> Option<(&str, &str)> {
    match fact.value {
        Value::Text(text, language) => Some((text, language)),
        _ => None,
    }
}

fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
