//! Where the words of a list may begin in a text: by their first two characters.
//!
//! Most places of a text are told off by one look at a table that stays in the nearest cache; only
//! at the few others is a word compared. Where words are rare this outruns an automaton.

use super::letters::{Letter, Letters};
use serde::{Deserialize, Serialize};

/// The pairs of characters that words begin with, each with the range of a sorted list that begins so.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Pairs {
    bits: Bits,
    /// Open addressing: (pair, first, one past the last); a free place is all zero.
    table: Vec<(u64, u32, u32)>,
    /// The first three characters of the words that have them.
    thirds: Bits,
}

#[inline]
fn key(a: Letter, b: Letter) -> u64 {
    u64::from(a.0) << 32 | u64::from(b.0)
}

/// A hash for the tables.
#[inline]
fn spread(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

/// The hash of two characters.
#[inline]
fn of_two(a: Letter, b: Letter) -> usize {
    (a.hash().rotate_left(11) ^ b.hash()) as usize
}

/// The hash of three characters.
#[inline]
fn of_three(a: Letter, b: Letter, c: Letter) -> usize {
    ((of_two(a, b) as u32).wrapping_mul(0x85EB_CA6B).rotate_left(11) ^ c.hash()) as usize
}

/// The first two characters of some words, and the third one.
fn beginning(words: &str) -> Option<(Letter, Letter, Option<Letter>)> {
    let mut letters = Letters::new(words).map(|l| l.1);
    Some((letters.next()?, letters.next()?, letters.next()))
}

/// A set of hashes of 32 bits: one bit for each, by its higher half and what it takes of the lower one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Bits {
    /// A power of two of them.
    words: Vec<u64>,
}

impl Bits {
    /// Room for so many with few that are taken for others.
    fn for_about(count: usize) -> Self {
        Bits { words: vec![0; (count / 2 + 8).next_power_of_two()] }
    }

    #[inline]
    fn place(&self, hash: usize) -> (usize, u32) {
        (self.words.len().wrapping_sub(1) & hash >> 12, hash as u32 >> 6 & 63)
    }

    #[inline]
    fn holds(&self, hash: usize) -> bool {
        let (word, bit) = self.place(hash);
        self.words.get(word).is_some_and(|w| w >> bit & 1 != 0)
    }

    fn add(&mut self, hash: usize) {
        let (word, bit) = self.place(hash);
        self.words[word] |= 1 << bit;
    }
}

impl Pairs {
    /// Of words in sorted order. Words of one character are passed over.
    pub fn new<'w>(sorted: impl Iterator<Item = &'w str> + Clone) -> Self {
        let mut list: Vec<(u64, u32, u32)> = Vec::new();
        let mut threes = 0;
        for (i, (word, before)) in (0u32..).zip(sorted.clone().zip(std::iter::once("").chain(sorted.clone()))) {
            let Some((a, b, third)) = beginning(word) else { continue };
            match list.last_mut() {
                Some(last) if last.0 == key(a, b) => last.2 = i + 1,
                _ => list.push((key(a, b), i, i + 1)),
            }
            threes += usize::from(third.is_some() && beginning(before) != Some((a, b, third)));
        }
        let mut pairs = Pairs {
            bits: Bits::for_about(list.len()),
            table: vec![(0, 0, 0); (list.len() * 2 + 2).next_power_of_two()],
            thirds: Bits::for_about(threes / 2),
        };
        for (a, b, third) in sorted.filter_map(beginning) {
            pairs.bits.add(of_two(a, b));
            third.into_iter().for_each(|c| pairs.thirds.add(of_three(a, b, c)));
        }
        for (key, from, to) in list {
            let mask = pairs.table.len() - 1;
            let mut at = spread(key) & mask;
            while pairs.table[at].2 != 0 {
                at = (at + 1) & mask;
            }
            pairs.table[at] = (key, from, to);
        }
        pairs
    }

    /// The same for [`Pairs::may_begin`] alone: [`Pairs::range`] finds nothing.
    pub fn without_ranges(&self) -> Self {
        Pairs { bits: self.bits.clone(), table: vec![(0, 0, 0); 1], thirds: Bits::default() }
    }

    /// Let [`Pairs::may_begin`] say yes to this word's beginning too.
    pub fn also(&mut self, word: &str) {
        if let (Some((a, b, _)), false) = (beginning(word), self.bits.words.is_empty()) {
            self.bits.add(of_two(a, b));
        }
    }

    /// False where no word begins with these two characters.
    #[inline]
    pub fn may_begin(&self, a: Letter, b: Letter) -> bool {
        self.bits.holds(of_two(a, b))
    }

    /// False where no word begins with these three characters.
    #[inline]
    pub fn may_go_on(&self, a: Letter, b: Letter, c: Letter) -> bool {
        self.thirds.holds(of_three(a, b, c))
    }

    /// The places in the sorted list of the words that begin with these two characters.
    #[inline]
    pub fn range(&self, a: Letter, b: Letter) -> std::ops::Range<usize> {
        if !self.may_begin(a, b) {
            return 0..0;
        }
        let (key, mask) = (key(a, b), self.table.len() - 1);
        let mut at = spread(key) & mask;
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

/// Characters of which some others are taken for one: a look that costs little, before a surer one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Sieve {
    /// One bit for each hash of twelve bits; none where there is no character.
    bits: Vec<u64>,
}

