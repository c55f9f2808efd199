//! What a graph is, for catalogues: a VoID and DCAT description.

use super::turtle;
use crate::base::sha256_hex;
use crate::graph::{Graph, iri, order, words};
use crate::ontology::{SG, SGR};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{self, Write};

const VOID: &str = "http://rdfs.org/ns/void#";
const DCAT: &str = "http://www.w3.org/ns/dcat#";
const DCTERMS: &str = "http://purl.org/dc/terms/";

/// Write the description as Turtle. The dataset's IRI is made from its triples: the same graph has the same one.
///
/// # Errors
/// When `out` cannot be written.
pub fn void(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let mut triples = describe(graph, &graph.triples());
    triples.sort_by(order::triples);
    turtle(&triples, out)
}

/// Collects what is said of the dataset and of its parts.
struct Notes(Vec<Triple>);

impl Notes {
    fn say(&mut self, subject: &NamedNode, space: &str, local: &str, object: impl Into<Term>) {
        self.0.push(Triple::new(subject.clone(), NamedNode::new_unchecked(format!("{space}{local}")), object));
    }

    fn count(&mut self, subject: &NamedNode, local: &str, n: usize) {
        self.say(subject, VOID, local, Literal::new_typed_literal(n.to_string(), words::XSD_INTEGER));
    }

    fn words(&mut self, subject: &NamedNode, local: &str, zh: &str, en: &str) {
        for (words, language) in [(zh, "zh"), (en, "en")] {
            self.say(subject, DCTERMS, local, Literal::new_language_tagged_literal_unchecked(words, language));
        }
    }
}

fn describe(graph: &Graph, triples: &[Triple]) -> Vec<Triple> {
    let all: String = triples.iter().map(|t| format!("{t} .\n")).collect();
    let set = NamedNode::new_unchecked(format!("{SGR}dataset/{}", &sha256_hex(all.as_bytes())[..20]));
    let mut notes = Notes(Vec::new());
    for (space, class) in [(VOID, "Dataset"), (DCAT, "Dataset")] {
        notes.0.push(Triple::new(set.clone(), words::A, NamedNode::new_unchecked(format!("{space}{class}"))));
    }
    notes.words(&set, "title", "外交文本知识图谱", "Knowledge graph of diplomatic texts");
    notes.words(
        &set,
        "description",
        "由规则从中文外交文本中抽取的实体和关系，每条陈述附有原文出处。",
        "Entities and relations read out of Chinese diplomatic texts by rules; every statement with its words and their place.",
    );
    notes.count(&set, "triples", triples.len());
    notes.count(&set, "distinctSubjects", triples.iter().map(|t| &t.subject).collect::<HashSet<_>>().len());
    notes.count(&set, "distinctObjects", triples.iter().map(|t| &t.object).collect::<HashSet<_>>().len());
    notes.say(&set, VOID, "uriSpace", Literal::new_simple_literal(SGR));
    vocabularies(&mut notes, &set, triples);
    partitions(&mut notes, &set, triples);
    for text in graph.subjects(words::A, words::SOURCE_TEXT) {
        notes.say(&set, DCTERMS, "source", text.clone());
        let title = graph.value(text.as_ref(), words::TITLE);
        title.into_iter().for_each(|title| notes.say(&text, DCTERMS, "title", title));
    }
    notes.0
}

/// The vocabularies that its properties and classes come from.
fn vocabularies(notes: &mut Notes, set: &NamedNode, triples: &[Triple]) {
    let space = |n: &NamedNode| {
        let end = n.as_str().rfind(['#', '/']).map_or(n.as_str().len(), |i| i + 1);
        n.as_str()[..end].to_owned()
    };
    let spaces: BTreeSet<String> = triples.iter().map(|t| space(&t.predicate)).collect();
    spaces.into_iter().for_each(|s| notes.say(set, VOID, "vocabulary", NamedNode::new_unchecked(s)));
}

/// How many things of each class, how many triples of each property.
fn partitions(notes: &mut Notes, set: &NamedNode, triples: &[Triple]) {
    let mut classes: BTreeMap<&NamedNode, usize> = BTreeMap::new();
    let mut properties: BTreeMap<&NamedNode, usize> = BTreeMap::new();
    let mut entities: HashSet<&NamedOrBlankNode> = HashSet::new();
    for t in triples {
        *properties.entry(&t.predicate).or_default() += 1;
        if let (words::A, Term::NamedNode(class)) = (NamedNodeRef::from(&t.predicate), &t.object) {
            *classes.entry(class).or_default() += 1;
            entities.insert(&t.subject);
        }
    }
    notes.count(set, "entities", entities.len());
    notes.count(set, "classes", classes.len());
    notes.count(set, "properties", properties.len());
    for (class, n) in classes {
        let part = iri::part(set, &format!("class-{}", short(class)));
        notes.say(set, VOID, "classPartition", part.clone());
        notes.say(&part, VOID, "class", class.clone());
        notes.count(&part, "entities", n);
    }
    for (property, n) in properties {
        let part = iri::part(set, &format!("property-{}", short(property)));
        notes.say(set, VOID, "propertyPartition", part.clone());
        notes.say(&part, VOID, "property", property.clone());
        notes.count(&part, "triples", n);
    }
}

/// A name for a part: the local name, with its vocabulary's prefix where that is not ours.
fn short(term: &NamedNode) -> String {
    let known = words::PREFIXES.iter().find(|(_, base)| term.as_str().strip_prefix(base).is_some_and(|l| !l.contains(['/', '#'])));
    match (term.as_str().strip_prefix(SG), known) {
        (Some(local), _) => local.to_owned(),
        (None, Some((name, base))) => format!("{name}-{}", &term.as_str()[base.len()..]),
        (None, None) => sha256_hex(term.as_str().as_bytes())[..8].to_owned(),
    }
}
