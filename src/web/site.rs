//! What a running site holds.

use super::ask::Asker;
use super::index::Index;
use super::questions::{self, Question};
use super::reading::Shelf;
use crate::graph::Graph;
use crate::pipeline::Kit;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder of the source texts; without it pages show the sentences that the graph quotes.
    pub texts: Option<PathBuf>,
    /// The origin that scripts of other sites may read from: `*` or `https://example.org`.
    pub cors: Option<String>,
    /// Names that a request may call this server by, besides those of this machine; none checks nothing.
    pub names: Option<Vec<String>>,
    /// How long a query may take.
    pub timeout: Duration,
    /// How many rows a query may give.
    pub rows: usize,
    /// By how many bytes the program may grow while queries run.
    pub memory: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { texts: None, cors: None, names: None, timeout: Duration::from_secs(10), rows: 100_000, memory: 512 << 20 }
    }
}

/// A site: a graph, its index, and how it is served. Read-only.
pub struct Site {
    /// How to serve.
    pub settings: Settings,
    /// The graph.
    pub graph: Graph,
    /// What pages look up.
    pub index: Index,
    /// The vocabulary's labels, and what mentions are found with.
    pub kit: Kit,
    /// The source texts.
    pub shelf: Shelf,
    /// The questions that the home page asks.
    pub questions: Vec<Question>,
    /// Asks queries.
    pub asker: Asker,
    /// Drawings.
    pub(super) gallery: super::page::diagram::Gallery,
    /// Changes with the graph and the program: the ETag of assets.
    pub version: String,
}

impl Site {
    /// Make a site of a graph.
    pub fn new(graph: Graph, kit: Kit, settings: Settings) -> Arc<Self> {
        let index = Index::of(&graph);
        let shelf = Shelf::open(settings.texts.as_deref());
        let asker = Asker::new(graph.clone(), &settings);
        let assets = [super::assets::CSS, super::assets::SCRIPT].concat();
        let version = crate::base::sha256_hex(assets.as_bytes())[..12].to_owned();
        Arc::new(Site { settings, graph, index, kit, shelf, questions: questions::all(), asker, gallery: Default::default(), version })
    }
}
