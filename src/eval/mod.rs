//! Floor 11: scores against gold annotations.
