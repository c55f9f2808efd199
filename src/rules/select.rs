//! The rules that literals select, and where in a text those may match.

use super::encode::{kind_of, stands_for_mention};
use super::pick::{Hit, Picker};
use super::window::Window;
use crate::base::Rows;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// Which rules are worth trying where some literals were found: those each of whose needs is met.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Selector {
    /// For each literal, the needs that it meets: sixty-four a word, the words that are not empty.
    meets: Rows<(u32, u64)>,
    /// For each need, the rules that are looked at where it is met: those of which it is the first.
    first: Rows<u32>,
    /// The needs that are the first of some rule.
    firsts: Vec<u64>,
    /// For each rule, the other needs.
    others: Rows<u32>,
    /// Rules without needs.
    always: Vec<usize>,
    /// For each rule, where its matches may stand, by the numbers of needs; empty where none was told.
    windows: Vec<Option<Window>>,
}

/// So many times 64 needs are marked without asking for memory.
const NEAR: usize = 24;

/// A selector while it is made.
struct Draft<'p> {
    picker: &'p Picker,
    meets: Vec<Vec<(u32, u64)>>,
    first: Vec<Vec<u32>>,
    others: Vec<Vec<u32>>,
    always: Vec<usize>,
}

impl<'p> Draft<'p> {
    fn new(picker: &'p Picker, needs: &[Vec<Vec<String>>]) -> Self {
        let mut places: BTreeMap<&[String], u32> = BTreeMap::new();
        let (meets, others) = (vec![Vec::new(); picker.len()], vec![Vec::new(); needs.len()]);
        let mut made = Draft { picker, meets, first: Vec::new(), others, always: Vec::new() };
        for (rule, needs) in needs.iter().enumerate() {
            if needs.is_empty() {
                made.always.push(rule);
            }
            for (i, need) in needs.iter().enumerate() {
                let place = *places.entry(need.as_slice()).or_insert_with(|| made.add(need));
                match i {
                    0 => made.first[place as usize].push(rule as u32),
                    _ => made.others[rule].push(place),
                }
            }
        }
        made
    }

    /// A need that was not there before: its number.
    fn add(&mut self, need: &[String]) -> u32 {
        let place = self.first.len() as u32;
        self.first.push(Vec::new());
        for literal in need.iter().filter_map(|l| self.picker.place(l)) {
            let (word, bit) = (place / 64, 1 << (place % 64));
            match self.meets[literal].last_mut() {
                Some(last) if last.0 == word => last.1 |= bit,
                _ => self.meets[literal].push((word, bit)),
            }
        }
        place
    }

    fn done(self) -> Selector {
        let mut firsts = vec![0; self.first.len() / 64 + 1];
        let of_some = (0..self.first.len()).filter(|need| !self.first[*need].is_empty());
        of_some.for_each(|need| firsts[need / 64] |= 1 << (need % 64));
        let (meets, first, others) =
            (self.meets.into_iter().collect(), self.first.into_iter().collect(), self.others.into_iter().collect());
        Selector { meets, first, firsts, others, always: self.always, windows: Vec::new() }
    }
}

impl Selector {
    /// Of the needs of each rule, over the literals of a picker that holds them all. A need is met by any of its literals.
    pub fn new(picker: &Picker, needs: &[Vec<Vec<String>>]) -> Self {
        Draft::new(picker, needs).done()
    }

    /// Let it tell where the matches of each rule may stand: `windows` by the places of the rules' needs.
    pub fn within(mut self, windows: impl Iterator<Item = Option<Window>>) -> Self {
        let mut firsts = vec![0; self.others.len()];
        for need in 0..self.first.len() {
            self.first.row(need).iter().for_each(|rule| firsts[*rule as usize] = need as u32);
        }
        let number = |rule: usize, w: Window| match w.need.checked_sub(1) {
            None => Some(firsts[rule]),
            Some(other) => self.others.row(rule).get(other as usize).copied(),
        };
        self.windows = windows.enumerate().map(|(rule, w)| w.and_then(|w| Some(Window { need: number(rule, w)?, ..w }))).collect();
        self
    }

