//! Names known by a pattern, over the sentence with the known names encoded.

use super::FoundBy;
use super::forms::Forms;
use super::overlap::Candidate;
use crate::ontology::Type;
use crate::rules::encode::{Encoded, Slot};
use crate::rules::pick::Hit;
use crate::rules::{MentionRule, RuleSet};
use std::ops::Range;

/// The encoded sentence of some candidates; slot ids are their indices.
pub fn encode(words: &str, base: &[Candidate]) -> Encoded {
    let slots: Vec<Slot> = base.iter().enumerate().map(|(id, c)| Slot { range: c.range.clone(), kind: c.kind, id, shut: false }).collect();
    Encoded::new(words, &slots, &[])
}

/// Every match of every mention rule that the literals of the encoded sentence call for.
pub fn find(encoded: &Encoded, hits: &[Hit], forms: &Forms, rules: &RuleSet) -> Vec<Candidate> {
    let (mut out, mut spans) = (Vec::new(), Vec::new());
    for i in forms.patterns_for(hits) {
        forms.spans(i, &encoded.text, hits, &mut spans);
        for span in spans.drain(..) {
            within(span, encoded, &rules.mentions[i], forms, rules, &mut out);
        }
    }
    out
}

/// Every match of a rule in a stretch of the encoded sentence.
fn within(span: Range<usize>, encoded: &Encoded, rule: &MentionRule, forms: &Forms, rules: &RuleSet, out: &mut Vec<Candidate>) {
    let mut at = span.start;
    while let Some(m) = rule.pattern.regex.captures_in(&encoded.text, at..span.end) {
        let (Some(whole), Some(name)) = (m.get(0), m.name("name")) else { break };
        // A person's or a place's name holds no verb: 印度专家加入, 提高口岸.
        let plain = matches!(rule.kind, Type::Leader | Type::Person | Type::Place) && !rule.anaphor;
        // A title in title marks may hold any word: 《“中国—中亚五国”海关部门关于…的备忘录》.
        let tail = name.as_str().rsplit_once('”').filter(|_| !name.as_str().starts_with('《')).map_or("", |t| t.1);
        let verb = rule.kind == Type::Place && plain && rules.sets.verb.within(name.as_str());
        let verbal = verb || (plain || rule.plain) && forms.holds_stop(name.as_str()) || forms.holds_stop(tail);
        let common = plain && forms.no_person(name.as_str());
        let speech = rule.kind == Type::Mechanism && name.as_str().starts_with('“') && tail.is_empty() && forms.holds_stop(name.as_str());
        if !name.is_empty() && !verbal && !common && !speech {
            out.push(Candidate {
                range: encoded.back_range(name.range()),
                kind: rule.kind,
                found_by: FoundBy::Rule(rule.head.id.clone()),
                anaphor: rule.anaphor,
                rank: rule.rank,
                when: None,
            });
        }
        // Names may share what stands before them: go on behind the name, not behind the match.
        at = name.end().max(whole.start() + encoded.text[whole.start()..].chars().next().map_or(1, char::len_utf8));
        if at > span.end {
            break;
        }
    }
}
