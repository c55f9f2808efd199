//! What a heading says of the items under it.

use super::Claim;
use super::ready::{kinds, prepare};
use super::select::Engine;
use crate::mention::Mentions;
use crate::resolve::Resolved;
use crate::rules::{RuleSet, Scope};
use crate::text::Text;

/// The claims that a heading makes about one of its items: the heading's sentence `h`, the item's `sentence`.
#[allow(clippy::too_many_arguments)]
pub fn heading(
    text: &Text,
    mentions: &Mentions,
    resolved: &Resolved,
    rules: &RuleSet,
    engine: &Engine,
    article: usize,
    sentence: usize,
    h: usize,
) -> Vec<Claim> {
    let mut out = Vec::new();
    let span = text.articles[article].sentences[h].span;
    if !engine.may_match(span.of(&text.norm), kinds(mentions, span)) {
        return out;
    }
    let ready = prepare(text, mentions, resolved, rules, engine, article, h);
    for &r in &ready.wanted {
        let rule = &rules.relations[r];
        if rule.scope == Scope::Heading
            && let Some(c) = rule.pattern.regex.captures(&ready.encoded.text)
        {
            out.extend(super::heading::claims(text, mentions, resolved, rules, rule, (article, sentence), |slot| {
                c.name(slot).map_or_else(Vec::new, |m| ready.encoded.mentions(m.range()).map(|m| resolved.of[m.2]).collect())
            }));
        }
    }
    out
}
