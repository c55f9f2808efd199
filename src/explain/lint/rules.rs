//! Rules that are dead, alone, or an echo.

use super::usage::{Uses, of_rule};
use super::{Finding, Oddity};
use crate::explain::cases::{self, Outcome, Want};
use crate::explain::fact::Again;
use crate::pipeline::Kit;
use std::collections::BTreeSet;

/// What the uses tell of each rule.
pub fn lint(kit: &Kit, texts: &[Again], uses: &Uses) -> Vec<Finding> {
    let verdicts = cases::test(kit, "");
    let live = |v: &&cases::Verdict<'_>| v.outcome == Outcome::Found && matches!(&v.case.want, Want::Gives(g) if !g.is_empty());
    let own: BTreeSet<&str> = verdicts.iter().filter(live).map(|v| &*v.case.rule.id).collect();
    let mut out = Vec::new();
    for head in kit.rules.heads() {
        let used = of_rule(kit, uses, &head.id);
        let mut add = |oddity, says: String| {
            out.push(Finding { oddity, at: format!("{}:{}", head.file, head.line), what: head.id.to_string(), says });
        };
        if used.count == 0 && used.echoes == 0 && !own.contains(&*head.id) {
            let lost: Vec<&str> = used.outranked.iter().map(String::as_str).collect();
            let why = if lost.is_empty() { String::new() } else { format!("; where it matches it loses to {}", lost.join(", ")) };
            add(Oddity::Dead, format!("not used in {} texts, and no example finds anything{why}", texts.len()));
        }
        if head.examples.len() < 2 || head.rejects.len() < 2 {
            add(Oddity::FewCases, format!("{} examples, {} rejects", head.examples.len(), head.rejects.len()));
        }
        if used.count == 0 && used.echoes > 0 {
            let by: Vec<&str> = used.echoed.iter().map(String::as_str).collect();
            add(Oddity::Echo, format!("{} findings, all of them also by {}", used.echoes, by.join(", ")));
        }
        if used.sentences.len() == 1 {
            let why = head.once.as_ref().map_or_else(|| "; no reason is given".to_owned(), |w| format!("; {w}"));
            add(Oddity::Single, format!("{}{why}", used.first));
        }
    }
    out
}
