//! The standard formats, from sorted quads.

use super::Format;
use crate::graph::{Graph, words::PREFIXES};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::Quad;
use std::io::{self, Write};

/// Write a graph; formats without named graphs get the union.
pub(super) fn write(graph: &Graph, format: Format, out: &mut dyn Write) -> io::Result<()> {
    let rdf = match format {
        Format::NTriples => RdfFormat::NTriples,
        Format::TriG => RdfFormat::TriG,
        Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        Format::RdfXml => RdfFormat::RdfXml,
        _ => RdfFormat::NQuads,
    };
    let mut serializer = RdfSerializer::from_format(rdf);
    for (name, iri) in PREFIXES {
        serializer = serializer.with_prefix(*name, *iri).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(&mut *out);
    if matches!(format, Format::NTriples | Format::RdfXml) {
        for triple in graph.triples() {
            writer.serialize_triple(&triple)?;
        }
    } else {
        for quad in graph.quads() {
            writer.serialize_quad(&quad)?;
        }
    }
    writer.finish()?;
    Ok(())
}

/// Write quads as N-Quads, in the order given.
///
/// # Errors
/// When `out` cannot be written.
pub fn nquads(quads: &[Quad], out: &mut dyn Write) -> io::Result<()> {
    quads.iter().try_for_each(|quad| writeln!(out, "{quad} ."))
}
