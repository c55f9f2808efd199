//! Runs the relation rules over each sentence.

use super::choose::{self, Draft, strongest};
use super::clause::{self, Clause, Subject};
use super::ready::{Ready, calls, named_subject, prepare};
use super::select::Engine;
use super::trace::{Attempt, Fate, Trace, View};
use super::{Claim, heading, modality, under};
use crate::base::Span;
use crate::mention::Mentions;
use crate::ontology::{Predicate, Type};
use crate::resolve::Resolved;
use crate::rules::encode::{open, shut};
use crate::rules::search::Captures;
use crate::rules::{ModalitySpec, Reach, RelationRule, RuleSet, Scope, SubjectSpec};
use crate::text::{Genre, Part, Text};

/// All drafts of all sentences, the strongest chosen. A trace is told what became of every match.
pub fn run(
    text: &Text,
    mentions: &Mentions,
    resolved: &Resolved,
    rules: &RuleSet,
    engine: &Engine,
    mut trace: Option<&mut Trace>,
) -> Vec<Claim> {
    // Dense texts have two for five mentions: so the list does not grow by doubling.
    let mut out = Vec::with_capacity(mentions.list.len() / 2);
    for (article, a) in text.articles.iter().enumerate() {
        let parties =
            Subject { mentions: Vec::new(), entities: resolved.parties[article].into_iter().collect(), why: "the parties of the article" };
        let collective = matches!(a.genre, Genre::Declaration | Genre::OutcomeList);
        // A sentence that ends with a colon heads the items behind it.
        let mut lead: Option<usize> = None;
        let speaker =
            Subject { mentions: Vec::new(), entities: resolved.speaker[article].into_iter().collect(), why: "the one who speaks" };
        let mut last = if collective { parties.clone() } else { speaker };
        // A report gives a list of what was agreed: its items are said by the parties, as those of a list of outcomes are.
        let mut listing = false;
        // Sentences passed over since: they may name the subject that the next one goes on with.
        let mut unread: Vec<usize> = Vec::new();
        let mut paragraph = None;
        let mut he: Option<Subject> = None;
        for (sentence, s) in a.sentences.iter().enumerate() {
            if matches!(s.part, Part::Furniture) {
                continue;
            }
            let empty = mentions.of_sentence(s.span).is_empty();
            if s.part != Part::Item && s.span.of(&text.norm).ends_with('：') {
                lead = Some(sentence);
                listing |= a.genre == Genre::News && rules.sets.list_of.within(s.span.of(&text.norm));
            } else if s.part == Part::Heading {
                lead = None;
            }
            let heading = if s.part == Part::Item { lead.or(s.heading) } else { None };
            let headed = out.len();
            if let Some(h) = heading {
                out.extend(under::heading(text, mentions, resolved, rules, engine, article, sentence, h));
            }
            if empty {
                continue;
            }
            if trace.is_none() && !calls(text, mentions, rules, engine, s.span) {
                unread.push(sentence);
                continue;
            }
            let mut ready = prepare(text, mentions, resolved, rules, engine, article, sentence);
            if trace.is_none() && ready.wanted.iter().all(|r| rules.relations[*r].scope == Scope::Heading) {
                unread.push(sentence);
                continue;
            }
            for passed in std::mem::take(&mut unread).into_iter().rev() {
                if let Some(subject) = named_subject(text, mentions, resolved, rules, engine, article, passed) {
                    last = subject;
                    break;
                }
            }
            // What a document says anew, the parties say: an item or a paragraph without a subject does not go on with the last one.
            let anew = collective && (s.part == Part::Item || paragraph != Some(s.paragraph)) || listing && s.part == Part::Item;
            paragraph = Some(s.paragraph);
            let before = match heading {
                _ if !anew => carried(&last),
                Some(h) => heading::actor(mentions, resolved, text, article, h).unwrap_or_else(|| parties.clone()),
                None => parties.clone(),
            };
            ready.he.clone_from(&he);
            ready.split(&before);
            ready.willed = heading.is_some_and(|h| modality::carries(a.sentences[h].span.of(&text.norm), rules));
            let drafts: Vec<Draft> = ready.wanted.iter().flat_map(|&r| ready.apply(r, engine, &mut trace)).collect();
            if let Some(trace) = &mut trace {
                choose::outranked(&drafts, trace);
                let (encoded, clauses, hidden) = (ready.encoded.clone(), ready.clauses.clone(), ready.hidden.clone());
                trace.views.push(View { article, sentence, span: s.span, encoded, clauses, hidden });
            }
            let own = strongest(drafts);
            // 中国海关总署同土库曼斯坦海关署签署《…》: an item that says itself who signs it is not signed by all.
            let said = |h: &Claim| own.iter().any(|c| c.predicate == h.predicate && c.object == h.object);
            let of_heading = out.split_off(headed);
            out.extend(of_heading.into_iter().filter(|h| !said(h)));
            out.extend(own);
            he = ready.last_person().or(he);
            last = ready.named_subject().unwrap_or(last);
        }
    }
    out
}

