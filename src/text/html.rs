//! HTML: tags dropped, blocks kept apart, entities decoded.

use super::dates;
use super::edits::Edits;
use super::markup::{Hint, Markup};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use std::ops::Range;

/// Tags that end a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "td",
    "th",
    "tr",
    "table",
    "tbody",
    "thead",
    "section",
    "article",
    "header",
    "main",
    "body",
    "html",
    "head",
    "title",
    "blockquote",
    "pre",
    "center",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "address",
    "hr",
    "option",
    "caption",
    "details",
    "summary",
];

/// Tags whose content is no text of the page.
const SKIPPED: &[&str] = &[
    "script", "style", "nav", "footer", "aside", "noscript", "iframe", "svg", "template", "select", "button", "textarea", "head", "object",
];

/// True where `rest`, the bytes after a `<`, opens a block tag, `<br`, or a doctype.
pub(super) fn opens_block(rest: &[u8]) -> bool {
    let name_len = rest.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b'!').unwrap_or(rest.len());
    if name_len == 0 || name_len > 10 || !matches!(rest.get(name_len), Some(b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r')) {
        return false;
    }
    let name: String = rest[..name_len].iter().map(|b| char::from(b.to_ascii_lowercase())).collect();
    name == "!doctype" || name == "br" || BLOCKS.contains(&name.as_str())
}

/// The block of text that is being read.
#[derive(Default)]
struct Block {
    range: Option<Range<usize>>,
    chars: usize,
    bold: usize,
    links: usize,
    finished: bool,
}

struct Reader<'r, 'o> {
    raw: &'r str,
    edits: &'o mut Edits,
    markup: &'o mut Markup,
    block: Block,
    /// Open block tags that say what their text is.
    kinds: Vec<(String, Hint)>,
    /// Open inline tags that make bold.
    bolds: Vec<String>,
    links: usize,
    depth: usize,
    pre: usize,
}

/// Propose the edits that turn `raw[from..]` into its text.
pub(super) fn strip(raw: &str, from: usize, edits: &mut Edits, markup: &mut Markup) {
    let tags = tags(raw, from);
    let unclosed: Vec<&str> = SKIPPED.iter().copied().filter(|n| count(&tags, n, true) > count(&tags, n, false)).collect();
    let mut reader =
        Reader { raw, edits, markup, block: Block::default(), kinds: Vec::new(), bolds: Vec::new(), links: 0, depth: 0, pre: 0 };
    let mut at = from;
    let mut skip: Option<(String, usize)> = None;
    let mut title = None;
    for (range, token) in tags {
        if range.start < at {
            continue;
        }
        let text = at..range.start;
        at = range.end;
        match &skip {
            Some((_, _)) => {
                if title.is_none() && matches!(&token, Token::EndTag(t) if &**t.name == b"title") {
                    title = raw.get(text.clone()).map(str::to_owned);
                }
                reader.edits.drop(text.start..range.end);
            }
            None => {
                if title.is_none() && matches!(&token, Token::EndTag(t) if &**t.name == b"title") {
                    title = raw.get(text.clone()).map(str::to_owned);
                    reader.edits.drop(text);
                } else {
                    reader.text(text);
                }
            }
        }
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                reader.told(&name, &tag);
                if let Some((open, depth)) = &mut skip {
                    *depth += usize::from(*open == name && !tag.self_closing);
                    continue;
                }
                if SKIPPED.contains(&name.as_str()) && !tag.self_closing && !unclosed.contains(&name.as_str()) {
                    reader.boundary(range, true);
                    skip = Some((name, 1));
                } else {
                    reader.open(&name, &tag, range);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if let Some((open, depth)) = &mut skip {
                    *depth -= usize::from(*open == name);
                    if *depth == 0 {
                        skip = None;
                    }
                } else {
                    reader.close(&name, range);
                }
            }
            _ if skip.is_none() => reader.edits.drop(range),
            _ => {}
        }
    }
    match skip {
        Some(_) => reader.edits.drop(at..raw.len()),
        None => reader.text(at..raw.len()),
    }
    reader.flush();
    if let Some(title) = title.map(|t| plain_title(&t)).filter(|t| !t.is_empty()) {
        markup.page_title.get_or_insert(title);
    }
}

/// All tags, comments and doctypes with their bytes.
fn tags(raw: &str, from: usize) -> Vec<(Range<usize>, Token<usize>)> {
    let text = raw.get(from..).unwrap_or_default();
    // The tokenizer counts a CRLF as one; same length without.
    let text = if text.contains('\r') { text.replace('\r', "\n") } else { text.to_owned() };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut found = Vec::new();
    for token in Tokenizer::new_with_emitter(&text, emitter) {
        let Ok(token) = token;
        let span = match &token {
            Token::StartTag(t) => t.span,
            Token::EndTag(t) => t.span,
            Token::Comment(t) => t.span,
            Token::Doctype(t) => t.span,
            _ => continue,
        };
        let range = span.start + from..(span.end + from).min(raw.len());
        if range.start < range.end && raw.get(range.clone()).is_some_and(|t| t.starts_with('<')) {
            found.push((range, token));
        }
    }
    found
}

fn count(tags: &[(Range<usize>, Token<usize>)], name: &str, start: bool) -> usize {
    let same = |t: &Token<usize>| match t {
        Token::StartTag(t) => start && &**t.name == name.as_bytes() && !t.self_closing,
        Token::EndTag(t) => !start && &**t.name == name.as_bytes(),
        _ => false,
    };
    tags.iter().filter(|(_, t)| same(t)).count()
}

