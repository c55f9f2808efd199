//! Of several rules that speak of one object in one clause, the strongest verb alone counts.

use super::Claim;
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

/// Those that stay.
pub fn strongest(drafts: Vec<Draft>) -> Vec<Claim> {
    let mut best: HashMap<(usize, usize), (i32, usize)> = HashMap::new();
    for d in drafts.iter().filter(|d| d.rank > 0) {
        let Some(object) = d.claim.object_mention else { continue };
        let b = best.entry((object, d.clause)).or_insert((d.rank, d.trigger));
        // Of two verbs of one strength, the nearer one.
        if (d.rank, d.trigger) > *b {
            *b = (d.rank, d.trigger);
        }
    }
    drafts
        .into_iter()
        .filter(|d| {
            let Some(object) = d.claim.object_mention else { return true };
            d.rank == 0 || best.get(&(object, d.clause)).is_none_or(|b| d.rank == b.0 && d.trigger == b.1)
        })
        .map(|d| d.claim)
        .collect()
}
