//! From one point to another: 2023年5月18日至19日, 2022—2026年, 1—3月.

use super::cursor::Cursor;
use super::point::{point, said_year, time_of_day};
use super::relative::relative_year;
use super::said::{Part, Point, When, Year};

const TO: [&str; 7] = ["至", "到", "—", "–", "-", "~", "～"];

/// Read a range or, where nothing follows the first point, that point.
pub(super) fn range_or_point(c: Cursor, text: &str) -> Option<(When, usize)> {
    if let Some(found) = shared_unit(c) {
        return Some(found);
    }
    let (first, end) = point(c)?;
    let mut next = Cursor::new(text, end);
    time_of_day(&mut next);
    if next.any(&TO, &[])
        && let Some((second, end)) = point(next).filter(|(second, _)| fits(first, *second))
    {
        return Some((When::Range(first, second), end));
    }
    Some((When::Point(first), end))
}

/// True where `second` can end what `first` begins.
fn fits(first: Point, second: Point) -> bool {
    let named = |p: Point| p.year != Year::Unsaid;
    match (first.part, second.part) {
        (Part::Day(..), Part::Day(..)) | (Part::Month(_), Part::Month(_)) => named(first) || !named(second),
        (Part::Day(..) | Part::OnlyDay(_) | Part::DayOfMonthFromDocument(..), Part::OnlyDay(_)) => true,
        (Part::Whole, Part::Whole) => named(first) && named(second),
        (Part::Quarter(_), Part::Quarter(_)) | (Part::Decade(_), Part::Decade(_)) | (Part::Century(_), Part::Century(_)) => true,
        _ => false,
    }
}

/// Read ranges that name the unit once: 2022—2026年, 2023年3—5月, 5月18—19日, 18—19日.
fn shared_unit(mut c: Cursor) -> Option<(When, usize)> {
    const YEARS: [(&str, (i16, i16)); 4] = [("今明两年", (0, 1)), ("今明2年", (0, 1)), ("明后两年", (1, 2)), ("去今两年", (-1, 0))];
    if let Some((first, second)) = c.one_of(&YEARS) {
        let year = |n| Point { year: Year::FromDocument(n), part: Part::Whole };
        return Some((When::Range(year(first), year(second)), c.at));
    }
    let start = c;
    if let Some(first) = c.number().filter(|n| n.year_like && (1000..3000).contains(&n.value))
        && c.any(&TO, &[])
    {
        let second = said_year(&mut c)?;
        let first = Point { year: Year::Said(i16::try_from(first.value).ok()?), part: Part::Whole };
        return Some((When::Range(first, Point { year: second, part: Part::Whole }), c.at));
    }
    c = start;
    let year = match said_year(&mut c).or_else(|| relative_year(&mut c)) {
        Some(year) => year,
        None if c.after(&["每年", "每", "第"]) => return None,
        None => Year::Unsaid,
    };
    let mut months = c;
    if let Some(first) = months.within(1, 12).filter(|_| months.any(&TO, &[]))
        && let Some(second) = months.within(1, 12).filter(|_| months.eat("月") && !months.rest().starts_with(|d: char| d.is_ascii_digit()))
    {
        months.eat("份");
        return (first < second)
            .then_some((When::Range(Point { year, part: Part::Month(first) }, Point::bare(Part::Month(second))), months.at));
    }
    let mut month = c;
    let named = month.within(1, 12).filter(|_| month.eat("月"));
    if named.is_some() {
        c = month;
    }
    let first = c.within(1, 31).filter(|_| c.any(&TO, &[]))?;
    let (second, end) = point(c).filter(|(p, _)| matches!(p.part, Part::OnlyDay(d) if d > first))?;
    let part = match named {
        Some(month) => Part::Day(month, first),
        None if year == Year::Unsaid => Part::OnlyDay(first),
        None => return None,
    };
    Some((When::Range(Point { year, part }, second), end))
}
