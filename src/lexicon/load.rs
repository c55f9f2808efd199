//! Facts → entries, with every mistake told.

use super::turtle::{Fact, Facts, Value};
use super::{Entry, EntryId, Office, Period};
use crate::base::{Diag, List};
use crate::ontology::{SG, SGR, Type};
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const ALT_LABEL: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
const EXACT_MATCH: &str = "http://www.w3.org/2004/02/skos/core#exactMatch";
const MEMBERSHIP: &str = "http://www.w3.org/ns/org#Membership";
const MEMBER: &str = "http://www.w3.org/ns/org#member";
const ORGANIZATION: &str = "http://www.w3.org/ns/org#organization";
const ROLE: &str = "http://www.w3.org/ns/org#role";
const SOURCE: &str = "http://purl.org/dc/terms/source";

/// Read files to entries, sorted by slug; and the files' names, sorted.
pub(super) fn entries(files: &[(String, String)]) -> Result<(Vec<String>, Vec<Entry>), Vec<Diag>> {
    let mut diags = Vec::new();
    let facts = Facts::read(files, &mut diags);
    let mut loader = Loader {
        facts: &facts,
        ids: Rc::default(),
        entries: Vec::new(),
        unknown_sources: BTreeSet::new(),
        known_source: String::new(),
        diags,
    };
    let (things, memberships) = loader.sort_out();
    let things: Rc<[(&str, Type)]> = things.into();
    loader.ids = Rc::clone(&things);
    loader.entries.reserve_exact(things.len());
    let mut groups = Vec::new();
    for &(iri, kind) in things.iter() {
        let about = facts.of(iri).map(RefCell::take).unwrap_or_default();
        let entry = loader.entry(iri, kind, &about);
        if about.iter().any(is_states_of)
            && let Some(place) = facts.of(iri)
        {
            groups.push((loader.entries.len(), iri, kind));
            place.replace(about);
        }
        loader.entries.push(entry);
    }
    for iri in memberships {
        loader.membership(iri);
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
    /// Entries by their IRIs, sorted; their places are the entries' ids.
    ids: Rc<[(&'f str, Type)]>,
    entries: Vec<Entry>,
    /// Sources that no file describes, told already.
    pub(super) unknown_sources: BTreeSet<String>,
    /// The source that was asked for last and is known: neighbours mostly have the same.
    pub(super) known_source: String,
    diags: Vec<Diag>,
}

impl<'f> Loader<'f> {
    /// Subjects that are entries, with their types, in the order of their slugs; and memberships.
    fn sort_out(&mut self) -> (Vec<(&'f str, Type)>, Vec<&'f str>) {
        let (mut things, mut memberships) = (Vec::new(), Vec::new());
        let facts = self.facts;
        for (iri, about) in &facts.subjects {
            let about = about.borrow();
            let types: Vec<(&Fact, &str)> = iris(&about, RDF_TYPE).collect();
            let mut kinds: Vec<Type> = Vec::new();
            for &(fact, class) in &types {
                match class.strip_prefix(SG) {
                    Some("Tenure") => memberships.push(iri.as_str()),
                    Some(local) => match Type::parse(local).filter(|&t| t != Type::Date) {
                        Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
                        Some(_) => {}
                        None => self.wrong("lexicon::unknown_type", fact, iri, local, format!("sg:{local} is no type of entry")),
                    },
                    None if class == MEMBERSHIP => memberships.push(iri.as_str()),
                    None => {}
                }
            }
            memberships.dedup();
            match (kinds.as_slice(), types.is_empty()) {
                ([], false) => {}
                ([], true) => self.wrong("lexicon::unknown_type", &about[0], iri, "", "it has no type".into()),
                ([kind], _) => match iri.strip_prefix(SGR).filter(|s| is_slug(s)) {
                    Some(_) => things.push((iri.as_str(), *kind)),
                    None => self.wrong(
                        "lexicon::bad_slug",
                        &about[0],
                        iri,
                        "",
                        "an entry is sgr: and lower-case letters, digits, hyphens".into(),
                    ),
                },
                ([a, b, ..], _) => self.wrong("lexicon::two_types", &about[0], iri, "", format!("it is both sg:{a} and sg:{b}")),
            }
        }
        (things, memberships)
    }

    pub(super) fn wrong(&mut self, code: &'static str, fact: &Fact, subject: &str, needle: &str, message: String) {
        let diag = self.facts.diag(code, fact.file, subject, needle, format!("{}: {message}", short(subject)), "here");
        self.diags.push(diag);
    }

    /// The names and links of one thing.
    fn entry(&mut self, iri: &'f str, kind: Type, about: &[Fact]) -> Entry {
        let mut entry = Entry {
            id: iri[SGR.len()..].to_owned(),
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
            origin: about.first().map_or((0, 1), |f| (f.file, f.line)),
        };
        for fact in about {
            match fact.property.strip_prefix(SG) {
                Some(local) => self.own_property(&mut entry, iri, fact, local),
                None if *fact.property == *LABEL => self.label(&mut entry, iri, fact),
                None if *fact.property == *ALT_LABEL => self.alias(&mut entry, iri, fact),
                None if *fact.property == *EXACT_MATCH => self.wikidata(&mut entry, iri, fact),
                None if *fact.property == *SOURCE => self.source(iri, fact),
                None => {}
            }
        }
        if entry.zh.is_empty() {
            self.wrong("lexicon::no_label", &about[0], iri, "", "it has no rdfs:label in @zh".into());
        }
        entry.aliases.retain(|a| *a != entry.zh);
        if entry.held.as_ref().is_some_and(|h| h.begins.is_none() || h.begins > h.ends) {
            self.wrong("lexicon::bad_date", &about[0], iri, "sg:begins", "an event has sg:begins and sg:ends, in this order".into());
        }
        let sourced = iris(about, SOURCE).next().is_some();
        if let Some(q) = entry.wikidata.as_ref().filter(|_| !sourced) {
            self.wrong("lexicon::unsourced_link", &about[0], iri, q, format!("wd:{q} without a dcterms:source"));
        }
        entry
    }

    fn own_property(&mut self, entry: &mut Entry, iri: &str, fact: &Fact, local: &str) {
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
            _ => self.wrong("lexicon::unknown_property", fact, iri, local, format!("sg:{local} says nothing in a lexicon")),
        }
    }

    /// The entry that a fact points to; told where there is none.
    fn target(&mut self, iri: &str, fact: &Fact) -> Option<(EntryId, Type)> {
        let found = object(fact).and_then(|o| {
            let at = self.ids.binary_search_by(|(iri, _)| (*iri).cmp(o)).ok()?;
            Some((EntryId(u32::try_from(at).ok()?), self.ids[at].1))
        });
        if found.is_none() {
            let name = object(fact).map_or("", short);
            self.wrong("lexicon::dangling", fact, iri, name, format!("no file has an entry {name}"));
        }
        found
    }

    /// An `org:Membership` or `sg:Tenure`: an office where its member is a person, else a dated membership.
    /// Where both `sg:polity` and `org:organization` are given the office is the state's.
    fn membership(&mut self, iri: &str) {
        let about = self.facts.of(iri).map(RefCell::take).unwrap_or_default();
        let (mut member, mut body, mut polity, mut role, mut period) = (None, None, None, String::new(), Period::default());
        for fact in &about {
            match &*fact.property {
                RDF_TYPE => {}
                MEMBER => member = Some(self.target(iri, fact)),
                ORGANIZATION => body = Some(self.target(iri, fact)),
                p if p.strip_prefix(SG) == Some("polity") => polity = Some(self.target(iri, fact)),
                ROLE => role = literal(fact).map(|l| l.0).or(object(fact).map(short)).unwrap_or("").to_owned(),
                p if p.strip_prefix(SG) == Some("begins") => period.begins = self.date(iri, fact),
                p if p.strip_prefix(SG) == Some("ends") => period.ends = self.date(iri, fact),
                SOURCE => self.source(iri, fact),
                p if p.starts_with(SG) => {
                    let local = &p[SG.len()..];
                    self.wrong("lexicon::unknown_property", fact, iri, local, format!("sg:{local} says nothing of a membership"));
                }
                _ => {}
            }
        }
        if period.begins.zip(period.ends).is_some_and(|(b, e)| e < b) {
            self.wrong("lexicon::bad_date", &about[0], iri, "sg:ends", "it ends before it begins".into());
        }
        match (member, polity.or(body)) {
            (None, _) | (_, None) => {
                self.wrong("lexicon::bad_membership", &about[0], iri, "", "it needs org:member and sg:polity or org:organization".into())
            }
            (Some(Some((member, Type::Leader | Type::Person))), Some(Some((of, _)))) => {
                self.entries[member.0 as usize].offices.push(Office { of, role, period });
            }
            (Some(Some((member, _))), Some(Some((of, _)))) => self.entries[of.0 as usize].members.push((member, period)),
            _ => {}
        }
    }

    fn date(&mut self, iri: &str, fact: &Fact) -> Option<Date> {
        let text = literal(fact).map_or("", |l| l.0);
        let date = text.parse().ok().filter(|_| text.len() == 10);
        if date.is_none() {
            self.wrong("lexicon::bad_date", fact, iri, text, format!("“{text}” is no day as YYYY-MM-DD"));
        }
        date
    }

    /// Give each group that is `sg:statesOf` an organization the dated member states of it.
    fn states_of(&mut self, groups: &[(usize, &'f str, Type)]) {
        for &(number, iri, kind) in groups {
            let about = self.facts.of(iri).map(RefCell::take).unwrap_or_default();
            for fact in about.iter().filter(|f| is_states_of(f)) {
                let Some((of, _)) = self.target(iri, fact) else { continue };
                if kind != Type::Group {
                    self.wrong("lexicon::bad_membership", fact, iri, "sg:statesOf", "only a sg:Group has sg:statesOf".into());
                    continue;
                }
                let members = &self.entries[of.0 as usize].members;
                let states: Vec<_> = members.iter().filter(|(m, _)| self.entries[m.0 as usize].kind == Type::State).copied().collect();
                self.entries[number].members.extend(states);
            }
        }
    }
}

fn is_states_of(fact: &Fact) -> bool {
    fact.property.strip_prefix(SG) == Some("statesOf")
}

/// The facts of one property whose value is an IRI, with it.
fn iris<'f>(about: &'f [Fact], property: &'f str) -> impl Iterator<Item = (&'f Fact, &'f str)> {
    about.iter().filter(move |f| *f.property == *property).filter_map(|f| Some((f, object(f)?)))
}

pub(super) fn object(fact: &Fact) -> Option<&str> {
    match &fact.value {
        Value::Node(node) => Some(node),
        _ => None,
    }
}

/// Text and language of a literal; no language is `zh`.
pub(super) fn literal(fact: &Fact) -> Option<(&str, &str)> {
    match &fact.value {
        Value::Text(text, language) => Some((text, language)),
        _ => None,
    }
}

/// The local name of an IRI.
pub(super) fn short(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}

fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
