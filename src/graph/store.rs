//! The store of quads.

use super::order;
use crate::base::Diag;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{Quad, Triple};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator, SparqlSyntaxError};
use oxigraph::store::Store;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// A graph: the quads of any number of texts. Queries and look-ups see the union of its named graphs.
#[derive(Clone)]
pub struct Graph {
    pub(super) store: Store,
}

/// Why a query gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// It is not SPARQL.
    #[error("{0}")]
    Syntax(#[from] SparqlSyntaxError),
    /// It is, but could not be answered.
    #[error("{0}")]
    Evaluation(#[from] QueryEvaluationError),
}

impl Graph {
    /// The empty graph.
    ///
    /// # Errors
    /// When the store cannot be made.
    pub fn new() -> Result<Self, Diag> {
        Store::new().map(|store| Graph { store }).map_err(|e| broken("", &e))
    }

    /// A graph of these quads.
    ///
    /// # Errors
    /// When the store cannot take them.
    pub fn from_quads(quads: impl IntoIterator<Item = Quad>) -> Result<Self, Diag> {
        let graph = Self::new()?;
        graph.extend(quads)?;
        Ok(graph)
    }

    /// Add quads; those already there change nothing.
    ///
    /// # Errors
    /// When the store cannot take them.
    pub fn extend(&self, quads: impl IntoIterator<Item = Quad>) -> Result<(), Diag> {
        self.store.extend(quads).map_err(|e| broken("", &e))
    }

    /// Read a file: `.ttl`, `.nt`, `.nq`, `.trig`, `.rdf`, `.jsonld`.
    ///
    /// # Errors
    /// When the file cannot be read, its ending is none of these, or its syntax is wrong.
    pub fn load(path: &Path) -> Result<Self, Diag> {
        let graph = Self::new()?;
        graph.load_more(path)?;
        Ok(graph)
    }

    /// Read one more file into this graph.
    ///
    /// # Errors
    /// As for [`Graph::load`].
    pub fn load_more(&self, path: &Path) -> Result<(), Diag> {
        let name = path.display().to_string();
        let format = format_of(path).ok_or_else(|| {
            Diag::error("graph::unknown_format", &name, "the ending of the file's name is of no graph format")
                .help("use .ttl, .nt, .nq, .trig, .rdf or .jsonld")
        })?;
        let file = File::open(path).map_err(|e| Diag::error("graph::unreadable", &name, format!("cannot open the graph: {e}")))?;
        let mut loader = self.store.bulk_loader();
        loader
            .load_from_reader(RdfParser::from_format(format), BufReader::with_capacity(1 << 16, file))
            .map_err(|e| Diag::error("graph::syntax", &name, format!("cannot read the graph: {e}")))?;
        loader.commit().map_err(|e| broken(&name, &e))
    }

    /// All quads, in [`order`].
    pub fn quads(&self) -> Vec<Quad> {
        let mut quads: Vec<Quad> = self.store.iter().filter_map(Result::ok).collect();
        quads.sort_by(order::quads);
        quads
    }

    /// All triples of all graphs, in [`order`], each once.
    pub fn triples(&self) -> Vec<Triple> {
        let mut triples: Vec<Triple> = self.store.iter().filter_map(Result::ok).map(Triple::from).collect();
        triples.sort_by(order::triples);
        triples.dedup();
        triples
    }

    /// Ask a SPARQL query of the union of all graphs. The prefixes of [`super::words::PREFIXES`] are known to it.
    ///
    /// # Errors
    /// When it is no SPARQL, or uses what there is not (SERVICE, unknown functions), or is cancelled.
    pub fn ask(&self, query: &str, stop: Option<CancellationToken>) -> Result<QueryResults<'static>, QueryError> {
        let mut evaluator = SparqlEvaluator::new();
        for (name, iri) in super::words::PREFIXES {
            if let Ok(with) = evaluator.clone().with_prefix(*name, *iri) {
                evaluator = with;
            }
        }
        if let Some(stop) = stop {
            evaluator = evaluator.with_cancellation_token(stop);
        }
        let mut prepared = evaluator.parse_query(query)?;
        if prepared.dataset().is_default_dataset() {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        Ok(prepared.on_store(&self.store).execute()?)
    }
}

/// The format that a file's name says.
fn format_of(path: &Path) -> Option<RdfFormat> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "ttl" => Some(RdfFormat::Turtle),
        "nt" => Some(RdfFormat::NTriples),
        "nq" => Some(RdfFormat::NQuads),
        "trig" => Some(RdfFormat::TriG),
        "rdf" | "owl" | "xml" => Some(RdfFormat::RdfXml),
        "jsonld" => Some(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
        _ => None,
    }
}

fn broken(name: &str, error: &impl std::fmt::Display) -> Diag {
    Diag::error("graph::store", name, format!("the store failed: {error}"))
}
