//! Floor 9: a graph as files, and a text's annotations as files.
//!
//! Every writer is deterministic: the same graph gives the same bytes.

mod annotations;
mod brat;
mod csv;
mod file;
mod rdf;
mod rdf12;
mod set;
mod turtle;
mod void;
mod webanno;
mod whole;
mod xml;

pub use annotations::annotations;
pub use brat::brat;
pub use file::{replace, replace_with};
pub use rdf::nquads;
pub use rdf12::{has_rdf12, rdf12};
pub use set::{Batch, settle};
pub use turtle::turtle;
pub use void::void;
pub use webanno::webanno;
pub use whole::whole;

use crate::graph::{Graph, Network};
use std::io::{self, Write};
use std::path::Path;

/// What a graph can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Turtle: all triples, grouped and shortened for reading.
    Turtle,
    /// N-Triples: all triples.
    NTriples,
    /// N-Quads: with a named graph for each article.
    NQuads,
    /// TriG: Turtle with named graphs.
    TriG,
    /// JSON-LD, with named graphs.
    JsonLd,
    /// RDF/XML: all triples.
    RdfXml,
    /// GraphML: entities and direct triples.
    GraphMl,
    /// GEXF: entities and direct triples.
    Gexf,
    /// Two CSV files, nodes and edges.
    Csv,
    /// A description of the graph for catalogues: VoID and DCAT in Turtle.
    Void,
}

impl Format {
    /// Each ending with its format.
    pub const ENDINGS: &'static [(&'static str, Format)] = &[
        ("ttl", Format::Turtle),
        ("nt", Format::NTriples),
        ("nq", Format::NQuads),
        ("trig", Format::TriG),
        ("jsonld", Format::JsonLd),
        ("rdf", Format::RdfXml),
        ("graphml", Format::GraphMl),
        ("gexf", Format::Gexf),
        ("csv", Format::Csv),
        ("void.ttl", Format::Void),
    ];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        Self::ENDINGS.iter().find(|(_, f)| *f == self).map_or("ttl", |(e, _)| e)
    }

    /// The format that a file's ending says.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let ends = |ending: &str| name == ending || name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'));
        let dotted = |ending: &str| name != ending || ending.contains('.');
        let fits = Self::ENDINGS.iter().filter(|(e, _)| ends(e) && dotted(e));
        fits.max_by_key(|(e, _)| e.len()).map(|(_, f)| *f)
    }
}

/// Write a graph to a file, or for [`Format::Csv`] to two: `x.csv` gives `x-nodes.csv` and `x-edges.csv`.
/// A file appears whole or not at all.
///
/// # Errors
/// When a file cannot be written.
pub fn write(graph: &Graph, format: Format, path: &Path) -> io::Result<()> {
    let mut batch = Batch::default();
    add(&mut batch, graph, format, path)?;
    batch.commit()
}

/// Add what [`write()`] writes to a set of files.
///
/// # Errors
/// When a file cannot be written.
pub fn add(batch: &mut Batch, graph: &Graph, format: Format, path: &Path) -> io::Result<()> {
    if format != Format::Csv {
        return batch.add(path, |out| to_writer(graph, format, out));
    }
    let network = Network::of(graph);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    batch.add(&path.with_file_name(format!("{stem}-nodes.csv")), |out| csv::nodes(&network, out))?;
    batch.add(&path.with_file_name(format!("{stem}-edges.csv")), |out| csv::edges(&network, out))
}

/// Write a graph to a stream. [`Format::Csv`] gives the edges.
///
/// # Errors
/// When `out` cannot be written.
pub fn to_writer(graph: &Graph, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Turtle => turtle(&graph.triples(), out),
        Format::GraphMl => xml::graphml(&Network::of(graph), out),
        Format::Gexf => xml::gexf(&Network::of(graph), out),
        Format::Csv => csv::edges(&Network::of(graph), out),
        Format::Void => void(graph, out),
        Format::NTriples | Format::NQuads | Format::TriG | Format::JsonLd | Format::RdfXml => rdf::write(graph, format, out),
    }
}
