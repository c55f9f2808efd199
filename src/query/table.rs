//! Answers for people: IRIs shortened, columns lined up by their width on a terminal.

use crate::graph::words::PREFIXES;
use oxigraph::model::Term;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// A term as a person reads it: `sgr:kazakhstan`, `哈萨克斯坦`, `2023-05-18`.
pub fn short(term: &Term) -> String {
    match term {
        Term::NamedNode(n) => {
            let fits = |(_, iri): &&(&str, &str)| n.as_str().starts_with(iri);
            match PREFIXES.iter().filter(fits).max_by_key(|(_, iri)| iri.len()) {
                Some((name, iri)) => format!("{name}:{}", &n.as_str()[iri.len()..]),
                None => n.to_string(),
            }
        }
        Term::Literal(l) => l.value().to_owned(),
        other => other.to_string(),
    }
}

/// Write rows in columns. Line ends inside a cell are shown as `⏎`.
pub(super) fn columns(out: &mut dyn Write, head: &[String], rows: &[Vec<String>]) -> io::Result<()> {
    let flat: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(|c| c.replace(['\r', '\n'], "⏎")).collect()).collect();
    let width = |i: usize| flat.iter().map(|r| r[i].width()).chain([head[i].width()]).max().unwrap_or(0);
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    line(out, head, &widths)?;
    let rule: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
    line(out, &rule, &widths)?;
    flat.iter().try_for_each(|row| line(out, row, &widths))
}

fn line(out: &mut dyn Write, cells: &[String], widths: &[usize]) -> io::Result<()> {
    let mut text = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        text.push_str(cell);
        text.push_str(&" ".repeat(width - cell.width().min(*width) + 2));
    }
    writeln!(out, "{}", text.trim_end())
}

/// Words as a cell of a Markdown table shows them: nothing of them is markup, a link or HTML.
pub fn cell(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.replace("\r\n", "\n").chars() {
        match c {
            '\\' | '|' | '`' | '*' | '[' | ']' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push_str("<br>"),
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// Write rows as a Markdown table.
pub(super) fn markdown(out: &mut dyn Write, head: &[String], rows: &[Vec<String>]) -> io::Result<()> {
    let row = |cells: &[String]| format!("| {} |", cells.iter().map(|c| cell(c)).collect::<Vec<_>>().join(" | "));
    writeln!(out, "{}", row(head))?;
    writeln!(out, "|{}", " --- |".repeat(head.len()))?;
    rows.iter().try_for_each(|r| writeln!(out, "{}", row(r)))
}
