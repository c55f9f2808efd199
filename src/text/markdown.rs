//! Markdown: marks dropped, words kept.

use super::edits::Edits;
use super::markup::{Hint, Markup};
use std::ops::Range;

/// Level and number of leading bytes of a heading line (without indentation).
pub(super) fn heading(line: &str) -> Option<(u8, usize)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let space = line.get(level..)?.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
    // `#中国—中亚峰会#` is a hashtag, `##一、` a careless heading.
    let careless = level > 1 && !line.ends_with('#');
    ((1..=6).contains(&level) && (space > 0 || careless)).then(|| (u8::try_from(level).unwrap_or(6), level + space))
}

/// Propose the edits that take Markdown's marks out of `raw[from..]`.
pub(super) fn strip(raw: &str, from: usize, edits: &mut Edits, markup: &mut Markup) {
    let Some(text) = raw.get(from..) else { return };
    let mut at = from;
    let mut before: Option<Range<usize>> = None;
    for whole in text.split_inclusive('\n') {
        let start = at;
        at += whole.len();
        let line = whole.trim_end_matches(['\n', '\r']);
        let end = start + line.len();
        let indent = line.len() - line.trim_start().len();
        let words = start + indent..end;
        let body = line.trim();
        if body.is_empty() {
            before = None;
        } else if is_rule(body) {
            let under = before.take().filter(|_| body.len() > 2 && body.bytes().all(|b| b == b'=' || b == b'-'));
            if let Some(title) = under {
                let level = if body.starts_with('=') { 1 } else { 2 };
                markup.hints.push((title, Hint::Heading(level)));
            }
            edits.drop(words);
        } else if body.starts_with("```") || body.starts_with("~~~") || is_definition(body) {
            edits.drop(words);
            before = None;
        } else if body.starts_with('|') && body.len() > 1 {
            row(raw, words, edits, markup);
            before = None;
        } else {
            let hinted = prefix(raw, words.clone(), edits, markup);
            let short = body.chars().count() <= 45 && !body.ends_with(['。', '；', '！', '？']);
            before = (!hinted && short).then_some(words);
        }
        let tail = end..start + whole.len();
        if raw.get(tail.clone()).is_some_and(|t| t.starts_with('\r')) {
            edits.drop(tail.start..tail.start + 1);
        }
    }
}

fn is_rule(line: &str) -> bool {
    let marks = line.bytes().filter(|b| !b.is_ascii_whitespace()).count();
    let Some(first) = line.bytes().next() else { return false };
    marks >= 3 && matches!(first, b'-' | b'*' | b'_' | b'=') && line.bytes().all(|b| b == first || b.is_ascii_whitespace())
}

fn is_definition(line: &str) -> bool {
    line.starts_with('[') && line.find("]: ").is_some_and(|i| line.get(i + 3..).is_some_and(|t| t.trim_start().starts_with("http")))
}

/// Marks at the start of a line; then the marks inside it. True where a hint was given.
fn prefix(raw: &str, range: Range<usize>, edits: &mut Edits, markup: &mut Markup) -> bool {
    let mut at = range.start;
    let mut hint = None;
    while let Some(rest) = raw.get(at..range.end) {
        let len = if let Some((level, len)) = heading(rest) {
            hint = Some(Hint::Heading(level));
            len
        } else if let Some(quoted) = rest.strip_prefix('>') {
            1 + usize::from(quoted.starts_with(' '))
        } else if rest.starts_with("- ") || rest.starts_with("* ") || rest.starts_with("+ ") {
            hint = Some(Hint::Item);
            2
        } else {
            break;
        };
        edits.drop(at..at + len);
        at += len;
        if matches!(hint, Some(Hint::Heading(_))) {
            break;
        }
    }
    let line = raw.get(at..range.end).unwrap_or_default().trim_end();
    let inner = line.strip_prefix("**").and_then(|l| l.strip_suffix("**"));
    if let (None, Some(inner)) = (hint, inner)
        && inner.chars().count() <= 30
        && !inner.contains("**")
        && !inner.ends_with(['。', '；', '！', '？', '，', '、', '：'])
    {
        hint = Some(Hint::Heading(3));
    }
    if let Some(hint) = hint {
        markup.hints.push((range.clone(), hint));
    }
    inline(raw, at..range.end, edits);
    hint.is_some()
}

