//! What a file says, as places in its text: of a million names the statements weigh less than the text itself.

use super::value::{Iri, Property, Value};
use crate::ontology::{SG, SGR};

/// A statement about a subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    /// Number of its property in [`Source::properties`].
    property: u32,
    /// What the words are.
    kind: Kind,
    words: Words,
}

/// A piece of a source's text, or of what it keeps beside it.
#[derive(Clone, Copy, Debug)]
struct Words {
    start: u32,
    /// The length in bytes; the highest bit says that it is kept beside the text.
    len: u32,
}

const BESIDE: u32 = 1 << 31;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The local name of an IRI of ours.
    Thing,
    /// The local name of a term of the vocabulary.
    Term,
    /// Any other IRI, in full.
    Node,
    /// Text, in the language of this number.
    Text(u16),
    Other,
}

/// A run of statements about one subject.
#[derive(Clone, Copy, Debug)]
struct Subject {
    kind: Kind,
    words: Words,
    /// The line where it is opened, from 1.
    line: u32,
    /// Its first statement; its last is the one before the next subject's first.
    first: u32,
}

/// The statements of a file, in order, by runs of one subject.
#[derive(Debug, Default)]
pub(super) struct Source<'f> {
    text: &'f str,
    /// Words that do not stand in the text as they are.
    beside: String,
    properties: Vec<Property>,
    languages: Vec<String>,
    subjects: Vec<Subject>,
    facts: Vec<Fact>,
}

impl<'f> Source<'f> {
    /// Of a text of which nothing is read yet. None where it is too long for its places.
    pub(super) fn new(text: &'f str) -> Option<Self> {
        u32::try_from(text.len()).ok().filter(|len| *len < BESIDE).map(|_| Source { text, ..Source::default() })
    }

    /// How many runs of statements there are.
    pub(super) fn len(&self) -> usize {
        self.subjects.len()
    }

    /// The number of a property.
    pub(super) fn property(&mut self, iri: &str) -> u32 {
        let property = Property::new(iri);
        let at = self.properties.iter().position(|p| *p == property).unwrap_or_else(|| {
            self.properties.push(property);
            self.properties.len() - 1
        });
        at as u32
    }

    /// The number of a language.
    pub(super) fn language(&mut self, name: &str) -> Option<u16> {
        let at = self.languages.iter().position(|l| l == name).unwrap_or_else(|| {
            self.languages.push(name.to_owned());
            self.languages.len() - 1
        });
        u16::try_from(at).ok()
    }

    /// Begin a subject, given as a prefix in full and a local name; or go on with the last one. None where the numbers for
    /// places run out.
    pub(super) fn begin(&mut self, iri: (&str, &str), line: u32) -> Option<()> {
        let (kind, words) = self.iri(iri)?;
        let first = u32::try_from(self.facts.len()).ok()?;
        let same = self.subjects.last().is_some_and(|s| s.kind == kind && self.words(s.words) == self.words(words));
        if !same {
            self.subjects.push(Subject { kind, words, line, first });
        }
        Some(())
    }

    /// Add a statement whose value is an IRI, given as a prefix in full and a local name.
    pub(super) fn node(&mut self, property: u32, iri: (&str, &str)) -> Option<()> {
        let (kind, words) = self.iri(iri)?;
        self.facts.push(Fact { property, kind, words });
        Some(())
    }

    /// Add a statement whose value is text.
    pub(super) fn text(&mut self, property: u32, text: &str, language: u16) -> Option<()> {
        let words = self.place(&[text])?;
        self.facts.push(Fact { property, kind: Kind::Text(language), words });
        Some(())
    }

    /// Add a statement whose value says nothing to a lexicon.
    pub(super) fn other(&mut self, property: u32) -> Option<()> {
        self.facts.push(Fact { property, kind: Kind::Other, words: Words { start: 0, len: 0 } });
        Some(())
    }

    /// Set the line of the run of number `i`.
    pub(super) fn set_line(&mut self, i: usize, line: u32) {
        self.subjects[i].line = line;
    }

    /// How many statements there are.
    pub(super) fn said(&self) -> usize {
        self.facts.len()
    }

    /// Where some words stand: in the text where they are a piece of it, else they are kept beside it.
    fn place(&mut self, parts: &[&str]) -> Option<Words> {
        if let [piece] = parts
            && let Some(start) = (piece.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)
            && start + piece.len() <= self.text.len()
        {
            return Some(Words { start: start as u32, len: piece.len() as u32 });
        }
        let start = u32::try_from(self.beside.len()).ok()?;
        parts.iter().for_each(|part| self.beside.push_str(part));
        let len = u32::try_from(self.beside.len()).ok()? - start;
        (len < BESIDE).then_some(Words { start, len: len | BESIDE })
    }

    fn iri(&mut self, (prefix, local): (&str, &str)) -> Option<(Kind, Words)> {
        match (prefix, local) {
            (SGR, _) => Some((Kind::Thing, self.place(&[local])?)),
            (SG, _) => Some((Kind::Term, self.place(&[local])?)),
            (whole, "") => match Iri::new(whole) {
                Iri::Thing(local) => Some((Kind::Thing, self.place(&[local])?)),
                Iri::Term(local) => Some((Kind::Term, self.place(&[local])?)),
                Iri::Other(_) => Some((Kind::Node, self.place(&[whole])?)),
            },
            _ => Some((Kind::Node, self.place(&[prefix, local])?)),
        }
    }

    fn words(&self, Words { start, len }: Words) -> &str {
        let text = if len & BESIDE == 0 { self.text } else { self.beside.as_str() };
        &text[start as usize..start as usize + (len & !BESIDE) as usize]
    }

    fn named(&self, kind: Kind, words: Words) -> Iri<'_> {
        let words = self.words(words);
        match kind {
            Kind::Thing => Iri::Thing(words),
            Kind::Term => Iri::Term(words),
            _ => Iri::Other(words),
        }
    }

    /// The subject of the run of number `i`.
    pub(super) fn subject(&self, i: usize) -> Iri<'_> {
        self.named(self.subjects[i].kind, self.subjects[i].words)
    }

    /// The line where the run of number `i` begins.
    pub(super) fn line(&self, i: usize) -> u32 {
        self.subjects[i].line
    }

    /// What the run of number `i` says.
    pub(super) fn facts(&self, i: usize) -> impl Iterator<Item = (&Property, Value<'_>)> {
        let end = self.subjects.get(i + 1).map_or(self.facts.len(), |s| s.first as usize);
        self.facts[self.subjects[i].first as usize..end].iter().map(|fact| {
            let value = match fact.kind {
                Kind::Other => Value::Other,
                Kind::Text(language) => Value::Text(self.words(fact.words), &self.languages[usize::from(language)]),
                kind => Value::Node(self.named(kind, fact.words)),
            };
            (&self.properties[fact.property as usize], value)
        })
    }
}
