use super::{Clock, calendar};
use crate::mention::date::find;
use jiff::civil::{Date, date};

/// The values of the times in some sentences of an article, joined by spaces; `?` for none.
fn values_on(document: Option<Date>, sentences: &[&str]) -> String {
    let mut clock = Clock::new(document);
    let mut out = Vec::new();
    for sentence in sentences {
        clock.sentence();
        out.extend(find(sentence).iter().map(|f| clock.value(&f.when).unwrap_or("?".into())));
    }
    out.join(" ")
}

fn values(text: &str) -> String {
    values_on(Some(date(2023, 5, 19)), &[text])
}

/// 2024年7月2日至6日，…。5日，…: in one paragraph of another month than the article's.
#[test]
fn days_of_the_paragraphs_month() {
    let mut clock = Clock::new(Some(date(2024, 8, 20)));
    let mut value = |words: &str, paragraph: bool| {
        clock.sentence();
        if paragraph {
            clock.paragraph();
        }
        clock.value(&find(words)[0].when).unwrap()
    };
    assert_eq!(value("2024年7月2日至6日，访问。", true), "2024-07-02/2024-07-06");
    assert_eq!((value("5日，签署。", false), value("5日，签署。", true)), ("2024-07-05".to_owned(), "2024-08-05".to_owned()));
}

#[test]
fn said_in_full() {
    for (text, is) in [
        ("2023年5月18日至19日", "2023-05-18/2023-05-19"),
        ("2023年12月30日至2024年1月2日", "2023-12-30/2024-01-02"),
        ("2022—2026年", "2022/2026"),
        ("2021年1月至3月，2021年1—3月", "2021-01/2021-03 2021-01/2021-03"),
        ("二〇二三年五月十九日", "2023-05-19"),
        ("2023年第一季度，2022年下半年，2021年春季", "2023-01/2023-03 2022-07/2022-12 2021-21"),
        ("2022年前三季度", "2022-01/2022-09"),
        ("上世纪90年代，21世纪20年代，18世纪", "199X 202X 17XX"),
        ("本世纪中叶，1990年代", "2050~ 199X"),
        ("公元前138年，公元前2世纪", "-0137 -01XX"),
        ("2023—05—19", "2023-05-19"),
        ("2023年2月30日", "?"),
    ] {
        assert_eq!(values(text), is, "{text}");
    }
}

#[test]
fn relative_to_the_document() {
    for (text, is) in [
        ("今年、去年、明年、前年、后年", "2023 2022 2024 2021 2025"),
        ("去年十月，明年6月5日，今年年底", "2022-10 2024-06-05 2023"),
        ("本月17日至18日", "2023-05-17/2023-05-18"),
        ("将于年内举行，今年年内", "2023 2023"),
        ("今明两年，明后两年", "2023/2024 2024/2025"),
        ("今天，昨天，明天", "2023-05-19 2023-05-18 2023-05-20"),
        ("本月，上月，下个月", "2023-05 2023-04 2023-06"),
        ("19日", "2023-05-19"),
        ("12月30日至1月2日", "2023-12-30/2024-01-02"),
        ("本周，上周五", "2023-05-15/2023-05-21 2023-05-12"),
    ] {
        assert_eq!(values(text), is, "{text}");
    }
}

#[test]
fn carried_over() {
    assert_eq!(values("2013年9月和10月，同年12月7日，次日"), "2013-09 2013-10 2013-12-07 2013-12-08");
    let day = Some(date(2023, 5, 19));
    assert_eq!(values_on(day, &["2025年举行。", "5月18日至19日，", "同日，20日"]), "2025 2023-05-18/2023-05-19 2023-05-19 2023-05-20");
    assert_eq!(values_on(None, &["2023年5月18日，", "19日，6月，", "今年"]), "2023-05-18 2023-05-19 2023-06 ?");
    assert_eq!(values_on(None, &["5月18日", "19日"]), "? ?");
}

