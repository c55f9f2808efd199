//! Of several rules that speak of one object in one clause, the strongest verb alone counts.

use super::Claim;
use super::trace::{Attempt, Fate, Trace};
use crate::rules::RuleId;
use std::collections::HashMap;

/// A claim before the choice.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The claim.
    pub claim: Claim,
    /// The rule's rank; 0 stands beside the others.
    pub rank: i32,
    /// Encoded byte of the trigger.
    pub trigger: usize,
    /// Number of the clause that the object stands in.
    pub clause: usize,
    /// True where the rule's own words name the subject.
    pub explicit: bool,
}

/// An object as one subject speaks of it in one clause.
type Spot = (usize, usize, usize);

fn spot(d: &Draft) -> Option<Spot> {
    d.claim.object_mention.map(|object| (object, d.clause, d.claim.subject))
}

/// For each spot, the rank and the trigger that win.
fn best(drafts: &[Draft]) -> HashMap<Spot, (i32, usize)> {
    let mut best: HashMap<Spot, (i32, usize)> = HashMap::new();
    for d in drafts.iter().filter(|d| d.rank > 0) {
        let Some(spot) = spot(d) else { continue };
        let b = best.entry(spot).or_insert((d.rank, d.trigger));
        // Of two verbs of one strength, the nearer one.
        if (d.rank, d.trigger) > *b {
            *b = (d.rank, d.trigger);
        }
    }
    best
}

fn stays(d: &Draft, best: &HashMap<Spot, (i32, usize)>, drafts: &[Draft]) -> bool {
    let Some(spot) = spot(d) else { return true };
    // Who stands right before the verb is its subject, not who was carried over.
    let same =
        |o: &&Draft| o.claim.object_mention == d.claim.object_mention && o.claim.predicate == d.claim.predicate && o.trigger == d.trigger;
    if !d.explicit && d.rank > 0 && drafts.iter().filter(same).any(|o| o.explicit && o.rank > 0 && o.claim.rule != d.claim.rule) {
        return false;
    }
    d.rank == 0 || best.get(&spot).is_none_or(|b| d.rank == b.0 && d.trigger == b.1)
}

/// 支持非洲联盟实施《2063年议程》: the body acts, what it carries out is the object. But 维护联合国权威和《公约》 means both.
/// `objects`: encoded byte and mention of each.
pub fn drop_bodies(objects: &mut Vec<(usize, usize)>, text: &str, body: impl Fn(usize) -> bool, verbs: impl Fn(&str) -> bool) {
    if objects.iter().all(|m| body(m.1)) {
        return;
    }
    let joined = |at: usize| {
        let next = objects.iter().map(|o| o.0).find(|o| *o > at);
        let between = next.map_or("", |next| &text[at..next]);
        between.contains(['和', '与', '、', '及']) && !verbs(between)
    };
    // 实业家委员会和银行联合体: the last of a list.
    let last = |at: usize| {
        let before = objects.iter().map(|o| o.0).filter(|o| *o < at).max();
        let between = before.map_or("", |b| text[b..at].trim_start_matches(|c| ('\u{E000}'..='\u{F8FF}').contains(&c)));
        matches!(between, "和" | "与" | "、" | "及" | "以及")
    };
    let mut keep = objects.iter().map(|m| !body(m.1) || joined(m.0) || last(m.0)).collect::<Vec<bool>>().into_iter();
    objects.retain(|_| keep.next().unwrap_or(true));
}

/// Those that stay.
pub fn strongest(drafts: Vec<Draft>) -> Vec<Claim> {
    let best = best(&drafts);
    let keep: Vec<bool> = drafts.iter().map(|d| stays(d, &best, &drafts)).collect();
    drafts.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(d, _)| d.claim).collect()
}

/// Note those that do not stay, each with the rule that won.
pub fn outranked(drafts: &[Draft], trace: &mut Trace) {
    let best = best(drafts);
    for d in drafts.iter().filter(|d| !stays(d, &best, drafts)) {
        let near =
            |w: &&Draft| w.clause == d.clause && w.claim.object_mention == d.claim.object_mention && w.rank > 0 && stays(w, &best, drafts);
        let won = drafts.iter().filter(near).find(|w| spot(w) == spot(d)).or_else(|| drafts.iter().find(near));
        let by = won.map_or_else(|| RuleId::from(""), |w| w.claim.rule.clone());
        trace.attempts.push(Attempt {
            rule: d.claim.rule.clone(),
            article: d.claim.article,
            sentence: d.claim.sentence,
            trigger: d.claim.trigger,
            object: d.claim.object_mention,
            fate: Fate::Outranked { by, claim: Box::new(d.claim.clone()) },
        });
    }
}
