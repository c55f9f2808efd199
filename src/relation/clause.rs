//! Clauses of an encoded sentence, and the subject of each.

use super::opening::{begins_with_verb, calls, lead_in, place_acts, says_he, says_what_is, starts_unknown, unknown_party};
use crate::ontology::Type;
use crate::rules::RuleSet;
use crate::rules::encode::{BREAK, Encoded, open};
use crate::rules::pattern::ends_clause;
use std::ops::Range;

/// Who does what a clause says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subject {
    /// Mentions of this article; empty where the subject is not known.
    pub mentions: Vec<usize>,
    /// Entities that no mention of the sentence names: the parties, a heading's actor.
    pub entities: Vec<usize>,
    /// How it came here; empty where it stands in the clause itself.
    pub why: &'static str,
}

impl Subject {
    /// True where nobody is known.
    pub fn is_empty(&self) -> bool {
        self.mentions.is_empty() && self.entities.is_empty()
    }
}

/// A clause of an encoded sentence.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Encoded bytes, the closing mark left out.
    pub range: Range<usize>,
    /// Who.
    pub subject: Subject,
    /// Encoded byte of a thing that the clause is about instead of an actor (中国—中亚峰会将…).
    pub topic: Option<usize>,
    /// True where the subject stands in this clause.
    pub own: bool,
    /// True where an earlier clause's 将 or 要 is still in force.
    pub willed: bool,
    /// The same of 愿, 商定: it holds for what is done, not for stances.
    pub wished: bool,
    /// True where the sentence has said that what follows was done: 10年来，…; 已….
    pub past: bool,
}

/// Types that act.
pub const ACTORS: [Type; 4] = [Type::State, Type::Group, Type::Leader, Type::Organization];

pub(super) fn is(c: char, types: &[Type]) -> bool {
    types.iter().any(|t| open(*t) == c)
}

