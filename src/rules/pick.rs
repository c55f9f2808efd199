//! Literals looked for all at once.

use crate::base::{CharMap, Letter, Letters, Pairs, Sieve, Words};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Finds literals, overlapping ones too.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Picker {
    literals: Words,
    pairs: Pairs,
    /// Literals of one character, with their places.
    single: CharMap,
    /// Those characters: most others are told off here.
    ones: Sieve,
}

/// So many literals that begin alike are looked at one by one.
const FEW: usize = 6;

/// A literal found: its bytes, and its place in the sorted list. Of a large text there are a million and more: so the numbers
/// are of 32 bits, and in a text past 4 GB, which stage 1 refuses, all literals stand at its 4th gigabyte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    start: u32,
    end: u32,
    literal: u32,
}

impl Hit {
    /// The literal of this place, at these bytes.
    #[inline]
    pub fn new(range: Range<usize>, literal: usize) -> Self {
        let number = |n| u32::try_from(n).unwrap_or(u32::MAX);
        Hit { start: number(range.start), end: number(range.end), literal: number(literal) }
    }

    /// The byte at which it begins.
    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte behind it.
    #[inline]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Its bytes.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The literal's place in the picker's sorted list.
    #[inline]
    pub fn literal(self) -> usize {
        self.literal as usize
    }
}

impl Picker {
    /// Of these literals; in the hits each is told by its place in sorted order, without doubles.
    pub fn new(literals: impl IntoIterator<Item = String>) -> Self {
        let literals = Words::new(literals.into_iter().filter(|l| !l.is_empty()).collect());
        let pairs = Pairs::new(literals.iter());
        let one = |(i, l): (u32, &str)| l.chars().next().filter(|c| c.len_utf8() == l.len()).map(|c| (c, i));
        let ones: Vec<(char, u32)> = (0u32..).zip(literals.iter()).filter_map(one).collect();
        let (single, ones) = (CharMap::new(ones.iter().copied()), Sieve::new(ones.iter().map(|o| o.0)));
        Picker { literals, pairs, single, ones }
    }

    /// The place of a literal.
    pub fn place(&self, literal: &str) -> Option<usize> {
        self.literals.place(literal)
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
    pub fn each(&self, text: &str, tell: impl FnMut(Hit)) {
        self.each_and(text, tell, |_, _, _| ());
    }

    /// The same, and in one go show every character with the next one: `show(byte, character, next)`.
    #[inline]
    pub fn each_and(&self, text: &str, mut tell: impl FnMut(Hit), mut show: impl FnMut(usize, Letter, Letter)) {
        let mut letters = Letters::new(text);
        let Some((mut start, mut first)) = letters.next() else { return };
        self.one((start, first), letters.at(), &mut tell);
        while let Some((at, letter)) = letters.next() {
            show(start, first, letter);
            if self.pairs.may_begin(first, letter) {
                self.longer(text, (start, first), (at, letter), &mut tell);
            }
            if self.ones.may_hold(letter) {
                self.one((at, letter), letters.at(), &mut tell);
            }
            (start, first) = (at, letter);
        }
    }

    /// Tell of the literal of one character that stands here, if there is one.
    #[inline(never)]
    fn one(&self, (at, letter): (usize, Letter), end: usize, tell: &mut impl FnMut(Hit)) {
        if let Some(i) = self.single.get(letter) {
            tell(Hit::new(at..end, i as usize));
        }
    }

    /// Tell of the literals at `start` that begin with these two characters, which stand there.
    #[inline(never)]
    fn longer(&self, text: &str, (start, first): (usize, Letter), (at, second): (usize, Letter), tell: &mut impl FnMut(Hit)) {
        let two = at - start + second.width();
        let rest = &text.as_bytes()[start..];
        let mut range = self.pairs.range(first, second);
        if range.len() > FEW {
            // The one of two characters comes first; of the others only those with the third are looked at.
            if range.start < range.end && self.literals.word(range.start).len() == two {
                tell(Hit::new(start..start + two, range.start));
                range.start += 1;
            }
            let Some(third) = text[start + two..].chars().next() else { return };
            if !self.pairs.may_go_on(first, second, third.into()) {
                return;
            }
            let behind = |literal: &str| literal[two..].chars().next();
            let from = self.literals.first(range.clone(), |l| behind(l) >= Some(third));
            range = from..self.literals.first(from..range.end, |l| behind(l) > Some(third));
        }
        for i in range {
            let literal = self.literals.word(i).as_bytes();
            let len = literal.len();
            // The last byte tells most of them off without a call.
            if len == two || rest.get(len - 1) == literal.last() && rest[two..len] == literal[two..] {
                tell(Hit::new(start..start + len, i));
            }
        }
    }

    /// The literals of a text, leftmost and longest, not overlapping.
    pub fn longest(&self, text: &str) -> Vec<Hit> {
        let mut all: Vec<Hit> = Vec::new();
        self.each(text, |hit| all.push(hit));
        all.sort_unstable_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut free = 0;
        all.retain(|hit| {
            let stays = hit.start >= free;
            if stays {
                free = hit.end;
            }
            stays
        });
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_overlap() {
        let picker = Picker::new(["举", "举行", "行动", "峰会"].map(str::to_owned));
        let mut found = Vec::new();
        picker.each("举行动", |hit| found.push(hit.range()));
        found.sort_by_key(|r| (r.end, r.start));
        assert_eq!(found, [0..3, 0..6, 3..9]);
        assert_eq!(picker.longest("举行动举").iter().map(|h| h.range()).collect::<Vec<_>>(), [0..6, 9..12]);
    }
}
