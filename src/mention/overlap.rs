//! Which of two overlapping candidates stays: the longer, then the higher rank.

use super::date::{Found, When};
use super::{Entries, FoundBy, Mention, Names};
use crate::base::Span;
use crate::lexicon::{EntryId, Hit, Lexicon};
use crate::ontology::Type;
use crate::rules::RuleId;
use std::ops::Range;
use std::sync::LazyLock;

/// A possible mention in a sentence.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Bytes of the sentence.
    pub range: Range<usize>,
    /// Its type.
    pub kind: Type,
    /// What found it.
    pub found_by: FoundBy,
    /// An anaphor.
    pub anaphor: bool,
    /// Higher wins where the extent is the same.
    pub rank: i32,
    /// Of a date.
    pub when: Option<When>,
}

/// What dates are found by: no rule of a file.
static DATE: LazyLock<RuleId> = LazyLock::new(|| "date".into());

/// A known name outranks a form of the same extent.
const KNOWN: i32 = 100;

impl Candidate {
    /// A lexicon hit; `start` is the sentence's first byte in the text. `shed`: verbs that a name does not begin with (共建).
    pub fn of_hit(hit: &Hit<'_>, start: usize, text: &str, lexicon: &Lexicon, shed: &[String]) -> Vec<Self> {
        let Some(kind) = hit.entries.first().map(|e| lexicon.entry(*e).kind) else { return Vec::new() };
        let words = &text[hit.range.clone()];
        let after = &text[hit.range.end..];
        // 外交部长 and 外交部门 name no ministry; a list with a number behind it is read name by name.
        if words.ends_with('部') && after.starts_with(['长', '门']) || kind == Type::Group && words.contains('、') {
            // But the state that the ministry's name begins with is named: 中华人民共和国外交部长.
            let mut ends = words
                .char_indices()
                .skip(1)
                .map(|(i, _)| i)
                .filter(|i| lexicon.by_name(&words[..*i]).first().is_some_and(|e| lexicon.entry(*e).kind == Type::State));
            return match ends.by_ref().last() {
                Some(end) => Self::of_hit(
                    &Hit { range: hit.range.start..hit.range.start + end, entries: lexicon.by_name(&words[..end]) },
                    start,
                    text,
                    lexicon,
                    shed,
                ),
                None => Vec::new(),
            };
        }
        let candidate = |range: Range<usize>, kind: Type, entries: &[EntryId]| {
            let found_by = FoundBy::Lexicon(Entries::new(entries)?);
            Some(Candidate { range: range.start - start..range.end - start, kind, found_by, anaphor: false, rank: KNOWN, when: None })
        };
        let both = |first: Option<Candidate>, second: Option<Candidate>| first.into_iter().chain(second).collect();
        // 沙特“2030愿景”: the state, and what it put forward.
        if let Some(mark) = words.find(['“', '《']).filter(|m| *m > 0)
            && words.ends_with(['”', '》']) | words[mark..].contains(['”', '》'])
        {
            let owner = lexicon.by_name(&words[..mark]);
            if let Some(first) = owner.first().map(|e| lexicon.entry(*e).kind)
                && matches!(first, Type::State | Type::Organization)
            {
                let middle = hit.range.start + mark;
                return both(candidate(hit.range.start..middle, first, owner), candidate(middle..hit.range.end, kind, hit.entries));
            }
        }
        // 中华人民共和国国务院总理: the state, and its council.
        if kind == Type::Organization && ["总理", "副总理", "国务委员"].iter().any(|w| after.starts_with(w)) {
            let same = |rest: &str| lexicon.by_name(rest).iter().any(|e| hit.entries.contains(e));
            let state = |word: &str| lexicon.by_name(word).first().is_some_and(|e| lexicon.entry(*e).kind == Type::State);
            let split = words.char_indices().rev().map(|(i, _)| i).find(|i| *i > 0 && state(&words[..*i]) && same(&words[*i..]));
            if let Some(i) = split {
                let middle = hit.range.start + i;
                let owner = lexicon.by_name(&words[..i]);
                return both(candidate(hit.range.start..middle, Type::State, owner), candidate(middle..hit.range.end, kind, hit.entries));
            }
        }
        let shed = shed.iter().filter(|w| words.starts_with(w.as_str())).map(String::len).max().unwrap_or(0);
        candidate(hit.range.start + shed..hit.range.end, kind, hit.entries).into_iter().collect()
    }

    /// A date.
    pub fn of_date(found: Found) -> Self {
        let found_by = FoundBy::Rule(DATE.clone());
        Candidate { range: found.range, kind: Type::Date, found_by, anaphor: false, rank: 0, when: Some(found.when) }
    }

    /// The mention in its text.
    pub fn into_mention(self, words: &str, start: usize, article: usize, sentence: usize, names: &mut Names) -> Mention {
        Mention {
            span: Span::new(start + self.range.start, start + self.range.end),
            kind: self.kind,
            article,
            sentence,
            name: names.of(&words[self.range]),
            found_by: self.found_by,
            anaphor: self.anaphor,
            when: self.when,
        }
    }
}

/// Those that stay, in order of position.
pub fn choose(mut all: Vec<Candidate>) -> Vec<Candidate> {
    if all.len() < 2 {
        return all;
    }
    all.sort_by(|a, b| {
        let by_length = b.range.len().cmp(&a.range.len());
        by_length.then(b.rank.cmp(&a.rank)).then(a.range.start.cmp(&b.range.start)).then(a.kind.cmp(&b.kind))
    });
    let mut kept: Vec<Candidate> = Vec::with_capacity(all.len());
    for c in all {
        if !kept.iter().any(|k| k.range.start < c.range.end && c.range.start < k.range.end) {
            kept.push(c);
        }
    }
    kept.sort_by_key(|c| c.range.start);
    kept
}
