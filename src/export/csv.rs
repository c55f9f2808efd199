//! Two CSV files with the column names that Neo4j's importer reads.

use crate::graph::Network;
use std::borrow::Cow;
use std::io::{self, Write};

/// Write the nodes.
pub(super) fn nodes(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, ":ID,name,en,begins:date,ends:date,:LABEL")?;
    for node in &network.nodes {
        let (begins, ends) = node.days.as_ref().map_or(("", ""), |(b, e)| (b, e));
        let (iri, zh, en) = (cell(node.iri.as_str()), cell(&node.zh), cell(node.en.as_deref().unwrap_or("")));
        writeln!(out, "{iri},{zh},{en},{begins},{ends},{}", node.kind)?;
    }
    Ok(())
}

/// Write the edges.
pub(super) fn edges(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, ":START_ID,:END_ID,:TYPE,statements:int")?;
    for edge in &network.edges {
        let (from, to) = (&network.nodes[edge.from].iri, &network.nodes[edge.to].iri);
        writeln!(out, "{},{},{},{}", cell(from.as_str()), cell(to.as_str()), edge.predicate, edge.statements)?;
    }
    Ok(())
}

/// A cell of RFC 4180. One that a spreadsheet would take for a formula gets a `'` in front.
fn cell(text: &str) -> Cow<'_, str> {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if guard.is_empty() && !text.contains([',', '"', '\n', '\r']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("\"{guard}{}\"", text.replace('"', "\"\"")))
}
