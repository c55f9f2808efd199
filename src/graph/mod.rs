//! Floor 8, stage 5: claims → quads. The one holder of `oxigraph::Store`.
//!
//! [`quads`] turns one [`Reading`] (a text and what the stages before found in it) into quads;
//! [`Graph`] holds the quads of many.
//!
//! What is where: each article has a named graph, named by its own IRI, with its statements, their
//! evidence, its mentions and its direct triples. The default graph holds what belongs to no single
//! article: entities with their names, rules, files, and the articles' titles and dates. Turtle, queries
//! and look-ups see the union of all.

mod articles;
mod chars;
mod entity;
mod guard;
pub mod iri;
mod line;
mod look;
mod mention;
mod named;
mod needs;
mod network;
pub mod order;
mod pen;
mod scan;
mod source;
mod statement;
mod store;
mod stored;
mod stream;
mod texts;
mod together;
mod union;
mod when;
pub mod words;

pub use chars::Chars;
pub use entity::tidy;
pub use guard::{Guard, resident};
pub use line::{Lines, quoted};
pub use named::Dataset;
pub use needs::Needs;
pub use network::{Edge, Network, Node};
pub use scan::{scan, stream};
pub use store::{Graph, QueryError};
pub use stream::{Nquads, Piece, Told};
pub use union::{Name, Union, Value, place};

use crate::lexicon::Lexicon;
use crate::mention::{FoundBy, Mention, Mentions};
use crate::relation::Claims;
use crate::resolve::Resolved;
use crate::text::Text;
use oxigraph::model::Quad;
use pen::Pen;
use std::collections::BTreeSet;

/// One text with what the stages before this one made of it.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'r> {
    /// Stage 1.
    pub text: &'r Text,
    /// Stage 2.
    pub mentions: &'r Mentions,
    /// Stage 3.
    pub resolved: &'r Resolved,
    /// Stage 4.
    pub claims: &'r Claims,
}

/// The same to keep: one input, read and understood.
#[derive(Clone, Debug)]
pub struct Run {
    /// Stage 1.
    pub text: Text,
    /// Stage 2.
    pub mentions: Mentions,
    /// Stage 3.
    pub resolved: Resolved,
    /// Stage 4.
    pub claims: Claims,
}

impl Run {
    /// The run as it is read.
    pub fn reading(&self) -> Reading<'_> {
        Reading { text: &self.text, mentions: &self.mentions, resolved: &self.resolved, claims: &self.claims }
    }
}

/// What to put into a graph besides facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Also every mention, as an `sg:Mention` with its place. Off by default: mentions outnumber
    /// statements four to one, and `graph.ttl` is meant to be read.
    pub mentions: bool,
}

/// Stage 5: everything one text says, as quads in [`order`], each once.
pub fn quads(lexicon: &Lexicon, reading: Reading<'_>, options: Options) -> Vec<Quad> {
    lines(lexicon, reading, options).quads()
}

/// The same as N-Quads, one a line, at the end of `out`.
pub fn nquads(lexicon: &Lexicon, reading: Reading<'_>, options: Options, out: &mut String) {
    lines(lexicon, reading, options).push_to(out);
}

/// The same, to be written later.
pub fn lines(lexicon: &Lexicon, reading: Reading<'_>, options: Options) -> Lines {
    write(lexicon, reading, options).done()
}

fn write(lexicon: &Lexicon, reading: Reading<'_>, options: Options) -> Pen {
    let mut pen = Pen::default();
    said(&mut pen, &reading, options);
    pen.turn_to(None);
    described(&mut pen, lexicon, &reading, options);
    pen
}

/// Write what a text's entities and rules are.
fn described(pen: &mut Pen, lexicon: &Lexicon, reading: &Reading<'_>, options: Options) {
    reading.resolved.entities.iter().for_each(|e| entity::describe(pen, lexicon, reading.resolved, e));
    rules(reading, options).into_iter().for_each(|rule| statement::describe(pen, rule));
}

/// Write all that a text says, but not what its entities and rules are.
fn said(pen: &mut Pen, reading: &Reading<'_>, options: Options) {
    // Nothing but evidence and mentions has a place in the file.
    let placed = options.mentions || !reading.claims.list.is_empty();
    let chars = Chars::new(if placed { &reading.text.raw } else { "" });
    let articles = source::write(pen, reading.text);
    statement::write(pen, reading, &reading.claims.list, &chars, &articles);
    if options.mentions {
        mention::write(pen, reading, 0..reading.mentions.list.len(), &chars, &articles);
    }
}

/// The rules that a text's quads speak of, each once.
fn rules<'r>(reading: &Reading<'r>, options: Options) -> BTreeSet<&'r str> {
    let mentions = if options.mentions { reading.mentions.list.as_slice() } else { &[] };
    let found_by = |m: &'r Mention| match &m.found_by {
        FoundBy::Rule(id) if !m.anaphor => Some(&**id),
        _ => None,
    };
    reading.claims.list.iter().map(|c| &*c.rule).chain(mentions.iter().filter_map(found_by)).collect()
}

#[cfg(test)]
mod tests;
