//! Points on the calendar: 2023年5月18日, 去年十月, 上半年, 19日, 上世纪90年代.

use super::cursor::Cursor;
use super::relative::{relative_day, relative_year};
use super::said::{Part, Point, Year};

/// Read a point, its year named or not.
pub(super) fn point(c: Cursor) -> Option<(Point, usize)> {
    named_year(c).or_else(|| age(c)).or_else(|| relative_day(c)).or_else(|| no_year(c)).or_else(|| written_out(c))
}

/// Read 2023年…, 公元前138年, 去年….
fn named_year(mut c: Cursor) -> Option<(Point, usize)> {
    let year = said_year(&mut c).or_else(|| relative_year(&mut c))?;
    if let Some(part) = part(&mut c) {
        return Some((Point { year, part }, c.at));
    }
    if !c.any(&["年底", "年初", "年末", "年中", "年内", "岁末", "底", "末", "度"], &["下", "过"]) {
        c.any(&["初"], &["步", "级", "中", "次"]);
    }
    Some((Point { year, part: Part::Whole }, c.at))
}

/// Read 2023年, 二〇二三年, 公元前138年, 公元73年.
pub(super) fn said_year(c: &mut Cursor) -> Option<Year> {
    let mut next = *c;
    let era = next.one_of(&[("公元前", -1), ("公元", 1)]);
    let number = next.number()?;
    let value = i16::try_from(number.value).ok()?;
    let plain = number.year_like && (1000..3000).contains(&value);
    if !(next.eat("年") && (plain || era.is_some() && (1..3000).contains(&value))) {
        return None;
    }
    if next.sees(&["代", "来", "间", "多", "余"]) || era.is_none() && c.after(&["第", "每", ","]) {
        return None;
    }
    *c = next;
    Some(Year::Said(if era == Some(-1) { 1 - value } else { value }))
}

/// Read what can follow a year or stand alone: month, day, quarter, half, season.
fn part(c: &mut Cursor) -> Option<Part> {
    if !c.rest().starts_with(['春', '夏', '秋', '冬', '上', '下']) {
        return month(c).or_else(|| quarter(c)).or_else(|| first_months(c));
    }
    let mut next = *c;
    const SEASONS: [(&str, i8); 8] =
        [("春季", 1), ("春天", 1), ("夏季", 2), ("夏天", 2), ("秋季", 3), ("秋天", 3), ("冬季", 4), ("冬天", 4)];
    if let Some(season) = next.one_of(&SEASONS) {
        return (!next.sees(&["奥", "残", "运"])).then(|| {
            *c = next;
            Part::Season(season)
        });
    }
    if let Some(half) = next.one_of(&[("上半年", 1), ("下半年", 2)]) {
        *c = next;
        return Some(Part::Half(half));
    }
    month(c).or_else(|| quarter(c)).or_else(|| first_months(c))
}

/// Read 前4个月: the first months up to this one. Only a year before it makes it a time.
fn first_months(c: &mut Cursor) -> Option<Part> {
    let mut next = *c;
    let count = next.eat("前").then(|| next.within(2, 11))??;
    next.eat("个月").then(|| {
        *c = next;
        Part::UpToMonth(count)
    })
}

fn quarter(c: &mut Cursor) -> Option<Part> {
    let mut next = *c;
    let upto = next.eat("前");
    if !upto {
        next.eat("第");
    }
    let quarter = next.within(1, 4)?;
    if upto {
        next.eat("个");
    }
    if !next.eat("季度") {
        return None;
    }
    *c = next;
    Some(if upto { Part::UpToQuarter(quarter) } else { Part::Quarter(quarter) })
}

/// Read 9月, 9月份, 9月上旬, 9月20日.
fn month(c: &mut Cursor) -> Option<Part> {
    let mut next = *c;
    let month = next.within(1, 12)?;
    if !next.eat("月") {
        return None;
    }
    *c = next;
    if let Some(day) = day(&mut next, true) {
        *c = next;
        return Some(Part::Day(month, day));
    }
    c.eat("份");
    if !c.any(&["上旬", "中旬", "下旬", "底", "末"], &[]) {
        c.any(&["初"], &["步", "级", "中", "次"]);
    }
    Some(Part::Month(month))
}

/// Read 20日, 20号; a day by itself is never a 号.
pub(super) fn day(c: &mut Cursor, in_month: bool) -> Option<i8> {
    let mut next = *c;
    let day = next.within(1, 31)?;
    if !(next.eat("日") || in_month && next.eat("号")) {
        return None;
    }
    *c = next;
    Some(day)
}

