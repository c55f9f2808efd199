//! Verbs that stand between an actor and a named thing where no rule makes a fact of it.

use super::{Finding, Oddity};
use crate::explain::fact::Again;
use crate::ontology::Type;
use crate::pipeline::Kit;
use crate::relation::View;
use std::collections::BTreeMap;

/// How often a verb must stand so to be told.
const OFTEN: usize = 2;

/// The verbs, the most frequent first.
pub fn lint(kit: &Kit, texts: &[Again]) -> Vec<Finding> {
    let mut seen: BTreeMap<String, (usize, String, String)> = BTreeMap::new();
    for again in texts {
        for view in &again.trace.views {
            for (verb, words) in uncovered(kit, again, view) {
                let at = || format!("{}:{}", again.run.text.file, again.line_of(again.run.text.to_raw(view.span).start));
                let entry = seen.entry(verb).or_insert_with(|| (0, at(), words));
                entry.0 += 1;
            }
        }
    }
    let mut list: Vec<(String, (usize, String, String))> = seen.into_iter().filter(|s| s.1.0 >= OFTEN).collect();
    list.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    list.into_iter()
        .map(|(verb, (count, at, words))| Finding {
            oddity: Oddity::Uncovered,
            at,
            what: verb,
            says: format!("{count} times, first in …{words}"),
        })
        .collect()
}

/// Of a sentence: the verb right before each open thing that no claim speaks of, where its clause has a subject.
fn uncovered(kit: &Kit, again: &Again, view: &View) -> Vec<(String, String)> {
    let run = &again.run;
    let text = view.span.of(&run.text.norm);
    let mut out = Vec::new();
    for id in run.mentions.of_sentence(view.span) {
        let m = &run.mentions.list[id];
        let thing = !matches!(m.kind, Type::Date | Type::State | Type::Group | Type::Place | Type::Leader | Type::Person);
        let hidden = view.hidden.iter().any(|h| h.0 == id);
        let claimed = run.claims.list.iter().any(|c| c.object_mention == Some(id) || c.subject_mention == Some(id));
        let Some(place) = view.encoded.place_of(id).filter(|_| thing && !hidden && !claimed && !m.anaphor) else { continue };
        let Some(clause) = crate::relation::clause_at(&view.clauses, place).filter(|c| !c.subject.is_empty()) else { continue };
        // What stands before the thing in its clause, back to the mention before it.
        let before = &view.encoded.text[clause.range.start..place];
        let before = before.rsplit(|c: char| ('\u{E000}'..='\u{F8FF}').contains(&c)).next().unwrap_or("");
        let verbs = kit.rules.words("verb").iter().filter(|v| v.chars().count() > 1).filter_map(|v| Some((before.rfind(v.as_str())?, v)));
        if let Some((_, verb)) = verbs.max_by_key(|(at, v)| (at + v.len(), v.len())) {
            let from = view.encoded.back(clause.range.start);
            let to = m.span.end - view.span.start;
            let words: String = text[from..to].chars().rev().take(28).collect::<Vec<_>>().into_iter().rev().collect();
            out.push((verb.clone(), words));
        }
    }
    out
}