    /// The stretches of a text with these literals in which a rule may match, disjoint and in order.
    pub fn spans(&self, rule: usize, text: &str, hits: &[Hit], spans: &mut Vec<Range<usize>>) {
        spans.clear();
        match self.windows.get(rule).copied().flatten() {
            None => spans.push(0..text.len()),
            Some(window) => {
                let (word, bit) = (window.need / 64, 1 << (window.need % 64));
                let is_one = |literal: usize| self.meets.row(literal).iter().any(|(w, bits)| *w == word && bits & bit != 0);
                window.spans(text, hits, is_one, spans);
            }
        }
    }

    /// The rules worth trying, in order.
    pub fn select(&self, found: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut out = Vec::new();
        self.each(found, |rule, _| {
            out.push(rule);
            false
        });
        out.sort_unstable();
        out
    }

    /// True where some rule is worth trying of which `fits` says yes.
    pub fn any(&self, found: impl Iterator<Item = usize>, fits: impl Fn(usize) -> bool) -> bool {
        self.each(found, |rule, _| fits(rule))
    }

    /// Tell of the rules that are worth trying, with the needs that are met, until `tell` says true; true where it did.
    fn each(&self, found: impl Iterator<Item = usize>, mut tell: impl FnMut(usize, Met<'_>) -> bool) -> bool {
        let (mut near, mut far);
        let met: &mut [u64] = if self.firsts.len() <= NEAR {
            near = [0; NEAR];
            &mut near
        } else {
            far = vec![0; self.firsts.len()];
            &mut far
        };
        for (word, bits) in found.flat_map(|l| self.meets.row(l)) {
            met[*word as usize] |= bits;
        }
        let met = Met(met);
        if self.always.iter().any(|rule| tell(*rule, met)) {
            return true;
        }
        for (word, (met_here, firsts)) in met.0.iter().zip(&self.firsts).enumerate() {
            let mut needs = met_here & firsts;
            while needs != 0 {
                let need = word * 64 + needs.trailing_zeros() as usize;
                needs &= needs - 1;
                for &rule in self.first.row(need) {
                    if self.others.row(rule as usize).iter().all(|n| met.has(*n)) && tell(rule as usize, met) {
                        return true;
                    }
                }
            }
        }
        false
    }
}

/// The needs that are met, one bit each.
#[derive(Clone, Copy)]
struct Met<'m>(&'m [u64]);

impl Met<'_> {
    #[inline]
    fn has(self, need: u32) -> bool {
        self.0[need as usize / 64] >> (need % 64) & 1 != 0
    }
}

/// Tells from plain words, before mentions are encoded in them, whether some rule can match.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Gate {
    /// By the needs that are words alone.
    words: Selector,
    /// For each rule, its needs that a mention can meet.
    typed: Vec<Vec<Typed>>,
}

/// A need that a mention can meet: one of these is enough.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Typed {
    /// The need of its literals that are words alone.
    words: Option<u32>,
    /// Types of which one is enough, one bit each.
    one: u32,
    /// Types that are needed together, with the need of the words beside them, if there are any.
    sets: Vec<(u32, Option<u32>)>,
}

impl Typed {
    /// False where no words make up for what is not mentioned.
    fn may_fit(&self, kinds: u32) -> bool {
        self.one & kinds != 0 || self.words.is_some() || self.sets.iter().any(|(set, _)| set & kinds == *set)
    }

    #[inline]
    fn fits(&self, kinds: u32, met: Met<'_>) -> bool {
        self.one & kinds != 0
            || self.words.is_some_and(|n| met.has(n))
            || self.sets.iter().any(|(set, words)| set & kinds == *set && words.is_none_or(|n| met.has(n)))
    }
}

