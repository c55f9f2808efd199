//! Lists of lists, and of words, in one piece each: no pointer is followed, nothing is asked for piece by piece.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Rows of different lengths, one after the other.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rows<T> {
    all: Vec<T>,
    /// For each row, where it ends.
    ends: Vec<u32>,
}

impl<T> Rows<T> {
    /// A row; empty where there is none of this number.
    #[inline]
    pub fn row(&self, i: usize) -> &[T] {
        self.all.get(range(&self.ends, i)).unwrap_or_default()
    }

    /// How many rows there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True where there is no row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows { all: Vec::new(), ends: Vec::new() }
    }
}

impl<T> FromIterator<Vec<T>> for Rows<T> {
    /// # Panics
    /// Where all rows together have four thousand million items.
    fn from_iter<I: IntoIterator<Item = Vec<T>>>(rows: I) -> Self {
        let mut made = Rows::default();
        for row in rows {
            made.all.extend(row);
            made.ends.push(end(made.all.len()));
        }
        made.all.shrink_to_fit();
        made.ends.shrink_to_fit();
        made
    }
}

/// Words in order, each once.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Words {
    text: String,
    /// For each word, where it ends.
    ends: Vec<u32>,
}

impl Words {
    /// Of words in any order.
    ///
    /// # Panics
    /// Where they have four gigabytes.
    pub fn new(mut words: Vec<String>) -> Self {
        words.sort_unstable();
        words.dedup();
        let text = words.concat();
        let mut at = 0;
        let ends = words.iter().map(|w| {
            at += w.len();
            end(at)
        });
        Words { ends: ends.collect(), text }
    }

    /// Word number `i`.
    ///
    /// # Panics
    /// Where there are fewer.
    #[inline]
    pub fn word(&self, i: usize) -> &str {
        &self.text[range(&self.ends, i)]
    }

    /// All words.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.len()).map(|i| self.word(i))
    }

    /// The number of a word.
    pub fn place(&self, word: &str) -> Option<usize> {
        let at = self.first(0..self.len(), |w| w >= word);
        (at < self.len() && self.word(at) == word).then_some(at)
    }

    /// The first word in a range of the list of which `is` says yes, as it does of all behind it; the range's end where it says so of none.
    #[inline]
    pub fn first(&self, within: Range<usize>, is: impl Fn(&str) -> bool) -> usize {
        let (mut from, mut to) = (within.start, within.end);
        while from < to {
            let middle = from + (to - from) / 2;
            if is(self.word(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        from
    }

    /// How many words there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True where there is no word.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// Where piece number `i` stands; behind the last one for those that are not there.
#[inline]
fn range(ends: &[u32], i: usize) -> Range<usize> {
    let end = |i: usize| ends.get(i).or(ends.last()).map_or(0, |e| *e as usize);
    i.checked_sub(1).map_or(0, end)..end(i)
}

fn end(at: usize) -> u32 {
    u32::try_from(at).expect("no rule set has as much")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_by_its_number() {
        let rows: Rows<u8> = [vec![1, 2], vec![], vec![3]].into_iter().collect();
        assert_eq!((rows.len(), rows.row(0), rows.row(1), rows.row(2), rows.row(3)), (3, &[1, 2][..], &[][..], &[3][..], &[][..]));
        assert!(Rows::<u8>::default().row(0).is_empty() && Rows::<u8>::default().is_empty());
    }

    #[test]
    fn words_by_their_numbers_and_numbers_by_their_words() {
        let words = Words::new(["峰会", "举行", "峰", "举行"].map(str::to_owned).to_vec());
        assert_eq!(words.iter().collect::<Vec<_>>(), ["举行", "峰", "峰会"]);
        assert_eq!((words.place("举行"), words.place("峰会"), words.place("举"), words.place("龟")), (Some(0), Some(2), None, None));
        assert_eq!((words.first(1..3, |w| w > "峰"), words.first(0..1, |w| w > "峰")), (2, 1));
    }
}
