//! The examples and rejects of rules, run through the whole pipeline. Each ends in a named [`Outcome`].

mod judge;
mod show;
#[cfg(test)]
mod tests;

pub use show::{name, show, summary};

use crate::pipeline::Kit;
use crate::rules::Head;
use rayon::prelude::*;
use std::ops::Range;

/// How a case ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// An example gives what it says.
    Found,
    /// A reject gives nothing.
    Quiet,
    /// An example gives nothing like what it says.
    Missing,
    /// A reject gives something.
    Noisy,
    /// An example gives it, but not so: another type, extent, modality, or another rule.
    Wrong,
}

impl Outcome {
    /// Every outcome, the good ones first.
    pub const ALL: [Outcome; 5] = [Outcome::Found, Outcome::Quiet, Outcome::Missing, Outcome::Noisy, Outcome::Wrong];

    /// True where the case is as it should be.
    pub fn good(self) -> bool {
        matches!(self, Outcome::Found | Outcome::Quiet)
    }

    /// The name that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Found => "Found",
            Outcome::Quiet => "Quiet",
            Outcome::Missing => "Missing",
            Outcome::Noisy => "Noisy",
            Outcome::Wrong => "Wrong",
        }
    }
}

/// What kind of rule a case belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `[[name]]` or `[[mention]]`.
    Mention,
    /// `[[mask]]`.
    Mask,
    /// `[[relation]]`.
    Relation,
}

/// What a case asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// An example: what it gives.
    Gives(Vec<String>),
    /// A reject: why it gives nothing.
    Nothing(String),
}

/// An example or a reject of a rule.
#[derive(Clone, Debug)]
pub struct Case<'k> {
    /// The rule.
    pub rule: &'k Head,
    /// Its kind.
    pub kind: Kind,
    /// The number among its examples, or its rejects, from 1.
    pub number: usize,
    /// The words.
    pub text: &'k str,
    /// The title of the article; empty where none is given.
    pub title: &'k str,
    /// What it must give.
    pub want: Want,
}

/// What became of a case.
#[derive(Clone, Debug)]
pub struct Verdict<'k> {
    /// The case.
    pub case: Case<'k>,
    /// How it ended.
    pub outcome: Outcome,
    /// Words of the case's text (bytes) that matter, each with what there is to say.
    pub marks: Vec<(Range<usize>, String)>,
    /// What else there is to say.
    pub notes: Vec<String>,
}

/// Every example and reject of the rules whose id begins with `prefix`, in order of id.
pub fn cases<'k>(kit: &'k Kit, prefix: &str) -> Vec<Case<'k>> {
    let rules = &kit.rules;
    let names = rules.names.iter().map(|r| (&r.head, Kind::Mention)).chain(rules.mentions.iter().map(|r| (&r.head, Kind::Mention)));
    let others = rules.masks.iter().map(|r| (&r.head, Kind::Mask)).chain(rules.relations.iter().map(|r| (&r.head, Kind::Relation)));
    let mut out = Vec::new();
    for (rule, kind) in names.chain(others).filter(|(h, _)| h.id.starts_with(prefix)) {
        let examples = rule.examples.iter().map(|e| (&e.text, &e.title, Want::Gives(e.gives.clone())));
        let rejects = rule.rejects.iter().map(|r| (&r.text, &r.title, Want::Nothing(r.why.clone())));
        out.extend((1..).zip(examples).map(|(number, (text, title, want))| Case { rule, kind, number, text, title, want }));
        out.extend((1..).zip(rejects).map(|(number, (text, title, want))| Case { rule, kind, number, text, title, want }));
    }
    out.sort_by(|a, b| a.rule.id.cmp(&b.rule.id));
    out
}

/// Run the cases of the rules whose id begins with `prefix`; all for the empty one.
///
/// ```
/// use silkgraph::{explain::cases, pipeline::Kit};
/// let kit = Kit::embedded().expect("the built-in kit is sound");
/// let verdicts = cases::test(&kit, "mask.adjunct");
/// assert!(verdicts.iter().all(|v| v.outcome.good()));
/// ```
pub fn test<'k>(kit: &'k Kit, prefix: &str) -> Vec<Verdict<'k>> {
    cases(kit, prefix).into_par_iter().map(|case| judge::judge(kit, case)).collect()
}
