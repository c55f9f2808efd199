//! Why a match gave no claim, in words.

use crate::pipeline::{Kit, Run};
use crate::relation::{Attempt, Fate};
use std::cmp::Ordering;

/// The end of the sentence “the rule matches at … , but …”.
pub fn say(attempt: &Attempt, run: &Run, kit: &Kit) -> String {
    let mention = |m: usize| run.mentions.list.get(m).map_or("?", |m| m.span.of(&run.text.norm));
    let entity =
        |e: usize| run.resolved.entities.get(e).map_or_else(|| "something unknown".to_owned(), |e| format!("{} ({})", e.zh, e.kind));
    match &attempt.fate {
        Fate::Barred(words) => format!("the words {} bar it (its `unless` or `unless_behind`)", words.of(&run.text.norm)),
        Fate::Same { by, claim } => format!("{by} says the same ({}) and comes first", claim.modality),
        Fate::Title => "the sentence is a title, and its rank says that it speaks of a verb".to_owned(),
        Fate::Relative => "的 follows: it is the verb of a relative clause, and speaks of another subject".to_owned(),
        Fate::NotAlone(m) => format!("{} stands in the clause behind it, and the rule speaks only where no named thing does", mention(*m)),
        Fate::Without(word) => {
            let rule = kit.rules.relations.iter().find(|r| r.head.id == attempt.rule);
            let class = rule.and_then(|r| r.without.iter().find(|c| kit.rules.words(c).contains(word)));
            let class = class.map_or_else(String::new, |c| format!(" (a word of <{c}>)"));
            format!("{word}{class} stands between its words and the object")
        }
        Fate::NoSubject(Some(topic)) => {
            format!("the clause is about {}, which is no one who acts, and has no other subject", mention(*topic))
        }
        Fate::NoSubject(None) => "nobody is known to do it: neither the clause nor what stands before it names a subject".to_owned(),
        Fate::NotAllowed { subject, predicate, object } => {
            format!("{predicate} does not go from {} to {}", entity(*subject), entity(*object))
        }
        Fate::Outranked { by, .. } => {
            let rank = |id: &str| kit.rules.relations.iter().find(|r| *r.head.id == *id).map_or(0, |r| r.rank);
            let (own, other) = (rank(&attempt.rule), rank(by));
            let why = match other.cmp(&own) {
                Ordering::Greater => format!("rank {other} over {own}"),
                Ordering::Equal => "the same rank, and stands nearer to the object or names the subject itself".to_owned(),
                Ordering::Less => "the subject in its own words".to_owned(),
            };
            format!("{by} speaks of the same object in the same clause, with {why}")
        }
    }
}
