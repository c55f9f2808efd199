//! What the stages look for in texts before they try a rule, made of the needs of all rules once.

use super::select::{Gate, words_of};
use super::{Pattern, Picker, RuleSet, Selector};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::{Arc, OnceLock};

/// The literals of all rules, and what they select. Shared: clones cost nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Ready {
    /// See [`RuleSet::plain`].
    pub plain: Arc<Picker>,
    /// Mention rules, over the literals of `plain`.
    pub mentions: Arc<Selector>,
    /// The same before mentions are encoded.
    pub mentions_gate: Arc<Gate>,
    /// The literals of relation rules and masks, in encoded sentences.
    pub encoded: Arc<Picker>,
    /// Relation rules, over the literals of `encoded`.
    pub relations: Arc<Selector>,
    /// Masks, over the same.
    pub masks: Arc<Selector>,
    /// Relation rules before mentions are encoded, over the literals of `plain`.
    pub relations_gate: Arc<Gate>,
}

impl Ready {
    /// Of a rule set.
    pub(super) fn new(rules: &RuleSet) -> Self {
        let needs = |patterns: &mut dyn Iterator<Item = &Pattern>| patterns.map(|p| p.needs.clone()).collect::<Vec<_>>();
        let mentions = needs(&mut rules.mentions.iter().map(|r| &r.pattern));
        let relations = needs(&mut rules.relations.iter().map(|r| &r.pattern));
        let masks = needs(&mut rules.masks.iter().map(|r| &r.pattern));
        let heads = rules.names.iter().flat_map(|r| &r.heads).chain(rules.words("no_name"));
        let literals = mentions.iter().flatten().flatten();
        // What stands beside a mention in a literal must stand in the plain words too.
        let words = literals.clone().chain(relations.iter().flatten().flatten()).map(|l| words_of(l).to_owned());
        let plain = Picker::new(heads.chain(literals).cloned().chain(words));
        let encoded = Picker::new(relations.iter().chain(&masks).flatten().flatten().cloned());
        Ready {
            mentions: Selector::new(&plain, &mentions).within(rules.mentions.iter().map(|r| r.pattern.window)).into(),
            mentions_gate: Gate::new(&plain, &mentions).into(),
            relations: Selector::new(&encoded, &relations).within(rules.relations.iter().map(|r| r.pattern.window)).into(),
            masks: Selector::new(&encoded, &masks).within(rules.masks.iter().map(|r| r.pattern.window)).into(),
            relations_gate: Gate::new(&plain, &relations).into(),
            plain: plain.into(),
            encoded: encoded.into(),
        }
    }
}

/// A cell that is filled before it is written.
pub(super) fn read<'de, D: Deserializer<'de>>(d: D) -> Result<OnceLock<Ready>, D::Error> {
    Ok(Ready::deserialize(d)?.into())
}

/// Empty is written as nothing: who writes a rule set makes it ready first ([`RuleSet::ready`]).
pub(super) fn write<S: Serializer>(ready: &OnceLock<Ready>, s: S) -> Result<S::Ok, S::Error> {
    ready.get().cloned().unwrap_or_default().serialize(s)
}
