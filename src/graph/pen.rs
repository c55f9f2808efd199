//! What the writers of this stage write with.

use super::{Chars, iri, order, words};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

/// How many characters of context a quotation carries on each side.
const CONTEXT: usize = 16;

/// Collects quads, into one graph at a time.
#[derive(Default)]
pub(super) struct Pen {
    out: Vec<Quad>,
    graph: GraphName,
}

impl Pen {
    /// From now on write into this article's graph; none for the default graph.
    pub fn turn_to(&mut self, graph: Option<&NamedNode>) {
        self.graph = graph.map_or(GraphName::DefaultGraph, |g| g.clone().into());
    }

    /// Write one triple.
    pub fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.out.push(Quad::new(subject.clone(), predicate.into_owned(), object, self.graph.clone()));
    }

    /// Write a plain text value.
    pub fn text(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: &str) {
        self.add(subject, predicate, Literal::new_simple_literal(value));
    }

    /// Write Chinese words.
    pub fn zh(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: &str) {
        self.add(subject, predicate, Literal::new_language_tagged_literal_unchecked(value, "zh"));
    }

    /// Write English words.
    pub fn en(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: &str) {
        self.add(subject, predicate, Literal::new_language_tagged_literal_unchecked(value, "en"));
    }

    /// Write a value that has a datatype.
    pub fn typed(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: impl ToString, datatype: NamedNodeRef<'_>) {
        self.add(subject, predicate, Literal::new_typed_literal(value.to_string(), datatype));
    }

    /// Write where `node` stands in a file, in characters of the raw text, and its words.
    pub fn place(&mut self, node: &NamedNode, file: &NamedNode, chars: &Chars<'_>, (start, end): (usize, usize)) {
        let (position, quote) = (iri::part(node, "position"), iri::part(node, "quote"));
        self.add(node, words::HAS_SOURCE, file.clone());
        self.add(node, words::HAS_SELECTOR, position.clone());
        self.add(node, words::HAS_SELECTOR, quote.clone());
        self.add(&position, words::A, words::POSITION_SELECTOR.into_owned());
        self.typed(&position, words::START, start, words::XSD_COUNT);
        self.typed(&position, words::END, end, words::XSD_COUNT);
        self.add(&quote, words::A, words::QUOTE_SELECTOR.into_owned());
        self.text(&quote, words::EXACT, chars.slice(start, end));
        self.text(&quote, words::PREFIX, chars.slice(start.saturating_sub(CONTEXT), start));
        self.text(&quote, words::SUFFIX, chars.slice(end, end + CONTEXT));
    }

    /// The quads, in order, each once.
    pub fn finish(mut self) -> Vec<Quad> {
        self.out.sort_by(order::quads);
        self.out.dedup();
        self.out
    }
}
