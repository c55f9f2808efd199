//! Whom an article is about: what 各方 and 双方 mean in it, and who speaks.

use super::contraction;
use super::group::number;
use super::table::Table;
use super::{Meaning, of_article};
use crate::lexicon::EntryId;
use crate::mention::Mentions;
use crate::ontology::Type;
use crate::text::{Genre, Part, Text};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The parties of an article.
#[derive(Clone, Debug)]
pub struct Parties {
    /// The states.
    pub states: BTreeSet<usize>,
    /// The known group that they are, if one.
    pub key: Option<String>,
    /// How they were found.
    pub why: String,
}

/// Why, where the title names them.
const BY_TITLE: &str = "the states of the title";

impl Parties {
    /// True where the title says who they are.
    pub fn by_title(&self) -> bool {
        self.why == BY_TITLE
    }
}

/// Mentions of the opening: how many sentences of running text count.
const OPENING: usize = 4;

/// Find them: by the title, by the office-holders of the opening and the signatures, by the groups most spoken of.
pub fn find(text: &Text, a: usize, mentions: &Mentions, of: &[Meaning], table: &mut Table<'_>, day: Option<Date>) -> Option<Parties> {
    let article = &text.articles[a];
    let body: Vec<usize> = article
        .sentences
        .iter()
        .enumerate()
        .filter(|(_, s)| matches!(s.part, Part::Body | Part::Item))
        .map(|(i, _)| i)
        .take(OPENING)
        .collect();
    let china = table.lexicon.by_slug("china").map(|c| table.known(c, day));
    let home = table.lexicon.by_slug("china");
    let mut host = false;
    let mut led = BTreeSet::new();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for i in of_article(mentions, a) {
        let m = &mentions.list[i];
        let Some((e, _)) = of[i] else { continue };
        *counts.entry(e).or_default() += 1;
        let opening = body.contains(&m.sentence) || article.sentences[m.sentence].part == Part::Signature;
        if m.kind == Type::State && opening && leads(text, mentions, i) {
            led.insert(e);
        }
        let leads_china = |id| table.lexicon.entry(id).offices.iter().any(|o| Some(o.of) == home && o.period.holds(day));
        host |= m.kind == Type::Leader && opening && table.list[e].entry.is_some_and(leads_china);
    }
    // 国家主席习近平同哈萨克斯坦总统托卡耶夫会谈: China is one of them, though the report does not name it.
    if article.genre == Genre::News && host && !led.is_empty() {
        led.extend(china);
    }
    let mut title = named_in_title(&article.title, table, day);
    // 中国—中亚峰会 with 六国元首: the five and China.
    let counted = |size: usize| of_article(mentions, a).any(|i| of[i].is_none() && number(&mentions.list[i].name) == Some(size));
    if title.len() >= 3 && counted(title.len() + 1) {
        title.extend(china);
    }
    // A meeting of three or more: the states that its declaration opens with.
    if matches!(article.genre, Genre::Declaration | Genre::OutcomeList) {
        let opening: BTreeSet<usize> = of_article(mentions, a)
            .filter(|i| mentions.list[*i].kind == Type::State && body.iter().take(2).any(|s| *s == mentions.list[*i].sentence))
            .filter_map(|i| of[i].as_ref().map(|o| o.0))
            .collect();
        // 巴西、俄罗斯、…和阿联酋外长举行金砖国家外长会晤: who met is told in full, members of the title's bloc and others.
        let mut states = opening.clone();
        if title.len() > 2 && !opening.is_subset(&title) {
            states = listed(text, mentions, of, &body[..body.len().min(2)], a);
        }
        let fits = title.len() <= 2 || opening.is_subset(&title) || title.is_subset(&states);
        if opening.len() >= 3
            && opening.len() > led.len()
            && led.is_subset(&opening)
            && fits
            && china.is_none_or(|c| opening.contains(&c) || !title.contains(&c))
        {
            return Some(Parties { states, key: None, why: "the states of the opening".to_owned() });
        }
    }
    // The members of an organization that the title names, where most of those who lead are among them: observers come too.
    let members_led = led.intersection(&title).count();
    let guests = led.len() - members_led;
    if title.len() >= 3 && members_led >= guests && (title.len() > led.len() || guests > 0) {
        return Some(Parties { states: title, key: None, why: BY_TITLE.to_owned() });
    }
    // China speaks too where the title names it, though its own name was lost in the opening.
    if matches!(article.genre, Genre::Declaration | Genre::OutcomeList) && led.len() >= 2 {
        led.extend(china.filter(|c| title.contains(c)));
    }
    // A signed article in the press of one state is about that state and the writer's.
    if article.genre == Genre::Speech && title.len() == 1 && led.len() < 2 && article.title.contains("署名文章") {
        let states: BTreeSet<usize> = title.iter().copied().chain(china).collect();
        if states.len() == 2 {
            return Some(Parties { states, key: None, why: "the writer's state and that of the title".to_owned() });
        }
    }
    let spoken = article.genre != Genre::News || led.len() == 2;
    if led.len() >= 2 && spoken {
        return Some(Parties { states: led, key: None, why: "the office-holders of the opening and the signatures".to_owned() });
    }
    if title.len() >= 2 {
        // 习近平分别会见A国总统和B国总统: China meets them one after the other.
        title.extend(china.filter(|_| article.genre == Genre::News && host));
        return Some(Parties { states: title, key: None, why: BY_TITLE.to_owned() });
    }
    // The group most spoken of, with China where China speaks with it.
    let mut groups: Vec<(usize, usize)> = counts
        .iter()
        .filter(|(e, _)| {
            let entity = &table.list[**e];
            match entity.kind {
                Type::Group => entity.members.len() >= 2,
                Type::Organization => members(table, **e, day).len() >= 2,
                _ => false,
            }
        })
        .map(|(e, n)| (*e, *n))
        .collect();
    groups.sort_by_key(|(e, n)| (std::cmp::Reverse(*n), *e));
    let states: Vec<(usize, usize)> = {
        let mut s: Vec<(usize, usize)> =
            counts.iter().filter(|(e, _)| table.list[**e].kind == Type::State).map(|(e, n)| (*e, *n)).collect();
        s.sort_by_key(|(e, n)| (std::cmp::Reverse(*n), *e));
        s
    };
    let second = states.iter().find(|(e, _)| Some(*e) != china).map_or(0, |s| s.1);
    let with_china = china.is_some_and(|c| counts.contains_key(&c));
    if let Some(&(g, n)) = groups.first()
        && n >= second
    {
        let key = table.list[g].key.clone();
        let opens = || china.is_some_and(|c| title.contains(&c)) || article.title.starts_with('中');
        let of_all = || counted(table.list[g].members.len() + 1);
        let beside = with_china && (opens() || of_all() || china.is_some_and(|c| counts[&c] * 2 >= n));
        let mut states: BTreeSet<usize> = if table.list[g].kind == Type::Group {
            table.list[g].members.iter().copied().collect()
        } else {
            members(table, g, day).into_iter().map(|e| table.known(e, day)).collect()
        };
        let alone = !beside || china.is_some_and(|c| states.contains(&c));
        states.extend(china.filter(|_| beside));
        return Some(Parties { states, key: alone.then_some(key), why: format!("{} is the group most spoken of", table.list[g].zh) });
    }
    if led.len() >= 2 {
        return Some(Parties { states: led, key: None, why: "the office-holders of the opening".to_owned() });
    }
    let two: BTreeSet<usize> = states.iter().take(2).filter(|s| s.1 >= 2).map(|s| s.0).collect();
    (two.len() == 2).then(|| Parties { states: two, key: None, why: "the two states most spoken of".to_owned() })
}

