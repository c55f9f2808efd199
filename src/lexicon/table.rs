//! A sorted list of names in one piece of text, each with the entries that bear it.

use super::EntryId;
use crate::base::beginning;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// Names, sorted, and the entries that bear them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Table {
    /// One after the other.
    text: String,
    /// For each name: where it ends in `text`, and where its entries end in `ids`.
    ends: Vec<(u32, u32)>,
    ids: Vec<EntryId>,
}

/// The names do not fit: more than four gigabytes.
#[derive(Debug)]
pub(super) struct TooLarge;

impl Table {
    /// Of (name, entry) pairs in any order. Empty names are passed over.
    pub(super) fn new<'n>(pairs: impl Iterator<Item = (Cow<'n, str>, EntryId)>) -> Result<Self, TooLarge> {
        // The first bytes of most names decide: they are compared as numbers.
        let keyed = pairs.filter(|(n, _)| !n.is_empty()).map(|(n, id)| (beginning(&n), n, id));
        let mut list: Vec<((u64, u64), Cow<'n, str>, EntryId)> = keyed.collect();
        list.sort_unstable();
        list.dedup();
        let mut made = Table::default();
        let each = || list.chunk_by(|a, b| a.1 == b.1);
        let (names, bytes) = each().fold((0, 0), |(names, bytes), same| (names + 1, bytes + same[0].1.len()));
        made.text.reserve_exact(bytes);
        made.ends.reserve_exact(names);
        made.ids.reserve_exact(list.len());
        let place = |n: usize| u32::try_from(n).map_err(|_| TooLarge);
        for same in each() {
            made.text.push_str(&same[0].1);
            made.ids.extend(same.iter().map(|(_, _, id)| *id));
            made.ends.push((place(made.text.len())?, place(made.ids.len())?));
        }
        Ok(made)
    }

    /// How many names there are.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Name number `i`.
    #[inline]
    pub(super) fn name(&self, i: usize) -> &str {
        let from = i.checked_sub(1).map_or(0, |i| self.ends[i].0);
        &self.text[from as usize..self.ends[i].0 as usize]
    }

    /// The entries of name number `i`.
    pub(super) fn entries(&self, i: usize) -> &[EntryId] {
        let from = i.checked_sub(1).map_or(0, |i| self.ends[i].1);
        &self.ids[from as usize..self.ends[i].1 as usize]
    }

    /// All names, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.len()).map(|i| self.name(i))
    }

    /// The number of a name that stands in a range of the list.
    pub(super) fn find(&self, name: &str, within: Range<usize>) -> Option<usize> {
        let (mut from, mut to) = (within.start, within.end);
        while from < to {
            let middle = from + (to - from) / 2;
            match self.name(middle).cmp(name) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }
}
