//! The way back from the normalised to the raw text.

use crate::base::{Norm, Raw, Span};

/// Where each piece of the normalised text came from. Monotone: later normalised bytes come
/// from later raw bytes.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    pieces: Vec<Small>,
}

/// A [`Piece`] in 32 bits each: a long text has one for every thirty bytes. A longer text than 4 GB is refused (`text::too_long`).
#[derive(Clone, Copy, Debug)]
struct Small {
    norm: u32,
    norm_len: u32,
    raw: u32,
    raw_len: u32,
}

impl Small {
    fn of(piece: Piece) -> Self {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Small { norm: small(piece.norm), norm_len: small(piece.norm_len), raw: small(piece.raw), raw_len: small(piece.raw_len) }
    }

    fn piece(&self) -> Piece {
        let wide = |n: u32| n as usize;
        Piece { norm: wide(self.norm), norm_len: wide(self.norm_len), raw: wide(self.raw), raw_len: wide(self.raw_len) }
    }
}

/// A run that maps as a whole. Where the two lengths are equal it maps byte for byte.
#[derive(Clone, Copy, Debug)]
struct Piece {
    norm: usize,
    norm_len: usize,
    raw: usize,
    raw_len: usize,
}

impl Piece {
    fn straight(&self) -> bool {
        self.norm_len == self.raw_len
    }

    fn raw_end(&self) -> usize {
        self.raw + self.raw_len
    }

    fn norm_end(&self) -> usize {
        self.norm + self.norm_len
    }
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
        if let Some(mut last) = self.last() {
            assert!(last.norm_end() <= norm && last.raw_end() <= raw, "offset map pieces out of order");
            let straight = last.straight() && norm_len == raw_len;
            if straight && last.norm_end() == norm && last.raw_end() == raw {
                last.norm_len += norm_len;
                last.raw_len += raw_len;
                self.pieces.pop();
                self.pieces.push(Small::of(last));
                return;
            }
        }
        self.pieces.push(Small::of(Piece { norm, norm_len, raw, raw_len }));
    }

    fn get(&self, i: usize) -> Option<Piece> {
        self.pieces.get(i).map(Small::piece)
    }

    fn last(&self) -> Option<Piece> {
        self.pieces.last().map(Small::piece)
    }

    /// The map of two steps: `self` leads from the middle text to the raw one, `later` from the
    /// normalised to the middle text.
    #[must_use]
    pub fn then(self, later: &OffsetMap) -> OffsetMap {
        let mut out = OffsetMap { pieces: Vec::with_capacity(self.pieces.len().max(later.pieces.len())) };
        let mut at = 0;
        for p in later.pieces.iter().map(Small::piece) {
            if !p.straight() {
                let raw = self.to_raw(Span::new(p.raw, p.raw_end()));
                out.push_clipped(Piece { norm: p.norm, norm_len: p.norm_len, raw: raw.start, raw_len: raw.len() });
                continue;
            }
            while self.get(at).is_some_and(|q| q.norm_end() <= p.raw) {
                at += 1;
            }
            let mut i = at;
            while let Some(q) = self.get(i).filter(|q| q.norm < p.raw_end()) {
                let from = q.norm.max(p.raw);
                let to = q.norm_end().min(p.raw_end());
                let norm = p.norm + (from - p.raw);
                let (raw, raw_len) = if q.straight() { (q.raw + (from - q.norm), to - from) } else { (q.raw, q.raw_len) };
                out.push_clipped(Piece { norm, norm_len: to - from, raw, raw_len });
                i += 1;
            }
        }
        out
    }

    /// Push a piece; where it shares raw bytes with the one before, the two become one.
    fn push_clipped(&mut self, p: Piece) {
        match self.last() {
            Some(last) if p.raw < last.raw_end() => {
                let (norm_len, raw_len) = (p.norm_end() - last.norm, p.raw_end().max(last.raw_end()) - last.raw);
                self.pieces.pop();
                self.pieces.push(Small::of(Piece { norm_len, raw_len, ..last }));
            }
            _ => self.push(p.norm, p.norm_len, p.raw, p.raw_len),
        }
    }

    /// The raw bytes that a normalised range came from: from the first byte of its first
    /// character to the last byte of its last one, with what was dropped in between.
    pub fn to_raw(&self, span: Span<Norm>) -> Span<Raw> {
        if span.is_empty() {
            let at = self.start(span.start);
            return Span::new(at, at);
        }
        let start = self.start(span.start);
        Span::new(start, self.end(span.end).max(start))
    }

    fn start(&self, norm: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.piece().norm_end() <= norm);
        match self.get(i) {
            None => self.last().map_or(0, |p| p.raw_end()),
            Some(p) if norm <= p.norm => p.raw,
            Some(p) if p.straight() => p.raw + (norm - p.norm),
            Some(p) => p.raw,
        }
    }

    fn end(&self, norm: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.piece().norm < norm);
        match i.checked_sub(1).and_then(|i| self.get(i)) {
            None => 0,
            Some(p) if norm >= p.norm_end() => p.raw_end(),
            Some(p) if p.straight() => p.raw + (norm - p.norm),
            Some(p) => p.raw_end(),
        }
    }
}
