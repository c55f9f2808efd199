//! The day an article is dated.

use super::articles::{Draft, Page};
use super::dates::{self, Found};
use super::lines::Kind;
use super::marks;
use crate::base::{AnyOf, holds};
use jiff::civil::Date;
use std::sync::LazyLock;

/// So many years ahead of a text may a year lie that it names as if it had come: plans are made for five.
const AHEAD: i16 = 5;
/// So many days ahead of a text may a day lie that it names with its year.
const YEAR: i32 = 366;

/// What is known of dates outside an article.
pub(super) struct Known {
    /// By front matter, `<meta>` or from outside.
    pub(super) told: Option<Date>,
    /// All full dates of the file.
    full: Vec<Date>,
    /// The latest year that the file names without a day and that does not lie ahead of it.
    year: Option<i16>,
}

impl Known {
    /// Look through a file once.
    pub(super) fn new(page: &Page<'_>, told: Option<Date>) -> Self {
        const LOOK: usize = 512 * 1024;
        let head = page.norm.get(..page.norm.floor_char_boundary(LOOK)).unwrap_or(page.norm);
        let mut full: Vec<Date> = dates::full(head).iter().map(|f| f.date).collect();
        full.sort_unstable();
        full.dedup();
        let year = dates::years(head).max();
        Known { told, full, year }
    }

    /// The day `5月19日`, in the year that other dates suggest.
    fn in_year(&self, day: (i8, i8)) -> Option<Date> {
        self.told_year(day).or_else(|| self.guessed_year(day))
    }

    /// In the year of a date from outside, or of a full date of the file close to it.
    fn told_year(&self, day: (i8, i8)) -> Option<Date> {
        if let Some(told) = self.told {
            return nearest(told, day);
        }
        // What happened near that day ten years ago does not date a text that tells of last year, nor what happened two years
        // ago one that tells of a day of the year since.
        let last = self.full.last().copied();
        let late = |d: &Date| self.year.is_none_or(|year| d.year() + AHEAD >= year) && last.is_none_or(|l| l < *d || apart(l, *d) <= YEAR);
        let close = self.full.iter().filter_map(|f| nearest(*f, day).filter(late).map(|d| (apart(d, *f), d)));
        close.filter(|(n, _)| *n <= 45).map(|(_, d)| d).max()
    }

    /// In the latest year that the file names, or next to its latest full date.
    fn guessed_year(&self, (month, day): (i8, i8)) -> Option<Date> {
        let year = || Date::new(self.year?, month, day).ok();
        year().or_else(|| nearest(*self.full.last()?, (month, day)))
    }
}

/// The day `5月19日` that is nearest to a date.
fn nearest(to: Date, (month, day): (i8, i8)) -> Option<Date> {
    let years = to.year().saturating_sub(1)..=to.year().saturating_add(1);
    years.filter_map(|y| Date::new(y, month, day).ok()).min_by_key(|d| apart(*d, to))
}

fn apart(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |s| s.get_days().abs())
}

/// The date of an article, and the month and day that it is dated by where its year is only guessed from other dates, or not known.
pub(super) fn date(page: &Page<'_>, draft: &Draft, known: &Known, alone: bool) -> (Option<Date>, Option<(i8, i8)>) {
    let line = dateline(page, draft);
    let date = stated(page, draft, known, alone, line);
    let day = line.and_then(dates::day).or_else(|| first_day(page, draft));
    let unsure = day.filter(|day| {
        let of_day = date.is_none_or(|d| (d.month(), d.day()) == *day);
        of_day && known.told_year(*day).is_none() && !page_says(page, draft, date)
    });
    (date, unsure)
}

/// True where a full date of the article's own lines is its date.
fn page_says(page: &Page<'_>, draft: &Draft, date: Option<Date>) -> bool {
    let lines = draft.titles.iter().chain(&draft.paras);
    date.is_some_and(|date| lines.flat_map(|i| dates::full(page.words(*i))).any(|f| f.date == date))
}

