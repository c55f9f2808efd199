//! A place in a sentence that reads on.

use super::numeral::{self, Number};

/// A place in a sentence. Copied to try a reading, kept where it succeeds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    /// Byte of the sentence.
    pub(super) at: usize,
    /// The place where it was made, and the number there: it is asked for by every reading.
    first: (usize, Option<Number>),
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Cursor { text, at, first: (at, numeral::read(&text[at..])) }
    }

    /// What is still to read.
    pub(super) fn rest(self) -> &'t str {
        &self.text[self.at..]
    }

    /// What was read before.
    pub(super) fn before(self) -> &'t str {
        &self.text[..self.at]
    }

    /// Read `word` if it stands here.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let here = self.rest().starts_with(word);
        if here {
            self.at += word.len();
        }
        here
    }

    /// Read the first of the words that stands here (put longer ones first).
    pub(super) fn one_of<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        words.iter().find(|(word, _)| self.eat(word)).map(|&(_, value)| value)
    }

    /// Read the first of the words that stands here, unless one of `not` follows it.
    pub(super) fn any(&mut self, words: &[&str], not: &[&str]) -> bool {
        let found = words.iter().find(|w| self.rest().starts_with(**w) && !starts(&self.rest()[w.len()..], not));
        self.at += found.map_or(0, |w| w.len());
        found.is_some()
    }

    /// Read a number.
    pub(super) fn number(&mut self) -> Option<Number> {
        let number = if self.at == self.first.0 { self.first.1? } else { numeral::read(self.rest())? };
        self.at += number.len;
        Some(number)
    }

    /// True where a number stands here, and behind it what only a length of time has: 三天, 两个月, 十多年.
    pub(super) fn counts_length(self) -> bool {
        let mut next = self;
        next.number().is_some() && next.rest().starts_with(['天', '个', '多', '余'])
    }

    /// Read a number between two bounds, both included.
    pub(super) fn within(&mut self, least: u32, most: u32) -> Option<i8> {
        let mut next = *self;
        let number = next.number().filter(|n| (least..=most).contains(&n.value))?;
        *self = next;
        i8::try_from(number.value).ok()
    }

    /// True where one of the words stands here.
    pub(super) fn sees(self, words: &[&str]) -> bool {
        starts(self.rest(), words)
    }

    /// True where one of the words stands directly before.
    pub(super) fn after(self, words: &[&str]) -> bool {
        words.iter().any(|w| self.before().ends_with(w))
    }
}

fn starts(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.starts_with(w))
}
