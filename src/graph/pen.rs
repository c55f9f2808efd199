//! What the writers of this stage write with. Terms are kept as pieces of one string: nothing is allocated for a quad.

use super::{Chars, iri, words};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use std::cmp::Ordering;
use std::fmt::Write;

/// How many characters of context a quotation carries on each side.
const CONTEXT: usize = 16;

/// A piece of [`Pen::text`].
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Piece {
    from: u32,
    to: u32,
}

/// What an object is, besides its text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Node,
    Text,
    Language(&'static str),
    Typed(NamedNodeRef<'static>),
}

/// A quad.
#[derive(Clone, Copy)]
struct Line {
    graph: Piece,
    subject: Piece,
    predicate: Piece,
    object: Piece,
    kind: Kind,
}

/// Collects quads, into one graph at a time.
#[derive(Default)]
pub(super) struct Pen {
    text: String,
    lines: Vec<Line>,
    /// Empty for the default graph.
    graph: Piece,
    /// The last subject, for the next line of the same one.
    subject: Piece,
}

impl Pen {
    /// From now on write into this article's graph; none for the default graph.
    pub fn turn_to(&mut self, graph: Option<&NamedNode>) {
        self.graph =
            graph.map_or(Piece::default(), |g| if self.of(self.graph) == g.as_str() { self.graph } else { self.piece(g.as_str()) });
    }

    fn of(&self, piece: Piece) -> &str {
        &self.text[piece.from as usize..piece.to as usize]
    }

    /// Keep a text. One document's quads hold less than four gigabytes; what is beyond is empty.
    fn piece(&mut self, text: &str) -> Piece {
        let from = self.text.len();
        self.text.push_str(text);
        match (u32::try_from(from), u32::try_from(self.text.len())) {
            (Ok(from), Ok(to)) => Piece { from, to },
            _ => Piece::default(),
        }
    }

    fn line(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: &str, kind: Kind) {
        if self.of(self.subject) != subject.as_str() {
            self.subject = self.piece(subject.as_str());
        }
        let (predicate, object) = (self.piece(predicate.as_str()), self.piece(object));
        self.lines.push(Line { graph: self.graph, subject: self.subject, predicate, object, kind });
    }

    /// Write a triple of nodes.
    pub fn add<'o>(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<NamedNodeRef<'o>>) {
        self.line(subject, predicate, object.into().as_str(), Kind::Node);
    }

    /// Write a plain text value.
    pub fn text(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: &str) {
        self.line(subject, predicate, value, Kind::Text);
    }

    /// Write Chinese words.
    pub fn zh(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: &str) {
        self.line(subject, predicate, value, Kind::Language("zh"));
    }

    /// Write English words.
    pub fn en(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: &str) {
        self.line(subject, predicate, value, Kind::Language("en"));
    }

    /// Write a value that has a datatype.
    pub fn typed(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: impl ToString, datatype: NamedNodeRef<'static>) {
        self.line(subject, predicate, &value.to_string(), Kind::Typed(datatype));
    }

    /// Write where `node` stands in a file, in characters of the raw text, and its words.
    pub fn place(&mut self, node: &NamedNode, file: &NamedNode, chars: &Chars<'_>, (start, end): (usize, usize)) {
        let (position, quote) = (iri::part(node, "position"), iri::part(node, "quote"));
        self.add(node, words::HAS_SOURCE, file);
        self.add(node, words::HAS_SELECTOR, &position);
        self.add(node, words::HAS_SELECTOR, &quote);
        self.add(&position, words::A, words::POSITION_SELECTOR);
        self.typed(&position, words::START, start, words::XSD_INTEGER);
        self.typed(&position, words::END, end, words::XSD_INTEGER);
        self.add(&quote, words::A, words::QUOTE_SELECTOR);
        self.text(&quote, words::EXACT, chars.slice(start, end));
        self.text(&quote, words::PREFIX, chars.slice(start.saturating_sub(CONTEXT), start));
        self.text(&quote, words::SUFFIX, chars.slice(end, end + CONTEXT));
    }

    /// As [`super::order::quads`] compares.
    fn compare(&self, a: &Line, b: &Line) -> Ordering {
        let piece = |a: Piece, b: Piece| if a == b { Ordering::Equal } else { self.of(a).cmp(self.of(b)) };
        let first = |l: &Line| self.of(l.predicate) != words::A.as_str();
        piece(a.graph, b.graph)
            .then_with(|| piece(a.subject, b.subject))
            .then_with(|| first(a).cmp(&first(b)))
            .then_with(|| self.of(a.predicate).cmp(self.of(b.predicate)))
            .then_with(|| self.objects(a, b))
    }

    fn objects(&self, a: &Line, b: &Line) -> Ordering {
        let key = |l: &Line| match l.kind {
            Kind::Node => (0, "", ""),
            Kind::Text => (2, "", "http://www.w3.org/2001/XMLSchema#string"),
            Kind::Language(language) => (2, language, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
            Kind::Typed(datatype) => (2, "", datatype.as_str()),
        };
        let number = |l: &Line| (l.kind == Kind::Typed(words::XSD_INTEGER)).then(|| self.of(l.object).parse::<i64>().ok()).flatten();
        let (first, second) = (key(a), key(b));
        let all = || (first.0, self.of(a.object), first.1, first.2).cmp(&(second.0, self.of(b.object), second.1, second.2));
        match (number(a), number(b)) {
            (Some(x), Some(y)) => x.cmp(&y).then_with(all),
            _ => all(),
        }
    }

    /// In order, each once.
    fn sort(&mut self) {
        let mut lines = std::mem::take(&mut self.lines);
        lines.sort_unstable_by(|a, b| self.compare(a, b));
        lines.dedup_by(|a, b| self.compare(a, b).is_eq());
        self.lines = lines;
    }

    /// The quads, in order, each once.
    pub fn quads(mut self) -> Vec<Quad> {
        self.sort();
        let node = |p: Piece| NamedNode::new_unchecked(self.of(p));
        let object = |l: &Line| -> Term {
            let value = self.of(l.object);
            match l.kind {
                Kind::Node => node(l.object).into(),
                Kind::Text => Literal::new_simple_literal(value).into(),
                Kind::Language(language) => Literal::new_language_tagged_literal_unchecked(value, language).into(),
                Kind::Typed(datatype) => Literal::new_typed_literal(value, datatype).into(),
            }
        };
        let graph = |p: Piece| if p == Piece::default() { GraphName::DefaultGraph } else { node(p).into() };
        self.lines.iter().map(|l| Quad::new(node(l.subject), node(l.predicate), object(l), graph(l.graph))).collect()
    }

    /// The quads as N-Quads, in order, each once.
    pub fn nquads(mut self, out: &mut String) {
        self.sort();
        out.reserve(self.lines.len() * 192);
        let iri = |out: &mut String, text: &str| {
            out.push('<');
            out.push_str(text);
            out.push('>');
        };
        for line in &self.lines {
            iri(out, self.of(line.subject));
            out.push(' ');
            iri(out, self.of(line.predicate));
            out.push(' ');
            match line.kind {
                Kind::Node => iri(out, self.of(line.object)),
                Kind::Text => quoted(self.of(line.object), out),
                Kind::Language(language) => {
                    quoted(self.of(line.object), out);
                    out.push('@');
                    out.push_str(language);
                }
                Kind::Typed(datatype) => {
                    quoted(self.of(line.object), out);
                    out.push_str("^^");
                    iri(out, datatype.as_str());
                }
            }
            if line.graph != Piece::default() {
                out.push(' ');
                iri(out, self.of(line.graph));
            }
            out.push_str(" .\n");
        }
    }
}

/// A literal's text in quote marks, as canonical N-Quads escape it.
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    if !text.bytes().any(|b| b < b' ' || matches!(b, b'"' | b'\\' | 0x7F | 0xEF)) {
        out.push_str(text);
    } else {
        for c in text.chars() {
            match c {
                '\u{8}' => out.push_str("\\b"),
                '\t' => out.push_str("\\t"),
                '\n' => out.push_str("\\n"),
                '\u{C}' => out.push_str("\\f"),
                '\r' => out.push_str("\\r"),
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\0'..='\u{1F}' | '\u{7F}' | '\u{FFFE}' | '\u{FFFF}' => {
                    // Writing to a string cannot fail.
                    let _ = write!(out, "\\u{:04X}", u32::from(c));
                }
                _ => out.push(c),
            }
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::order;
    use proptest::prelude::*;

    proptest! {
        /// Both ways out agree, and agree with the writer of oxrdf.
        #[test]
        fn lines_are_the_quads(rows in proptest::collection::vec((0..3usize, 0..4usize, 0..3usize, 0..5usize, "[\\x{0}-\\x{7f}峰\\x{feff}\\x{fffe}，]{0,4}"), 0..40)) {
            let node = |n: usize| NamedNode::new_unchecked(format!("https://example.org/{n}"));
            let fill = || {
                let mut pen = Pen::default();
                for (graph, subject, predicate, kind, value) in &rows {
                    pen.turn_to(graph.checked_sub(1).map(node).as_ref());
                    let (subject, predicate) = (node(*subject), [words::A, words::LABEL, words::TITLE][*predicate]);
                    match kind {
                        0 => pen.add(&subject, predicate, &node(value.len())),
                        1 => pen.text(&subject, predicate, value),
                        2 => pen.zh(&subject, predicate, value),
                        3 => pen.en(&subject, predicate, value),
                        // Integers stand under a predicate of their own, as in every graph that is written here.
                        _ => pen.typed(&subject, words::MEMBER, value.len(), words::XSD_INTEGER),
                    }
                }
                pen
            };
            let quads = fill().quads();
            let mut sorted = quads.clone();
            sorted.sort_by(order::quads);
            sorted.dedup();
            prop_assert_eq!(&sorted, &quads);
            let mut lines = String::new();
            fill().nquads(&mut lines);
            prop_assert_eq!(lines, quads.iter().map(|q| format!("{q} .\n")).collect::<String>());
        }
    }
}
