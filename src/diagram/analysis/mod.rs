//! Measures of a graph's shape: who stands in the middle, what belongs together, how two things are joined.
//!
//! All of them read a [`View`] as the graph of its entities, without dates and denials.
//! Equal views give equal answers; equal values stand in order of IRI.

mod centrality;
mod parts;
mod path;

pub use centrality::{Centrality, centrality};
pub use parts::{communities, components};
pub use path::{Hop, path};

use super::view::View;
use crate::ontology::{Modality, Type};
use petgraph::graph::{DiGraph, NodeIndex, UnGraph};
use std::collections::BTreeMap;

/// Entities and how much joins each two of them, in each direction. Indices are those of the view.
pub(super) struct Simple {
    pub directed: DiGraph<NodeIndex, f64>,
    pub undirected: UnGraph<NodeIndex, f64>,
}

impl Simple {
    /// Parallel statements joined; entities that nothing joins left out.
    pub fn new(view: &View) -> Self {
        let mut weights: BTreeMap<(NodeIndex, NodeIndex), f64> = BTreeMap::new();
        for edge in view.graph.edge_indices() {
            let (Some((a, b)), said) = (view.graph.edge_endpoints(edge), &view.graph[edge]) else { continue };
            let dates = [a, b].iter().any(|&n| view.graph[n].kind == Type::Date);
            if !dates && said.modality != Modality::Negated {
                *weights.entry((a, b)).or_default() += said.evidence as f64;
            }
        }
        let mut place: BTreeMap<NodeIndex, NodeIndex> = BTreeMap::new();
        let mut simple = Simple { directed: DiGraph::new(), undirected: UnGraph::new_undirected() };
        let ends: std::collections::BTreeSet<NodeIndex> = weights.keys().flat_map(|&(a, b)| [a, b]).collect();
        for node in ends {
            place.insert(node, simple.directed.add_node(node));
            simple.undirected.add_node(node);
        }
        let mut both: BTreeMap<(NodeIndex, NodeIndex), f64> = BTreeMap::new();
        for ((a, b), weight) in weights {
            let (a, b) = (place[&a], place[&b]);
            simple.directed.add_edge(a, b, weight);
            *both.entry((a.min(b), a.max(b))).or_default() += weight;
        }
        for ((a, b), weight) in both {
            simple.undirected.add_edge(a, b, weight);
        }
        simple
    }
}
