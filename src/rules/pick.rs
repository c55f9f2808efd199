//! Literals looked for all at once, and the rules that they select.

use crate::base::{CharMap, Pairs};
use std::collections::BTreeMap;
use std::ops::Range;

/// Finds literals, overlapping ones too.
#[derive(Clone, Debug, Default)]
pub struct Picker {
    /// Sorted.
    literals: Vec<String>,
    pairs: Pairs,
    /// Literals of one character, with their places.
    single: CharMap,
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
        let one = |(i, l): (u32, &String)| l.chars().next().filter(|c| c.len_utf8() == l.len()).map(|c| (c, i));
        let single = CharMap::new((0u32..).zip(&literals).filter_map(one));
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
            if let Some(i) = self.single.get(c) {
                tell((at..at + c.len_utf8(), i as usize));
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
    /// For each need, the rules that are looked at where it is met: those of which it is the first.
    first: Vec<Vec<u32>>,
    /// For each rule, the other needs.
    others: Vec<Vec<u32>>,
    /// Rules without needs.
    always: Vec<usize>,
}

impl Selector {
    /// Of the needs of each rule, over the literals of a picker that holds them all. A need is met by any of its literals.
    pub fn new(picker: &Picker, needs: &[Vec<Vec<String>>]) -> Self {
        let mut places: BTreeMap<&[String], u32> = BTreeMap::new();
        let mut made = Selector { meets: vec![Vec::new(); picker.len()], others: vec![Vec::new(); needs.len()], ..Selector::default() };
        for (rule, needs) in needs.iter().enumerate() {
            if needs.is_empty() {
                made.always.push(rule);
            }
            for (i, need) in needs.iter().enumerate() {
                let place = *places.entry(need.as_slice()).or_insert_with(|| {
                    let place = made.first.len() as u32;
                    made.first.push(Vec::new());
                    need.iter().filter_map(|l| picker.place(l)).for_each(|l| made.meets[l].push(place));
                    place
                });
                match i {
                    0 => made.first[place as usize].push(rule as u32),
                    _ => made.others[rule].push(place),
                }
            }
        }
        made
    }

    /// The rules worth trying, in order.
    pub fn select(&self, found: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut out = self.always.clone();
        self.each(found, |rule| {
            out.push(rule);
            false
        });
        out.sort_unstable();
        out
    }

    /// True where some rule is worth trying of which `fits` says yes.
    pub fn any(&self, found: impl Iterator<Item = usize>, fits: impl Fn(usize) -> bool) -> bool {
        self.always.iter().any(|rule| fits(*rule)) || self.each(found, fits)
    }

    /// Tell of the rules with needs that are worth trying until `tell` says true; true where it did.
    fn each(&self, found: impl Iterator<Item = usize>, mut tell: impl FnMut(usize) -> bool) -> bool {
        let mut found = found.flat_map(|l| &self.meets[l]).peekable();
        if found.peek().is_none() {
            return false;
        }
        // One bit for each need that is met, and those that rules are looked at for.
        let mut met = vec![0u64; self.first.len() / 64 + 1];
        let mut telling: Vec<u32> = Vec::new();
        for &need in found {
            let (word, bit) = (&mut met[need as usize / 64], 1 << (need % 64));
            if *word & bit == 0 && !self.first[need as usize].is_empty() {
                telling.push(need);
            }
            *word |= bit;
        }
        let met = |need: &u32| met[*need as usize / 64] >> (need % 64) & 1 != 0;
        let rules = telling.iter().flat_map(|need| &self.first[*need as usize]).map(|rule| *rule as usize);
        rules.filter(|rule| self.others[*rule].iter().all(met)).any(&mut tell)
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
        let any = |text: &str, rule: usize| {
            let mut hits = Vec::new();
            picker.each(text, |hit| hits.push(hit.1));
            selector.any(hits.into_iter(), |r| r == rule)
        };
        assert!(any("峰会举行", 0) && !any("举行", 0) && any("", 1) && any("峰会", 2));
    }
}
