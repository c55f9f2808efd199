//! What was told, as text.

use super::{Evidence, Told};
use crate::explain::underline;

/// A statement with its evidence.
pub fn show(told: &Told) -> String {
    let mut out = format!("{} {} {} ({})\n", told.subject, told.predicate, told.object, told.modality);
    out.push_str(&format!("  {}\n", told.article));
    if let Some(note) = &told.note {
        out.push_str(&format!("  {note}\n"));
    }
    out.push_str(&format!("  <{}>\n", told.statement.as_str()));
    for (n, evidence) in (1..).zip(&told.evidence) {
        out.push('\n');
        out.push_str(&piece(n, evidence));
    }
    out
}

fn piece(n: usize, e: &Evidence) -> String {
    let line = e.line.map_or_else(String::new, |l| format!(":{l}"));
    let mut out = format!("  {n}. {}{line}\n", e.file);
    out.push_str(&underline(&e.text, &e.marks, 5));
    let mut field = |name: &str, value: &str| out.push_str(&format!("     {name:<9}{value}\n"));
    if let Some(subject) = &e.subject {
        field("subject", subject);
    }
    if let Some(carried) = e.carried.as_ref().filter(|c| e.subject.as_ref().is_none_or(|s| !s.contains(c.as_str()))) {
        field("carried", carried);
    }
    if let Some(object) = &e.object {
        field("object", object);
    }
    for rule in &e.rules {
        let at = if rule.at.is_empty() { String::new() } else { format!(", {}", rule.at) };
        field("rule", &format!("{}{at}", rule.id));
        field("", &rule.says);
    }
    for lost in &e.lost {
        field("lost", lost);
    }
    if !e.again {
        let why = if e.line.is_some() {
            "the text, read again, does not give it: rules or names have changed"
        } else {
            "the text is not at hand (--texts DIR)"
        };
        field("note", why);
    }
    out
}
