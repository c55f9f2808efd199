//! Turtle files → facts by subject, each subject with its place in its file.

use super::quick;
use super::source::Source;
use super::value::{Iri, Property, Value};
use crate::base::{Diag, beginning};
use oxrdf::{NamedOrBlankNode, Term};
use oxttl::{TurtleParser, TurtleSyntaxError};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// One statement about a subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact<'f> {
    /// The property.
    pub(super) property: &'f Property,
    /// Its value.
    pub(super) value: Value<'f>,
    /// Index of the file.
    pub(super) file: u32,
}

/// A run of statements: file, and number in its source.
pub(super) type Run = (u32, u32);

/// What a subject is, and the first bytes of its name.
type Key = (u8, (u64, u64));

/// The facts of several files.
#[derive(Debug, Default)]
pub(super) struct Facts<'f> {
    /// (name, text), sorted by name.
    pub(super) files: Vec<&'f (String, String)>,
    /// What each file says.
    sources: Vec<Source<'f>>,
    /// All runs, sorted by subject, those of one subject in the order of files.
    runs: Vec<Run>,
    /// Of each file, where it first speaks of each subject: made when something is wrong.
    places: Vec<OnceLock<HashMap<String, Place>>>,
}

/// Where a file speaks of a subject.
#[derive(Debug)]
struct Place {
    /// Bytes of the subject's name.
    opening: Range<usize>,
    /// The byte where the next subject begins.
    end: usize,
}

impl<'f> Facts<'f> {
    /// Read all files; every syntax error becomes a diagnostic.
    pub(super) fn read(files: &'f [(String, String)], diags: &mut Vec<Diag>) -> Self {
        let mut facts = Facts { files: files.iter().collect(), ..Facts::default() };
        facts.files.sort();
        facts.places.resize_with(facts.files.len(), OnceLock::new);
        let read = |(name, text): &&'f (String, String)| quick::read(text).map_or_else(|| parse(name, text), |source| (source, Vec::new()));
        for (source, odd) in facts.files.par_iter().map(read).collect::<Vec<_>>() {
            facts.sources.push(source);
            diags.extend(odd);
        }
        facts.runs = facts.sorted();
        facts
    }

    /// All runs by subject. The first bytes of most names decide: they are compared as numbers.
    fn sorted(&self) -> Vec<Run> {
        let all = (0u32..).zip(&self.sources).flat_map(|(file, source)| (0..source.len() as u32).map(move |run| (file, run)));
        let key = |run: Run| match self.subject(run) {
            Iri::Thing(words) => (0u8, beginning(words)),
            Iri::Term(words) => (1, beginning(words)),
            Iri::Other(words) => (2, beginning(words)),
        };
        let mut list: Vec<(Key, Run)> = Vec::with_capacity(self.sources.iter().map(Source::len).sum());
        list.extend(all.map(|run| (key(run), run)));
        // No two runs are equal: file and number keep those of one subject in order.
        list.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.subject(a.1).cmp(&self.subject(b.1))).then_with(|| a.1.cmp(&b.1)));
        list.into_iter().map(|(_, run)| run).collect()
    }

    /// The subject of a run.
    fn subject(&self, (file, run): Run) -> Iri<'_> {
        self.sources[file as usize].subject(run as usize)
    }

    /// The file and line where a run begins.
    pub(super) fn origin(&self, (file, run): Run) -> (u32, u32) {
        (file, self.sources[file as usize].line(run as usize))
    }

    /// Each subject with its runs, sorted.
    pub(super) fn subjects(&self) -> impl Iterator<Item = (Iri<'_>, &[Run])> {
        self.runs.chunk_by(|a, b| self.subject(*a) == self.subject(*b)).map(|runs| (self.subject(runs[0]), runs))
    }

    /// The facts of some runs, in order.
    pub(super) fn of<'s>(&'s self, runs: &'s [Run]) -> impl Iterator<Item = Fact<'s>> {
        runs.iter().flat_map(|&(file, run)| {
            self.sources[file as usize].facts(run as usize).map(move |(property, value)| Fact { property, value, file })
        })
    }

    /// True where something is said of a subject.
    pub(super) fn knows(&self, subject: Iri<'_>) -> bool {
        self.runs.binary_search_by(|run| self.subject(*run).cmp(&subject)).is_ok()
    }

    /// A diagnostic that points at `needle` in what `file` says of `subject`, or at the subject where it is not there.
    pub(super) fn diag(&self, code: &'static str, file: u32, subject: Iri<'_>, needle: &str, message: String, says: &str) -> Diag {
        let (name, text) = self.files[file as usize];
        let diag = Diag::error(code, name, message);
        match self.places[file as usize].get_or_init(|| places(text, &prefixes(text))).get(&*subject.full()) {
            Some(Place { opening, end }) => {
                let body = &text[opening.end..*end];
                let found = (!needle.is_empty()).then(|| body.find(needle)).flatten();
                let range = found.map_or(opening.clone(), |at| opening.end + at..opening.end + at + needle.len());
                diag.at(text, range, says)
            }
            None => diag.at(text, 0..0, says),
        }
    }
}

