//! One order for terms, triples and quads, so that every file comes out the same.

use super::words;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term, Triple};
use std::cmp::Ordering;

/// Compare two terms: nodes before literals, then by text, language and datatype.
pub fn terms(a: &Term, b: &Term) -> Ordering {
    /// Integers stand before other literals: compared as numbers among themselves and as words with the rest,
    /// they would make no order.
    fn key(t: &Term) -> (u8, i64, &str, &str, &str) {
        match t {
            Term::NamedNode(n) => (0, 0, n.as_str(), "", ""),
            Term::BlankNode(n) => (1, 0, n.as_str(), "", ""),
            Term::Literal(l) => {
                let (value, datatype) = (l.value(), l.datatype().as_str());
                let number = integer(datatype, value);
                (if number.is_some() { 2 } else { 3 }, number.unwrap_or(0), value, l.language().unwrap_or(""), datatype)
            }
        }
    }
    key(a).cmp(&key(b))
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
