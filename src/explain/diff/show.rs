//! Changes as text and as Markdown.

use super::{Change, Diff, Kind, Saying};
use crate::query::cell;
use std::collections::BTreeMap;

fn head(diff: &Diff) -> String {
    Kind::ALL.iter().map(|k| format!("{} {}", k.verb(), diff.count(*k))).collect::<Vec<_>>().join(", ")
}

fn say(list: &[Saying]) -> String {
    list.iter().map(|(p, m)| format!("{p} ({m})")).collect::<Vec<_>>().join(", ")
}

/// What a change says, without its object.
fn saying(c: &Change) -> String {
    match c.kind {
        Kind::Added | Kind::Reaffirmed => say(&c.after),
        Kind::Dropped => say(&c.before),
        Kind::Reworded => format!("{} → {}", say(&c.before), say(&c.after)),
    }
}

/// Changes by predicate: of each how many of each kind. What is reworded counts for its new predicate.
fn by_predicate(diff: &Diff) -> BTreeMap<&'static str, [usize; 4]> {
    let mut out: BTreeMap<&'static str, [usize; 4]> = BTreeMap::new();
    for c in &diff.changes {
        let list = if c.after.is_empty() { &c.before } else { &c.after };
        for (p, _) in list {
            let place = Kind::ALL.iter().position(|k| *k == c.kind).unwrap_or(0);
            out.entry(p.name()).or_default()[place] += 1;
        }
    }
    out
}

/// The changes as text: a count, a table by predicate, then each subject with its changes.
pub fn text(diff: &Diff) -> String {
    let mut out = format!("{}\n  → {}\n{}\n\n", diff.before, diff.after, head(diff));
    out.push_str(&format!("{:<16}{:>8}{:>11}{:>10}{:>8}\n", "", "added", "reaffirmed", "reworded", "dropped"));
    for (p, n) in by_predicate(diff) {
        out.push_str(&format!("{p:<16}{:>8}{:>11}{:>10}{:>8}\n", n[0], n[1], n[2], n[3]));
    }
    for (subject, changes) in diff.by_subject() {
        out.push_str(&format!("\n{}\n", diff.name(subject)));
        for c in changes {
            out.push_str(&format!("  {} {}  {}\n", c.kind.sign(), saying(c), diff.name(&c.object)));
        }
    }
    out
}

/// The changes as Markdown: the same with tables.
pub fn markdown(diff: &Diff) -> String {
    let mut out = format!("# {} → {}\n\nThe later side {}.\n\n", cell(&diff.before), cell(&diff.after), head(diff));
    out.push_str("| predicate | added | reaffirmed | reworded | dropped |\n|---|--:|--:|--:|--:|\n");
    for (p, n) in by_predicate(diff) {
        out.push_str(&format!("| {p} | {} | {} | {} | {} |\n", n[0], n[1], n[2], n[3]));
    }
    for (subject, changes) in diff.by_subject() {
        out.push_str(&format!("\n## {}\n\n| | what is said | of |\n|---|---|---|\n", cell(diff.name(subject))));
        for c in changes {
            out.push_str(&format!("| {} | {} | {} |\n", c.kind.verb(), saying(c), cell(diff.name(&c.object))));
        }
    }
    out
}
