//! `explain`, `why-not`, `diff` and `rules` on the five texts, as a user runs them.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use silkgraph::explain::fact::{self, Texts};
use silkgraph::graph::Options;
use silkgraph::pipeline::{self, Kit};
use std::path::{Path, PathBuf};

fn texts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/texts")
}

fn built(kit: &Kit) -> silkgraph::graph::Graph {
    let (files, _) = pipeline::find(&[texts()]);
    pipeline::build(kit, &pipeline::threads(0).unwrap(), &files, Options::default(), &|| ()).unwrap().graph
}

/// Standard output and the exit code.
fn run(args: &[&str]) -> (String, i32) {
    let output = Command::cargo_bin("silkgraph").unwrap().args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

#[test]
fn every_statement_is_explained_and_found_again() {
    let kit = Kit::embedded().unwrap();
    let graph = built(&kit);
    let mut texts = Texts::new(&kit, vec![texts()]);
    let all = fact::all(&graph);
    assert!(all.len() > 400, "{} statements", all.len());
    for statement in &all {
        let told = fact::tell(&graph, &mut texts, statement, None).unwrap();
        assert!(!told.evidence.is_empty(), "{statement}");
        for e in &told.evidence {
            assert!(e.again && e.line.is_some() && !e.rules.is_empty() && !e.marks.is_empty(), "{}", fact::show(&told));
            assert!(e.subject.is_some() && e.object.is_some(), "{}", fact::show(&told));
            assert!(e.marks.iter().all(|m| e.text.get(m.0.clone()).is_some()));
        }
    }
}

#[test]
fn commands_answer_and_say_so_by_their_exit() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().display().to_string();
    assert_eq!(run(&["build", "data/texts", "-o", &out, "-q"]).1, 0);
    let graph = format!("{out}/graph.ttl");
    let (said, exit) = run(&["explain", "--data", &graph, "哈萨克斯坦", "hosts", "第二届中国—中亚峰会"]);
    assert_eq!(exit, 0);
    assert!(said.contains("data/rules/relations/") && said.contains("xian-2023-page-a.txt:"), "{said}");
    assert_eq!(run(&["explain", "--data", &graph, "中国", "headOf", "哈萨克斯坦"]).1, 1);
    assert_eq!(run(&["explain", "--data", &graph, "中国", "loves", "哈萨克斯坦"]).1, 2);
    assert_eq!(run(&["explain", "--data", &graph, "中国", "supports"]).1, 2);
    let text = "data/texts/anniversary-2022.txt";
    let (said, exit) = run(&["why-not", "--text", text, "中国", "hosts", "联合国"]);
    assert_eq!(exit, 1);
    assert!(said.contains("does not give") && said.contains("nearest"), "{said}");
    assert_eq!(run(&["why-not", "--text", "nowhere.txt", "中国", "hosts", "联合国"]).1, 3);
    let (said, exit) = run(&["diff", "--data", &graph, "--text", "anniversary-2022", "--text", "西安宣言"]);
    assert_eq!(exit, 0);
    assert!(said.contains("adds ") && said.contains("  + "), "{said}");
    assert_eq!(run(&["diff", &graph, &graph]).0.matches("\n  + ").count(), 0, "a graph adds nothing to itself");
    assert_eq!(run(&["diff", &graph]).1, 2);
    for ending in ["md", "dot", "svg"] {
        let path = format!("{out}/d.{ending}");
        assert_eq!(run(&["diff", "--data", &graph, "--text", "anniversary-2022", "--text", "西安宣言", "-o", &path]).1, 0);
        assert!(std::fs::metadata(&path).unwrap().len() > 500);
    }
}

#[test]
fn rules_are_listed_looked_over_and_begun() {
    let (said, exit) = run(&["rules", "list", "--id", "supports.", "data/texts"]);
    assert_eq!(exit, 0);
    assert!(said.contains("supports.thing") && said.contains("used ") && !said.contains("welcomes."), "{said}");
    let (said, _) = run(&["rules", "lint", "data/texts"]);
    assert!(said.contains("rules over 5 texts"), "{said}");
    assert_eq!(run(&["rules", "test", "no-such-rule"]).1, 2);
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().display().to_string();
    let (path, exit) = run(&["rules", "new", "supports.by-vote", "-o", &out]);
    assert_eq!(exit, 0);
    assert!(std::fs::read_to_string(path.trim()).unwrap().contains("[[relation.reject]]"));
    assert_eq!(run(&["rules", "new", "supports.by-vote", "-o", &out]).1, 2, "it is there already");
    assert_eq!(run(&["rules", "new", "supports.thing", "-o", &out]).1, 2, "the kit has it");
}
