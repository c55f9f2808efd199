//! One case: run it, compare.

use super::{Case, Kind, Outcome, Verdict, Want};
use crate::explain::fate;
use crate::explain::names::{Names, fold};
use crate::mention::FoundBy;
use crate::ontology::{Modality, Predicate, Type};
use crate::pipeline::{Kit, Run, run};
use crate::relation::Claim;
use crate::text::Input;
use std::ops::Range;

/// A case with its text read.
struct Bench<'c, 'k> {
    kit: &'k Kit,
    case: &'c Case<'k>,
    run: Run,
    /// Bytes of the input before the case's own words: its title line.
    before: usize,
}

type Findings = (Vec<(Range<usize>, String)>, Vec<String>);

/// Run a case.
pub fn judge<'k>(kit: &'k Kit, case: Case<'k>) -> Verdict<'k> {
    // The title stands over the words as it does over an article.
    let heading = if case.title.is_empty() { String::new() } else { format!("{}\n\n", case.title) };
    let title = (!case.title.is_empty()).then(|| case.title.to_owned());
    let input = Input { file: "case.txt".to_owned(), bytes: format!("{heading}{}", case.text).into_bytes(), title, ..Input::default() };
    let bench = Bench { kit, case: &case, run: run(kit, &input), before: heading.len() };
    let (outcome, (marks, notes)) = match &case.want {
        Want::Nothing(_) => bench.reject(),
        Want::Gives(gives) => bench.example(gives),
    };
    Verdict { outcome, marks, notes, case }
}

impl Bench<'_, '_> {
    /// A span of the normalised text as bytes of the case's own words; none where it stands before them.
    fn own(&self, span: crate::base::Span<crate::base::Norm>) -> Option<Range<usize>> {
        let raw = self.run.text.to_raw(span);
        Some(raw.start.checked_sub(self.before)?..raw.end.checked_sub(self.before)?)
    }

    fn reject(&self) -> (Outcome, Findings) {
        let found = self.found();
        let outcome = if found.is_empty() { Outcome::Quiet } else { Outcome::Noisy };
        (outcome, (found, Vec::new()))
    }

    fn example(&self, gives: &[String]) -> (Outcome, Findings) {
        if gives.is_empty() {
            let found = self.found();
            let outcome = if found.is_empty() { Outcome::Found } else { Outcome::Wrong };
            return (outcome, (found, Vec::new()));
        }
        let (mut worst, mut marks, mut notes) = (Outcome::Found, Vec::new(), Vec::new());
        for want in gives {
            let (outcome, more, note) = match self.case.kind {
                Kind::Mention => self.mention(want),
                Kind::Mask => self.mask(want),
                Kind::Relation => self.relation(want),
            };
            if outcome != Outcome::Found {
                notes.push(format!("{want}: {note}"));
                marks.extend(more);
                // Missing what should be there is worse than having it otherwise.
                worst = if worst == Outcome::Missing { worst } else { outcome };
            }
        }
        (worst, (marks, notes))
    }

    /// What the rule gives in the case's own words.
    fn found(&self) -> Vec<(Range<usize>, String)> {
        let id = &*self.case.rule.id;
        match self.case.kind {
            Kind::Mention => {
                let by_rule = |f: &FoundBy| matches!(f, FoundBy::Rule(r) | FoundBy::Again(r) if **r == *id);
                let mentions = self.run.mentions.list.iter().filter(|m| by_rule(&m.found_by));
                mentions.filter_map(|m| Some((self.own(m.span)?, m.kind.name().to_owned()))).collect()
            }
            Kind::Mask => self.masked().into_iter().map(|range| (range, "masked".to_owned())).collect(),
            Kind::Relation => {
                let claims = self.run.claims.list.iter().filter(|c| *c.rule == *id);
                claims.filter_map(|c| Some((self.own(c.trigger)?, self.say(c)))).collect()
            }
        }
    }

    fn mention(&self, want: &str) -> (Outcome, Vec<(Range<usize>, String)>, String) {
        let Some((kind, words)) = want.split_once(' ').and_then(|(k, w)| Some((Type::parse(k)?, w))) else {
            return (Outcome::Wrong, Vec::new(), "not of the form “Type words”".to_owned());
        };
        let here: Vec<(Range<usize>, &crate::mention::Mention)> =
            self.run.mentions.list.iter().filter_map(|m| Some((self.own(m.span)?, m))).collect();
        let is = |range: &Range<usize>| self.case.text.get(range.clone()) == Some(words);
        if here.iter().any(|(r, m)| m.kind == kind && is(r)) {
            return (Outcome::Found, Vec::new(), String::new());
        }
        let Some(at) = self.case.text.find(words) else {
            return (Outcome::Wrong, Vec::new(), "these words do not stand in the text".to_owned());
        };
        let near: Vec<_> = here.iter().filter(|(r, _)| r.start < at + words.len() && at < r.end).collect();
        let marks = near.iter().map(|(r, m)| (r.clone(), format!("{} by {}", m.kind, by(&m.found_by)))).collect();
        if near.iter().any(|(r, m)| is(r) || m.kind == kind) {
            return (Outcome::Wrong, marks, "the mention there is another".to_owned());
        }
        (Outcome::Missing, marks, "no such mention".to_owned())
    }

