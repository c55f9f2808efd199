//! Our scores against those of another scorer, written apart from ours in Python.
//!
//! `tests/eval/gold` holds three pieces of the gold: one has no sentence ids, one begins with a
//! byte-order mark, one is a newspaper column with broken lines. Each other folder of `tests/eval` is
//! a prediction made by spoiling that gold: mentions and relations dropped, moved, given other
//! types, objects and modalities, doubled, shuffled; names misspelt or exchanged; group members lost.
//! `expected.json` is what the other scorer gives for it, all digits.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use silkgraph::eval::{self, Kind, Metric, Page, Report, Side};
use silkgraph::ontology::Predicate;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval")
}

fn cases() -> Vec<PathBuf> {
    let all = std::fs::read_dir(root()).unwrap().map(|e| e.unwrap().path());
    let mut all: Vec<PathBuf> = all.filter(|p| p.join("expected.json").exists()).collect();
    all.sort();
    assert!(all.len() >= 5, "{all:?}");
    all
}

fn report(case: &Path) -> Report {
    let gold = eval::gold(&root().join("gold"), None).unwrap();
    eval::of_files(&gold, case).unwrap().0
}

fn case(name: &str) -> Report {
    report(&root().join(name))
}

/// Everything that is in `expected` is in `ours`, to the last digit that matters.
fn compare(expected: &Value, ours: &Value, at: &str) {
    match expected {
        Value::Object(o) => o.iter().for_each(|(k, v)| compare(v, &ours[k], &format!("{at}.{k}"))),
        _ => {
            let (e, o) = (expected.as_f64().unwrap(), ours.as_f64().unwrap_or_else(|| panic!("{at} is {ours}")));
            assert!((e - o).abs() < 1e-12, "{at}: {o} instead of {e}");
        }
    }
}

#[test]
fn every_figure_agrees() {
    for case in cases() {
        let expected: Value = serde_json::from_str(&std::fs::read_to_string(case.join("expected.json")).unwrap()).unwrap();
        let ours = report(&case).json(0);
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        compare(&expected, &ours, &name);
        for list in ["types", "predicates"] {
            let keys = |v: &Value| v[list].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(&expected), keys(&ours), "{name}.{list}");
        }
    }
}

#[test]
fn mistakes_add_up() {
    for path in cases() {
        let r = report(&path);
        let slips = |k| r.slips.iter().filter(|s| s.kind == k).count();
        let of = |m| r.counts.of(m);
        assert_eq!(slips(Kind::MissedMention), of(Metric::Mentions).gold - of(Metric::Mentions).both, "{path:?}");
        assert_eq!(slips(Kind::WrongMention), of(Metric::Mentions).predicted - of(Metric::Mentions).both);
        assert_eq!(slips(Kind::MissedRelation), of(Metric::Relations).gold - of(Metric::Relations).both);
        assert_eq!(slips(Kind::WrongRelation), of(Metric::Relations).predicted - of(Metric::Relations).both);
        assert_eq!(slips(Kind::WrongModality), of(Metric::Modality).gold - of(Metric::Modality).both);
        let linked = [Metric::Links, Metric::Groups, Metric::Dates];
        assert_eq!(slips(Kind::WrongLink), linked.iter().map(|&m| of(m).gold - of(m).both).sum::<usize>());
    }
}

#[test]
fn confusion_adds_up() {
    for path in cases() {
        let r = report(&path);
        let sum = |f: &dyn Fn(&Option<String>, &Option<String>) -> bool| {
            r.confusion.iter().filter(|((g, p), _)| f(g, p)).map(|(_, n)| n).sum::<usize>()
        };
        let hits = r.counts.of(Metric::Mentions);
        assert_eq!(sum(&|g, _| g.is_some()), hits.gold, "{path:?}");
        assert_eq!(sum(&|_, p| p.is_some()), hits.predicted);
        assert_eq!(sum(&|g, p| g.is_some() && g == p), hits.both);
    }
}

#[test]
fn intervals_hold_the_figures() {
    for path in cases() {
        let r = report(&path);
        for m in Metric::ALL {
            let ([low, high], figure) = (r.interval(m), r.counts.figure(m));
            assert!(low <= figure && figure <= high, "{path:?} {}: {low} {figure} {high}", m.name());
        }
    }
    assert_eq!(case("exact").interval(Metric::Graph), [1.0, 1.0]);
}