fn carried(last: &Subject) -> Subject {
    Subject { why: if last.why.is_empty() { "the subject of the sentence before" } else { last.why }, ..last.clone() }
}

impl Ready<'_> {
    /// Every draft of one rule.
    fn apply(&self, number: usize, engine: &Engine, trace: &mut Option<&mut Trace>) -> Vec<Draft> {
        let (mut out, mut spans) = (Vec::new(), Vec::new());
        let rule = &self.rules.relations[number];
        if rule.scope == Scope::Heading {
            return out;
        }
        let text = &self.encoded.text;
        engine.spans(number, text, &self.found, &mut spans);
        for span in spans {
            let mut at = span.start;
            while at <= span.end
                && let Some(c) = rule.pattern.regex.captures_in(text, at..span.end)
            {
                let Some(whole) = c.get(0) else { break };
                self.drafts(rule, &c, &mut out, trace);
                at = whole.start() + text[whole.start()..].chars().next().map_or(1, char::len_utf8);
            }
        }
        out
    }

    fn drafts(&self, rule: &RelationRule, c: &Captures<'_>, out: &mut Vec<Draft>, trace: &mut Option<&mut Trace>) {
        let text = &self.encoded.text;
        let mut tell = |at: std::ops::Range<usize>, object: Option<usize>, fate: Fate| {
            if let Some(trace) = trace {
                let (article, sentence, trigger) = (self.article, self.sentence, self.norm(at));
                trace.attempts.push(Attempt { rule: rule.head.id.clone(), article, sentence, trigger, object, fate });
            }
        };
        let Some(trigger) = c.name("t").or_else(|| c.get(0)) else { return };
        let Some(clause) = clause::at(&self.clauses, trigger.start()) else { return };
        if let Some(thing) = self.encoded.mentions(trigger.end()..clause.range.end).find(|m| rule.alone && is_thing(m.1)) {
            return tell(trigger.range(), None, Fate::NotAlone(thing.2));
        }
        let up_to = &text[clause.range.start.min(trigger.start())..trigger.end()];
        let from = &text[trigger.start()..clause.range.end.max(trigger.end())];
        let barred = rule.unless.as_ref().and_then(|p| p.regex.find(up_to)).map(|m| (m, clause.range.start.min(trigger.start())));
        let behind = || rule.unless_behind.as_ref().and_then(|p| p.regex.find(from)).map(|m| (m, trigger.start()));
        if let Some((m, start)) = barred.or_else(behind) {
            return tell(trigger.range(), None, Fate::Barred(self.norm(start + m.start..start + m.end)));
        }
        // 提出的, 举办的: the verb of a relative clause, not of the clause's subject.
        let title = self.text.articles[self.article].sentences[self.sentence].part == Part::Title;
        if title && rule.rank > 0 && !rule.claims.iter().any(|c| c.predicate == Predicate::ParticipatesIn) {
            return tell(trigger.range(), None, Fate::Title);
        }
        let relative = self.rules.sets.relative_end.begins(&text[trigger.end()..]).is_some();
        for spec in &rule.claims {
            if spec.when.as_ref().is_some_and(|class| !self.rules.words(class).iter().any(|w| w == trigger.as_str())) {
                continue;
            }
            if relative && spec.subject == SubjectSpec::Carried {
                tell(trigger.range(), None, Fate::Relative);
                continue;
            }
            let mut objects = self.bound(rule, c, &spec.object);
            if spec.predicate.is_stance() {
                let body = |m: usize| self.mentions.list[m].kind == Type::Organization;
                let verbs = |between: &str| self.rules.sets.verb.find(between).is_some();
                choose::drop_bodies(&mut objects, text, body, verbs);
            }
            for (at, object) in objects {
                let between = text.get(trigger.end().min(at)..at).unwrap_or("");
                if let Some(word) = rule.without.iter().flat_map(|w| self.rules.words(w)).find(|w| between.contains(w.as_str())) {
                    tell(trigger.range(), Some(object), Fate::Without(word.clone()));
                    continue;
                }
                let subjects: Vec<(usize, Option<usize>, Option<&'static str>)> = match &spec.subject {
                    SubjectSpec::Slot(name) => self
                        .bound(rule, c, name)
                        .into_iter()
                        .filter(|&(at, m)| spec.predicate != Predicate::Hosts || !self.is_shore(at, m))
                        .flat_map(|(_, m)| self.entities(m).into_iter().map(move |e| (e, Some(m), None)))
                        .collect(),
                    SubjectSpec::Carried => self.subject_of(clause, trigger.start(), at),
                    SubjectSpec::Parties => {
                        // Answers at a press conference speak of many, and of meetings of others.
                        let asked = self.text.articles[self.article].genre == Genre::Interview;
                        let p = self.resolved.parties[self.article].filter(|_| !asked);
                        p.into_iter().map(|p| (p, None, Some("the parties of the article"))).collect()
                    }
                };
                if subjects.is_empty() {
                    tell(trigger.range(), Some(object), Fate::NoSubject(self.topic_of(clause, trigger.start(), at)));
                }
                let before = &text[clause.range.start.min(trigger.start())..trigger.start()];
                let behind = &text[trigger.start()..clause.range.end.max(trigger.start())];
                let item = self.text.articles[self.article].sentences[self.sentence].part == Part::Item;
                let whole = c.get(0).map_or("", |m| m.as_str());
                let wished = clause.wished && !spec.predicate.is_stance();
                let past = clause.past || self.dated_past(clause, trigger.start());
                let willed = (clause.willed || wished) && !clause.own || self.willed;
                // 没有派团出席在P举行的E: the meeting was held all the same.
                let of_noun = matches!(spec.predicate, Predicate::Hosts | Predicate::HeldOn) && self.rules.sets.held_of.within(whole);
                let denied = if of_noun { whole } else { up_to };
                // Where a thing is to be set up is as firm as the setting up, but in 在P设立的X it is done; what an item of a list
                // holds lies ahead.
                let held = self.rules.sets.held.within(whole);
                let founds = spec.predicate == Predicate::Hosts && (item || !held && self.mentions.list[object].kind != Type::Event);
                // The day of what an item asks for lies ahead with it, and so does that of what is hoped for.
                let hoped = || item || self.rules.sets.hoped_for.within(up_to);
                let ahead = spec.predicate == Predicate::HeldOn && hoped() && !self.is_past(object);
                // 开设新的X is no relative clause.
                let relative = text[..at].strip_suffix('的').is_some_and(|before| !before.ends_with(['新', '多', '己', '自']));
                let how = if (founds && !relative || ahead) && spec.modality == ModalitySpec::Context {
                    ModalitySpec::Act
                } else {
                    spec.modality
                };
                // 愿落实A，肯定在P建立的X: it stands there.
                let willed = willed && !(spec.predicate == Predicate::Hosts && relative && how == ModalitySpec::Context && !held);
                let around = modality::Around { before, up_to, denied, behind, whole, willed, past, item };
                let modality = modality::of(how, around, self.rules);
                for (subject, subject_mention, carried) in &subjects {
                    for entity in self.entities(object) {
                        if !self.allowed(spec.predicate, *subject, entity) {
                            tell(
                                trigger.range(),
                                Some(object),
                                Fate::NotAllowed { subject: *subject, predicate: spec.predicate, object: entity },
                            );
                            continue;
                        }
                        out.push(Draft {
                            claim: Claim {
                                predicate: spec.predicate,
                                subject: *subject,
                                object: entity,
                                modality,
                                rule: rule.head.id.clone(),
                                article: self.article,
                                sentence: self.sentence,
                                evidence: self.span,
                                trigger: self.norm(trigger.range()),
                                subject_mention: *subject_mention,
                                object_mention: Some(object),
                                carried: *carried,
                            },
                            rank: rule.rank,
                            trigger: trigger.start(),
                            clause: self.clauses.iter().rposition(|c| c.range.start <= at).unwrap_or(0),
                            explicit: matches!(spec.subject, SubjectSpec::Slot(_)),
                        });
                    }
                }
            }
        }
    }

    /// The words of an encoded range.
    fn norm(&self, encoded: std::ops::Range<usize>) -> Span<crate::base::Norm> {
        let range = self.encoded.back_range(encoded);
        Span::new(self.span.start + range.start, self.span.start + range.end)
    }

    /// The mentions of a slot: (encoded byte, mention).
    fn bound(&self, rule: &RelationRule, c: &Captures<'_>, slot: &str) -> Vec<(usize, usize)> {
        let Some(m) = c.name(slot) else { return Vec::new() };
        let spec = rule.pattern.slots.iter().find(|s| s.name == slot);
        let all = self.encoded.mentions(m.range());
        match spec {
            Some(s) if !s.types.is_empty() => {
                // One mention: the pattern says whether it may be shut. In a stretch shut ones are passed over.
                let one = s.reach == Reach::One;
                let wanted = all.filter(|m| s.types.iter().any(|t| open(*t) == m.1 || one && shut(*t) == m.1)).map(|m| (m.0, m.2));
                if s.reach == Reach::One { wanted.take(1).collect() } else { wanted.collect() }
            }
            _ => all.map(|m| (m.0, m.2)).collect(),
        }
    }

    /// True for a water by whose side the place itself stands: 里海之滨的阿瓦扎.
    fn is_shore(&self, at: usize, mention: usize) -> bool {
        let behind = self.encoded.text[at..].chars().next().map_or("", |c| &self.encoded.text[at + c.len_utf8()..]);
        self.mentions.list[mention].kind == Type::Place && self.rules.sets.shore.begins(behind).is_some()
    }

    fn entities(&self, mention: usize) -> Vec<usize> {
        match self.resolved.antecedents.get(&mention) {
            Some(list) => list.clone(),
            None => vec![self.resolved.of[mention]],
        }
    }

    /// The thing that the clause is about before its trigger, where that is not the object.
    fn topic_of(&self, clause: &Clause, trigger: usize, object: usize) -> Option<usize> {
        let topic = clause.topic.filter(|t| *t < trigger && *t != object)?;
        self.encoded.mentions(topic..topic + 1).next().map(|m| m.2)
    }

    fn subject_of(&self, clause: &Clause, trigger: usize, object: usize) -> Vec<(usize, Option<usize>, Option<&'static str>)> {
        // A thing that the clause is about acts itself; but where it is the object, the subject before it counts.
        if self.topic_of(clause, trigger, object).is_some() {
            return Vec::new();
        }
        let s = &clause.subject;
        let carried = (!s.why.is_empty()).then_some(s.why);
        let mut out: Vec<_> = s
            .mentions
            .iter()
            .flat_map(|&m| self.entities(m).into_iter().map(move |e| (e, m)))
            .map(|(e, m)| (e, Some(m), carried))
            .collect();
        out.extend(s.entities.iter().map(|&e| (e, None, carried)));
        out
    }

    fn allowed(&self, predicate: Predicate, subject: usize, object: usize) -> bool {
        let entity = |e: usize| self.resolved.entities.get(e);
        let (Some(s), Some(o)) = (entity(subject), entity(object)) else { return false };
        // Nothing is held on a length of time.
        let length = o.edtf.as_ref().is_some_and(|v| v.starts_with(['P', 'R']));
        predicate.joins(s.kind, o.kind) && !length
    }
}

fn is_thing(c: char) -> bool {
    use Type::{Corridor, Document, Event, Initiative, Mechanism, Organization, Project, UNInitiative};
    [Organization, Mechanism, Corridor, Project, UNInitiative, Initiative, Document, Event].iter().any(|t| open(*t) == c)
}