/// Split into clauses; each takes the subject in it, or else the one before it, the first of them `before`.
/// `is_past` tells of a date whether it lies before the article's, `charged` whom a subject speaks
/// for when it says 要, at the start of a sentence or within it; `he` tells whom 他 means behind a subject.
pub fn split(
    e: &Encoded,
    before: &Subject,
    is_past: &dyn Fn(usize) -> bool,
    charged: &dyn Fn(&Subject, bool) -> Option<Subject>,
    he: &dyn Fn(&Subject) -> Option<Subject>,
    rules: &RuleSet,
) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    let mut start = 0;
    let text = &e.text;
    let mut ends: Vec<(usize, usize)> =
        text.char_indices().filter(|(_, c)| ends_clause(*c) || *c == BREAK).map(|(i, c)| (i, i + c.len_utf8())).collect();
    ends.push((text.len(), text.len()));
    ends.extend(told(e, rules).map(|at| (at, at)));
    ends.sort_unstable();
    let mut current = before.clone();
    let mut willed = false;
    let mut wished = false;
    let mut said = false;
    let mut said_by_all = false;
    let mut past = false;
    let mut we = false;
    // 重申坚定奉行一个中国原则，台湾是…，支持…: what is held to be so has a subject of its own, the stances after it have not.
    let mut holds = false;
    // With whom the current subject acts: 中方愿同东盟一道，…，欢迎…: it alone welcomes.
    let mut with: Vec<usize> = Vec::new();
    // 我们强调，新开发银行…，支持…: who says so takes the later stances too.
    let mut frame: Option<Subject> = None;
    for (end, next) in ends {
        if end > start {
            let (own, topic) = subject(e, start..end, rules);
            let is_own = own.is_some();
            let words = &text[start..end];
            // 我们，巴西、俄罗斯、印度领导人于…: who we are.
            let own = own.filter(|s| {
                !(we && s.mentions.len() > 2
                    && s.mentions.iter().all(|m| e.place_of(*m).is_some_and(|at| e.text[at..].starts_with(open(Type::State)))))
            });
            we = words[lead_in(words, rules)..].strip_prefix(open(Type::Group)).is_some_and(str::is_empty);
            let aside = holds && says_what_is(words, rules);
            let kept = aside.then(|| current.clone());
            if let Some(s) = own {
                // 东盟国家领导人表示，中国是…，欢迎…: what a state is said to be is no act of its own.
                let told = |at: usize| {
                    let rest = &e.text[at..];
                    rest.starts_with(open(Type::Organization)) || rest.strip_prefix(open(Type::State)).is_some_and(|r| r.starts_with('是'))
                };
                let nested = said_by_all && e.place_of(s.mentions[0]).is_some_and(told);
                frame = nested.then(|| current.clone());
                current = s;
                with.clear();
                (willed, wished) = (false, false);
            } else if frame.is_some() && rules.sets.stance_verb.begins(&words[lead_in(words, rules)..]).is_some() {
                current = frame.take().unwrap_or_default();
            } else if rules.sets.others.begins(&words[lead_in(words, rules)..]).is_some() || unknown_party(words, rules) {
                // 成员国将落实…，有关国家愿推动…; 俄方也…: who these are is not known.
                current = Subject::default();
                (willed, wished) = (false, false);
            } else if calls(&words[lead_in(words, rules)..], rules)
                && let Some(all) = charged(&current, out.is_empty())
            {
                // 习近平指出，要完善…: what is called for is everybody's.
                current = all;
            } else if place_acts(words, rules) {
                // 负责人表示，陕西将加快…: what a province does nobody else does.
                current = Subject::default();
                (willed, wished) = (false, false);
            } else if says_he(words, rules)
                && let Some(person) = he(&current)
            {
                // 托卡耶夫表示，…。他还高度评价…: he is the one who spoke.
                current = person;
                (willed, wished) = (false, false);
            } else if said && !begins_with_verb(words, rules) && starts_unknown(words, rules) {
                // 汪文斌表示，会议将…: what is said has a subject of its own, which is no known name.
                current = Subject::default();
            } else if topic.is_some() {
                willed = false;
            } else if !begins_with_verb(words, rules) && out.is_empty() && starts_unknown(words, rules) {
                current = Subject::default();
            }
            let mut s = current.clone();
            if !with.is_empty() && rules.words("welcome").iter().any(|w| words[lead_in(words, rules)..].starts_with(w.as_str())) {
                s.mentions.retain(|m| !with.contains(m));
            }
            if !is_own && s.why.is_empty() {
                s.why = "the subject of the clause before";
            }
            out.push(Clause {
                range: start..end,
                subject: s,
                topic,
                own: is_own,
                willed,
                wished,
                past: past || leads_past(e, start..end, is_past, rules),
            });
            // 中方愿同东盟一道，A，B，C: both do all of it, and wish all of it.
            let partners = partners(e, start..end, rules);
            if !partners.is_empty() && !current.is_empty() {
                current.mentions.extend(&partners);
                with = partners;
                current.why = "the subject of the clause before, with whom it acts together";
                willed = willed || rules.sets.will.within(words);
            }
            willed = willed || super::modality::carries(words, rules);
            // 并于昨日签署了: what is done ends a wish.
            wished = (wished || super::modality::wishes(words, rules)) && !rules.sets.done.within(words);
            past = (past || leads_past(e, start..end, is_past, rules) || super::modality::carries_done(words, rules)) && !willed && !wished;
            let says = is_own && rules.sets.say_end.ends(words);
            said = says && speaks(&current, e);
            said_by_all = says && !said;
            holds = aside || rules.sets.holds.within(words) && !current.is_empty();
            if let Some(kept) = kept {
                current = kept;
            }
        }
        start = next;
    }
    out
}

