//! Whom a text means: groups, and those who speak, through all stages.

use super::tests::read;
use crate::resolve::Entity;

/// What the last mention of a name means.
fn meaning(words: &str, name: &str) -> Entity {
    let run = read(words);
    let i = run.mentions.list.iter().rposition(|m| *m.name == *name).unwrap();
    run.resolved.entities[run.resolved.of[i]].clone()
}

/// The states that the last mention of a group means.
fn members(words: &str, name: &str) -> Vec<String> {
    let run = read(words);
    let i = run.mentions.list.iter().rposition(|m| *m.name == *name).unwrap();
    run.resolved.entities[run.resolved.of[i]].members.iter().map(|m| run.resolved.entities[*m].key.clone()).collect()
}

/// What an agency gives whole behind its dateline is no report of its own; 我们 that speak of the other side are one of the two.
#[test]
fn an_article_given_whole_is_its_authors() {
    let run = read(
        "拉赫蒙在中国媒体发表署名文章\n\n新华社北京7月4日电　塔吉克斯坦总统拉赫蒙在中国媒体发表署名文章。文章全文如下：\n\n\
         塔吉克斯坦和中国是好邻居。我们愿同中国一道推动中国—中亚天然气管道D线建设。\n",
    );
    assert_eq!(run.text.articles[0].genre, crate::text::Genre::Speech);
    let i = run.mentions.list.iter().position(|m| *m.name == *"我们").unwrap();
    assert_eq!(run.resolved.entities[run.resolved.of[i]].key, "tajikistan");
}

/// Who comes as an observer is no member.
#[test]
fn members_are_those_of_the_title_though_a_guest_is_named() {
    let run = read(
        "上海合作组织成员国政府首脑理事会会议联合公报\n\n2024年10月16日，中华人民共和国国务院总理李强、哈萨克斯坦共和国总理别克捷诺夫、\
         塔吉克斯坦共和国总理拉苏尔佐达在伊斯兰堡举行会议。\n\n蒙古国总理奥云额尔登以观察员国身份与会。\n\n\
         欧亚经济联盟的作用受到关注。\n\n成员国支持联合国。\n",
    );
    let group = run.mentions.list.iter().rposition(|m| *m.name == *"成员国").map(|i| &run.resolved.entities[run.resolved.of[i]]).unwrap();
    let keys: Vec<&str> = group.members.iter().map(|m| run.resolved.entities[*m].key.as_str()).collect();
    assert!(keys.contains(&"pakistan") && keys.contains(&"china") && !keys.contains(&"mongolia"), "{keys:?}");
}

/// A name that lacks its owner is given to a body named before it, whatever others stand between; a counted group to a region near it.
#[test]
fn names_without_an_owner_and_groups_without_a_name() {
    let bodies = |n: usize| (0..n).map(|i| format!("上海丝路第{i}号委员会")).collect::<Vec<_>>().join("、");
    let secretariat = |n: usize| meaning(&format!("中国—中亚机制成立了，{}。常设秘书处开展工作。\n", bodies(n)), "常设秘书处").key;
    assert_eq!(
        (secretariat(0), secretariat(5)),
        ("china-central-asia-secretariat".to_owned(), "china-central-asia-secretariat".to_owned())
    );
    assert_eq!(meaning("中亚正在发展。五国支持联合国。\n", "五国").members.len(), 5);
}

/// Who a statement says have met are its ministers, whatever the list of members says of the day.
#[test]
fn who_met_is_told_in_full() {
    let words = "金砖国家外长联合声明\n\n1. 巴西、俄罗斯、印度、中国、南非、埃及、埃塞俄比亚、伊朗、沙特阿拉伯和阿联酋外长于2024年6月10日在俄罗斯下诺夫哥罗德举行会晤。\n\n2. 外长们支持联合国。\n";
    let states = members(words, "外长们");
    assert!(states.len() == 10 && states.iter().any(|s| s == "saudi-arabia"), "{states:?}");
}

/// 双方 are the two who meet, where a report tells of two meetings.
#[test]
fn both_sides_of_the_second_meeting() {
    let words = "习近平分别会见吉尔吉斯斯坦总统和土库曼斯坦总统\n\n新华社阿斯塔纳6月17日电　6月17日，国家主席习近平在阿斯塔纳分别会见吉尔吉斯斯坦总统扎帕罗夫和土库曼斯坦总统别尔德穆哈梅多夫。\n\n\
                 会见扎帕罗夫时，习近平指出，合作很好。双方要用好中国—中亚机制。\n\n会见别尔德穆哈梅多夫时，习近平指出，合作很好。双方要推进中国—中亚天然气管道D线建设。\n";
    assert_eq!(members(words, "双方"), ["china", "turkmenistan"]);
}

/// 我国 is the state of a president who speaks, so is his 我们 that calls for nothing; in a newspaper it is China.
#[test]
fn our_state_is_the_speakers() {
    let words = "在“上海合作组织+”会议上的讲话\n（2025年9月1日，天津）\n哈萨克斯坦共和国总统　卡瑟姆若马尔特·托卡耶夫\n\n尊敬的各位同事：\n\n\
                 我国支持联合国。上海合作组织成员国很多。我们正在推动中吉乌铁路建设。\n";
    assert_eq!((meaning(words, "我国").key, meaning(words, "我们").key), ("kazakhstan".to_owned(), "kazakhstan".to_owned()));
    assert_eq!(meaning("哈萨克斯坦是近邻。去年，我国支持联合国。\n", "我国").key, "china");
    let all = words.replace("我们正在推动", "我们要共同推动");
    assert_eq!(meaning(&all, "我们").kind, crate::ontology::Type::Group);
}

/// An ambassador's article is a speech: 我国 is the state that sends him, and so is his 我们.
#[test]
fn an_ambassadors_state() {
    let words = "哈萨克斯坦与中国：好邻居的新机遇\n\n哈萨克斯坦共和国驻中华人民共和国大使　沙赫拉特·努雷舍夫\n\n（2024年7月1日）\n\n\
                 双方山水相依。双方合作很好。双方互利共赢。我国支持联合国。\n\n我们坚定奉行一个中国政策。\n";
    assert_eq!(read(words).text.articles[0].genre, crate::text::Genre::Speech);
    assert_eq!((meaning(words, "我国").key, meaning(words, "我们").key), ("kazakhstan".to_owned(), "kazakhstan".to_owned()));
}

/// The items of a list that a report gives are said by the parties, whoever the item before speaks of.
#[test]
fn a_list_in_a_report_is_the_parties() {
    let run = read(
        "李强出席第28次中国—东盟领导人会议\n\n新华社吉隆坡10月28日电　国务院总理李强10月28日在吉隆坡出席第28次中国—东盟领导人会议。\n\n\
         会后，双方发表联合声明。成果清单如下：\n\n1. 中方支持东盟；\n2. 落实《南海各方行为宣言》；\n3. 保障中老铁路安全运营。\n",
    );
    let of = |object: &str| {
        let name = |e: usize| run.resolved.entities[e].key.as_str();
        run.claims.list.iter().find(|c| name(c.object) == object).map(|c| run.resolved.entities[c.subject].members.len())
    };
    assert_eq!((of("asean"), of("china-laos-railway")), (Some(0), Some(12)));
}

/// What stands in a theme is not done: 题为“加强…，推动…”的.
#[test]
fn a_title_in_quote_marks_is_passed_over() {
    let run = read("金砖国家领导人6日通过题为“推动中吉乌铁路建设，支持联合国”的宣言。\n");
    assert!(run.claims.list.iter().all(|c| c.rule.starts_with("links")), "{:?}", run.claims.list);
}
