//! Turtle → [`Ontology`], with every mistake told.

use super::{Modality, Ontology, Predicate, Rule, SG, Term, Type};
use crate::base::Diag;
use oxrdf::{NamedOrBlankNode, Term as Node};
use oxttl::TurtleParser;
use std::collections::BTreeMap;
use std::ops::Range;

const FILE: &str = "ontology/silkgraph.ttl";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const EXAMPLE: &str = "http://www.w3.org/2004/02/skos/core#example";

/// What the file says of one `sg:` term.
#[derive(Default)]
struct Said {
    term: Term,
    /// (subjectType or objectType, its value's IRI).
    joins: Vec<(bool, String)>,
}

pub(super) fn ontology(text: &str) -> Result<Ontology, Vec<Diag>> {
    let mut diags = Vec::new();
    let mut said = read(text, &mut diags);
    if !diags.is_empty() {
        return Err(diags);
    }
    let mut check = Check { text, said: &mut said, diags };
    let types = Type::ALL.iter().map(|&t| (t, check.term(t.name()))).collect();
    let modalities = Modality::ALL.iter().map(|&m| (m, check.term(&m.iri()[SG.len()..]))).collect();
    let mut predicates = BTreeMap::new();
    for &predicate in Predicate::ALL {
        let term = check.term(predicate.name());
        let (subjects, objects) = (check.joined(predicate, true), check.joined(predicate, false));
        predicates.insert(predicate, Rule { term, subjects, objects });
    }
    let diags = check.diags;
    let others = said.into_iter().map(|(local, said)| (local, said.term)).collect();
    if diags.is_empty() { Ok(Ontology { types, predicates, modalities, others }) } else { Err(diags) }
}

fn read(text: &str, diags: &mut Vec<Diag>) -> BTreeMap<String, Said> {
    let mut said: BTreeMap<String, Said> = BTreeMap::new();
    for quad in TurtleParser::new().for_slice(text) {
        let quad = match quad {
            Ok(quad) => quad,
            Err(error) => {
                let place = error.location();
                let range = within(text, place.start.offset..place.end.offset);
                diags.push(Diag::error("ontology::syntax", FILE, "not Turtle").at(text, range, error.to_string()));
                continue;
            }
        };
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else { continue };
        let Some(local) = subject.as_str().strip_prefix(SG) else { continue };
        let said = said.entry(local.to_owned()).or_default();
        match (quad.predicate.as_str(), quad.object) {
            (p, Node::NamedNode(kind)) if p.strip_prefix(SG) == Some("subjectType") => said.joins.push((true, kind.into_string())),
            (p, Node::NamedNode(kind)) if p.strip_prefix(SG) == Some("objectType") => said.joins.push((false, kind.into_string())),
            (p, Node::Literal(words)) => {
                let slot = match (p.strip_prefix(RDFS), words.language()) {
                    (Some("label"), Some("zh")) => &mut said.term.zh,
                    (Some("label"), Some("en")) => &mut said.term.en,
                    (Some("comment"), Some("zh")) => &mut said.term.comment_zh,
                    (Some("comment"), Some("en")) => &mut said.term.comment_en,
                    _ => {
                        if p == EXAMPLE {
                            said.term.examples.push(words.value().to_owned());
                        }
                        continue;
                    }
                };
                words.value().clone_into(slot);
            }
            _ => {}
        }
    }
    said
}

/// A range of the parser's on character boundaries of the text.
fn within(text: &str, range: Range<u64>) -> Range<usize> {
    let at = |offset: u64| usize::try_from(offset).unwrap_or(text.len()).min(text.len());
    let (mut start, mut end) = (at(range.start), at(range.end).max(at(range.start)));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

struct Check<'t> {
    text: &'t str,
    said: &'t mut BTreeMap<String, Said>,
    diags: Vec<Diag>,
}

impl Check<'_> {
    fn wrong(&mut self, code: &'static str, local: &str, message: String) {
        let opening = format!("sg:{local} ");
        let line = self.text.starts_with(&opening).then_some(0).or_else(|| self.text.find(&format!("\n{opening}")).map(|at| at + 1));
        let diag = Diag::error(code, FILE, message);
        self.diags.push(match line {
            Some(at) => diag.at(self.text, at..at + opening.len() - 1, "here"),
            None => diag.at(self.text, 0..0, "missing from this file"),
        });
    }

    /// The term of this local name; told where it, its labels or its comments are missing.
    fn term(&mut self, local: &str) -> Term {
        let Some(term) = self.said.get(local).map(|s| s.term.clone()) else {
            self.wrong("ontology::missing", local, format!("sg:{local} is not described"));
            return Term::default();
        };
        for (what, words) in [
            ("rdfs:label @zh", &term.zh),
            ("rdfs:label @en", &term.en),
            ("rdfs:comment @zh", &term.comment_zh),
            ("rdfs:comment @en", &term.comment_en),
        ] {
            if words.is_empty() {
                self.wrong("ontology::no_label", local, format!("sg:{local} has no {what}"));
            }
        }
        term
    }

    /// The types at one end of a predicate.
    fn joined(&mut self, predicate: Predicate, subject: bool) -> Vec<Type> {
        let local = predicate.name();
        let Some(said) = self.said.get(local) else { return Vec::new() };
        let iris: Vec<String> = said.joins.iter().filter(|j| j.0 == subject).map(|j| j.1.clone()).collect();
        let property = if subject { "sg:subjectType" } else { "sg:objectType" };
        let mut types = Vec::new();
        for iri in &iris {
            match iri.strip_prefix(SG).and_then(Type::parse) {
                Some(kind) => types.push(kind),
                None => self.wrong("ontology::unknown_type", local, format!("sg:{local}: {property} <{iri}> is none of the types")),
            }
        }
        if iris.is_empty() {
            self.wrong("ontology::no_types", local, format!("sg:{local} has no {property}"));
        }
        types.sort_unstable();
        types.dedup();
        types
    }
}
