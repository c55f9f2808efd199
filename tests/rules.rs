//! The rules' own examples and rejects: what `silkgraph rules test` runs.

#![allow(clippy::unwrap_used)]

use silkgraph::explain::cases;
use silkgraph::pipeline::Kit;

#[test]
fn every_rule_does_what_its_cases_say() {
    let kit = Kit::embedded().unwrap();
    let verdicts = cases::test(&kit, "");
    assert!(verdicts.len() > 400, "{} cases", verdicts.len());
    let failing: Vec<String> = verdicts.iter().filter(|v| !v.outcome.good()).map(cases::show).collect();
    assert!(failing.is_empty(), "\n{}\n{}", failing.join("\n"), cases::summary(&verdicts));
}
