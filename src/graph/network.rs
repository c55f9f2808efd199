//! The graph as nodes and edges: what network tools and spreadsheets read.

use super::{Graph, words};
use crate::ontology::{Modality, Predicate, Type};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, Triple};
use std::collections::{BTreeMap, BTreeSet};

/// An entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its IRI.
    pub iri: NamedNode,
    /// Its type.
    pub kind: Type,
    /// Its Chinese name, or what there is.
    pub zh: String,
    /// Its English name.
    pub en: Option<String>,
    /// Of a date, and of an event that has one: the first and the last day, year-month-day.
    pub days: Option<(String, String)>,
}

/// A direct triple.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Index of the subject.
    pub from: usize,
    /// Index of the object.
    pub to: usize,
    /// What holds.
    pub predicate: Predicate,
    /// How many statements (actual or intended) say so, of the subject itself or of a group that it is in.
    pub statements: usize,
}

/// Entities and the direct triples between them. Both sorted by IRI.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// The entities.
    pub nodes: Vec<Node>,
    /// The triples.
    pub edges: Vec<Edge>,
}

impl Network {
    /// The network of a graph. Entities without an edge are in it too.
    pub fn of(graph: &Graph) -> Self {
        let mut kinds: BTreeMap<NamedNode, Type> = BTreeMap::new();
        for &kind in Type::ALL {
            let class = NamedNode::new_unchecked(kind.iri());
            kinds.extend(graph.subjects(words::A, class.as_ref()).into_iter().map(|n| (n, kind)));
        }
        let index: BTreeMap<&NamedNode, usize> = kinds.keys().enumerate().map(|(i, n)| (n, i)).collect();
        let said = statements(graph);
        let mut edges = Vec::new();
        for &predicate in Predicate::ALL {
            let word = NamedNode::new_unchecked(predicate.iri());
            for (from, to) in graph.find(None, Some(word.as_ref()), None).into_iter().filter_map(ends) {
                if let (Some(&a), Some(&b)) = (index.get(&from), index.get(&to)) {
                    let statements = said.get(&(from, predicate, to)).map_or(0, BTreeSet::len);
                    edges.push(Edge { from: a, to: b, predicate, statements });
                }
            }
        }
        edges.sort_by_key(|e| (e.from, e.to, e.predicate));
        let nodes = kinds.iter().map(|(iri, &kind)| Node {
            iri: iri.clone(),
            kind,
            zh: graph.name(iri.as_ref()),
            en: graph.label(iri.as_ref(), "en"),
            days: days(graph, iri, kind),
        });
        Network { nodes: nodes.collect(), edges }
    }
}

/// First and last day of a date, or of all dates of an event.
fn days(graph: &Graph, node: &NamedNode, kind: Type) -> Option<(String, String)> {
    let dates = match kind {
        Type::Date => vec![node.clone()],
        Type::Event => graph.nodes(node.as_ref(), NamedNode::new_unchecked(Predicate::HeldOn.iri()).as_ref()),
        _ => return None,
    };
    let day = |word| dates.iter().filter_map(move |d| graph.value(d.as_ref(), word)).map(|l| l.value().to_owned());
    Some((day(words::BEGINS).min()?, day(words::ENDS).max()?))
}

type Said = BTreeMap<(NamedNode, Predicate, NamedNode), BTreeSet<NamedNode>>;

/// For each subject, predicate and object the statements that assert it, groups expanded.
fn statements(graph: &Graph) -> Said {
    let pairs = |word| graph.find(None, Some(word), None).into_iter().filter_map(ends);
    let mut members: BTreeMap<NamedNode, Vec<NamedNode>> = BTreeMap::new();
    for (group, member) in pairs(words::MEMBER) {
        members.entry(group).or_default().push(member);
    }
    let predicates: BTreeMap<_, _> = pairs(words::PREDICATE).collect();
    let objects: BTreeMap<_, _> = pairs(words::OBJECT).collect();
    let asserts: Vec<NamedNode> = Modality::ALL.iter().filter(|m| m.asserts()).map(|m| NamedNode::new_unchecked(m.iri())).collect();
    let firm: BTreeSet<_> = pairs(words::MODALITY).filter(|(_, m)| asserts.contains(m)).map(|(statement, _)| statement).collect();
    let mut said = Said::new();
    for (statement, subject) in pairs(words::SUBJECT).filter(|(statement, _)| firm.contains(statement)) {
        let predicate = predicates.get(&statement).and_then(|p| Predicate::parse(p.as_str().strip_prefix(crate::ontology::SG)?));
        let (Some(predicate), Some(object)) = (predicate, objects.get(&statement)) else { continue };
        for actor in std::iter::once(&subject).chain(members.get(&subject).into_iter().flatten()) {
            said.entry((actor.clone(), predicate, object.clone())).or_default().insert(statement.clone());
        }
    }
    said
}

fn ends(t: Triple) -> Option<(NamedNode, NamedNode)> {
    match (t.subject, t.object) {
        (NamedOrBlankNode::NamedNode(s), Term::NamedNode(o)) => Some((s, o)),
        _ => None,
    }
}
