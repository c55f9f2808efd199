//! Which relation rules and masks a sentence calls for, by its literals.

use crate::rules::pick::{Gate, Hit};
use crate::rules::{Picker, RuleSet, Scope, Selector};
use std::sync::Arc;

/// Literals that select the rules worth trying. Built once.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    picker: Arc<Picker>,
    rules: Arc<Selector>,
    masks: Arc<Selector>,
    /// By the words alone, whatever is mentioned in them.
    plain: Arc<Picker>,
    gate: Arc<Gate>,
    /// Rules that read sentences, not headings.
    reads: Vec<bool>,
}

impl Engine {
    /// The selector of a rule set.
    pub fn new(rules: &RuleSet) -> Self {
        let ready = rules.ready().clone();
        Engine {
            picker: ready.encoded,
            rules: ready.relations,
            masks: ready.masks,
            plain: ready.plain,
            gate: ready.relations_gate,
            reads: rules.relations.iter().map(|r| r.scope != Scope::Heading).collect(),
        }
    }

    /// False where no rule can match in these words when things of these types (one bit each) are mentioned in them.
    pub fn may_match(&self, words: &str, kinds: u32) -> bool {
        let mut found = Vec::new();
        self.plain.each(words, |hit| found.push(hit));
        self.may_match_with(&found, kinds)
    }

    /// The same by the literals of [`RuleSet::plain`] in the words.
    pub fn may_match_with(&self, found: &[Hit], kinds: u32) -> bool {
        self.gate.opens(found.iter().map(|h| h.1), kinds)
    }

    /// The literals of an encoded sentence.
    pub fn scan(&self, encoded: &str) -> Vec<Hit> {
        let mut hits = Vec::with_capacity(encoded.len() / 8);
        self.picker.each(encoded, |hit| hits.push(hit));
        hits
    }

    /// True where a rule for sentences may match an encoded one with these literals.
    pub fn calls(&self, found: &[Hit]) -> bool {
        self.rules.any(found.iter().map(|h| h.1), |r| self.reads[r])
    }

    /// The rules that an encoded sentence with these literals may match, in order.
    pub fn rules_for(&self, found: &[Hit]) -> Vec<usize> {
        self.rules.select(found.iter().map(|h| h.1))
    }

    /// The masks that it may match, in order.
    pub fn masks_for(&self, found: &[Hit]) -> Vec<usize> {
        self.masks.select(found.iter().map(|h| h.1))
    }
}
