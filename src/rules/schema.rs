//! A rule file as written. What is checked and compiled is in `load`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use toml::Spanned;

/// A whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Word classes, for `<class>` in patterns.
    #[serde(default)]
    pub words: BTreeMap<String, Spanned<Vec<String>>>,
    /// Names known by their last word.
    #[serde(default)]
    pub name: Vec<Spanned<Name>>,
    /// Names known by a pattern.
    #[serde(default)]
    pub mention: Vec<Spanned<Mention>>,
    /// Where a mention is not what the sentence is about.
    #[serde(default)]
    pub mask: Vec<Spanned<Mask>>,
    /// Relations.
    #[serde(default)]
    pub relation: Vec<Spanned<Relation>>,
}

/// A sentence and what it must give.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// What it gives; the form depends on the kind of rule.
    pub gives: Vec<String>,
    /// The title of the article that it stands in, where that matters.
    #[serde(default)]
    pub title: String,
}

/// A sentence in which the rule must stay quiet.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// The sentence.
    pub text: String,
    /// Why.
    pub why: String,
    /// The title of the article that it stands in, where that matters.
    #[serde(default)]
    pub title: String,
}

/// Whether a name must begin with a known name.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// It must begin with a state, place, organization, group or a word of the class `scope`.
    #[default]
    Required,
    /// It may begin with anything that is not a stop word.
    Optional,
}

/// `[[name]]`: a name known by its last word.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// Unique id.
    pub id: Spanned<String>,
    /// What it finds, in a sentence.
    pub says: String,
    /// Why it is kept although one sentence of the texts satisfies it.
    #[serde(default)]
    pub once: Option<String>,
    /// The type of the mention.
    pub kind: Spanned<String>,
    /// Last words.
    pub heads: Vec<String>,
    /// Whether it must begin with a known name.
    #[serde(default)]
    pub anchor: Anchor,
    /// Least number of characters before the head, the anchor not counted.
    #[serde(default)]
    pub min: usize,
    /// Words that may not stand alone before the head.
    #[serde(default)]
    pub not: Vec<String>,
    /// Words that may not follow the head.
    #[serde(default)]
    pub not_before: Vec<String>,
    /// Must match.
    #[serde(default)]
    pub example: Vec<Example>,
    /// Must not match.
    #[serde(default)]
    pub reject: Vec<Reject>,
}

/// `[[mention]]`: a name known by a pattern.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// Unique id.
    pub id: Spanned<String>,
    /// What it finds, in a sentence.
    pub says: String,
    /// Why it is kept although one sentence of the texts satisfies it.
    #[serde(default)]
    pub once: Option<String>,
    /// The type of the mention.
    pub kind: Spanned<String>,
    /// The pattern; its group `name` is the mention.
    pub pattern: Spanned<String>,
    /// True for an anaphor, such as 该机制.
    #[serde(default)]
    pub anaphor: bool,
    /// True where the name, once found, is the same thing all over the article.
    #[serde(default)]
    pub spreads: bool,
    /// Higher wins where two mentions have the same extent.
    #[serde(default)]
    pub rank: i32,
    /// True where the name holds no stop word.
    #[serde(default)]
    pub plain: bool,
    /// Must match.
    #[serde(default)]
    pub example: Vec<Example>,
    /// Must not match.
    #[serde(default)]
    pub reject: Vec<Reject>,
}

/// `[[mask]]`: mentions in its group `mask` are passed over by relation rules.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mask {
    /// Unique id.
    pub id: Spanned<String>,
    /// What it hides, in a sentence.
    pub says: String,
    /// Why it is kept although one sentence of the texts satisfies it.
    #[serde(default)]
    pub once: Option<String>,
    /// The pattern; the mentions in its group `mask` are shut.
    pub pattern: Spanned<String>,
    /// Must match.
    #[serde(default)]
    pub example: Vec<Example>,
    /// Must not match.
    #[serde(default)]
    pub reject: Vec<Reject>,
}

/// Where a relation rule looks.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// In each sentence.
    #[default]
    Sentence,
    /// In a heading; the objects are the named things of each item under it.
    Heading,
}

/// `[[relation]]`: what a sentence says of two mentions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Unique id.
    pub id: Spanned<String>,
    /// What it finds, in a sentence.
    pub says: String,
    /// Why it is kept although one sentence of the texts satisfies it.
    #[serde(default)]
    pub once: Option<String>,
    /// The pattern.
    pub pattern: Spanned<String>,
    /// What each match claims.
    pub claims: Vec<Spanned<ClaimSpec>>,
    /// Where it looks.
    #[serde(default)]
    pub scope: Scope,
    /// In a clause, only the highest rank speaks of one object. 0: beside the others.
    #[serde(default)]
    pub rank: i32,
    /// No word of these classes may stand between the trigger and the object.
    #[serde(default)]
    pub without: Vec<String>,
    /// A pattern that must not match in the clause up to the trigger.
    #[serde(default)]
    pub unless: Option<Spanned<String>>,
    /// A pattern that must not match from the trigger to the clause's end.
    #[serde(default)]
    pub unless_behind: Option<Spanned<String>>,
    /// True where no open mention of the class Thing may stand in the clause behind the trigger.
    #[serde(default)]
    pub alone: bool,
    /// Must match.
    #[serde(default)]
    pub example: Vec<Example>,
    /// Must not match.
    #[serde(default)]
    pub reject: Vec<Reject>,
}

/// One claim of a relation rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimSpec {
    /// A slot, or `carried` (the clause's subject), or `parties` (those that the article is about), or `lines` (what a line's name joins).
    pub subject: String,
    /// The predicate.
    pub predicate: String,
    /// A word class: the claim is made where the trigger is one of its words.
    #[serde(default)]
    pub when: Option<String>,
    /// A slot.
    pub object: String,
    /// A modality, or `context` (read from the words before), or `act` (the same, but intended where nothing is said).
    #[serde(default = "context")]
    pub modality: String,
}

fn context() -> String {
    "context".to_owned()
}
