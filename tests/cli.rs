//! The command line as scripts see it: exit codes, streams, files.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::io::Write;
use std::path::Path;

type Out = std::process::Output;

fn silkgraph(args: &[&str]) -> Out {
    Command::cargo_bin("silkgraph").unwrap().env("NO_COLOR", "1").args(args).output().unwrap()
}

fn code(out: &Out) -> i32 {
    out.status.code().unwrap()
}

fn err(out: &Out) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

fn text(out: &Out) -> String {
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn path(dir: &tempfile::TempDir, name: &str) -> String {
    dir.path().join(name).to_str().unwrap().to_owned()
}

/// A folder with two texts, and the graph of them.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("texts")).unwrap();
    std::fs::write(dir.path().join("texts/甲.txt"), "中国支持“一带一路”倡议。\r\n").unwrap();
    std::fs::write(dir.path().join("texts/b.md"), "# 宣言\n\n各方支持中国。\n").unwrap();
    let out = silkgraph(&["build", &path(&dir, "texts"), "-o", &path(&dir, "out")]);
    assert_eq!(code(&out), 0, "{}", err(&out));
    dir
}

#[test]
fn build_writes_a_graph_and_says_what_is_in_it() {
    let dir = folder();
    let out = silkgraph(&["build", &path(&dir, "texts"), "-o", &path(&dir, "again")]);
    assert!(text(&out).contains("texts                      2"), "{}", text(&out));
    assert_eq!(std::fs::read(path(&dir, "out/graph.ttl")).unwrap(), std::fs::read(path(&dir, "again/graph.ttl")).unwrap());
    assert_eq!(code(&silkgraph(&["build", &path(&dir, "texts"), "-o", &path(&dir, "again"), "--also", "nq,graphml", "--mentions"])), 0);
    assert!(dir.path().join("again/graph.nq").exists() && dir.path().join("again/graph.graphml").exists());
    assert_eq!(text(&silkgraph(&["build", "-q", &path(&dir, "texts"), "-o", &path(&dir, "again")])), "");
    let left: Vec<_> = std::fs::read_dir(dir.path().join("out")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[test]
fn one_unreadable_file_does_not_stop_the_others() {
    let dir = folder();
    std::fs::write(dir.path().join("texts/broken.txt.gz"), b"this is no gzip").unwrap();
    std::fs::write(dir.path().join("texts/binary.txt"), b"PK\x03\x04\0\0").unwrap();
    let out = silkgraph(&["build", &path(&dir, "texts"), "-o", &path(&dir, "out")]);
    assert_eq!(code(&out), 3);
    assert!(err(&out).contains("broken.txt.gz") && err(&out).contains("binary.txt"), "{}", err(&out));
    assert!(text(&out).contains("texts                      2"), "{}", text(&out));
}

#[test]
fn missing_inputs_end_with_3_and_an_empty_file_with_0() {
    let dir = folder();
    for args in [
        vec!["build", "nope.txt"],
        vec!["extract", "nope.txt"],
        vec!["query", "--data", "nope.ttl", "-e", "ASK {}"],
        vec!["query", "--data", "nope.ttl", "nope.rq"],
    ] {
        let out = silkgraph(&args);
        assert_eq!((code(&out), err(&out).contains("nope")), (3, true), "{args:?}: {}", err(&out));
    }
    std::fs::create_dir(dir.path().join("empty")).unwrap();
    assert_eq!(code(&silkgraph(&["build", &path(&dir, "empty"), "-o", &path(&dir, "o")])), 3);
    std::fs::write(dir.path().join("empty/nothing.txt"), "").unwrap();
    let out = silkgraph(&["build", &path(&dir, "empty"), "-o", &path(&dir, "o")]);
    assert_eq!(code(&out), 0, "{}", err(&out));
}

#[test]
fn usage_errors_end_with_2_and_help_with_0() {
    let dir = folder();
    let graph = path(&dir, "out/graph.ttl");
    for args in [
        vec![],
        vec!["frobnicate"],
        vec!["build"],
        vec!["export", "--data", &graph, "-o", "x.docx"],
        vec!["extract", &graph, "--format", "brat"],
    ] {
        let out = silkgraph(&args);
        assert_eq!(code(&out), 2, "{args:?}: {}", err(&out));
    }
    assert_eq!(code(&silkgraph(&["--help"])), 0);
    assert_eq!(code(&silkgraph(&["build", "--help"])), 0);
    assert_eq!(code(&silkgraph(&["--version"])), 0);
}

#[test]
fn an_output_that_cannot_be_written_ends_with_70_and_is_named() {
    let dir = folder();
    let out = silkgraph(&["build", &path(&dir, "texts"), "-o", &path(&dir, "out/graph.ttl/x")]);
    assert_eq!((code(&out), err(&out).contains("graph.ttl")), (70, true), "{}", err(&out));
}

#[test]
fn a_wrong_query_is_shown_with_a_caret() {
    let dir = folder();
    let out = silkgraph(&["query", "--data", &path(&dir, "out/graph.ttl"), "-e", "SELECT ?名 { ?名 a "]);
    assert_eq!(code(&out), 2);
    assert!(err(&out).contains("-e:1:18") && err(&out).contains('^'), "{}", err(&out));
    assert!(!err(&out).contains('\u{1b}'));
}

#[test]
fn a_broken_kit_ends_with_4() {
    let dir = folder();
    let out = silkgraph(&["build", &path(&dir, "texts"), "--kit", &path(&dir, "out"), "-o", &path(&dir, "o")]);
    assert_eq!(code(&out), 4, "{}", err(&out));
}

#[test]
fn queries_come_from_option_file_and_standard_input() {
    let dir = folder();
    let (graph, query) = (path(&dir, "out/graph.ttl"), "SELECT ?f { ?t a sg:SourceText ; sg:file ?f }");
    let want = "?f\n\"b.md\"\n\"甲.txt\"\n";
    assert_eq!(text(&silkgraph(&["query", "--data", &graph, "-e", query])), want);
    std::fs::write(dir.path().join("q.rq"), query).unwrap();
    assert_eq!(text(&silkgraph(&["query", "--data", &graph, &path(&dir, "q.rq"), "--results", "tsv"])), want);
    let piped = Command::cargo_bin("silkgraph").unwrap().args(["query", "--data", &graph, "-"]).write_stdin(query).output().unwrap();
    assert_eq!(text(&piped), want);
    assert_eq!(
        text(&silkgraph(&["query", "--data", &graph, "-e", query, "--results", "markdown"])),
        "| f |\n| --- |\n| b.md |\n| 甲.txt |\n"
    );
}

#[test]
fn export_writes_every_format_and_verify_finds_no_fault() {
    let dir = folder();
    let graph = path(&dir, "out/graph.ttl");
    for ending in ["ttl", "nt", "nq", "trig", "jsonld", "rdf", "graphml", "gexf"] {
        let file = path(&dir, &format!("x.{ending}"));
        let out = silkgraph(&["export", "--data", &graph, "-o", &file]);
        assert_eq!(code(&out), 0, "{ending}: {}", err(&out));
        assert!(Path::new(&file).metadata().unwrap().len() > 100);
    }
    assert_eq!(code(&silkgraph(&["export", "--data", &graph, "-o", &path(&dir, "x.csv")])), 0);
    assert!(dir.path().join("x-nodes.csv").exists() && dir.path().join("x-edges.csv").exists());
    let out = silkgraph(&["verify", "--data", &graph, "--texts", &path(&dir, "texts")]);
    assert_eq!(code(&out), 0, "{}{}", text(&out), err(&out));
    std::fs::write(dir.path().join("bad.ttl"), "<x:a> <x:b> [] .").unwrap();
    assert_eq!(code(&silkgraph(&["verify", "--data", &path(&dir, "bad.ttl")])), 1);
    std::fs::write(dir.path().join("bad.ttl"), "<x:a> <x:b>").unwrap();
    assert_eq!(code(&silkgraph(&["verify", "--data", &path(&dir, "bad.ttl")])), 3);
}

#[test]
fn extract_writes_a_file_for_each_text() {
    let dir = folder();
    for (format, names) in [
        ("annotations", vec!["甲.jsonl", "b.jsonl"]),
        ("nquads", vec!["甲.nq"]),
        ("brat", vec!["甲.ann", "甲.txt"]),
        ("webanno", vec!["b.jsonld"]),
    ] {
        let out = silkgraph(&["extract", &path(&dir, "texts"), "--format", format, "-o", &path(&dir, format)]);
        assert_eq!(code(&out), 0, "{format}: {}", err(&out));
        names.iter().for_each(|n| assert!(dir.path().join(format).join(n).exists(), "{format} {n}"));
    }
    std::fs::copy(path(&dir, "texts/b.md"), path(&dir, "texts/甲.html")).unwrap();
    assert_eq!(code(&silkgraph(&["extract", &path(&dir, "texts"), "-o", &path(&dir, "clash")])), 2);
}

#[test]
fn json_lines_stream_in_order_whatever_the_threads() {
    let records: String =
        (0..700).map(|i| format!("{{\"id\":\"r{i}\",\"text\":\"第{i}条。中国支持“一带一路”倡议。\",\"date\":\"2023-05-19\"}}\n")).collect();
    let run = |threads: &str| {
        let mut command = Command::cargo_bin("silkgraph").unwrap();
        command.args(["extract", "--jsonl", "-", "--format", "nquads", "--threads", threads]).write_stdin(records.clone()).output().unwrap()
    };
    let (one, many) = (run("1"), run("8"));
    assert_eq!((code(&one), one.stdout == many.stdout), (0, true));
    let files: Vec<String> = text(&one).lines().filter(|l| l.contains("SourceText>")).map(str::to_owned).collect();
    assert_eq!(files.len(), 700);
}

#[test]
fn a_bad_record_is_named_and_passed_over() {
    let input = "{\"id\":\"a\",\"text\":\"中国。\"}\nnonsense\n{\"id\":\"c\",\"text\":\"中国。\",\"date\":\"yesterday\"}\n{\"id\":\"d\",\"text\":\"哈萨克斯坦。\"}\n";
    let out = Command::cargo_bin("silkgraph")
        .unwrap()
        .args(["extract", "--jsonl", "-", "--format", "nquads"])
        .write_stdin(input)
        .output()
        .unwrap();
    assert_eq!(code(&out), 3);
    assert!(err(&out).contains("line 2") && err(&out).contains("line 3"), "{}", err(&out));
    assert!(text(&out).contains("\"d\""));
}

#[test]
fn output_that_nobody_reads_ends_quietly() {
    let dir = folder();
    let program = assert_cmd::cargo::cargo_bin("silkgraph");
    let records: String = (0..20000).map(|i| format!("{{\"id\":\"r{i}\",\"text\":\"第{i}条。\"}}\n")).collect();
    std::fs::File::create(dir.path().join("r.jsonl")).unwrap().write_all(records.as_bytes()).unwrap();
    let mut child = std::process::Command::new(program)
        .args(["extract", "--jsonl", &path(&dir, "r.jsonl"), "--format", "nquads"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert_eq!((code(&out), err(&out)), (0, String::new()));
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(text(&silkgraph(&["completions", shell])).contains("extract"));
    }
}
