//! Of several rules that speak of one object in one clause, the strongest verb alone counts.

use super::Claim;
use super::trace::{Attempt, Fate, Trace};
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
}

/// For each object in a clause, the rank and the trigger that win.
fn best(drafts: &[Draft]) -> HashMap<(usize, usize), (i32, usize)> {
    let mut best: HashMap<(usize, usize), (i32, usize)> = HashMap::new();
    for d in drafts.iter().filter(|d| d.rank > 0) {
        let Some(object) = d.claim.object_mention else { continue };
        let b = best.entry((object, d.clause)).or_insert((d.rank, d.trigger));
        // Of two verbs of one strength, the nearer one.
        if (d.rank, d.trigger) > *b {
            *b = (d.rank, d.trigger);
        }
    }
    best
}

fn stays(d: &Draft, best: &HashMap<(usize, usize), (i32, usize)>) -> bool {
    let Some(object) = d.claim.object_mention else { return true };
    d.rank == 0 || best.get(&(object, d.clause)).is_none_or(|b| d.rank == b.0 && d.trigger == b.1)
}

/// Those that stay.
pub fn strongest(drafts: Vec<Draft>) -> Vec<Claim> {
    let best = best(&drafts);
    drafts.into_iter().filter(|d| stays(d, &best)).map(|d| d.claim).collect()
}

/// Note those that do not stay, each with the rule that won.
pub fn outranked(drafts: &[Draft], trace: &mut Trace) {
    let best = best(drafts);
    for d in drafts.iter().filter(|d| !stays(d, &best)) {
        let won = drafts.iter().find(|w| w.clause == d.clause && w.claim.object_mention == d.claim.object_mention && w.rank > 0 && stays(w, &best));
        let by = won.map_or_else(String::new, |w| w.claim.rule.clone());
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
