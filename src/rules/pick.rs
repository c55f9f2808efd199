//! Literals looked for all at once, and the rules that they select.

use crate::base::{CharSet, Pairs};
use std::collections::BTreeMap;
use std::ops::Range;

/// Finds literals, overlapping ones too.
#[derive(Clone, Debug, Default)]
pub struct Picker {
    /// Sorted.
    literals: Vec<String>,
    pairs: Pairs,
    /// Literals of one character.
    single: CharSet,
}

/// A literal found: its bytes, and its place in the sorted list.
pub type Hit = (Range<usize>, usize);

impl Picker {
    /// Of these literals; in the hits each is told by its place in sorted order, without doubles.
    pub fn new(literals: impl IntoIterator<Item = String>) -> Self {
        let mut literals: Vec<String> = literals.into_iter().filter(|l| !l.is_empty()).collect();
        literals.sort_unstable();
        literals.dedup();
        let pairs = Pairs::new(literals.iter().map(String::as_str));
        let one = |l: &String| l.chars().next().filter(|c| c.len_utf8() == l.len());
        let single = CharSet::new(literals.iter().filter_map(one));
        Picker { literals, pairs, single }
    }

    /// The place of a literal.
    pub fn place(&self, literal: &str) -> Option<usize> {
        self.literals.binary_search_by(|l| l.as_str().cmp(literal)).ok()
    }

    /// How many literals there are.
    pub fn len(&self) -> usize {
        self.literals.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.literals.is_empty()
    }

    /// Tell of every literal in a text, by the place where it begins.
    #[inline]
    pub fn each(&self, text: &str, mut tell: impl FnMut(Hit)) {
        if self.is_empty() {
            return;
        }
        let mut before: Option<(usize, char)> = None;
        for (at, c) in text.char_indices() {
            if let Some((start, first)) = before
                && self.pairs.may_begin(first, c)
            {
                let rest = &text[start..];
                for i in self.pairs.range(first, c) {
                    if rest.starts_with(self.literals[i].as_str()) {
                        tell((start..start + self.literals[i].len(), i));
                    }
                }
            }
            if self.single.holds(c)
                && let Some(i) = self.place(&text[at..at + c.len_utf8()])
            {
                tell((at..at + c.len_utf8(), i));
            }
            before = Some((at, c));
        }
    }

    /// The literals of a text, leftmost and longest, not overlapping.
    pub fn longest(&self, text: &str) -> Vec<Hit> {
        let mut all: Vec<Hit> = Vec::new();
        self.each(text, |hit| all.push(hit));
        all.sort_unstable_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut free = 0;
        all.retain(|(range, _)| {
            let stays = range.start >= free;
            if stays {
                free = range.end;
            }
            stays
        });
        all
    }
}

/// Which rules are worth trying where some literals were found: those each of whose needs is met.
#[derive(Clone, Debug, Default)]
pub struct Selector {
    /// For each literal, the needs that it meets.
    meets: Vec<Vec<u32>>,
    /// For each need, the rules that have it.
    rules: Vec<Vec<u32>>,
    /// For each rule, how many needs it has.
    count: Vec<u32>,
    /// Rules without needs.
    always: Vec<usize>,
}

impl Selector {
    /// Of the needs of each rule, over the literals of a picker that holds them all. A need is met by any of its literals.
    pub fn new(picker: &Picker, needs: &[Vec<Vec<String>>]) -> Self {
        let mut places: BTreeMap<&[String], u32> = BTreeMap::new();
        let mut made =
            Selector { meets: vec![Vec::new(); picker.len()], rules: Vec::new(), count: vec![0; needs.len()], always: Vec::new() };
        for (rule, needs) in needs.iter().enumerate() {
            if needs.is_empty() {
                made.always.push(rule);
            }
            for need in needs {
                let place = *places.entry(need.as_slice()).or_insert_with(|| {
                    let place = made.rules.len() as u32;
                    made.rules.push(Vec::new());
                    need.iter().filter_map(|l| picker.place(l)).for_each(|l| made.meets[l].push(place));
                    place
                });
                made.rules[place as usize].push(rule as u32);
                made.count[rule] += 1;
            }
        }
        made
    }

    /// The rules worth trying, in order.
    pub fn select(&self, found: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut out = self.always.clone();
        let mut left: Vec<u32> = Vec::new();
        let mut met: Vec<bool> = Vec::new();
        for need in found.flat_map(|l| &self.meets[l]) {
            if left.is_empty() {
                left.clone_from(&self.count);
                met.resize(self.rules.len(), false);
            }
            if std::mem::replace(&mut met[*need as usize], true) {
                continue;
            }
            for &rule in &self.rules[*need as usize] {
                left[rule as usize] -= 1;
                if left[rule as usize] == 0 {
                    out.push(rule as usize);
                }
            }
        }
        out.sort_unstable();
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_overlap_and_rules_need_all() {
        let picker = Picker::new(["举", "举行", "行动", "峰会"].map(str::to_owned));
        let mut found = Vec::new();
        picker.each("举行动", |hit| found.push(hit.0));
        found.sort_by_key(|r| (r.end, r.start));
        assert_eq!(found, [0..3, 0..6, 3..9]);
        assert_eq!(picker.longest("举行动举").iter().map(|h| h.0.clone()).collect::<Vec<_>>(), [0..6, 9..12]);
        let need = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let selector = Selector::new(&picker, &[vec![need(&["举行", "行动"]), need(&["峰会"])], vec![], vec![need(&["峰会"])]]);
        let select = |text: &str| {
            let mut hits = Vec::new();
            picker.each(text, |hit| hits.push(hit.1));
            selector.select(hits.into_iter())
        };
        assert_eq!((select("峰会举行"), select("举行"), select("峰会")), (vec![0, 1, 2], vec![1], vec![1, 2]));
    }
}
