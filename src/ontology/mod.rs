//! Floor 1: the vocabulary. Types, predicates and modalities as Rust values, their names and IRIs.
//!
//! The names are fixed (queries rely on them); what they mean, their labels, and which types a
//! predicate joins are read from `ontology/silkgraph.ttl`: [`Ontology::load`].

mod read;
#[cfg(test)]
mod tests;
mod types;

pub use types::{Modality, Predicate, Type};

use crate::base::Diag;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The namespace of classes and properties, prefix `sg:`.
pub const SG: &str = "https://w3id.org/silkgraph/ns#";
/// The namespace of things, prefix `sgr:`.
pub const SGR: &str = "https://w3id.org/silkgraph/id/";

/// What the vocabulary says of one of its terms, in Chinese and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Chinese label.
    pub zh: String,
    /// English label.
    pub en: String,
    /// What it means, in Chinese.
    pub comment_zh: String,
    /// What it means, in English.
    pub comment_en: String,
    /// Short examples in the words of texts; may be empty.
    pub examples: Vec<String>,
}

/// The vocabulary as its file describes it. Made once by [`Ontology::load`]; holds every type,
/// predicate and modality.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Ontology {
    types: BTreeMap<Type, Term>,
    predicates: BTreeMap<Predicate, Rule>,
    modalities: BTreeMap<Modality, Term>,
    others: BTreeMap<String, Term>,
}

/// A predicate's term with the types that it joins, both in the order of [`Type::ALL`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Rule {
    term: Term,
    subjects: Vec<Type>,
    objects: Vec<Type>,
}

impl Ontology {
    /// Read the text of `ontology/silkgraph.ttl`.
    ///
    /// ```no_run
    /// use silkgraph::ontology::{Ontology, Predicate, Type};
    /// let text = std::fs::read_to_string("ontology/silkgraph.ttl").expect("the file");
    /// let ontology = Ontology::load(&text).expect("a good vocabulary");
    /// assert!(ontology.allows(Predicate::HeldOn, Type::Event, Type::Date));
    /// assert_eq!(ontology.predicate(Predicate::Supports).zh, "支持");
    /// ```
    ///
    /// # Errors
    /// Every mistake: syntax; a type, predicate or modality that is missing or lacks a label or
    /// comment in either language; a predicate without `sg:subjectType` or `sg:objectType`, or
    /// with a type there that does not exist.
    pub fn load(text: &str) -> Result<Self, Vec<Diag>> {
        read::ontology(text)
    }

    /// What the vocabulary says of a type.
    pub fn kind(&self, kind: Type) -> &Term {
        &self.types[&kind]
    }

    /// What the vocabulary says of a predicate.
    pub fn predicate(&self, predicate: Predicate) -> &Term {
        &self.predicates[&predicate].term
    }

    /// What the vocabulary says of a modality.
    pub fn modality(&self, modality: Modality) -> &Term {
        &self.modalities[&modality]
    }

    /// What the vocabulary says of any of its terms, by local name: `SourceText`, `evidence`, `supports`.
    pub fn term(&self, local: &str) -> Option<&Term> {
        self.others.get(local)
    }

    /// The types that a predicate takes as subject, in the order of [`Type::ALL`].
    pub fn subjects(&self, predicate: Predicate) -> &[Type] {
        &self.predicates[&predicate].subjects
    }

    /// The types that a predicate takes as object, in the order of [`Type::ALL`].
    pub fn objects(&self, predicate: Predicate) -> &[Type] {
        &self.predicates[&predicate].objects
    }

    /// True where the predicate can hold between things of these types.
    pub fn allows(&self, predicate: Predicate, subject: Type, object: Type) -> bool {
        let rule = &self.predicates[&predicate];
        rule.subjects.contains(&subject) && rule.objects.contains(&object)
    }
}
