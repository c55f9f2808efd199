//! A sentence made ready for rules: its mentions as characters, masks laid, clauses found.

use super::clause::{self, Clause, Subject};
use super::select::Engine;
use super::theme;
use crate::base::Span;
use crate::mention::Mentions;
use crate::ontology::Type;
use crate::resolve::Resolved;
use crate::rules::RuleSet;
use crate::rules::encode::{Encoded, Slot, open, shut};
use crate::rules::pick::Hit;
use crate::text::{Genre, Part, Text};
use std::ops::Range;

/// A sentence ready for rules.
pub(super) struct Ready<'a> {
    pub(super) text: &'a Text,
    pub(super) mentions: &'a Mentions,
    pub(super) resolved: &'a Resolved,
    pub(super) rules: &'a RuleSet,
    pub(super) article: usize,
    pub(super) sentence: usize,
    pub(super) span: Span<crate::base::Norm>,
    pub(super) encoded: Encoded,
    pub(super) clauses: Vec<Clause>,
    /// Shut mentions, each with the mask that shut it.
    pub(super) hidden: Vec<(usize, usize)>,
    /// The literals of the encoded sentence.
    pub(super) found: Vec<Hit>,
    /// The rules that its literals call for.
    pub(super) wanted: Vec<usize>,
    /// True for an item whose heading speaks of what is to come: 中方将采取的举措.
    pub(super) willed: bool,
    /// The last person who was a subject in the sentences before.
    pub(super) he: Option<Subject>,
}

#[allow(clippy::too_many_arguments)]
pub(super) fn prepare<'a>(
    text: &'a Text,
    mentions: &'a Mentions,
    resolved: &'a Resolved,
    rules: &'a RuleSet,
    engine: &Engine,
    article: usize,
    sentence: usize,
) -> Ready<'a> {
    let span = text.articles[article].sentences[sentence].span;
    let words = span.of(&text.norm);
    let mut slots = slots(mentions, span);
    let breaks = clause::breaks(words, rules);
    let gaps = theme::all(words, rules);
    let bare = Encoded::without(words, &slots, &breaks, &gaps);
    let found = engine.scan(&bare.text);
    let (mut hidden, mut spans): (Vec<(usize, usize)>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    for i in engine.masks_for(&found) {
        engine.spans_of_mask(i, &bare.text, &found, &mut spans);
        for span in spans.drain(..) {
            let mut at = span.start;
            while at <= span.end
                && let Some(c) = rules.masks[i].pattern.regex.captures_in(&bare.text, at..span.end)
            {
                let Some(whole) = c.get(0) else { break };
                // An alternative without the group says what is not to be passed over.
                let masked = c.name("mask").map(|m| m.range()).unwrap_or_default();
                hidden.extend(bare.mentions(masked).map(|m| (m.2, i)));
                at = whole.start() + bare.text[whole.start()..].chars().next().map_or(1, char::len_utf8);
            }
        }
    }
    let (encoded, found) = if hidden.is_empty() {
        (bare, found)
    } else {
        for s in &mut slots {
            s.shut = hidden.iter().any(|h| h.0 == s.id);
        }
        let encoded = Encoded::without(words, &slots, &breaks, &gaps);
        let found = engine.scan(&encoded.text);
        (encoded, found)
    };
    let wanted = engine.rules_for(&found);
    let clauses = Vec::new();
    Ready { text, mentions, resolved, rules, article, sentence, span, encoded, clauses, hidden, found, wanted, willed: false, he: None }
}

/// The mentions of a sentence, all open.
fn slots(mentions: &Mentions, span: Span<crate::base::Norm>) -> Vec<Slot> {
    let slot = |id: usize| {
        let m = &mentions.list[id];
        Slot { range: m.span.start - span.start..m.span.end - span.start, kind: m.kind, id, shut: false }
    };
    mentions.of_sentence(span).map(slot).collect()
}

/// False where no rule but those for headings can match in a sentence: before masks are laid and clauses found, which only
/// take from what patterns can match.
pub(super) fn calls(text: &Text, mentions: &Mentions, rules: &RuleSet, engine: &Engine, span: Span<crate::base::Norm>) -> bool {
    let kinds = kinds(mentions, span);
    if !engine.may_relate(kinds) || mentions.literals(span).is_some_and(|found| !engine.may_match_with(found, kinds)) {
        return false;
    }
    let words = span.of(&text.norm);
    let encoded = Encoded::without(words, &slots(mentions, span), &[], &theme::all(words, rules));
    engine.calls(&engine.scan(&encoded.text))
}

/// The types mentioned in a sentence, one bit each.
pub(super) fn kinds(mentions: &Mentions, span: Span<crate::base::Norm>) -> u32 {
    mentions.list[mentions.of_sentence(span)].iter().fold(0, |all, m| all | 1 << m.kind as u32)
}

