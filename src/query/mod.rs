//! Floor 9: SPARQL over a graph.
