//! Who stands in the middle.

use super::Simple;
use crate::diagram::view::View;
use petgraph::graph::{DiGraph, NodeIndex, UnGraph};
use std::collections::VecDeque;

/// How central an entity is.
#[derive(Clone, Debug, PartialEq)]
pub struct Centrality {
    /// The entity, in [`View::graph`].
    pub node: NodeIndex,
    /// How many entities it is joined to.
    pub degree: usize,
    /// How many sentences join it to something.
    pub evidence: usize,
    /// PageRank (damping 0.85) over relations in their direction; all together 1.
    pub page_rank: f64,
    /// The share of shortest paths between others that pass it, from 0 to 1.
    pub betweenness: f64,
}

/// Entities above which [`petgraph::algo::page_rank`], which looks at every two of them, would take too long.
const MANY: usize = 600;
/// Entities above which shortest paths are counted from a sample of them.
const SOURCES: usize = 3000;
const DAMPING: f64 = 0.85;
const ROUNDS: usize = 40;

/// Every entity that something joins to another, most joined first.
pub fn centrality(view: &View) -> Vec<Centrality> {
    let simple = Simple::new(view);
    let count = simple.directed.node_count();
    let ranks = if count > MANY { page_rank(&simple.directed) } else { petgraph::algo::page_rank(&simple.directed, DAMPING, ROUNDS) };
    let between = betweenness(&simple.undirected);
    let of = |node: NodeIndex| Centrality {
        node: simple.undirected[node],
        degree: simple.undirected.edges(node).count(),
        evidence: simple.undirected.edges(node).map(|e| *e.weight() as usize).sum(),
        page_rank: ranks.get(node.index()).copied().unwrap_or(0.0),
        betweenness: between[node.index()],
    };
    let mut all: Vec<Centrality> = simple.undirected.node_indices().map(of).collect();
    all.sort_by(|a, b| b.degree.cmp(&a.degree).then(b.evidence.cmp(&a.evidence)).then(a.node.cmp(&b.node)));
    all
}

/// What [`petgraph::algo::page_rank`] gives, by its formula, but looking only at relations that there are.
fn page_rank(graph: &DiGraph<NodeIndex, f64>) -> Vec<f64> {
    let n = graph.node_count() as f64;
    let near: Vec<Vec<usize>> = graph.node_indices().map(|v| graph.neighbors(v).map(NodeIndex::index).collect()).collect();
    let mut ranks = vec![1.0 / n; near.len()];
    for _ in 0..ROUNDS {
        let jump = |w: usize| if near[w].is_empty() { DAMPING } else { 1.0 - DAMPING } * ranks[w] / n;
        let all: f64 = (0..near.len()).map(jump).sum();
        let mut next = vec![all; near.len()];
        for (w, others) in near.iter().enumerate() {
            for &v in others {
                next[v] += DAMPING * ranks[w] / others.len() as f64 - jump(w);
            }
        }
        let sum: f64 = next.iter().sum();
        ranks = next.iter().map(|r| r / sum).collect();
    }
    ranks
}

/// Brandes' algorithm on the unweighted graph, scaled to 0–1.
fn betweenness(graph: &UnGraph<NodeIndex, f64>) -> Vec<f64> {
    let n = graph.node_count();
    let mut result = vec![0.0; n];
    // Neighbours in order of index: sums of floating point depend on the order.
    let near: Vec<Vec<usize>> = graph
        .node_indices()
        .map(|v| {
            let mut others: Vec<usize> = graph.neighbors(v).map(NodeIndex::index).collect();
            others.sort_unstable();
            others
        })
        .collect();
    let step = n.div_ceil(SOURCES).max(1);
    let sources = n.div_ceil(step);
    for source in (0..n).step_by(step) {
        let (mut paths, mut far, mut before) = (vec![0.0; n], vec![usize::MAX; n], vec![Vec::new(); n]);
        (paths[source], far[source]) = (1.0, 0);
        let (mut queue, mut order) = (VecDeque::from([source]), Vec::new());
        while let Some(v) = queue.pop_front() {
            order.push(v);
            for &w in &near[v] {
                if far[w] == usize::MAX {
                    far[w] = far[v] + 1;
                    queue.push_back(w);
                }
                if far[w] == far[v] + 1 {
                    paths[w] += paths[v];
                    before[w].push(v);
                }
            }
        }
        let mut share = vec![0.0; n];
        for &w in order.iter().rev() {
            for &v in &before[w] {
                share[v] += paths[v] / paths[w] * (1.0 + share[w]);
            }
            if w != source {
                result[w] += share[w];
            }
        }
    }
    let pairs = (n.saturating_sub(1) * n.saturating_sub(2)) as f64 * sources as f64 / n.max(1) as f64;
    result.iter().map(|r| if pairs > 0.0 { r / pairs } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_page_rank_is_that_of_petgraph() {
        let mut graph = DiGraph::new();
        let nodes: Vec<_> = (0..7).map(|i| graph.add_node(NodeIndex::new(i))).collect();
        for (a, b) in [(0, 1), (0, 2), (1, 2), (3, 2), (2, 4), (5, 0), (4, 0)] {
            graph.add_edge(nodes[a], nodes[b], 1.0);
        }
        let theirs = petgraph::algo::page_rank(&graph, DAMPING, ROUNDS);
        assert!(page_rank(&graph).iter().zip(&theirs).all(|(a, b)| (a - b).abs() < 1e-12), "{theirs:?}");
    }
}
