//! Answers in their formats.

use super::{Answer, Format, short, table};
use crate::graph::words::PREFIXES;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use std::io::{self, Write};

impl Format {
    /// The format of a name: of `--results`, or of a file's ending.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "table" => Format::Table,
            "markdown" | "md" => Format::Markdown,
            "tsv" => Format::Tsv,
            "csv" => Format::Csv,
            "json" | "srj" => Format::Json,
            "xml" | "srx" => Format::Xml,
            _ => return None,
        })
    }

    fn standard(self) -> Option<QueryResultsFormat> {
        match self {
            Format::Table | Format::Markdown => None,
            Format::Tsv => Some(QueryResultsFormat::Tsv),
            Format::Csv => Some(QueryResultsFormat::Csv),
            Format::Json => Some(QueryResultsFormat::Json),
            Format::Xml => Some(QueryResultsFormat::Xml),
        }
    }
}

impl Answer {
    /// Write the answer. Triples come as Turtle in a table, in Markdown and TSV as three columns,
    /// as JSON-LD for JSON and as RDF/XML for XML.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match (self, format.standard()) {
            (Answer::Truth(truth), None) => writeln!(out, "{}", if *truth { "yes" } else { "no" }),
            (Answer::Truth(truth), Some(standard)) => {
                QueryResultsSerializer::from_format(standard).serialize_boolean_to_writer(&mut *out, *truth)?;
                if format == Format::Csv || format == Format::Tsv { writeln!(out) } else { Ok(()) }
            }
            (Answer::Rows { variables, rows }, None) => {
                let head: Vec<String> = variables.iter().map(|v| v.as_str().to_owned()).collect();
                let text = |t: &Option<Term>| t.as_ref().map(short).unwrap_or_default();
                let rows: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(text).collect()).collect();
                print(format, out, &head, &rows)
            }
            (Answer::Rows { variables, rows }, Some(standard)) => {
                let mut writer = QueryResultsSerializer::from_format(standard).serialize_solutions_to_writer(&mut *out, variables.clone())?;
                for row in rows {
                    writer.serialize(variables.iter().zip(row).filter_map(|(v, t)| Some((v.as_ref(), t.as_ref()?.as_ref()))))?;
                }
                writer.finish()?;
                Ok(())
            }
            (Answer::Triples(triples), _) => graph(triples, format, out),
        }
    }
}

fn print(format: Format, out: &mut dyn Write, head: &[String], rows: &[Vec<String>]) -> io::Result<()> {
    if format == Format::Markdown {
        return table::markdown(out, head, rows);
    }
    table::columns(out, head, rows)?;
    writeln!(out, "({} {})", rows.len(), if rows.len() == 1 { "row" } else { "rows" })
}

fn graph(triples: &[Triple], format: Format, out: &mut dyn Write) -> io::Result<()> {
    let rdf = match format {
        Format::Table => RdfFormat::Turtle,
        Format::Json => RdfFormat::JsonLd { profile: Default::default() },
        Format::Xml => RdfFormat::RdfXml,
        Format::Markdown | Format::Tsv | Format::Csv => {
            let head = ["subject", "predicate", "object"].map(str::to_owned);
            let cell = |t: Term| if format == Format::Markdown { short(&t) } else { t.to_string() };
            let row = |t: &Triple| vec![cell(t.subject.clone().into()), cell(t.predicate.clone().into()), cell(t.object.clone())];
            let rows: Vec<Vec<String>> = triples.iter().map(row).collect();
            if format == Format::Markdown {
                return table::markdown(out, &head, &rows);
            }
            let separator = if format == Format::Tsv { "\t" } else { "," };
            let quoted = |c: &String| if format == Format::Csv { format!("\"{}\"", c.replace('"', "\"\"")) } else { c.clone() };
            writeln!(out, "{}", head.join(separator))?;
            return rows.iter().try_for_each(|r| writeln!(out, "{}", r.iter().map(quoted).collect::<Vec<_>>().join(separator)));
        }
    };
    let mut serializer = RdfSerializer::from_format(rdf);
    for (name, iri) in PREFIXES {
        serializer = serializer.with_prefix(*name, *iri).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(&mut *out);
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()?;
    Ok(())
}
