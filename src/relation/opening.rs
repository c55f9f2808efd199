//! How a clause opens: what stands before its subject or verb, and what the first words say of who acts.

use super::clause::is;
use crate::ontology::Type;
use crate::rules::RuleSet;
use crate::rules::encode::open;

/// What opens a clause before its subject or verb: numbers, conjunctions, times.
pub(super) fn lead_in(words: &str, rules: &RuleSet) -> usize {
    let mut at = 0;
    loop {
        let rest = &words[at..];
        let first = rest.chars().next();
        let skip = match first {
            Some('\u{4e00}'..='\u{9fff}') => 0,
            Some(c) if c.is_whitespace() || c.is_ascii_digit() || "、.．（）()—“”《》▲●■◆·*".contains(c) || is(c, &[Type::Date]) => {
                c.len_utf8()
            }
            _ => 0,
        };
        let ordinal = ordinal(rest);
        let skip = skip.max(ordinal).max(rules.sets.lead_in.begins(rest).unwrap_or(0));
        if skip == 0 {
            return at;
        }
        at += skip;
    }
}

/// `十二、`, `第一，`, `一是`, `（三）` at the start.
fn ordinal(rest: &str) -> usize {
    let body = rest.strip_prefix('第').unwrap_or(rest);
    let digit = |c: &char| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百');
    let digits: usize = body.chars().take_while(digit).map(char::len_utf8).sum();
    if digits == 0 {
        return 0;
    }
    let after = &body[digits..];
    match after.chars().next() {
        // 第二，支持…: the number is a clause of its own.
        None if body.len() < rest.len() => rest.len(),
        Some(c) if "、是）".contains(c) => rest.len() - body.len() + digits + c.len_utf8(),
        _ => 0,
    }
}

/// True where a clause, its lead-in left out, calls upon its hearers: 要深化…
pub(super) fn calls(words: &str, rules: &RuleSet) -> bool {
    rules.sets.duty.begins(words).is_some() && rules.sets.no_will.begins(words).is_none()
}

/// True where a clause begins with a verb, adverb or modal word: it has no subject of its own.
pub fn begins_with_verb(words: &str, rules: &RuleSet) -> bool {
    let rest = &words[lead_in(words, rules)..];
    [&rules.sets.verb, &rules.sets.will, &rules.sets.adverb].iter().any(|c| c.begins(rest).is_some())
}

/// True where a clause begins with a place that wills something: 陕西将….
pub(super) fn place_acts(words: &str, rules: &RuleSet) -> bool {
    let acts = |rest: &str| rules.sets.will.begins(rest).is_some() && rules.sets.no_will.begins(rest).is_none();
    words[lead_in(words, rules)..].strip_prefix(open(Type::Place)).is_some_and(acts)
}

/// True where a sentence begins with words that are neither known names nor verbs nor an adjunct: its subject is not known.
pub(super) fn starts_unknown(words: &str, rules: &RuleSet) -> bool {
    let rest = &words[lead_in(words, rules)..];
    match rest.chars().next() {
        None => false,
        Some(c) if ('\u{E000}'..='\u{F8FF}').contains(&c) => false,
        Some(_) => rules.sets.adjunct.begins(rest).is_none(),
    }
}

/// True where a clause begins with 他 or 她: one person, spoken of before.
pub(super) fn says_he(words: &str, rules: &RuleSet) -> bool {
    let rest = &words[lead_in(words, rules)..];
    rest.strip_prefix(['他', '她']).is_some_and(|behind| !behind.starts_with(['们', '人', '国', '的', '方']))
}

/// True where a clause begins with a party that is no known name: 俄方 where Russia is named nowhere, 对方, 警方.
pub(super) fn unknown_party(words: &str, rules: &RuleSet) -> bool {
    let mut first = words[lead_in(words, rules)..].chars();
    first.next().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && first.next() == Some('方') && first.next() != Some('面')
}

/// True where a clause says of a state or place what it is: 台湾是中国领土不可分割的一部分.
pub(super) fn says_what_is(words: &str, rules: &RuleSet) -> bool {
    let rest = &words[lead_in(words, rules)..];
    let named = rest.strip_prefix([open(Type::State), open(Type::Place)]);
    named.is_some_and(|behind| behind.strip_prefix("政府").unwrap_or(behind).starts_with('是'))
}
