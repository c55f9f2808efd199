//! The dated facts of an entity.

use super::Ctx;
use crate::ontology::Predicate;
use maud::{Markup, html};

const MOST: usize = 30;

/// When a fact is: the date of its event, or of the text that says it.
struct Dated {
    day: String,
    /// The entity of the date; none where it is the text's.
    date: Option<usize>,
    statement: usize,
}

impl Ctx {
    /// The facts of an entity in order of time; nothing where none has a date.
    pub fn timeline(&self, of: usize) -> Markup {
        let mut facts = self.dated(of);
        facts.sort_by(|a, b| (&a.day, a.date.is_none(), a.statement).cmp(&(&b.day, b.date.is_none(), b.statement)));
        facts.dedup_by(|a, b| a.day == b.day && self.fact_words(a.statement) == self.fact_words(b.statement));
        let more = facts.len().saturating_sub(MOST);
        html! {
            @if !facts.is_empty() {
                section .timeline {
                    h2 #time { (self.say("时间线", "Timeline")) }
                    ol {
                        @for day in facts[..facts.len() - more].chunk_by(|a, b| a.day == b.day && a.date == b.date) {
                            li {
                                div .day {
                                    @match day[0].date {
                                        Some(date) => { (self.link(date)) }
                                        None => { time datetime=(day[0].day) { (day[0].day) } " " small { (self.say("文中所说", "as said in a text")) } }
                                    }
                                }
                                ul { @for fact in day { li { (self.fact(fact.statement)) } } }
                            }
                        }
                    }
                    @if more > 0 { p .note { (self.say("另有 ", "and ")) (more) (self.say(" 条", " more")) } }
                }
            }
        }
    }

    fn dated(&self, of: usize) -> Vec<Dated> {
        let e = self.entity(of);
        let mut facts = Vec::new();
        // An entity that all texts speak of would fill pages with what was said on which day: events first.
        for &statement in e.says.iter().chain(&e.said) {
            let s = self.statement(statement);
            let other = if s.subject == of { s.object } else { s.subject };
            if s.predicate == Predicate::HeldOn {
                if let Some(day) = &self.entity(s.object).begins {
                    facts.push(Dated { day: day.clone(), date: Some(s.object), statement });
                }
                continue;
            }
            let held = |&i: &usize| Some(self.statement(i)).filter(|s| s.predicate == Predicate::HeldOn).map(|s| s.object);
            let date = self.entity(other).says.iter().find_map(held).filter(|&d| self.entity(d).begins.is_some());
            let day = date.and_then(|d| self.entity(d).begins.clone());
            let said = || s.article.and_then(|a| self.site.index.articles[a].date.clone());
            if let Some(day) = day.or_else(said) {
                facts.push(Dated { day, date, statement });
            }
        }
        if facts.len() > MOST && facts.iter().any(|f| f.date.is_some()) {
            facts.retain(|f| f.date.is_some());
        }
        facts
    }
}
