//! How often each rule found something.

use crate::explain::fact::Again;
use crate::mention::FoundBy;
use crate::pipeline::Kit;
use crate::relation::Fate;
use std::collections::{BTreeMap, BTreeSet};

/// What one rule found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Mentions, masked mentions or claims.
    pub count: usize,
    /// The sentences, by their words: a text that stands in two files counts once.
    pub sentences: BTreeSet<String>,
    /// Where the first of them stands.
    pub first: String,
    /// Claims that another rule made as well.
    pub echoes: usize,
    /// The rules that made them.
    pub echoed: BTreeSet<String>,
    /// The rules of higher rank that it lost to.
    pub outranked: BTreeSet<String>,
}

/// What each rule found, by id.
pub type Uses = BTreeMap<String, Use>;

/// Count over texts.
pub fn uses(texts: &[Again]) -> Uses {
    let mut out = Uses::new();
    for again in texts {
        let run = &again.run;
        let mut note = |id: &str, article: usize, sentence: usize| {
            let Some(s) = run.text.articles.get(article).and_then(|a| a.sentences.get(sentence)) else { return };
            let u = out.entry(id.to_owned()).or_default();
            if u.count == 0 {
                u.first = format!("{}:{}", run.text.file, again.line_of(run.text.to_raw(s.span).start));
            }
            u.count += 1;
            u.sentences.insert(s.span.of(&run.text.norm).to_owned());
        };
        for m in &run.mentions.list {
            if let FoundBy::Rule(id) = &m.found_by {
                note(id, m.article, m.sentence);
            }
        }
        for c in &run.claims.list {
            note(&c.rule, c.article, c.sentence);
        }
        for view in &again.trace.views {
            for (_, mask) in &view.hidden {
                note(&format!("#{mask}"), view.article, view.sentence);
            }
        }
        for a in &again.trace.attempts {
            match &a.fate {
                Fate::Same { by, .. } => {
                    let u = out.entry(a.rule.to_string()).or_default();
                    u.echoes += 1;
                    u.echoed.insert(by.to_string());
                }
                Fate::Outranked { by, .. } => {
                    out.entry(a.rule.to_string()).or_default().outranked.insert(by.to_string());
                }
                _ => {}
            }
        }
    }
    out
}

/// What a rule found. The trace knows masks by their place in the kit.
pub fn of_rule(kit: &Kit, uses: &Uses, id: &str) -> Use {
    let mask = kit.rules.masks.iter().position(|m| *m.head.id == *id);
    let key = mask.map_or_else(|| id.to_owned(), |i| format!("#{i}"));
    uses.get(&key).cloned().unwrap_or_default()
}
