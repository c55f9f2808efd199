//! All names, found in a text as a name sees it.
//!
//! The first two characters of the names tell where one may begin: most of a text is passed over
//! at one look in a small table. Where one may begin, the sorted list of names is narrowed down
//! character by character. In news this runs faster than an automaton over all names, takes a
//! tenth of its memory and nothing to build; and it can tell the next shorter name where the
//! longest breaks a pair of marks.

use super::marks::{self, Eye};
use super::table::{Table, TooLarge};
use super::{EntryId, Hit};
use crate::base::{Letter, Letters, Pairs};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// Names and the entries that bear them.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Matcher {
    /// Bare names.
    list: Table,
    /// Names that are looked up but not searched for: English ones.
    others: Table,
    /// True where one of them holds nothing but Han.
    han_others: bool,
    pairs: Pairs,
    /// Where words of `others` may begin, too.
    any: Pairs,
}

impl Matcher {
    /// From (name, entry) pairs: those to search for, and those only to look up.
    pub(super) fn new<'n>(
        searched: impl Iterator<Item = (&'n str, EntryId)>,
        others: impl Iterator<Item = (&'n str, EntryId)>,
    ) -> Result<Self, TooLarge> {
        let bare = |(name, id): (&'n str, EntryId)| (if han(name) { Cow::Borrowed(name) } else { marks::bare(name).into() }, id);
        let (list, others) = (Table::new(searched.map(bare))?, Table::new(others.map(bare))?);
        let han_others = others.names().any(han);
        let pairs = Pairs::new(list.names());
        let mut any = pairs.without_ranges();
        others.names().for_each(|name| any.also(name));
        Ok(Matcher { list, others, han_others, pairs, any })
    }

    /// The entries of a name.
    pub(super) fn by_name(&self, name: &str) -> &[EntryId] {
        let plain = han(name);
        let bare = if plain { Cow::Borrowed(name) } else { marks::bare(name).into() };
        let mut chars = bare.chars();
        let range = match (chars.next(), chars.next()) {
            (Some(a), Some(b)) if !self.any.may_begin(a.into(), b.into()) => return &[],
            (Some(a), Some(b)) => self.pairs.range(a.into(), b.into()),
            _ => 0..self.list.len(),
        };
        if let Some(at) = self.list.find(&bare, range) {
            return self.list.entries(at);
        }
        if plain && !self.han_others {
            return &[];
        }
        self.others.find(&bare, 0..self.others.len()).map_or(&[], |at| self.others.entries(at))
    }

    /// False where no name begins with the first two characters of `words`, nor with its first one and `or`. Marks around
    /// a name do not count.
    pub(super) fn may_begin(&self, words: &str, or: char) -> bool {
        let (mut first, mut second) = (None, None);
        marks::walk_while(words, |_, _, seen| {
            second = first.and(seen);
            first = first.or(seen);
            second.is_none()
        });
        match (first, second) {
            (Some(a), Some(b)) => self.begins(a, b) || self.begins(a, or),
            (Some(a), None) => self.begins(a, or),
            (None, _) => false,
        }
    }

    /// For each beginning of `words` of at most so many characters that is a name, or is one with `suffix` behind it: where
    /// it ends, the entries of the one and of the other.
    pub(super) fn starts(&self, words: &str, suffix: &str, most: usize) -> Vec<(usize, &[EntryId], &[EntryId])> {
        let mut out = Vec::new();
        let ends = words.char_indices().skip(1).map(|(i, _)| i).chain([words.len()]).take(most);
        if self.han_others || !words.chars().take(2).all(han_char) {
            for end in ends {
                let (own, more) = (self.by_name(&words[..end]), self.by_name(&format!("{}{suffix}", &words[..end])));
                if !own.is_empty() || !more.is_empty() {
                    out.push((end, own, more));
                }
            }
            return out;
        }
        let (mut from, mut to) = (0, self.list.len());
        let mut known = 0;
        let mut ends = ends;
        marks::walk_while(words, |_, _, seen| {
            let Some(end) = ends.next() else { return false };
            if let Some(seen) = seen {
                (from, to) = self.narrow(from..to, known, seen);
                known += seen.len_utf8();
            }
            if from == to {
                return false;
            }
            let own = if self.list.name(from).len() == known { self.list.entries(from) } else { &[] };
            let (mut a, mut b, mut more) = (from, to, known);
            for c in suffix.chars() {
                (a, b) = self.narrow(a..b, more, c);
                more += c.len_utf8();
            }
            let more = if a < b && self.list.name(a).len() == more { self.list.entries(a) } else { &[] };
            if !own.is_empty() || !more.is_empty() {
                out.push((end, own, more));
            }
            true
        });
        out
    }

    /// Of names in a range that agree in their first `known` bytes, those that go on with a character.
    fn narrow(&self, names: Range<usize>, known: usize, c: char) -> (usize, usize) {
        // Names of `known` bytes come first among those that begin with them.
        let behind = |i: usize| self.list.name(i)[known..].chars().next();
        let from = names.start + partition(names.clone(), |i| behind(i) < Some(c));
        (from, from + partition(from..names.end, |i| behind(i) <= Some(c)))
    }

    /// False where no name begins with these two characters.
    fn begins(&self, a: char, b: char) -> bool {
        let (first, second) = (a.into(), b.into());
        self.any.may_begin(first, second)
            && (self.han_others || !(han_char(a) && han_char(b)) || !self.pairs.range(first, second).is_empty())
    }

    /// All names searched for, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &[EntryId])> {
        (0..self.list.len()).map(|i| (self.list.name(i), self.list.entries(i)))
    }

    /// The names in a text: leftmost, then longest; the next shorter one where a pair of marks would break. A longer name that
    /// begins inside one and ends behind it takes its place: 越来越多哈萨克斯坦青年 names no 多哈.
    pub(super) fn find(&self, text: &str) -> Vec<Hit<'_>> {
        let mut hits: Vec<Hit<'_>> = Vec::new();
        // Where names are free to begin: behind the last one, and behind the one before it.
        let (mut free, mut before) = (0, 0);
        let mut ends: Vec<(usize, usize)> = Vec::new();
        let (mut start, mut first) = (0, Letter::NONE);
        let mut eye = Eye::default();
        for (at, letter) in Letters::new(text) {
            let Some(seen) = eye.see_letter(text, at, letter) else { continue };
            if self.pairs.may_begin(first, seen) {
                if start >= free {
                    if let Some(hit) = self.longest(text, (start, first, seen), free, &mut ends) {
                        (before, free) = (free, hit.range.end);
                        hits.push(hit);
                    }
                } else if let Some(last) = hits.last_mut()
                    && let Some(hit) = self.longest(text, (start, first, seen), before, &mut ends)
                    && hit.range.end > free
                    && hit.range.len() > last.range.len()
                {
                    free = hit.range.end;
                    *last = hit;
                }
            }
            (start, first) = (at, seen);
        }
        hits
    }

