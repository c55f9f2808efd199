//! Floor 11: why a fact is here, and why another is not.