impl Sieve {
    /// For these characters.
    pub fn new(chars: impl IntoIterator<Item = char>) -> Self {
        let mut bits = vec![0; 64];
        for hash in chars.into_iter().map(|c| Letter::from(c).hash()) {
            bits[hash as usize >> 26] |= 1 << (hash >> 20 & 63);
        }
        Sieve { bits }
    }

    /// False where the character is none of them.
    #[inline]
    pub fn may_hold(&self, letter: Letter) -> bool {
        let hash = letter.hash();
        self.bits.first_chunk::<64>().is_some_and(|bits| bits[hash as usize >> 26] >> (hash >> 20 & 63) & 1 != 0)
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
        let list: Vec<(Letter, u32)> = of.into_iter().filter(|(c, _)| *c != '\0').map(|(c, n)| (c.into(), n)).collect();
        let mut table = vec![(0, 0); if list.is_empty() { 0 } else { (list.len() * 4).next_power_of_two() }];
        for (c, number) in list {
            let mut at = spread(u64::from(c.0)) & (table.len() - 1);
            while table[at].0 != 0 && table[at].0 != c.0 {
                at = (at + 1) & (table.len() - 1);
            }
            table[at] = (c.0, number);
        }
        CharMap { table }
    }

    /// The number of a character.
    #[inline]
    pub fn get(&self, c: Letter) -> Option<u32> {
        let mask = self.table.len().checked_sub(1)?;
        let mut at = spread(u64::from(c.0)) & mask;
        loop {
            let (found, number) = self.table[at];
            if found == c.0 && found != 0 {
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
        let range = |pairs: &Pairs, a: char, b: char| pairs.range(a.into(), b.into());
        let may = |pairs: &Pairs, a: char, b: char| pairs.may_begin(a.into(), b.into());
        assert_eq!((range(&pairs, '中', '国'), range(&pairs, '中', '亚'), range(&pairs, '国', '家')), (1..3, 0..1, 4..5));
        assert!(range(&pairs, '亚', '中').is_empty() && range(&Pairs::default(), '中', '国').is_empty());
        assert!(!may(&Pairs::default(), '中', '国'));
        let three = |pairs: &Pairs, c: char| pairs.may_go_on('中'.into(), '国'.into(), c.into());
        assert!(three(&pairs, '人') && !three(&pairs, '家') && !three(&Pairs::default(), '人'));
        pairs.also("Asia");
        assert!(may(&pairs, 'A', 's') && range(&pairs, 'A', 's').is_empty());
        let bare = pairs.without_ranges();
        assert!(may(&bare, '中', '国') && !may(&bare, '亚', '中') && range(&bare, '中', '国').is_empty());
        let map = CharMap::new("年月日".chars().zip(7..));
        assert_eq!("年月日时\0".chars().map(|c| map.get(c.into())).collect::<Vec<_>>(), [Some(7), Some(8), Some(9), None, None]);
        assert_eq!(CharMap::default().get('年'.into()), None);
        let set = CharSet::new("年月".chars());
        assert!(set.holds('年') && !set.holds('日') && set.holds('𠮷') && !CharSet::new([]).holds('年'));
        let sieve = Sieve::new("年月".chars());
        assert!("年月".chars().all(|c| sieve.may_hold(c.into())) && !Sieve::default().may_hold('年'.into()));
        let passed = ('一'..='龥').filter(|c| sieve.may_hold((*c).into())).count();
        assert!(passed < 200, "{passed} of 20,902 are taken for one of two");
    }
}
