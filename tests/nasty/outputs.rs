//! Names with markup, quotes, formulas and line ends through every output.

use super::{GOOD, silkgraph};
use silkgraph::graph::Graph;
use std::path::Path;

/// Names that some format takes for its own words.
const NAMES: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "=HYPERLINK(\"http://x\",\"y\")",
    "+1-1",
    "@SUM(A1)",
    "\t=1",
    "a\"b'c`d",
    "line\nend\r\nand\rmore",
    "back\\slash\\\"",
    "\\N\\G\\l{a|b}",
    "]]>&amp;&lt;<!--",
    "\"]; evil [label=\"x",
    "\u{1}\u{8}\u{1B}",
    "\u{202E}txt.exe",
    "\u{FFFE}\u{FFFF}\u{1FFFF}",
    "𠀀e\u{301}\u{200D}",
    "{{7*7}}${7*7}<%= 7 %>",
    "%0d%0aSet-Cookie: x",
    "''); DROP TABLE x; --",
    "",
];

/// A name as N-Triples writes it.
fn escaped(name: &str) -> String {
    name.chars().map(|c| if c < ' ' || "\"\\".contains(c) { format!("\\u{:04X}", c as u32) } else { c.to_string() }).collect()
}

/// A graph in which China bears this name, in Chinese and English.
fn graph(dir: &Path, plain: &str, name: &str) {
    let named = plain.replace("\"中国\"", &format!("\"{}\"", escaped(name))).replace("\"China\"", &format!("\"{}\"", escaped(name)));
    assert_ne!(named, plain);
    std::fs::write(dir.join("g.nt"), named).unwrap();
}

fn plain(dir: &Path) -> String {
    std::fs::write(dir.join("a.txt"), GOOD).unwrap();
    let (code, _, err) = silkgraph(dir, &["build", "a.txt", "-o", ".", "--no-diagram", "--also", "nt"]);
    assert_eq!(code, 0, "{err}");
    std::fs::read_to_string(dir.join("graph.nt")).unwrap()
}

#[test]
fn every_rdf_format_gives_the_same_graph_back() {
    let dir = tempfile::tempdir().unwrap();
    let plain = plain(dir.path());
    for name in NAMES {
        graph(dir.path(), &plain, name);
        let first = Graph::load(&dir.path().join("g.nt")).unwrap();
        for ending in ["ttl", "nt", "nq", "trig", "jsonld", "rdf"] {
            let path = dir.path().join(format!("x.{ending}"));
            let format = silkgraph::export::Format::of(&path).unwrap();
            silkgraph::export::write(&first, format, &path).unwrap();
            // XML 1.0 has no way to write these characters.
            if ending == "rdf" && name.contains(['\u{1}', '\u{FFFE}', '\r']) {
                continue;
            }
            let again = Graph::load(&path).unwrap_or_else(|d| panic!("{ending} of {name:?}: {}", d.message));
            assert!(again.triples() == first.triples(), "{ending} of {name:?}");
        }
    }
}

#[test]
fn names_stay_names_in_pictures_networks_and_tables() {
    let dir = tempfile::tempdir().unwrap();
    let plain = plain(dir.path());
    let python = std::process::Command::new("python3").arg("--version").output().is_ok();
    for name in NAMES {
        graph(dir.path(), &plain, name);
        let graph = Graph::load(&dir.path().join("g.nt")).unwrap();
        for ending in ["graphml", "gexf", "csv"] {
            let path = dir.path().join(format!("x.{ending}"));
            silkgraph::export::write(&graph, silkgraph::export::Format::of(&path).unwrap(), &path).unwrap();
        }
        let view = silkgraph::diagram::View::from_triples(graph.triples());
        let options = silkgraph::diagram::Options { lang: silkgraph::diagram::Lang::Both, ..Default::default() };
        let picture = silkgraph::diagram::picture(&view, &options).unwrap();
        std::fs::write(dir.path().join("x.svg"), silkgraph::diagram::svg(&picture, Default::default())).unwrap();
        std::fs::write(dir.path().join("x.dot"), silkgraph::diagram::dot(&picture)).unwrap();
        for ending in ["graphml", "gexf", "svg"] {
            let text = std::fs::read_to_string(dir.path().join(format!("x.{ending}"))).unwrap();
            assert!(!text.contains("<script") && !text.contains("<img"), "{ending} of {name:?}");
            if python {
                let read = "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])";
                let out = std::process::Command::new("python3").args(["-c", read, &format!("x.{ending}")]).current_dir(dir.path()).output();
                assert!(out.unwrap().status.success(), "{ending} of {name:?} is no XML:\n{text}");
            }
        }
        csv(&std::fs::read_to_string(dir.path().join("x-nodes.csv")).unwrap(), name);
        dot(&std::fs::read_to_string(dir.path().join("x.dot")).unwrap(), name);
    }
    if !python {
        eprintln!("skipped: XML well-formedness (no python3)");
    }
}