/// Emphasis, code, links, images, escapes, tags.
fn inline(raw: &str, range: Range<usize>, edits: &mut Edits) {
    let Some(line) = raw.get(range.clone()) else { return };
    if !line.contains(['*', '_', '`', '[', '\\', '<', '~', '#']) {
        return;
    }
    let bytes = line.as_bytes();
    let single_stars = bytes.iter().filter(|b| **b == b'*').count() > 1;
    let ticks = bytes.iter().filter(|b| **b == b'`').count() > 1;
    let mut links: Vec<(usize, usize)> = Vec::new();
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        let rest = &bytes[i..];
        let at = range.start + i;
        let mut len = match b {
            b'*' if rest.starts_with(b"**") || single_stars => rest.iter().take_while(|b| **b == b'*').count(),
            b'_' | b'~' if rest.starts_with(&[b, b]) => rest.iter().take_while(|c| **c == b).count(),
            b'`' if ticks => 1,
            b'\\' if rest.get(1).is_some_and(u8::is_ascii_punctuation) => 1,
            b'<' => tag(line, i).unwrap_or(0),
            b'!' if rest.starts_with(b"![") => link(line, i + 1).map_or(0, |(_, to)| to - i),
            b'#' if i > 0 && line[i..].trim_end_matches('#').trim().is_empty() => rest.len(),
            b'[' => {
                if let Some((close, to)) = link(line, i) {
                    links.push((close, to));
                    1
                } else {
                    0
                }
            }
            b']' => links.iter().find(|(close, _)| *close == i).map_or(0, |(_, to)| to - i),
            _ => 0,
        };
        if len > 0 {
            edits.drop(at..at + len);
            // An escaped sign stands for itself.
            len += usize::from(b == b'\\');
        }
        i += len.max(1);
    }
}

/// `[words](address)` from byte `at`: the closing bracket and the end of all.
fn link(line: &str, at: usize) -> Option<(usize, usize)> {
    let near = |from: usize| line.get(from..line.floor_char_boundary(from + 1000));
    let close = at + near(at)?.find("](")?;
    let end = close + near(close)?.find(')')? + 1;
    Some((close, end))
}

/// The length of a tag that starts at byte `at`.
fn tag(line: &str, at: usize) -> Option<usize> {
    let rest = line.get(at..line.floor_char_boundary(at + 2000))?;
    let next = *rest.as_bytes().get(1)?;
    let end = if rest.starts_with("<!--") { rest.find("-->")? + 3 } else { rest.find('>')? + 1 };
    (next.is_ascii_alphabetic() || next == b'/' || next == b'!').then_some(end)
}

/// A table row: each cell is a line of its own.
fn row(raw: &str, range: Range<usize>, edits: &mut Edits, markup: &mut Markup) {
    let Some(line) = raw.get(range.clone()) else { return };
    if line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t')) {
        edits.drop(range);
        return;
    }
    let mut from = range.start;
    for (i, _) in line.match_indices('|') {
        let at = range.start + i;
        cell(raw, from..at, edits, markup);
        edits.words(at..at + 1, "\n");
        from = at + 1;
    }
    cell(raw, from..range.end, edits, markup);
}

fn cell(raw: &str, range: Range<usize>, edits: &mut Edits, markup: &mut Markup) {
    if raw.get(range.clone()).is_some_and(|t| !t.trim().is_empty()) {
        inline(raw, range.clone(), edits);
        markup.hints.push((range, Hint::Item));
    }
}
