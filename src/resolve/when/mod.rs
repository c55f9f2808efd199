//! What a time means on the calendar: [`When`] → EDTF (ISO 8601-2) or ISO 8601 text, and EDTF → days.

mod calendar;
mod fixed;
#[cfg(test)]
mod tests;

pub use calendar::calendar;

use crate::mention::date::{Part, Point, When, Year};
use fixed::{Fixed, before, closing, iso, month, month_of, opening, text, year_of};
use jiff::ToSpan;
use jiff::civil::Date;

/// What is known of the time at one place of an article. Goes through the article in reading
/// order: [`Clock::sentence`] before each sentence, [`Clock::value`] for each time in it.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// The day the article is dated.
    pub document: Option<Date>,
    /// The year named before: in this sentence, or anywhere before where the article has no date.
    pub year: Option<i16>,
    /// The month named before, likewise.
    pub month: Option<i8>,
    /// The last full date named before, in any sentence.
    pub last: Option<Date>,
    /// The last year named before, in any sentence.
    pub last_year: Option<i16>,
    /// The last year and month that the paragraph names together with a day: 2024年7月2日至6日，…。5日，….
    pub of_paragraph: Option<(i16, i8)>,
}

impl Clock {
    /// The clock at the head of an article of this date.
    pub fn new(document: Option<Date>) -> Self {
        Clock { document, ..Clock::default() }
    }

    /// A new sentence begins: in an article with a date, a year or month named before no longer
    /// stands for one left unsaid (`2025年…。5月18日` is a day of the article's year).
    pub fn sentence(&mut self) {
        if self.document.is_some() {
            (self.year, self.month) = (None, None);
        }
    }

    /// A new paragraph begins.
    pub fn paragraph(&mut self) {
        self.of_paragraph = None;
    }

    /// The EDTF or ISO 8601 text of a time, and remember it. None where the year or month it
    /// needs is not known, or there is no such day.
    ///
    /// ```
    /// use silkgraph::{mention::date::find, resolve::when::Clock};
    /// let mut clock = Clock::new(Some(jiff::civil::date(2023, 5, 19)));
    /// let said = find("去年十月，5月18日至19日，10年来");
    /// let values: Vec<_> = said.iter().filter_map(|f| clock.value(&f.when)).collect();
    /// assert_eq!(values, ["2022-10", "2022-05-18/2022-05-19", "P10Y"]);
    /// clock.sentence();
    /// assert_eq!(clock.value(&find("5月18日至19日")[0].when).as_deref(), Some("2023-05-18/2023-05-19"));
    /// ```
    pub fn value(&mut self, when: &When) -> Option<String> {
        match when {
            When::Duration(length) => Some(iso(*length)),
            When::Frequency(length) => Some(format!("R/{}", iso(*length))),
            When::Point(point) => {
                let fixed = self.fix(*point)?;
                self.remember(fixed);
                self.note(*point, fixed);
                Some(text(fixed))
            }
            When::Range(first, second) => {
                let start = self.fix(*first)?;
                let mut after = self.clone();
                after.remember(start);
                (after.year, after.month) = (year_of(start), month_of(start));
                let mut end = after.fix(*second)?;
                if second.year == Year::Unsaid && before(end, start) {
                    after.year = year_of(start)?.checked_add(1);
                    end = after.fix(*second).filter(|e| !before(*e, start))?;
                }
                after.remember(end);
                after.note(*first, start);
                *self = after;
                Some(format!("{}/{}", opening(start), closing(end)))
            }
        }
    }

    /// Note the month of a day that is told with its year.
    fn note(&mut self, point: Point, fixed: Fixed) {
        if matches!((point.year, point.part), (Year::Said(_), Part::Day(..))) {
            self.of_paragraph = year_of(fixed).zip(month_of(fixed));
        }
    }

    fn remember(&mut self, fixed: Fixed) {
        if let Some(year) = year_of(fixed) {
            (self.year, self.last_year) = (Some(year), Some(year));
            self.month = month_of(fixed);
        }
        if let Fixed::Day(day) = fixed {
            self.last = Some(day);
        }
    }

