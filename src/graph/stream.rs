//! A stream of texts as N-Quads in which each thing is described once: what Kazakhstan is called need not be said in
//! every text that names it.

use super::line::Lines;
use super::pen::Pen;
use super::{Options, Reading, entity, rules, said, statement};
use crate::lexicon::Lexicon;
use crate::resolve::Entity;
use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, Hasher};
use std::io::{self, Write};
use std::sync::{PoisonError, RwLock};

/// So many quads and more are not held as they are written: one large text gives hundreds of megabytes.
const MANY: usize = 50_000;

/// So many descriptions are remembered, in some 20 MB; those that come later are written with every text.
const REMEMBERED: usize = 1 << 20;

/// Quads to be written: ready, or as numbers where they are many.
pub enum Nquads {
    /// As they are written.
    Ready(String),
    /// To be made ready bit by bit.
    Many(Lines),
}

impl From<Lines> for Nquads {
    fn from(lines: Lines) -> Self {
        if lines.len() >= MANY {
            return Nquads::Many(lines);
        }
        let mut out = String::new();
        lines.push_to(&mut out);
        Nquads::Ready(out)
    }
}

impl Nquads {
    /// Write them.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Nquads::Ready(text) => out.write_all(text.as_bytes()),
            Nquads::Many(lines) => lines.write(out),
        }
    }
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
    /// Descriptions, one after the other, and of each the hash and where it ends.
    about: String,
    parts: Vec<(u64, usize)>,
    /// The text itself, its articles and what they state.
    said: Nquads,
}

impl Told {
    /// What a text adds: all it says, without descriptions that the stream had when it was asked.
    pub fn piece(&self, lexicon: &Lexicon, reading: Reading<'_>, options: Options) -> Piece {
        let entities = &reading.resolved.entities;
        let marks: Vec<u64> = entities.iter().map(|e| self.mark(lexicon, e, entities)).collect();
        let mut piece = Piece { about: String::new(), parts: Vec::new(), said: Nquads::Ready(String::new()) };
        for (entity, mark) in entities.iter().zip(&marks).filter(|(_, mark)| !self.knows(**mark)) {
            piece.describe(*mark, |pen| entity::describe(pen, lexicon, reading.resolved, entity));
        }
        for rule in rules(&reading, options) {
            let mark = self.hasher.hash_one(("rule", rule));
            if !self.knows(mark) {
                piece.describe(mark, |pen| statement::describe(pen, rule));
            }
        }
        let mut pen = Pen::default();
        said(&mut pen, &reading, options);
        piece.said = pen.done().into();
        piece
    }

    /// Write a piece, in the order of the texts.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, piece: &Piece, out: &mut dyn Write) -> io::Result<()> {
        let mut ready = String::new();
        let mut from = 0;
        for (mark, end) in &piece.parts {
            if self.add(*mark) {
                ready.push_str(&piece.about[from..*end]);
            }
            from = *end;
        }
        // In one piece, so that a stream that is broken off ends with a whole text.
        match &piece.said {
            Nquads::Ready(said) if !ready.is_empty() => {
                ready.push_str(said);
                out.write_all(ready.as_bytes())
            }
            said => {
                out.write_all(ready.as_bytes())?;
                said.write(out)
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

impl Piece {
    fn describe(&mut self, mark: u64, write: impl FnOnce(&mut Pen)) {
        let mut pen = Pen::default();
        write(&mut pen);
        pen.done().push_to(&mut self.about);
        self.parts.push((mark, self.about.len()));
    }
}