/// The states of the longest list (A、B和C) in some sentences of an article.
fn listed(text: &Text, mentions: &Mentions, of: &[Meaning], sentences: &[usize], a: usize) -> BTreeSet<usize> {
    let (mut longest, mut list) = (BTreeSet::new(), BTreeSet::new());
    let mut end = 0;
    for i in of_article(mentions, a).filter(|i| sentences.contains(&mentions.list[*i].sentence)) {
        let m = &mentions.list[i];
        let joined = matches!(text.norm.get(end..m.span.start), Some("、" | "和" | "与" | "及" | "以及" | "同"));
        if m.kind != Type::State || !joined {
            list.clear();
        }
        if m.kind == Type::State {
            list.extend(of[i].as_ref().map(|o| o.0));
        }
        if list.len() > longest.len() {
            longest.clone_from(&list);
        }
        end = m.span.end;
    }
    longest
}

fn members(table: &Table<'_>, e: usize, day: Option<Date>) -> Vec<crate::lexicon::EntryId> {
    table.list[e].entry.map_or_else(Vec::new, |id| table.lexicon.group_members(id, day))
}

/// True where an office and a person follow the state: 哈萨克斯坦共和国总统托卡耶夫.
fn leads(text: &Text, mentions: &Mentions, i: usize) -> bool {
    let m = &mentions.list[i];
    // Between them may stand the body of the office: 中华人民共和国自然资源部部长.
    let next = mentions.list[i + 1..].iter().take(2).find(|n| n.kind != crate::ontology::Type::Organization);
    let Some(next) = next else { return false };
    let between = &text.norm[m.span.end..next.span.start.max(m.span.end)];
    next.kind == Type::Leader && next.article == m.article && between.chars().count() <= 20 && !between.contains(['，', '。', '、'])
}

