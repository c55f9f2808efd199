//! A graph file read through once, without a store: for those who need a part of it and no queries.

use super::store::{format_of, unreadable};
use crate::base::Diag;
use oxigraph::io::{RdfParseError, RdfParser};
use oxigraph::model::{Quad, Triple};
use rayon::prelude::*;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// The quads of a file, one after the other: nothing but the one at hand is held.
///
/// # Errors
/// As for [`Graph::load`](super::Graph::load); mistakes inside of the file come where they stand.
pub fn stream(path: &Path) -> Result<impl Iterator<Item = Result<Quad, Diag>> + use<>, Diag> {
    let name = path.display().to_string();
    let format = format_of(path)?;
    let file = File::open(path).map_err(|e| unreadable(&name, &e))?;
    let parser = RdfParser::from_format(format).rename_blank_nodes().for_reader(BufReader::with_capacity(1 << 16, file));
    Ok(parser.map(move |quad| quad.map_err(|e| Diag::error("graph::syntax", &name, format!("cannot read the graph: {e}")))))
}

/// The triples of a file that are wanted, of all its graphs together, in the file's order; a triple that stands in
/// several graphs comes several times. N-Triples and N-Quads are read on all threads of the pool that calls.
///
/// # Errors
/// As for [`Graph::load`](super::Graph::load).
pub fn scan(path: &Path, wanted: impl Fn(&Quad) -> bool + Sync) -> Result<Vec<Triple>, Diag> {
    let name = path.display().to_string();
    let format = format_of(path)?;
    let bytes = std::fs::read(path).map_err(|e| unreadable(&name, &e))?;
    let syntax = |e: RdfParseError| Diag::error("graph::syntax", &name, format!("cannot read the graph: {e}"));
    let parser = RdfParser::from_format(format).rename_blank_nodes();
    let parts = parser.split_slice_for_parallel_parsing(&bytes, rayon::current_num_threads()).into_par_iter().map(|part| {
        let kept = part.filter(|quad| quad.as_ref().map_or(true, &wanted));
        kept.map(|quad| quad.map(Triple::from)).collect::<Result<Vec<_>, _>>()
    });
    let parts = parts.collect::<Result<Vec<Vec<Triple>>, _>>().map_err(|e| syntax(e.into()))?;
    Ok(parts.concat())
}
