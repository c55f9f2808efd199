//! What 该机制, 上述倡议, 我们 and 我 stand for.

use super::Meaning;
use super::table::Table;
use crate::mention::Mentions;
use crate::ontology::Type;
use crate::text::{Genre, Text};
use std::collections::BTreeMap;

/// Last words that tell one kind of line from another.
const LINES: [&str; 8] = ["铁路", "公路", "高铁", "管道", "走廊", "通道", "班列", "航线"];

/// How many sentences back an antecedent may stand.
const BACK: usize = 1;

/// Fill in `of` for anaphors; the entities of each.
pub fn resolve(
    text: &Text,
    mentions: &Mentions,
    of: &mut [Meaning],
    table: &mut Table<'_>,
    parties: &[Option<usize>],
    speaker: &[Option<usize>],
    answers: &[Option<(usize, usize)>],
) -> BTreeMap<usize, Vec<usize>> {
    let mut out = BTreeMap::new();
    let china = table.list.iter().position(|e| e.key == "china");
    for i in 0..mentions.list.len() {
        let m = &mentions.list[i];
        if !m.anaphor {
            continue;
        }
        let (list, why) = match &*m.name {
            // A spokesperson's or minister's 我们 is the state that speaks.
            "我们" if text.articles[m.article].genre == crate::text::Genre::Interview => {
                (answers[m.article].map(|a| a.0).or(china).into_iter().collect(), "the state that answers")
            }
            "我们" if let Some(own) = parties[m.article].and_then(|p| without_partner(i, text, mentions, of, &table.list[p].members)) => {
                (vec![own], "the one of the two that speaks of the other")
            }
            "我国" => {
                // A president's 我国 is the state that he or she leads; a newspaper's is China.
                let own = own_state(m.article, speaker[m.article], text, mentions, of, table);
                let own = own.or(answers[m.article].map(|a| a.0)).or(china);
                (own.into_iter().collect(), "the state of the one who speaks")
            }
            "我们"
                if we_of_one(i, text, mentions)
                    && let Some(own) = own_state(m.article, speaker[m.article], text, mentions, of, table) =>
            {
                (vec![own], "the state of the one who speaks")
            }
            "我们" | "我方" => (parties[m.article].into_iter().collect(), "the parties of the article"),
            "我" | "本人" => {
                let who = speaker[m.article].or(answers[m.article].map(|a| a.1)).or_else(|| quoted(i, text, mentions, of));
                (who.into_iter().collect(), "the one who speaks")
            }
            _ => (antecedent(i, text, mentions, of), "named before it"),
        };
        let list: Vec<usize> = list;
        if let Some(&first) = list.first() {
            let zh = table.list[first].zh.clone();
            of[i] = Some((first, table.because(&["“", &m.name, "” stands for ", &zh, " (", why, ")"])));
            out.insert(i, list);
        }
    }
    out
}

/// True where a speech says 我国 of the speaker's state, and this 我们 calls for nothing that all are to do.
fn we_of_one(i: usize, text: &Text, mentions: &Mentions) -> bool {
    let m = &mentions.list[i];
    let rest = &text.norm[m.span.end..];
    let clause = &rest[..rest.find(['，', '。', '；', '\n']).unwrap_or(rest.len())];
    let of_all = ["应", "要", "需", "必", "都", "有", "能", "可", "越", "一定"].iter().any(|w| clause.starts_with(w))
        || ["共同", "携手", "一道", "彼此", "六国", "各国"].iter().any(|w| clause.contains(w))
        || text.norm[..m.span.start].ends_with('让');
    let own = || mentions.of_article(m.article).iter().any(|j| &*mentions.list[*j].name == "我国");
    text.articles[m.article].genre == Genre::Speech && !of_all && own()
}

