//! Turtle files → facts by subject, each subject with its place in its file.

use super::quick::{self, About};
use crate::base::Diag;
use oxrdf::{NamedOrBlankNode, Term};
use oxttl::{TurtleParser, TurtleSyntaxError};
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// One statement about a subject.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    /// The property's IRI.
    pub(super) property: Arc<str>,
    /// Its value.
    pub(super) value: Value,
    /// Index of the file.
    pub(super) file: u32,
    /// The line of the file where the subject is opened, from 1.
    pub(super) line: u32,
}

/// The value of a statement.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// An IRI.
    Node(Arc<str>),
    /// Text and its language; `zh` where none is given.
    Text(Box<str>, Arc<str>),
    /// Something else.
    Other,
}

/// The facts of several files.
#[derive(Debug, Default)]
pub(super) struct Facts<'f> {
    /// (name, text), sorted by name.
    pub(super) files: Vec<&'f (String, String)>,
    /// Facts of each subject IRI, in the order of files and their statements; sorted by subject. Of a million names the facts
    /// weigh more than the entries made of them: who is done with some takes them.
    pub(super) subjects: Vec<About>,
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
        let read: Vec<(Vec<About>, Vec<Diag>)> = facts
            .files
            .par_iter()
            .enumerate()
            .map(|(file, (name, text))| {
                let file = u32::try_from(file).unwrap_or(u32::MAX);
                quick::read(text, file).map_or_else(|| parse(name, text, file), |about| (about, Vec::new()))
            })
            .collect();
        let mut all: Vec<About> = Vec::new();
        for (about, odd) in read {
            if all.is_empty() {
                all = about;
            } else {
                all.extend(about);
            }
            diags.extend(odd);
        }
        // A stable sort: what several places say of a subject stays in order.
        if !all.is_sorted_by(|a, b| a.0 <= b.0) {
            all.sort_by(|a, b| a.0.cmp(&b.0));
        }
        all.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1.get_mut().append(later.1.get_mut());
            }
            same
        });
        facts.subjects = all;
        facts
    }

    /// The facts of a subject.
    pub(super) fn of(&self, subject: &str) -> Option<&RefCell<Vec<Fact>>> {
        let at = self.subjects.binary_search_by(|(s, _)| s.as_str().cmp(subject)).ok()?;
        Some(&self.subjects[at].1)
    }

    /// A diagnostic that points at `needle` in what `file` says of `subject`, or at the subject where it is not there.
    pub(super) fn diag(&self, code: &'static str, file: u32, subject: &str, needle: &str, message: String, says: &str) -> Diag {
        let (name, text) = self.files[file as usize];
        let diag = Diag::error(code, name, message);
        match self.places[file as usize].get_or_init(|| places(text, &prefixes(text))).get(subject) {
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

/// The facts of a file by the full parser; every syntax error becomes a diagnostic.
fn parse(name: &str, text: &str, file: u32) -> (Vec<About>, Vec<Diag>) {
    let (mut out, mut diags): (Vec<About>, Vec<Diag>) = Default::default();
    let mut parser = TurtleParser::new().for_slice(text);
    for quad in parser.by_ref() {
        let quad = match quad {
            Ok(quad) => quad,
            Err(error) => {
                let place = range_of(&error, text);
                diags.push(Diag::error("lexicon::syntax", name, "not Turtle").at(text, place.0, place.1));
                continue;
            }
        };
        let value = match quad.object {
            Term::NamedNode(node) => Value::Node(node.as_str().into()),
            Term::Literal(literal) => Value::Text(literal.value().into(), literal.language().unwrap_or("zh").into()),
            _ => Value::Other,
        };
        match quad.subject {
            NamedOrBlankNode::NamedNode(subject) => {
                let fact = Fact { property: quad.predicate.as_str().into(), value, file, line: 1 };
                match out.last_mut() {
                    Some((last, facts)) if *last == subject.as_str() => facts.get_mut().push(fact),
                    _ => out.push((subject.into_string(), RefCell::new(vec![fact]))),
                }
            }
            NamedOrBlankNode::BlankNode(_) => {
                let at = text.find('[').or_else(|| text.find("_:")).unwrap_or(0);
                let diag = Diag::error("lexicon::blank_node", name, "a lexicon has no blank nodes");
                diags.push(diag.at(text, at..at + 1, "this one").help("give it an IRI such as sgr:…"));
            }
        }
    }
    let places = places(text, &parser.prefixes().map(|(p, iri)| (p.to_owned(), iri.to_owned())).collect());
    for (subject, facts) in &mut out {
        let line = places.get(subject).map_or(1, |p| text[..p.opening.start].matches('\n').count() + 1);
        facts.get_mut().iter_mut().for_each(|f| f.line = u32::try_from(line).unwrap_or(u32::MAX));
    }
    (out, diags)
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
