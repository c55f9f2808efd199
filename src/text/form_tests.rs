//! Forms of documents: what becomes of each.

use super::*;
use jiff::civil::date;

fn text(words: &str) -> Text {
    read(&Input { file: "t.txt".into(), bytes: words.into(), ..Input::default() })
}

fn heads(text: &Text) -> Vec<(&str, Option<Date>, Genre)> {
    text.articles.iter().map(|a| (a.title.as_str(), a.date, a.genre)).collect()
}

fn parts(text: &Text, article: usize) -> Vec<(Part, &str)> {
    text.articles[article].sentences.iter().map(|s| (s.part, s.span.of(&text.norm))).collect()
}

#[test]
fn numbered_declaration() {
    let text = text(
        "金砖国家领导人第十五次会晤约翰内斯堡宣言\n金砖国家与非洲：深化伙伴关系，促进彼此增长\n2023年8月23日，南非约翰内斯堡\n前言\n\
         1. 我们，巴西、俄罗斯、印度、中国和南非领导人举行第十五次会晤。\n2. 我们重申金砖精神。我们重申合作。\n加强多边主义\n3. 我们重申《联合国宪章》宗旨和原则。\n（1）支持世界贸易组织；\n",
    );
    assert_eq!(
        heads(&text),
        [(
            "金砖国家领导人第十五次会晤约翰内斯堡宣言 金砖国家与非洲：深化伙伴关系，促进彼此增长",
            Some(date(2023, 8, 23)),
            Genre::Declaration
        )]
    );
    let parts = parts(&text, 0);
    assert_eq!(parts[3], (Part::Heading, "前言"));
    assert_eq!(parts[5].0, Part::Body);
    assert_eq!(parts[7], (Part::Heading, "加强多边主义"));
    assert_eq!(parts[9], (Part::Item, "（1）支持世界贸易组织；"));
}

#[test]
fn reports_one_after_another() {
    let text = text(
        "习近平同俄罗斯总统普京会谈\n新华社北京5月16日电（记者杨依军、温馨）5月16日上午，国家主席习近平同俄罗斯总统普京举行会谈。\n王毅等参加会谈。\n\
         王毅会见哈萨克斯坦副总理兼外长努尔特列乌\n新华社阿斯塔纳5月20日电　当地时间2024年5月20日，王毅会见努尔特列乌。\n王毅表示，中方愿同哈方一道努力。\n\
         2024年5月21日外交部发言人汪文斌主持例行记者会\n新华社记者：能否介绍情况？\n汪文斌：会议取得积极成果。\n",
    );
    assert_eq!(
        heads(&text),
        [
            ("习近平同俄罗斯总统普京会谈", Some(date(2024, 5, 16)), Genre::News),
            ("王毅会见哈萨克斯坦副总理兼外长努尔特列乌", Some(date(2024, 5, 20)), Genre::News),
            ("2024年5月21日外交部发言人汪文斌主持例行记者会", Some(date(2024, 5, 21)), Genre::Interview),
        ]
    );
    assert_eq!(parts(&text, 0)[1], (Part::Furniture, "新华社北京5月16日电（记者杨依军、温馨）"));
}

#[test]
fn toml_front_matter_and_sections() {
    let text = text(
        "+++\ntitle = \"中国-东盟倡议\"\ndate = 2020-11-12T08:00:00+08:00\n+++\n> 来源：外交部\n\n# 一、背景\n\n我们回顾《行动计划(2021-2025)》；\n\n# 二、合作\n\n\
         1. 加强数字防疫合作；\n2. 加强[基础设施](https://a.b/c)合作。\n\n| 国家 | 首都 |\n|---|---|\n| 泰国 | 曼谷 |\n",
    );
    assert_eq!(heads(&text), [("中国—东盟倡议", Some(date(2020, 11, 12)), Genre::Declaration)]);
    assert!(!text.norm.contains("title"));
    let parts = parts(&text, 0);
    assert_eq!(parts[0], (Part::Title, "中国—东盟倡议"));
    assert_eq!(parts[2], (Part::Heading, "一、背景"));
    assert_eq!(parts[6], (Part::Item, "2.加强基础设施合作。"));
    assert_eq!(parts[7], (Part::Item, "国家"));
}

/// The same declaration: whole lines, lines of 26 with indentation, lines of 13 with neither
/// indentation nor empty lines.
#[test]
fn the_same_words_in_any_layout() {
    let paras = [
        "上海合作组织成员国元首理事会撒马尔罕宣言",
        "上海合作组织成员国领导人于2022年9月15日至16日在撒马尔罕举行元首理事会会议，并声明如下：当今世界正经历深刻变化，进入全新的快速发展和大变革时代。世界多极化趋势加强，各国相互依存日益加深，信息化和数字化进程加快。",
        "成员国将根据《上海合作组织宪章》，在协商一致基础上，进一步发展在政治、安全、经济、人文等领域合作，共同建设更加公正的世界。成员国主张尊重各国人民自主选择的政治、经济、社会发展道路的权利，强调相互尊重主权、独立、领土完整。",
        "安全合作",
        "成员国强调，恐怖主义、分裂主义和极端主义以各种形式和表现继续威胁地区安全，重申将共同打击上述威胁。哈萨克斯坦、吉尔吉斯斯坦、塔吉克斯坦重申支持“一带一路”倡议。",
    ];
    let wrap = |width: usize, indent: &str, between: &str| -> String {
        let lines = paras.iter().flat_map(|p| {
            let words: Vec<char> = if p.chars().count() > 25 { format!("{indent}{p}") } else { (*p).to_owned() }.chars().collect();
            words.chunks(width).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>()
        });
        lines.collect::<Vec<_>>().join(between)
    };
    for layout in
        [paras.join("\n"), paras.join("\n\n"), wrap(26, "　　", "\n"), wrap(26, "　　", "\r\n"), wrap(13, "", "\n"), wrap(22, "", "\n\n")]
    {
        let text = text(&layout);
        assert_eq!(heads(&text), [(paras[0], Some(date(2022, 9, 16)), Genre::Declaration)], "{layout}");
        assert_eq!(text.norm.replace('\n', ""), paras.concat(), "{layout}");
        assert_eq!(text.articles[0].sentences.len(), 8, "{:?}", parts(&text, 0));
        assert_eq!(parts(&text, 0)[5], (Part::Heading, "安全合作"));
    }
}

