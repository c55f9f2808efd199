//! Characters that do not make a name another name: quote and title marks, spaces, forms of one dash.

use crate::base::Letter;

/// What a character is to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Part of the name as it stands.
    Plain,
    /// An opening mark; its partner is [`partner`].
    Open,
    /// A closing mark; its partner is [`partner`].
    Close,
    /// The straight quote `"`: opens or closes.
    Straight,
    /// A form of the dash `—`.
    Dash,
    /// A form of the middle dot `·`.
    Dot,
    /// A space that may have slipped in.
    Space,
}

/// The class of a character, its neighbours aside.
pub(super) fn class(c: char) -> Class {
    match c {
        '\u{4e00}'..='\u{9fff}' | '0'..='9' | 'A'..='Z' | 'a'..='z' => Class::Plain,
        ' ' | '\u{a0}' | '\u{3000}' => Class::Space,
        '“' | '‘' | '《' | '〈' | '「' | '『' => Class::Open,
        '”' | '’' | '》' | '〉' | '」' | '』' => Class::Close,
        '"' | '＂' => Class::Straight,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '－' => Class::Dash,
        '·' | '•' | '‧' | '・' | '･' => Class::Dot,
        _ => Class::Plain,
    }
}

/// The mark that closes an opening one or opens a closing one; of a straight quote, itself.
pub(super) fn partner(mark: char) -> char {
    const PAIRS: [(char, char); 6] = [('“', '”'), ('‘', '’'), ('《', '》'), ('〈', '〉'), ('「', '」'), ('『', '』')];
    PAIRS.iter().find_map(|&(o, c)| if mark == o { Some(c) } else { (mark == c).then_some(o) }).unwrap_or(mark)
}

/// Walk through a text and tell of each character what a name sees of it: `f(byte, character,
/// seen)`, where `seen` is none for a mark or a slipped-in space, `—` for any dash. A space or
/// an apostrophe between two Latin letters or digits counts (`Belt and Road`, `Xi’an`).
#[inline]
pub(super) fn walk(text: &str, mut f: impl FnMut(usize, char, Option<char>)) {
    walk_while(text, |at, c, seen| {
        f(at, c, seen);
        true
    });
}

/// The same, as long as `f` says true.
#[inline]
pub(super) fn walk_while(text: &str, mut f: impl FnMut(usize, char, Option<char>) -> bool) {
    let mut eye = Eye::default();
    for (at, c) in text.char_indices() {
        let seen = eye.see(text, at, c);
        if !f(at, c, seen) {
            return;
        }
    }
}

/// Looks at the characters of a text one after the other as a name does.
#[derive(Default)]
pub(super) struct Eye {
    latin_before: bool,
}

impl Eye {
    /// What a name sees of the character `c` at byte `at`.
    #[inline]
    pub(super) fn see(&mut self, text: &str, at: usize, c: char) -> Option<char> {
        if ('\u{4e00}'..='\u{9fff}').contains(&c) {
            self.latin_before = false;
            return Some(c);
        }
        self.see_other(text, at, c)
    }

    /// The same of a character that is not decoded.
    #[inline]
    pub(super) fn see_letter(&mut self, text: &str, at: usize, letter: Letter) -> Option<Letter> {
        if letter.is_han() {
            self.latin_before = false;
            return Some(letter);
        }
        self.see_mark(text, at)
    }

    #[inline(never)]
    fn see_mark(&mut self, text: &str, at: usize) -> Option<Letter> {
        self.see_other(text, at, text[at..].chars().next()?).map(Letter::from)
    }

    /// The same of a character that is not Han.
    fn see_other(&mut self, text: &str, at: usize, c: char) -> Option<char> {
        let class = class(c);
        let latin_after = || text[at + c.len_utf8()..].starts_with(|n: char| n.is_ascii_alphanumeric());
        let seen = match class {
            Class::Plain => Some(c),
            Class::Dash => Some('—'),
            Class::Dot => Some('·'),
            Class::Space if self.latin_before && latin_after() => Some(' '),
            Class::Close if c == '’' && self.latin_before && latin_after() => Some('\''),
            Class::Open | Class::Close | Class::Straight | Class::Space => None,
        };
        if class != Class::Space {
            self.latin_before = c.is_ascii_alphanumeric();
        }
        seen
    }
}

/// A name without marks and slipped-in spaces, dashes and dots in one form: equal for all ways to write one name.
pub(super) fn bare(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    walk(name, |_, _, seen| out.extend(seen));
    out
}

/// Widen `start..end` (bytes of `text`) to whole pairs of marks, then over pairs that enclose it
/// directly. None where a mark inside lacks its partner and the partner does not touch the range.
pub(super) fn widen(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let (mut start, mut end) = (start, end);
    let mut open: Vec<char> = Vec::new();
    let mut close: Vec<char> = Vec::new();
    for c in text[start..end].chars() {
        match class(c) {
            Class::Open => open.push(c),
            Class::Straight if open.last() == Some(&c) => drop(open.pop()),
            Class::Straight => open.push(c),
            Class::Close if open.last() == Some(&partner(c)) => drop(open.pop()),
            Class::Close if c == '’' => {} // an apostrophe
            Class::Close => close.push(c),
            _ => {}
        }
    }
    for c in close {
        start = before(text, start, partner(c))?;
    }
    while let Some(c) = open.pop() {
        match (class(c), before(text, start, c)) {
            (Class::Straight, Some(at)) => start = at,
            _ => end = after(text, end, partner(c))?,
        }
    }
    while let Some(c) = text[..start].chars().next_back().filter(|&c| matches!(class(c), Class::Open | Class::Straight)) {
        let Some(past) = after(text, end, partner(c)) else { break };
        (start, end) = (start - c.len_utf8(), past);
    }
    Some((start, end))
}

/// The byte where `mark` starts, if it stands directly before `at`.
fn before(text: &str, at: usize, mark: char) -> Option<usize> {
    text[..at].ends_with(mark).then(|| at - mark.len_utf8())
}

/// The byte after `mark`, if it stands directly at `at`.
fn after(text: &str, at: usize, mark: char) -> Option<usize> {
    text[at..].starts_with(mark).then(|| at + mark.len_utf8())
}
