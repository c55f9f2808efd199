//! Bytes ↔ characters of the raw text. Bytes inside the program, characters for everyone else.

use crate::base::{Raw, Span};

/// One in how many characters has its byte noted.
const STEP: usize = 64;

/// Where the characters of a text begin.
#[derive(Clone, Debug)]
pub struct Chars<'t> {
    text: &'t str,
    /// The byte of every 64th character.
    marks: Vec<usize>,
    len: usize,
}

impl<'t> Chars<'t> {
    /// Count the characters (Unicode scalar values) of a text.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP / 2 + 1);
        let mut len = 0;
        for (byte, _) in text.char_indices() {
            if len % STEP == 0 {
                marks.push(byte);
            }
            len += 1;
        }
        Chars { text, marks, len }
    }

    /// The number of characters before a byte; a byte inside a character counts as its first.
    pub fn at(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.len;
        }
        let mark = self.marks.partition_point(|&m| m <= byte).saturating_sub(1);
        let from = self.marks.get(mark).copied().unwrap_or(0);
        mark * STEP + self.text[from..].char_indices().take_while(|(i, c)| from + i + c.len_utf8() <= byte).count()
    }

    /// A range in characters, end exclusive.
    pub fn range(&self, span: Span<Raw>) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }

    /// The byte at which a character begins; the text's length past the last one.
    pub fn byte(&self, char: usize) -> usize {
        if char >= self.len {
            return self.text.len();
        }
        let from = self.marks[char / STEP];
        self.text[from..].char_indices().nth(char % STEP).map_or(self.text.len(), |(i, _)| from + i)
    }

    /// The words between two characters, as far as the text goes.
    pub fn slice(&self, start: usize, end: usize) -> &'t str {
        let start = start.min(end);
        &self.text[self.byte(start)..self.byte(end)]
    }

    /// The number of characters.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True for the empty text.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_and_back(text in "[\\x{0}-\\x{7f}峰会—𠮷\\x{feff}]{0,300}", at in 0usize..320) {
            let chars = Chars::new(&text);
            prop_assert_eq!(chars.len(), text.chars().count());
            let at = at.min(chars.len());
            prop_assert_eq!(chars.at(chars.byte(at)), at);
            prop_assert_eq!(chars.slice(at, at + 3), text.chars().skip(at).take(3).collect::<String>());
        }
    }
}
