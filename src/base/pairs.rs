//! Where the words of a list may begin in a text: by their first two characters.
//!
//! Most places of a text are told off by one look at a table that stays in the nearest cache; only
//! at the few others is a word compared. Where words are rare this outruns an automaton.

use serde::{Deserialize, Serialize};

/// The pairs of characters that words begin with, each with the range of a sorted list that begins so.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Pairs {
    /// One bit for each hash of a pair; a power of two of them.
    bits: Vec<u64>,
    /// Open addressing: (pair, first, one past the last); a free place is all zero.
    table: Vec<(u64, u32, u32)>,
}

#[inline]
fn key(a: char, b: char) -> u64 {
    (a as u64) << 32 | b as u64
}

#[inline]
fn hash(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

impl Pairs {
    /// Of words in sorted order. Words of one character are passed over.
    pub fn new<'w>(sorted: impl Iterator<Item = &'w str>) -> Self {
        let mut list: Vec<(u64, u32, u32)> = Vec::new();
        for (i, word) in (0u32..).zip(sorted) {
            let mut chars = word.chars();
            let (Some(a), Some(b)) = (chars.next(), chars.next()) else { continue };
            match list.last_mut() {
                Some(last) if last.0 == key(a, b) => last.2 = i + 1,
                _ => list.push((key(a, b), i, i + 1)),
            }
        }
        let mut pairs = Pairs {
            bits: vec![0; (list.len() / 4 + 8).next_power_of_two()],
            table: vec![(0, 0, 0); (list.len() * 2 + 2).next_power_of_two()],
        };
        for (key, from, to) in list {
            pairs.mark(key);
            let mask = pairs.table.len() - 1;
            let mut at = hash(key) & mask;
            while pairs.table[at].2 != 0 {
                at = (at + 1) & mask;
            }
            pairs.table[at] = (key, from, to);
        }
        pairs
    }

    /// The same for [`Pairs::may_begin`] alone: [`Pairs::range`] finds nothing.
    pub fn without_ranges(&self) -> Self {
        Pairs { bits: self.bits.clone(), table: vec![(0, 0, 0); 1] }
    }

    /// Let [`Pairs::may_begin`] say yes to this word's beginning too.
    pub fn also(&mut self, word: &str) {
        let mut chars = word.chars();
        if let (Some(a), Some(b), false) = (chars.next(), chars.next(), self.bits.is_empty()) {
            self.mark(key(a, b));
        }
    }

    fn mark(&mut self, key: u64) {
        let bit = hash(key) & (self.bits.len() * 64 - 1);
        self.bits[bit >> 6] |= 1 << (bit & 63);
    }

    /// False where no word begins with these two characters.
    #[inline]
    pub fn may_begin(&self, a: char, b: char) -> bool {
        if self.bits.is_empty() {
            return false;
        }
        let bit = hash(key(a, b)) & (self.bits.len() * 64 - 1);
        self.bits[bit >> 6] >> (bit & 63) & 1 != 0
    }

    /// The places in the sorted list of the words that begin with these two characters.
    #[inline]
    pub fn range(&self, a: char, b: char) -> std::ops::Range<usize> {
        if !self.may_begin(a, b) {
            return 0..0;
        }
        let (key, mask) = (key(a, b), self.table.len() - 1);
        let mut at = hash(key) & mask;
        loop {
            let (found, from, to) = self.table[at];
            if to == 0 {
                return 0..0;
            }
            if found == key {
                return from as usize..to as usize;
            }
            at = (at + 1) & mask;
        }
    }
}

/// A set of characters of the basic plane, one bit each.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CharSet {
    bits: Vec<u64>,
}

impl CharSet {
    /// Of these characters; those beyond the basic plane are always held.
    pub fn new(chars: impl IntoIterator<Item = char>) -> Self {
        let mut bits = vec![0u64; 1024];
        for c in chars {
            if let Some(word) = bits.get_mut(c as usize >> 6) {
                *word |= 1 << (c as usize & 63);
            }
        }
        CharSet { bits }
    }

    /// True for a character of the set.
    #[inline]
    pub fn holds(&self, c: char) -> bool {
        self.bits.get(c as usize >> 6).is_none_or(|w| w >> (c as usize & 63) & 1 != 0)
    }
}

/// A number for each of some characters.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CharMap {
    /// Open addressing, a power of two of places; the character 0 is a free one.
    table: Vec<(u32, u32)>,
}

impl CharMap {
    /// Of characters with their numbers.
    pub fn new(of: impl IntoIterator<Item = (char, u32)>) -> Self {
        let list: Vec<(char, u32)> = of.into_iter().filter(|(c, _)| *c != '\0').collect();
        let mut table = vec![(0, 0); if list.is_empty() { 0 } else { (list.len() * 4).next_power_of_two() }];
        for (c, number) in list {
            let mut at = hash(u64::from(c)) & (table.len() - 1);
            while table[at].0 != 0 && table[at].0 != u32::from(c) {
                at = (at + 1) & (table.len() - 1);
            }
            table[at] = (u32::from(c), number);
        }
        CharMap { table }
    }

    /// The number of a character.
    #[inline]
    pub fn get(&self, c: char) -> Option<u32> {
        let mask = self.table.len().checked_sub(1)?;
        let mut at = hash(u64::from(c)) & mask;
        loop {
            let (found, number) = self.table[at];
            if found == u32::from(c) && found != 0 {
                return Some(number);
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_first_two_characters() {
        let words = ["中亚", "中国", "中国人", "国", "国家"];
        let mut pairs = Pairs::new(words.into_iter());
        assert_eq!((pairs.range('中', '国'), pairs.range('中', '亚'), pairs.range('国', '家')), (1..3, 0..1, 4..5));
        assert!(pairs.range('亚', '中').is_empty() && Pairs::default().range('中', '国').is_empty());
        pairs.also("Asia");
        assert!(pairs.may_begin('A', 's') && pairs.range('A', 's').is_empty());
        let bare = pairs.without_ranges();
        assert!(bare.may_begin('中', '国') && !bare.may_begin('亚', '中') && bare.range('中', '国').is_empty());
        let map = CharMap::new("年月日".chars().zip(7..));
        assert_eq!("年月日时\0".chars().map(|c| map.get(c)).collect::<Vec<_>>(), [Some(7), Some(8), Some(9), None, None]);
        assert_eq!(CharMap::default().get('年'), None);
        let set = CharSet::new("年月".chars());
        assert!(set.holds('年') && !set.holds('日') && set.holds('𠮷') && !CharSet::new([]).holds('年'));
    }
}
