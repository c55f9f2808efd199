//! Score every set of `data/gold/sets.toml` and print the tables of `docs/accuracy.md`.
//!
//! `cargo run --release --example accuracy` prints them, `-- --write` puts them into the page,
//! between the lines `<!-- scores -->` and `<!-- end of scores -->`.

#![allow(clippy::print_stdout)]

use serde::Deserialize;
use silkgraph::eval::{self, GoldDoc, Metric, Report};
use silkgraph::ontology::Type;
use silkgraph::pipeline::Kit;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

const PAGE: &str = "docs/accuracy.md";
const MARKS: [&str; 2] = ["<!-- scores -->\n", "<!-- end of scores -->"];
/// The figures of the tables: name here, name there.
const FIGURES: [&str; 6] = ["mentions", "relations", "graph", "groups", "dates", "modality"];
/// Types whose names are mostly of one summit's making: those that are forgotten in a blind run.
const MADE: [Type; 7] = [Type::Mechanism, Type::Corridor, Type::Initiative, Type::UNInitiative, Type::Document, Type::Event, Type::Project];

#[derive(Deserialize)]
struct Sets {
    set: Vec<Set>,
}

#[derive(Deserialize)]
struct Set {
    name: String,
    folder: String,
    docs: Vec<String>,
    #[serde(default)]
    first: BTreeMap<String, Vec<f64>>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let sets: Sets = toml::from_str(&std::fs::read_to_string("data/gold/sets.toml")?)?;
    let kit = Kit::embedded().map_err(|diags| said(&diags))?;
    let mut tables = String::new();
    first_and_last(&mut tables, &sets.set, &kit)?;
    kinds(&mut tables, &sets.set, &kit)?;
    blind(&mut tables, &sets.set, &kit)?;
    if !std::env::args().any(|a| a == "--write") {
        println!("{tables}");
        return Ok(());
    }
    let page = std::fs::read_to_string(PAGE)?;
    let (head, rest) = page.split_once(MARKS[0]).ok_or("the page has no line <!-- scores -->")?;
    let (_, tail) = rest.split_once(MARKS[1]).ok_or("the page has no line <!-- end of scores -->")?;
    std::fs::write(PAGE, format!("{head}{}{tables}{}{tail}", MARKS[0], MARKS[1]))?;
    Ok(())
}

/// What diagnostics say, in one line.
fn said(diags: &[silkgraph::base::Diag]) -> String {
    diags.iter().map(|d| format!("{}: {}", d.file, d.message)).collect::<Vec<_>>().join("; ")
}

/// The documents of a set.
fn docs(set: &Set) -> Result<Vec<GoldDoc>, String> {
    let mut all = eval::gold(Path::new(&set.folder), None).map_err(|diags| said(&diags))?;
    all.retain(|d| set.docs.contains(&d.page.doc));
    if all.len() == set.docs.len() { Ok(all) } else { Err(format!("set {}: a document is missing in {}", set.name, set.folder)) }
}

fn scored(set: &Set, kit: &Kit) -> Result<Report, String> {
    eval::of_kit(&docs(set)?, kit).map_err(|d| d.message)
}

fn first_and_last(out: &mut String, sets: &[Set], kit: &Kit) -> Result<(), Box<dyn Error>> {
    writeln!(out, "\n| set | run | mentions | relations | graph | groups | dates | modality |\n|---|---|---|---|---|---|---|---|")?;
    for set in sets {
        let report = scored(set, kit)?;
        let first = FIGURES.map(|f| set.first.get(f).map_or_else(|| "not recorded".to_owned(), |v| cell(v)));
        let last = FIGURES.map(|f| {
            let metric = Metric::ALL.into_iter().find(|m| m.name() == f);
            let parts = if metric.is_some_and(Metric::is_accuracy) {
                vec![f.to_owned()]
            } else {
                vec![f.to_owned(), format!("{f}.p"), format!("{f}.r")]
            };
            cell(&parts.iter().filter_map(|p| report.figure(p)).collect::<Vec<_>>())
        });
        writeln!(out, "| {} | first | {} |", set.name, first.join(" | "))?;
        writeln!(out, "| | last | {} |", last.join(" | "))?;
        let range = |m: Metric| report.interval(m).map(|v| format!("{v:.3}")).join("–");
        let ranges = [Metric::Mentions, Metric::Relations, Metric::Graph].map(range);
        writeln!(out, "| | 95 % | {} | | | |", ranges.join(" | "))?;
    }
    Ok(())
}

/// F1 with precision and recall, or an accuracy.
fn cell(values: &[f64]) -> String {
    match values {
        [f1, p, r] => format!("**{f1:.3}** ({p:.3} / {r:.3})"),
        [one] => format!("{one:.3}"),
        _ => String::new(),
    }
}

/// F1 of every type and predicate.
fn kinds(out: &mut String, sets: &[Set], kit: &Kit) -> Result<(), Box<dyn Error>> {
    let reports = sets.iter().map(|s| scored(s, kit)).collect::<Result<Vec<_>, _>>()?;
    let names = sets.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(" | ");
    for (title, all) in
        [("type", reports.iter().map(|r| &r.types).collect::<Vec<_>>()), ("predicate", reports.iter().map(|r| &r.predicates).collect())]
    {
        writeln!(out, "\n| {title} | {names} |\n|---|{}", "---|".repeat(sets.len()))?;
        let mut kinds: Vec<&String> = all.iter().flat_map(|k| k.keys()).collect();
        kinds.sort();
        kinds.dedup();
        for kind in kinds {
            let cells: Vec<String> =
                all.iter().map(|k| k.get(kind).map_or_else(String::new, |h| format!("{:.3} of {}", h.f1(), h.gold))).collect();
            writeln!(out, "| {kind} | {} |", cells.join(" | "))?;
        }
    }
    Ok(())
}

/// Recall of mentions whose names the lexicon was made to forget.
fn blind(out: &mut String, sets: &[Set], kit: &Kit) -> Result<(), Box<dyn Error>> {
    writeln!(out, "\n| names forgotten | {} |", sets.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(" | "))?;
    writeln!(out, "|---|{}", "---|".repeat(sets.len()))?;
    for (name, types) in
        [("Mechanism, Corridor, Initiative, UNInitiative, Document, Event, Project", &MADE[..]), ("Leader", &[Type::Leader])]
    {
        let kit = eval::blind(kit, types);
        let cells = sets.iter().map(|set| {
            let report = scored(set, &kit)?;
            let hits = types.iter().filter_map(|t| report.types.get(t.name()));
            let (both, gold) = hits.fold((0, 0), |(b, g), h| (b + h.both, g + h.gold));
            Ok(format!("{:.3} of {gold}", both as f64 / (gold.max(1)) as f64))
        });
        writeln!(out, "| {name} | {} |", cells.collect::<Result<Vec<_>, String>>()?.join(" | "))?;
    }
    Ok(())
}