/// Pass over 晚, 上午, 10时30分 behind a day: the hour is no part of the date.
pub(super) fn time_of_day(c: &mut Cursor) {
    c.any(&["凌晨", "清晨", "早晨", "早上", "上午", "中午", "下午", "傍晚", "晚上", "晚间", "深夜"], &[]);
    c.any(&["晚"], &["宴", "会", "餐", "些", "于", "年", "期"]);
    let mut hour = *c;
    if hour.within(0, 24).is_some() && hour.eat("时") && !hour.sees(&["间", "代", "期", "区"]) {
        *c = hour;
        if hour.within(0, 59).is_some() && hour.eat("分") {
            *c = hour;
        }
    }
}

/// Read a month, day, quarter, half whose year is not named.
fn no_year(mut c: Cursor) -> Option<(Point, usize)> {
    if c.after(&["每年", "每年的", "每", "第"]) {
        return None;
    }
    let start = c;
    if c.sees(&["春", "夏", "秋", "冬", "前"]) {
        return None; // a season or 前三季度 needs its year
    }
    if let Some(part) = part(&mut c) {
        let han_month = matches!(part, Part::Month(_)) && !start.rest().starts_with(|f: char| f.is_ascii_digit());
        return (!(han_month && c.sees(&["革命", "花", "节", "街"]))).then_some((Point::bare(part), c.at));
    }
    let mut next = c;
    let number = next.number()?;
    // 十日 is rather a length; so is what 为期 and 历时 come before.
    if (!number.ascii && number.value < 11) || c.after(&["为期", "历时", "长达", "几", "数", "近", "约", "."]) {
        return None;
    }
    let day = day(&mut c, false)?;
    (!c.sees(&["元", "游", "内", "间", "均", "圆"])).then_some((Point::bare(Part::OnlyDay(day)), c.at))
}

/// Read decades and centuries: 上世纪90年代, 21世纪20年代初, 1990年代, 本世纪中叶.
fn age(mut c: Cursor) -> Option<(Point, usize)> {
    if c.after(&["第", "个", ".", "几", "数", "这"]) {
        return None;
    }
    let mut next = c;
    let bce = next.eat("公元前");
    let century = match next.one_of(&[("上个世纪", 19), ("上世纪", 19), ("本世纪", 20)]) {
        Some(century) => Some(century),
        None => next.within(1, 21).filter(|_| next.eat("世纪")).map(|n| i16::from(n) - 1),
    };
    let (part, mut end) = match century {
        Some(n) if bce => (Part::Century(-100 * (n + 1) + 1), next),
        Some(n) => {
            let mut decade = next;
            match decade.number().filter(|d| d.value % 10 == 0 && d.value < 100 && decade.eat("年代")) {
                Some(d) => (Part::Decade(n * 100 + i16::try_from(d.value).ok()?), decade),
                None if next.eat("中叶") || next.eat("中期") => (Part::MidCentury(n * 100), next),
                None => (Part::Century(n * 100), next),
            }
        }
        None => {
            let first = c.number().filter(|d| d.value % 10 == 0 && c.eat("年代"))?;
            let year = i16::try_from(first.value).ok()?;
            match year {
                1000..3000 if first.year_like => (Part::Decade(year), c),
                30..100 => (Part::Decade(1900 + year), c),
                _ => return None,
            }
        }
    };
    end.any(&["初期", "中期", "后期", "末期", "初", "末", "上半叶", "下半叶", "前半叶", "后半叶"], &["步"]);
    Some((Point::bare(part), end.at))
}

/// Read 2023—05—19, 2023/5/19, 2023.5.19.
fn written_out(mut c: Cursor) -> Option<(Point, usize)> {
    let year = c.number().filter(|n| n.ascii && n.year_like && (1000..3000).contains(&n.value))?;
    let mark = ["—", "-", "/", "."].into_iter().find(|m| c.eat(m))?;
    let month = c.within(1, 12)?;
    let day = c.eat(mark).then(|| c.within(1, 31))??;
    let runs_on = c.rest().starts_with(|n: char| n.is_ascii_alphanumeric()) || c.sees(&["—", "-", "/", "年"]);
    let point = Point { year: Year::Said(i16::try_from(year.value).ok()?), part: Part::Day(month, day) };
    (!runs_on).then_some((point, c.at))
}
