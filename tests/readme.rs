//! The commands of README.md and README.zh-CN.md, run against the program, and what they say is printed.
//!
//! In a block ```console each line `$ silkgraph …` (or `$ cargo run --release -- …`) is run in a folder
//! that looks like this one; the lines below it must be its output. A line `…` stands for any lines.
//! In a block ```turtle the lines between two empty lines must stand together in the graph that the
//! commands above it made; hashes may be others.
//! `UPDATE_README=1 cargo test --test readme` writes outputs and hashes anew.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::path::Path;

const PAGES: [&str; 2] = ["README.md", "README.zh-CN.md"];
const SEVERAL: &str = "…";

/// A folder in which the commands find `data` and `queries`, and may write `out`.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for part in ["data/texts", "queries"] {
        let (from, to) = (Path::new(env!("CARGO_MANIFEST_DIR")).join(part), dir.path().join(part));
        std::fs::create_dir_all(&to).unwrap();
        for file in std::fs::read_dir(from).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()) {
            std::fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
        }
    }
    dir
}

/// The words of a command line, quotes undone.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut any) = (Vec::new(), String::new(), None, false);
    for c in line.chars() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (None, '\'' | '"') => (quote, any) = (Some(c), true),
            (None, ' ') if word.is_empty() && !any => {}
            (None, ' ') => (any, _) = (false, words.push(std::mem::take(&mut word))),
            _ => word.push(c),
        }
    }
    words.extend((!word.is_empty() || any).then_some(word));
    words
}