/// The state that the one who speaks leads, or is the ambassador or minister of: 哈萨克斯坦驻华大使努雷舍夫.
fn own_state(
    article: usize,
    speaker: Option<usize>,
    text: &Text,
    mentions: &Mentions,
    of: &[Meaning],
    table: &mut Table<'_>,
) -> Option<usize> {
    let person = speaker?;
    let kind = table.list[person].kind;
    if let Some(led) = super::nearby::led(person, kind, table, text.articles[article].date) {
        return Some(led);
    }
    let means = |i: usize| of[i].as_ref().map(|o| o.0);
    let named = mentions.of_article(article).iter().copied().find(|i| means(*i) == Some(person) && !mentions.list[*i].anaphor)?;
    let line = (0..named).rev().take_while(|j| super::same_sentence(&mentions.list[*j], &mentions.list[named]));
    // 哈萨克斯坦共和国驻中华人民共和国大使: the first of the two sends him.
    let first = line.filter(|j| mentions.list[*j].kind == Type::State).last()?;
    let office = &text.norm[mentions.list[first].span.end..mentions.list[named].span.start];
    if office.contains(['，', '。', '：']) || office.chars().count() > 30 { None } else { means(first) }
}

/// 我们愿同中方…, 我们欢迎中方… in the speech of one of two parties: the other of the two.
fn without_partner(i: usize, text: &Text, mentions: &Mentions, of: &[Meaning], parties: &[usize]) -> Option<usize> {
    let m = &mentions.list[i];
    let &[a, b] = parties else { return None };
    if text.articles[m.article].genre != crate::text::Genre::Speech {
        return None;
    }
    let clause = text.norm[m.span.end..].find(['，', '。', '；', '\n']).map_or(text.norm.len(), |end| m.span.end + end);
    let spoken_of = (i + 1..mentions.list.len()).take_while(|&j| mentions.list[j].span.end <= clause).find_map(|j| {
        let before = &text.norm[m.span.end..mentions.list[j].span.start];
        let partner = ["同", "与", "和", "欢迎", "感谢", "邀请", "支持"].iter().any(|w| before.ends_with(w));
        of[j].as_ref().map(|o| o.0).filter(|e| partner && (*e == a || *e == b))
    })?;
    Some(if spoken_of == a { b } else { a })
}

/// In a report, whose words are quoted: the last person before it of whom it is said that they speak.
fn quoted(i: usize, text: &Text, mentions: &Mentions, of: &[Meaning]) -> Option<usize> {
    let m = &mentions.list[i];
    let near = |j: &usize| mentions.list[*j].article == m.article && m.sentence - mentions.list[*j].sentence <= 3;
    let j = (0..i).rev().take_while(near).find(|j| {
        let o = &mentions.list[*j];
        let behind: String = text.norm[o.span.end..].chars().take(6).collect();
        o.kind == Type::Leader && !o.anaphor && ["说", "表示", "指出", "强调", "认为"].iter().any(|w| behind.contains(w))
    })?;
    of[j].as_ref().map(|o| o.0)
}

/// The nearest names before it of its type that end as it does; for 上述 and 这些 all of their list.
fn antecedent(i: usize, text: &Text, mentions: &Mentions, of: &[Meaning]) -> Vec<usize> {
    let m = &mentions.list[i];
    let head = m
        .name
        .trim_start_matches("该")
        .trim_start_matches("上述")
        .trim_start_matches("这一")
        .trim_start_matches("这些")
        .trim_start_matches("此");
    let many = m.name.starts_with("上述") || m.name.starts_with("这些");
    let near = |j: &usize| mentions.list[*j].article == m.article && m.sentence - mentions.list[*j].sentence <= BACK;
    let fits = |j: usize| {
        let o = &mentions.list[j];
        // 该铁路 is no pipeline; but a line named otherwise (中老通道一期) may be one.
        let other = LINES.iter().any(|l| o.name.ends_with(l));
        !o.anaphor && (o.name.ends_with(head) || (m.kind == o.kind && o.kind != Type::Group && !other))
    };
    let before: Vec<usize> = (0..i).rev().take_while(near).collect();
    let exact = before.iter().copied().find(|&j| !mentions.list[j].anaphor && mentions.list[j].name.ends_with(head));
    let Some(first) = exact.or_else(|| before.iter().copied().find(|&j| fits(j))) else { return Vec::new() };
    let mut list = vec![first];
    if many {
        let mut start = mentions.list[first].span.start;
        for j in (0..first).rev() {
            let o = &mentions.list[j];
            let between = text.norm.get(o.span.end..start).unwrap_or("?");
            if o.kind != mentions.list[first].kind || !matches!(between, "、" | "和" | "与" | "及" | "以及") {
                break;
            }
            list.push(j);
            start = o.span.start;
        }
        list.reverse();
    }
    list.into_iter().filter_map(|j| of[j].as_ref().map(|o| o.0)).collect()
}
