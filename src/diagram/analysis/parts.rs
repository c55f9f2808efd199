//! What belongs together.

use super::Simple;
use crate::diagram::view::View;
use petgraph::graph::NodeIndex;
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;

const ROUNDS: usize = 60;

/// Connected parts, largest first; in each, the best joined entity first.
pub fn components(view: &View) -> Vec<Vec<NodeIndex>> {
    let simple = Simple::new(view);
    let mut parts = UnionFind::new(simple.undirected.node_count());
    for edge in simple.undirected.edge_references() {
        parts.union(edge.source().index(), edge.target().index());
    }
    let label: Vec<usize> = (0..simple.undirected.node_count()).map(|i| parts.find(i)).collect();
    sorted(&simple, &label)
}

/// Communities by label propagation: each entity takes the label that joins it most, where a relation to a hub counts
/// less (its weight is divided by the root of both ends' strength). Always in the same order, so always the same answer.
/// Largest first; in each, the best joined entity first.
pub fn communities(view: &View) -> Vec<Vec<NodeIndex>> {
    let simple = Simple::new(view);
    let graph = &simple.undirected;
    let strength: Vec<f64> = graph.node_indices().map(|n| graph.edges(n).map(|e| e.weight().ln_1p()).sum()).collect();
    let mut order: Vec<NodeIndex> = graph.node_indices().collect();
    // The best joined decide last: what hangs on them has then found its own company.
    order.sort_by(|a, b| strength[a.index()].total_cmp(&strength[b.index()]).then(a.cmp(b)));
    let mut label: Vec<usize> = (0..graph.node_count()).collect();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for &node in &order {
            let mut pull: BTreeMap<usize, f64> = BTreeMap::new();
            let mut near: Vec<_> = graph.edges(node).map(|e| (e.target(), *e.weight())).collect();
            near.sort_by_key(|(other, _)| *other);
            for (other, weight) in near {
                let pulled = weight.ln_1p() / (strength[node.index()] * strength[other.index()]).sqrt();
                *pull.entry(label[other.index()]).or_default() += pulled;
            }
            let own = pull.get(&label[node.index()]).copied().unwrap_or(0.0);
            let best = pull.iter().fold((label[node.index()], own), |best, (&l, &p)| if p > best.1 + 1e-12 { (l, p) } else { best });
            if best.0 != label[node.index()] {
                label[node.index()] = best.0;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    sorted(&simple, &label)
}

fn sorted(simple: &Simple, label: &[usize]) -> Vec<Vec<NodeIndex>> {
    let mut parts: BTreeMap<usize, Vec<NodeIndex>> = BTreeMap::new();
    for node in simple.undirected.node_indices() {
        parts.entry(label[node.index()]).or_default().push(node);
    }
    let mut parts: Vec<Vec<NodeIndex>> = parts.into_values().collect();
    for part in &mut parts {
        part.sort_by_key(|&n| (std::cmp::Reverse(simple.undirected.edges(n).count()), n));
    }
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part.iter().copied().min()));
    parts.iter().map(|part| part.iter().map(|&n| simple.undirected[n]).collect()).collect()
}
