//! Named graphs: which there are, what is in them, and queries over some of them.

use super::Graph;
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Triple};
use oxigraph::sparql::QueryDataset;

/// What a query is asked of, where it is not the union of all graphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dataset {
    /// Graphs whose union is the default graph.
    pub default: Vec<NamedNode>,
    /// Graphs that `GRAPH` can name.
    pub named: Vec<NamedNode>,
}

impl Dataset {
    /// Put into a query in place of what its FROM clauses say, as the SPARQL protocol asks for.
    pub(super) fn replace(&self, dataset: &mut QueryDataset) {
        dataset.set_default_graph(self.default.iter().cloned().map(GraphName::NamedNode).collect());
        dataset.set_available_named_graphs(self.named.iter().cloned().map(NamedOrBlankNode::NamedNode).collect());
    }
}

impl Graph {
    /// True where there is a named graph of this name.
    pub fn has_graph(&self, name: NamedNodeRef<'_>) -> bool {
        self.store.contains_named_graph(name).unwrap_or(false)
    }

    /// The names of the named graphs, sorted.
    pub fn graphs(&self) -> Vec<NamedNode> {
        let name = |n| if let NamedOrBlankNode::NamedNode(n) = n { Some(n) } else { None };
        let mut names: Vec<NamedNode> = self.store.named_graphs().filter_map(Result::ok).filter_map(name).collect();
        names.sort();
        names
    }

    /// The triples of one named graph, or of all graphs together, one after the other as the store has them.
    pub fn each(&self, graph: Option<NamedNodeRef<'_>>) -> impl Iterator<Item = Triple> + use<> {
        let name = graph.map_or(GraphNameRef::DefaultGraph, GraphNameRef::NamedNode);
        self.store.quads_for_pattern(None, None, None, Some(name)).filter_map(Result::ok).map(Triple::from)
    }
}
