//! What form a text has, and its markup taken away.

use super::edits::Edits;
use super::{dates, html, markdown};
use crate::base::holds;
use jiff::civil::Date;
use std::ops::Range;

/// What the markup says of a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// A block that is a paragraph of its own.
    Block,
    /// A heading; level 1 is a title.
    Heading(u8),
    /// A list item.
    Item,
    /// A block that holds hardly anything but links: a menu.
    Links,
}

/// What the markup told, besides the words.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// Title by front matter.
    pub(super) title: Option<String>,
    /// Raw bytes of that title.
    pub(super) title_at: Option<Range<usize>>,
    /// Title by `<meta>` or `<title>`: good where the page shows none.
    pub(super) page_title: Option<String>,
    /// Date by front matter or `<meta>`.
    pub(super) date: Option<Date>,
    /// Stretches of raw bytes with what they are, in order, not overlapping.
    pub(super) hints: Vec<(Range<usize>, Hint)>,
}

/// Propose the edits that take markup away; say what it told.
pub(super) fn strip(raw: &str) -> (Edits, Markup) {
    let mut edits = Edits::default();
    let mut markup = Markup::default();
    let body = front_matter(raw, &mut markup);
    match markup.title_at.clone().filter(|t| t.end <= body) {
        // A title that names the text is read where it stands.
        Some(title) => {
            edits.drop(0..title.start);
            markup.hints.push((title.clone(), Hint::Heading(1)));
            edits.words(title.end..body, "\n\n");
        }
        None if body > 0 => edits.drop(0..body),
        None => {}
    }
    let text = raw.get(body..).unwrap_or_default();
    match form(text) {
        Form::Html => html::strip(raw, body, &mut edits, &mut markup),
        Form::Markdown => markdown::strip(raw, body, &mut edits, &mut markup),
        Form::Plain => plain(raw, body, &mut edits),
    }
    (edits, markup)
}

enum Form {
    Html,
    Markdown,
    Plain,
}

/// By content: block tags make HTML, headings, emphasis, links make Markdown.
fn form(text: &str) -> Form {
    const LOOK: usize = 256 * 1024;
    let head = text.get(..text.floor_char_boundary(LOOK)).unwrap_or(text);
    // All marks that tell of markup hold one of these: most texts have none.
    let bytes = head.as_bytes();
    if memchr::memchr3(b'<', b'#', b'`', bytes).is_none() && memchr::memchr3(b'|', b'*', b']', bytes).is_none() {
        return Form::Plain;
    }
    let mut tags = 0;
    if head.contains('<') {
        for (at, _) in head.match_indices('<') {
            let rest = head.as_bytes().get(at + 1..).unwrap_or_default();
            tags += usize::from(html::opens_block(rest));
            if tags > 1 || tags == 1 && rest.starts_with(b"!") {
                return Form::Html;
            }
        }
    }
    let mark = |line: &str| {
        let line = line.trim_start();
        markdown::heading(line).is_some() || line.starts_with("```") || line.starts_with("| ") && line.ends_with('|')
    };
    let marked = head.starts_with('#') || head.contains("\n#") || head.contains("\n```") || head.contains("\n| ");
    if head.matches("**").nth(1).is_some() || head.contains("](http") || tags > 0 || marked && head.lines().any(mark) {
        return Form::Markdown;
    }
    Form::Plain
}

/// Plain text: only line ends other than `\n` are touched.
fn plain(raw: &str, from: usize, edits: &mut Edits) {
    let text = raw.get(from..).unwrap_or_default();
    let bytes = text.as_bytes();
    if memchr::memchr2(b'\r', 0xC, bytes).is_none() && !holds(text, "\u{2028}") && !holds(text, "\u{2029}") {
        return;
    }
    let bytes = raw.as_bytes();
    for (i, c) in text.char_indices().map(|(i, c)| (i + from, c)) {
        match c {
            '\r' if bytes.get(i + 1) == Some(&b'\n') => edits.drop(i..i + 1),
            '\r' => edits.words(i..i + 1, "\n"),
            '\u{c}' | '\u{2028}' | '\u{2029}' => edits.words(i..i + c.len_utf8(), "\n"),
            _ => {}
        }
    }
}

/// Read front matter (`---` YAML or `+++` TOML); give the first byte after it.
fn front_matter(raw: &str, markup: &mut Markup) -> usize {
    let start = raw.len() - raw.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').len();
    let Some(rest) = raw.get(start..) else { return 0 };
    let (fence, sign) = match rest.get(..3) {
        Some("---") => ("---", ':'),
        Some("+++") => ("+++", '='),
        _ => return 0,
    };
    let mut at = start;
    let mut keys = 0;
    for (i, line) in rest.split_inclusive('\n').enumerate().take(200) {
        at += line.len();
        let whole = line.len();
        let line = line.trim_end();
        match i {
            0 if line != fence => return 0,
            0 => continue,
            _ if line == fence || line == "..." => return if keys > 0 { at } else { 0 },
            _ => {}
        }
        if let Some((key, value)) = line.split_once(sign)
            && !key.starts_with([' ', '-', '#'])
        {
            keys += 1;
            let untitled = markup.title.is_none();
            field(key.trim(), value.trim(), markup);
            if let Some(title) = markup.title.as_ref().filter(|_| untitled)
                && let Some(found) = line.rfind(title.as_str())
            {
                let line_start = at - whole;
                markup.title_at = Some(line_start + found..line_start + found + title.len());
            }
        }
    }
    0
}

fn field(key: &str, value: &str, markup: &mut Markup) {
    let value = value.trim_matches(['\'', '"']).trim();
    if value.is_empty() {
        return;
    }
    match key.to_ascii_lowercase().as_str() {
        "title" | "标题" => markup.title = Some(value.to_owned()),
        "date" | "pubdate" | "published" | "publishdate" | "created" | "日期" => {
            markup.date = markup.date.or_else(|| dates::stamp(value));
        }
        _ => {}
    }
}
