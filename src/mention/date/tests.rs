use super::find;
use proptest::prelude::*;

/// The times found, joined by a space.
fn words(text: &str) -> String {
    find(text).into_iter().map(|f| text[f.range].to_owned()).collect::<Vec<_>>().join(" ")
}

#[test]
fn points_and_ranges() {
    for (text, is) in [
        ("2023年5月18日至19日，中华人民共和国主席", "2023年5月18日至19日"),
        ("5月18日—19日在西安", "5月18日—19日"),
        ("5月18—19日在西安", "5月18—19日"),
        ("2023年12月30日至2024年1月2日", "2023年12月30日至2024年1月2日"),
        ("5月30日至6月2日", "5月30日至6月2日"),
        ("新华社西安5月19日电", "5月19日"),
        ("外长秦刚19日就峰会", "19日"),
        ("2013年9月和10月", "2013年9月 10月"),
        ("（2022—2025年）", "2022—2025年"),
        ("2023年至2027年实施", "2023年至2027年"),
        ("2021到2030年", "2021到2030年"),
        ("今年、去年十月、明年6月5日", "今年 去年十月 明年6月5日"),
        ("今明两年向中亚国家提供援助，明后两年", "今明两年 明后两年"),
        ("今年年底前，2025年底，2025年中国", "今年年底 2025年底 2025年"),
        ("二〇二三年五月十九日", "二〇二三年五月十九日"),
        ("5月18日晚，5月18日晚宴", "5月18日 5月18日"),
        ("5月18日上午至19日，本月14日，今年前4个月", "5月18日上午至19日 本月14日 今年前4个月"),
        ("2023年第一季度，今年上半年，2023年前三季度", "2023年第一季度 今年上半年 2023年前三季度"),
        ("2023年1—3月，1至3月，去年3—5月", "2023年1—3月 1至3月 去年3—5月"),
        ("上世纪90年代，21世纪20年代，本世纪中叶，1990年代", "上世纪90年代 21世纪20年代 本世纪中叶 1990年代"),
        ("公元前138年，张骞", "公元前138年"),
        ("2030年前实现，2013年以来，2013年至今", "2030年 2013年 2013年"),
        ("今天，昨天；同日，当天，今天的会议", "今天 昨天 同日 当天 今天"),
        ("本月，上月，上个月", "本月 上月 上个月"),
        ("于本月17日至18日在北京", "本月17日至18日"),
        ("期待年内在北京举行，今年年内，三年内，近年内需", "年内 今年年内 三年"),
        ("上周五和本周", "上周五 本周"),
        ("2023—05—19 10:30", "2023—05—19"),
        ("2022年北京冬奥会", "2022年"),
        ("2024年夏季奥运会", "2024年"),
        ("54.2025年在哈萨克斯坦；12.5月举行", "2025年 5月"),
    ] {
        assert_eq!(words(text), is, "{text}");
    }
}

#[test]
fn lengths() {
    for (text, is) in [
        ("10年来，中国同中亚", "10年来"),
        ("建交31年来首次", "31年来"),
        ("近10年来，过去10年间，过去十年", "近10年来 过去10年间 过去十年"),
        ("2100多年前，中国汉代使者", "2100多年前"),
        ("两千多年前，2000年来", "两千多年前 2000年来"),
        ("30年合作，半个世纪", "30年 半个世纪"),
        ("提出十周年，建交30周年", "十周年 30周年"),
        ("每两年举办一次，每四年，每隔三年", "每两年 每四年 每隔三年"),
        ("三年多来，10余年，两年半", "三年多来 10余年 两年半"),
        ("6个月，三天，一年来", "6个月 三天 一年来"),
    ] {
        assert_eq!(words(text), is, "{text}");
    }
}

#[test]
fn no_times() {
    for text in [
        "新时代，当前，未来，每年，定期",
        "千百年来，百年未有之大变局，第二个百年奋斗目标",
        "第77届联合国大会，100余份，3300多公里，5G，10%，24小时",
        "移动4G和5G，移动4/5G",
        "数十年，几十年，二三十年，新的一年，一年一度",
        "第三年，五年规划，三年行动计划，四年级",
        "更加美好的明天，持久繁荣的明天，到今天的大国风范，“黄金三十年”",
        "同日本，当日本，说明年度，此后年均",
        "12023年，B2023年",
        "100日元，3日游",
        "每年9月，历史上月均",
        "《山区发展五年纲要》",
        "二十国集团，八点建议，十四五",
    ] {
        assert_eq!(words(text), "", "{text}");
    }
}

proptest! {
    #[test]
    fn ranges_lie_on_characters(text in "[0-9一二三十百零〇廿年月日周天世纪至到—每两半今去明同当上本过近前来间多个代中底晚季度第《日a. ]{0,40}") {
        let mut free = 0;
        for found in find(&text) {
            prop_assert!(found.range.start >= free && found.range.start < found.range.end);
            prop_assert!(text.get(found.range.clone()).is_some());
            free = found.range.end;
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,40}") {
        find(&text);
    }
}

/// What [`super::SECONDS`] and [`super::BEGINNINGS`] pass over is no time.
#[test]
fn nothing_is_passed_over() {
    for c in '\u{4e00}'..='\u{9fff}' {
        assert_eq!(super::numeral::is_numeral(c), super::NUMERALS.contains(c), "{c}");
        if super::SECONDS.holds(c) {
            continue;
        }
        for opener in super::OPENERS.chars() {
            for tail in TAILS {
                let text = format!("{opener}{c}{tail}");
                assert!(super::read(&text, 0).is_none(), "{text}");
            }
        }
        for number in NUMBERS.iter().filter(|_| !super::UNITS.holds(c) && !super::NUMERALS.contains(c)) {
            for tail in TAILS {
                let text = format!("{number}{c}{tail}");
                assert!(super::read(&text, 0).is_none(), "{text}");
            }
        }
    }
    for c in '\u{20}'..='\u{7e}' {
        for number in NUMBERS.iter().filter(|_| !super::UNITS.holds(c) && !super::NUMERALS.contains(c)) {
            let text = format!("{number}{c}19日");
            assert!(super::read(&text, 0).is_none(), "{text}");
        }
    }
}

const NUMBERS: [&str; 7] = ["3", "2023", "三", "十九", "二〇二三", "两", "20"];
const TAILS: [&str; 12] = ["年", "天", "日", "月", "周", "三季度", "10年", "十年来", "个月", "世纪", "的十年", "晚"];
