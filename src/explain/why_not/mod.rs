//! Why a text does not give a fact: the nearest rule and the element at which it fails, or the mention that is missing.

mod element;
mod missing;
mod near;
mod show;
#[cfg(test)]
mod tests;

pub use show::show;

use super::fact::{Again, RuleAt};
use super::names::Names;
use super::underline::Mark;
use crate::ontology::{Modality, Predicate};
use crate::pipeline::Kit;

/// Where the way from the words to the fact ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The text has no such words, and calls nothing so.
    NoWords,
    /// The words stand there, but are no mention.
    NoMention,
    /// The sentence is page furniture, which rules do not read.
    Furniture,
    /// No rule of the predicate finds any of its words in the sentence.
    NoTrigger,
    /// The nearest rule's pattern stops matching at an element.
    Element,
    /// A mask hides the object.
    Hidden,
    /// The rule matches and takes another object.
    OtherObject,
    /// The rule matches and takes another subject.
    OtherSubject,
    /// The rule matches, and something keeps it from speaking.
    Fate,
}

/// What one sentence tells.
#[derive(Clone, Debug)]
pub struct Reason {
    /// Where it ends.
    pub step: Step,
    /// The line of the raw file, from 1; none where no sentence has the words.
    pub line: Option<usize>,
    /// The sentence; empty where there is none.
    pub text: String,
    /// Words of the sentence that matter.
    pub marks: Vec<Mark>,
    /// The nearest rule.
    pub rule: Option<RuleAt>,
    /// The element of its pattern, as written, at which it fails.
    pub element: Option<String>,
    /// What there is to say, a sentence each.
    pub says: Vec<String>,
}

/// A sentence that does give the fact, of the subject itself or of a group that it belongs to.
#[derive(Clone, Debug)]
pub struct Said {
    /// The line of the raw file, from 1.
    pub line: usize,
    /// The rule.
    pub rule: String,
    /// How firmly.
    pub modality: Modality,
    /// The group, where the sentence speaks of one.
    pub of: Option<String>,
}

/// Why not, or that it is so.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Where the text gives the fact all the same.
    pub said: Vec<Said>,
    /// Why it does not, the nearest miss first.
    pub reasons: Vec<Reason>,
}

/// Ask why a text does not give a fact; subject and object by name, as the text or the lexicon calls them.
pub fn why_not(kit: &Kit, again: &Again, subject: &str, predicate: Predicate, object: &str) -> Answer {
    let run = &again.run;
    let names = Names::new(run.reading(), &kit.lexicon);
    let (subjects, objects) = (names.find(subject), names.find(object));
    let mut answer = Answer { said: said(again, &subjects, predicate, &objects), reasons: Vec::new() };
    if !answer.said.is_empty() {
        return answer;
    }
    for (name, found) in [(object, &objects), (subject, &subjects)] {
        if found.is_empty() {
            answer.reasons.push(missing::missing(kit, again, name));
        }
    }
    if answer.reasons.is_empty() {
        let asked = near::Asked { subjects: &subjects, predicate, objects: &objects };
        answer.reasons = near::reasons(kit, again, &asked);
        // Known by the name of another thing alone: the end of a line, a member of a group.
        if answer.reasons.is_empty() {
            answer.reasons.push(missing::missing(kit, again, object));
        }
    }
    answer
}

/// Where the text does say it.
fn said(again: &Again, subjects: &[usize], predicate: Predicate, objects: &[usize]) -> Vec<Said> {
    let run = &again.run;
    let entities = &run.resolved.entities;
    let here = run.claims.list.iter().filter(|c| c.predicate == predicate && objects.contains(&c.object));
    here.filter_map(|c| {
        let group = || entities.get(c.subject).filter(|e| e.members.iter().any(|m| subjects.contains(m)));
        let of = if subjects.contains(&c.subject) { None } else { Some(group()?.zh.clone()) };
        let line = again.line_of(run.text.to_raw(c.evidence).start);
        Some(Said { line, rule: c.rule.to_string(), modality: c.modality, of })
    })
    .collect()
}
