//! Floors: a module of `src` imports only from lower floors. Also: no file past 400 lines, and every
//! folder's `mod.rs` begins by saying what the folder is.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const FLOORS: &[(&str, u32)] = &[
    ("base", 0),
    ("ontology", 1),
    ("lexicon", 2),
    ("rules", 3),
    ("text", 4),
    ("mention", 5),
    ("resolve", 6),
    ("relation", 7),
    ("graph", 8),
    ("query", 9),
    ("export", 9),
    ("diagram", 9),
    ("pipeline", 10),
    ("remote", 10),
    ("explain", 11),
    ("eval", 11),
    ("verify", 11),
    ("web", 12),
    ("cli", 13),
];

/// Files that stand outside the floors.
const OUTSIDE: &[&str] = &["main.rs", "lib.rs"];
const LONGEST: usize = 400;

/// Source files: path below `src`, with `/`, and text.
type Sources = BTreeMap<String, String>;

fn floor(module: &str) -> Option<u32> {
    FLOORS.iter().find(|(m, _)| *m == module).map(|(_, f)| *f)
}

/// Everything that is wrong with some sources.
fn check(sources: &Sources) -> Vec<String> {
    let tests = test_files(sources);
    let mut wrong = Vec::new();
    for (path, text) in sources {
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("src/{path} has {lines} lines; {LONGEST} is the most"));
        }
        if path.ends_with("mod.rs") && !text.starts_with("//! ") {
            wrong.push(format!("src/{path} does not begin with a line `//! …` that says what the folder is"));
        }
        if let Some((folder, _)) = path.rsplit_once('/')
            && !sources.contains_key(&format!("{folder}/mod.rs"))
        {
            wrong.push(format!("src/{folder} has no mod.rs"));
        }
        if OUTSIDE.contains(&path.as_str())
            || tests.iter().any(|t| path == t || path.starts_with(&format!("{}/", t.trim_end_matches("/mod.rs"))))
        {
            continue;
        }
        let module = path.split(['/', '.']).next().unwrap_or_default();
        let Some(own) = floor(module) else {
            wrong.push(format!("src/{path} stands on no floor: give {module} one in tests/layers.rs"));
            continue;
        };
        for (line, other) in imports(path, text) {
            match floor(&other) {
                _ if other == module => {}
                Some(f) if f < own => {}
                Some(f) => wrong.push(format!("{module} (F{own}) imports {other} (F{f}): src/{path}:{line}")),
                None => wrong.push(format!("{module} (F{own}) imports {other}, which stands on no floor: src/{path}:{line}")),
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

/// The files that are compiled for tests only: `tests.rs`, and those of `#[cfg(test)] mod x;`.
fn test_files(sources: &Sources) -> Vec<String> {
    let mut found: Vec<String> = sources.keys().filter(|p| p.ends_with("/tests.rs")).cloned().collect();
    for (path, text) in sources {
        let words = plain(text).replace(['\n', '\t'], " ");
        let words: Vec<&str> = words.split(' ').filter(|w| !w.is_empty()).collect();
        for after in (0..words.len()).filter(|&i| words[i] == "#[cfg(test)]").map(|i| &words[i + 1..]) {
            let visible = after.iter().take(3).position(|w| *w == "mod");
            let Some(name) = visible.and_then(|m| after.get(m + 1)?.strip_suffix(';')) else { continue };
            let folder = path.strip_suffix("/mod.rs").map_or_else(|| path.trim_end_matches(".rs").to_owned(), str::to_owned);
            found.push(format!("{folder}/{name}.rs"));
            found.push(format!("{folder}/{name}/mod.rs"));
        }
    }
    found
}

/// The modules that the lines of a file name: after `crate::`, and after as many `super::` as lead there.
fn imports(path: &str, text: &str) -> Vec<(usize, String)> {
    let code = without_tests(&plain(text));
    let depth = path.matches('/').count() + usize::from(!path.ends_with("mod.rs"));
    let up = "super::".repeat(depth);
    let mut found = Vec::new();
    for root in ["crate::", up.as_str()] {
        for (at, _) in code.match_indices(root) {
            let inside_word = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if inside_word || depth == 0 {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            found.extend(heads(&code[at + root.len()..]).into_iter().filter(|h| h != "super").map(|h| (line, h)));
        }
    }
    found
}

/// The first word of a path, or those of a list of paths in braces.
fn heads(rest: &str) -> Vec<String> {
    let word = |s: &str| s.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(list) = rest.trim_start().strip_prefix('{') else { return vec![word(rest)] };
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (i, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                found.push(word(&list[start..i]));
                start = i + 1;
            }
            _ => {}
        }
        if c == '}' && depth == 0 && start == i + 1 {
            break;
        }
    }
    found.retain(|w| !w.is_empty());
    found
}

/// Code without comments, and with empty strings. Line ends stay.
fn plain(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(c) = rest.chars().next() {
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |i| i + 2)
        } else if c == '"' {
            string(rest, 1, "\"", true)
        } else if let Some(marks) = raw_string(rest, &out) {
            string(rest, marks + 2, &format!("\"{}", "#".repeat(marks)), false)
        } else if let Some(escape) = rest.strip_prefix("'\\") {
            escape.char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(rest.len(), |(i, _)| i + 3)
        } else if c == '\'' && rest.chars().nth(2) == Some('\'') {
            rest.char_indices().nth(3).map_or(rest.len(), |(i, _)| i)
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        out.extend(rest[..skip].chars().filter(|c| *c == '\n'));
        rest = &rest[skip..];
    }
    out
}

