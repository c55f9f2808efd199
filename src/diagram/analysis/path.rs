//! How two things are joined.

use super::Simple;
use crate::diagram::view::View;
use crate::ontology::Predicate;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::BTreeSet;

/// One step of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Hop {
    /// Where it starts.
    pub from: NodeIndex,
    /// Where it leads.
    pub to: NodeIndex,
    /// What is said of the two.
    pub predicates: Vec<Predicate>,
    /// True where it is said from `from` to `to`; false where the step goes against it.
    pub forward: bool,
    /// The IRIs of the texts that say it.
    pub texts: Vec<String>,
}

/// A shortest path between two entities, whichever way relations point. Among equally short ones
/// it takes those through less well joined entities: they say more. None where nothing joins the two.
pub fn path(view: &View, from: NodeIndex, to: NodeIndex) -> Option<Vec<Hop>> {
    let simple = Simple::new(view);
    let graph = &simple.undirected;
    let place = |node| graph.node_indices().find(|&n| graph[n] == node);
    let (start, end) = (place(from)?, place(to)?);
    // A step costs one; a well joined entity on the way costs a trifle more.
    let most = graph.node_indices().map(|n| graph.edges(n).count()).max().unwrap_or(1) as f64;
    let trifle = |n: NodeIndex| graph.edges(n).count() as f64 / (most * 1000.0);
    let (_, nodes) = petgraph::algo::astar(graph, start, |n| n == end, |e| 1.0 + trifle(e.source()) + trifle(e.target()), |_| 0.0)?;
    Some(nodes.windows(2).map(|pair| hop(view, graph[pair[0]], graph[pair[1]])).collect())
}

fn hop(view: &View, from: NodeIndex, to: NodeIndex) -> Hop {
    let collect = |a: NodeIndex, b: NodeIndex| {
        let edges: Vec<_> = view.graph.edges_connecting(a, b).map(|e| e.weight()).collect();
        let predicates: BTreeSet<Predicate> = edges.iter().map(|e| e.predicate).collect();
        let texts: BTreeSet<String> = edges.iter().map(|e| e.text.clone()).filter(|t| !t.is_empty()).collect();
        (predicates.into_iter().collect::<Vec<_>>(), texts.into_iter().collect::<Vec<_>>())
    };
    let (predicates, texts) = collect(from, to);
    if !predicates.is_empty() {
        return Hop { from, to, predicates, forward: true, texts };
    }
    let (predicates, texts) = collect(to, from);
    Hop { from, to, predicates, forward: false, texts }
}
