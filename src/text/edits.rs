//! Filters propose edits; this is the one place that applies them and keeps the map.

use super::map::OffsetMap;
use std::borrow::Cow;
use std::ops::Range;

/// What an edit puts in place of some bytes.
#[derive(Clone, Debug)]
enum With {
    Words(&'static str),
    Char(char),
    Owned(String),
}

/// Replacements of byte ranges of one text: in order, never overlapping.
#[derive(Debug, Default)]
pub(super) struct Edits {
    list: Vec<(Range<usize>, With)>,
}

impl Edits {
    /// Propose to put `with` in place of `range`. An edit that reaches back into the one before
    /// it is refused: the earlier filter wins.
    pub(super) fn words(&mut self, range: Range<usize>, with: &'static str) {
        self.add(range, With::Words(with));
    }

    /// Propose one character in place of `range`.
    pub(super) fn char(&mut self, range: Range<usize>, with: char) {
        self.add(range, With::Char(with));
    }

    /// Propose words made at run time in place of `range`.
    pub(super) fn owned(&mut self, range: Range<usize>, with: String) {
        self.add(range, With::Owned(with));
    }

    /// Propose to drop `range`.
    pub(super) fn drop(&mut self, range: Range<usize>) {
        if let Some((last, With::Words(""))) = self.list.last_mut()
            && last.end == range.start
        {
            last.end = range.end.max(last.end);
            return;
        }
        self.add(range, With::Words(""));
    }

    fn add(&mut self, range: Range<usize>, with: With) {
        if range.start > range.end || self.list.last().is_some_and(|(last, _)| range.start < last.end) {
            return;
        }
        self.list.push((range, with));
    }

    /// The text with all edits made, and the way back.
    pub(super) fn apply<'t>(&self, text: &'t str) -> (Cow<'t, str>, OffsetMap) {
        if self.list.is_empty() {
            return (Cow::Borrowed(text), OffsetMap::identity(text.len()));
        }
        let mut out = String::with_capacity(text.len() + 16);
        let mut map = OffsetMap::default();
        let mut at = 0;
        let mut buffer = [0; 4];
        for (range, with) in &self.list {
            let (Some(kept), true) = (text.get(at..range.start), text.is_char_boundary(range.end)) else { continue };
            map.push(out.len(), kept.len(), at, kept.len());
            out.push_str(kept);
            let words: &str = match with {
                With::Words(w) => w,
                With::Char(c) => c.encode_utf8(&mut buffer),
                With::Owned(w) => w,
            };
            map.push(out.len(), words.len(), range.start, range.len());
            out.push_str(words);
            at = range.end;
        }
        if let Some(rest) = text.get(at..) {
            map.push(out.len(), rest.len(), at, rest.len());
            out.push_str(rest);
        }
        (Cow::Owned(out), map)
    }
}
