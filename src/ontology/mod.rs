//! Floor 1: the vocabulary. Types, predicates and modalities as Rust values, their names and IRIs.
//!
//! The names are fixed (queries rely on them); what they mean, their labels, and which types a
//! predicate joins are read from `ontology/silkgraph.ttl`.

mod types;

pub use types::{Modality, Predicate, Type};

/// The namespace of classes and properties, prefix `sg:`.
pub const SG: &str = "https://w3id.org/silkgraph/ns#";
/// The namespace of things, prefix `sgr:`.
pub const SGR: &str = "https://w3id.org/silkgraph/id/";
