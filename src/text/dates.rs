//! Dates as texts write them, for datelines, signatures and front matter.

use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// `2023年5月18日至19日`: the last day counts, since the text was written after it.
static FULL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})(?:日|号)?(?:[至到—-](?:([0-9]{1,2})月)?([0-9]{1,2})日)?").ok());
static HAN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日").ok());
static STAMP: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})(?:[^0-9]|$)").ok());
static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?:^|[^0-9年])([0-9]{1,2})月([0-9]{1,2})日").ok());

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A date stamp: RFC 2822, ISO 8601, `2022-01-25 12:00:00`, `2022/1/25`, `2022年1月25日`.
pub(super) fn stamp(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        return Some(zoned.date());
    }
    let found = STAMP.as_ref()?.captures(text)?;
    date(&found[1], &found[2], &found[3])
}

/// A full date in running text, with the byte where it stands.
pub(super) struct Found {
    /// First byte.
    pub(super) at: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// The day; of a range, the last.
    pub(super) date: Date,
}

/// All full dates of `text`, Arabic or Han numerals, in order within each kind.
pub(super) fn full(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, c) in by_year(text, &FULL, 4, |b| b.is_ascii_digit()) {
        let (Some(all), year, month, day) = (c.get(0), &c[1], &c[2], &c[3]) else { continue };
        let month = c.get(4).map_or(month, |m| m.as_str());
        let last = c.get(5).map_or(day, |d| d.as_str());
        if let Some(date) = date(year, month, last).or_else(|| date(year, &c[2], day)) {
            found.push(Found { at, end: at + all.end(), date });
        }
    }
    for (at, c) in by_year(text, &HAN, 12, |b| !b.is_ascii()) {
        let Some(all) = c.get(0) else { continue };
        let year = c[1].chars().filter_map(han_digit).fold(0i16, |n, d| n * 10 + i16::from(d));
        if let Some(date) = han_number(&c[2]).zip(han_number(&c[3])).and_then(|(m, d)| Date::new(year, m, d).ok()) {
            found.push(Found { at, end: at + all.end(), date });
        }
    }
    found
}

/// The matches of an expression that begins with a year: `len` bytes of a kind before 年.
fn by_year<'t>(
    text: &'t str,
    regex: &'static Option<Regex>,
    len: usize,
    kind: fn(&u8) -> bool,
) -> impl Iterator<Item = (usize, regex::Captures<'t>)> {
    let mut free = 0;
    memchr::memmem::find_iter(text.as_bytes(), "年").filter_map(move |nian| {
        let at = nian.checked_sub(len).filter(|at| *at >= free)?;
        let found = text.as_bytes()[at..nian].iter().all(kind).then(|| regex.as_ref()?.captures(text.get(at..)?))??;
        free = at + found.get(0).map_or(0, |m| m.end());
        Some((at, found))
    })
}

/// The first month and day without a year: `5月19日`.
pub(super) fn day(text: &str) -> Option<(i8, i8)> {
    let found = DAY.as_ref()?.captures(text)?;
    let (month, day) = (found[1].parse().ok()?, found[2].parse().ok()?);
    Date::new(2024, month, day).ok().map(|_| (month, day))
}

fn han_digit(c: char) -> Option<i8> {
    "〇一二三四五六七八九".chars().zip(0..).find(|(d, _)| *d == c).map(|(_, n)| n).or(matches!(c, '零' | '○').then_some(0))
}

/// `二十三`, `十`, `五`.
fn han_number(text: &str) -> Option<i8> {
    match text.split_once('十') {
        None => text.chars().next().and_then(han_digit),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { han_digit(tens.chars().next()?)? };
            Some(tens * 10 + ones.chars().next().and_then(han_digit).unwrap_or(0))
        }
    }
}

/// The years of `text` (`2024年`) but for those that lie ahead of it: `到2030年`, `2035年前`, `2030年可持续发展议程`.
pub(super) fn years(text: &str) -> impl Iterator<Item = i16> + '_ {
    const AHEAD: [&str; 18] =
        ["到", "至", "于", "在", "将", "面向", "《", "“", "—", "计划", "迎来", "力争", "年", "前", "办好", "迎接", "筹办", "申办"];
    const NAMES: [&str; 9] = ["前", "愿景", "可持续", "议程", "远景", "发展", "战略", "规划", "—"];
    memchr::memmem::find_iter(text.as_bytes(), "年").filter_map(|at| {
        let start = at.checked_sub(4).filter(|s| text.is_char_boundary(*s))?;
        let year: i16 = text[start..at].parse().ok().filter(|y| (1949..2100).contains(y))?;
        let before = &text[..start];
        let after = &text[at + '年'.len_utf8()..];
        let ahead = AHEAD.iter().any(|w| before.ends_with(w)) || before.ends_with(|c: char| c.is_ascii_digit());
        (!ahead && !NAMES.iter().any(|w| after.starts_with(w))).then_some(year)
    })
}
