//! Byte ranges that cannot be mixed up.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Marks a range of the raw text: the file as decoded, nothing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Raw;

/// Marks a range of the normalised text: markup stripped, layout undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Norm;

/// A byte range `start..end` of one text, end exclusive. The parameter says of which:
/// a `Span<Raw>` cannot be used where a `Span<Norm>` is wanted.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<K> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    kind: PhantomData<K>,
}

impl<K> Span<K> {
    /// The range `start..end`, in bytes.
    ///
    /// # Panics
    /// When `end < start`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span {start}..{end} ends before it starts");
        Span { start, end, kind: PhantomData }
    }

    /// The same range as `std` writes it.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True where the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True where `other` lies within this range.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two ranges share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words of `text` in this range.
    ///
    /// # Panics
    /// When the range is not inside `text` or cuts a character.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

impl<K> Clone for Span<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Span<K> {}

impl<K> fmt::Debug for Span<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
