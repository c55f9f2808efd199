//! Triples to a store, by the Graph Store protocol: one POST for each piece of a graph.

use super::http::{Store, encoded};
use crate::base::Diag;
use oxigraph::model::{GraphName, NamedNode, Quad};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Which graphs of the store the triples go into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Those of the same names.
    #[default]
    Same,
    /// All into the default graph.
    Default,
    /// All into this one.
    One(NamedNode),
}

/// What was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// Triples, those that came twice counted twice.
    pub triples: u64,
    /// Requests that the store took.
    pub requests: u64,
}

/// Add quads to a store. They are gathered by graph, and sent when a request's worth of `batch` bytes is there; no more
/// than that is held. `tick` is told of the triples of each request.
///
/// # Errors
/// The first of the quads; or the store's: what it took before stays in it.
pub fn push(
    store: &Store,
    quads: impl Iterator<Item = Result<Quad, Diag>>,
    target: &Target,
    batch: usize,
    tick: &dyn Fn(u64),
) -> Result<Pushed, Diag> {
    // N-Triples, which every reader of Turtle reads.
    let mut ready: BTreeMap<Option<NamedNode>, (String, u64)> = BTreeMap::new();
    let (mut held, mut pushed) = (0, Pushed::default());
    let mut send = |ready: &mut BTreeMap<Option<NamedNode>, (String, u64)>| -> Result<(), Diag> {
        for (graph, (lines, triples)) in std::mem::take(ready) {
            let query = graph.map_or_else(|| "default".to_owned(), |g| format!("graph={}", encoded(g.as_str())));
            store.post(&query, "text/turtle; charset=utf-8", "*/*", lines.as_bytes()).map_err(|diag| {
                let sent = format!("{} triples in {} requests were taken before", pushed.triples, pushed.requests);
                let help = diag.help.clone().map_or_else(String::new, |h| format!("{h}; "));
                diag.help(format!("{help}{sent}; sending all again does no harm"))
            })?;
            pushed.triples += triples;
            pushed.requests += 1;
            tick(triples);
        }
        Ok(())
    };
    for quad in quads {
        let quad = quad?;
        let graph = match (target, quad.graph_name) {
            (Target::One(graph), _) => Some(graph.clone()),
            (Target::Same, GraphName::NamedNode(graph)) => Some(graph),
            (Target::Default, _) | (Target::Same, GraphName::DefaultGraph) => None,
            (Target::Same, GraphName::BlankNode(b)) => {
                let what = format!("the graph {b} has no name of its own: the protocol cannot say it");
                return Err(Diag::error("graph::blank_graph", store.url(), what).help("push into one graph, with --graph IRI"));
            }
        };
        let (lines, triples) = ready.entry(graph).or_default();
        let before = lines.len();
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{} {} {} .", quad.subject, quad.predicate, quad.object);
        *triples += 1;
        held += lines.len() - before;
        if held >= batch {
            send(&mut ready)?;
            held = 0;
        }
    }
    send(&mut ready)?;
    Ok(pushed)
}
