//! Of all rules of a predicate, the one that comes nearest to a fact in the sentences that name its object.

use super::element::{self, Element};
use super::{Reason, Step};
use crate::base::Span;
use crate::explain::fact::Again;
use crate::explain::fact::rule_at;
use crate::explain::fate;
use crate::ontology::Predicate;
use crate::pipeline::Kit;
use crate::relation::{Attempt, Claim, View};
use crate::rules::pattern::{SlotSpec, ends_clause};
use crate::rules::search::Captures;
use crate::rules::{RelationRule, Scope, SubjectSpec};

/// What was asked, as entities of the text.
pub struct Asked<'a> {
    /// Entities that the subject's name means.
    pub subjects: &'a [usize],
    /// The predicate.
    pub predicate: Predicate,
    /// Entities that the object's name means.
    pub objects: &'a [usize],
}

/// How many sentences are told of.
const MOST: usize = 3;

/// The sentences that name the object, the nearest miss first.
pub fn reasons(kit: &Kit, again: &Again, asked: &Asked<'_>) -> Vec<Reason> {
    let run = &again.run;
    let means = |m: usize, among: &[usize]| {
        let list = run.resolved.antecedents.get(&m);
        list.map_or_else(|| among.contains(&run.resolved.of[m]), |l| l.iter().any(|e| among.contains(e)))
    };
    let mut found: Vec<(i32, Reason)> = Vec::new();
    for (m, mention) in run.mentions.list.iter().enumerate().filter(|(m, _)| means(*m, asked.objects)) {
        let place = (mention.article, mention.sentence);
        let Some(view) = again.trace.views.iter().find(|v| (v.article, v.sentence) == place) else {
            let span = run.text.articles[place.0].sentences[place.1].span;
            let says = vec!["The sentence was taken for page furniture, which relation rules do not read.".to_owned()];
            found.push((0, Look { kit, again, asked, object: m }.reason(Step::Furniture, None, None, says, span)));
            continue;
        };
        let look = Look { kit, again, asked, object: m };
        let with_subject = run.mentions.of_sentence(view.span).any(|i| means(i, asked.subjects));
        let (score, reason) = look.nearest(view);
        found.push((score + if with_subject { 40 } else { 0 }, reason));
    }
    found.sort_by_key(|f| (std::cmp::Reverse(f.0), f.1.line));
    found.into_iter().map(|f| f.1).take(MOST).collect()
}

/// One sentence and the mention of the object in it.
struct Look<'a> {
    kit: &'a Kit,
    again: &'a Again,
    asked: &'a Asked<'a>,
    object: usize,
}

