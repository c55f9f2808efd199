//! The store of quads.

use super::{Needs, order};
use crate::base::Diag;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{GraphName, Quad, Triple, TripleRef};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator, SparqlSyntaxError};
use oxigraph::store::{StorageError, Store};
use std::collections::HashSet;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// A graph: the quads of any number of texts.
///
/// The store's default graph holds every triple, that of named graphs too: so queries and look-ups
/// see the union, each triple once. (The union that the SPARQL evaluator can make by itself counts a
/// triple once for each graph that has it.) Clones share one store.
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
        self.store.extend(quads.into_iter().flat_map(both)).map_err(|e| broken("", &e))
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
        let format = format_of(path)?;
        let file = File::open(path).map_err(|e| unreadable(&name, &e))?;
        let syntax = |e: RdfParseError| Diag::error("graph::syntax", &name, format!("cannot read the graph: {e}"));
        let parser = RdfParser::from_format(format).rename_blank_nodes().for_reader(BufReader::with_capacity(1 << 16, file));
        let quads = parser.flat_map(|quad| match quad {
            Ok(quad) => both(quad).into_iter().map(Ok).collect(),
            Err(e) => vec![Err(syntax(e))],
        });
        let mut loader = self.store.bulk_loader();
        loader.load_ok_quads::<Diag, Loading>(quads).map_err(|e| match e {
            Loading::Syntax(diag) => diag,
            Loading::Store(e) => broken(&name, &e),
        })?;
        loader.commit().map_err(|e| broken(&name, &e))
    }

    /// Read of one more file what a query needs, on all threads of the pool that calls.
    ///
    /// # Errors
    /// As for [`Graph::load`].
    pub fn load_needed(&self, path: &Path, needs: &Needs) -> Result<(), Diag> {
        if needs.graphs() {
            return self.load_more(path);
        }
        let parts = super::scan::parts(path, |quad| needs.wants(quad.as_ref()))?;
        let mut loader = self.store.bulk_loader();
        for part in parts {
            let union = part.into_iter().map(|q| Quad::new(q.subject, q.predicate, q.object, GraphName::DefaultGraph));
            loader.load_quads(union).map_err(|e| broken(&path.display().to_string(), &e))?;
        }
        loader.commit().map_err(|e| broken(&path.display().to_string(), &e))
    }

    /// All quads, in [`order`]: those of named graphs, and the triples that no named graph has.
    pub fn quads(&self) -> Vec<Quad> {
        let (named, mut rest): (Vec<Quad>, Vec<Quad>) =
            self.store.iter().filter_map(Result::ok).partition(|q| !q.graph_name.is_default_graph());
        let placed: HashSet<TripleRef<'_>> = named.iter().map(|q| q.as_ref().into()).collect();
        rest.retain(|q| !placed.contains(&TripleRef::from(q.as_ref())));
        drop(placed);
        rest.extend(named);
        rest.sort_by(order::quads);
        rest
    }

    /// All triples of all graphs, in [`order`], each once.
    pub fn triples(&self) -> Vec<Triple> {
        self.find(None, None, None)
    }

    /// Ask a SPARQL query of the union of all graphs. The prefixes of [`super::words::PREFIXES`] are known to it.
    ///
    /// # Errors
    /// When it is no SPARQL, or uses what there is not (SERVICE, unknown functions), or is cancelled.
    pub fn ask(&self, query: &str, stop: Option<CancellationToken>) -> Result<QueryResults<'static>, QueryError> {
        let evaluator = evaluator();
        let evaluator = if let Some(stop) = stop { evaluator.with_cancellation_token(stop) } else { evaluator };
        Ok(evaluator.parse_query(query)?.on_store(&self.store).execute()?)
    }

    /// [`Graph::ask`] of some named graphs (none is the union of all), under a guard: to be called, and its answer to
    /// be taken, inside of [`Guard::run`](super::Guard::run).
    ///
    /// # Errors
    /// As for [`Graph::ask`].
    pub fn ask_guarded(
        &self,
        dataset: Option<&super::Dataset>,
        query: &str,
        guard: &super::Guard,
    ) -> Result<QueryResults<'static>, QueryError> {
        let query = super::guard::guarded(parse(query)?);
        let mut query = guard.prepare(evaluator()).for_query(query);
        if let Some(dataset) = dataset {
            dataset.replace(query.dataset_mut());
        }
        Ok(query.on_store(&self.store).execute()?)
    }
}

/// A query, read by a parser that knows our prefixes.
fn parse(query: &str) -> Result<spargebra::Query, SparqlSyntaxError> {
    let mut parser = spargebra::SparqlParser::new();
    for (name, iri) in super::words::PREFIXES {
        if let Ok(with) = parser.clone().with_prefix(*name, *iri) {
            parser = with;
        }
    }
    parser.parse_query(query)
}

impl Needs {
    /// What a query looks at.
    ///
    /// # Errors
    /// When it is no SPARQL.
    pub fn of_query(query: &str) -> Result<Self, QueryError> {
        Ok(Self::of(&parse(query)?))
    }
}

/// The evaluator that knows our prefixes.
fn evaluator() -> SparqlEvaluator {
    let mut evaluator = SparqlEvaluator::new();
    for (name, iri) in super::words::PREFIXES {
        if let Ok(with) = evaluator.clone().with_prefix(*name, *iri) {
            evaluator = with;
        }
    }
    evaluator
}

/// Why loading stopped.
enum Loading {
    Syntax(Diag),
    Store(StorageError),
}

impl From<Diag> for Loading {
    fn from(diag: Diag) -> Self {
        Loading::Syntax(diag)
    }
}

impl From<StorageError> for Loading {
    fn from(error: StorageError) -> Self {
        Loading::Store(error)
    }
}

/// A quad, and its triple in the default graph.
fn both(quad: Quad) -> Vec<Quad> {
    if quad.graph_name.is_default_graph() {
        return vec![quad];
    }
    vec![Quad::new(quad.subject.clone(), quad.predicate.clone(), quad.object.clone(), GraphName::DefaultGraph), quad]
}

/// The format that a file's name says.
pub(super) fn format_of(path: &Path) -> Result<RdfFormat, Diag> {
    let ending = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    Ok(match ending.as_deref() {
        Some("ttl") => RdfFormat::Turtle,
        Some("nt") => RdfFormat::NTriples,
        Some("nq") => RdfFormat::NQuads,
        Some("trig") => RdfFormat::TriG,
        Some("rdf" | "owl" | "xml") => RdfFormat::RdfXml,
        Some("jsonld") => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        _ => {
            let name = path.display().to_string();
            return Err(Diag::error("graph::unknown_format", name, "the ending of the file's name is of no graph format")
                .help("use .ttl, .nt, .nq, .trig, .rdf or .jsonld"));
        }
    })
}

/// A graph's file that cannot be read.
pub(super) fn unreadable(name: &str, error: &std::io::Error) -> Diag {
    let diag = Diag::error("graph::unreadable", name, format!("cannot open the graph: {error}"));
    if error.kind() != std::io::ErrorKind::NotFound {
        return diag;
    }
    diag.help("`silkgraph build TEXTS -o out` makes out/graph.ttl; --data names another graph")
}

fn broken(name: &str, error: &impl std::fmt::Display) -> Diag {
    Diag::error("graph::store", name, format!("the store failed: {error}"))
}
