//! Which states 各方, 双方, 两国, 五国, 成员国, 各国 mean where they stand.

use super::parties::Parties;
use super::same_sentence;
use super::table::Table;
use crate::mention::{FoundBy, Mention, Mentions};
use crate::ontology::Type;
use crate::text::Text;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// True for a group whose members depend on the text.
pub fn is_open(m: &Mention) -> bool {
    m.kind == Type::Group && !matches!(m.found_by, FoundBy::Lexicon(_))
}

/// Groups that the text defines by a list of states: 斐济、汤加（以下简称“岛方”）.
pub fn defined(table: &mut Table<'_>, mentions: &Mentions, of: &mut [Option<(usize, String)>]) {
    for (short, list) in &mentions.groups {
        let states: BTreeSet<usize> = list.iter().filter_map(|i| of[*i].as_ref().map(|o| o.0)).collect();
        if states.len() < 2 {
            continue;
        }
        let g = table.group_of(&states, None);
        for (m, o) in mentions.list.iter().zip(of.iter_mut()).filter(|(m, _)| m.name == *short && m.kind == Type::Group) {
            *o = Some((g, format!("the text defines “{}” as the states listed before it", m.name)));
        }
    }
}

/// Its members, and why.
pub fn resolve(
    i: usize,
    text: &Text,
    mentions: &Mentions,
    of: &[Option<(usize, String)>],
    table: &mut Table<'_>,
    parties: &Option<Parties>,
    day: Option<Date>,
) -> (usize, String) {
    let m = &mentions.list[i];
    let all = parties.as_ref().map(|p| &p.states);
    let found: Option<(BTreeSet<usize>, String)> = if let Some(n) = number(&m.name) {
        counted(i, n, text, mentions, of, table, all, day)
    } else if m.name == "双方" && text.articles[m.article].genre == crate::text::Genre::Interview {
        pair(i, mentions, of, table, day).or_else(|| all.map(|a| (a.clone(), "the parties of the article".to_owned())))
    } else if m.name.starts_with('各') && m.name.ends_with('国') && !m.name.contains("成员") {
        before(i, mentions, of, table, all).or_else(|| all.map(|a| (a.clone(), "the parties of the article".to_owned())))
    } else if m.name.contains("成员国") {
        bloc(i, mentions, of, table, day).or_else(|| all.map(|a| (a.clone(), "the parties of the article".to_owned())))
    } else {
        all.map(|a| (a.clone(), format!("the parties of the article: {}", parties.as_ref().map_or("", |p| p.why.as_str()))))
    };
    match found {
        Some((states, why)) if !states.is_empty() => {
            let key = parties.as_ref().filter(|p| p.states == states).and_then(|p| p.key.clone());
            let g = table.group_of(&states, key.as_deref());
            let names: Vec<&str> = states.iter().map(|s| table.list[*s].zh.as_str()).collect();
            (g, format!("“{}” is {} ({why})", m.name, names.join("、")))
        }
        _ => (table.unknown(Type::Group, &m.name), format!("whom “{}” means is not known", m.name)),
    }
}