/// The subject that a sentence names itself: the sentences after it go on with it.
pub(super) fn named_subject(
    text: &Text,
    mentions: &Mentions,
    resolved: &Resolved,
    rules: &RuleSet,
    engine: &Engine,
    article: usize,
    sentence: usize,
) -> Option<Subject> {
    let mut ready = prepare(text, mentions, resolved, rules, engine, article, sentence);
    ready.split(&Subject::default());
    ready.named_subject()
}

impl Ready<'_> {
    /// Find the clauses; the first of them goes on with the subject `before`.
    pub(super) fn split(&mut self, before: &Subject) {
        // A sentence whose own beginning is an unknown noun does not go on with the subject before it.
        let lead_past = |id: usize| self.is_past(id);
        self.clauses =
            clause::split(&self.encoded, before, &lead_past, &|s, first| self.charged(s, first), &|s| self.he_behind(s), self.rules);
    }

    /// True for a date that says that a thing was done: it lies before the article's, or is 10年来.
    pub(super) fn is_past(&self, id: usize) -> bool {
        let day = self.text.articles[self.article].date;
        let m = &self.mentions.list[id];
        let edtf = || self.resolved.entities.get(self.resolved.of[id])?.edtf.as_deref();
        let ended = || edtf().and_then(crate::resolve::when::calendar).map(|c| c.1);
        m.name.ends_with(['来', '间']) || day.is_some_and(|d| ended().is_some_and(|e| e < d))
    }

    /// True where a past date is the last that is named before a verb, places left out: 巴西和中国去年9月联合发起….
    pub(super) fn dated_past(&self, clause: &Clause, verb: usize) -> bool {
        let from = clause.range.start.min(verb);
        let place = |c: char| [Type::Place, Type::State].iter().any(|t| [open(*t), shut(*t)].contains(&c));
        let all: Vec<_> = self.encoded.mentions(from..verb).collect();
        let last = all.iter().rev().find(|m| !place(m.1) || !self.encoded.text[from..m.0].ends_with('在'));
        last.is_some_and(|(at, c, id)| {
            let date = [open(Type::Date), shut(Type::Date)].contains(c);
            let between = &self.encoded.text[*at..verb];
            date && self.is_past(*id) && !between.contains(['的', '，']) && !between.contains("关于")
        })
    }

    /// Whom a person who says 要 calls upon, or a state in a sentence of its own: the parties.
    fn charged(&self, subject: &Subject, first: bool) -> Option<Subject> {
        let speaks = |kind| kind == Type::Leader || first && kind == Type::State;
        let said = |e: usize| self.resolved.entities.get(e).is_some_and(|e| speaks(e.kind));
        let person =
            !subject.is_empty() && subject.mentions.iter().all(|m| said(self.resolved.of[*m])) && subject.entities.iter().all(|e| said(*e));
        let parties = self.resolved.parties[self.article].filter(|_| person)?;
        Some(Subject { mentions: Vec::new(), entities: vec![parties], why: "the parties, who are called upon" })
    }

    /// Whom 他 means behind a subject: it, where it is one person, else the last one.
    fn he_behind(&self, subject: &Subject) -> Option<Subject> {
        if self.is_person(subject) { Some(subject.clone()) } else { self.he.clone() }
    }

    /// The last person who is a subject in the sentence.
    pub(super) fn last_person(&self) -> Option<Subject> {
        let persons = self.clauses.iter().rev().map(|c| &c.subject).filter(|s| self.is_person(s));
        persons.map(|s| Subject { why: "the person spoken of before", ..s.clone() }).next()
    }

    /// True for one person.
    fn is_person(&self, subject: &Subject) -> bool {
        let is_person = |kind: Type| matches!(kind, Type::Leader | Type::Person);
        match (subject.mentions.as_slice(), subject.entities.as_slice()) {
            ([one], []) => is_person(self.mentions.list[*one].kind),
            ([], [one]) => self.resolved.entities.get(*one).is_some_and(|e| is_person(e.kind)),
            _ => false,
        }
    }

    /// The subject that stands in the sentence itself.
    pub(super) fn named_subject(&self) -> Option<Subject> {
        let article = &self.text.articles[self.article];
        let part = article.sentences[self.sentence].part;
        // 尊敬的A总统，B总理：those spoken to do not act.
        if article.genre == Genre::Speech && self.span.of(&self.text.norm).trim_start().starts_with("尊敬的") {
            return None;
        }
        let own = || self.clauses.iter().find(|c| c.own).map(|c| c.subject.clone());
        matches!(part, Part::Body | Part::Item).then(own)?
    }
}
