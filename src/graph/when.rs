//! EDTF values on the calendar, and in words.

use jiff::civil::Date;

/// The first and last day of an EDTF value; none for durations, frequencies and open ends.
pub(super) fn calendar(edtf: &str) -> Option<(Date, Date)> {
    match edtf.split_once('/') {
        Some((from, to)) => Some((days(from)?.0, days(to)?.1)).filter(|(a, b)| a <= b),
        None => days(edtf),
    }
}

/// The value in Chinese words: `2023-05-18/2023-05-19` → 2023年5月18日至2023年5月19日.
pub(super) fn words(edtf: &str) -> Option<String> {
    match edtf.split_once('/') {
        Some((from, to)) => Some(format!("{}至{}", one(from)?, one(to)?)),
        None => one(edtf),
    }
}

fn one(value: &str) -> Option<String> {
    let (year, month, day) = parts(value)?;
    Some(match (month, day) {
        (Some(m), Some(d)) => format!("{year}年{m}月{d}日"),
        (Some(m), None) => format!("{year}年{m}月"),
        _ => format!("{year}年"),
    })
}

fn days(value: &str) -> Option<(Date, Date)> {
    let (year, month, day) = parts(value)?;
    match (month, day) {
        (Some(m), Some(d)) => Date::new(year, m, d).ok().map(|d| (d, d)),
        (Some(m), None) => Date::new(year, m, 1).ok().map(|d| (d, d.last_of_month())),
        _ => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
    }
}

fn parts(value: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let value = value.trim_end_matches(['?', '~', '%']);
    let mut pieces = value.split('-');
    let year = pieces.next().filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let mut two = || match pieces.next() {
        None => Some(None),
        Some(p) if p.len() == 2 => p.parse().ok().map(Some),
        Some(_) => None,
    };
    let (month, day): (Option<i8>, Option<i8>) = (two()?, two()?);
    (month.is_none_or(|m| (1..=12).contains(&m)) && pieces.next().is_none()).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_on_the_calendar() {
        let show = |e| calendar(e).map(|(a, b)| format!("{a} {b}"));
        assert_eq!(show("2023-05-18/2023-05-19").as_deref(), Some("2023-05-18 2023-05-19"));
        assert_eq!(show("2024-02").as_deref(), Some("2024-02-01 2024-02-29"));
        assert_eq!(show("2022/2026").as_deref(), Some("2022-01-01 2026-12-31"));
        for none in ["P10Y", "R/P2Y", "2023-21", "2023-05-18/..", "2023-02-30", ""] {
            assert_eq!(show(none), None, "{none}");
        }
        assert_eq!(words("2013-09").as_deref(), Some("2013年9月"));
    }
}
