//! Floor 3: rule files as written → [`RuleSet`], checked and compiled. Knows no text.

pub mod encode;
mod lazy;
mod load;
pub mod pattern;
pub mod pick;
mod ready;
pub mod schema;
pub mod search;
pub mod select;
mod sets;
mod window;

pub use lazy::Lazy;
pub use pattern::{Pattern, Reach};
pub use pick::Picker;
pub use ready::Ready;
pub use schema::{Anchor, Example, Reject, Scope};
pub use select::Selector;
pub use sets::Sets;

use crate::ontology::{Modality, Predicate, Type};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A rule's id, such as `proposes.relative-clause`: all that the rule finds bear it.
pub type RuleId = Arc<str>;

/// What every rule has.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Head {
    /// Unique.
    pub id: RuleId,
    /// What it finds, in a sentence.
    pub says: String,
    /// Why it is kept although one sentence of the texts satisfies it.
    pub once: Option<String>,
    /// The file it is written in.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// Sentences that it must match.
    pub examples: Vec<Example>,
    /// Sentences that it must not match.
    pub rejects: Vec<Reject>,
}

/// A name known by its last word.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NameRule {
    /// Id, examples, place.
    pub head: Head,
    /// The type of the mention.
    pub kind: Type,
    /// Last words.
    pub heads: Vec<String>,
    /// Whether it must begin with a known name.
    pub anchor: Anchor,
    /// Least number of characters before the head.
    pub min: usize,
    /// Words that may not stand alone before the head.
    pub not: Vec<String>,
    /// Words that may not follow the head.
    pub not_before: Vec<String>,
}

/// A name known by a pattern.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MentionRule {
    /// Id, examples, place.
    pub head: Head,
    /// The type of the mention.
    pub kind: Type,
    /// The pattern; its group `name` is the mention.
    pub pattern: Pattern,
    /// True for an anaphor.
    pub anaphor: bool,
    /// True where the name is the same thing all over the article.
    pub spreads: bool,
    /// Higher wins.
    pub rank: i32,
    /// The name holds no stop word.
    pub plain: bool,
}

/// Mentions that relation rules pass over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MaskRule {
    /// Id, examples, place.
    pub head: Head,
    /// The pattern; the mentions in its group `mask` are shut.
    pub pattern: Pattern,
}

/// Who the subject of a claim is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SubjectSpec {
    /// The mentions of a slot.
    Slot(String),
    /// The clause's subject, or the one carried over.
    Carried,
    /// Those that the article is about.
    Parties,
}

/// How a claim's modality is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ModalitySpec {
    /// Always this.
    Fixed(Modality),
    /// From the words before the trigger; `actual` where they say nothing.
    Context,
    /// From the words around the trigger; `intended` where they say nothing.
    Act,
}

/// One claim of a rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClaimRule {
    /// Who.
    pub subject: SubjectSpec,
    /// What holds.
    pub predicate: Predicate,
    /// The word class of its trigger, where the rule has several verbs.
    pub when: Option<String>,
    /// The slot of the object.
    pub object: String,
    /// How firmly.
    pub modality: ModalitySpec,
}

/// A relation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RelationRule {
    /// Id, examples, place.
    pub head: Head,
    /// The pattern.
    pub pattern: Pattern,
    /// What each match claims.
    pub claims: Vec<ClaimRule>,
    /// Where it looks.
    pub scope: Scope,
    /// In a clause only the highest rank speaks of one object; 0: beside the others.
    pub rank: i32,
    /// Word classes that may not stand before the object.
    pub without: Vec<String>,
    /// Must not match in the clause up to the trigger.
    pub unless: Option<Pattern>,
    /// Must not match from the trigger to the clause's end.
    pub unless_behind: Option<Pattern>,
    /// No open Thing may stand in the clause behind the trigger.
    pub alone: bool,
}

/// All rules, in order of id.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RuleSet {
    /// Word classes.
    pub words: BTreeMap<String, Vec<String>>,
    /// Those of them that clauses are asked about, ready to be looked for.
    pub sets: Sets,
    /// Names by last word.
    pub names: Vec<NameRule>,
    /// Names by pattern.
    pub mentions: Vec<MentionRule>,
    /// Masks.
    pub masks: Vec<MaskRule>,
    /// Relations.
    pub relations: Vec<RelationRule>,
    /// See [`RuleSet::ready`].
    #[serde(serialize_with = "ready::write", deserialize_with = "ready::read")]
    ready: OnceLock<Ready>,
}

impl RuleSet {
    /// What the rules look for in plain words, before any mention is known: names' last words, words in which no name is
    /// meant, words of patterns. One picker for all stages: a text is gone through once.
    pub fn plain(&self) -> &Arc<Picker> {
        &self.ready().plain
    }

    /// What the stages look for before they try a rule. Made when it is first asked for, of the rules as they are then.
    pub fn ready(&self) -> &Ready {
        self.ready.get_or_init(|| Ready::new(self))
    }

    /// Check and compile rule files: (name, TOML) pairs, in any order.
    ///
    /// # Errors
    /// Every mistake of every file.
    pub fn load(files: &[(String, String)]) -> Result<Self, Vec<crate::base::Diag>> {
        load::load(files)
    }

    /// Compile every pattern now, not on first use. `files` are those that the rules were loaded from.
    ///
    /// # Errors
    /// Every pattern that is too large, with its place.
    pub fn check(&self, files: &[(String, String)]) -> Result<(), Vec<crate::base::Diag>> {
        let mut diags = Vec::new();
        let mut see = |head: &Head, pattern: &Pattern| {
            if let Err(e) = pattern.regex.check() {
                let diag = crate::base::Diag::error("rules::pattern", &head.file, format!("the pattern of `{}`: {e}", head.id));
                diags.push(match files.iter().find(|f| f.0 == head.file) {
                    Some((_, source)) => diag.at(source, pattern.place.clone(), "here"),
                    None => diag,
                });
            }
        };
        self.mentions.iter().for_each(|r| see(&r.head, &r.pattern));
        self.masks.iter().for_each(|r| see(&r.head, &r.pattern));
        for r in &self.relations {
            [Some(&r.pattern), r.unless.as_ref(), r.unless_behind.as_ref()].into_iter().flatten().for_each(|p| see(&r.head, p));
        }
        if diags.is_empty() { Ok(()) } else { Err(diags) }
    }

    /// A word class; empty where there is none.
    pub fn words(&self, class: &str) -> &[String] {
        self.words.get(class).map_or(&[], Vec::as_slice)
    }

    /// What every rule has, over all kinds.
    pub fn heads(&self) -> impl Iterator<Item = &Head> {
        self.names
            .iter()
            .map(|r| &r.head)
            .chain(self.mentions.iter().map(|r| &r.head))
            .chain(self.masks.iter().map(|r| &r.head))
            .chain(self.relations.iter().map(|r| &r.head))
    }

    /// The rule of an id.
    pub fn head(&self, id: &str) -> Option<&Head> {
        self.heads().find(|h| *h.id == *id)
    }
}
