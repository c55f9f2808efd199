//! Quads as numbers of texts: how they are ordered, kept and written.

use super::texts::{Texts, slice};
use super::words;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use std::cmp::Ordering;
use std::fmt::Write as _;
use std::io;

/// How many bytes are made ready before they are written.
const CHUNK: usize = 1 << 16;

/// What an object is, besides its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Node,
    Text,
    Zh,
    En,
    Typed,
}

/// A quad: numbers of texts. The default graph and no datatype are the empty text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) graph: u32,
    pub(super) subject: u32,
    pub(super) predicate: u32,
    pub(super) object: u32,
    pub(super) datatype: u32,
    pub(super) kind: Kind,
}

/// Put lines in the order of [`super::order::quads`], each once; before it goes by the `place` of the subject.
pub(super) fn sort(texts: &Texts, lines: &mut Vec<Line>, place: impl Fn(&str) -> u8) {
    // Texts that lines are told apart by: each with its place among them.
    let mut rank = vec![0u32; texts.len()];
    lines.iter().for_each(|l| [l.graph, l.subject, l.predicate].iter().for_each(|n| rank[*n as usize] = 1));
    let mut used: Vec<(u8, u32)> = (0u32..).zip(&rank).filter(|(_, used)| **used == 1).map(|(n, _)| (place(texts.of(n)), n)).collect();
    used.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| texts.of(a.1).cmp(texts.of(b.1))));
    (1u32..).zip(&used).for_each(|(place, (_, n))| rank[*n as usize] = place);
    // Predicates go by their words alone, `a` before all others.
    let mut predicates: Vec<u32> = lines.iter().map(|l| l.predicate).collect();
    predicates.sort_unstable();
    predicates.dedup();
    predicates.sort_unstable_by(|a, b| {
        let words = |n: u32| (texts.of(n) != words::A.as_str(), texts.of(n));
        words(*a).cmp(&words(*b))
    });
    let mut verb = vec![0u32; texts.len()];
    (1u32..).zip(&predicates).for_each(|(place, n)| verb[*n as usize] = place);
    // Their places stand in the lines while they are sorted: a comparison looks nothing up.
    for line in lines.iter_mut() {
        line.graph = rank[line.graph as usize];
        line.subject = rank[line.subject as usize];
        line.predicate = verb[line.predicate as usize];
    }
    lines.sort_unstable_by(|a, b| {
        let place = |l: &Line| (u64::from(l.graph) << 32 | u64::from(l.subject), l.predicate);
        place(a).cmp(&place(b)).then_with(|| if a == b { Ordering::Equal } else { objects(texts, a, b) })
    });
    lines.dedup();
    for line in lines.iter_mut() {
        line.graph = used[line.graph as usize - 1].1;
        line.subject = used[line.subject as usize - 1].1;
        line.predicate = predicates[line.predicate as usize - 1];
    }
}

fn objects(texts: &Texts, a: &Line, b: &Line) -> Ordering {
    let key = |l: &Line| {
        let value = texts.of(l.object);
        let whole = (l.kind == Kind::Typed && texts.of(l.datatype) == words::XSD_INTEGER.as_str()).then(|| value.parse::<i64>().ok());
        let (place, language, datatype) = match l.kind {
            Kind::Node => (0, "", ""),
            Kind::Text => (3, "", "http://www.w3.org/2001/XMLSchema#string"),
            Kind::Zh => (3, "zh", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
            Kind::En => (3, "en", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
            Kind::Typed => (3, "", texts.of(l.datatype)),
        };
        match whole.flatten() {
            Some(number) => (2, number, value, language, datatype),
            None => (place, 0, value, language, datatype),
        }
    };
    key(a).cmp(&key(b))
}

/// The quads of a text, in order, each once: less than half as large as they are when written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    all: String,
    ends: Vec<usize>,
    lines: Vec<Line>,
}

impl Lines {
    pub(super) fn new(texts: Texts, lines: Vec<Line>) -> Self {
        let (all, ends) = texts.into_parts();
        Lines { all, ends, lines }
    }

    pub(super) fn from_parts(all: String, ends: Vec<usize>, lines: Vec<Line>) -> Self {
        Lines { all, ends, lines }
    }

    pub(super) fn text(&self, number: u32) -> &str {
        slice(&self.all, &self.ends, number)
    }

    pub(super) fn texts(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The quads.
    pub fn quads(&self) -> Vec<Quad> {
        let node = |n: u32| NamedNode::new_unchecked(self.text(n));
        let object = |l: &Line| -> Term {
            let value = self.text(l.object);
            match l.kind {
                Kind::Node => node(l.object).into(),
                Kind::Text => Literal::new_simple_literal(value).into(),
                Kind::Zh => Literal::new_language_tagged_literal_unchecked(value, "zh").into(),
                Kind::En => Literal::new_language_tagged_literal_unchecked(value, "en").into(),
                Kind::Typed => Literal::new_typed_literal(value, node(l.datatype)).into(),
            }
        };
        let graph = |n: u32| if n == 0 { GraphName::DefaultGraph } else { node(n).into() };
        self.lines.iter().map(|l| Quad::new(node(l.subject), node(l.predicate), object(l), graph(l.graph))).collect()
    }

    /// Write them as N-Quads, one a line.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut ready = String::with_capacity(CHUNK + CHUNK / 8);
        for line in &self.lines {
            self.line(line, &mut ready);
            if ready.len() >= CHUNK {
                out.write_all(ready.as_bytes())?;
                ready.clear();
            }
        }
        out.write_all(ready.as_bytes())
    }

    /// The same at the end of a string.
    pub fn push_to(&self, out: &mut String) {
        out.reserve(self.lines.len() * 160);
        self.lines.iter().for_each(|line| self.line(line, out));
    }

    fn line(&self, line: &Line, out: &mut String) {
        let of = |n: u32| self.text(n);
        let iri = |out: &mut String, n: u32| {
            out.push('<');
            out.push_str(of(n));
            out.push('>');
        };
        iri(out, line.subject);
        out.push(' ');
        iri(out, line.predicate);
        out.push(' ');
        if line.kind == Kind::Node {
            iri(out, line.object);
        } else {
            quoted(of(line.object), out);
        }
        match line.kind {
            Kind::Node | Kind::Text => {}
            Kind::Zh => out.push_str("@zh"),
            Kind::En => out.push_str("@en"),
            Kind::Typed => {
                out.push_str("^^");
                iri(out, line.datatype);
            }
        }
        if line.graph != 0 {
            out.push(' ');
            iri(out, line.graph);
        }
        out.push_str(" .\n");
    }
}

/// A literal's text in quote marks, as canonical N-Quads escape it.
pub fn quoted(text: &str, out: &mut String) {
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
