//! Floor 7, stage 4: entities in sentences → [`Claims`] by the relation rules.

mod choose;
mod clause;
mod engine;
mod heading;
mod modality;
mod signature;
mod trace;

pub use clause::{Clause, Subject};
pub use engine::Engine;
pub use trace::{Attempt, Fate, Trace, View, trace};

use crate::base::{Norm, Span};
use crate::mention::Mentions;
use crate::ontology::{Modality, Predicate, Type};
use crate::resolve::Resolved;
use crate::rules::RuleSet;
use crate::text::Text;

/// One relation as one sentence says it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What holds.
    pub predicate: Predicate,
    /// Index of the subject entity.
    pub subject: usize,
    /// Index of the object entity.
    pub object: usize,
    /// How firmly it is said.
    pub modality: Modality,
    /// The rule that found it: its id.
    pub rule: String,
    /// Index of the article.
    pub article: usize,
    /// Index of the sentence in its article.
    pub sentence: usize,
    /// The sentence.
    pub evidence: Span<Norm>,
    /// The words that triggered the rule.
    pub trigger: Span<Norm>,
    /// Index of the mention that is the subject; none where it was carried over.
    pub subject_mention: Option<usize>,
    /// Index of the mention that is the object.
    pub object_mention: Option<usize>,
    /// How the subject was found, where no mention beside the words is it.
    pub carried: Option<String>,
}

/// All claims of a text, sorted by article, sentence, predicate, subject and object.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// The claims.
    pub list: Vec<Claim>,
}

/// The rule that a line's name joins what it names.
pub const LINE_RULE: &str = "links.name";

/// The rule that signatures in columns name who heads which state.
pub const SIGNATURE_RULE: &str = "headof.columns";

/// Stage 4. `engine` is built once from the same `rules`.
pub fn relate(text: &Text, mentions: &Mentions, resolved: &Resolved, rules: &RuleSet, engine: &Engine) -> Claims {
    claims(text, mentions, resolved, rules, engine, None)
}

fn claims(
    text: &Text,
    mentions: &Mentions,
    resolved: &Resolved,
    rules: &RuleSet,
    engine: &Engine,
    trace: Option<&mut Trace>,
) -> Claims {
    let mut list = engine::run(text, mentions, resolved, rules, engine, trace);
    for (i, m) in mentions.list.iter().enumerate().filter(|(_, m)| m.kind == Type::Corridor && !m.anaphor) {
        let line = resolved.of[i];
        for &end in resolved.lines.get(&line).map_or(&[][..], Vec::as_slice) {
            list.push(Claim {
                predicate: Predicate::Links,
                subject: line,
                object: end,
                modality: Modality::Actual,
                rule: LINE_RULE.to_owned(),
                article: m.article,
                sentence: m.sentence,
                evidence: text.articles[m.article].sentences[m.sentence].span,
                trigger: m.span,
                subject_mention: Some(i),
                object_mention: None,
                carried: None,
            });
        }
    }
    list.extend(signature::columns(text, mentions, resolved));
    list.retain(|c| c.subject != c.object && c.subject < resolved.entities.len() && c.object < resolved.entities.len());
    list.sort_by(|a, b| {
        let key = |c: &Claim| (c.article, c.sentence, c.predicate, c.subject, c.object, c.modality, c.trigger);
        key(a).cmp(&key(b)).then_with(|| a.rule.cmp(&b.rule))
    });
    list.dedup_by_key(|c| (c.article, c.sentence, c.predicate, c.subject, c.object));
    Claims { list }
}
