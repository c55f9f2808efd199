//! Parameters: where they stand in a query, and other values for them.

use crate::graph::tidy;
use crate::ontology::{Modality, Predicate, Type};
use oxigraph::model::Literal;
use std::ops::Range;

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name in Chinese or English: `"…"@zh`.
    Name,
    /// Any words: `"…"`.
    Words,
    /// A day: `"2023-05-19"^^xsd:date`.
    Day,
    /// A whole number.
    Number,
    /// A word of the vocabulary: `sg:hosts`, `sg:State`.
    Term,
}

/// One parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Its name, and the variable's.
    pub name: String,
    /// The value that stands in the file.
    pub default: String,
    /// What it is.
    pub says: String,
    /// What it takes.
    pub kind: Kind,
}

impl Kind {
    /// Its name in lists.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Name => "name",
            Kind::Words => "words",
            Kind::Day => "day",
            Kind::Number => "number",
            Kind::Term => "term",
        }
    }

    /// The kind of a value that stands in a query.
    fn of(value: &str) -> Option<Self> {
        if value.starts_with('"') {
            return Some(match value.rsplit('"').next()? {
                "" => Kind::Words,
                "^^xsd:date" => Kind::Day,
                "@zh" | "@en" => Kind::Name,
                _ => return None,
            });
        }
        if value.strip_prefix("sg:").is_some_and(known) {
            return Some(Kind::Term);
        }
        value.parse::<i64>().ok().map(|_| Kind::Number)
    }

    /// A value as SPARQL writes it; what is wrong with it otherwise.
    fn write(self, value: &str) -> Result<String, String> {
        Ok(match self {
            Kind::Name => {
                let tagged = |words: &str, language| Literal::new_language_tagged_literal_unchecked(words, language).to_string();
                let zh = tidy(value);
                let mut forms = vec![tagged(&zh, "zh")];
                if zh.contains('-') {
                    forms.push(tagged(&zh.replace('-', "—"), "zh"));
                }
                forms.push(tagged(value.trim(), "en"));
                forms.join(" ")
            }
            Kind::Words => Literal::new_simple_literal(value).to_string(),
            Kind::Day => {
                let day: jiff::civil::Date = value.trim().parse().map_err(|_| format!("“{value}” is no day: write 2023-05-19"))?;
                format!("\"{day}\"^^xsd:date")
            }
            Kind::Number => value.trim().parse::<i64>().map_err(|_| format!("“{value}” is no whole number")).map(|n| n.to_string())?,
            Kind::Term => {
                let local = value.trim().trim_start_matches("sg:");
                if !known(local) {
                    return Err(format!("“{value}” is no type, predicate or modality: write hosts, State, Intended"));
                }
                format!("sg:{local}")
            }
        })
    }
}

/// True for the local name of a type, a predicate or a modality.
fn known(local: &str) -> bool {
    let modality = |m: &Modality| m.iri().rsplit('#').next() == Some(local);
    Type::parse(local).is_some() || Predicate::parse(local).is_some() || Modality::ALL.iter().any(modality)
}

impl Param {
    /// The query with these values in the parameter's place.
    pub(super) fn put(&self, sparql: &str, values: &[&str]) -> Result<String, String> {
        let written: Vec<String> = values.iter().map(|v| self.kind.write(v)).collect::<Result<_, _>>()?;
        let place = place(sparql, &self.name).ok_or_else(|| format!("the query has no VALUES ?{} {{ … }}", self.name))?;
        Ok(format!("{} {} {}", &sparql[..place.start], written.join(" "), &sparql[place.end..]))
    }
}

/// The kind of the values between a parameter's braces, and the values without marks and prefixes, ` / ` between them.
pub(super) fn defaults(values: &str) -> Option<(Kind, String)> {
    let mut terms = Vec::new();
    let mut rest = values.trim();
    while !rest.is_empty() {
        let close = if let Some(words) = rest.strip_prefix('"') { words.find('"')? + 2 } else { 0 };
        let end = rest[close..].find(char::is_whitespace).map_or(rest.len(), |i| close + i);
        terms.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    let kinds: Vec<Kind> = terms.iter().map(|t| Kind::of(t)).collect::<Option<_>>()?;
    let kind = *kinds.first().filter(|first| kinds.iter().all(|k| k == *first))?;
    let plain = |t: &&str| t.trim_start_matches("sg:").trim_start_matches('"').split('"').next().unwrap_or_default().to_owned();
    Some((kind, terms.iter().map(plain).collect::<Vec<_>>().join(" / ")))
}

/// Where a parameter's values stand: between the braces of `VALUES ?name { … }`.
pub(super) fn place(sparql: &str, name: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = sparql[from..].find("VALUES") {
        from += found + "VALUES".len();
        let rest = sparql[from..].trim_start();
        let Some(rest) = rest.strip_prefix('?').and_then(|r| r.strip_prefix(name)) else { continue };
        let Some(rest) = rest.trim_start().strip_prefix('{') else { continue };
        let start = sparql.len() - rest.len();
        return Some(start..start + rest.find('}')?);
    }
    None
}
