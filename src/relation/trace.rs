//! What the relation rules saw, and what became of every match: for explanations only.

use super::clause::Clause;
use super::{Claim, Claims, Engine};
use crate::base::{Norm, Span};
use crate::mention::Mentions;
use crate::ontology::Predicate;
use crate::resolve::Resolved;
use crate::rules::encode::Encoded;
use crate::rules::{RuleId, RuleSet};
use crate::text::Text;

/// Why a match of a rule's pattern gave no claim.
#[derive(Clone, Debug)]
pub enum Fate {
    /// The rule speaks only where no named thing stands in the clause, and this mention does.
    NotAlone(usize),
    /// This word stands between the trigger and the object.
    Without(String),
    /// Another rule, first in order, says the same in the same sentence.
    Same {
        /// The rule.
        by: RuleId,
        /// What this one said.
        claim: Box<Claim>,
    },
    /// These words of the clause bar the rule.
    Barred(Span<Norm>),
    /// The sentence is a title, and the rule speaks of verbs.
    Title,
    /// The verb is that of a relative clause, not of the clause's subject.
    Relative,
    /// Nobody is known to do it; where the clause is about a thing, that mention.
    NoSubject(Option<usize>),
    /// The predicate does not join entities of these types.
    NotAllowed {
        /// The subject entity.
        subject: usize,
        /// The predicate.
        predicate: Predicate,
        /// The object entity.
        object: usize,
    },
    /// A rule of higher rank, or of the same rank with a nearer trigger, spoke of the object.
    Outranked {
        /// The rule that won.
        by: RuleId,
        /// What this one would have said.
        claim: Box<Claim>,
    },
}

/// A match of a rule's pattern that gave no claim.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The rule.
    pub rule: RuleId,
    /// Index of the article.
    pub article: usize,
    /// Index of the sentence in its article.
    pub sentence: usize,
    /// The words that triggered the rule.
    pub trigger: Span<Norm>,
    /// The mention that would have been the object, where it came to that.
    pub object: Option<usize>,
    /// Why it gave nothing.
    pub fate: Fate,
}

/// A sentence as the relation rules see it.
#[derive(Clone, Debug)]
pub struct View {
    /// Index of the article.
    pub article: usize,
    /// Index of the sentence in its article.
    pub sentence: usize,
    /// The sentence.
    pub span: Span<Norm>,
    /// The text that patterns run on.
    pub encoded: Encoded,
    /// Its clauses, each with its subject. Places are bytes of the encoded text.
    pub clauses: Vec<Clause>,
    /// Mentions that rules pass over, each with the index of the mask that hid it.
    pub hidden: Vec<(usize, usize)>,
}

/// All that the relation rules saw in a text.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The sentences that hold a mention, in order.
    pub views: Vec<View>,
    /// The matches that gave no claim.
    pub attempts: Vec<Attempt>,
}

impl Trace {
    /// Note a claim that another rule made first.
    pub(super) fn same(&mut self, later: &Claim, first: &Claim) {
        self.attempts.push(Attempt {
            rule: later.rule.clone(),
            article: later.article,
            sentence: later.sentence,
            trigger: later.trigger,
            object: later.object_mention,
            fate: Fate::Same { by: first.rule.clone(), claim: Box::new(later.clone()) },
        });
    }
}

/// Stage 4 with a trace: the same claims as [`super::relate`] gives, and what became of the rest.
pub fn trace(text: &Text, mentions: &Mentions, resolved: &Resolved, rules: &RuleSet, engine: &Engine) -> (Claims, Trace) {
    let mut trace = Trace::default();
    let claims = super::claims(text, mentions, resolved, rules, engine, Some(&mut trace));
    (claims, trace)
}
