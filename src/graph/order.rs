//! One order for terms, triples and quads, so that every file comes out the same.

use super::words;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term, Triple};
use std::cmp::Ordering;

/// Compare two terms: nodes before literals, then by text, language and datatype.
pub fn terms(a: &Term, b: &Term) -> Ordering {
    fn key(t: &Term) -> (u8, &str, &str, &str) {
        match t {
            Term::NamedNode(n) => (0, n.as_str(), "", ""),
            Term::BlankNode(n) => (1, n.as_str(), "", ""),
            Term::Literal(l) => (2, l.value(), l.language().unwrap_or(""), l.datatype().as_str()),
        }
    }
    let (a, b) = (key(a), key(b));
    match (integer(a.3, a.1), integer(b.3, b.1)) {
        (Some(x), Some(y)) => x.cmp(&y).then(a.cmp(&b)),
        _ => a.cmp(&b),
    }
}

fn integer(datatype: &str, value: &str) -> Option<i64> {
    matches!(datatype.rsplit('#').next(), Some("integer" | "nonNegativeInteger")).then(|| value.parse().ok()).flatten()
}

/// Compare two triples: by subject, predicate (`a` first), object.
pub fn triples(a: &Triple, b: &Triple) -> Ordering {
    let first = |p: &Triple| p.predicate.as_ref() != words::A;
    node(&a.subject)
        .cmp(node(&b.subject))
        .then_with(|| first(a).cmp(&first(b)))
        .then_with(|| a.predicate.as_str().cmp(b.predicate.as_str()))
        .then_with(|| terms(&a.object, &b.object))
}

/// Compare two quads: by graph (the default graph first), then as triples.
pub fn quads(a: &Quad, b: &Quad) -> Ordering {
    let first = |q: &Quad| q.predicate.as_ref() != words::A;
    graph(&a.graph_name)
        .cmp(graph(&b.graph_name))
        .then_with(|| node(&a.subject).cmp(node(&b.subject)))
        .then_with(|| first(a).cmp(&first(b)))
        .then_with(|| a.predicate.as_str().cmp(b.predicate.as_str()))
        .then_with(|| terms(&a.object, &b.object))
}

fn node(n: &NamedOrBlankNode) -> &str {
    match n {
        NamedOrBlankNode::NamedNode(n) => n.as_str(),
        NamedOrBlankNode::BlankNode(n) => n.as_str(),
    }
}

fn graph(g: &GraphName) -> &str {
    match g {
        GraphName::DefaultGraph => "",
        GraphName::NamedNode(n) => n.as_str(),
        GraphName::BlankNode(n) => n.as_str(),
    }
}
