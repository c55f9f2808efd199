//! Rules that would make other engines crawl, code that is not safe, and what we build with.

#![allow(clippy::unwrap_used)]

use silkgraph::rules::pattern;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::time::{Duration, Instant};

#[test]
fn expressions_of_rules_take_linear_time() {
    let none = BTreeMap::new();
    for source in ["(?:(?:支*)*持)*。", "(支|支支|支+)+。", "(?:支?){50}支{50}。", "…支…支…支…支…支…。", "(?<name>支*)*$"]
    {
        let compiled = pattern::compile(source, &none).unwrap();
        let time = |n: usize| {
            let text = "支".repeat(n);
            let began = Instant::now();
            compiled.regex.captures(&text);
            began.elapsed()
        };
        let (short, long) = (time(2000), time(16_000));
        // Eight times the text: quadratic would be sixty-four times the work.
        assert!(long < short * 40 + Duration::from_millis(500), "{source}: {short:?}, {long:?}");
    }
}

#[test]
fn expressions_of_rules_have_a_size_limit() {
    let none = BTreeMap::new();
    for source in ["(支{1,1000}){1,1000}", "((支{1,100}){1,100}){1,100}", r"(\p{L}{1,500}){1,500}"] {
        let began = Instant::now();
        // The kit's loader calls `check`; a pattern that is not checked is compiled when it is first used.
        let refused = match pattern::compile(source, &none) {
            Ok(pattern) => pattern.regex.check().unwrap_err().to_string(),
            Err(mistakes) => mistakes[0].1.clone(),
        };
        assert!(refused.contains("size limit"), "{refused}");
        assert!(began.elapsed() < Duration::from_secs(20));
    }
}

#[test]
fn no_code_of_ours_is_unsafe() {
    let manifest = include_str!("../Cargo.toml");
    assert!(manifest.contains("[lints.rust]") && manifest.contains("unsafe_code = \"forbid\""));
}

/// What `cargo deny check licenses sources` would say, from what cargo has already fetched.
#[test]
fn every_crate_has_a_licence_that_we_accept_and_comes_from_crates_io() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", "x86_64-unknown-linux-gnu"]);
    if cfg!(feature = "parquet") {
        command.args(["--features", "parquet"]);
    }
    let out = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    if !out.status.success() {
        return eprintln!("skipped: licences (cargo metadata: {})", String::from_utf8_lossy(&out.stderr).trim());
    }
    let deny = include_str!("../deny.toml");
    let accepted: BTreeSet<&str> = deny
        .split_once("allow = [")
        .and_then(|(_, rest)| rest.split_once(']'))
        .map(|(list, _)| list.split('"').skip(1).step_by(2).collect())
        .unwrap();
    let data: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let mut count = 0;
    for package in data["packages"].as_array().unwrap() {
        let (name, licence) = (package["name"].as_str().unwrap(), package["license"].as_str().unwrap_or("none"));
        // `A OR B` needs one of them, `A AND B` both; brackets only group.
        let plain = licence.replace(['(', ')'], "").replace('/', " OR ");
        let one = |l: &str| accepted.contains(l.trim()) || deny.contains(&format!("{{ crate = \"{name}\", allow = [\"{}\"] }}", l.trim()));
        let good =
            plain.split(" OR ").any(|choice| choice.split(" AND ").all(one)) || plain.split(" AND ").all(|p| p.split(" OR ").any(one));
        assert!(good, "{name}: {licence}");
        let source = package["source"].as_str();
        assert!(source.is_none_or(|s| s == "registry+https://github.com/rust-lang/crates.io-index"), "{name}: {source:?}");
        count += 1;
    }
    assert!(count > 100, "{count} crates");
}
