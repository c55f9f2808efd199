//! Floor 9: a graph as a drawing.
