//! Floor 4, stage 1: [`Input`] → [`Text`]. Decode, strip markup, undo page layout, cut into articles and sentences.
//!
//! Two texts matter. The *raw* text is the file as decoded, nothing changed (a byte-order mark
//! stays in it); all that users see counts characters of it. The *normalised* text is what the
//! rules read: markup gone, broken lines joined, spaces between Han characters dropped, one form
//! for each dash, full-width digits and letters as ASCII, punctuation between Han characters
//! full-width. Articles, headings, paragraphs and list items end with `\n` in it.
//! [`OffsetMap`] leads back.

mod articles;
mod assemble;
mod chars;
#[cfg(test)]
mod corpus_tests;
mod dates;
mod dating;
mod decode;
mod edits;
#[cfg(test)]
mod form_tests;
mod genre;
mod html;
mod layout;
mod lines;
mod map;
mod markdown;
mod marks;
mod markup;
mod numbers;
mod sentences;
mod signatures;
#[cfg(test)]
mod tests;
mod titles;
mod wrap;

pub use map::OffsetMap;

use crate::base::{Diag, Norm, Raw, Span};
use jiff::civil::Date;
use std::borrow::Cow;

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
    /// Month and day of its dateline, where the year of it is guessed from other dates or not known:
    /// what the article speaks of may tell it ([`crate::resolve::date`]).
    pub day: Option<(i8, i8)>,
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

/// Stage 1. Cannot fail: what is wrong with a file is said in [`Text::diags`].
///
/// ```
/// use silkgraph::text::{Input, read};
///
/// let input = Input { file: "a.txt".into(), bytes: "中国－\n中亚峰会在 西安 举行。".into(), ..Input::default() };
/// let text = read(&input);
/// let sentence = &text.articles[0].sentences[0];
/// assert_eq!(sentence.span.of(&text.norm), "中国—中亚峰会在西安举行。");
/// assert_eq!(text.to_raw(sentence.span).of(&text.raw), "中国－\n中亚峰会在 西安 举行。");
/// ```
pub fn read(input: &Input) -> Text {
    made_of(input, input.bytes.as_slice().into())
}

/// The same of an input that is not needed any more: where its bytes are UTF-8, they become the raw text.
pub fn read_whole(mut input: Input) -> Text {
    let bytes = std::mem::take(&mut input.bytes);
    made_of(&input, bytes.into())
}

/// The text of an input whose bytes are these.
fn made_of(input: &Input, bytes: Cow<'_, [u8]>) -> Text {
    let sha256 = crate::base::sha256_hex(&bytes);
    let decode::Decoded { raw, usable, diags } = decode::decode(&input.file, bytes);
    let mut text = Text {
        file: input.file.clone(),
        url: input.url.clone(),
        sha256,
        raw,
        norm: String::new(),
        map: OffsetMap::default(),
        articles: Vec::new(),
        diags,
    };
    if !usable {
        return text;
    }
    // From here on bytes are counted in 32 bits.
    let too_long = |text: &str| u32::try_from(text.len()).is_err();
    let refusal = || Diag::error("text::too_long", &input.file, "the text is longer than 4 GB").help("cut it into several texts");
    if too_long(&text.raw) {
        text.diags.push(refusal());
        return text;
    }
    let (edits, markup) = markup::strip(&text.raw);
    let (bare, to_raw) = edits.apply(&text.raw);
    let mut edits = edits::Edits::default();
    let paras = layout::undo(&bare, lines::scan(&bare, &to_raw, &markup), &mut edits);
    let (flat, to_bare) = edits.apply(&bare);
    let mut edits = edits::Edits::default();
    chars::propose(&flat, &mut edits);
    let (norm, to_flat) = edits.apply(&flat);
    let map = to_raw.then(&to_bare).then(&to_flat);
    let norm = norm.into_owned();
    // Marks of one byte become marks of three: it may be longer than what it was made of.
    if too_long(&norm) {
        text.diags.push(refusal());
        return text;
    }
    let page = articles::Page::new(&norm, paras);
    let titles = assemble::Told {
        sure: input.title.as_deref().or(markup.title.as_deref()).map(normal),
        maybe: markup.page_title.as_deref().map(normal),
    };
    let drafts = articles::cut(&page, titles.sure.is_some());
    let known = dating::Known::new(&page, markup.date.or(input.date));
    text.articles = assemble::articles(&page, &drafts, &known, &titles);
    if text.articles.is_empty() {
        text.diags.push(Diag::warning("text::empty", &input.file, "nothing is left of the file without its markup"));
    }
    text.map = map;
    text.norm = norm;
    text
}

/// One line of words in normalised form.
fn normal(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut edits = edits::Edits::default();
    chars::propose(&words, &mut edits);
    edits.apply(&words).0.into_owned()
}
