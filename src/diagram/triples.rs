//! Triples of the vocabulary → [`View`].

use super::view::{Edge, Node, Row, Source, View};
use crate::ontology::{Modality, Predicate, SG, Type};
use oxigraph::model::{NamedOrBlankNode, Term, Triple};
use std::collections::{BTreeMap, BTreeSet};

const A: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const ALT: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
const DERIVED: &str = "http://www.w3.org/ns/prov#wasDerivedFrom";
const TITLE: &str = "http://purl.org/dc/terms/title";

#[derive(Default)]
struct Thing {
    kind: Option<Type>,
    zh: BTreeSet<String>,
    en: BTreeSet<String>,
    aliases: BTreeSet<String>,
    title: Option<String>,
    file: Option<String>,
    is_text: bool,
    members: BTreeSet<String>,
    direct: BTreeSet<(Predicate, String)>,
    statement: Statement,
}

#[derive(Default)]
struct Statement {
    subject: Option<String>,
    predicate: Option<Predicate>,
    object: Option<String>,
    modality: Option<Modality>,
    texts: BTreeSet<String>,
    evidence: BTreeSet<String>,
}

impl View {
    /// True for a triple that a view is made of: the others may be left out before.
    pub fn wants(predicate: &str, object: &Term) -> bool {
        match predicate.strip_prefix(SG) {
            Some("trigger" | "carried" | "rule" | "sha256" | "genre" | "edtf" | "begins" | "ends" | "why" | "foundBy" | "refersTo") => {
                false
            }
            Some(_) => true,
            None if predicate == A => matches!(object, Term::NamedNode(class) if class.as_str().starts_with(SG)),
            None => [LABEL, ALT, DERIVED, TITLE].contains(&predicate),
        }
    }

    /// A view of a graph's triples, in any order, some of them more than once. Statements become edges;
    /// a graph without statements gives its direct triples instead.
    pub fn from_triples(triples: impl IntoIterator<Item = Triple>) -> Self {
        let mut things: BTreeMap<String, Thing> = BTreeMap::new();
        for triple in triples {
            if let NamedOrBlankNode::NamedNode(subject) = triple.subject {
                let thing = things.entry(subject.into_string()).or_default();
                take(thing, triple.predicate.as_str(), triple.object);
            }
        }
        let mut rows: Vec<Row> = things.values().flat_map(|t| t.statement.rows()).collect();
        if rows.is_empty() {
            rows = things.iter().flat_map(|(iri, t)| direct(iri, t)).collect();
        }
        let sources = things.iter().filter(|(_, t)| t.is_text).map(|(iri, t)| {
            let (title, file) = (t.title.clone().unwrap_or_default(), t.file.clone().unwrap_or_default());
            (iri.clone(), Source { title, file })
        });
        let sources: Vec<_> = sources.collect();
        let members: Vec<_> = things.iter().flat_map(|(g, t)| t.members.iter().map(|s| (g.clone(), s.clone()))).collect();
        let nodes = things.into_iter().filter_map(|(iri, t)| t.node(iri));
        View::from_rows(nodes, rows).with_sources(sources).with_members(members)
    }
}

fn take(thing: &mut Thing, predicate: &str, object: Term) {
    if let Some(local) = predicate.strip_prefix(SG) {
        return own(thing, local, object);
    }
    match (predicate, object) {
        (A, Term::NamedNode(class)) => match class.as_str().strip_prefix(SG) {
            Some("SourceText") => thing.is_text = true,
            Some(local) => thing.kind = thing.kind.or(Type::parse(local)),
            None => {}
        },
        (LABEL, Term::Literal(l)) if l.language().is_some_and(|t| t.starts_with("en")) => {
            thing.en.insert(l.value().to_owned());
        }
        (LABEL, Term::Literal(l)) => {
            thing.zh.insert(l.value().to_owned());
        }
        (ALT, Term::Literal(l)) => {
            thing.aliases.insert(l.value().to_owned());
        }
        (DERIVED, Term::NamedNode(text)) => {
            thing.statement.texts.insert(text.into_string());
        }
        (TITLE, Term::Literal(l)) => keep_least(&mut thing.title, l.value()),
        _ => {}
    }
}

/// A triple whose predicate is of our own vocabulary.
fn own(thing: &mut Thing, local: &str, object: Term) {
    let Term::NamedNode(object) = object else {
        if let ("file", Term::Literal(l)) = (local, object) {
            keep_least(&mut thing.file, l.value());
        }
        return;
    };
    let iri = object.into_string();
    let statement = &mut thing.statement;
    match local {
        "subject" => statement.subject = Some(iri),
        "object" => statement.object = Some(iri),
        "predicate" => statement.predicate = iri.strip_prefix(SG).and_then(Predicate::parse),
        "modality" => statement.modality = Modality::ALL.iter().copied().find(|m| m.iri() == iri),
        "evidence" => {
            statement.evidence.insert(iri);
        }
        "member" => {
            thing.members.insert(iri);
        }
        _ => {
            if let Some(predicate) = Predicate::parse(local) {
                thing.direct.insert((predicate, iri));
            }
        }
    }
}

fn keep_least(slot: &mut Option<String>, value: &str) {
    if slot.as_deref().is_none_or(|old| value < old) {
        *slot = Some(value.to_owned());
    }
}

impl Statement {
    /// One row for each text that it was derived from.
    fn rows(&self) -> Vec<Row> {
        let (Some(subject), Some(predicate), Some(object)) = (&self.subject, self.predicate, &self.object) else {
            return Vec::new();
        };
        let none = BTreeSet::from([String::new()]);
        let texts = if self.texts.is_empty() { &none } else { &self.texts };
        let row = |text: &String| {
            let modality = self.modality.unwrap_or(Modality::Actual);
            let edge = Edge { predicate, modality, text: text.clone(), evidence: self.evidence.len().max(1) };
            Row { subject: subject.clone(), object: object.clone(), edge }
        };
        texts.iter().map(row).collect()
    }
}

fn direct(iri: &str, thing: &Thing) -> Vec<Row> {
    let row = |(predicate, object): &(Predicate, String)| {
        let edge = Edge { predicate: *predicate, modality: Modality::Actual, text: String::new(), evidence: 1 };
        Row { subject: iri.to_owned(), object: object.clone(), edge }
    };
    thing.direct.iter().map(row).collect()
}

impl Thing {
    fn node(self, iri: String) -> Option<Node> {
        let kind = self.kind?;
        let zh = self.zh.iter().next().cloned().unwrap_or_default();
        let en = self.en.iter().next().cloned();
        let others = self.zh.iter().skip(1).chain(self.en.iter().skip(1)).cloned();
        let aliases = self.aliases.iter().cloned().chain(others).collect::<BTreeSet<_>>();
        Some(Node { iri, kind, zh, en, aliases: aliases.into_iter().collect() })
    }
}
