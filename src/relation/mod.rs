//! Floor 7, stage 4: entities in sentences → [`Claims`] by the relation rules.

use crate::base::{Norm, Span};
use crate::ontology::{Modality, Predicate};

/// One relation as one sentence says it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What holds.
    pub predicate: Predicate,
    /// Index of the subject entity.
    pub subject: usize,
    /// Index of the object entity.
    pub object: usize,
    /// How firmly it is said.
    pub modality: Modality,
    /// The rule that found it: its id.
    pub rule: String,
    /// Index of the article.
    pub article: usize,
    /// Index of the sentence in its article.
    pub sentence: usize,
    /// The sentence.
    pub evidence: Span<Norm>,
    /// The words that triggered the rule.
    pub trigger: Span<Norm>,
    /// Index of the mention that is the subject; none where it was carried over.
    pub subject_mention: Option<usize>,
    /// Index of the mention that is the object.
    pub object_mention: Option<usize>,
    /// How the subject was found, where no mention of the sentence is it.
    pub carried: Option<String>,
}

/// All claims of a text, sorted by article, sentence, predicate, subject key, object key.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// The claims.
    pub list: Vec<Claim>,
}
