//! The triples of many texts in one, without a store: for what is written and drawn, not asked.

use super::line::{self, Kind, Line, Lines};
use super::texts::Texts;
use super::words;
use crate::ontology::SGR;
use oxigraph::model::{Literal, NamedNode, Term, Triple};

/// Triples of all graphs together, each once when they are in order.
#[derive(Default)]
pub struct Union {
    texts: Texts,
    lines: Vec<Line>,
    /// So many lines are in order and each there once.
    ready: usize,
}

/// How many lines may wait before doubles are taken out.
const WAITING: usize = 1 << 20;

/// A node: its IRI, and a number that no other of this union has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'u> {
    /// The number, below [`Union::names`].
    pub number: u32,
    /// The IRI.
    pub iri: &'u str,
}

/// What stands at the end of a triple.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'u> {
    /// A node.
    Node(Name<'u>),
    /// A plain text.
    Text(&'u str),
    /// Words and their language.
    Words(&'u str, &'static str),
    /// A value and its datatype.
    Typed(&'u str, Name<'u>),
}

impl Union {
    /// Add the triples of a text.
    pub fn add(&mut self, of: &Lines) {
        let new: Vec<u32> = (0..of.texts()).map(|n| self.texts.number(of.text(n))).collect();
        let new = |n: u32| new[n as usize];
        self.lines.extend(of.lines().iter().map(|l| Line {
            graph: 0,
            subject: new(l.subject),
            predicate: new(l.predicate),
            object: new(l.object),
            datatype: new(l.datatype),
            kind: l.kind,
        }));
        if self.lines.len() - self.ready > WAITING.max(self.ready) {
            self.sort();
        }
    }

    /// Put them in order: files, texts, entities, statements, evidence, mentions, rules; and as [`super::order::triples`].
    pub fn sort(&mut self) {
        if self.ready < self.lines.len() {
            line::sort(&self.texts, &mut self.lines, place);
            self.ready = self.lines.len();
        }
    }

    /// How many triples there are. Call [`Union::sort`] before.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many things there are of a class. Call [`Union::sort`] before.
    pub fn count(&self, class: &str) -> usize {
        let of = |l: &&Line| l.kind == Kind::Node && self.texts.of(l.object) == class && self.texts.of(l.predicate) == words::A.as_str();
        self.lines.iter().filter(of).count()
    }

    /// The numbers of all names are below this.
    pub fn names(&self) -> usize {
        self.texts.len()
    }

    /// The text of a number.
    pub fn name(&self, number: u32) -> &str {
        self.texts.of(number)
    }

    /// Those triples of which `wanted` says yes.
    pub fn some(&self, wanted: impl Fn(&str, &Term) -> bool) -> impl Iterator<Item = Triple> {
        self.triples().filter_map(move |(subject, predicate, value)| {
            let object = value.term();
            let node = NamedNode::new_unchecked;
            wanted(predicate.iri, &object).then(|| Triple::new(node(subject.iri), node(predicate.iri), object))
        })
    }

    /// The triples, as they lie. Call [`Union::sort`] before.
    pub fn triples(&self) -> impl Iterator<Item = (Name<'_>, Name<'_>, Value<'_>)> + Clone {
        let name = |number: u32| Name { number, iri: self.texts.of(number) };
        self.lines.iter().map(move |l| {
            let text = self.texts.of(l.object);
            let value = match l.kind {
                Kind::Node => Value::Node(name(l.object)),
                Kind::Text => Value::Text(text),
                Kind::Zh => Value::Words(text, "zh"),
                Kind::En => Value::Words(text, "en"),
                Kind::Typed => Value::Typed(text, name(l.datatype)),
            };
            (name(l.subject), name(l.predicate), value)
        })
    }
}

impl Value<'_> {
    /// The term.
    pub fn term(&self) -> Term {
        match self {
            Value::Node(name) => NamedNode::new_unchecked(name.iri).into(),
            Value::Text(text) => Literal::new_simple_literal(*text).into(),
            Value::Words(words, language) => Literal::new_language_tagged_literal_unchecked(*words, *language).into(),
            Value::Typed(value, datatype) => Literal::new_typed_literal(*value, NamedNode::new_unchecked(datatype.iri)).into(),
        }
    }
}

/// Where a subject stands in a file: files, texts, entities, statements, evidence, mentions, rules.
pub fn place(subject: &str) -> u8 {
    let Some(local) = subject.strip_prefix(SGR) else { return 8 };
    match local.split_once('/').map(|(folder, _)| folder) {
        Some("file") => 0,
        Some("text") => 1,
        Some("statement") => 3,
        Some("evidence") => 4,
        Some("mention") => 5,
        Some("rule") => 6,
        _ => 2,
    }
}
