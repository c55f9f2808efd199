//! A report for reading.

use super::bootstrap::{Interval, RESAMPLES};
use super::count::{Hits, Metric};
use super::report::Report;
use crate::ontology::Type;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The first `errors` mistakes of a report.
pub fn slips(report: &Report, errors: usize) -> String {
    let mut out = String::new();
    for slip in report.slips.iter().take(errors) {
        let _ = writeln!(out, "{slip}");
    }
    if errors > 0 {
        let _ = writeln!(out, "{} of {} mistakes shown\n", errors.min(report.slips.len()), report.slips.len());
    }
    out
}

/// The report with its first `errors` mistakes, as lines.
pub fn text(report: &Report, errors: usize) -> String {
    let mut out = slips(report, errors);
    let Report { docs, sentences, .. } = report;
    let _ = writeln!(out, "{docs} documents, {sentences} sentences; [95 % interval, {RESAMPLES} draws of sentences]");
    for m in Metric::ALL {
        let (hits, interval) = (report.counts.of(m), range(report.interval(m)));
        let _ = if m.is_accuracy() {
            writeln!(out, "{:18} accuracy {:.3} {interval}  of {}", m.name(), hits.r(), hits.gold)
        } else {
            let Hits { gold, predicted, .. } = hits;
            let (f1, p, r) = (hits.f1(), hits.p(), hits.r());
            writeln!(out, "{:18} F1 {f1:.3} {interval}  P {p:.3}  R {r:.3}  gold {gold}  predicted {predicted}", m.name())
        };
    }
    for (title, all) in [("types", &report.types), ("predicates", &report.predicates)] {
        let _ = writeln!(out, "\n{title}");
        for (name, h) in all {
            let _ =
                writeln!(out, "  {name:15} F1 {:.3}  P {:.3}  R {:.3}  gold {}  predicted {}", h.f1(), h.p(), h.r(), h.gold, h.predicted);
        }
    }
    confusion(&mut out, report);
    out
}

/// Recall of the mentions of some types, found without their names in the lexicon.
pub fn blind(report: &Report, types: &[Type]) -> String {
    let mut out = String::from("recall without the lexicon's names of these types\n");
    let mut sum = (Hits::default(), Hits::default());
    for t in types {
        let of = |all: &std::collections::BTreeMap<String, Hits>| all.get(t.name()).copied().unwrap_or_default();
        let (exact, overlap) = (of(&report.types), of(&report.types_overlap));
        sum.0 += exact;
        sum.1 += overlap;
        recall(&mut out, t.name(), exact, overlap);
    }
    recall(&mut out, "all of them", sum.0, sum.1);
    out
}

fn recall(out: &mut String, name: &str, exact: Hits, overlap: Hits) {
    let Hits { both, gold, .. } = exact;
    let _ = writeln!(out, "  {name:15} R {:.3}  ({both} of {gold}; {:.3} where a shared character is enough)", exact.r(), overlap.r());
}

fn range([low, high]: Interval) -> String {
    format!("[{low:.3}, {high:.3}]")
}

/// Rows: types of the gold. Columns: the same type, the other types that were predicted, nothing. Last row: what the gold does not have.
fn confusion(out: &mut String, report: &Report) {
    let all = &report.confusion;
    let golds: BTreeSet<&String> = all.keys().filter_map(|(g, _)| g.as_ref()).collect();
    let others: BTreeSet<&String> = all.keys().filter(|(g, p)| g != p).filter_map(|(_, p)| p.as_ref()).collect();
    let count = |g: Option<&String>, p: Option<&String>| all.get(&(g.cloned(), p.cloned())).copied().unwrap_or(0);
    let cell = |n: usize| if n == 0 { "·".to_owned() } else { n.to_string() };
    let _ = write!(out, "\nmentions: gold type (rows) taken for (columns)\n  {:15}{:>7}", "", "same");
    for p in &others {
        let short: String = p.chars().take(6).collect();
        let _ = write!(out, "{short:>7}");
    }
    let _ = writeln!(out, "{:>7}", "missed");
    for g in golds {
        let _ = write!(out, "  {g:15}{:>7}", cell(count(Some(g), Some(g))));
        for &p in &others {
            let n = if p == g { 0 } else { count(Some(g), Some(p)) };
            let _ = write!(out, "{:>7}", cell(n));
        }
        let _ = writeln!(out, "{:>7}", cell(count(Some(g), None)));
    }
    let _ = write!(out, "  {:15}{:>7}", "(spurious)", "");
    for &p in &others {
        let _ = write!(out, "{:>7}", cell(count(None, Some(p))));
    }
    let _ = writeln!(out);
}
