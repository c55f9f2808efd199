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

use crate::base::{CharSet, Letter, Letters, Sieve};
use cursor::Cursor;
use std::ops::Range;
use std::sync::LazyLock;

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
    let opening = opening();
    let places = Letters::new(text).zip(Letters::new(text).skip(1));
    find_at(text, places.filter(|((_, first), (_, second))| opening.may_begin(*first, *second)).map(|((at, _), _)| at))
}

/// The same, where the places at which a time [may begin](Opening::may_begin) are known already: bytes of the text, in order.
pub fn find_at(text: &str, places: impl Iterator<Item = usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let (begins, seconds, units): (&CharSet, &CharSet, &CharSet) = (&BEGINNINGS, &SECONDS, &UNITS);
    let mut free = 0;
    for at in places {
        let Some(c) = text[at..].chars().next().filter(|c| at >= free && begins.holds(*c)) else { continue };
        let numeral = numeral::is_numeral(c);
        let behind = &text[at + c.len_utf8()..];
        let may_be = match behind.chars().next() {
            _ if numeral => counts_time(&text[at..], units),
            // 近三千亩, 第三方: the number counts something else.
            Some(second) if numeral::is_numeral(second) => counts_time(behind, units),
            Some(second) => seconds.holds(second),
            None => false,
        };
        if may_be && let Some((when, end)) = read(text, at) {
            found.push(Found { range: at..end, when });
            free = end;
        } else if numeral {
            // A number is read as a whole or not at all.
            free = text[at..].find(|n| !numeral::is_numeral(n)).map_or(text.len(), |len| at + len);
        }
    }
    found
}

/// A first look for where a time may begin.
#[derive(Debug)]
pub struct Opening {
    first: Sieve,
    second: Sieve,
}

impl Opening {
    /// False where no time begins with these two characters.
    #[inline]
    pub fn may_begin(&self, first: Letter, second: Letter) -> bool {
        self.first.may_hold(first) && self.second.may_hold(second)
    }
}

/// The look that goes before [`find_at`].
pub fn opening() -> &'static Opening {
    static OPENING: LazyLock<Opening> = LazyLock::new(|| Opening {
        first: Sieve::new(OPENERS.chars().chain(NUMERALS.chars())),
        second: Sieve::new(FOLLOWERS.chars().chain(MEASURES.chars()).chain(NUMERALS.chars())),
    });
    &OPENING
}

/// Characters that a time can begin with, numerals aside.
const OPENERS: &str = "今去明前后昨同当次翌本上下这过最近每半公第未年";
const NUMERALS: &str = "0123456789零〇○一二两三四五六七八九廿卅十百千万";

/// What can follow one of [`OPENERS`] in a time, numerals aside.
const FOLLOWERS: &str = "内年日天晚月周个世一半隔去近元多来后明今";
/// What can follow the number that a time begins with.
const MEASURES: &str = "年月日号世季周个星天多余至到—–-~～/.";

/// Characters that a time can begin with.
static BEGINNINGS: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(OPENERS.chars().chain(NUMERALS.chars())));
static SECONDS: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(FOLLOWERS.chars().chain(NUMERALS.chars())));
static UNITS: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(MEASURES.chars()));

/// What can follow 个 there: 个月, 个多月, 个星期, 个世纪, 个季度.
const PIECES: [char; 5] = ['月', '多', '星', '世', '季'];

/// False where a text begins with a number that no time begins with.
fn counts_time(text: &str, units: &CharSet) -> bool {
    let figures = text.starts_with(|c: char| c.is_ascii_digit());
    let goes_on = |c: char| if figures { c.is_ascii_digit() } else { !c.is_ascii_digit() && numeral::is_numeral(c) };
    let behind = text.trim_start_matches(goes_on);
    let mut chars = behind.chars();
    match chars.next() {
        Some('个') => chars.next().is_some_and(|c| PIECES.contains(&c)),
        Some(c) => units.holds(c),
        None => false,
    }
}

fn read(text: &str, at: usize) -> Option<(When, usize)> {
    let c = Cursor::new(text, at);
    if c.before().ends_with(|p: char| p.is_ascii_alphanumeric()) {
        return None;
    }
    if c.counts_length() {
        return length::duration(c);
    }
    length::frequency(c).or_else(|| range::range_or_point(c, text)).or_else(|| length::duration(c))
}
