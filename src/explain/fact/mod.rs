//! Why a fact is in a graph: its statements, their evidence, the rule, how each name was resolved, what lost.
//!
//! What the graph keeps is told from the graph. Where the texts are at hand, they are read again,
//! and the claim behind each piece of evidence tells the rest.

mod find;
mod show;
mod tell;
#[cfg(test)]
mod tests;
mod texts;

pub use find::{all, find, parse, statement};
pub use show::show;
pub use tell::{rule_at, tell};
pub use texts::{Again, Texts, read};

use crate::ontology::{Modality, Predicate};
use oxigraph::model::NamedNode;
use std::ops::Range;

/// Everything there is to say about one statement.
#[derive(Clone, Debug)]
pub struct Told {
    /// The statement.
    pub statement: NamedNode,
    /// What to call its subject.
    pub subject: String,
    /// Its predicate.
    pub predicate: Predicate,
    /// What to call its object.
    pub object: String,
    /// Its modality.
    pub modality: Modality,
    /// The article that states it: title or file, then date and genre.
    pub article: String,
    /// How the statement answers what was asked, where that is not plain.
    pub note: Option<String>,
    /// Its pieces of evidence, in order of place.
    pub evidence: Vec<Evidence>,
}

/// One sentence that states it.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The file's name.
    pub file: String,
    /// Its line, from 1; none where the file is not at hand.
    pub line: Option<usize>,
    /// The sentence.
    pub text: String,
    /// Words of the sentence (bytes): subject, trigger, object.
    pub marks: Vec<(Range<usize>, String)>,
    /// The rules that found it: id, place, what it finds.
    pub rules: Vec<RuleAt>,
    /// Who the subject is, and why.
    pub subject: Option<String>,
    /// What the object is, and why.
    pub object: Option<String>,
    /// How the subject came here, where it does not stand in the clause.
    pub carried: Option<String>,
    /// Rules that matched and lost.
    pub lost: Vec<String>,
    /// True where the claim was found again in the text.
    pub again: bool,
}

/// A rule and where it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleAt {
    /// Its id.
    pub id: String,
    /// File and line; empty where the kit has no such rule.
    pub at: String,
    /// What it finds.
    pub says: String,
}
