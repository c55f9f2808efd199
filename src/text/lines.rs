//! The lines of a text, each with what can be seen of it alone.

use super::chars::{space, unseen};
use super::map::OffsetMap;
use super::marks;
use super::markup::{Hint, Markup};
use super::numbers::{self, Number};
use crate::base::Span;

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// `。` `！` `？` `……`, closing quotes and brackets allowed.
    Stop,
    /// `；` or `：`.
    Half,
    /// `，` `、` or an opening sign: the sentence must go on.
    Open,
    /// Nothing of these.
    None,
}

/// What a line is by its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words to read.
    Text,
    /// A heading by markup; level 1 is a title.
    Heading(u8),
    /// A page mark; true: the article comes from another page.
    PageMark(bool),
    /// `（新华社西安5月19日电）` and no more.
    Dateline,
    /// A date and no more.
    Date,
    /// Offices and names that sign.
    Signature,
    /// Credits, advertisements, menus.
    Credit,
    /// `新华社评论员`
    Byline,
    /// `——————`
    Rule,
}

/// One line that is not empty.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its first byte, after white space.
    pub(super) start: usize,
    /// One past its last byte, before white space.
    pub(super) end: usize,
    /// Width in half-width columns without spaces; at most [`WIDEST`].
    pub(super) width: usize,
    /// Empty lines stand before it.
    pub(super) gap: bool,
    /// It is indented like a paragraph.
    pub(super) indented: bool,
    /// One single space stands before it: a new text frame.
    pub(super) frame: bool,
    /// Spaces stand between its characters.
    pub(super) spaced: bool,
    /// It holds a comma or the like.
    pub(super) commas: bool,
    /// It holds `、` or a quotation.
    pub(super) lists: bool,
    /// How it ends.
    pub(super) stop: End,
    /// What it is.
    pub(super) kind: Kind,
    /// The list number that it begins with.
    pub(super) number: Option<Number>,
    /// The block of markup that it stands in.
    pub(super) block: Option<usize>,
}

/// Wider lines are not measured.
pub(super) const WIDEST: usize = 120;

/// All lines that are not empty.
pub(super) fn scan(text: &str, map: &OffsetMap, markup: &Markup) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut gap = true;
    let mut hints = markup.hints.iter().enumerate().peekable();
    for whole in text.split('\n') {
        let start = at;
        at += whole.len() + 1;
        let blank = |c: char| space(c) || unseen(c);
        let body = whole.trim_start_matches(blank);
        let before = whole.len() - body.len();
        let body = body.trim_end_matches(blank);
        if body.is_empty() {
            gap = true;
            continue;
        }
        let lead = whole.get(..before).unwrap_or_default();
        let mut line = measure(body, start + before);
        line.gap = std::mem::replace(&mut gap, false);
        line.indented = lead.contains(['\u{3000}', '\t']) || lead.chars().filter(|c| space(*c)).count() >= 2;
        line.frame = lead == " ";
        if !markup.hints.is_empty() {
            let raw = map.to_raw(Span::new(line.start, line.end)).start;
            while hints.peek().is_some_and(|(_, (range, _))| range.end <= raw) {
                hints.next();
            }
            if let Some((i, (_, hint))) = hints.peek().filter(|(_, (range, _))| range.start <= raw) {
                line.block = Some(*i);
                apply(hint, body, &mut line);
            }
        }
        lines.push(line);
    }
    lines
}

fn apply(hint: &Hint, body: &str, line: &mut Line) {
    match hint {
        Hint::Heading(level) if line.kind == Kind::Text && body.len() < 300 => line.kind = Kind::Heading(*level),
        Hint::Item => line.number = line.number.or(Some(Number::Bullet)),
        Hint::Links if line.kind == Kind::Text => line.kind = Kind::Credit,
        _ => {}
    }
}

fn measure(body: &str, start: usize) -> Line {
    let mut width = 0;
    let mut gaps = 0;
    let mut signs = 0;
    let mut rules = 0;
    let mut rest = body;
    while width < WIDEST {
        // Most are Han, three bytes each.
        let most = (WIDEST - width).div_ceil(2);
        let han = rest.as_bytes().chunks_exact(3).take(most).take_while(|c| matches!(c[0], 0xE4..=0xE9)).count();
        signs += han;
        width += 2 * han;
        rest = &rest[3 * han..];
        let Some(c) = rest.chars().next().filter(|_| width < WIDEST) else { break };
        rest = &rest[c.len_utf8()..];
        if space(c) || unseen(c) {
            gaps += 1;
            continue;
        }
        signs += 1;
        width += if c.is_ascii() { 1 } else { 2 };
        rules += usize::from(matches!(c, '-' | '=' | '*' | '_' | '—' | '─' | '━' | '…' | '.' | '·'));
    }
    let width = width.min(WIDEST);
    let commas = body.contains(['，', '。', '；', ',']);
    let lists = width < WIDEST && body.contains(['、', '“']);
    let mut line = Line {
        start,
        end: start + body.len(),
        width,
        gap: false,
        indented: false,
        frame: false,
        spaced: signs > 3 && gaps * 5 >= signs * 2,
        commas,
        lists,
        stop: ending(body),
        kind: Kind::Text,
        number: numbers::number(body),
        block: None,
    };
    if rules == signs && signs >= 4 {
        line.kind = Kind::Rule;
    } else if width < WIDEST {
        line.kind = kind(body);
    }
    line
}

/// Kinds that short lines can have.
fn kind(body: &str) -> Kind {
    if let Some((len, came)) = marks::page_mark(body)
        && len == body.len()
    {
        return Kind::PageMark(came);
    }
    let Some(words) = marks::squeeze(body, 200) else { return Kind::Text };
    if marks::agency(&words).is_some() && marks::only_dateline(&words) {
        return Kind::Dateline;
    }
    if words.contains('年') && marks::only_date(&words) {
        return Kind::Date;
    }
    if marks::credit(body) || words.len() < body.len() && marks::credit(&words) {
        return Kind::Credit;
    }
    if marks::byline(&words) {
        return Kind::Byline;
    }
    Kind::Text
}

/// How words end.
pub(super) fn ending(body: &str) -> End {
    let close = |c: char| matches!(c, '”' | '’' | '」' | '』' | '"' | '）' | ')' | '】' | ']') || space(c) || unseen(c);
    let mut tail = body.chars().rev().skip_while(|c| close(*c));
    let Some(last) = tail.next() else { return End::None };
    // `…提问。（新华社记者陈益宸摄）`: what stands before the bracket counts.
    if body.ends_with(['）', ')'])
        && let Some(at) = body.rfind(['（', '(']).filter(|at| *at > 0 && body.len() - at < 120)
        && body.get(..at).is_some_and(|t| t.trim_end_matches(space).ends_with(['。', '！', '？', '”']))
    {
        return End::Stop;
    }
    match last {
        '。' | '！' | '？' | '!' | '?' | '．' | '｡' => End::Stop,
        '…' if body.ends_with("……") || body.ends_with("……”") => End::Stop,
        '.' if tail.next().is_some_and(|c| c.is_ascii_alphabetic()) => End::Stop,
        '；' | '：' | ';' | ':' => End::Half,
        '，' | '、' | ',' | '“' | '《' | '（' | '(' | '「' | '—' | '－' | '―' if !body.ends_with(['）', ')']) => End::Open,
        _ => End::None,
    }
}
