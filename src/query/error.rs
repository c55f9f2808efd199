//! Errors of queries, with their place.

use crate::base::Diag;
use crate::graph::QueryError;
use oxigraph::sparql::QueryEvaluationError;

/// A failed query as a diagnostic that points into it.
pub(super) fn diag(file: &str, query: &str, error: QueryError) -> Diag {
    match error {
        QueryError::Evaluation(e) => evaluation(file, &e),
        QueryError::Syntax(e) => syntax(file, query, &e.to_string()),
    }
}

/// A query that could not be answered.
pub(super) fn evaluation(file: &str, error: &QueryEvaluationError) -> Diag {
    let diag = Diag::error("query::evaluation", file, format!("the query cannot be answered: {error}"));
    match error {
        QueryEvaluationError::UnsupportedService(_) => diag.help("SERVICE is switched off: queries do not reach the network"),
        _ => diag,
    }
}

/// The parser says `error at LINE:COLUMN: expected …`, the column in characters from 1.
fn syntax(file: &str, query: &str, message: &str) -> Diag {
    let place = message.strip_prefix("error at ").and_then(|m| {
        let (at, what) = m.split_once(": ")?;
        let (line, column) = at.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, what))
    });
    let Some((line, column, expected)) = place else {
        return Diag::error("query::syntax", file, format!("the query is not SPARQL: {message}"));
    };
    let start: usize = query.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = query.get(start..).unwrap_or_default();
    let at = start + rest.char_indices().nth(column - 1).map_or(rest.trim_end_matches('\n').len(), |(i, _)| i);
    let width = query[at..].chars().next().filter(|c| !c.is_whitespace()).map_or(0, char::len_utf8);
    let diag = Diag::error("query::syntax", file, "the query is not SPARQL").at(query, at..at + width, shorten(expected));
    match braces(query) {
        0 => diag,
        n if n < 0 => diag.help("a } has no { before it"),
        _ => diag.help("a { is never closed"),
    }
}

/// How many braces are open at the end of a query, or -1 where one closes that none opened. What stands in strings,
/// addresses and comments does not count.
fn braces(query: &str) -> i32 {
    let (mut open, mut chars) = (0, query.chars());
    while let Some(c) = chars.next() {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            '#' => drop(chars.by_ref().find(|c| *c == '\n')),
            '"' | '\'' => drop(chars.by_ref().find(|q| *q == c || *q == '\n')),
            '<' => {
                let mut ahead = chars.clone();
                if ahead.find(|c| *c == '>' || c.is_whitespace()) == Some('>') {
                    chars = ahead;
                }
            }
            _ => {}
        }
        if open < 0 {
            return -1;
        }
    }
    open
}

/// The parser can list dozens of characters that it would have taken.
fn shorten(expected: &str) -> String {
    const MOST: usize = 8;
    let list: Vec<&str> = expected.trim_start_matches("expected ").trim_start_matches("one of ").split(", ").collect();
    if expected == "expected [_]" || expected.is_empty() {
        return "the query should end here".to_owned();
    }
    if list.len() <= MOST { expected.to_owned() } else { format!("expected one of {}, …", list[..MOST].join(", ")) }
}