#[test]
fn figures_have_names() {
    let r = case("medium");
    assert_eq!(r.figure("graph"), Some(r.counts.of(Metric::Graph).f1()));
    assert_eq!(r.figure("graph.r"), Some(r.counts.of(Metric::Graph).r()));
    assert_eq!(r.figure("Place"), Some(r.types["Place"].f1()));
    let absent = Predicate::ALL.iter().find(|p| !r.predicates.contains_key(p.name())).unwrap();
    assert_eq!(r.figure(absent.name()), Some(0.0), "known, but occurs nowhere");
    assert_eq!(r.figure("links"), Some(r.counts.of(Metric::Links).r()));
    assert_eq!((r.figure("nonsense"), r.figure("graph.x"), r.figure("links.p")), (None, None, None));
}

#[test]
fn json_says_its_version() {
    let json = case("light").json(3);
    assert_eq!(json["schema"], "silkgraph.eval/1");
    assert_eq!(json["errors"].as_array().unwrap().len(), 3);
    assert_eq!(json["intervals"]["resamples"], 1000);
    assert!(json["of"]["links"].is_u64());
}

#[test]
fn words_outside_the_text_are_an_error() {
    let page = Page::new("d", "各方支持\u{feff} 该倡议。");
    let out = "{\"mention\": {\"start\": 0, \"end\": 99, \"type\": \"Group\", \"id\": \"six\"}}\n";
    let wrong = Side::predicted(&page, ("d.jsonl", out)).unwrap_err();
    assert!(wrong.message.contains("the text ends at 10"), "{}", wrong.message);
    assert_eq!(wrong.position(), Some((1, 1)));
    for broken in ["{\"mention\": {\"start\": 2, \"end\": 2, \"type\": \"Group\", \"id\": \"six\"}}", "[1]", "{", "{\"entity\": {}}"] {
        assert!(Side::predicted(&page, ("d.jsonl", broken)).is_err(), "{broken}");
    }
}

#[test]
fn white_space_does_not_count() {
    let page = Page::new("d", "中 国\r\n西　安");
    let gold = ("g", "{\"mention\": {\"start\": 0, \"end\": 3, \"type\": \"State\", \"id\": \"china\"}}");
    let loose = (
        "p",
        "{\"entity\": {\"id\": \"x\", \"type\": \"State\", \"labels\": [\"“中国”\"]}}\n{\"mention\": {\"start\": 0, \"end\": 5, \"type\": \"State\", \"id\": \"x\"}}",
    );
    let (gold, loose) = (Side::gold(&page, gold, None).unwrap(), Side::predicted(&page, loose).unwrap());
    let r = Report::of(vec![eval::score(&page, &gold, &loose)]);
    assert_eq!((r.figure("mentions"), r.figure("links")), (Some(1.0), Some(1.0)));
}

#[test]
fn readable_report() {
    let text = eval::show(&case("medium"), 6);
    assert!(text.contains("F1") && text.contains("(spurious)") && text.contains("missed"), "{text}");
    assert_eq!(text, eval::show(&case("medium"), 6));
}

#[test]
fn the_command_fails_where_a_figure_is_short() {
    let run = |more: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_silkgraph"));
        command.arg("eval").arg("--gold").arg(root().join("gold")).arg("--predicted").arg(root().join("medium")).args(more);
        let out = command.output().unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap())
    };
    let (code, out, _) = run(&["--min", "graph=0.4", "--min", "links=0.8"]);
    assert_eq!(code, Some(0), "{out}");
    let (code, _, told) = run(&["--min", "graph=0.9", "--min", "Place.r=0.01"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("graph 0.434 < 0.9"), "{told}");
    assert_eq!(run(&["--min", "nonsense=1"]).0, Some(2));
    let (code, out, _) = run(&["--json", "--errors", "2"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, json["errors"].as_array().map(Vec::len)), (Some(0), Some(2)));
}

/// The project's own gold is what the command takes where it is told nothing: each file of its folder is one.
#[test]
fn the_command_scores_the_gold_of_the_project() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_silkgraph")).arg("eval").current_dir(root).output().unwrap();
    let (said, told) = (String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap());
    assert!(out.status.success() && said.contains("3 documents"), "{said}{told}");
}
