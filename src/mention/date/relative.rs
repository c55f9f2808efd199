//! Times told from the document's own day or from the time named before: 今年, 同日, 上月, 本周五.

use super::cursor::Cursor;
use super::numeral::is_numeral;
use super::point::day;
use super::said::{Part, Point, Year};

/// Read 今年, 去年, 同年.
pub(super) fn relative_year(c: &mut Cursor) -> Option<Year> {
    const WORDS: [(&str, Year); 11] = [
        ("今年", Year::FromDocument(0)),
        ("本年度", Year::FromDocument(0)),
        ("去年", Year::FromDocument(-1)),
        ("明年", Year::FromDocument(1)),
        ("前年", Year::FromDocument(-2)),
        ("后年", Year::FromDocument(2)),
        ("同年", Year::FromLast(0)),
        ("当年", Year::FromLast(0)),
        ("次年", Year::FromLast(1)),
        ("翌年", Year::FromLast(1)),
        ("上年", Year::FromDocument(-1)),
    ];
    // 说明年度, 此后年均, 以前年份, 过去年间, 历史上年: the characters belong to other words.
    const NOT_BEFORE: [&str; 32] = [
        "说", "证", "表", "声", "光", "透", "鲜", "注", "阐", "聪", "英", "标", "查", "判", "言", "文", "以", "之", "此", "战", "今", "会",
        "事", "过", "史", "目", "相", "不", "共", "历", "日", "先",
    ];
    if !c.rest().starts_with(['今', '本', '去', '明', '前', '后', '同', '当', '次', '翌', '上']) {
        return None;
    }
    let mut next = *c;
    let year = next.one_of(&WORDS)?;
    // 峰会去年12月举行 is a time; 过去年间 is none.
    let guarded = if c.sees(&["去年"]) {
        c.after(&["过", "失", "逝"])
    } else if c.sees(&["明年"]) {
        c.after(&NOT_BEFORE) && !c.after(&["会", "今", "日"])
    } else {
        !c.sees(&["今年", "同年", "翌年"]) && c.after(&NOT_BEFORE)
    };
    let other = next.sees(&["龄", "代", "均", "轻", "级", "薪"])
        || (c.sees(&["上年", "当年"]) && !next.sees(&["度", "1", "2", "3", "4", "5", "6", "7", "8", "9", "十"]));
    if guarded || other {
        return None;
    }
    *c = next;
    Some(year)
}

/// Read 今天, 昨天, 当日, 上月, 本周五.
pub(super) fn relative_day(c: Cursor) -> Option<(Point, usize)> {
    const DAYS: [(&str, Part); 16] = [
        ("今天", Part::DayFromDocument(0)),
        ("今日", Part::DayFromDocument(0)),
        ("今晚", Part::DayFromDocument(0)),
        ("昨天", Part::DayFromDocument(-1)),
        ("昨日", Part::DayFromDocument(-1)),
        ("昨晚", Part::DayFromDocument(-1)),
        ("明天", Part::DayFromDocument(1)),
        ("明日", Part::DayFromDocument(1)),
        ("前天", Part::DayFromDocument(-2)),
        ("后天", Part::DayFromDocument(2)),
        ("同日", Part::DayFromLast(0)),
        ("同一天", Part::DayFromLast(0)),
        ("当日", Part::DayFromLast(0)),
        ("当天", Part::DayFromLast(0)),
        ("次日", Part::DayFromLast(1)),
        ("翌日", Part::DayFromLast(1)),
    ];
    const MONTHS: [(&str, Part); 9] = [
        ("本月", Part::MonthFromDocument(0)),
        ("这个月", Part::MonthFromDocument(0)),
        ("上个月", Part::MonthFromDocument(-1)),
        ("上月", Part::MonthFromDocument(-1)),
        ("下个月", Part::MonthFromDocument(1)),
        ("下月", Part::MonthFromDocument(1)),
        ("同月", Part::SameMonth),
        ("当月", Part::SameMonth),
        ("当晚", Part::DayFromLast(0)),
    ];
    if !c.rest().starts_with(['今', '昨', '明', '前', '后', '同', '当', '次', '翌', '本', '这', '上', '下', '年']) {
        return None;
    }
    let mut next = c;
    // 将于年内举行; 三年内, 近年内 are none.
    if next.eat("年内") {
        let counted = c.before().ends_with(|p: char| is_numeral(p) || "几多近每周半当数余整同两来往历".contains(p));
        return (!counted).then_some((Point { year: Year::FromDocument(0), part: Part::Whole }, next.at));
    }
    if let Some(part) = next.one_of(&DAYS) {
        // 同日本, 先天, 《今日中国》, 说明天; 繁荣的明天 and 今天的大国风范 are no days, 今天的会议 is one.
        const WORDS_BEFORE: [&str; 12] = ["《", "“", "说", "证", "表", "先", "以", "此", "光", "好的", "丽的", "明的"];
        let at_large = next.sees(&["的"]) && !next.sees(&["的会", "的峰", "的活动", "的仪式", "的论坛", "的大会"]);
        let hoped_for = c.sees(&["明天"]) && c.after(&["的"]);
        let other = at_large || hoped_for || next.sees(&["本", "报", "》", "”"]) || c.after(&WORDS_BEFORE);
        return (!other).then_some((Point::bare(part), next.at));
    }
    if let Some(mut part) = next.one_of(&MONTHS) {
        // 本月14日
        if let Part::MonthFromDocument(months) = part
            && let Some(day) = day(&mut next, true)
        {
            part = Part::DayOfMonthFromDocument(months, day);
        }
        let other =
            c.after(&["日", "基", "成", "海", "天", "水", "江", "以", "每", "史"]) || next.sees(&["均", "球", "亮", "光", "刊", "报"]);
        next.any(&["上旬", "中旬", "下旬", "底", "末", "初"], &[]);
        return (!other).then_some((Point::bare(part), next.at));
    }
    let week = next.one_of(&[("本周", 0), ("上周", -1), ("下周", 1)])?;
    const NAMES: [(&str, i8); 8] = [("一", 1), ("二", 2), ("三", 3), ("四", 4), ("五", 5), ("六", 6), ("日", 7), ("天", 7)];
    let day = next.one_of(&NAMES);
    (!next.sees(&["边", "围", "刊", "期", "年", "报"])).then_some((Point::bare(Part::Week(week, day)), next.at))
}