/// The number of a counted group: 六国, 两国元首.
fn number(name: &str) -> Option<usize> {
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

/// The states before a mention in its sentence, nearest last, each once; a person counts for the state led.
fn states_before(i: usize, mentions: &Mentions, of: &[Option<(usize, String)>], table: &mut Table<'_>, day: Option<Date>) -> Vec<usize> {
    let m = &mentions.list[i];
    let mut out: Vec<usize> = Vec::new();
    for j in (0..i).rev().take_while(|&j| same_sentence(&mentions.list[j], m)) {
        let Some((e, _)) = of[j] else { continue };
        let state = match mentions.list[j].kind {
            Type::State => Some(e),
            Type::Leader => table.list[e].entry.and_then(|id| {
                let lexicon = table.lexicon;
                let of_state = |o: &&crate::lexicon::Office| o.period.holds(day) && lexicon.entry(o.of).kind == Type::State;
                let office = lexicon.entry(id).offices.iter().find(of_state).map(|o| o.of)?;
                Some(table.known(office, day))
            }),
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

#[allow(clippy::too_many_arguments)]
fn counted(
    i: usize,
    n: usize,
    text: &Text,
    mentions: &Mentions,
    of: &[Option<(usize, String)>],
    table: &mut Table<'_>,
    parties: Option<&BTreeSet<usize>>,
    day: Option<Date>,
) -> Option<(BTreeSet<usize>, String)> {
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
    // A known group of that size that the text speaks of.
    for j in (0..mentions.list.len()).filter(|&j| mentions.list[j].kind == Type::Group) {
        if let Some((e, _)) = &of[j]
            && table.list[*e].members.len() == n
        {
            return Some((table.list[*e].members.iter().copied().collect(), format!("{}, named in the text", table.list[*e].zh)));
        }
    }
    None
}

/// The nearest group before it in the sentence that is not all the parties.
fn before(
    i: usize,
    mentions: &Mentions,
    of: &[Option<(usize, String)>],
    table: &Table<'_>,
    parties: Option<&BTreeSet<usize>>,
) -> Option<(BTreeSet<usize>, String)> {
    let m = &mentions.list[i];
    (0..i).rev().take_while(|&j| mentions.list[j].article == m.article && m.sentence - mentions.list[j].sentence <= 1).find_map(|j| {
        let (e, _) = of[j].as_ref()?;
        let members: BTreeSet<usize> = table.list[*e].members.iter().copied().collect();
        (members.len() >= 2 && parties != Some(&members)).then(|| (members, format!("{}, named before it", table.list[*e].zh)))
    })
}

/// The members of the organization that the text speaks of.
fn bloc(
    i: usize,
    mentions: &Mentions,
    of: &[Option<(usize, String)>],
    table: &mut Table<'_>,
    day: Option<Date>,
) -> Option<(BTreeSet<usize>, String)> {
    let near =
        (0..i).rev().chain(i + 1..mentions.list.len()).filter(|&j| matches!(mentions.list[j].kind, Type::Organization | Type::Mechanism));
    for j in near {
        let Some((e, _)) = of[j] else { continue };
        let Some(id) = table.list[e].entry else { continue };
        let members = table.lexicon.group_members(id, day);
        if members.len() >= 2 {
            let zh = table.list[e].zh.clone();
            return Some((members.into_iter().map(|m| table.known(m, day)).collect(), format!("the members of {zh}")));
        }
    }
    None
}

/// In questions and answers 双方 are China and whom was last spoken of.
fn pair(
    i: usize,
    mentions: &Mentions,
    of: &[Option<(usize, String)>],
    table: &mut Table<'_>,
    day: Option<Date>,
) -> Option<(BTreeSet<usize>, String)> {
    let china = table.lexicon.by_slug("china").map(|c| table.known(c, day))?;
    let m = &mentions.list[i];
    let near = (0..i).rev().take_while(|&j| mentions.list[j].article == m.article && m.sentence - mentions.list[j].sentence <= 3);
    for j in near {
        let Some((e, _)) = of[j] else { continue };
        let party = match mentions.list[j].kind {
            Type::State => e != china,
            Type::Group => !table.list[e].members.is_empty() && !table.list[e].members.contains(&china),
            Type::Organization => table.list[e].entry.is_some_and(|id| table.lexicon.group_members(id, day).len() >= 2),
            _ => false,
        };
        if mentions.list[j].kind == Type::Group && table.list[e].members.contains(&china) {
            return Some((table.list[e].members.iter().copied().collect(), format!("{}, spoken of before", table.list[e].zh)));
        }
        if party {
            let mut states: BTreeSet<usize> =
                if table.list[e].kind == Type::Group { table.list[e].members.iter().copied().collect() } else { BTreeSet::from([e]) };
            states.insert(china);
            return Some((states, format!("China and {}, spoken of before", table.list[e].zh)));
        }
    }
    None
}