#[test]
fn over_the_edge_of_a_year_or_month() {
    assert_eq!(values_on(Some(date(2023, 1, 3)), &["12月30日，", "31日，", "1月2日"]), "2022-12-30 2022-12-31 2023-01-02");
    assert_eq!(values_on(Some(date(2022, 12, 30)), &["1月2日"]), "2023-01-02");
    assert_eq!(values_on(Some(date(2023, 6, 1)), &["31日"]), "2023-05-31");
}

#[test]
fn lengths() {
    assert_eq!(values("31年来，2100多年前，十周年，半个世纪，6个月，两年半"), "P31Y P2100Y P10Y P50Y P6M P30M");
    assert_eq!(values("每两年举办一次，每四年"), "R/P2Y R/P4Y");
}

#[test]
fn days_of_edtf() {
    let days = |edtf: &str| calendar(edtf).map(|(a, b)| format!("{a} {b}"));
    for (edtf, is) in [
        ("2023-05-18/2023-05-19", "2023-05-18 2023-05-19"),
        ("2023", "2023-01-01 2023-12-31"),
        ("2024-02", "2024-02-01 2024-02-29"),
        ("2023-33", "2023-01-01 2023-03-31"),
        ("2022-41", "2022-07-01 2022-12-31"),
        ("199X", "1990-01-01 1999-12-31"),
        ("17XX", "1700-01-01 1799-12-31"),
        ("-0137", "-000137-01-01 -000137-12-31"),
    ] {
        assert_eq!(days(edtf).as_deref(), Some(is), "{edtf}");
    }
    for none in ["P10Y", "R/P2Y", "2050~", "2023-21", "2023-13", "2023-02-30", "2013/..", "", "2024/2023", "20", "é"] {
        assert_eq!(days(none), None, "{none}");
    }
}

/// Every Date of the gold annotations is found in its own extent, and means what they say.
#[test]
fn dates_of_the_gold_annotations() {
    let root = env!("CARGO_MANIFEST_DIR");
    let (mut seen, mut wrong) = (0, Vec::new());
    for stem in ["xian-2023-page-a", "xian-2023-page-b", "xian-2023-part-3"] {
        let read = |path: String| std::fs::read_to_string(path).expect("the gold annotations are in the repository");
        let text: Vec<char> = read(format!("{root}/data/texts/{stem}.txt")).chars().collect();
        for line in read(format!("{root}/data/gold/{stem}.jsonl")).lines() {
            let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let mention = &row["mention"];
            if mention["type"] != "Date" {
                continue;
            }
            let at = |key: &str| usize::try_from(mention[key].as_u64().expect("a number")).expect("small");
            let tidy = |range: std::ops::Range<usize>| -> String { text[range].iter().filter(|c| !c.is_whitespace()).collect() };
            let (start, end) = (at("start"), at("end"));
            let before = tidy(start.saturating_sub(12)..start);
            let sentence = format!("{before}{}{}", tidy(start..end), tidy(end..(end + 12).min(text.len())));
            let range = before.len()..before.len() + tidy(start..end).len();
            seen += 1;
            let found = find(&sentence).into_iter().find(|f| f.range == range);
            let value = found.and_then(|f| Clock::new(Some(date(2023, 5, 19))).value(&f.when));
            if value.as_deref() != mention["id"].as_str() {
                wrong.push(format!("{stem} {start}: {sentence} gives {value:?}, not {}", mention["id"]));
            }
        }
    }
    assert!(seen > 40 && wrong.is_empty(), "{seen} dates\n{}", wrong.join("\n"));
}

proptest::proptest! {
    #[test]
    fn values_of_points_are_on_the_calendar(text in "[0-9一二三十〇年月日周天世纪至—半今去明同当上本前来多个第季度]{0,30}") {
        let mut clock = Clock::new(Some(date(2023, 5, 19)));
        for found in find(&text) {
            if let Some(value) = clock.value(&found.when) {
                let loose = value.starts_with(['P', 'R']) || value.contains(['~', 'X']);
                proptest::prop_assert!(loose || calendar(&value).is_some() || value.contains('/'), "{} {}", &text[found.range], value);
            }
        }
    }

    #[test]
    fn any_text_has_a_calendar_or_none(text in "\\PC{0,20}") {
        calendar(&text);
    }
}
