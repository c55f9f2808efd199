//! Which states 各方, 双方, 两国, 五国, 成员国, 各国 mean where they stand.

use super::contraction;
use super::nearby::{led, members_then, met, pair, wide, with_region};
use super::parties::Parties;
use super::spoken::Spoken;
use super::table::Table;
use super::{Meaning, Why, same_sentence};
use crate::lexicon::EntryId;
use crate::mention::{FoundBy, Mention, Mentions};
use crate::ontology::Type;
use crate::text::{Genre, Text};
use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What is known where a group stands.
pub struct Scene<'a> {
    /// The text.
    pub text: &'a Text,
    /// Which of its articles.
    pub article: usize,
    /// Its mentions.
    pub mentions: &'a Mentions,
    /// The states that it names.
    pub named: &'a [EntryId],
    /// The parties of the article.
    pub parties: &'a Option<Parties>,
    /// Whom the text speaks of.
    pub spoken: &'a Spoken,
    /// The article's date.
    pub day: Option<Date>,
    /// True where one person of one state answers all questions: 两国 are the same two throughout.
    pub one_answers: bool,
}

impl Scene<'_> {
    /// True in questions and answers about now this state, now that, whose title names no two.
    fn is_of_many(&self) -> bool {
        let asks = |article: &crate::text::Article| article.genre == Genre::Interview;
        self.text.articles.get(self.article).is_some_and(asks) && !self.parties.as_ref().is_some_and(Parties::by_title)
    }

    /// True where the article of a mention speaks of its own parties. Answers, speeches and columns speak of others too.
    fn of_parties(&self, mention: usize) -> bool {
        let article = self.mentions.list[mention].article;
        matches!(self.text.articles[article].genre, Genre::Declaration | Genre::OutcomeList | Genre::News)
    }
}

/// What each mention means so far.
pub(super) type Meanings<'a> = &'a [Meaning];
/// The members of a group, and why.
pub(super) type Found = Option<(BTreeSet<usize>, String)>;

/// True for a group whose members depend on the text.
pub fn is_open(m: &Mention) -> bool {
    m.kind == Type::Group && !matches!(m.found_by, FoundBy::Lexicon(_))
}

/// Groups that the text defines by a list of states: 斐济、汤加（以下简称“岛方”）.
pub fn defined(table: &mut Table<'_>, mentions: &Mentions, of: &mut [Meaning]) {
    let named = if mentions.groups.is_empty() { HashMap::new() } else { by_name(mentions) };
    for (short, list) in &mentions.groups {
        let states: BTreeSet<usize> = list.iter().filter_map(|i| of[*i].as_ref().map(|o| o.0)).collect();
        if states.len() < 2 {
            continue;
        }
        let g = table.group_of(&states, None);
        let why = table.because(&["the text defines “", short, "” as the states listed before it"]);
        for i in named.get(short.as_str()).into_iter().flatten() {
            of[*i] = Some((g, why.clone()));
        }
    }
}

/// The short name of a group that only its place in the text says: 东非六国（以下简称“非方”）.
pub fn short(table: &mut Table<'_>, mentions: &Mentions, of: &mut [Meaning]) {
    let open = |full: usize| is_open(&mentions.list[full]);
    let named = if mentions.defined.iter().any(|(_, full)| open(*full)) { by_name(mentions) } else { HashMap::new() };
    for (short, full) in mentions.defined.iter().filter(|(_, full)| open(*full)) {
        let Some((target, _)) = of[*full] else { continue };
        let why = table.because(&["the text defines “", short, "” as short for ", &mentions.list[*full].name]);
        for i in named.get(short.as_str()).into_iter().flatten() {
            of[*i] = Some((target, why.clone()));
        }
    }
}

/// The mentions of groups under each name.
fn by_name(mentions: &Mentions) -> HashMap<&str, Vec<usize>> {
    let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, m) in mentions.list.iter().enumerate().filter(|(_, m)| m.kind == Type::Group) {
        named.entry(&m.name).or_default().push(i);
    }
    named
}

