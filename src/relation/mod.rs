//! Floor 7, stage 4: entities in sentences → [`Claims`] by the relation rules.

mod choose;
mod clause;
mod engine;
mod heading;
mod modality;
mod opening;
mod ready;
mod select;
mod signature;
mod theme;
mod trace;
mod under;

pub use clause::{Clause, Subject, at as clause_at};
pub use select::Engine;
pub use trace::{Attempt, Fate, Trace, View, trace};

use crate::base::{Norm, Span};
use crate::mention::Mentions;
use crate::ontology::{Modality, Predicate, Type};
use crate::resolve::Resolved;
use crate::rules::{RuleId, RuleSet};
use crate::text::Text;
use std::collections::HashMap;

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
    /// The rule that found it.
    pub rule: RuleId,
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
    pub carried: Option<&'static str>,
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

fn claims(text: &Text, mentions: &Mentions, resolved: &Resolved, rules: &RuleSet, engine: &Engine, trace: Option<&mut Trace>) -> Claims {
    let mut trace = trace;
    let mut list = engine::run(text, mentions, resolved, rules, engine, trace.as_deref_mut());
    let by_name = RuleId::from(LINE_RULE);
    for (i, m) in mentions.list.iter().enumerate().filter(|(_, m)| m.kind == Type::Corridor && !m.anaphor) {
        let line = resolved.of[i];
        for &end in resolved.lines.get(&i).map_or(&[][..], Vec::as_slice) {
            list.push(Claim {
                predicate: Predicate::Links,
                subject: line,
                object: end,
                modality: Modality::Actual,
                rule: by_name.clone(),
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
    by_date(text, resolved, &mut list);
    list.extend(signature::columns(text, mentions, resolved));
    list.retain(|c| c.subject != c.object && c.subject < resolved.entities.len() && c.object < resolved.entities.len());
    let key = |c: &Claim| (c.article, c.sentence, c.predicate, c.subject, c.object, c.modality, c.trigger);
    crate::base::sort_in_place(&mut list, |a, b| key(a).cmp(&key(b)).then_with(|| a.rule.cmp(&b.rule)));
    list.dedup_by(|later, first| {
        let key = |c: &Claim| (c.article, c.sentence, c.predicate, c.subject, c.object);
        let same = key(later) == key(first);
        if let Some(trace) = &mut trace
            && same
            && later.rule != first.rule
        {
            trace.same(later, first);
        }
        same
    });
    Claims { list }
}

/// A meeting whose day lies behind the article was held; one whose day lies ahead is to be held; and so with who hosts it.
fn by_date(text: &Text, resolved: &Resolved, list: &mut [Claim]) {
    let mut known: HashMap<(usize, usize, usize), Modality> = HashMap::new();
    for c in list.iter().filter(|c| c.predicate == Predicate::HeldOn && c.modality != Modality::Negated) {
        let Some(day) = text.articles[c.article].date else { continue };
        let Some(value) = resolved.entities.get(c.object).and_then(|e| e.edtf.as_deref()) else { continue };
        let Some((begins, ends)) = crate::resolve::when::calendar(value) else { continue };
        let words = c.evidence.of(&text.norm);
        let modality = if begins > day {
            Modality::Intended
        } else if ends < day && !words.contains("将于") {
            Modality::Actual
        } else if words.contains("的倡议") && ends >= day {
            Modality::Intended
        } else {
            continue;
        };
        known.entry((c.article, c.sentence, c.subject)).or_insert(modality);
    }
    for c in list.iter_mut() {
        let event = match c.predicate {
            Predicate::HeldOn => c.subject,
            Predicate::Hosts => c.object,
            _ => continue,
        };
        if let Some(modality) = known.get(&(c.article, c.sentence, event)) {
            c.modality = *modality;
        }
    }
}