/// What a command prints on both streams; none where it is not ours to run here.
fn run(line: &str, folder: &Path) -> Option<String> {
    let line = line.strip_prefix("cargo run --release --").or_else(|| line.strip_prefix("silkgraph "))?;
    let out = Command::cargo_bin("silkgraph").unwrap().current_dir(folder).args(words(line)).output().unwrap();
    assert!(matches!(out.status.code(), Some(0 | 1)), "silkgraph{line}: {}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap())
}

/// Lines as they are compared: hashes, a number of seconds and the line of a rule are no promises.
fn same(a: &str, b: &str) -> bool {
    let plain = |l: &str| match l.split_once(".toml:") {
        Some((file, _)) => file.to_owned(),
        None if l.starts_with("seconds") => "seconds".to_owned(),
        None => unhashed(l),
    };
    plain(a) == plain(b)
}

/// Whether lines are as the page says, `…` standing for any.
fn fits(said: &[&str], got: &[&str]) -> bool {
    match said.split_first() {
        None => got.is_empty(),
        Some((first, rest)) if first.trim() == SEVERAL => (0..=got.len()).any(|skip| fits(rest, &got[skip..])),
        Some((first, rest)) => got.split_first().is_some_and(|(g, more)| same(first, g) && fits(rest, more)),
    }
}

/// The output with as many lines before and behind `…` as the page had.
fn shortened(said: &[&str], got: &[&str]) -> Vec<String> {
    let whole = || got.iter().map(|l| (*l).to_owned()).collect();
    let Some(at) = said.iter().position(|l| l.trim() == SEVERAL) else { return whole() };
    let behind = said.len() - at - 1;
    if at + behind >= got.len() {
        return whole();
    }
    let all = got[..at].iter().copied().chain([SEVERAL]).chain(got[got.len() - behind..].iter().copied());
    all.map(str::to_owned).collect()
}

/// A line of Turtle without its hashes: they change with all that is found in a text.
fn unhashed(line: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for c in line.trim().chars().chain(['\n']) {
        if matches!(c, '0'..='9' | 'a'..='f') {
            run.push(c);
            continue;
        }
        out.push_str(if run.len() == 20 { "#" } else { &run });
        run.clear();
        out.push(c);
    }
    out.trim_end().to_owned()
}

/// Lines of Turtle as the graph has them; none where they do not stand together in it.
fn as_in_graph(said: &[&str], graph: &str) -> Option<Vec<String>> {
    graph.split("\n\n").find_map(|block| {
        let has = |line: &&str| {
            let found = block.lines().find(|l| unhashed(l) == unhashed(line));
            if line.trim() == SEVERAL { Some((*line).to_owned()) } else { found.map(str::to_owned) }
        };
        said.iter().map(has).collect()
    })
}

/// A page with the outputs as they are now, and what was not as it says.
fn check(page: &str, folder: &Path) -> (String, Vec<String>) {
    let (mut out, mut wrong, mut graph) = (Vec::new(), Vec::new(), String::new());
    let lines: Vec<&str> = page.lines().collect();
    let mut i = 0;
    let mut block = "";
    while i < lines.len() {
        let line = lines[i];
        out.push(line.to_owned());
        i += 1;
        if let Some(kind) = line.strip_prefix("```") {
            block = if block.is_empty() { kind } else { "" };
        }
        if block == "turtle" && !line.starts_with("```") && !line.is_empty() {
            let end = (i..lines.len()).find(|&j| lines[j].is_empty() || lines[j].starts_with("```")).unwrap();
            match as_in_graph(&lines[i - 1..end], &graph) {
                Some(now) => drop(out.splice(out.len() - 1.., now)),
                None => wrong.push(format!("not in graph.ttl: {}", lines[i - 1..end].join("\n"))),
            }
            i = end;
            continue;
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| block == "console") else { continue };
        let end = (i..lines.len()).find(|&j| lines[j].starts_with("$ ") || lines[j].starts_with("```")).unwrap();
        let blank = lines[i..end].iter().rev().take_while(|l| l.is_empty()).count();
        let said = &lines[i..end - blank];
        i = end;
        let printed = run(command, folder);
        if let Some(printed) = &printed {
            graph = std::fs::read_to_string(folder.join("out/graph.ttl")).unwrap_or_default();
            let got: Vec<&str> = printed.trim_end().lines().collect();
            if !said.is_empty() && !fits(said, &got) {
                wrong.push(format!("$ {command}\n--- the page says\n{}\n--- it prints\n{}", said.join("\n"), got.join("\n")));
                out.extend(shortened(said, &got));
            } else {
                out.extend(said.iter().map(|l| (*l).to_owned()));
            }
        } else {
            out.extend(said.iter().map(|l| (*l).to_owned()));
        }
        out.extend(std::iter::repeat_n(String::new(), blank));
    }
    (out.join("\n") + "\n", wrong)
}

#[test]
fn the_pages_print_what_the_program_prints() {
    for name in PAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let page = std::fs::read_to_string(&path).unwrap();
        let folder = folder();
        let (now, wrong) = check(&page, folder.path());
        if std::env::var_os("UPDATE_README").is_some() {
            std::fs::write(&path, now).unwrap();
        }
        let left: Vec<&String> = wrong.iter().filter(|w| w.starts_with("not in") || std::env::var_os("UPDATE_README").is_none()).collect();
        assert!(left.is_empty(), "{name}: UPDATE_README=1 cargo test --test readme writes it anew\n{left:#?}");
    }
}

#[test]
fn files_that_the_pages_link_to_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in PAGES.into_iter().chain(["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/accuracy.md", "data/gold/README.md"]) {
        let page = std::fs::read_to_string(root.join(name)).unwrap();
        let here = root.join(name).parent().unwrap().to_owned();
        for link in page.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            assert!(link.is_empty() || link.contains("://") || here.join(link).exists(), "{name} links to {link}, which is not there");
        }
    }
}

#[test]
fn a_line_of_dots_stands_for_any_lines() {
    let got = ["a", "b", "c", "seconds   1.2"];
    assert!(fits(&["a", "…", "seconds   0.3"], &got) && fits(&["…"], &got));
    assert!(!fits(&["a", "…", "b"], &got));
    assert_eq!(shortened(&["x", "…", "y"], &got), ["a", "…", "seconds   1.2"]);
    assert_eq!(unhashed(" ev:3b72d3bd2f53aaa7c6c7-quote a oa:X ;"), "ev:#-quote a oa:X ;");
    assert_eq!(words("query -e 'SELECT ?n { }' 中国"), ["query", "-e", "SELECT ?n { }", "中国"]);
}
