//! What a text says of a time, before anything is known of the day it was written.

/// An expression of time as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// One stretch of the calendar: 2023年5月, 去年十月, 19日, 今天.
    Point(Point),
    /// From one to another, both included. What the second leaves unsaid it has from the first: 5月18日至19日.
    Range(Point, Point),
    /// How long: 10年来, 十周年, 半个世纪.
    Duration(Length),
    /// How often: 每两年.
    Frequency(Length),
}

/// A stretch of the calendar as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Which year.
    pub year: Year,
    /// Which part of it.
    pub part: Part,
}

/// How the year was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// By its number, astronomical: 公元前1年 is 0.
    Said(i16),
    /// By its distance from the document's year: 去年 is -1.
    FromDocument(i16),
    /// By its distance from the year named before: 同年 is 0, 次年 is 1.
    FromLast(i16),
    /// Not at all: 5月19日.
    Unsaid,
}

/// Which part of a year, or of time at large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The year as a whole. Early, middle and end of it (年初, 年底) have no value of their own.
    Whole,
    /// A month, 1 to 12.
    Month(i8),
    /// A month and a day in it, both from 1.
    Day(i8, i8),
    /// A day in a month that is not named: 19日.
    OnlyDay(i8),
    /// A season: 1 spring to 4 winter.
    Season(i8),
    /// A quarter, 1 to 4.
    Quarter(i8),
    /// A half, 1 or 2.
    Half(i8),
    /// The first quarters up to this one: 前三季度.
    UpToQuarter(i8),
    /// The first months up to this one: 前4个月.
    UpToMonth(i8),
    /// A month by its distance from the document's: 上月 is -1.
    MonthFromDocument(i8),
    /// A day of such a month: 本月14日 is 0, 14.
    DayOfMonthFromDocument(i8, i8),
    /// The month named before: 同月, 当月.
    SameMonth,
    /// A day by its distance from the document's: 昨天 is -1.
    DayFromDocument(i8),
    /// A day by its distance from the full date named before: 同日 is 0, 次日 is 1.
    DayFromLast(i8),
    /// A week by its distance from the document's, and a day in it (1 Monday to 7 Sunday) if one is named.
    Week(i8, Option<i8>),
    /// Ten years, by the first: 1990.
    Decade(i16),
    /// A hundred years, by the first: 1900 (20世纪); negative before our era.
    Century(i16),
    /// The middle of a hundred years, by their first.
    MidCentury(i16),
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 年, 周年.
    Year,
    /// 个月.
    Month,
    /// 周, 星期.
    Week,
    /// 天.
    Day,
}

impl Unit {
    /// The letter of ISO 8601.
    pub const fn letter(self) -> char {
        match self {
            Unit::Year => 'Y',
            Unit::Month => 'M',
            Unit::Week => 'W',
            Unit::Day => 'D',
        }
    }
}

impl Point {
    /// A part of a year that is not named.
    pub(super) const fn bare(part: Part) -> Self {
        Point { year: Year::Unsaid, part }
    }
}
