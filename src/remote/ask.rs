//! Queries, by the SPARQL protocol.

use super::http::{Store, encoded};
use crate::base::Diag;
use crate::graph::words::PREFIXES;
use crate::query::Answer;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::Triple;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput};
use std::fmt::Display;
use std::io::BufReader;

/// What answers may come as: what we read fastest first.
const ACCEPT: &str = "application/sparql-results+json, application/sparql-results+xml;q=0.8, application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5";

impl Store {
    /// Ask a query. Our prefixes that it uses and does not declare are declared for it. Rows stay in the store's order.
    ///
    /// # Errors
    /// When the store cannot be reached, refuses the query, or answers in a form that is not asked for.
    pub fn ask(&self, query: &str) -> Result<Answer, Diag> {
        let form = format!("query={}", encoded(&declared(query)));
        let response = self.post("", "application/x-www-form-urlencoded", ACCEPT, form.as_bytes())?;
        let media = response.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or_default();
        let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let body = BufReader::new(response.into_body().into_with_config().limit(u64::MAX).reader());
        let odd = |e: &dyn Display| Diag::error("remote::answer", self.url(), format!("the store's answer cannot be read: {e}"));
        let table = match media.as_str() {
            "application/sparql-results+json" | "application/json" => Some(QueryResultsFormat::Json),
            "application/sparql-results+xml" | "application/xml" => Some(QueryResultsFormat::Xml),
            _ => None,
        };
        if let Some(format) = table {
            return match QueryResultsParser::from_format(format).for_reader(body).map_err(|e| odd(&e))? {
                ReaderQueryResultsParserOutput::Boolean(truth) => Ok(Answer::Truth(truth)),
                ReaderQueryResultsParserOutput::Solutions(solutions) => {
                    let variables = solutions.variables().to_vec();
                    let rows = solutions.map(|row| row.map(|r| r.values().to_vec())).collect::<Result<_, _>>().map_err(|e| odd(&e))?;
                    Ok(Answer::Rows { variables, rows })
                }
            };
        }
        let format = match media.as_str() {
            "application/ld+json" => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
            other => RdfFormat::from_media_type(other).ok_or_else(|| odd(&format!("it is {media:?}")))?,
        };
        let parser = RdfParser::from_format(format).without_named_graphs().for_reader(body);
        let mut triples = parser.map(|quad| quad.map(Triple::from)).collect::<Result<Vec<_>, _>>().map_err(|e| odd(&e))?;
        triples.sort_by(crate::graph::order::triples);
        triples.dedup();
        Ok(Answer::Triples(triples))
    }
}

/// The query with our prefixes declared before it, on its first line.
fn declared(query: &str) -> String {
    let mut out = String::new();
    let lower = query.to_ascii_lowercase();
    for (name, iri) in PREFIXES {
        let used =
            query.match_indices(&format!("{name}:")).any(|(at, _)| !query[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        let words: Vec<&str> = lower.split_whitespace().collect();
        let known = words.windows(2).any(|w| w[0] == "prefix" && w[1].split(':').next() == Some(name));
        if used && !known {
            out.push_str(&format!("PREFIX {name}: <{iri}> "));
        }
    }
    out + query
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn prefixes_are_declared_where_they_are_used_and_not_declared() {
        assert_eq!(declared("ASK { ?s ?p ?o }"), "ASK { ?s ?p ?o }");
        let sg = "PREFIX sg: <https://w3id.org/silkgraph/ns#> ";
        assert_eq!(declared("ASK { ?s sg:hosts ?o }"), format!("{sg}ASK {{ ?s sg:hosts ?o }}"));
        for own in ["prefix sg:<urn:a> ASK { ?s sg:hosts ?o }", "PREFIX  sg: <urn:a>\nASK { ?s sg:hosts ?o }", "ASK { ?s xsg:hosts ?o }"] {
            assert_eq!(declared(own), own);
        }
    }
}
