//! Names of the lexicon that are never seen, and names that several entries claim.

use super::{Finding, Oddity};
use crate::explain::fact::Again;
use crate::lexicon::Entry;
use crate::mention::FoundBy;
use crate::pipeline::Kit;
use std::collections::BTreeMap;

/// What became of a name.
#[derive(Default)]
struct Fortune {
    stands: usize,
    seen: usize,
    /// The name that won, and what found it.
    by: String,
    at: String,
}

/// Shadowed and twice claimed names.
pub fn lint(kit: &Kit, texts: &[Again]) -> Vec<Finding> {
    let place = |entry: &Entry| {
        let (file, line) = kit.lexicon.origin(entry);
        format!("{file}:{line}")
    };
    let mut out = Vec::new();
    let mut fortunes: BTreeMap<(String, String), Fortune> = BTreeMap::new();
    for again in texts {
        let (run, norm) = (&again.run, &again.run.text.norm);
        for hit in kit.lexicon.find(norm) {
            let Some(&id) = hit.entries.first() else { continue };
            let entry = kit.lexicon.entry(id);
            let words = crate::mention::bare(&norm[hit.range.clone()]).into_owned();
            let fortune = fortunes.entry((words, place(entry))).or_default();
            fortune.stands += 1;
            let over = run.mentions.list.iter().find(|m| m.span.start < hit.range.end && hit.range.start < m.span.end);
            match over {
                Some(m) if matches!(m.found_by, FoundBy::Lexicon(_)) => fortune.seen += 1,
                Some(m) => {
                    let by = match &m.found_by {
                        FoundBy::Rule(id) | FoundBy::Again(id) => id,
                        FoundBy::Lexicon(_) => "the lexicon",
                    };
                    fortune.by = format!("{} ({by})", m.span.of(norm).replace('\n', ""));
                    fortune.at = format!("{}:{}", run.text.file, again.line_of(run.text.to_raw(m.span).start));
                }
                // Words in which no name is meant, or page furniture: on purpose.
                None => fortune.seen += 1,
            }
        }
    }
    for ((name, at), f) in fortunes {
        if f.seen == 0 && f.stands >= 2 {
            let says = format!("stands {} times, always inside another name, such as {} in {}", f.stands, f.by, f.at);
            out.push(Finding { oddity: Oddity::Shadowed, at, what: name, says });
        }
    }
    for (name, ids) in kit.lexicon.names().filter(|(_, ids)| ids.len() > 1) {
        let entries: Vec<_> = ids.iter().map(|id| kit.lexicon.entry(*id)).collect();
        // Office-holders of one family name are told apart by their dates.
        if entries.iter().all(|e| !e.offices.is_empty()) {
            continue;
        }
        let who: Vec<String> = entries.iter().map(|e| format!("{} ({}, {})", e.id, e.kind, place(e))).collect();
        let at = entries.first().map_or_else(String::new, |e| place(e));
        out.push(Finding { oddity: Oddity::Claimed, at, what: name.to_owned(), says: who.join("; ") });
    }
    out
}
