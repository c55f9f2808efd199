//! Signatures in columns: the states in one line, the offices in the next, the names in the third.

use super::{Claim, SIGNATURE_RULE};
use crate::mention::Mentions;
use crate::ontology::{Modality, Predicate, Type};
use crate::resolve::Resolved;
use crate::text::{Part, Text};

/// Who heads which state, by their order in the columns.
pub fn columns(text: &Text, mentions: &Mentions, resolved: &Resolved) -> Vec<Claim> {
    let mut out = Vec::new();
    for (article, a) in text.articles.iter().enumerate() {
        let signed = |m: usize| a.sentences[mentions.list[m].sentence].part == Part::Signature;
        let of = |kind: Type| -> Vec<usize> {
            mentions.of_article(article).iter().copied().filter(|i| mentions.list[*i].kind == kind && signed(*i)).collect()
        };
        let (states, leaders) = (of(Type::State), of(Type::Leader));
        let apart = match (states.last(), leaders.first()) {
            (Some(s), Some(l)) => mentions.list[*s].span.end <= mentions.list[*l].span.start,
            _ => false,
        };
        let offices = a.sentences.iter().filter(|s| s.part == Part::Signature).filter(|s| {
            let words = s.span.of(&text.norm);
            ["主席", "总统", "总理", "首相", "国王"].iter().any(|o| words.contains(o))
        });
        if states.len() < 2 || states.len() != leaders.len() || !apart || offices.count() == 0 {
            continue;
        }
        for (&state, &leader) in states.iter().zip(&leaders) {
            let m = &mentions.list[leader];
            out.push(Claim {
                predicate: Predicate::HeadOf,
                subject: resolved.of[leader],
                object: resolved.of[state],
                modality: Modality::Actual,
                rule: SIGNATURE_RULE.into(),
                article,
                sentence: m.sentence,
                evidence: a.sentences[m.sentence].span,
                trigger: m.span,
                subject_mention: Some(leader),
                object_mention: Some(state),
                carried: None,
            });
        }
    }
    out
}
