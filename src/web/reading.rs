//! Source texts: the file of an article, read again, with its mentions.

use super::index::Article;
use crate::graph::{Chars, iri};
use crate::mention::Mentions;
use crate::pipeline::{self, Found, Kit};
use crate::resolve::Resolved;
use crate::text::{Input, Text};
use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// How many files are kept as read.
const KEPT: usize = 24;

/// The source texts that the server was given, by the names that the graph knows them by.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The file, and which input of it.
    files: HashMap<String, (Found, usize)>,
    kept: Mutex<VecDeque<(String, Arc<Reading>)>>,
}

/// A file, read as when the graph was built.
#[derive(Debug)]
pub(super) struct Reading {
    pub text: Text,
    pub mentions: Mentions,
    pub resolved: Resolved,
    /// For each sentence of each article its place in characters of the raw file.
    pub places: Vec<Vec<(usize, usize)>>,
}

/// What the shelf has for an article.
pub(super) enum Copy {
    /// The file, and which of its articles.
    Whole(Arc<Reading>, usize),
    /// A file of that name, but not the one that the graph was built from.
    Changed,
    /// Nothing.
    Missing,
}

impl Shelf {
    /// The texts of a folder. JSON lines and rows of Parquet are known by their ids.
    pub(super) fn open(folder: Option<&Path>) -> Self {
        let mut shelf = Shelf::default();
        let Some(folder) = folder else { return shelf };
        for found in pipeline::find(&[folder.to_owned()]).0 {
            if pipeline::many(&found.name) {
                for (i, input) in pipeline::open(&found).into_iter().flatten().enumerate() {
                    if let Ok(input) = input {
                        shelf.files.entry(input.file).or_insert((found.clone(), i));
                    }
                }
            } else {
                shelf.files.insert(found.name.clone(), (found, 0));
            }
        }
        shelf
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// The copy of an article.
    pub(super) fn copy(&self, kit: &Kit, article: &Article) -> Copy {
        let Some(reading) = self.read(kit, &article.file) else { return Copy::Missing };
        if reading.text.sha256 != article.sha256 {
            return Copy::Changed;
        }
        let of = (0..reading.text.articles.len()).find(|&i| iri::text(&reading.text, i).as_str() == article.iri);
        of.map_or(Copy::Changed, |i| Copy::Whole(reading, i))
    }

    fn read(&self, kit: &Kit, file: &str) -> Option<Arc<Reading>> {
        let (found, number) = self.files.get(file)?;
        if let Ok(kept) = self.kept.lock()
            && let Some((_, reading)) = kept.iter().find(|(name, _)| name == file)
        {
            return Some(Arc::clone(reading));
        }
        let input = pipeline::open(found).ok()?.nth(*number)?.ok()?;
        let reading = Arc::new(Reading::of(kit, &input));
        if let Ok(mut kept) = self.kept.lock() {
            kept.push_back((file.to_owned(), Arc::clone(&reading)));
            if kept.len() > KEPT {
                kept.pop_front();
            }
        }
        Some(reading)
    }
}

impl Reading {
    fn of(kit: &Kit, input: &Input) -> Self {
        let text = crate::text::read(input);
        let mentions = crate::mention::find(&text, &kit.lexicon, &kit.rules, &kit.forms);
        let resolved = crate::resolve::resolve(&text, &mentions, &kit.lexicon);
        let chars = Chars::new(&text.raw);
        let places = text.articles.iter().map(|a| a.sentences.iter().map(|s| chars.range(text.to_raw(s.span))).collect()).collect();
        Reading { text, mentions, resolved, places }
    }
}
