//! The rules' own examples and rejects: what `silkgraph rules test` runs.

#![allow(clippy::unwrap_used)]

use silkgraph::explain::cases;
use silkgraph::pipeline::Kit;

/// Cases known to fail: the rule, and which case of it. None may be added; one that is mended comes off.
const FAILING: &[&str] = &[];

#[test]
fn every_rule_does_what_its_cases_say() {
    let kit = Kit::embedded().unwrap();
    let verdicts = cases::test(&kit, "");
    assert!(verdicts.len() > 400, "{} cases", verdicts.len());
    let failing = verdicts.iter().filter(|v| !v.outcome.good());
    let new: Vec<String> = failing.filter(|v| !FAILING.contains(&cases::name(&v.case).as_str())).map(cases::show).collect();
    assert!(new.is_empty(), "\n{}\n{}", new.join("\n"), cases::summary(&verdicts));
}