impl Look<'_> {
    fn words(&self, span: Span<crate::base::Norm>) -> &str {
        span.of(&self.again.run.text.norm)
    }

    fn name(&self, entity: usize) -> &str {
        self.again.run.resolved.entities.get(entity).map_or("?", |e| e.zh.as_str())
    }

    fn reason(&self, step: Step, rule: Option<&str>, element: Option<String>, says: Vec<String>, span: Span<crate::base::Norm>) -> Reason {
        let run = &self.again.run;
        let own = run.mentions.list[self.object].span;
        let mut marks = vec![(own.start - span.start..own.end - span.start, "object".to_owned())];
        let subject = run.mentions.of_sentence(span).find(|m| self.asked.subjects.contains(&run.resolved.of[*m]));
        if let Some(s) = subject.map(|m| run.mentions.list[m].span) {
            marks.push((s.start - span.start..s.end - span.start, "subject".to_owned()));
        }
        Reason {
            step,
            line: Some(self.again.line_of(run.text.to_raw(span).start)),
            text: span.of(&run.text.norm).to_owned(),
            marks,
            rule: rule.map(|id| rule_at(self.kit, id)),
            element,
            says,
        }
    }

    /// The rule that comes nearest, and how near (0 to 100).
    fn nearest(&self, view: &View) -> (i32, Reason) {
        let wanted = |r: &&RelationRule| r.claims.iter().any(|c| c.predicate == self.asked.predicate) && r.scope == Scope::Sentence;
        let all = self.kit.rules.relations.iter().filter(wanted).map(|r| self.rule(view, r));
        all.rev().max_by_key(|r| r.0).unwrap_or_else(|| {
            let says = vec![format!("There is no rule of {}.", self.asked.predicate)];
            (0, self.reason(Step::NoTrigger, None, None, says, view.span))
        })
    }

    /// What the sentence gives of the object instead.
    fn instead(&self, view: &View) -> String {
        let run = &self.again.run;
        let about = run
            .claims
            .list
            .iter()
            .filter(|c| (c.article, c.sentence) == (view.article, view.sentence) && self.asked.objects.contains(&c.object));
        let mut said: Vec<String> = about.map(|c| format!("{} {} ({})", self.name(c.subject), c.predicate, c.rule)).collect();
        said.dedup();
        match said.is_empty() {
            true => "It gives no fact about the object: a rule with its verb is needed, or the verb in a class of words.toml.".to_owned(),
            false => format!("Of the object it says: {}.", said.join("; ")),
        }
    }

    fn rule(&self, view: &View, rule: &RelationRule) -> (i32, Reason) {
        let run = &self.again.run;
        let id = &*rule.head.id;
        let here = |article: usize, sentence: usize| (article, sentence) == (view.article, view.sentence);
        let own: Vec<&Claim> = run
            .claims
            .list
            .iter()
            .filter(|c| *c.rule == *id && here(c.article, c.sentence) && c.predicate == self.asked.predicate)
            .collect();
        if let Some(claim) = own.iter().find(|c| c.object_mention == Some(self.object)) {
            return (100, self.other_subject(view, rule, claim));
        }
        let attempts: Vec<&Attempt> = self.again.trace.attempts.iter().filter(|a| *a.rule == *id && here(a.article, a.sentence)).collect();
        if let Some(a) = attempts.iter().find(|a| a.object == Some(self.object)) {
            return (90, self.fated(view, a));
        }
        let object = run.mentions.list[self.object].span;
        let clause = |at: usize| crate::relation::clause_at(&view.clauses, at).map(|c| c.range.start);
        let place = view.encoded.place_of(self.object).unwrap_or(0);
        let same_clause = |a: &&&Attempt| {
            let words = &self.again.run.text.norm[view.span.start..view.span.end];
            let between = words.get(a.trigger.end.min(object.start) - view.span.start..object.start - view.span.start).unwrap_or("");
            a.trigger.end <= object.start && !between.contains(ends_clause)
        };
        if let Some(a) = attempts.iter().find(|a| a.object.is_none() && same_clause(a)) {
            return (70, self.fated(view, a));
        }
        if let Some(hit) = rule
            .pattern
            .regex
            .captures_iter(&view.encoded.text)
            .find(|c| c.get(0).is_some_and(|m| clause(m.start()) == clause(place) || m.range().contains(&place)))
        {
            return (60, self.other_object(view, rule, &hit));
        }
        self.element(view, rule, place)
    }

    fn fated(&self, view: &View, a: &Attempt) -> Reason {
        let says = vec![format!("It matches at {}, but {}.", self.words(a.trigger), fate::say(a, &self.again.run, self.kit))];
        self.reason(Step::Fate, Some(&a.rule), None, says, view.span)
    }

    fn other_subject(&self, view: &View, rule: &RelationRule, claim: &Claim) -> Reason {
        let how = match (&claim.carried, claim.subject_mention) {
            (Some(how), _) => format!("{} ({how})", self.name(claim.subject)),
            (None, Some(m)) => self.words(self.again.run.mentions.list[m].span).to_owned(),
            (None, None) => self.name(claim.subject).to_owned(),
        };
        let element = rule.claims.iter().find(|c| c.predicate == claim.predicate).map(|c| match &c.subject {
            SubjectSpec::Slot(name) => format!("subject = \"{name}\""),
            SubjectSpec::Carried => "subject = \"carried\"".to_owned(),
            SubjectSpec::Parties => "subject = \"parties\"".to_owned(),
        });
        let says = vec![format!(
            "It gives {} {} {}: the subject here is {how}.",
            self.name(claim.subject),
            claim.predicate,
            self.name(claim.object)
        )];
        self.reason(Step::OtherSubject, Some(&rule.head.id), element, says, view.span)
    }

    fn other_object(&self, view: &View, rule: &RelationRule, hit: &Captures<'_>) -> Reason {
        let slots: Vec<&SlotSpec> = rule
            .claims
            .iter()
            .filter(|c| c.predicate == self.asked.predicate)
            .filter_map(|c| rule.pattern.slots.iter().find(|s| s.name == c.object))
            .collect();
        let taken = slots.iter().filter_map(|s| hit.name(&s.name)).flat_map(|m| view.encoded.mentions(m.range()).map(|m| m.2));
        let taken: Vec<String> = taken.map(|m| self.words(self.again.run.mentions.list[m].span).to_owned()).collect();
        let place = view.encoded.place_of(self.object).unwrap_or(0);
        let mut says = vec![match taken.is_empty() {
            true => "It matches, but its object slot takes nothing.".to_owned(),
            false => format!("It matches with {} as the object.", taken.join("、")),
        }];
        let slot = slots.first();
        let step = slot.map_or(Step::OtherObject, |s| self.slot(view, s, hit.get(0).map_or(0, |m| m.start()), place, &mut says));
        let step = if step == Step::Element { Step::OtherObject } else { step };
        self.reason(step, Some(&rule.head.id), slot.map(|s| format!("{{{}:…}}", s.name)), says, view.span)
    }

    /// The element at which the pattern stops matching.
    fn element(&self, view: &View, rule: &RelationRule, place: usize) -> (i32, Reason) {
        let elements = element::elements(&rule.pattern);
        let (n, range) = element::reach(&rule.pattern, &elements, &view.encoded.text, place);
        let weigh = |e: &Element| {
            if e.optional {
                0
            } else if element::slot(&rule.pattern, e).is_some_and(|s| !s.types.is_empty()) {
                1
            } else {
                3
            }
        };
        let total: i32 = elements.iter().map(weigh).sum();
        let matched: i32 = elements[..n].iter().map(weigh).sum();
        let failing = elements[n..].iter().find(|e| !e.optional).or(elements.last());
        let (Some(range), Some(failing)) = (range.filter(|_| matched >= 2), failing) else { return self.no_trigger(view, rule, &elements) };
        let mut says = Vec::new();
        let got = view.encoded.back_range(range.clone());
        let got = &self.words(view.span)[got];
        let written: String = elements[..n].iter().map(|e| e.written.as_str()).collect();
        says.push(format!("{} matches {}.", brief(&written, 40), brief(got, 30)));
        let step = match element::slot(&rule.pattern, failing) {
            Some(s) if !s.types.is_empty() => self.slot(view, s, range.start, place, &mut says),
            _ => {
                let after = &self.words(view.span)[view.encoded.back(range.end)..];
                says.push(format!("Then it wants {}, where the text goes on “{}”.", brief(&failing.written, 60), brief(after, 16)));
                Step::Element
            }
        };
        let near = crate::relation::clause_at(&view.clauses, range.start).map(|c| c.range.start)
            == crate::relation::clause_at(&view.clauses, place).map(|c| c.range.start);
        let score = 50 * matched / total.max(1) + if near { 8 } else { 0 };
        (score, self.reason(step, Some(&rule.head.id), Some(brief(&failing.written, 80)), says, view.span))
    }

    /// None of a rule's words stands there; nearer where its slot would take the object.
    fn no_trigger(&self, view: &View, rule: &RelationRule, elements: &[Element]) -> (i32, Reason) {
        let is_slot = |e: &Element| element::slot(&rule.pattern, e).is_some_and(|s| !s.types.is_empty());
        let trigger =
            elements.iter().find(|e| e.written.contains("(?<t>")).or_else(|| elements.iter().find(|e| !e.optional && !is_slot(e)));
        let kind = self.again.run.mentions.list[self.object].kind;
        let takes =
            rule.claims.iter().filter_map(|c| rule.pattern.slots.iter().find(|s| s.name == c.object)).any(|s| s.types.contains(&kind));
        let says = vec!["None of its words stands in the sentence.".to_owned(), self.instead(view)];
        let element = trigger.map(|e| brief(&e.written, 80));
        (i32::from(takes), self.reason(Step::NoTrigger, Some(&rule.head.id), element, says, view.span))
    }

    /// Why a slot does not take the object.
    fn slot(&self, view: &View, slot: &SlotSpec, from: usize, place: usize, says: &mut Vec<String>) -> Step {
        let mention = &self.again.run.mentions.list[self.object];
        let words = self.words(mention.span).to_owned();
        let takes: Vec<&str> = slot.types.iter().map(|t| t.name()).collect();
        if !slot.types.is_empty() && !slot.types.contains(&mention.kind) {
            says.push(format!("The slot takes {}; {words} is of type {}.", takes.join(", "), mention.kind));
            return Step::Element;
        }
        if let Some((_, mask)) = view.hidden.iter().find(|h| h.0 == self.object)
            && let Some(mask) = self.kit.rules.masks.get(*mask)
        {
            says.push(format!("{words} is hidden by {} ({}:{}): {}.", mask.head.id, mask.head.file, mask.head.line, mask.head.says));
            return Step::Hidden;
        }
        if place < from {
            says.push(format!("{words} stands before these words, and the slot looks behind them."));
            return Step::Element;
        }
        let between = view.encoded.text.get(from..place).unwrap_or("");
        match between.chars().rev().find(|c| ends_clause(*c) || *c == crate::rules::encode::BREAK) {
            Some(crate::rules::encode::BREAK) => says.push(format!("A new verb phrase begins between these words and {words}.")),
            Some(end) => says.push(format!("The clause ends at {end} before {words}.")),
            None => says.push(format!("Between these words and {words} stands what the slot does not pass over.")),
        }
        Step::Element
    }
}

/// The first characters of some words.
fn brief(words: &str, most: usize) -> String {
    let words = words.replace('\n', "");
    if words.chars().count() <= most { words } else { format!("{}…", words.chars().take(most).collect::<String>()) }
}
