//! A sentence in which each mention stands as one private-use character of its type.
//!
//! Over such a text a pattern of typed slots is an ordinary regular expression.

use crate::ontology::Type;
use std::ops::Range;

const OPEN: u32 = 0xE000;
const SHUT: u32 = 0xE020;
/// Stands, with no width, where a coordinated verb phrase begins inside a clause (…并支持…).
pub const BREAK: char = '\u{E07F}';

/// The character of an open mention: one that slots may take.
pub fn open(kind: Type) -> char {
    char::from_u32(OPEN + kind as u32).unwrap_or(BREAK)
}

/// The character of a shut mention: one inside an adjunct or a relative clause, which slots pass over.
pub fn shut(kind: Type) -> char {
    char::from_u32(SHUT + kind as u32).unwrap_or(BREAK)
}

/// True for the characters that stand for mentions and breaks. No normalised text holds any of them.
pub fn stands_for_mention(c: char) -> bool {
    ('\u{E000}'..=BREAK).contains(&c)
}

/// The number of the type that a mention's character stands for, open or shut.
pub fn kind_of(c: char) -> Option<u32> {
    let place = u32::from(c).checked_sub(OPEN).filter(|p| *p < 2 * (SHUT - OPEN))?;
    Some(place % (SHUT - OPEN))
}

/// A mention to encode.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Bytes of the sentence.
    pub range: Range<usize>,
    /// Its type.
    pub kind: Type,
    /// The caller's number for it.
    pub id: usize,
    /// True where slots must pass over it.
    pub shut: bool,
}

/// An encoded sentence with the way back.
#[derive(Clone, Debug, Default)]
pub struct Encoded {
    /// The text that patterns run on.
    pub text: String,
    /// (encoded byte, sentence byte, mention) at each start of a piece.
    pieces: Vec<(usize, usize, Option<usize>)>,
    /// Length of the sentence in bytes.
    len: usize,
}

impl Encoded {
    /// Encode a sentence. Slots must be in order and must not overlap; `breaks` are sentence bytes, in order.
    pub fn new(sentence: &str, slots: &[Slot], breaks: &[usize]) -> Self {
        Self::without(sentence, slots, breaks, &[])
    }

    /// The same with some stretches left out as if they were not there, with the mentions in them: `gaps`, sentence bytes, in order.
    pub fn without(sentence: &str, slots: &[Slot], breaks: &[usize], gaps: &[Range<usize>]) -> Self {
        let pieces = Vec::with_capacity(2 * (slots.len() + breaks.len() + gaps.len()) + 1);
        let mut e = Encoded { text: String::with_capacity(sentence.len()), pieces, len: sentence.len() };
        let mut at = 0;
        for gap in gaps {
            e.stretch(sentence, at..gap.start, slots, breaks);
            at = gap.end;
        }
        e.stretch(sentence, at..sentence.len(), slots, breaks);
        e
    }

    fn stretch(&mut self, sentence: &str, within: Range<usize>, slots: &[Slot], breaks: &[usize]) {
        let mut at = within.start;
        let mut breaks = breaks[breaks.partition_point(|b| *b < within.start)..].iter().copied().peekable();
        let mut plain = |e: &mut Encoded, from: usize, to: usize| {
            let mut from = from;
            while let Some(&b) = breaks.peek() {
                if b >= to {
                    break;
                }
                breaks.next();
                if b < from {
                    continue;
                }
                e.piece(from, None);
                e.text.push_str(&sentence[from..b]);
                e.piece(b, None);
                e.text.push(BREAK);
                from = b;
            }
            e.piece(from, None);
            e.text.push_str(&sentence[from..to]);
        };
        let from = slots.partition_point(|s| s.range.start < within.start);
        for slot in slots[from..].iter().take_while(|s| s.range.end <= within.end) {
            plain(self, at, slot.range.start);
            self.piece(slot.range.start, Some(slot.id));
            self.text.push(if slot.shut { shut(slot.kind) } else { open(slot.kind) });
            at = slot.range.end;
        }
        plain(self, at, within.end);
    }

    fn piece(&mut self, at: usize, id: Option<usize>) {
        if let Some(last) = self.pieces.last_mut()
            && last.0 == self.text.len()
        {
            *last = (self.text.len(), at, id);
            return;
        }
        self.pieces.push((self.text.len(), at, id));
    }

    /// The sentence byte where an encoded byte's character starts.
    pub fn back(&self, encoded: usize) -> usize {
        if encoded >= self.text.len() {
            return self.len;
        }
        let i = self.pieces.partition_point(|p| p.0 <= encoded);
        match i.checked_sub(1).map(|i| self.pieces[i]) {
            None => 0,
            Some((_, at, Some(_))) => at,
            Some((start, at, None)) if self.text[start..].starts_with(BREAK) => at,
            Some((start, at, None)) => at + (encoded - start),
        }
    }

    /// The sentence bytes of an encoded range.
    pub fn back_range(&self, encoded: Range<usize>) -> Range<usize> {
        let start = self.back(encoded.start);
        start..self.back(encoded.end).max(start)
    }

    /// The mentions in an encoded range: (encoded byte, character, number).
    pub fn mentions(&self, encoded: Range<usize>) -> impl Iterator<Item = (usize, char, usize)> + '_ {
        let from = self.pieces.partition_point(|p| p.0 < encoded.start);
        self.pieces[from..]
            .iter()
            .take_while(move |p| p.0 < encoded.end)
            .filter_map(move |p| p.2.and_then(|id| self.text[p.0..].chars().next().map(|c| (p.0, c, id))))
    }

    /// The encoded byte of a mention.
    pub fn place_of(&self, id: usize) -> Option<usize> {
        self.pieces.iter().find(|p| p.2 == Some(id)).map(|p| p.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_back() {
        let s = "中方支持蓝海计划并推动它";
        let slots = [
            Slot { range: 0..6, kind: Type::State, id: 7, shut: false },
            Slot { range: 12..24, kind: Type::Initiative, id: 8, shut: true },
        ];
        let e = Encoded::new(s, &slots, &[24]);
        assert_eq!(e.text, format!("{}支持{}{BREAK}并推动它", open(Type::State), shut(Type::Initiative)));
        let at = e.text.find("推动").unwrap();
        assert_eq!(&s[e.back(at)..], "推动它");
        assert_eq!(e.back_range(0..e.text.len()), 0..s.len());
        let ids: Vec<usize> = e.mentions(0..e.text.len()).map(|m| m.2).collect();
        assert_eq!(ids, [7, 8]);
        let all: String = e.text.char_indices().map(|(i, _)| s[e.back(i)..].chars().next().unwrap()).collect();
        assert_eq!(all, "中支持蓝并并推动它");
        let e = Encoded::without(s, &slots, &[24], std::slice::from_ref(&(6..24)));
        assert_eq!(e.text, format!("{}{BREAK}并推动它", open(Type::State)));
        assert_eq!(&s[e.back(e.text.find("推动").unwrap())..], "推动它");
        assert_eq!(e.mentions(0..e.text.len()).map(|m| m.2).collect::<Vec<_>>(), [7]);
    }
}
