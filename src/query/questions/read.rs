//! Question files → questions.

use super::Question;
use super::param::{Param, defaults, place};
use crate::base::Diag;

/// Read a question's header; the rest is SPARQL and is not read here.
pub(super) fn question(name: &str, text: &str) -> Result<Question, Diag> {
    let text = text.trim_start_matches('\u{FEFF}');
    let file = format!("{name}.rq");
    let one = |key: &str| {
        let found = values(text, key).next().filter(|v| !v.trim().is_empty());
        found.ok_or_else(|| Diag::error("query::header", &file, format!("the question has no line `# {key}: …`")))
    };
    let mut question = Question {
        name: name.to_owned(),
        title: one("title")?.trim().to_owned(),
        zh: one("ask")?.trim().to_owned(),
        en: one("question")?.trim().to_owned(),
        params: Vec::new(),
        expect: values(text, "expect").map(row).collect(),
        sparql: text.to_owned(),
    };
    for line in values(text, "param") {
        let at = text.find(line).unwrap_or_default();
        question.params.push(param(text, line).map_err(|e| Diag::error("query::header", &file, e).at(text, at..at + line.len(), ""))?);
    }
    Ok(question)
}

/// What stands after `# KEY: `, line by line.
fn values<'t>(text: &'t str, key: &str) -> impl Iterator<Item = &'t str> {
    text.lines().filter_map(move |l| l.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(": "))
}

/// One row: cells between tabs, accepted names between ` / `.
fn row(line: &str) -> Vec<Vec<String>> {
    line.split('\t').map(|cell| cell.split(" / ").map(|name| name.trim().to_owned()).collect()).collect()
}

/// `name = default  description`, with two blanks before the description; the query says the kind.
/// Several defaults stand with ` / ` between them.
fn param(text: &str, line: &str) -> Result<Param, String> {
    let wanted = "write `# param: name = default  description`, with two blanks before the description";
    let (name, rest) = line.split_once(" = ").ok_or(wanted)?;
    let (default, says) = rest.split_once("  ").ok_or(wanted)?;
    let (name, default) = (name.trim(), default.trim());
    let place = place(text, name).ok_or_else(|| format!("the query has no VALUES ?{name} {{ … }}"))?;
    let value = text[place].trim();
    let (kind, plain) = defaults(value).ok_or_else(|| format!("{value} is of no kind that a parameter can take"))?;
    if plain != default {
        return Err(format!("the query says {value} where the header says {default}"));
    }
    Ok(Param { name: name.to_owned(), default: default.to_owned(), says: says.trim().to_owned(), kind })
}
