//! Which relation rules and masks a sentence calls for, by its literals.

use crate::ontology::Type;
use crate::rules::pick::Hit;
use crate::rules::select::Gate;
use crate::rules::{Picker, RuleSet, Scope, Selector};
use std::ops::Range;
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
    /// For each type, those with which it is enough for one of these rules, one bit each: itself where it is enough alone.
    pairs: Vec<u32>,
}

impl Engine {
    /// The selector of a rule set.
    pub fn new(rules: &RuleSet) -> Self {
        let ready = rules.ready().clone();
        let reads: Vec<bool> = rules.relations.iter().map(|r| r.scope != Scope::Heading).collect();
        let enough = |kinds: u32| (0..reads.len()).any(|rule| reads[rule] && ready.relations_gate.may_open(rule, kinds));
        let all = 0..Type::ALL.len();
        let with = |a: usize| all.clone().filter(|b| enough(1 << a | 1 << b)).fold(0, |bits, b| bits | 1 << b);
        Engine {
            pairs: all.clone().map(with).collect(),
            picker: ready.encoded,
            rules: ready.relations,
            masks: ready.masks,
            plain: ready.plain,
            gate: ready.relations_gate,
            reads,
        }
    }

    /// False where no rule for sentences can match, whatever the words are, when things of these types (one bit each) are
    /// mentioned in them. Most sentences of news that name anything name a time, a place, or both.
    pub fn may_relate(&self, kinds: u32) -> bool {
        let first = kinds.trailing_zeros();
        let others = kinds & kinds.wrapping_sub(1);
        let second = if others == 0 { first } else { others.trailing_zeros() };
        let more = others & others.wrapping_sub(1) != 0;
        kinds == 0 || more || self.pairs.get(first as usize).is_some_and(|with| with >> second & 1 != 0)
    }

    /// False where no rule can match in these words when things of these types (one bit each) are mentioned in them.
    pub fn may_match(&self, words: &str, kinds: u32) -> bool {
        let mut found = Vec::new();
        self.plain.each(words, |hit| found.push(hit));
        self.may_match_with(&found, kinds)
    }

    /// The same by the literals of [`RuleSet::plain`] in the words.
    pub fn may_match_with(&self, found: &[Hit], kinds: u32) -> bool {
        self.gate.opens(found.iter().map(|h| h.literal()), kinds)
    }

    /// The literals of an encoded sentence.
    pub fn scan(&self, encoded: &str) -> Vec<Hit> {
        let mut hits = Vec::with_capacity(encoded.len() / 8);
        self.picker.each(encoded, |hit| hits.push(hit));
        hits
    }

    /// True where a rule for sentences may match an encoded one with these literals.
    pub fn calls(&self, found: &[Hit]) -> bool {
        self.rules.any(found.iter().map(|h| h.literal()), |r| self.reads[r])
    }

    /// The rules that an encoded sentence with these literals may match, in order.
    pub fn rules_for(&self, found: &[Hit]) -> Vec<usize> {
        self.rules.select(found.iter().map(|h| h.literal()))
    }

    /// The masks that it may match, in order.
    pub fn masks_for(&self, found: &[Hit]) -> Vec<usize> {
        self.masks.select(found.iter().map(|h| h.literal()))
    }

    /// The stretches of an encoded sentence with these literals in which a rule may match, disjoint and in order.
    pub fn spans(&self, rule: usize, encoded: &str, found: &[Hit], spans: &mut Vec<Range<usize>>) {
        self.rules.spans(rule, encoded, found, spans);
    }

    /// The same of a mask.
    pub fn spans_of_mask(&self, mask: usize, encoded: &str, found: &[Hit], spans: &mut Vec<Range<usize>>) {
        self.masks.spans(mask, encoded, found, spans);
    }
}
