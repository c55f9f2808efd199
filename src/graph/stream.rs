//! A stream of texts as N-Quads in which each thing is described once: what Kazakhstan is called need not be said in
//! every text that names it.

use super::articles::Articles;
use super::pen::Pen;
use super::{Options, Reading, Run, described, entity, lines, rules, said, statement};
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::resolve::Entity;
use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, Hasher};
use std::io::{self, Write};
use std::sync::{PoisonError, RwLock};

/// A text with so many entities, statements and mentions to be written is large: each is some 20 quads of 200 bytes.
const MANY: usize = 2_500;

/// So many descriptions are remembered, in some 20 MB; those that come later are written with every text.
const REMEMBERED: usize = 1 << 20;

/// Quads to be written: ready, or made when they are written where they are many.
pub struct Nquads(Kept);

enum Kept {
    /// As they are written.
    Ready(String),
    /// One large text gives hundreds of megabytes.
    Large(Box<Articles>),
}

impl Nquads {
    /// All that a text says, and what its entities and rules are.
    pub fn new(lexicon: &Lexicon, run: Run, options: Options) -> Self {
        if is_large(&run, options) {
            let more = |pen: &mut Pen, reading: &Reading<'_>| described(pen, lexicon, reading, options);
            return Nquads(Kept::Large(Box::new(Articles::new(run, options, more))));
        }
        let mut out = String::new();
        lines(lexicon, run.reading(), options).push_to(&mut out);
        Nquads(Kept::Ready(out))
    }

    /// What a text says, without what its entities and rules are.
    fn said(run: Run, options: Options) -> Self {
        if is_large(&run, options) {
            return Nquads(Kept::Large(Box::new(Articles::new(run, options, |_, _| ()))));
        }
        let (mut pen, mut out) = (Pen::default(), String::new());
        said(&mut pen, &run.reading(), options);
        pen.done().push_to(&mut out);
        Nquads(Kept::Ready(out))
    }

    /// Write them.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        match &self.0 {
            Kept::Ready(text) => out.write_all(text.as_bytes()),
            Kept::Large(articles) => articles.write(out),
        }
    }
}

fn is_large(run: &Run, options: Options) -> bool {
    let mentions = if options.mentions { run.mentions.list.len() } else { 0 };
    run.resolved.entities.len() + run.claims.list.len() + mentions >= MANY
}

/// What a stream has described: entities and rules, by a hash of what is said of them.
///
/// Texts are worked on in any order and written in one: only [`Told::write`] adds to it, so what a text's worker finds in it
/// was described by texts before that one, and the stream is the same on any number of threads.
#[derive(Debug, Default)]
pub struct Told {
    seen: RwLock<HashSet<u64, foldhash::fast::RandomState>>,
    hasher: foldhash::quality::RandomState,
}

/// What one text adds to a stream.
pub struct Piece {
    about: About,
    /// The text itself, its articles and what they state.
    said: Nquads,
}

/// Descriptions, one after the other, and of each the hash and where it ends.
#[derive(Default)]
struct About {
    all: String,
    parts: Vec<(u64, usize)>,
}

impl Told {
    /// What a text adds: all it says, without descriptions that the stream had when it was asked.
    pub fn piece(&self, lexicon: &Lexicon, mut run: Run, options: Options) -> Piece {
        if !options.mentions {
            run.mentions = Mentions::default();
        }
        let mut about = About::default();
        let entities = &run.resolved.entities;
        for entity in entities {
            let mark = self.mark(lexicon, entity, entities);
            if !self.knows(mark) {
                about.describe(mark, |pen| entity::describe(pen, lexicon, &run.resolved, entity));
            }
        }
        for rule in rules(&run.reading(), options) {
            let mark = self.hasher.hash_one(("rule", rule));
            if !self.knows(mark) {
                about.describe(mark, |pen| statement::describe(pen, rule));
            }
        }
        Piece { about, said: Nquads::said(run, options) }
    }

    /// Write a piece, in the order of the texts.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, piece: &Piece, out: &mut dyn Write) -> io::Result<()> {
        let mut ready = String::new();
        let mut from = 0;
        for (mark, end) in &piece.about.parts {
            if self.add(*mark) {
                ready.push_str(&piece.about.all[from..*end]);
            }
            from = *end;
        }
        // In one piece, so that a stream that is broken off ends with a whole text.
        match &piece.said.0 {
            Kept::Ready(said) if !ready.is_empty() => {
                ready.push_str(said);
                out.write_all(ready.as_bytes())
            }
            _ => {
                out.write_all(ready.as_bytes())?;
                piece.said.write(out)
            }
        }
    }

    fn knows(&self, mark: u64) -> bool {
        self.seen.read().unwrap_or_else(PoisonError::into_inner).contains(&mark)
    }

    /// Remember a description; false where it was remembered before.
    fn add(&self, mark: u64) -> bool {
        let mut seen = self.seen.write().unwrap_or_else(PoisonError::into_inner);
        if seen.len() < REMEMBERED { seen.insert(mark) } else { !seen.contains(&mark) }
    }

    /// A hash of all that the description of an entity depends on, the lexicon apart.
    fn mark(&self, lexicon: &Lexicon, entity: &Entity, all: &[Entity]) -> u64 {
        let mut hash = self.hasher.build_hasher();
        let Entity { key, kind: _, entry, zh, en, aliases, members, edtf } = entity;
        (key, edtf).hash(&mut hash);
        // A date's words are made from its value, and what is known of a thing is in the lexicon.
        let known = entry.map(|id| lexicon.entry(id)).is_some_and(|e| e.zh == *zh && e.aliases.len() == aliases.len());
        if edtf.is_none() && !known {
            (entry.is_some(), zh, en, aliases).hash(&mut hash);
        }
        members.iter().filter_map(|m| all.get(*m)).for_each(|m| m.key.hash(&mut hash));
        hash.finish()
    }
}

impl About {
    fn describe(&mut self, mark: u64, write: impl FnOnce(&mut Pen)) {
        let mut pen = Pen::default();
        write(&mut pen);
        pen.done().push_to(&mut self.all);
        self.parts.push((mark, self.all.len()));
    }
}
