//! What is promised of any text, any rule file and any graph, on arbitrary and on near-real input.

#![allow(clippy::unwrap_used)]

mod graphs;
mod texts;

use silkgraph::pipeline::Kit;
use std::sync::LazyLock;

/// The built-in kit, made once.
static KIT: LazyLock<Kit> = LazyLock::new(|| Kit::embedded().unwrap());

/// Cases of each property: a few in every run, more with `PROPTEST_CASES`.
fn cases(few: u32) -> proptest::test_runner::Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(few);
    proptest::test_runner::Config { cases, failure_persistence: None, ..Default::default() }
}
