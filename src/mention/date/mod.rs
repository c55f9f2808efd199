//! Times in a sentence, as they were said. What they mean on a calendar is told by `resolve::when`.

mod cursor;
mod length;
mod numeral;
mod point;
mod range;
mod relative;
mod said;
#[cfg(test)]
mod tests;

pub use said::{Length, Part, Point, Unit, When, Year};

use cursor::Cursor;
use std::ops::Range;

/// A time found in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the sentence.
    pub range: Range<usize>,
    /// What was said.
    pub when: When,
}

/// The times in one normalised sentence, in order, not overlapping: points, ranges, durations, frequencies.
/// Vague ones (每年, 千百年来, 当前, 未来) are none.
///
/// ```
/// let text = "2023年5月18日至19日，峰会在西安举行，每两年举办一次。";
/// let found = silkgraph::mention::date::find(text);
/// let words: Vec<&str> = found.iter().map(|f| &text[f.range.clone()]).collect();
/// assert_eq!(words, ["2023年5月18日至19日", "每两年"]);
/// ```
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let numeral = numeral::is_numeral(c);
        if (numeral || opens(c))
            && let Some((when, end)) = read(text, at)
        {
            found.push(Found { range: at..end, when });
            at = end;
            continue;
        }
        // A number is read as a whole or not at all.
        let skip = if numeral { text[at..].find(|n| !numeral::is_numeral(n)).unwrap_or(text.len() - at) } else { c.len_utf8() };
        at += skip.max(c.len_utf8());
    }
    found
}

/// True for characters that a time can begin with, numerals aside.
fn opens(c: char) -> bool {
    "今去明前后昨同当次翌本上下这过最近每半公第".contains(c)
}

fn read(text: &str, at: usize) -> Option<(When, usize)> {
    let c = Cursor::new(text, at);
    if c.before().ends_with(|p: char| p.is_ascii_alphanumeric()) {
        return None;
    }
    length::frequency(c).or_else(|| range::range_or_point(c, text)).or_else(|| length::duration(c))
}