#[test]
fn white_space_between_journalists() {
    let norm = |words: &str| text(words).norm;
    assert_eq!(norm("标题\n本报记者　张三　李四海\n各国合作不断深入，成果丰硕。\n").lines().nth(1), Some("本报记者张三、李四海"));
    assert!(norm("新华社北京5月1日电（记者 赵一帆 卡洛斯·门德斯）会议开幕。\n").contains("（记者赵一帆、卡洛斯·门德斯）"));
    assert!(norm("记 者 张 三\n会议开幕。\n").starts_with("记者张三"));
    assert!(norm("记者 在现场看到，各国代表 陆续到来。\n").starts_with("记者在现场看到，各国代表陆续到来。"));
}

#[test]
fn two_who_speak_in_turn() {
    let talk = "东盟外长：合作更加紧密\n\n周刊：您怎样看？\n\n席尔瓦：合作不断深化。\n\n周刊：今后呢？\n\n席尔瓦：我们将继续合作。\n";
    assert_eq!(heads(&text(talk))[0].2, Genre::Interview);
    let list = "合作更加紧密\n\n目标：加强合作。\n\n措施：扩大贸易。\n\n期限：三年。\n";
    assert_ne!(heads(&text(list))[0].2, Genre::Interview);
}

/// At a press conference each who asks has another name.
#[test]
fn many_who_ask_and_one_who_answers() {
    let talk = "外长谈合作\n\n新华社记者：如何看待合作？\n\n王海：合作不断深化。\n\n路透社：今后呢？\n\n王海：我们将继续合作。\n\n埃菲社记者：还有呢？\n\n王海：谢谢。\n";
    assert_eq!(heads(&text(talk))[0].2, Genre::Interview);
    assert_eq!(heads(&text("外长记者会实录（节选）\n\n外长介绍了情况。\n"))[0].2, Genre::Interview);
    assert_ne!(heads(&text("李强出席记者会\n\n新华社北京5月1日电　李强出席记者会。\n"))[0].2, Genre::Interview);
}

/// On a page a title stands below its article, and the next one, after an empty line, above its own.
#[test]
fn titles_below_and_above() {
    let report = |city: &str, state: &str, who: &str| {
        let told = format!(
            "当地时间7月3日下午，国家主席习近平在{city}会见{state}总统{who}。习近平指出，两国人民友谊深厚，建交以来双方始终相互尊重、平等相待，中方愿同有关国家一道加强互联互通，\
             扩大经贸投资合作，促进人文交流，为地区和平与发展作出新的贡献。{who}表示，愿同中方加强各领域合作，推动两国关系不断向前发展。"
        );
        let words: Vec<char> = told.chars().collect();
        let lines: Vec<String> = words.chunks(18).map(|line| line.iter().collect()).collect();
        format!("新华社{city}7月3日电（记者林海涛）\n{}\n", lines.join("\n"))
    };
    let page = format!(
        "{}习近平会见{}\n\n{}习近平会见{}\n\n元首理事会会议在{}举行\n各方发表宣言\n{}",
        report("阿斯塔纳", "阿塞拜疆", "阿利耶夫"),
        "阿塞拜疆总统阿利耶夫",
        report("阿斯塔纳", "吉尔吉斯斯坦", "扎帕罗夫"),
        "吉尔吉斯斯坦总统扎帕罗夫",
        "杜尚别",
        report("杜尚别", "塔吉克斯坦", "拉赫蒙")
    );
    let titles: Vec<String> = text(&page).articles.into_iter().map(|a| a.title).collect();
    assert_eq!(titles, ["习近平会见阿塞拜疆总统阿利耶夫", "习近平会见吉尔吉斯斯坦总统扎帕罗夫", "元首理事会会议在杜尚别举行各方发表宣言"]);
}

#[test]
fn a_title_nearly_as_long_as_the_column() {
    let text = text(
        "王毅出席第二十八次中国—东盟外长会\n\n新华社吉隆坡10月28日电　（记者陈思远、\n林一诺）当地时间10月28日上午，外交部长王\n毅出席会议。与会各方回顾合作进展，一致同\n意继续深化各领域合作，推动地区和平与发展。\n",
    );
    assert_eq!(heads(&text)[0].0, "王毅出席第二十八次中国—东盟外长会");
}

/// Lines whose characters a page spreads may begin with a figure of a number.
#[test]
fn figures_spread_over_a_line() {
    let text = text("说明合作之深：\n1 5 年 来 ， 输 气 超 过 5 0 0 0\n亿立方米。\n2 0 2 3 年 1 0 月 1 7 日 举 行 。\n");
    assert!(text.norm.contains("15年来，输气超过5000") && text.norm.contains("2023年10月17日举行。"), "{}", text.norm);
}