    fn fix(&self, point: Point) -> Option<Fixed> {
        let document = self.document;
        Some(match point.part {
            Part::Whole => Fixed::Year(self.year_for(point.year, None)?),
            Part::Month(m) => Fixed::Month(self.year_for(point.year, None)?, m),
            Part::Season(n) => Fixed::Code(self.year_for(point.year, None)?, 20 + n),
            // As months, which more programs read than the codes 33 and 40.
            Part::Quarter(n) => Fixed::Months(self.year_for(point.year, None)?, n * 3 - 2, n * 3),
            Part::Half(n) => Fixed::Months(self.year_for(point.year, None)?, n * 6 - 5, n * 6),
            Part::UpToQuarter(n) => Fixed::Months(self.year_for(point.year, None)?, 1, n * 3),
            Part::Day(m, d) => Fixed::Day(Date::new(self.year_for(point.year, Some((m, d)))?, m, d).ok()?),
            Part::OnlyDay(d) => Fixed::Day(self.only_day(d)?),
            Part::UpToMonth(n) => Fixed::Months(self.year_for(point.year, None)?, 1, n),
            Part::DayOfMonthFromDocument(n, d) => {
                let month = document?.checked_add(i64::from(n).months()).ok()?;
                Fixed::Day(Date::new(month.year(), month.month(), d).ok()?)
            }
            Part::MonthFromDocument(n) => month(document?.checked_add(i64::from(n).months()).ok()?),
            Part::SameMonth => match (self.month.zip(self.year), self.last.or(document)) {
                (Some((m, y)), _) => Fixed::Month(y, m),
                (None, day) => month(day?),
            },
            Part::DayFromDocument(n) => Fixed::Day(document?.checked_add(i64::from(n).days()).ok()?),
            Part::DayFromLast(n) => Fixed::Day(self.last.or(document)?.checked_add(i64::from(n).days()).ok()?),
            Part::Week(n, day) => {
                let today = document?;
                let back = i64::from(today.weekday().to_monday_zero_offset());
                let monday = today.checked_add((i64::from(n) * 7 - back).days()).ok()?;
                match day {
                    Some(day) => Fixed::Day(monday.checked_add((i64::from(day) - 1).days()).ok()?),
                    None => Fixed::Days(monday, monday.checked_add(6.days()).ok()?),
                }
            }
            Part::Decade(y) => Fixed::Decade(y),
            Part::Century(y) => Fixed::Century(y),
            Part::MidCentury(y) => Fixed::MidCentury(y),
        })
    }

    /// The year meant. Of a day whose year is unsaid, the article's, or the one beside it where
    /// that is nearer by far: 12月30日 in a text of early January.
    fn year_for(&self, year: Year, day: Option<(i8, i8)>) -> Option<i16> {
        match year {
            Year::Said(y) => Some(y),
            Year::FromDocument(n) => self.document?.year().checked_add(n),
            Year::FromLast(n) => self.last_year.or(self.document.map(Date::year))?.checked_add(n),
            Year::Unsaid => {
                let Some(today) = self.document.filter(|_| self.year.is_none()) else { return self.year };
                let this = day.and_then(|(m, d)| Date::new(today.year(), m, d).ok());
                let apart = this.map_or(0, |t| i32::from(t.day_of_year()) - i32::from(today.day_of_year()));
                Some(today.year() + i16::from(apart < -330) - i16::from(apart > 330))
            }
        }
    }

    /// A day whose month is unsaid: of the month named before, else of the article's; in its first
    /// days, of the month before where only that can be meant (31日 on the first).
    fn only_day(&self, day: i8) -> Option<Date> {
        if let Some((month, year)) = self.month.zip(self.year) {
            return Date::new(year, month, day).ok();
        }
        let today = self.document?;
        if let Some(day) = self.of_paragraph.and_then(|(year, month)| Date::new(year, month, day).ok()) {
            return Some(day);
        }
        let this = Date::new(today.year(), today.month(), day).ok();
        let early = today.day() <= 3 && day >= 28;
        this.filter(|_| !early).or_else(|| {
            let month_before = today.first_of_month().yesterday().ok()?;
            Date::new(month_before.year(), month_before.month(), day).ok().or(this)
        })
    }
}
