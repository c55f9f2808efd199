//! Floor 9: SPARQL over a graph.
//!
//! [`run`] answers SELECT, ASK, CONSTRUCT and DESCRIBE; [`write`](Answer::write) writes the answer
//! in one of the [`Format`]s. There is no SERVICE: a query cannot reach the network.
//! [`questions`] are the queries that come with the program.

mod error;
mod questions;
mod size;
mod table;
mod write;

use crate::base::Diag;
use crate::graph::{Dataset, Graph, Guard, Needs, order};
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::{CancellationToken, QueryResults, Variable};
use std::cmp::Ordering;
use std::sync::mpsc;
use std::time::Duration;

pub use questions::{Kind, Param, Question, Verdict, choose, questions, questions_in};
pub use table::{cell, short};

/// How to write an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Columns that line up, for people.
    Table,
    /// A Markdown table.
    Markdown,
    /// SPARQL 1.1 TSV.
    Tsv,
    /// SPARQL 1.1 CSV.
    Csv,
    /// SPARQL 1.1 JSON.
    Json,
    /// SPARQL XML.
    Xml,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of SELECT.
    Rows {
        /// The columns' names.
        variables: Vec<Variable>,
        /// The rows: a cell for each column, none where unbound.
        rows: Vec<Vec<Option<Term>>>,
    },
    /// Of ASK.
    Truth(bool),
    /// Of CONSTRUCT and DESCRIBE.
    Triples(Vec<Triple>),
}

impl Answer {
    /// True for no rows, no triples, and no.
    pub fn is_empty(&self) -> bool {
        match self {
            Answer::Rows { rows, .. } => rows.is_empty(),
            Answer::Truth(truth) => !truth,
            Answer::Triples(triples) => triples.is_empty(),
        }
    }
}

/// Ask a graph. `file` is the query's name in diagnostics. Rows come sorted where the query does not say how.
///
/// ```
/// use silkgraph::{graph::Graph, query};
/// let graph = Graph::new().unwrap();
/// assert_eq!(query::run(&graph, "-e", "ASK { ?s ?p ?o }", None).unwrap(), query::Answer::Truth(false));
/// assert_eq!(query::run(&graph, "-e", "SELECT * {", None).unwrap_err().position(), Some((1, 11)));
/// ```
///
/// # Errors
/// When the query is no SPARQL (with the place), uses what there is not, or was cancelled.
pub fn run(graph: &Graph, file: &str, query: &str, stop: Option<CancellationToken>) -> Result<Answer, Diag> {
    let joints = size::check(file, query)?;
    size::with_stack(file, joints, || {
        let results = graph.ask(query, stop).map_err(|e| error::diag(file, query, e))?;
        take(file, query, results, usize::MAX).map(|(answer, _)| answer)
    })
}

/// What a query can look at in a graph, for [`Graph::load_needed`].
///
/// # Errors
/// When the query is no SPARQL, with the place.
pub fn needs(file: &str, query: &str) -> Result<Needs, Diag> {
    let joints = size::check(file, query)?;
    size::with_stack(file, joints, || Needs::of_query(query).map_err(|e| error::diag(file, query, e)))
}

/// What a query may use.
#[derive(Clone, Default)]
pub struct Limits {
    /// Stops the query.
    pub guard: Guard,
    /// At most so many rows or triples.
    pub rows: Option<usize>,
    /// Only these graphs.
    pub dataset: Option<Dataset>,
}

/// [`run`] within limits. The second value is true where there were more rows than the limit: they are left out.
///
/// # Errors
/// As for [`run`]; `query::stopped` where the guard stopped it, or a text that it made became too long.
pub fn run_within(graph: &Graph, file: &str, query: &str, limits: &Limits) -> Result<(Answer, bool), Diag> {
    let joints = size::check(file, query)?;
    let guard = &limits.guard;
    let work = || {
        let results = graph.ask_guarded(limits.dataset.as_ref(), query, guard).map_err(|e| error::diag(file, query, e))?;
        take(file, query, results, limits.rows.unwrap_or(usize::MAX))
    };
    let stopped = || Err(Diag::error("query::stopped", file, "the query was stopped"));
    size::with_stack(file, joints, || guard.run(work).unwrap_or_else(stopped))
}

/// [`run`], for so long at most. A query that does not even stop when told to (the evaluator plans a join of hundreds
/// of patterns for minutes) is left behind in its thread: for programs that end soon after.
///
/// # Errors
/// As for [`run`]; `query::stopped` when the time is over.
pub fn run_for(graph: &Graph, file: &str, query: &str, time: Duration) -> Result<Answer, Diag> {
    const GRACE: Duration = Duration::from_secs(1);
    let limits = Limits::default();
    let guard = limits.guard.clone();
    let (tell, done) = mpsc::channel();
    let (graph, name, words) = (graph.clone(), file.to_owned(), query.to_owned());
    let work = move || tell.send(run_within(&graph, &name, &words, &limits).map(|(answer, _)| answer));
    let thread = std::thread::Builder::new().stack_size(8 << 20).spawn(work);
    thread.map_err(|e| Diag::error("query::evaluation", file, format!("cannot start a thread: {e}")))?;
    if let Ok(answer) = done.recv_timeout(time) {
        return answer;
    }
    guard.stop();
    if done.recv_timeout(GRACE).is_err() {
        // What the guard does not reach, the evaluator's own cancellation may.
        guard.cancel();
    }
    let what = format!("the query was stopped: it took longer than {} s", time.as_secs_f64());
    Err(Diag::error("query::stopped", file, what).help("ask for less: bind a name or a class first, or add LIMIT"))
}

/// Take an answer: at most so many rows; true where there were more.
fn take(file: &str, query: &str, results: QueryResults<'_>, most: usize) -> Result<(Answer, bool), Diag> {
    let failed = |e| error::evaluation(file, &e);
    let mut more = false;
    let answer = match results {
        QueryResults::Boolean(truth) => Answer::Truth(truth),
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let mut rows = Vec::new();
            for solution in solutions {
                let row = solution.map_err(failed)?.values().to_vec();
                more = rows.len() == most;
                if more {
                    break;
                }
                rows.push(row);
            }
            if !says_order(query) {
                rows.sort_by(|a: &Vec<_>, b| compare(a, b));
            }
            Answer::Rows { variables, rows }
        }
        QueryResults::Graph(found) => {
            let mut triples = Vec::new();
            for triple in found {
                let triple = triple.map_err(failed)?;
                more = triples.len() == most;
                if more {
                    break;
                }
                triples.push(triple);
            }
            triples.sort_by(order::triples);
            triples.dedup();
            Answer::Triples(triples)
        }
    };
    Ok((answer, more))
}

/// True where the query has the words ORDER BY (in a comment or a string too: then rows stay as they come).
fn says_order(query: &str) -> bool {
    let words: Vec<&str> = query.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(2).any(|w| w[0].eq_ignore_ascii_case("order") && w[1].eq_ignore_ascii_case("by"))
}

fn compare(a: &[Option<Term>], b: &[Option<Term>]) -> Ordering {
    let cells = a.iter().zip(b).map(|pair| match pair {
        (Some(x), Some(y)) => order::terms(x, y),
        (x, y) => x.is_some().cmp(&y.is_some()),
    });
    cells.fold(Ordering::Equal, Ordering::then)
}

#[cfg(test)]
mod tests;
