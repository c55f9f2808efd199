//! The way back from the normalised to the raw text.

use crate::base::{Norm, Raw, Span};

/// Where each piece of the normalised text came from. Monotone: later normalised bytes come
/// from later raw bytes.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    /// (first normalised byte, normalised length, first raw byte, raw length), in order.
    pieces: Vec<Piece>,
}

/// A run that maps as a whole. Where the two lengths are equal it maps byte for byte.
#[derive(Clone, Copy, Debug)]
struct Piece {
    norm: usize,
    norm_len: usize,
    raw: usize,
    raw_len: usize,
}

impl OffsetMap {
    /// The map of a text that was not changed.
    pub fn identity(len: usize) -> Self {
        let mut map = OffsetMap::default();
        map.push(0, len, 0, len);
        map
    }

    /// Add the next piece: `norm_len` bytes at `norm` came from `raw_len` bytes at `raw`.
    ///
    /// # Panics
    /// When it does not follow the pieces before it.
    pub fn push(&mut self, norm: usize, norm_len: usize, raw: usize, raw_len: usize) {
        if norm_len == 0 {
            return;
        }
        if let Some(last) = self.pieces.last_mut() {
            assert!(last.norm + last.norm_len <= norm && last.raw + last.raw_len <= raw, "offset map pieces out of order");
            let straight = last.norm_len == last.raw_len && norm_len == raw_len;
            if straight && last.norm + last.norm_len == norm && last.raw + last.raw_len == raw {
                last.norm_len += norm_len;
                last.raw_len += raw_len;
                return;
            }
        }
        self.pieces.push(Piece { norm, norm_len, raw, raw_len });
    }

    /// The raw bytes that a normalised range came from: from the first byte of its first
    /// character to the last byte of its last one, with what was dropped in between.
    pub fn to_raw(&self, span: Span<Norm>) -> Span<Raw> {
        if span.is_empty() {
            let at = self.start(span.start);
            return Span::new(at, at);
        }
        Span::new(self.start(span.start), self.end(span.end))
    }

    fn start(&self, norm: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.norm + p.norm_len <= norm);
        match self.pieces.get(i) {
            None => self.pieces.last().map_or(0, |p| p.raw + p.raw_len),
            Some(p) if norm <= p.norm => p.raw,
            Some(p) if p.norm_len == p.raw_len => p.raw + (norm - p.norm),
            Some(p) => p.raw,
        }
    }

    fn end(&self, norm: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.norm < norm);
        match i.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            None => 0,
            Some(p) if norm >= p.norm + p.norm_len => p.raw + p.raw_len,
            Some(p) if p.norm_len == p.raw_len => p.raw + (norm - p.norm),
            Some(p) => p.raw + p.raw_len,
        }
    }
}