/// The states that a title names, one by one or as a group: 中华人民共和国和哈萨克斯坦共和国联合声明, 中国—中亚峰会, 中非合作论坛.
fn named_in_title(title: &str, table: &mut Table<'_>, day: Option<Date>) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    let mut rest = title;
    while let Some(first) = rest.chars().next() {
        match here(rest, title, table, day) {
            Some((end, states)) => {
                out.extend(states);
                rest = &rest[end..];
            }
            None => rest = &rest[first.len_utf8()..],
        }
    }
    out
}

/// The states of the longest name at the start of `rest`, also inside the title's own event or document; its length.
fn here(rest: &str, title: &str, table: &mut Table<'_>, day: Option<Date>) -> Option<(usize, Vec<usize>)> {
    let lexicon = table.lexicon;
    if !rest.starts_with('中') && !lexicon.may_begin(rest, '国') {
        return None;
    }
    // 上海合作组织成员国元首理事会第二十二次会议: a council has no members of its own, the body that it begins with has.
    let party = |e: &&EntryId| match lexicon.entry(**e).kind {
        Type::State => true,
        Type::Group | Type::Organization | Type::Mechanism => !lexicon.group_members(**e, day).is_empty(),
        _ => false,
    };
    // 中亚 in a title means its states: 中亚国家.
    let region = |e: &&EntryId| lexicon.entry(**e).kind == Type::Group;
    let starts = lexicon.starts(rest, "国家", 16);
    let longest = starts.iter().rev().find_map(|(end, own, of_states)| {
        let id = own.iter().find(party).or_else(|| of_states.iter().find(region))?;
        Some((*end, vec![*id]))
    });
    // 中非, 中阿, 中日韩: one character each.
    let first = |n: usize| &rest[..rest.char_indices().nth(n).map_or(rest.len(), |(i, _)| i)];
    let two = first(2).len();
    let short = || pair_of(first(2), title, table).map(|ids| (two, ids));
    let several = || {
        (3..=5).rev().map(first).find_map(|word| {
            let states = contraction::states(word, lexicon, &[]);
            (states.len() >= 3 && states.len() == word.chars().count()).then_some((word.len(), states))
        })
    };
    let contracted = rest.starts_with('中').then(several).flatten();
    let (end, ids) = match longest.into_iter().chain(contracted).max_by_key(|found| found.0) {
        Some(found) if found.0 >= two => found,
        one => short().or(one)?,
    };
    let mut states = Vec::new();
    for id in ids {
        match lexicon.entry(id).kind {
            Type::State => states.push(table.known(id, day)),
            _ => states.extend(lexicon.group_members(id, day).into_iter().map(|m| table.known(m, day)).collect::<Vec<_>>()),
        }
    }
    Some((end, states))
}

/// 中非, 中阿, 中欧: China and whom the second character stands for, a group before a state.
fn pair_of(word: &str, title: &str, table: &Table<'_>) -> Option<Vec<crate::lexicon::EntryId>> {
    let second = word.strip_prefix('中').filter(|s| s.chars().count() == 1)?;
    let lexicon = table.lexicon;
    let all = lexicon.by_abbreviation(second);
    let named = |e: &&crate::lexicon::EntryId| title.contains(lexicon.entry(**e).zh.as_str());
    let whom = all
        .iter()
        .find(|e| lexicon.entry(**e).kind != Type::State)
        .or_else(|| all.iter().find(named))
        .or_else(|| all.first().filter(|_| all.len() == 1))?;
    Some(vec![lexicon.by_slug("china")?, *whom])
}

/// Who speaks: the person of a speech's byline or signature.
pub fn speaker(text: &Text, a: usize, mentions: &Mentions, of: &[Meaning]) -> Option<usize> {
    let article = &text.articles[a];
    if !matches!(article.genre, Genre::Speech) {
        return None;
    }
    // 尊敬的普京总统: whoever is greeted listens.
    let greeted = |sentence: usize| article.sentences[sentence].span.of(&text.norm).starts_with("尊敬的");
    let of_part = |parts: &[Part]| {
        of_article(mentions, a)
            .filter(|&i| mentions.list[i].kind == Type::Leader && !greeted(mentions.list[i].sentence))
            .find(|&i| parts.contains(&article.sentences[mentions.list[i].sentence].part))
            .and_then(|i| of[i].as_ref().map(|o| o.0))
    };
    of_part(&[Part::Title, Part::Signature]).or_else(|| of_part(&[Part::Body, Part::Heading]))
}