/// The words `新华社西安5月19日电` of an article.
fn dateline<'p>(page: &'p Page<'_>, draft: &Draft) -> Option<&'p str> {
    let of_kind = |i: &&usize, kind: Kind| page.paras.get(**i).is_some_and(|p| p.kind == kind);
    let texts = || draft.paras.iter().filter(|i| of_kind(i, Kind::Text) && page.paras.get(**i).is_some_and(|p| !p.short));
    let mut texts = texts().map(|i| page.words(*i));
    let first = texts.next();
    first
        .and_then(|t| t.get(..marks::dateline(t)?))
        .or_else(|| draft.paras.iter().rev().find(|i| of_kind(i, Kind::Dateline)).map(|i| page.words(*i)))
        .or_else(|| {
            draft.paras.iter().find(|i| of_kind(i, Kind::Byline)).and_then(|i| page.words(*i).get(..marks::dateline(page.words(*i))?))
        })
        .or_else(|| {
            first
                .into_iter()
                .chain(texts)
                .filter(|t| holds(t, "（"))
                .filter_map(|t| t.get(t.rfind('（')?..))
                .rfind(|t| marks::only_dateline(t))
        })
}

/// The month and day that the article opens with: `7月6日至7日，国务院总理…`.
fn first_day(page: &Page<'_>, draft: &Draft) -> Option<(i8, i8)> {
    let texts = draft.paras.iter().filter(|i| page.paras.get(**i).is_some_and(|p| p.kind == Kind::Text && !p.short));
    texts.map(|i| page.words(*i)).take(2).find_map(|t| t.get(..t.floor_char_boundary(24)).and_then(dates::day))
}

/// Dateline, signature, told from outside, text.
fn stated(page: &Page<'_>, draft: &Draft, known: &Known, alone: bool, dateline: Option<&str>) -> Option<Date> {
    let full = |text: &str| dates::full(text).last().map(|f| f.date);
    let texts =
        || draft.paras.iter().filter(|i| page.paras.get(**i).is_some_and(|p| p.kind == Kind::Text && !p.short)).map(|i| page.words(*i));
    let of_kind =
        |kind: Kind| draft.paras.iter().rev().filter(move |i| page.paras.get(**i).is_some_and(|p| p.kind == kind)).map(|i| page.words(*i));
    let signed = of_kind(Kind::Date).find_map(full);
    if let Some(line) = dateline {
        let day = dates::day(line);
        let by_line = full(line).or_else(|| match (signed, day) {
            (Some(s), Some((m, d))) => Date::new(s.year(), m, d).ok(),
            (None, Some(day)) => known.in_year(day),
            _ => None,
        });
        if by_line.is_some() {
            return by_line;
        }
    }
    signed
        .or_else(|| draft.titles.iter().find_map(|i| full(page.words(*i))))
        .or_else(|| draft.paras.iter().rev().take(8).find_map(|i| sealed(page.words(*i))))
        .or(known.told.filter(|_| alone))
        .or_else(|| of_kind(Kind::Credit).find_map(dates::stamp))
        .or(known.told)
        .or_else(|| texts().take(2).find_map(|t| dates::full(t).first().filter(|f| f.at <= 30).map(|f| f.date)))
        .or_else(|| first_day(page, draft).and_then(|day| known.in_year(day)))
        .or_else(|| texts().flat_map(|t| dates::full(t).into_iter().filter(|f| !future(t, f)).map(|f| f.date)).max())
}

/// What is done with a document on the day it is dated.
static SEALS: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["签署", "签订", "订于", "通过"]));

/// `本声明于2023年5月17日在西安签署`
fn sealed(text: &str) -> Option<Date> {
    if !holds(text, "本") || !SEALS.within(text) {
        return None;
    }
    let found = dates::full(text).into_iter().next()?;
    let before = text.get(..found.at)?;
    let after = text.get(found.end..)?;
    let near = after.get(..after.floor_char_boundary(45)).unwrap_or(after);
    let by_these = before.ends_with("订于") || near.contains("签署") || near.contains("签订") || near.contains("通过");
    let this =
        ["本声明", "本宣言", "本公报", "本协定", "本条约", "本备忘录"].iter().any(|w| before.contains(w)) || before.ends_with("订于");
    (this && by_these).then_some(found.date)
}

/// A date that lies ahead of the text says nothing of the day it was written.
fn future(text: &str, found: &Found) -> bool {
    let before = text.get(..found.at).unwrap_or_default();
    let after = text.get(found.end..).unwrap_or_default();
    ["将于", "定于", "拟于", "至", "到"].iter().any(|w| before.ends_with(w)) || after.starts_with('前') || after.starts_with("之前")
}
