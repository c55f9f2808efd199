//! Lists of words made ready to be looked for.

use super::letters::{Letter, Letters};
use super::pairs::{CharMap, Sieve};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A list of words, by the first and by the last character of each.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct WordSet {
    first: Buckets,
    last: Buckets,
}

/// Words by one of their characters.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Buckets {
    /// Most other characters are told off here.
    sieve: Sieve,
    /// For each character its place in `list`.
    places: CharMap,
    /// Longer words first.
    list: Vec<Vec<String>>,
}

impl Buckets {
    fn new(words: &[impl AsRef<str>], key: impl Fn(&str) -> Option<char>) -> Self {
        let mut by: BTreeMap<char, Vec<String>> = BTreeMap::new();
        for word in words.iter().map(AsRef::as_ref) {
            if let Some(c) = key(word) {
                by.entry(c).or_default().push(word.to_owned());
            }
        }
        let sorted = |mut words: Vec<String>| {
            words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            words
        };
        let (sieve, places) = (Sieve::new(by.keys().copied()), CharMap::new(by.keys().copied().zip(0..)));
        Buckets { sieve, places, list: by.into_values().map(sorted).collect() }
    }

    #[inline]
    fn of(&self, letter: Letter) -> &[String] {
        if !self.sieve.may_hold(letter) {
            return &[];
        }
        self.places.get(letter).map_or(&[], |i| self.list[i as usize].as_slice())
    }
}

impl WordSet {
    /// Of these words.
    pub fn new(words: &[impl AsRef<str>]) -> Self {
        WordSet { first: Buckets::new(words, |w| w.chars().next()), last: Buckets::new(words, |w| w.chars().next_back()) }
    }

    /// The length in bytes of the longest word that a text begins with.
    #[inline]
    pub fn begins(&self, text: &str) -> Option<usize> {
        let words = self.first.of(Letters::new(text).next()?.1);
        words.iter().find(|w| text.starts_with(w.as_str())).map(String::len)
    }

    /// The lengths in bytes of all words that a text begins with, the longest first.
    pub fn all_begin<'w>(&'w self, text: &'w str) -> impl Iterator<Item = usize> + 'w {
        let words = Letters::new(text).next().map_or(&[][..], |(_, letter)| self.first.of(letter));
        words.iter().filter(move |w| text.starts_with(w.as_str())).map(String::len)
    }

    /// The words that a text ends with, the longest first.
    pub fn all_end<'w>(&'w self, text: &'w str) -> impl Iterator<Item = &'w str> + 'w {
        let words = text.chars().next_back().map_or(&[][..], |c| self.last.of(c.into()));
        words.iter().map(String::as_str).filter(move |w| text.ends_with(*w))
    }

    /// True where a text ends with one of the words.
    #[inline]
    pub fn ends(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.last.of(c.into()).iter().any(|w| text.ends_with(w.as_str())))
    }

    /// The byte where the first of the words stands.
    pub fn find(&self, text: &str) -> Option<usize> {
        Letters::new(text).find_map(|(i, letter)| {
            let words = self.first.of(letter);
            words.iter().any(|w| text[i..].starts_with(w.as_str())).then_some(i)
        })
    }

    /// True where one of the words stands in a text.
    #[inline]
    pub fn within(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_the_start_at_the_end_and_within() {
        let set = WordSet::new(&["支持", "支持和", "将"]);
        assert_eq!(set.begins("支持和平"), Some("支持和".len()));
        assert_eq!(set.all_begin("支持和平").collect::<Vec<_>>(), [9, 6]);
        assert_eq!((set.begins("坚定支持"), set.begins("")), (None, None));
        assert!(set.ends("中方将") && !set.ends("中方"));
        assert_eq!((set.find("中方将支持"), set.within("中方")), (Some(6), false));
    }
}
