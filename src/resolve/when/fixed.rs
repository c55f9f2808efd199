//! A point on the calendar that is known, and its EDTF text.

use crate::mention::date::Length;
use jiff::civil::Date;

/// A point with everything said that could be found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    Year(i16),
    Month(i16, i8),
    Day(Date),
    /// A year and an EDTF code in place of the month: 21 spring to 24 winter.
    Code(i16, i8),
    Decade(i16),
    Century(i16),
    MidCentury(i16),
    Days(Date, Date),
    Months(i16, i8, i8),
}

pub(super) fn month(day: Date) -> Fixed {
    Fixed::Month(day.year(), day.month())
}

pub(super) fn year_of(fixed: Fixed) -> Option<i16> {
    match fixed {
        Fixed::Year(y) | Fixed::Month(y, _) | Fixed::Code(y, _) | Fixed::Months(y, ..) => Some(y),
        Fixed::Day(day) => Some(day.year()),
        Fixed::Decade(_) | Fixed::Century(_) | Fixed::MidCentury(_) | Fixed::Days(..) => None,
    }
}

pub(super) fn month_of(fixed: Fixed) -> Option<i8> {
    match fixed {
        Fixed::Month(_, m) => Some(m),
        Fixed::Day(day) => Some(day.month()),
        _ => None,
    }
}

/// True where `a` begins before `b`, as far as both are of one kind.
pub(super) fn before(a: Fixed, b: Fixed) -> bool {
    let key = |f: Fixed| match f {
        Fixed::Year(y) => Some((y, 0, 0)),
        Fixed::Month(y, m) | Fixed::Code(y, m) => Some((y, m, 0)),
        Fixed::Day(d) => Some((d.year(), d.month(), d.day())),
        _ => None,
    };
    key(a).zip(key(b)).is_some_and(|(a, b)| a < b)
}

pub(super) fn iso(length: Length) -> String {
    format!("P{}{}", length.count, length.unit.letter())
}

/// A year in EDTF: four figures, a sign before our era.
fn four(year: i16) -> String {
    let mut out = String::with_capacity("-2023-05-18".len());
    if year < 0 {
        out.push('-');
    }
    let year = year.unsigned_abs();
    if year >= 10_000 {
        return out + &year.to_string();
    }
    two(year / 100, &mut out);
    two(year % 100, &mut out);
    out
}

/// A number below a hundred in two figures.
fn two(number: u16, out: &mut String) {
    let digit = |n: u16| char::from(b'0' + (n % 10) as u8);
    out.push(digit(number / 10));
    out.push(digit(number));
}

/// A year and its month.
fn of_month(year: i16, month: i8) -> String {
    let mut out = four(year);
    out.push('-');
    two(month.unsigned_abs().into(), &mut out);
    out
}

fn full(day: Date) -> String {
    let mut out = of_month(day.year(), day.month());
    out.push('-');
    two(day.day().unsigned_abs().into(), &mut out);
    out
}

pub(super) fn text(fixed: Fixed) -> String {
    match fixed {
        Fixed::Year(y) => four(y),
        Fixed::Month(y, m) | Fixed::Code(y, m) => of_month(y, m),
        Fixed::Day(day) => full(day),
        Fixed::Decade(y) => format!("{}X", &four(y)[..3]),
        // The years of a century before our era share their figures but for the two last: -0199 to -0100.
        Fixed::Century(y) if y < 0 => format!("-{:02}XX", y.unsigned_abs() / 100),
        Fixed::Century(y) => format!("{}XX", &four(y)[..2]),
        Fixed::MidCentury(y) => format!("{}~", four(y + 50)),
        Fixed::Days(first, last) => format!("{}/{}", full(first), full(last)),
        Fixed::Months(y, first, last) => format!("{0}-{first:02}/{0}-{last:02}", four(y)),
    }
}

/// The text that begins an interval.
pub(super) fn opening(fixed: Fixed) -> String {
    let text = text(fixed);
    text.split_once('/').map_or(text.clone(), |(first, _)| first.to_owned())
}

/// The text that ends an interval.
pub(super) fn closing(fixed: Fixed) -> String {
    let text = text(fixed);
    text.split_once('/').map_or(text.clone(), |(_, last)| last.to_owned())
}
