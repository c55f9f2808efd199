//! Texts kept once each and told by a number.

use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Texts, each kept once. The empty one is number 0.
pub(super) struct Texts {
    all: String,
    ends: Vec<usize>,
    places: HashTable<u32>,
    hasher: foldhash::fast::RandomState,
}

/// Where a numbered text stands.
pub(super) fn slice<'t>(all: &'t str, ends: &[usize], number: u32) -> &'t str {
    let number = number as usize;
    &all[number.checked_sub(1).map_or(0, |before| ends[before])..ends[number]]
}

impl Default for Texts {
    fn default() -> Self {
        Texts { all: String::new(), ends: vec![0], places: HashTable::new(), hasher: foldhash::fast::RandomState::default() }
    }
}

impl Texts {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number.
    #[inline]
    pub(super) fn of(&self, number: u32) -> &str {
        slice(&self.all, &self.ends, number)
    }

    /// The number of a text. After four thousand million texts all are the empty one.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        let Texts { all, ends, places, hasher } = self;
        let hash = hasher.hash_one(text);
        if let Some(&number) = places.find(hash, |&n| slice(all, ends, n) == text) {
            return number;
        }
        let Ok(number) = u32::try_from(ends.len()) else { return 0 };
        all.push_str(text);
        ends.push(all.len());
        places.insert_unique(hash, number, |&n| hasher.hash_one(slice(all, ends, n)));
        number
    }

    /// All of them, one after the other, and where each ends.
    pub(super) fn into_parts(self) -> (String, Vec<usize>) {
        (self.all, self.ends)
    }
}