/// `标题_新浪财经` → `标题`.
fn plain_title(title: &str) -> String {
    let mut title = decode(title);
    for sign in ["_", "|", " - ", "--", " — ", "－"] {
        if let Some((head, tail)) = title.rsplit_once(sign)
            && head.chars().count() >= 6
            && tail.chars().count() <= 16
        {
            title = head.to_owned();
        }
    }
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with its entities decoded.
fn decode(text: &str) -> String {
    let mut out = String::new();
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        if let Token::String(s) = token {
            out.push_str(&String::from_utf8_lossy(&s));
        }
    }
    out
}

impl Reader<'_, '_> {
    /// Title and date that a tag tells.
    fn told(&mut self, name: &str, tag: &StartTag<usize>) {
        let get = |key: &str| tag.attributes.get(key.as_bytes()).map(|v| String::from_utf8_lossy(v).into_owned());
        if name == "time" {
            self.markup.date = self.markup.date.or_else(|| dates::stamp(&get("datetime")?));
        }
        if name != "meta" {
            return;
        }
        let Some(key) = get("name").or_else(|| get("property")) else { return };
        let Some(content) = get("content").filter(|c| !c.trim().is_empty()) else { return };
        match key.to_ascii_lowercase().as_str() {
            "articletitle" | "og:title" => {
                self.markup.page_title.get_or_insert(plain_title(&content));
            }
            "pubdate" | "publishdate" | "date" | "article:published_time" | "og:published_time" | "others" => {
                self.markup.date = self.markup.date.or_else(|| dates::stamp(&content));
            }
            _ => {}
        }
    }

    fn open(&mut self, name: &str, tag: &StartTag<usize>, range: Range<usize>) {
        if BLOCKS.contains(&name) || name == "br" {
            self.boundary(range, name != "br");
            let hint = match name.as_bytes() {
                [b'h', n @ b'1'..=b'6'] => Some(Hint::Heading(n - b'0')),
                b"li" => Some(Hint::Item),
                _ => None,
            };
            self.kinds.extend(hint.map(|h| (name.to_owned(), h)));
            self.pre += usize::from(name == "pre");
            self.depth += usize::from(name != "br" && name != "hr" && !tag.self_closing);
            return;
        }
        self.edits.drop(range);
        self.links += usize::from(name == "a");
        let bold_style = tag
            .attributes
            .iter()
            .any(|(k, v)| !matches!(&***k, b"href" | b"src") && String::from_utf8_lossy(v).to_ascii_lowercase().contains("bold"));
        if !tag.self_closing && (name == "b" || name == "strong" || bold_style) {
            self.bolds.push(name.to_owned());
        }
    }

    fn close(&mut self, name: &str, range: Range<usize>) {
        if BLOCKS.contains(&name) || name == "br" {
            self.boundary(range, name != "br");
            if let Some(i) = self.kinds.iter().rposition(|(n, _)| n == name) {
                self.kinds.truncate(i);
            }
            self.pre = self.pre.saturating_sub(usize::from(name == "pre"));
            self.depth = self.depth.saturating_sub(usize::from(name != "br"));
            return;
        }
        self.edits.drop(range);
        self.links = self.links.saturating_sub(usize::from(name == "a"));
        if let Some(i) = self.bolds.iter().rposition(|n| n == name) {
            self.bolds.remove(i);
        }
    }

    /// A tag that ends a line, and the block too where `whole`.
    fn boundary(&mut self, range: Range<usize>, whole: bool) {
        self.edits.words(range, "\n");
        if whole {
            self.flush();
            self.bolds.clear();
        }
    }

    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        let Some(range) = block.range else { return };
        let hint = match self.kinds.last() {
            _ if block.links * 10 >= block.chars * 8 && block.chars < 60 => Hint::Links,
            Some((_, hint)) => *hint,
            None if block.bold == block.chars && block.chars <= 30 && !block.finished => Hint::Heading(3),
            None if self.depth == 0 && self.markup.hints.is_empty() => return,
            None => Hint::Block,
        };
        self.markup.hints.push((range, hint));
    }

    /// Words between tags.
    fn text(&mut self, range: Range<usize>) {
        let raw = self.raw;
        let Some(text) = raw.get(range.clone()) else { return };
        let in_block = self.depth > 0 && self.pre == 0;
        let mut skip_to = 0;
        for (i, c) in text.char_indices() {
            if i < skip_to {
                continue;
            }
            let at = range.start + i;
            match c {
                '\n' if in_block => self.edits.words(at..at + 1, " "),
                '\r' => self.edits.drop(at..at + 1),
                '&' => {
                    let len = text[i..].bytes().take(34).skip(1).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count() + 1;
                    let len = len + usize::from(text.as_bytes().get(i + len) == Some(&b';'));
                    let word = &text[i..i + len];
                    let meant = decode(word);
                    if meant != word {
                        self.edits.owned(at..at + len, meant.replace('\0', ""));
                        skip_to = i + len;
                    }
                }
                _ => {}
            }
            if c.is_whitespace() || c == '\u{FEFF}' {
                continue;
            }
            let block = &mut self.block;
            let end = at + c.len_utf8().max(skip_to.saturating_sub(i));
            block.range = Some(block.range.as_ref().map_or(at, |r| r.start)..end);
            block.chars += 1;
            block.bold += usize::from(!self.bolds.is_empty());
            block.links += usize::from(self.links > 0);
            block.finished = matches!(c, '。' | '！' | '？' | '；' | '，' | '：');
        }
    }
}
