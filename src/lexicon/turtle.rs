//! Turtle files → facts by subject, each subject with its place in its file.

use crate::base::Diag;
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// One statement about a subject.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    /// The property's IRI.
    pub(super) property: String,
    /// Its value.
    pub(super) value: Term,
    /// Index of the file.
    pub(super) file: usize,
}

/// The facts of several files.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// (name, text), sorted by name.
    pub(super) files: Vec<(String, String)>,
    /// Facts of each subject IRI, in the order of files and their statements.
    pub(super) subjects: BTreeMap<String, Vec<Fact>>,
    /// Of each file, where it first speaks of each subject.
    places: Vec<HashMap<String, Place>>,
}

/// Where a file speaks of a subject.
#[derive(Debug)]
struct Place {
    /// Bytes of the subject's name.
    opening: Range<usize>,
    /// The byte where the next subject begins.
    end: usize,
    /// The line, from 1.
    line: usize,
}

impl Facts {
    /// Read all files; every syntax error becomes a diagnostic.
    pub(super) fn read(files: &[(String, String)], diags: &mut Vec<Diag>) -> Self {
        let mut facts = Facts { files: files.to_vec(), ..Facts::default() };
        facts.files.sort();
        for file in 0..facts.files.len() {
            facts.read_one(file, diags);
        }
        facts
    }

    fn read_one(&mut self, file: usize, diags: &mut Vec<Diag>) {
        let (name, text) = &self.files[file];
        let mut parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(text);
        for quad in parser.by_ref() {
            let quad = match quad {
                Ok(quad) => quad,
                Err(error) => {
                    let place = range_of(&error.into(), text);
                    diags.push(Diag::error("lexicon::syntax", name, "not Turtle").at(text, place.0, place.1));
                    continue;
                }
            };
            match quad.subject {
                NamedOrBlankNode::NamedNode(subject) => self.subjects.entry(subject.into_string()).or_default().push(Fact {
                    property: quad.predicate.into_string(),
                    value: quad.object,
                    file,
                }),
                NamedOrBlankNode::BlankNode(_) => {
                    let at = text.find('[').or_else(|| text.find("_:")).unwrap_or(0);
                    let diag = Diag::error("lexicon::blank_node", name, "a lexicon has no blank nodes");
                    diags.push(diag.at(text, at..at + 1, "this one").help("give it an IRI such as sgr:…"));
                }
            }
        }
        let prefixes: HashMap<String, String> = parser.prefixes().map(|(p, iri)| (p.to_owned(), iri.to_owned())).collect();
        self.places.push(places(text, &prefixes));
    }

    /// A diagnostic that points at `needle` in what `file` says of `subject`, or at the subject where it is not there.
    pub(super) fn diag(&self, code: &'static str, file: usize, subject: &str, needle: &str, message: String, says: &str) -> Diag {
        let (name, text) = &self.files[file];
        let diag = Diag::error(code, name, message);
        match self.places[file].get(subject) {
            Some(Place { opening, end, .. }) => {
                let body = &text[opening.end..*end];
                let found = (!needle.is_empty()).then(|| body.find(needle)).flatten();
                let range = found.map_or(opening.clone(), |at| opening.end + at..opening.end + at + needle.len());
                diag.at(text, range, says)
            }
            None => diag.at(text, 0..0, says),
        }
    }

    /// The file's name and the line (from 1) where it first speaks of `subject`.
    pub(super) fn origin(&self, file: usize, subject: &str) -> (String, usize) {
        (self.files[file].0.clone(), self.places[file].get(subject).map_or(1, |p| p.line))
    }
}

/// Where each subject is opened: a line that starts, unindented, with its name.
fn places(text: &str, prefixes: &HashMap<String, String>) -> HashMap<String, Place> {
    let mut openings: Vec<(String, Place)> = Vec::new();
    let mut at = 0;
    for (line, words) in text.split_inclusive('\n').enumerate() {
        let word = words.split([' ', '\t', '\r', '\n']).next().unwrap_or("");
        let iri = match word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
            Some(iri) => Some(iri.to_owned()),
            None => word.split_once(':').and_then(|(p, local)| Some(format!("{}{local}", prefixes.get(p)?))),
        };
        if let Some(iri) = iri {
            if let Some((_, last)) = openings.last_mut() {
                last.end = at;
            }
            openings.push((iri, Place { opening: at..at + word.len(), end: text.len(), line: line + 1 }));
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
fn range_of(error: &RdfParseError, text: &str) -> (Range<usize>, String) {
    let RdfParseError::Syntax(syntax) = error else { return (0..0, error.to_string()) };
    let message = syntax.to_string();
    // The parser's words start with its own line and column ("Parser error at line 1 column 5: …").
    let says = message.split_once(": ").map_or(message.as_str(), |(_, rest)| rest).to_owned();
    let Some(place) = syntax.location() else { return (0..0, says) };
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