/// Its members, and why.
pub fn resolve(i: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> (usize, Why) {
    let Scene { mentions, parties, .. } = scene;
    let m = &mentions.list[i];
    let all = parties.as_ref().map(|p| &p.states);
    let two = &*m.name == "双方" || number(&m.name) == Some(2);
    let n = if &*m.name == "双方" { Some(2) } else { number(&m.name) };
    let settled = scene.of_parties(i) && n.is_none_or(|n| all.is_some_and(|a| a.len() == n));
    let found: Found = if let Some(found) = own(&m.name, scene, table) {
        Some(found)
    } else if !settled && let Some(found) = n.and_then(|n| spoken_of(i, n, scene, of, table)) {
        Some(found)
    } else if let Some(found) = two.then(|| met(i, scene, of, table)).flatten() {
        Some(found)
    } else if let Some(n) = number(&m.name) {
        let asked = n == 2 && !scene.one_answers && scene.is_of_many() && !near_pair(i, scene, of, table);
        let found = if asked { pair(i, scene, of, table) } else { None };
        found.or_else(|| counted(i, n, scene, of, table))
    } else if &*m.name == "双方" && scene.is_of_many() {
        pair(i, scene, of, table).or_else(|| all.map(|a| (a.clone(), "the parties of the article".to_owned())))
    } else if m.name.starts_with('各') && m.name.ends_with('国') && !m.name.contains("成员") {
        before(i, mentions, of, table, all).or_else(|| all.map(|a| (a.clone(), "the parties of the article".to_owned())))
    } else if m.name.contains("成员国") {
        bloc(i, scene, of, table).or_else(|| all.map(|a| (a.clone(), "the parties of the article".to_owned())))
    } else if let Some(found) = answered(i, scene, of, table).or_else(|| wide(i, scene, of, table)) {
        Some(found)
    } else {
        all.map(|a| (a.clone(), format!("the parties of the article: {}", parties.as_ref().map_or("", |p| p.why.as_str()))))
    };
    match found {
        Some((states, why)) if !states.is_empty() => {
            let key = parties.as_ref().filter(|p| p.states == states).and_then(|p| p.key.clone());
            let g = table.group_of(&states, key.as_deref());
            let names = states.iter().map(|s| table.list[*s].zh.as_str()).collect::<Vec<_>>().join("、");
            (g, table.because(&["“", &m.name, "” is ", &names, " (", &why, ")"]))
        }
        _ => (table.unknown(Type::Group, &m.name), table.because(&["whom “", &m.name, "” means is not known"])),
    }
}

/// The number of a counted group: 六国, 两国元首.
pub fn number(name: &str) -> Option<usize> {
    // 东非六国: the region before the number says which.
    let from = name.find(|c: char| "一二三四五六七八九十两双".contains(c)).unwrap_or(0);
    let name = &name[from..];
    let first = name.chars().next()?;
    let n = "一二三四五六七八九十".chars().position(|c| c == first).map(|n| n + 1).or(match first {
        '两' | '双' => Some(2),
        _ => None,
    })?;
    let second = name.chars().nth(1)?;
    match (first, second) {
        ('十', '一') => Some(11),
        ('双', _) => None,
        _ => Some(n),
    }
}

/// 中马两国: a group that names its states by one character each.
fn own(name: &str, scene: &Scene<'_>, table: &mut Table<'_>) -> Found {
    let states = contraction::states(name, table.lexicon, scene.named);
    (states.len() >= 2).then(|| (states.into_iter().map(|s| table.known(s, scene.day)).collect(), "as its characters say".to_owned()))
}

/// The states that a name in the same sentence is contracted from, where they are `n`: 双方发表《中越…联合声明》, 中吉乌铁路是三国元首….
fn contracted(i: usize, n: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> Found {
    let list = &scene.mentions.list;
    let before = (0..i).rev().take_while(|&j| same_sentence(&list[j], &list[i]));
    // 双方贸易额增长，中老铁路…: a line of two states behind says nothing of whom the sentence began with.
    let behind =
        (i + 1..list.len()).take_while(|&j| same_sentence(&list[j], &list[i])).filter(|&j| n > 2 || list[j].kind != Type::Corridor);
    before.chain(behind).filter(|&j| list[j].kind != Type::Group).find_map(|j| {
        let name = list[j].name.trim_start_matches(['《', '“']);
        // 中吉乌铁路: what the lexicon says that it joins, before the characters themselves.
        let entry = of[j].as_ref().and_then(|o| table.list[o.0].entry);
        let links = entry.map_or(&[][..], |e| &table.lexicon.entry(e).links);
        let mut states: Vec<EntryId> = links.iter().copied().filter(|e| table.lexicon.entry(*e).kind == Type::State).collect();
        if states.len() != n {
            states = contraction::states(name, table.lexicon, scene.named);
        }
        if states.len() != n && list[j].kind == Type::Document {
            states = contraction::spelled(name, table.lexicon);
        }
        let known = |s| table.known(s, scene.day);
        (states.len() == n).then(|| (states.into_iter().map(known).collect(), format!("as the name {name} says")))
    })
}

/// `n` states that the sentence itself speaks of: in a list before, or in a contracted name.
fn spoken_of(i: usize, n: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> Found {
    let listed = joined_before(i, n, scene, of).map(|states| (states, "listed together before it".to_owned()));
    listed.or_else(|| contracted(i, n, scene, of, table))
}

/// `n` states joined to one list in the sentence before a mention: 巴基斯坦和阿富汗都是邻居，中方支持两国….
fn joined_before(i: usize, n: usize, scene: &Scene<'_>, of: Meanings<'_>) -> Option<BTreeSet<usize>> {
    let Scene { text, mentions, .. } = scene;
    let m = &mentions.list[i];
    let mut list: Vec<usize> = Vec::new();
    let mut start = m.span.start;
    // 邀请A、B、C和D加入。四国…: a long list also stands in the sentences before, a short one before a semicolon.
    let sentences = &text.articles[m.article].sentences;
    let goes_on = m.sentence.checked_sub(1).and_then(|s| sentences.get(s)).is_some_and(|s| s.span.of(&text.norm).ends_with('；'));
    let reach = if n >= 4 { 2 } else { usize::from(goes_on) };
    let near = |j: usize| mentions.list[j].article == m.article && m.sentence - mentions.list[j].sentence <= reach;
    for j in (0..i).rev().take_while(|&j| near(j)) {
        let other = &mentions.list[j];
        let between = text.norm.get(other.span.end..start).unwrap_or("?");
        if other.kind != Type::State || !matches!(between, "、" | "和" | "与" | "及" | "同") {
            if list.len() == n {
                break;
            }
            list.clear();
        }
        if other.kind == Type::State {
            list.extend(of[j].as_ref().map(|o| o.0));
        }
        start = other.span.start;
    }
    let states: BTreeSet<usize> = list.iter().copied().collect();
    (list.len() == n && states.len() == n).then_some(states)
}

/// The states before a mention in its sentence, nearest last, each once; a person counts for the state led.
pub(super) fn states_before(i: usize, mentions: &Mentions, of: Meanings<'_>, table: &mut Table<'_>, day: Option<Date>) -> Vec<usize> {
    let m = &mentions.list[i];
    let mut out: Vec<usize> = Vec::new();
    for j in (0..i).rev().take_while(|&j| same_sentence(&mentions.list[j], m)) {
        let Some((e, _)) = of[j] else { continue };
        let state = match mentions.list[j].kind {
            Type::State => Some(e),
            Type::Leader => led(e, Type::Leader, table, day),
            _ => None,
        };
        if let Some(s) = state
            && !out.contains(&s)
        {
            out.push(s);
        }
    }
    out
}

fn counted(i: usize, n: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> Found {
    let Scene { text, mentions, day, .. } = *scene;
    let parties = scene.parties.as_ref().map(|p| &p.states);
    // Listed just before: 吉尔吉斯斯坦、塔吉克斯坦两国.
    let mut listed = Vec::new();
    let mut end = mentions.list[i].span.start;
    for j in (0..i).rev() {
        let m = &mentions.list[j];
        let between = text.norm.get(m.span.end..end).unwrap_or("?");
        if m.kind != Type::State || !matches!(between, "" | "、" | "和" | "与" | "及" | "同") || (listed.is_empty() && !between.is_empty())
        {
            break;
        }
        listed.extend(of[j].as_ref().map(|o| o.0));
        end = m.span.start;
    }
    if listed.len() == n {
        return Some((listed.into_iter().collect(), "listed just before".to_owned()));
    }
    if (!scene.of_parties(i) || parties.is_none_or(|p| p.len() != n))
        && let Some(states) = joined_before(i, n, scene, of)
    {
        return Some((states, "listed together before it".to_owned()));
    }
    let near = states_before(i, mentions, of, table, day);
    if let Some(p) = parties {
        if p.len() == n && (n > 2 || near.len() < 2 || near.iter().take(2).all(|s| p.contains(s))) {
            return Some((p.clone(), "the parties of the article".to_owned()));
        }
        if n > 2 && p.len() == n + 1 {
            let china = table.lexicon.by_slug("china").map(|c| table.known(c, day));
            let rest: BTreeSet<usize> = p.iter().copied().filter(|s| Some(*s) != china).collect();
            if rest.len() == n {
                return Some((rest, "the parties of the article without China".to_owned()));
            }
        }
    }
    if near.len() >= n {
        return Some((near.into_iter().take(n).collect(), "the states named before it in the sentence".to_owned()));
    }
    // A known group of that size that the text speaks of, or one of one less, with China.
    if let Some(e) = scene.spoken.group_of(n) {
        return Some((table.list[e].members.iter().copied().collect(), format!("{}, named in the text", table.list[e].zh)));
    }
    if n > 2
        && let Some(found) = met_before(i, n, scene, of, table)
    {
        return Some(found);
    }
    if let Some(found) = with_region(i, n, mentions, table, day) {
        return Some(found);
    }
    if let Some(found) = members_then(i, n, scene, of, table) {
        return Some(found);
    }
    let less = scene.spoken.group_without_china(n - 1).filter(|_| n > 3)?;
    let china = table.lexicon.by_slug("china").map(|c| table.known(c, day))?;
    let states = table.list[less].members.iter().copied().chain([china]).collect();
    Some((states, format!("{} and China", table.list[less].zh)))
}

/// The `n` states of the meeting that the sentences before speak of (中阿巴外长会晤…。三方强调…), or whose ministers they name.
fn met_before(i: usize, n: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> Found {
    let Scene { mentions, day, .. } = *scene;
    let m = &mentions.list[i];
    let near = |j: &usize| mentions.list[*j].article == m.article && m.sentence - mentions.list[*j].sentence <= 2;
    let meeting = (0..i).rev().take_while(near).filter(|j| matches!(mentions.list[*j].kind, Type::Event | Type::Mechanism)).find_map(|j| {
        let name = &mentions.list[j].name;
        // 第六次中阿巴外长对话
        let name = if name.starts_with('第') {
            name.find(['次', '届', '轮']).map_or(&**name, |p| &name[p + '次'.len_utf8()..])
        } else {
            name
        };
        let states = contraction::states(name, table.lexicon, scene.named);
        (states.len() == n).then(|| (states.into_iter().map(|s| table.known(s, day)).collect(), format!("those who meet: {name}")))
    });
    if meeting.is_some() {
        return meeting;
    }
    let last = (0..i).rev().take_while(near).find(|j| mentions.list[*j].sentence < m.sentence)?;
    let mut states: BTreeSet<usize> = states_before(last, mentions, of, table, day).into_iter().collect();
    states.extend(of[last].as_ref().filter(|_| mentions.list[last].kind == Type::State).map(|o| o.0));
    (states.len() == n).then(|| (states, "the states of the sentence before".to_owned()))
}

/// The nearest group before it in the sentence that is not all the parties.
fn before(i: usize, mentions: &Mentions, of: Meanings<'_>, table: &Table<'_>, parties: Option<&BTreeSet<usize>>) -> Found {
    let m = &mentions.list[i];
    (0..i).rev().take_while(|&j| mentions.list[j].article == m.article && m.sentence - mentions.list[j].sentence <= 1).find_map(|j| {
        let (e, _) = of[j].as_ref()?;
        let members: BTreeSet<usize> = table.list[*e].members.iter().copied().collect();
        (members.len() >= 2 && parties != Some(&members)).then(|| (members, format!("{}, named before it", table.list[*e].zh)))
    })
}

/// How many bodies around a group are asked whose members it may be.
const NEAR: usize = 100;

/// The members of the organization that stands just before (欧亚经济联盟成员国), of the one whose members the article's
/// parties are, or of the one last spoken of.
fn bloc(i: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> Found {
    let Scene { text, mentions, day, .. } = *scene;
    let parties = scene.parties.as_ref().map(|p| &p.states);
    let body = |j: usize| matches!(mentions.list[j].kind, Type::Organization | Type::Mechanism);
    let start = mentions.list[i].span.start;
    let beside = |j: usize| text.norm.get(mentions.list[j].span.end..start).is_some_and(|b| matches!(b, "" | "的" | "各"));
    let named = |j: usize, table: &mut Table<'_>| {
        let (e, _) = of[j].as_ref()?;
        let members = table.lexicon.group_members(table.list[*e].entry?, day);
        let zh = table.list[*e].zh.clone();
        let states: BTreeSet<usize> = members.into_iter().map(|m| table.known(m, day)).collect();
        (states.len() >= 2).then(|| (states, format!("the members of {zh}")))
    };
    if let Some(found) = i.checked_sub(1).filter(|&j| body(j) && beside(j)).and_then(|j| named(j, table)) {
        return Some(found);
    }
    // 金砖国家…，缩小成员国间的差距: of those whose text it is, unless the sentence itself names a body.
    let said = (0..i).rev().take_while(|&j| same_sentence(&mentions.list[j], &mentions.list[i])).any(body);
    let theirs = |p: &&Parties| p.key.is_some() || p.by_title() && text.articles[scene.article].title.contains("成员国");
    if !said && let Some(p) = scene.parties.as_ref().filter(theirs) {
        return Some((p.states.clone(), "the parties of the article".to_owned()));
    }
    let mut found = scene.spoken.bodies_around(i).take(NEAR).filter_map(|j| named(j, table)).peekable();
    let last = found.peek().cloned();
    found.find(|f| Some(&f.0) == parties).or(last)
}

/// In an interview or press conference, where each answer is about something else: the members of the body or the group
/// last spoken of in the answer.
fn answered(i: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> Found {
    const BACK: usize = 3;
    let Scene { text, mentions, day, .. } = *scene;
    let m = &mentions.list[i];
    // One interview on one meeting is about those of its title throughout.
    let whole = scene.one_answers || scene.parties.as_ref().is_some_and(Parties::by_title);
    if whole || text.articles[m.article].genre != Genre::Interview || !m.name.ends_with("各方") {
        return None;
    }
    let near = |j: &usize| mentions.list[*j].article == m.article && m.sentence - mentions.list[*j].sentence <= BACK;
    (0..i).rev().take_while(near).find_map(|j| {
        let (e, _) = of[j].as_ref()?;
        let entity = &table.list[*e];
        let why = format!("{}, last spoken of", entity.zh);
        let members = entity.entry.filter(|_| entity.kind != Type::Group).map(|id| table.lexicon.group_members(id, day));
        let states: BTreeSet<usize> = match members {
            Some(members) => members.into_iter().map(|m| table.known(m, day)).collect(),
            None => entity.members.iter().copied().collect(),
        };
        (states.len() >= 3).then_some((states, why))
    })
}

/// True where two states stand before a group in its own sentence.
fn near_pair(i: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> bool {
    states_before(i, scene.mentions, of, table, scene.day).len() >= 2
}
