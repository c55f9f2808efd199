//! Which relation rules and masks a sentence calls for, by its literals.

use crate::rules::pick::Hit;
use crate::rules::{Picker, RuleSet, Selector};

/// Literals that select the rules worth trying. Built once.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    picker: Picker,
    rules: Selector,
    masks: Selector,
    /// By the words alone, whatever is mentioned in them.
    plain: Picker,
    worth: Selector,
    /// For each rule: sets of types, one bit a type; of each list one set must be mentioned.
    types: Vec<Vec<Vec<u32>>>,
}

impl Engine {
    /// The selector of a rule set.
    pub fn new(rules: &RuleSet) -> Self {
        let needs: Vec<Vec<Vec<String>>> = rules.relations.iter().map(|r| r.pattern.needs.clone()).collect();
        let masks: Vec<Vec<Vec<String>>> = rules.masks.iter().map(|r| r.pattern.needs.clone()).collect();
        let all = |needs: &[Vec<Vec<String>>]| needs.iter().flatten().flatten().cloned().collect::<Vec<_>>();
        let picker = Picker::new(all(&needs).into_iter().chain(all(&masks)));
        let wordy = |need: &&Vec<String>| !need.iter().any(|l| l.contains(|c| ('\u{E000}'..='\u{F8FF}').contains(&c)));
        let words: Vec<Vec<Vec<String>>> = needs.iter().map(|n| n.iter().filter(wordy).cloned().collect()).collect();
        let plain = Picker::new(all(&words));
        let typed = |need: &Vec<String>| need.iter().map(|l| l.chars().filter_map(type_of).fold(0, |all, t| all | 1 << t)).collect();
        let types = needs.iter().map(|n| n.iter().filter(|need| !wordy(need)).map(typed).collect()).collect();
        Engine {
            rules: Selector::new(&picker, &needs),
            masks: Selector::new(&picker, &masks),
            worth: Selector::new(&plain, &words),
            picker,
            plain,
            types,
        }
    }

    /// False where no rule can match in these words when things of these types (one bit each) are mentioned in them.
    pub fn may_match(&self, words: &str, kinds: u32) -> bool {
        let mut found = Vec::new();
        self.plain.each(words, |hit| found.push(hit.1));
        self.worth.any(found.into_iter(), |r| self.types[r].iter().all(|need| need.iter().any(|types| types & kinds == *types)))
    }

    /// The literals of an encoded sentence.
    pub fn scan(&self, encoded: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.picker.each(encoded, |hit| hits.push(hit));
        hits
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

/// The number of the type that a mention's character stands for, open or shut.
fn type_of(c: char) -> Option<u32> {
    let place = u32::from(c).checked_sub(0xE000).filter(|p| *p < 64)?;
    Some(place % 32)
}
