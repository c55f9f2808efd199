//! Files → one graph and what is in it.

use super::cache::{Cache, Key};
use super::many::{each_chunk, guarded};
use super::{Found, Kit, Run, open};
use crate::base::Diag;
use crate::graph::{self, Graph, Lines, Options, words};
use crate::ontology::{Predicate, Type};
use crate::text::Input;
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

/// What one text gave.
pub(super) struct Part {
    pub(super) lines: Lines,
    pub(super) summary: Summary,
    pub(super) diags: Vec<Diag>,
    /// The name and the hash of the text.
    pub(super) text: (String, String),
    /// Where the cache is to keep it.
    key: Option<Key>,
}

/// Make one graph of files. `tick` is told of each text done. A file that cannot be read is a diagnostic.
///
/// # Errors
/// When the store fails.
pub fn build(kit: &Kit, pool: &ThreadPool, files: &[Found], options: Options, tick: &(dyn Fn() + Sync)) -> Result<Built, Diag> {
    let graph = Graph::new()?;
    let (mut summary, diags) = gather(kit, pool, files, options, None, tick, |lines| graph.extend(lines.quads()))?;
    summary.statements = graph.subjects(words::A, words::STATEMENT).len();
    summary.triples = graph.len();
    Ok(Built { graph, summary, diags })
}

/// What each text of some files says, given to `sink` in their order. Texts that the cache knows are not read anew, and it
/// is told of the others. The summary lacks statements and triples: they are counted where the lines come together.
///
/// # Errors
/// The first one that `sink` gives.
pub fn gather(
    kit: &Kit,
    pool: &ThreadPool,
    files: &[Found],
    options: Options,
    mut cache: Option<&mut Cache>,
    tick: &(dyn Fn() + Sync),
    mut sink: impl FnMut(Lines) -> Result<(), Diag>,
) -> Result<(Summary, Vec<Diag>), Diag> {
    let mut summary = Summary::default();
    let mut diags = Vec::new();
    let mut fresh: Vec<(Key, Vec<u8>)> = Vec::new();
    let inputs = files.iter().flat_map(|f| open(f).unwrap_or_else(|diag| Box::new(std::iter::once(Err(diag)))));
    let mut seen: HashMap<String, String> = HashMap::new();
    let known = cache.as_deref();
    let work = |inputs: Vec<Input>| {
        let mut parts: Vec<Option<Result<Part, Diag>>> = Vec::new();
        let mut keys: Vec<Option<Key>> = Vec::new();
        for input in &inputs {
            let key = known.map(|k| k.key(input));
            let kept = known.zip(key).and_then(|(known, key)| known.get(&key));
            parts.push(kept.and_then(|bytes| recall(bytes, &input.file)).map(Ok));
            keys.push(key);
        }
        let new: Vec<&Input> = inputs.iter().zip(&parts).filter(|(_, part)| part.is_none()).map(|(input, _)| input).collect();
        let mut read = guarded(kit, &new).into_iter();
        let made = parts.into_iter().zip(keys).filter_map(|(part, key)| {
            tick();
            part.or_else(|| Some(read.next()?.map(|run| Part { key, ..part_of(kit, run, options) })))
        });
        made.collect()
    };
    each_chunk(pool, inputs, work, |done: Result<Part, Diag>| {
        match done {
            Err(diag) => diags.push(diag),
            Ok(part) => {
                // What a text is to be told of is told each time: such texts are not kept.
                if let Some(key) = part.key.filter(|_| part.diags.is_empty()) {
                    fresh.push((key, keep(&part)));
                }
                summary.add(part.summary);
                diags.extend(part.diags);
                diags.extend(twice(&mut seen, part.text.0, part.text.1));
                sink(part.lines)?;
            }
        }
        Ok(())
    })?;
    if let Some(cache) = &mut cache {
        cache.learn(fresh);
    }
    Ok((summary, diags))
}

/// What one text gave, that went through all stages.
fn part_of(kit: &Kit, run: Run, options: Options) -> Part {
    let mut summary = Summary::default();
    summary.count(&run);
    let lines = graph::lines(&kit.lexicon, run.reading(), options);
    Part { lines, summary, diags: run.text.diags, text: (run.text.file, run.text.sha256), key: None }
}

/// What the cache keeps of a text.
fn keep(part: &Part) -> Vec<u8> {
    let mut bytes = part.text.1.clone().into_bytes();
    let counts = |out: &mut Vec<u8>, list: &[(&str, usize)]| {
        let line: Vec<String> = list.iter().map(|(name, n)| format!("{name} {n}")).collect();
        out.extend_from_slice(format!("\n{}", line.join(" ")).as_bytes());
    };
    let s = &part.summary;
    counts(&mut bytes, &[("articles", s.articles)]);
    counts(&mut bytes, &s.mentions.iter().map(|(kind, n)| (kind.name(), *n)).collect::<Vec<_>>());
    counts(&mut bytes, &s.relations.iter().map(|(predicate, n)| (predicate.name(), *n)).collect::<Vec<_>>());
    bytes.push(b'\n');
    part.lines.store(&mut bytes);
    bytes
}

/// The same back.
fn recall(bytes: &[u8], file: &str) -> Option<Part> {
    let mut pieces = bytes.splitn(5, |b| *b == b'\n');
    let mut line = || std::str::from_utf8(pieces.next()?).ok();
    let (hash, articles, mentions, relations) = (line()?, line()?, line()?, line()?);
    let lines = Lines::restore(pieces.next()?)?;
    let mut summary = Summary { texts: 1, articles: articles.strip_prefix("articles ")?.parse().ok()?, ..Summary::default() };
    let counts = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.chunks(2).map(|pair| Some((pair[0].to_owned(), pair.get(1)?.parse::<usize>().ok()?))).collect::<Option<Vec<_>>>()
    };
    for (name, n) in counts(mentions)? {
        summary.mentions.insert(Type::parse(&name)?, n);
    }
    for (name, n) in counts(relations)? {
        summary.relations.insert(Predicate::parse(&name)?, n);
    }
    Some(Part { lines, summary, diags: Vec::new(), text: (file.to_owned(), hash.to_owned()), key: None })
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
