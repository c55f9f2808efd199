//! In which year an article is dated whose dateline has none, by the meetings that it speaks of, and by the years that it gives them.

use super::of_article;
use crate::base::holds;
use crate::lexicon::{Lexicon, Period};
use crate::mention::date::{Part, Point, When, Year};
use crate::mention::{Mention, Mentions};
use crate::ontology::Type;
use crate::text::Text;
use jiff::civil::Date;

/// How many days a dateline may lie from a meeting whose days are known.
const NEAR: i32 = 30;
/// The most days that a meeting lasts; what is longer is the year of one.
const LONGEST: i32 = 60;
/// How many sentences, titles among them, are the opening.
const OPENING: usize = 6;
/// Before a meeting to which the text looks ahead.
const AHEAD: [&str; 6] = ["将于", "将在", "明年", "下届", "下一届", "即将"];
/// How many days the days that a text gives a meeting may lie from those that are known: one may arrive before it.
const VISIT: i32 = 3;

/// Give each article with [`day`](crate::text::Article::day) its year: the one in which that day lies nearest to a
/// meeting of the article whose days the lexicon knows. An article that names none follows the others of its page.
pub fn date(text: &mut Text, mentions: &Mentions, lexicon: &Lexicon) {
    if text.articles.iter().all(|a| a.day.is_none()) {
        return;
    }
    let found: Vec<Option<Date>> = (0..text.articles.len()).map(|a| by_meetings(text, a, mentions, lexicon)).collect();
    let mut told = text.articles.iter().zip(&found).filter_map(|(a, f)| f.or(a.date.filter(|_| a.day.is_none())));
    let page = told.next();
    for (article, found) in text.articles.iter_mut().zip(&found) {
        let Some(day) = article.day else { continue };
        let beside =
            || page.and_then(|p| in_years(p.year() - 1..=p.year() + 1, day).min_by_key(|d| apart(*d, p)).filter(|d| apart(*d, p) <= NEAR));
        article.date = found.or_else(beside).or(article.date);
    }
}

/// By the meetings of the title and the opening whose days are known, else by those of which the year is, else by
/// the days of those of the text; of several years the latest.
fn by_meetings(text: &Text, a: usize, mentions: &Mentions, lexicon: &Lexicon) -> Option<Date> {
    let day = text.articles[a].day?;
    if let Some(year) = by_year_said(a, mentions, lexicon) {
        return in_years(year..=year, day).next();
    }
    let (mut first, mut vague, mut later) = (None, None, None);
    for i in of_article(mentions, a).filter(|i| mentions.list[*i].kind == Type::Event) {
        let m = &mentions.list[i];
        let ahead = looks_ahead(text, m.span.start);
        let opening = m.sentence < OPENING;
        for held in lexicon.by_name(&m.name).iter().filter_map(|id| lexicon.entry(*id).held.as_deref()) {
            // What lies ahead dates a text only where the day that it gives the meeting is the meeting's.
            if ahead && !is_given_day(held, mentions, i) {
                continue;
            }
            let Some((exact, near)) = near(held, day) else { continue };
            let place = match (exact, opening) {
                (true, true) => &mut first,
                (true, false) => &mut later,
                (false, true) => &mut vague,
                (false, false) => continue,
            };
            *place = (*place).max(Some(near));
        }
    }
    first.or(vague).or(later)
}

/// By the first meeting that it gives a year counted from its own: 去年10月，武契奇赴华出席第三届“一带一路”国际合作高峰论坛.
fn by_year_said(a: usize, mentions: &Mentions, lexicon: &Lexicon) -> Option<i16> {
    of_article(mentions, a).filter(|i| mentions.list[*i].kind == Type::Event).find_map(|i| {
        let m = &mentions.list[i];
        let mut before = mentions.list[..i].iter().rev().take_while(|d| (d.article, d.sentence) == (m.article, m.sentence));
        let Year::FromDocument(years) = said(before.find(|d| d.kind == Type::Date)?)?.year else { return None };
        let mut held = lexicon.by_name(&m.name).iter().filter_map(|id| lexicon.entry(*id).held.as_deref());
        let (begins, ends) = held.next().and_then(|h| Some((h.begins?.year(), h.ends?.year())))?;
        (begins == ends && held.next().is_none()).then_some(begins - years)
    })
}

/// What a date says, or the first of two.
fn said(date: &Mention) -> Option<Point> {
    match date.when? {
        When::Point(point) | When::Range(point, _) => Some(point),
        When::Duration(_) | When::Frequency(_) => None,
    }
}

/// The day next to a meeting, and whether the meeting's days are known; of one whose year alone is, the day in that year.
fn near(held: &Period, day: (i8, i8)) -> Option<(bool, Date)> {
    let (begins, ends) = (held.begins?, held.ends?);
    let exact = apart(begins, ends) <= LONGEST;
    let gap = |d: Date| if d < begins { apart(d, begins) } else { apart(ends, d) * i32::from(d > ends) };
    let best = in_years(begins.year() - 1..=ends.year() + 1, day).min_by_key(|d| gap(*d))?;
    (gap(best) <= if exact { NEAR } else { 0 }).then_some((exact, best))
}

/// True where the date before a meeting in its sentence is a month and day without a year, and these are the meeting's:
/// 将于6月16日至18日赴阿斯塔纳出席第二届中国—中亚峰会.
fn is_given_day(held: &Period, mentions: &Mentions, meeting: usize) -> bool {
    let m = &mentions.list[meeting];
    let mut before = mentions.list[..meeting].iter().rev().take_while(|d| (d.article, d.sentence) == (m.article, m.sentence));
    let day = match before.find(|d| d.kind == Type::Date).and_then(said) {
        Some(Point { year: Year::Unsaid, part: Part::Day(month, day) }) => Some((month, day)),
        _ => None,
    };
    let Some(((begins, ends), day)) = held.begins.zip(held.ends).zip(day) else { return false };
    in_years(begins.year()..=ends.year(), day).any(|d| apart(d, begins) <= VISIT && apart(begins, ends) <= LONGEST)
}

fn in_years(years: std::ops::RangeInclusive<i16>, (month, day): (i8, i8)) -> impl Iterator<Item = Date> {
    years.filter_map(move |y| Date::new(y, month, day).ok())
}

fn apart(a: Date, b: Date) -> i32 {
    a.since(b).map_or(i32::MAX, |s| s.get_days().abs())
}

/// 明年将于X举行的…: what lies ahead does not date a text to the day, its year may be the next.
fn looks_ahead(text: &Text, at: usize) -> bool {
    let before = &text.norm[text.norm.floor_char_boundary(at.saturating_sub(36))..at];
    let clause = before.rfind(['，', '。', '；']).map_or(before, |p| &before[p..]);
    AHEAD.iter().any(|w| holds(clause, w))
}
