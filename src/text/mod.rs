//! Floor 4, stage 1: [`Input`] → [`Text`]. Decode, strip markup, undo page layout, cut into articles and sentences.
//!
//! Two texts matter. The *raw* text is the file as decoded, nothing changed (a byte-order mark
//! stays in it); all that users see counts characters of it. The *normalised* text is what the
//! rules read: markup gone, broken lines joined, spaces between Han characters dropped, one form
//! for each dash, full-width digits and letters as ASCII, punctuation between Han characters
//! full-width. Articles, headings, paragraphs and list items end with `\n` in it.
//! [`OffsetMap`] leads back.

mod map;

pub use map::OffsetMap;

use crate::base::{Diag, Norm, Raw, Span};
use jiff::civil::Date;

/// A file or record as it came.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The name that users know it by: a path, or a record's id.
    pub file: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// A title given from outside (a JSONL record's), used for the first article.
    pub title: Option<String>,
    /// A date given from outside.
    pub date: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
}

/// What kind of text an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Genre {
    /// Declaration, joint statement, communiqué: the parties speak.
    Declaration,
    /// Outcome list: items without a subject.
    OutcomeList,
    /// Speech or signed article: one person speaks.
    Speech,
    /// Question and answer.
    Interview,
    /// News report.
    News,
    /// Commentary.
    Commentary,
    /// None of these was recognised.
    Other,
}

impl Genre {
    /// The name as the graph writes it: `declaration`, `outcome-list`, …
    pub const fn name(self) -> &'static str {
        match self {
            Genre::Declaration => "declaration",
            Genre::OutcomeList => "outcome-list",
            Genre::Speech => "speech",
            Genre::Interview => "interview",
            Genre::News => "news",
            Genre::Commentary => "commentary",
            Genre::Other => "other",
        }
    }
}

/// What part a sentence plays in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The article's title, or a line of it.
    Title,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Body,
    /// An item of a list.
    Item,
    /// Signatures: offices and names.
    Signature,
    /// Credits, page marks, advertisements: read for dates and agencies only.
    Furniture,
}

/// A sentence, heading, title or list item.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it stands, without surrounding white space.
    pub span: Span<Norm>,
    /// What part it plays.
    pub part: Part,
    /// The heading that it stands under: an index into [`Article::sentences`].
    pub heading: Option<usize>,
    /// Number of its paragraph in the article, from 0.
    pub paragraph: usize,
}

/// One article of a file.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its title in normalised words; empty where none was found.
    pub title: String,
    /// The day it is dated, by its dateline, its signature, its front matter or its text.
    pub date: Option<Date>,
    /// What kind of text it is.
    pub genre: Genre,
    /// Its sentences in reading order. A title printed after the article comes where it is printed.
    pub sentences: Vec<Sentence>,
}

/// A file, read.
#[derive(Clone, Debug)]
pub struct Text {
    /// The name that users know it by.
    pub file: String,
    /// Where it was published.
    pub url: Option<String>,
    /// The file as decoded.
    pub raw: String,
    /// SHA-256 of the file's bytes, hexadecimal.
    pub sha256: String,
    /// The normalised text.
    pub norm: String,
    /// From normalised to raw bytes.
    pub map: OffsetMap,
    /// The articles, in the order of their first sentence.
    pub articles: Vec<Article>,
    /// What was odd about the file.
    pub diags: Vec<Diag>,
}

impl Text {
    /// The raw bytes that a normalised range came from.
    pub fn to_raw(&self, span: Span<Norm>) -> Span<Raw> {
        self.map.to_raw(span)
    }
}

/// Stage 1.
pub fn read(input: &Input) -> Text {
    let raw = String::from_utf8_lossy(&input.bytes).into_owned();
    let map = OffsetMap::identity(raw.len());
    let span = Span::new(0, raw.len());
    let sentence = Sentence { span, part: Part::Body, heading: None, paragraph: 0 };
    Text {
        file: input.file.clone(),
        url: input.url.clone(),
        sha256: crate::base::sha256_hex(&input.bytes),
        norm: raw.clone(),
        raw,
        map,
        articles: vec![Article { title: String::new(), date: input.date, genre: Genre::Other, sentences: vec![sentence] }],
        diags: Vec::new(),
    }
}