/// Where what somebody says begins with who acts, without a comma: 托卡耶夫表示|哈方愿….
fn told<'e>(e: &'e Encoded, rules: &'e RuleSet) -> impl Iterator<Item = usize> + 'e {
    const SAID: [&str; 5] = ["表示", "重申", "强调", "指出", "宣布"];
    let text = e.text.as_str();
    e.mentions(0..text.len()).filter(|m| is(m.1, &ACTORS)).filter_map(move |(at, c, _)| {
        // 宣布未来3年|中国愿….
        let before = text[..at].trim_end_matches(open(Type::Date));
        let said = SAID.iter().any(|w| before.ends_with(w));
        // 表示|埃塞俄比亚和阿联酋将…: all of them.
        let mut after = &text[at + c.len_utf8()..];
        while let Some(next) = after.strip_prefix(['、', '和', '与', '及', '同'])
            && let Some(actor) = next.chars().next().filter(|c| is(*c, &ACTORS))
        {
            after = &next[actor.len_utf8()..];
        }
        let acts = || {
            rules.sets.will.begins(after).is_some() && rules.sets.no_will.begins(after).is_none()
                || rules.sets.stands.begins(after).is_some()
        };
        (said && acts()).then_some(at)
    })
}

/// With whom the subject of a clause acts in those after it: `愿同东盟国家一道`.
fn partners(e: &Encoded, clause: Range<usize>, rules: &RuleSet) -> Vec<usize> {
    let words = &e.text[clause.clone()];
    let Some(mut end) = rules.sets.together.all_end(words).next().map(|together| words.len() - together.len()) else { return Vec::new() };
    let list: Vec<_> = e.mentions(clause.clone()).collect();
    let mut found = Vec::new();
    for &(at, c, id) in list.iter().rev() {
        let at = at - clause.start;
        let between = words.get(at + c.len_utf8()..end);
        if !is(c, &ACTORS) || !between.is_some_and(|b| matches!(b, "" | "、" | "和" | "与" | "及" | "以及" | "各方" | "等")) {
            break;
        }
        found.push(id);
        end = at;
    }
    if !words[..end].ends_with(['同', '与', '和']) {
        found.clear();
    }
    found.reverse();
    found
}

/// True where a clause opens with a past date: 去年，…
fn leads_past(e: &Encoded, clause: Range<usize>, is_past: &dyn Fn(usize) -> bool, rules: &RuleSet) -> bool {
    let lead = lead_in(&e.text[clause.clone()], rules);
    e.mentions(clause.start..clause.start + lead).any(|m| is(m.1, &[Type::Date]) && is_past(m.2))
}

/// True where a person is the subject.
fn speaks(subject: &Subject, e: &Encoded) -> bool {
    let person =
        |id: &usize| e.place_of(*id).and_then(|at| e.text[at..].chars().next()).is_some_and(|c| is(c, &[Type::Leader, Type::Person]));
    subject.mentions.iter().any(person)
}

