//! EDTF → days.

use jiff::civil::Date;

/// The first and the last day of an EDTF value. None for durations, frequencies, seasons,
/// approximate values (`2050~`), open intervals, and anything that is not EDTF.
///
/// ```
/// use jiff::civil::date;
/// use silkgraph::resolve::when::calendar;
/// assert_eq!(calendar("2022/2026"), Some((date(2022, 1, 1), date(2026, 12, 31))));
/// assert_eq!(calendar("2024-02"), Some((date(2024, 2, 1), date(2024, 2, 29))));
/// assert_eq!(calendar("P10Y"), None);
/// ```
pub fn calendar(edtf: &str) -> Option<(Date, Date)> {
    match edtf.split_once('/') {
        Some((first, last)) => {
            let (first, last) = (stretch(first)?.0, stretch(last)?.1);
            (first <= last).then_some((first, last))
        }
        None => stretch(edtf),
    }
}

fn stretch(point: &str) -> Option<(Date, Date)> {
    let (sign, rest) = point.strip_prefix('-').map_or((1, point), |rest| (-1, rest));
    let mut parts = rest.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    let two = |p: &str| p.parse::<i8>().ok().filter(|_| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit()));
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let known = year.trim_end_matches('X');
    if known.len() < 2 || !known.bytes().all(|b| b.is_ascii_digit()) || (known.len() < 4 && month.is_some()) {
        return None;
    }
    let number = |fill: &str| format!("{known}{}", fill.repeat(4 - known.len())).parse::<i16>().ok().map(|y| sign * y);
    let (low, high) = (number("0")?, number("9")?);
    let (low, high) = (low.min(high), low.max(high));
    let Some(month) = month else { return Date::new(low, 1, 1).ok().zip(Date::new(high, 12, 31).ok()) };
    let (first, last) = match (two(month)?, day) {
        (m, Some(day)) => {
            let day = Date::new(low, m, two(day)?).ok()?;
            return Some((day, day));
        }
        (m @ 1..=12, None) => (m, m),
        (q @ 33..=36, None) => ((q - 33) * 3 + 1, (q - 33) * 3 + 3),
        (third @ 37..=39, None) => ((third - 37) * 4 + 1, (third - 37) * 4 + 4),
        (half @ 40..=41, None) => ((half - 40) * 6 + 1, (half - 40) * 6 + 6),
        _ => return None,
    };
    Date::new(low, first, 1).ok().zip(Date::new(low, last, 1).ok().map(Date::last_of_month))
}
