//! Durations and frequencies: 过去10年间, 2100多年前, 十周年, 每两年.

use super::cursor::Cursor;
use super::said::{Length, Unit, When};

/// What makes 五年 part of a name or of something else than a length of time.
const NOT_AFTER: [&str; 14] = ["代", "级", "度", "计划", "规划", "纲要", "行动", "期", "制", "均", "产", "生", "龄", "份"];
/// 年前 without one of these is told from a year by its number.
const MORE: [&str; 3] = ["多", "余", "几"];

/// Read 每两年: a number is needed, 每年 is too vague.
pub(super) fn frequency(mut c: Cursor) -> Option<(When, usize)> {
    if !c.eat("每") {
        return None;
    }
    c.eat("隔");
    let length = amount(&mut c)?;
    (length.count > 1).then_some((When::Frequency(length), c.at))
}

/// Read a duration with what belongs to it: 近10年来, 半个世纪, 三年多来, 30周年.
pub(super) fn duration(mut c: Cursor) -> Option<(When, usize)> {
    let prefix = c.any(&["过去的", "过去", "最近", "近", "未来", "今后"], &[]);
    if !prefix && c.after(&["第", "几", "数", "上", "每", ".", "黄金"]) {
        return None;
    }
    let mut anniversary = c;
    if let Some(n) = anniversary.number().filter(|n| n.value > 0)
        && anniversary.eat("周年")
    {
        return Some((When::Duration(Length { count: n.value, unit: Unit::Year }), anniversary.at));
    }
    let figure = c.rest().starts_with(|f: char| f.is_ascii_digit());
    let length = amount(&mut c)?;
    let bare = c.at;
    c.any(&MORE[..2], &[]);
    let suffix = c.any(&["以来", "来", "间", "前"], &["往", "后", "途", "景"]);
    if !suffix {
        c.at = bare.max(c.at);
        if c.sees(&["一次", "一届", "一度"]) {
            return (length.count > 1).then_some((When::Frequency(length), c.at));
        }
        if c.sees(&NOT_AFTER) {
            return None;
        }
        // 一年, 一天, 新的一年: often no length at all; five figures and more: rather something else.
        if length.count == 1 && !figure && !prefix || length.count >= 10_000 {
            return None;
        }
    }
    Some((When::Duration(length), c.at))
}

/// Read a number and its unit: 2100多年, 两个月, 半个世纪, 两年半.
fn amount(c: &mut Cursor) -> Option<Length> {
    let mut next = *c;
    const HALVES: [(&str, Length); 3] = [
        ("半个多世纪", Length { count: 50, unit: Unit::Year }),
        ("半个世纪", Length { count: 50, unit: Unit::Year }),
        ("半年", Length { count: 6, unit: Unit::Month }),
    ];
    if let Some(length) = next.one_of(&HALVES) {
        *c = next;
        return Some(length);
    }
    let number = next.number().filter(|n| n.value > 0)?;
    let more = next.any(&MORE[..2], &[]);
    const UNITS: [(&str, (u32, Unit)); 9] = [
        ("个多世纪", (100, Unit::Year)),
        ("个世纪", (100, Unit::Year)),
        ("个多月", (1, Unit::Month)),
        ("个月", (1, Unit::Month)),
        ("个星期", (1, Unit::Week)),
        ("星期", (1, Unit::Week)),
        ("年", (1, Unit::Year)),
        ("周", (1, Unit::Week)),
        ("天", (1, Unit::Day)),
    ];
    let (times, unit) = next.one_of(&UNITS)?;
    let year = unit == Unit::Year && times == 1;
    if year && number.year_like && (1000..3000).contains(&number.value) && !more && !next.sees(&["来", "间", "多"]) {
        return None; // 2023年 is a year
    }
    // 三天 and 两周 of a number with figures only, or small ones: 九天 is also the sky, 周 a surname.
    if matches!(unit, Unit::Day | Unit::Week) && next.sees(&["然", "津", "山", "山", "安", "边", "围", "刊", "岁", "报"]) {
        return None;
    }
    *c = next;
    let count = number.value.checked_mul(times)?;
    if year && next.sees(&["半"]) {
        c.eat("半");
        return Some(Length { count: count.checked_mul(12)?.checked_add(6)?, unit: Unit::Month });
    }
    Some(Length { count, unit })
}