/// Every record has as many cells as the first, and no cell begins as a formula does.
fn csv(text: &str, name: &str) {
    let (mut cells, mut cell, mut quoted, mut chars) = (vec![], String::new(), false, text.chars().peekable());
    let mut width = None;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name:?}: {cell:?}");
                cells.push(std::mem::take(&mut cell));
                if c == '\n' {
                    assert_eq!(cells.len(), *width.get_or_insert(cells.len()), "{name:?}: {cells:?}");
                    cells.clear();
                }
            }
            _ => cell.push(c),
        }
    }
    assert!(!quoted && cells.is_empty() && width > Some(1), "{name:?}: {text}");
}

/// Quotes are balanced line by line: nothing of a name stands outside of a string.
fn dot(text: &str, name: &str) {
    for line in text.lines() {
        let mut outside = String::new();
        let (mut inside, mut escape) = (false, false);
        for c in line.chars() {
            match c {
                _ if escape => escape = false,
                '\\' if inside => escape = true,
                '"' => inside = !inside,
                c if !inside => outside.push(c),
                _ => {}
            }
        }
        assert!(!inside && !outside.contains("evil") && !outside.contains("script"), "{name:?}: {line}");
    }
}

/// A table in Markdown: as many cells in each row, and nothing that could be HTML, a link or code.
fn markdown(text: &str, cells: usize, name: &str) {
    for line in text.lines().filter(|l| l.starts_with('|')) {
        let plain = line.replace("\\\\", "");
        let bars = plain.matches('|').count() - plain.matches("\\|").count();
        assert_eq!(bars, cells + 1, "{name:?}: {line}");
    }
    let bare = text.replace("\\`", "").replace("\\[", "").replace("<br>", "");
    assert!(!bare.contains(['<', '`', '[']), "{name:?}: {text}");
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{name:?}: {text:?}");
}

#[test]
fn names_stay_names_in_markdown_answers_and_comparisons() {
    let dir = tempfile::tempdir().unwrap();
    let plain = plain(dir.path());
    let none = "<https://w3id.org/silkgraph/id/x> <http://www.w3.org/2000/01/rdf-schema#label> \"x\" .\n";
    std::fs::write(dir.path().join("none.nt"), none).unwrap();
    for name in NAMES {
        graph(dir.path(), &plain, name);
        let query = "SELECT ?n ?p { sgr:china rdfs:label ?n ; ?p ?n } ORDER BY ?n";
        let (code, out, err) = silkgraph(dir.path(), &["query", "--data", "g.nt", "--results", "markdown", "-e", query]);
        assert_eq!(code, 0, "{err}");
        assert!(out.lines().count() >= 3, "{name:?}: {out}");
        markdown(&out, 2, name);
        for ending in ["md", "dot", "svg", "txt"] {
            let file = format!("d.{ending}");
            let (code, _, err) = silkgraph(dir.path(), &["diff", "none.nt", "g.nt", "-o", &file]);
            assert_eq!(code, 0, "{name:?} {ending}: {err}");
            let text = std::fs::read_to_string(dir.path().join(&file)).unwrap();
            match ending {
                "md" => text.split("## ").skip(1).for_each(|part| markdown(part, 3, name)),
                "dot" => dot(&text, name),
                "svg" => assert!(!text.contains("<script") && !text.contains("<img"), "{name:?}: {text}"),
                _ => {}
            }
        }
    }
}

#[test]
fn annotations_of_a_text_with_tabs_and_line_ends_in_names() {
    let dir = tempfile::tempdir().unwrap();
    let text = "中\t国支持“一带\r\n一路”倡议。<b>哈萨克斯坦\u{2028}总统</b>。";
    std::fs::write(dir.path().join("a.txt"), text).unwrap();
    let (code, _, err) = silkgraph(dir.path(), &["extract", "a.txt", "-o", ".", "--format", "brat"]);
    assert_eq!(code, 0, "{err}");
    let raw: Vec<char> = std::fs::read_to_string(dir.path().join("a.txt")).unwrap().chars().collect();
    let ann = std::fs::read_to_string(dir.path().join("a.ann")).unwrap();
    let mut spans = 0;
    for line in ann.lines() {
        let fields: Vec<&str> = line.splitn(3, '\t').collect();
        assert_eq!(fields.len(), if line.starts_with('R') { 2 } else { 3 }, "{line:?}");
        if line.starts_with('T') {
            let places = fields[1].split_once(' ').unwrap().1;
            let words: Vec<String> = places
                .split(';')
                .map(|p| p.split_once(' ').unwrap())
                .map(|(a, b)| raw[a.parse().unwrap()..b.parse().unwrap()].iter().collect())
                .collect();
            assert_eq!(words.join(" "), fields[2]);
            spans += 1;
        }
    }
    assert!(spans >= 2, "{ann}");
}