    /// The words that the rule masks.
    fn masked(&self) -> Vec<Range<usize>> {
        let run = &self.run;
        let (_, trace) = crate::relation::trace(&run.text, &run.mentions, &run.resolved, &self.kit.rules, &self.kit.engine);
        let by_rule = |mask: usize| self.kit.rules.masks.get(mask).is_some_and(|m| m.head.id == self.case.rule.id);
        let hidden = trace.views.iter().flat_map(|v| &v.hidden).filter(|h| by_rule(h.1));
        let mut out: Vec<Range<usize>> = hidden.filter_map(|h| self.own(run.mentions.list[h.0].span)).collect();
        out.sort_by_key(|r| r.start);
        out.dedup();
        out
    }

    fn mask(&self, want: &str) -> (Outcome, Vec<(Range<usize>, String)>, String) {
        let masked = self.masked();
        if masked.iter().any(|r| self.case.text.get(r.clone()).is_some_and(|w| fold(w) == fold(want))) {
            return (Outcome::Found, Vec::new(), String::new());
        }
        let outcome = if masked.is_empty() { Outcome::Missing } else { Outcome::Wrong };
        let named = self.run.mentions.list.iter().any(|m| fold(&m.name) == fold(want));
        let note = if named { "the rule does not reach it" } else { "no mention has these words" };
        (outcome, masked.into_iter().map(|r| (r, "masked".to_owned())).collect(), note.to_owned())
    }

    fn relation(&self, want: &str) -> (Outcome, Vec<(Range<usize>, String)>, String) {
        let Some(fact) = Fact::parse(want) else {
            return (Outcome::Wrong, Vec::new(), "not of the form “subject predicate object modality”".to_owned());
        };
        let names = Names::new(self.run.reading(), &self.kit.lexicon);
        // 各方 and 双方 name the parties also where the text does not use the word.
        let party =
            |c: &Claim, entity: usize, name: &str| matches!(name, "各方" | "双方") && self.run.resolved.parties[c.article] == Some(entity);
        let by_name = |entity: usize, mention: Option<usize>, name: &str| {
            names.has(entity, name) || mention.is_some_and(|m| fold(&self.run.mentions.list[m].name) == fold(name))
        };
        let same = |c: &&Claim| {
            c.predicate == fact.predicate
                && (by_name(c.subject, c.subject_mention, fact.subject) || party(c, c.subject, fact.subject))
                && by_name(c.object, c.object_mention, fact.object)
        };
        let own: Vec<&Claim> = self.run.claims.list.iter().filter(|c| self.own(c.evidence).is_some()).collect();
        let mine = |c: &&&Claim| c.rule == self.case.rule.id;
        let alike: Vec<&Claim> = own.iter().copied().filter(same).collect();
        if alike.iter().filter(mine).any(|c| fact.modality.is_none_or(|m| m == c.modality)) {
            return (Outcome::Found, Vec::new(), String::new());
        }
        let mark = |c: &&Claim| Some((self.own(c.trigger)?, format!("{} by {}", self.say(c), c.rule)));
        if let Some(first) = alike.first() {
            let note = match alike.iter().find(|c| c.rule == self.case.rule.id) {
                Some(own) => format!("the modality is {}", own.modality),
                None => format!("{} says it, this rule does not", first.rule),
            };
            return (Outcome::Wrong, alike.iter().filter_map(mark).collect(), note);
        }
        let marks: Vec<_> = own.iter().filter_map(mark).collect();
        let missing = |name: &str| names.find(name).is_empty();
        let note = match (missing(fact.subject), missing(fact.object)) {
            (true, true) => "neither subject nor object is a mention here".to_owned(),
            (true, false) => format!("nothing here is called {}", fact.subject),
            (false, true) => format!("nothing here is called {}", fact.object),
            (false, false) => self.fates(),
        };
        (Outcome::Missing, marks, note)
    }

    /// What became of the rule's matches.
    fn fates(&self) -> String {
        let run = &self.run;
        let (_, trace) = crate::relation::trace(&run.text, &run.mentions, &run.resolved, &self.kit.rules, &self.kit.engine);
        let own = trace.attempts.iter().filter(|a| a.rule == self.case.rule.id);
        let mut said: Vec<String> =
            own.map(|a| format!("the rule matches at {}, but {}", a.trigger.of(&run.text.norm), fate::say(a, run, self.kit))).collect();
        said.dedup();
        if said.is_empty() { "the pattern does not match".to_owned() } else { said.join("; ") }
    }

    fn say(&self, c: &Claim) -> String {
        let name = |e: usize| self.run.resolved.entities.get(e).map_or("?", |e| e.zh.as_str());
        format!("{} {} {} {}", name(c.subject), c.predicate, name(c.object), c.modality)
    }
}

fn by(found: &FoundBy) -> &str {
    match found {
        FoundBy::Lexicon(_) => "the lexicon",
        FoundBy::Rule(id) | FoundBy::Again(id) => id,
    }
}

/// `subject predicate object`, with or without a modality behind it.
struct Fact<'f> {
    subject: &'f str,
    predicate: Predicate,
    object: &'f str,
    modality: Option<Modality>,
}

impl<'f> Fact<'f> {
    fn parse(text: &'f str) -> Option<Self> {
        let (predicate, at, len) = text.match_indices(' ').find_map(|(i, _)| {
            let word = text[i + 1..].split(' ').next()?;
            Some((Predicate::parse(word)?, i, word.len()))
        })?;
        let rest = text.get(at + 1 + len + 1..)?;
        let (object, modality) = match rest.rsplit_once(' ') {
            Some((object, last)) if Modality::parse(last).is_some() => (object, Modality::parse(last)),
            _ => (rest, None),
        };
        Some(Fact { subject: text[..at].trim(), predicate, object: object.trim(), modality })
    }
}
