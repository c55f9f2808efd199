//! Lists of words made ready to be looked for.

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
    /// One bit for each character, by its low eight bits: most characters are told off here.
    seen: [u64; 4],
    /// Sorted by character; longer words first.
    list: Vec<(char, Vec<String>)>,
}

impl Buckets {
    fn new(words: &[impl AsRef<str>], key: impl Fn(&str) -> Option<char>) -> Self {
        let mut by: BTreeMap<char, Vec<String>> = BTreeMap::new();
        for word in words.iter().map(AsRef::as_ref) {
            if let Some(c) = key(word) {
                by.entry(c).or_default().push(word.to_owned());
            }
        }
        let mut seen = [0; 4];
        for c in by.keys() {
            let low = *c as usize & 255;
            seen[low >> 6] |= 1 << (low & 63);
        }
        let sorted = |mut words: Vec<String>| {
            words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            words
        };
        Buckets { seen, list: by.into_iter().map(|(c, w)| (c, sorted(w))).collect() }
    }

    #[inline]
    fn of(&self, c: char) -> &[String] {
        let low = c as usize & 255;
        if self.seen[low >> 6] >> (low & 63) & 1 == 0 {
            return &[];
        }
        self.list.binary_search_by_key(&c, |b| b.0).map_or(&[], |i| self.list[i].1.as_slice())
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
        let words = self.first.of(text.chars().next()?);
        words.iter().find(|w| text.starts_with(w.as_str())).map(String::len)
    }

    /// The lengths in bytes of all words that a text begins with, the longest first.
    pub fn all_begin<'w>(&'w self, text: &'w str) -> impl Iterator<Item = usize> + 'w {
        let words = text.chars().next().map_or(&[][..], |c| self.first.of(c));
        words.iter().filter(move |w| text.starts_with(w.as_str())).map(String::len)
    }

    /// The words that a text ends with, the longest first.
    pub fn all_end<'w>(&'w self, text: &'w str) -> impl Iterator<Item = &'w str> + 'w {
        let words = text.chars().next_back().map_or(&[][..], |c| self.last.of(c));
        words.iter().map(String::as_str).filter(move |w| text.ends_with(*w))
    }

    /// True where a text ends with one of the words.
    #[inline]
    pub fn ends(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.last.of(c).iter().any(|w| text.ends_with(w.as_str())))
    }

    /// The byte where the first of the words stands.
    pub fn find(&self, text: &str) -> Option<usize> {
        text.char_indices().find_map(|(i, c)| {
            let words = self.first.of(c);
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
