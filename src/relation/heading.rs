//! Lists whose heading says who does what: every item is its object.

use super::Claim;
use super::clause::Subject;
use crate::mention::Mentions;
use crate::ontology::{Predicate, Type};
use crate::resolve::Resolved;
use crate::rules::{ModalitySpec, RelationRule, RuleSet, SubjectSpec};
use crate::text::Text;

/// The claims of an item under a heading that a rule matched; `bound` gives the entities of a slot of the heading.
pub fn claims(
    text: &Text,
    mentions: &Mentions,
    resolved: &Resolved,
    rules: &RuleSet,
    rule: &RelationRule,
    (article, sentence): (usize, usize),
    bound: impl Fn(&str) -> Vec<usize>,
) -> Vec<Claim> {
    let span = text.articles[article].sentences[sentence].span;
    let mut out = Vec::new();
    for spec in &rule.claims {
        let subjects = match &spec.subject {
            SubjectSpec::Slot(name) => bound(name),
            SubjectSpec::Carried | SubjectSpec::Parties => resolved.parties[article].into_iter().collect(),
        };
        let modality = match spec.modality {
            ModalitySpec::Fixed(m) => m,
            ModalitySpec::Context => crate::ontology::Modality::Actual,
            ModalitySpec::Act => crate::ontology::Modality::Intended,
        };
        for i in mentions.of_sentence(span) {
            let m = &mentions.list[i];
            if matches!(m.kind, Type::Date | Type::State | Type::Group | Type::Place | Type::Leader | Type::Person) || m.anaphor {
                continue;
            }
            // 重申恪守《联合国宪章》: what an item upholds was not signed there.
            let before = &text.norm[span.start..m.span.start];
            let clause = before.rfind(['，', '。', '；', '：']).map_or(before, |at| &before[at..]);
            if spec.predicate == Predicate::Signs && rules.words("uphold").iter().any(|w| clause.contains(w.as_str())) {
                continue;
            }
            let joins = |s: usize| spec.predicate.joins(resolved.entities[s].kind, m.kind);
            for &subject in subjects.iter().filter(|s| joins(**s)) {
                out.push(Claim {
                    predicate: spec.predicate,
                    subject,
                    object: resolved.of[i],
                    modality,
                    rule: rule.head.id.clone(),
                    article,
                    sentence,
                    evidence: span,
                    trigger: m.span,
                    subject_mention: None,
                    object_mention: Some(i),
                    carried: Some("the heading of the list"),
                });
            }
        }
    }
    out
}

/// The actor that a heading names: the subject of the items under it.
pub fn actor(mentions: &Mentions, resolved: &Resolved, text: &Text, article: usize, heading: usize) -> Option<Subject> {
    let span = text.articles[article].sentences[heading].span;
    let first = mentions.of_sentence(span).find(|&i| super::clause::ACTORS.contains(&mentions.list[i].kind))?;
    let begins = text.norm[span.start..mentions.list[first].span.start].chars().count() <= 4;
    begins.then(|| Subject { mentions: Vec::new(), entities: vec![resolved.of[first]], why: "the heading of the list" })
}