/// The subject that stands in a clause, and the thing that it is about where that is no actor.
fn subject(e: &Encoded, clause: Range<usize>, rules: &RuleSet) -> (Option<Subject>, Option<usize>) {
    let words = &e.text[clause.clone()];
    let from = lead_in(words, rules);
    let verb = first_verb(words, from, rules);
    let mut list = e.mentions(clause.clone()).filter(|m| m.0 < clause.start + verb).peekable();
    let mut in_adjunct: Option<usize> = None;
    while let Some((at, c, id)) = list.next() {
        let local = at - clause.start;
        let after = &words[local + c.len_utf8()..];
        let lead = &words[from.min(local)..local];
        // 同巴西、秘鲁探讨…: the whole list stands in the adjunct.
        let listed = in_adjunct.is_some_and(|end: usize| matches!(&e.text[end..at], "、" | "和" | "与" | "及" | "以及"));
        let adjunct = listed || rules.sets.not_subject_after.ends(lead);
        in_adjunct = adjunct.then_some(at + c.len_utf8());
        let owner = rules.sets.not_subject_before.begins(after).is_some();
        if is(c, &ACTORS) && !adjunct && !owner {
            let mut mentions = vec![id];
            let mut end = at + c.len_utf8();
            // A和B, A、B同C: all of them act. An office between state and person is passed over.
            loop {
                // 上海合作组织（以下简称“上合组织”）成员国: the short name is no actor of its own.
                if let Some(len) = short_name(&e.text[end..]) {
                    end += len;
                    while list.next_if(|m| m.0 < end).is_some() {}
                }
                let Some(&(next, c2, id2)) = list.peek() else { break };
                let between = &e.text[end..next];
                let person =
                    c2 == open(Type::Leader) && is(e.text[..end].chars().next_back().unwrap_or(' '), &[Type::State, Type::Organization]);
                if person && between.chars().count() <= 16 && offices(between, rules) {
                    mentions.pop();
                    mentions.push(id2);
                } else if c2 == open(Type::Group) && sums_up(between) {
                    // 中国和哈萨克斯坦双方, 托卡耶夫等中亚五国元首, 上合组织（以下简称…）成员国: the group is meant.
                    mentions = vec![id2];
                } else if joins(between, e.text[..end].ends_with(open(Type::Leader)), rules) && is(c2, &ACTORS) {
                    mentions.push(id2);
                } else if !(is(c2, &[Type::Date, Type::Place, Type::Organization]) && between.is_empty()) {
                    break;
                }
                end = next + c2.len_utf8();
                list.next();
            }
            return (Some(Subject { mentions, entities: Vec::new(), why: "" }), None);
        }
        let initial = lead.is_empty();
        if initial && !is(c, &ACTORS) && !is(c, &[Type::Date, Type::Place]) && c < '\u{E020}' && !owner {
            return (None, Some(at));
        }
    }
    (None, None)
}

/// True for what may stand between two of a list; behind a person also his or her title: 习近平主席和五国元首.
fn joins(between: &str, person: bool, rules: &RuleSet) -> bool {
    let title = if person { rules.sets.office.begins(between).unwrap_or(0) } else { 0 };
    matches!(&between[title..], "、" | "和" | "与" | "同" | "及" | "以及" | "，")
}

/// True for what may stand between a body or state and its officer: one office, or several (政治局委员、外交部长).
fn offices(between: &str, rules: &RuleSet) -> bool {
    between.rsplit_once('、').is_none_or(|(before, _)| before.split('、').all(|part| rules.sets.office.ends(part)))
}

/// The length of `（以下简称“上合组织”）` at the start.
fn short_name(text: &str) -> Option<usize> {
    let rest = ["（以下简称", "（简称"].iter().find_map(|w| text.strip_prefix(w))?;
    Some(text.len() - rest.len() + rest.find('）')? + '）'.len_utf8())
}

/// The byte of the first verb from `from` on; the end where there is none. 称 in 以下简称 is none.
fn first_verb(words: &str, mut from: usize, rules: &RuleSet) -> usize {
    while let Some(verb) = rules.sets.verb.find(&words[from..]).map(|v| from + v) {
        let bracket = words[from..verb].rfind('（').map(|b| from + b);
        match bracket.and_then(|b| Some(b + short_name(&words[b..])?)).filter(|end| *end > verb) {
            Some(end) => from = end,
            None => return verb,
        }
    }
    words.len()
}

/// True where what stands between an actor and a group leaves the group to act.
fn sums_up(between: &str) -> bool {
    matches!(between, "" | "等") || between.starts_with('（') && between.ends_with('）')
}

/// Where 并, 并且 begins a new verb phrase inside a clause.
pub fn breaks(words: &str, rules: &RuleSet) -> Vec<usize> {
    let and = &rules.sets.and_verb;
    let verb_behind = |i: usize| and.all_begin(&words[i..]).any(|len| begins_with_verb(&words[i + len..], rules));
    words.char_indices().map(|(i, _)| i).filter(|&i| verb_behind(i)).collect()
}

/// The clause that holds an encoded byte.
pub fn at(clauses: &[Clause], byte: usize) -> Option<&Clause> {
    clauses.iter().rev().find(|c| c.range.start <= byte).filter(|c| byte <= c.range.end)
}
