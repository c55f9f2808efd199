//! Floor 9: a graph as files.
