//! Every direct triple must be asserted by a statement: what is only considered or denied is no fact.

use crate::graph::{Graph, Network};

/// What became of the direct triples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Those that an actual or intended statement asserts, of the subject or of a group that it is in.
    pub asserted: usize,
    /// The others: subject, predicate, object.
    pub unfounded: Vec<String>,
}

/// Trace every direct triple of a graph to its statements.
pub fn facts(graph: &Graph) -> Facts {
    let network = Network::of(graph);
    let mut result = Facts::default();
    for edge in &network.edges {
        if edge.statements > 0 {
            result.asserted += 1;
        } else {
            let (from, to) = (&network.nodes[edge.from], &network.nodes[edge.to]);
            result.unfounded.push(format!("{} {} {}", from.zh, edge.predicate, to.zh));
        }
    }
    result
}
