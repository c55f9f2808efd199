//! The rules' own examples and rejects: what `silkgraph rules test` runs.

#![allow(clippy::unwrap_used)]

use silkgraph::explain::cases;
use silkgraph::pipeline::{Files, Kit};

#[test]
fn every_rule_does_what_its_cases_say() {
    let kit = Kit::embedded().unwrap();
    let verdicts = cases::test(&kit, "");
    assert!(verdicts.len() > 400, "{} cases", verdicts.len());
    let failing: Vec<String> = verdicts.iter().filter(|v| !v.outcome.good()).map(cases::show).collect();
    assert!(failing.is_empty(), "\n{}\n{}", failing.join("\n"), cases::summary(&verdicts));
}

/// The rules of docs/rules.md, beside those of the kit.
#[test]
fn the_rules_of_the_manual_do_what_they_say() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let manual = std::fs::read_to_string(root.join("docs/rules.md")).unwrap();
    let rules: String = manual.split("```toml\n").skip(1).filter_map(|b| b.split("```").next()).collect();
    let mut files = Files::embedded();
    files.rules.push(("docs/rules.md".to_owned(), rules));
    let kit = Kit::from_files(&files).unwrap();
    let verdicts = cases::test(&kit, "");
    let own: Vec<_> = verdicts.iter().filter(|v| v.case.rule.file == "docs/rules.md").collect();
    assert_eq!(own.len(), 5 * 4);
    let failing: Vec<String> = own.iter().filter(|v| !v.outcome.good()).map(|v| cases::show(v)).collect();
    assert!(failing.is_empty(), "\n{}", failing.join("\n"));
}