    /// The longest name that begins with these two characters, which stand at `start`, and may, with the marks around it, from
    /// `free` on.
    #[inline(never)]
    fn longest(
        &self,
        text: &str,
        (start, first, second): (usize, Letter, Letter),
        free: usize,
        ends: &mut Vec<(usize, usize)>,
    ) -> Option<Hit<'_>> {
        let names = self.pairs.range(first, second);
        if names.is_empty() {
            return None;
        }
        ends.clear();
        self.longer(text, (start, first, second), names, ends);
        ends.iter().rev().filter(|e| stands_free(text, start, e.0)).find_map(|&(end, name)| {
            let (from, to) = marks::widen(text, start, end).filter(|w| w.0 >= free)?;
            Some(Hit { range: from..to, entries: self.list.entries(name) })
        })
    }

    /// The names of a range of the list that stand at `start`: (byte of the text behind it, name), shorter ones first.
    fn longer(&self, text: &str, (start, first, second): (usize, Letter, Letter), names: Range<usize>, ends: &mut Vec<(usize, usize)>) {
        let (mut from, mut to) = (names.start, names.end);
        let (mut known, mut count) = (0, 0);
        marks::walk_while(&text[start..], |at, c, seen| {
            let Some(seen) = seen else { return true };
            count += 1;
            // All names of the range begin with the first two characters.
            if count <= 2 {
                known += seen.len_utf8();
                if count == 2 && self.list.name(from).len() == known {
                    ends.push((start + at + c.len_utf8(), from));
                }
                return true;
            }
            if count == 3 && !self.pairs.may_go_on(first, second, seen.into()) {
                return false;
            }
            (from, to) = self.narrow(from..to, known, seen);
            known += seen.len_utf8();
            if from < to && self.list.name(from).len() == known {
                ends.push((start + at + c.len_utf8(), from));
            }
            from < to
        });
    }
}

fn han_char(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// True where a name is Han throughout: it has no marks, spaces or dashes.
fn han(name: &str) -> bool {
    name.chars().all(han_char)
}

/// How many at the start of a range answer yes; all that do stand before those that do not.
fn partition(range: Range<usize>, yes: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (range.start, range.end);
    while from < to {
        let middle = from + (to - from) / 2;
        if yes(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from - range.start
}

/// False where a Latin name is part of a longer word: `G20` in `G2023`.
fn stands_free(text: &str, start: usize, end: usize) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (name, before, after) = (&text[start..end], &text[..start], &text[end..]);
    let runs_in = latin(name.chars().next()) && latin(before.chars().next_back());
    let runs_on = latin(name.chars().next_back()) && latin(after.chars().next());
    !runs_in && !runs_on
}