impl Gate {
    /// Of the needs of each rule, over the literals of a picker that holds [the words](words_of) of all.
    pub fn new(picker: &Picker, needs: &[Vec<Vec<String>>]) -> Self {
        let pure: Vec<Vec<Vec<String>>> = needs.iter().map(|n| n.iter().filter(|need| wordy(need)).cloned().collect()).collect();
        let mut words = Draft::new(picker, &pure);
        let mut typed = |need: &Vec<String>| {
            let (plain, other): (Vec<String>, Vec<String>) = need.iter().cloned().partition(|l| !l.contains(stands_for_mention));
            let mut beside: BTreeMap<u32, Vec<String>> = BTreeMap::new();
            for literal in &other {
                let set = literal.chars().filter_map(kind_of).fold(0, |all, t| all | 1 << t);
                beside.entry(set).or_default().push(words_of(literal).to_owned());
            }
            let bare = |words: &[String]| words.iter().any(String::is_empty);
            let one = beside.iter().filter(|(set, words)| set.count_ones() == 1 && bare(words)).fold(0, |all, (set, _)| all | set);
            // Where one type is enough, it is so with others beside it.
            beside.retain(|set, _| set & one == 0);
            let mut sets: Vec<(u32, Option<u32>)> = Vec::with_capacity(beside.len());
            for (set, mut beside) in beside {
                beside.sort_unstable();
                beside.dedup();
                sets.push((set, (!bare(&beside)).then(|| words.add(&beside))));
            }
            Typed { words: (!plain.is_empty()).then(|| words.add(&plain)), one, sets }
        };
        let typed = needs.iter().map(|n| n.iter().filter(|need| !wordy(need)).map(&mut typed).collect()).collect();
        Gate { words: words.done(), typed }
    }

    /// False where a rule cannot match, whatever the words are, when things of these types (one bit each) are mentioned in them.
    pub fn may_open(&self, rule: usize, kinds: u32) -> bool {
        self.typed[rule].iter().all(|need| need.may_fit(kinds))
    }

    /// False where no rule can match in words with these literals when things of these types (one bit each) are mentioned
    /// in them.
    pub fn opens(&self, found: impl Iterator<Item = usize>, kinds: u32) -> bool {
        self.words.each(found, |rule, met| self.typed[rule].iter().all(|need| need.fits(kinds, met)))
    }
}

/// The longest run of plain words in a literal; empty where it is mentions alone.
pub fn words_of(literal: &str) -> &str {
    let mut longest = "";
    for run in literal.split(stands_for_mention) {
        if run.len() > longest.len() {
            longest = run;
        }
    }
    longest
}

/// True for a need that is met by words alone, whatever is mentioned.
pub fn wordy(need: &[String]) -> bool {
    !need.iter().any(|l| l.contains(stands_for_mention))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_need_all() {
        let picker = Picker::new(["举", "举行", "行动", "峰会"].map(str::to_owned));
        let need = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let needs = [vec![need(&["举行", "行动"]), need(&["峰会"])], vec![], vec![need(&["峰会"])]];
        // The first rule's matches stand near what meets its second need, the last one's near its only one.
        let window = |need: u32| Some(Window { need, before: 3, after: Some(6) });
        let selector = Selector::new(&picker, &needs).within([window(1), None, window(0)].into_iter());
        let hits = |text: &str| {
            let mut hits = Vec::new();
            picker.each(text, |hit| hits.push(hit));
            hits
        };
        let select = |text: &str| selector.select(hits(text).iter().map(|h| h.literal()));
        assert_eq!((select("峰会举行"), select("举行"), select("峰会")), (vec![0, 1, 2], vec![1], vec![1, 2]));
        let any = |text: &str, rule: usize| selector.any(hits(text).iter().map(|h| h.literal()), |r| r == rule);
        assert!(any("峰会举行", 0) && !any("举行", 0) && any("", 1) && any("峰会", 2));
        let text = "双方举行第一次峰会举行";
        let spans = |rule: usize| {
            let mut spans = Vec::new();
            selector.spans(rule, text, &hits(text), &mut spans);
            spans.iter().map(|s| (s.start, s.end)).collect::<Vec<_>>()
        };
        let near = text.find("次峰会").unwrap();
        assert_eq!((spans(0), spans(1), spans(2)), (vec![(near, near + 9)], vec![(0, text.len())], vec![(near, near + 9)]));
    }
}
