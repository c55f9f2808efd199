//! Files → one graph and what is in it.

use super::{Found, Kit, Run, each, open};
use crate::base::Diag;
use crate::graph::{self, Graph, Options, words};
use crate::ontology::{Predicate, Type};
use crate::text::Text;
use oxigraph::model::Quad;
use rayon::ThreadPool;
use std::collections::{BTreeMap, HashMap};

/// What a graph was made from and what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files, or records of JSON lines.
    pub texts: usize,
    /// Articles in them.
    pub articles: usize,
    /// Mentions by type, anaphors not counted.
    pub mentions: BTreeMap<Type, usize>,
    /// Relations by predicate: one for each sentence that states it.
    pub relations: BTreeMap<Predicate, usize>,
    /// Different statements: what one article states twice is one.
    pub statements: usize,
    /// Triples.
    pub triples: usize,
}

/// A graph, made.
pub struct Built {
    /// The graph.
    pub graph: Graph,
    /// What is in it.
    pub summary: Summary,
    /// What was odd, or could not be read.
    pub diags: Vec<Diag>,
}

impl Summary {
    fn count(&mut self, run: &Run) {
        self.texts += 1;
        self.articles += run.text.articles.len();
        for mention in run.mentions.list.iter().filter(|m| !m.anaphor) {
            *self.mentions.entry(mention.kind).or_default() += 1;
        }
        for claim in &run.claims.list {
            *self.relations.entry(claim.predicate).or_default() += 1;
        }
    }
}

/// Make one graph of files. `tick` is told of each text done. A file that cannot be read is a diagnostic.
///
/// # Errors
/// When the store fails.
pub fn build(kit: &Kit, pool: &ThreadPool, files: &[Found], options: Options, tick: &(dyn Fn() + Sync)) -> Result<Built, Diag> {
    let graph = Graph::new()?;
    let mut summary = Summary::default();
    let mut diags = Vec::new();
    let inputs = files.iter().flat_map(|f| open(f).unwrap_or_else(|diag| Box::new(std::iter::once(Err(diag)))));
    let mut seen: HashMap<String, String> = HashMap::new();
    let work = |run: Run| {
        let mut summary = Summary::default();
        summary.count(&run);
        let quads = graph::quads(&kit.lexicon, run.reading(), options);
        tick();
        (quads, summary, run.text)
    };
    each(kit, pool, inputs, work, |done: Result<(Vec<Quad>, Summary, Text), Diag>| {
        match done {
            Err(diag) => diags.push(diag),
            Ok((quads, part, text)) => {
                graph.extend(quads)?;
                summary.add(part);
                diags.extend(text.diags);
                diags.extend(twice(&mut seen, text.file, text.sha256));
            }
        }
        Ok(())
    })?;
    summary.statements = graph.subjects(words::A, words::STATEMENT).len();
    summary.triples = graph.len();
    Ok(Built { graph, summary, diags })
}

/// What to say of a second text of the same name.
fn twice(seen: &mut HashMap<String, String>, name: String, hash: String) -> Option<Diag> {
    let before = seen.insert(name.clone(), hash.clone())?;
    let what = match before == hash {
        true => "this text was given twice; the graph has it once",
        false => "two different texts have this name; the graph has both",
    };
    Some(Diag::warning("input::duplicate_id", name, what).help("give each record an id of its own"))
}

impl Summary {
    fn add(&mut self, other: Summary) {
        self.texts += other.texts;
        self.articles += other.articles;
        other.mentions.into_iter().for_each(|(k, n)| *self.mentions.entry(k).or_default() += n);
        other.relations.into_iter().for_each(|(k, n)| *self.relations.entry(k).or_default() += n);
    }
}
