//! Whom 双方, 两国, 各方 and 六国 mean by what is spoken of around them.

use super::group::{Found, Meanings, Scene};
use super::table::Table;
use crate::base::holds;
use crate::mention::Mentions;
use crate::ontology::Type;
use crate::text::Genre;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How often a text names a group that it is about.
const SPOKEN: usize = 3;

/// How far back a meeting is looked for, in sentences.
const MEETING: usize = 3;

/// How far around a region is looked for, in sentences.
const REGION: usize = 2;

/// 各方 are more than two: where the article's parties are two states (an ambassador of one in the other is asked), and it is no
/// agreement of theirs, the group or organization most spoken of.
pub(super) fn wide(i: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> Found {
    let Scene { text, mentions, day, .. } = *scene;
    let m = &mentions.list[i];
    let of_two = scene.parties.as_ref().is_some_and(|p| p.states.len() == 2);
    if !of_two || !m.name.ends_with("各方") || matches!(text.articles[m.article].genre, Genre::Declaration | Genre::OutcomeList) {
        return None;
    }
    // 积极参与中国—中亚机制，同各方加强协作: a body of its own sentence.
    let before = (0..i).rev().take_while(|&j| super::same_sentence(&mentions.list[j], m));
    let body =
        before.filter(|&j| matches!(mentions.list[j].kind, Type::Organization | Type::Mechanism)).find_map(|j| Some(of[j].as_ref()?.0));
    let mut of_body = |e: usize| -> BTreeSet<usize> {
        match (table.list[e].kind, table.list[e].entry) {
            (Type::Group, _) => table.list[e].members.iter().copied().collect(),
            (_, Some(id)) => table.lexicon.group_members(id, day).into_iter().map(|s| table.known(s, day)).collect(),
            _ => BTreeSet::new(),
        }
    };
    if let Some((e, states)) = body.map(|e| (e, of_body(e))).filter(|(_, states)| states.len() > 2) {
        return Some((states, format!("{}, named before it", table.list[e].zh)));
    }
    let (e, n) = scene.spoken.most()?;
    let states = of_body(e);
    (n >= SPOKEN && !states.is_empty()).then(|| (states, format!("{}, most spoken of", table.list[e].zh)))
}

/// In questions and answers 双方 are China and whom was last spoken of.
pub(super) fn pair(i: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> Found {
    let Scene { mentions, day, .. } = *scene;
    let china = table.lexicon.by_slug("china").map(|c| table.known(c, day))?;
    let m = &mentions.list[i];
    let states_only = m.name.contains('国');
    let near = (0..i).rev().take_while(|&j| mentions.list[j].article == m.article && m.sentence - mentions.list[j].sentence <= 3);
    for j in near {
        let Some((e, _)) = of[j] else { continue };
        // 桑切斯首相访华期间，双方…: a person stands for the state that he or she leads.
        let kind = mentions.list[j].kind;
        let (e, kind) = match led(e, kind, table, day) {
            Some(state) => (state, Type::State),
            None => (e, kind),
        };
        let party = match kind {
            Type::State => e != china,
            // 西班牙是中国在欧盟内的伙伴，两国…: a body is no state.
            Type::Group | Type::Organization if states_only => false,
            Type::Group => !table.list[e].members.is_empty() && !table.list[e].members.contains(&china),
            Type::Organization => table.list[e].entry.is_some_and(|id| table.lexicon.group_members(id, day).len() >= 2),
            _ => false,
        };
        if kind == Type::Group && table.list[e].members.contains(&china) && (!states_only || table.list[e].members.len() == 2) {
            return Some((table.list[e].members.iter().copied().collect(), format!("{}, spoken of before", table.list[e].zh)));
        }
        if party {
            let mut states: BTreeSet<usize> = match (table.list[e].kind, table.list[e].entry) {
                (Type::Group, _) => table.list[e].members.iter().copied().collect(),
                // The members of a union: a group is made of states.
                (Type::Organization, Some(id)) => table.lexicon.group_members(id, day).into_iter().map(|m| table.known(m, day)).collect(),
                _ => BTreeSet::from([e]),
            };
            states.insert(china);
            return Some((states, format!("China and {}, spoken of before", table.list[e].zh)));
        }
    }
    None
}

/// The state that a known person leads on the day.
pub(super) fn led(e: usize, kind: Type, table: &mut Table<'_>, day: Option<Date>) -> Option<usize> {
    let lexicon = table.lexicon;
    let id = table.list[e].entry.filter(|_| kind == Type::Leader)?;
    let of_state = |o: &&crate::lexicon::Office| o.period.holds(day) && lexicon.entry(o.of).kind == Type::State;
    let office = lexicon.entry(id).offices.iter().find(of_state)?;
    Some(table.known(office.of, day))
}

/// 会前，王毅会见了马来西亚总理安瓦尔。…双方…: in a report about more than two states, China and whose leader was met before.
pub(super) fn met(i: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> Found {
    let Scene { text, mentions, day, .. } = *scene;
    let m = &mentions.list[i];
    let article = &text.articles[m.article];
    let many = scene.parties.as_ref().is_none_or(|p| p.states.len() > 2);
    if !matches!(article.genre, Genre::News | Genre::Commentary) || !many {
        return None;
    }
    let china = table.lexicon.by_slug("china").map(|c| table.known(c, day))?;
    // A report goes on with a meeting, a commentary speaks of it in a sentence.
    let from = if article.genre == Genre::News { m.sentence.saturating_sub(MEETING) } else { m.sentence };
    // 会见土耳其总统埃尔多安时，习近平强调，双方…: also in its own sentence, before it.
    let sentence = (from..=m.sentence).rev().find(|s| {
        let span = article.sentences[*s].span;
        let words = &text.norm[span.start..span.end.min(m.span.start)];
        ["会见", "会谈", "通话", "访问", "访华", "到访"].iter().any(|w| holds(words, w))
    })?;
    // 会见扎帕罗夫时: a person stands for the state that he or she leads.
    let near = (0..i).rev().take_while(|&j| mentions.list[j].article == m.article && mentions.list[j].sentence >= sentence);
    let mut states = BTreeSet::new();
    for j in near.filter(|&j| mentions.list[j].sentence == sentence) {
        let Some((e, _)) = of[j] else { continue };
        let state = if mentions.list[j].kind == Type::State { Some(e) } else { led(e, mentions.list[j].kind, table, day) };
        states.extend(state.filter(|e| *e != china));
    }
    (states.len() == 1).then(|| (states.into_iter().chain([china]).collect(), "China and whose leader is met".to_owned()))
}

/// 2014年，五国在福塔莱萨签署…: a body that the text speaks of, with the `n` members that it had at the time that the sentence names.
pub(super) fn members_then(i: usize, n: usize, scene: &Scene<'_>, of: Meanings<'_>, table: &mut Table<'_>) -> Found {
    let Scene { mentions, .. } = *scene;
    let m = &mentions.list[i];
    let before = (0..i).rev().take_while(|&j| super::same_sentence(&mentions.list[j], m));
    let value = |j: usize| table.list[of[j].as_ref()?.0].edtf.as_deref();
    let then = before.filter_map(value).find_map(super::when::calendar).map(|period| period.1)?;
    let (e, members) = scene
        .spoken
        .with_members()
        .filter_map(|e| Some((e, table.lexicon.group_members(table.list[e].entry?, Some(then)))))
        .find(|(_, members)| members.len() == n)?;
    let why = format!("the members of {} at that time", table.list[e].zh);
    Some((members.into_iter().map(|s| table.known(s, scene.day)).collect(), why))
}

/// 五国 near 中亚: the states of the region, where they are `n`; 六国元首 near 中国—中亚元首会晤机制: China and the states of the
/// region that a name joins to it.
pub(super) fn with_region(i: usize, n: usize, mentions: &Mentions, table: &mut Table<'_>, day: Option<Date>) -> Found {
    let lexicon = table.lexicon;
    let m = &mentions.list[i];
    let near = |j: &usize| mentions.list[*j].article == m.article && mentions.list[*j].sentence.abs_diff(m.sentence) <= REGION;
    let from = i - (0..i).rev().take_while(near).count();
    let known = |name: &str| lexicon.by_name(name).iter().copied().find(|g| lexicon.entry(*g).kind == Type::Group);
    let places = (from..i).map(|j| &mentions.list[j]).filter(|m| m.kind == Type::Place);
    let own = places.filter_map(|m| known(&format!("{}国家", m.name)).map(|g| (lexicon.group_members(g, day), g)));
    if let Some((members, group)) = own.last().filter(|(members, _)| members.len() == n) {
        let why = format!("{}, whose region is named near it", lexicon.entry(group).zh);
        return Some((members.into_iter().map(|s| table.known(s, day)).collect(), why));
    }
    let group = (from..mentions.list.len())
        .take_while(near)
        .filter_map(|j| mentions.list[j].name.trim_start_matches(['《', '“']).strip_prefix("中国—"))
        .find_map(|rest| {
            let ends = rest.char_indices().map(|(i, c)| i + c.len_utf8()).take(6);
            ends.filter_map(|end| lexicon.by_name(&format!("{}国家", &rest[..end])).first().copied()).last()
        })?;
    let members = lexicon.group_members(group, day);
    let china = lexicon.by_slug("china").filter(|c| members.len() + 1 == n && !members.contains(c))?;
    let why = format!("China and {}", lexicon.entry(group).zh);
    Some((members.into_iter().chain([china]).map(|s| table.known(s, day)).collect(), why))
}
