//! Floor 11: our Turtle, read again by another reader.