/// What a file says by the full parser; every syntax error becomes a diagnostic.
fn parse<'f>(name: &str, text: &'f str) -> (Source<'f>, Vec<Diag>) {
    let mut diags = Vec::new();
    let too_large = || Diag::error("lexicon::too_large", name, "the file is larger than two gigabytes");
    let Some(mut source) = Source::new(text) else { return (Source::default(), vec![too_large()]) };
    let mut parser = TurtleParser::new().for_slice(text);
    for triple in parser.by_ref() {
        let triple = match triple {
            Ok(triple) => triple,
            Err(error) => {
                let place = range_of(&error, text);
                diags.push(Diag::error("lexicon::syntax", name, "not Turtle").at(text, place.0, place.1));
                continue;
            }
        };
        let NamedOrBlankNode::NamedNode(subject) = triple.subject else {
            let at = text.find('[').or_else(|| text.find("_:")).unwrap_or(0);
            let diag = Diag::error("lexicon::blank_node", name, "a lexicon has no blank nodes");
            diags.push(diag.at(text, at..at + 1, "this one").help("give it an IRI such as sgr:…"));
            continue;
        };
        let property = source.property(triple.predicate.as_str());
        let added = source.begin((subject.as_str(), ""), 1).and_then(|()| match triple.object {
            Term::NamedNode(node) => source.node(property, (node.as_str(), "")),
            Term::Literal(literal) => {
                let language = source.language(literal.language().unwrap_or("zh"))?;
                source.text(property, literal.value(), language)
            }
            _ => source.other(property),
        });
        if added.is_none() {
            diags.push(too_large());
            break;
        }
    }
    let places = places(text, &parser.prefixes().map(|(p, iri)| (p.to_owned(), iri.to_owned())).collect());
    for i in 0..source.len() {
        let line = places.get(&*source.subject(i).full()).map_or(1, |p| text[..p.opening.start].matches('\n').count() + 1);
        source.set_line(i, u32::try_from(line).unwrap_or(u32::MAX));
    }
    (source, diags)
}

/// The prefixes of a file, as far as they are written on a line of their own.
fn prefixes(text: &str) -> HashMap<String, String> {
    let prefix = |line: &str| {
        let (name, iri) = line.strip_prefix("@prefix")?.split_once(':')?;
        let iri = iri.trim().strip_prefix('<')?.split_once('>')?.0;
        Some((name.trim().to_owned(), iri.to_owned()))
    };
    text.lines().filter_map(prefix).collect()
}

/// Where each subject is opened: a line that starts, unindented, with its name.
fn places(text: &str, prefixes: &HashMap<String, String>) -> HashMap<String, Place> {
    let mut openings: Vec<(String, Place)> = Vec::new();
    let mut at = 0;
    for words in text.split_inclusive('\n') {
        let word = words.split([' ', '\t', '\r', '\n']).next().unwrap_or("");
        let iri = match word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
            Some(iri) => Some(iri.to_owned()),
            None => word.split_once(':').and_then(|(p, local)| Some(format!("{}{local}", prefixes.get(p)?))),
        };
        if let Some(iri) = iri {
            if let Some((_, last)) = openings.last_mut() {
                last.end = at;
            }
            openings.push((iri, Place { opening: at..at + word.len(), end: text.len() }));
        }
        at += words.len();
    }
    let mut out = HashMap::new();
    for (iri, place) in openings {
        out.entry(iri).or_insert(place);
    }
    out
}

/// Where a parser's error lies and what it says, the range on character boundaries.
fn range_of(syntax: &TurtleSyntaxError, text: &str) -> (Range<usize>, String) {
    let message = syntax.to_string();
    // The parser's words start with its own line and column ("Parser error at line 1 column 5: …").
    let says = message.split_once(": ").map_or(message.as_str(), |(_, rest)| rest).to_owned();
    let place = syntax.location();
    let mut start = usize::try_from(place.start.offset).unwrap_or(0).min(text.len());
    let mut end = usize::try_from(place.end.offset).unwrap_or(0).clamp(start, text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    (start..end, says)
}