/// The number of `#` of a raw string that begins here.
fn raw_string(rest: &str, before: &str) -> Option<usize> {
    let marks = rest.strip_prefix('r').filter(|_| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))?;
    let count = marks.chars().take_while(|c| *c == '#').count();
    marks[count..].starts_with('"').then_some(count)
}

/// The length of a string that begins with `open` bytes.
fn string(rest: &str, open: usize, end: &str, escapes: bool) -> usize {
    let mut i = open;
    while i < rest.len() {
        let here = &rest[i..];
        if here.starts_with(end) {
            return i + end.len();
        }
        let escaped = escapes && here.starts_with('\\');
        i += here.chars().take(1 + usize::from(escaped)).map(char::len_utf8).sum::<usize>();
    }
    rest.len()
}

/// Plain code with what `#[cfg(test)]` or `#[test]` stands before taken out: to the end of its block, or to its `;`.
fn without_tests(code: &str) -> String {
    let (mut out, mut rest) = (String::new(), code);
    while let Some(at) = ["#[cfg(test)]", "#[test]"].iter().filter_map(|m| rest.find(m)).min() {
        out.push_str(&rest[..at]);
        let (mut depth, mut end) = (0, rest.len());
        for (i, c) in rest[at..].char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 && matches!(c, '}' | ';') {
                end = at + i + 1;
                break;
            }
        }
        out.extend(rest[at..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    out + rest
}

fn read(root: &Path, folder: &Path, into: &mut Sources) {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    for path in all {
        if path.is_dir() {
            read(root, &path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            into.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_module_stands_on_lower_floors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Sources::new();
    read(&root, &root, &mut sources);
    assert!(sources.len() > 20, "src was not read");
    let wrong = check(&sources);
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[cfg(test)]
mod checker {
    use super::*;

    /// What is wrong with files given as (path, text); folders get a good `mod.rs` where they have none.
    fn wrong(files: &[(&str, &str)]) -> Vec<String> {
        let mut sources: Sources = files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        for (path, _) in files {
            if let Some((folder, _)) = path.rsplit_once('/') {
                sources.entry(format!("{folder}/mod.rs")).or_insert_with(|| "//! A floor.\n".to_owned());
            }
        }
        check(&sources)
    }

    #[test]
    fn an_import_from_above_fails() {
        let found = wrong(&[("mention/form.rs", "//! x\nuse crate::base::Span;\nuse crate::relation::Claim;\n")]);
        assert_eq!(found, ["mention (F5) imports relation (F7): src/mention/form.rs:3"]);
    }

    #[test]
    fn so_does_one_from_the_same_floor() {
        assert_eq!(wrong(&[("query/a.rs", "use crate::export::Format;")]), ["query (F9) imports export (F9): src/query/a.rs:1"]);
    }

    #[test]
    fn paths_lists_and_super_count() {
        assert_eq!(wrong(&[("text/a.rs", "fn f() -> crate::graph::Graph { todo!() }")]).len(), 1);
        assert_eq!(wrong(&[("text/a.rs", "use crate::{base::{Diag, Span}, graph::Graph, web};")]).len(), 2);
        assert_eq!(wrong(&[("text/a.rs", "use super::super::graph::Graph;")]).len(), 1);
        assert_eq!(wrong(&[("text/a.rs", "pub(crate) use crate::nowhere::X;")]).len(), 1);
        let multi_line = "use crate::{\n    base::Span,\n    cli::Args,\n};\n";
        assert_eq!(wrong(&[("text/a.rs", multi_line)]), ["text (F4) imports cli (F13): src/text/a.rs:1"]);
    }

    #[test]
    fn comments_strings_and_tests_do_not() {
        let fine = "//! See [`crate::web`].\n/* crate::web */ const A: &str = \"crate::web\\\" crate::cli\";\nconst B: &str = r#\"use \"crate::web\"#;\n\
                    const C: char = '\"'; fn f<'a>(s: &'a str) {} const D: char = '\\'';\n\
                    #[cfg(test)]\nmod tests { use crate::web::X; fn g() { if true { crate::cli::main(); } } }\n#[test]\nfn t() { crate::web::x() }\nuse super::Y;\n";
        assert_eq!(
            wrong(&[("text/a.rs", fine), ("text/tests.rs", "use crate::web;"), ("text/b/tests.rs", "use crate::web;")]),
            Vec::<String>::new()
        );
        let after = format!("{fine}use crate::web::Z;\n");
        assert_eq!(wrong(&[("text/a.rs", &after)]).len(), 1, "what follows a test counts again");
    }

    #[test]
    fn modules_for_tests_only_do_not() {
        let parent = "//! x\n#[cfg(test)]\npub(crate) mod gold;\n#[cfg(test)] mod more;\nmod plain;\n";
        let up = "use crate::web::X;";
        assert_eq!(
            wrong(&[("text/mod.rs", parent), ("text/gold.rs", up), ("text/more/mod.rs", "//! x\nuse crate::web;"), ("text/more/a.rs", up)]),
            Vec::<String>::new()
        );
        assert_eq!(wrong(&[("text/mod.rs", parent), ("text/plain.rs", up)]).len(), 1);
    }

    #[test]
    fn long_files_and_silent_folders_fail() {
        let long = "// x\n".repeat(LONGEST + 1);
        assert_eq!(wrong(&[("text/a.rs", &long)]), ["src/text/a.rs has 401 lines; 400 is the most"]);
        assert_eq!(wrong(&[("text/mod.rs", "mod a;\n")]).len(), 1);
        assert_eq!(wrong(&[("attic/a.rs", "")]).len(), 2, "no floor, neither it nor its mod.rs");
        let lone = Sources::from([("text/a.rs".to_owned(), String::new())]);
        assert_eq!(check(&lone), ["src/text has no mod.rs"]);
    }

    #[test]
    fn main_and_lib_stand_outside() {
        assert_eq!(
            wrong(&[("main.rs", "fn main() { silkgraph::cli::main(); }"), ("lib.rs", "pub use crate::cli::x;")]),
            Vec::<String>::new()
        );
    }
}
