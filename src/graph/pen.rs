//! What the writers of this stage write with. Every text is kept once and told by a number: nothing is allocated for a
//! quad, and most comparisons are of numbers.

use super::line::{self, Kind, Line, Lines};
use super::texts::Texts;
use super::{Chars, iri, words};
use oxigraph::model::{NamedNode, NamedNodeRef};

/// How many characters of context a quotation carries on each side.
const CONTEXT: usize = 16;

/// Collects quads, into one graph at a time.
#[derive(Default)]
pub(super) struct Pen {
    texts: Texts,
    lines: Vec<Line>,
    graph: u32,
}

impl Pen {
    /// From now on write into this article's graph; none for the default graph.
    pub fn turn_to(&mut self, graph: Option<&NamedNode>) {
        self.graph = graph.map_or(0, |g| self.texts.number(g.as_str()));
    }

    /// The number of a node, for those who write it many times.
    pub fn number(&mut self, node: &NamedNode) -> u32 {
        self.texts.number(node.as_str())
    }

    /// Write a triple of nodes by their numbers.
    pub fn join(&mut self, subject: u32, predicate: u32, object: u32) {
        self.lines.push(Line { graph: self.graph, subject, predicate, object, datatype: 0, kind: Kind::Node });
    }

    fn line(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: &str, kind: Kind, datatype: &str) {
        let line = Line {
            graph: self.graph,
            subject: self.texts.number(subject.as_str()),
            predicate: self.texts.number(predicate.as_str()),
            object: self.texts.number(object),
            datatype: self.texts.number(datatype),
            kind,
        };
        self.lines.push(line);
    }

    /// Write a triple of nodes.
    pub fn add<'o>(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<NamedNodeRef<'o>>) {
        self.line(subject, predicate, object.into().as_str(), Kind::Node, "");
    }

    /// Write a plain text value.
    pub fn text(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: &str) {
        self.line(subject, predicate, value, Kind::Text, "");
    }

    /// Write Chinese words.
    pub fn zh(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: &str) {
        self.line(subject, predicate, value, Kind::Zh, "");
    }

    /// Write English words.
    pub fn en(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: &str) {
        self.line(subject, predicate, value, Kind::En, "");
    }

    /// Write a value that has a datatype.
    pub fn typed(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: impl ToString, datatype: NamedNodeRef<'static>) {
        self.line(subject, predicate, &value.to_string(), Kind::Typed, datatype.as_str());
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

    /// Put the quads in order and let go of what only collecting needs.
    pub fn done(mut self) -> Lines {
        line::sort(&self.texts, &mut self.lines, |_| 0);
        self.lines.shrink_to_fit();
        Lines::new(self.texts, self.lines)
    }
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
            let quads = fill().done().quads();
            let mut sorted = quads.clone();
            sorted.sort_by(order::quads);
            sorted.dedup();
            prop_assert_eq!(&sorted, &quads);
            let mut lines = String::new();
            fill().done().push_to(&mut lines);
            prop_assert_eq!(&lines, &quads.iter().map(|q| format!("{q} .\n")).collect::<String>());
            let mut written = Vec::new();
            fill().done().write(&mut written).unwrap();
            prop_assert_eq!(lines.into_bytes(), written);
        }
    }
}
