//! Paragraphs → sentences.

use super::marks;
use crate::base::holds;
use std::ops::Range;

/// Cut a paragraph into sentences: byte ranges of `text`, in order, without white space around
/// them, nothing but white space between them.
pub(super) fn split(text: &str, out: &mut Vec<Range<usize>>) {
    let mut start = marks::agency(text).and_then(|_| marks::dateline(text)).filter(|n| *n < text.len()).unwrap_or(0);
    if start > 0 {
        push(text, 0..start, out);
    }
    let bytes = text.as_bytes();
    let mut i = start;
    // Closing signs still awaited: (sign, first byte of what it encloses).
    let mut open: Vec<(char, usize)> = Vec::new();
    while let Some(&b) = bytes.get(i) {
        // Most of a Chinese text: Han, three bytes each.
        if matches!(b, 0xE4..=0xE9) {
            i += 3;
            continue;
        }
        // Signs that matter begin with E2 (“ ” ‘ ’ …), E3 (。《》), EF (！？；（）), or are ASCII.
        if !matches!(b, 0xE2 | 0xE3 | 0xEF | b'!' | b'?' | b'.' | b'(' | b')') {
            i += 1;
            continue;
        }
        // Most signs are commas.
        if matches!(bytes.get(i..i + 3), Some([0xEF, 0xBC, 0x8C | 0x9A] | [0xE3, 0x80, 0x81])) {
            i += 3;
            continue;
        }
        let Some(c) = text.get(i..).and_then(|t| t.chars().next()) else {
            i += 1;
            continue;
        };
        let end = i + c.len_utf8();
        match c {
            '“' | '‘' | '《' | '（' | '(' => {
                if let Some(sign) = closer(c).filter(|s| closes(text, end, c, *s)) {
                    open.push((sign, end));
                }
            }
            '”' | '’' | '》' | '）' | ')' => {
                if let Some(at) = open.iter().rposition(|(sign, _)| *sign == c) {
                    open.truncate(at);
                }
            }
            _ => {
                if let Some(stop) = stop(text, i, c).filter(|stop| ends_here(text, start, *stop, c, &mut open)) {
                    push(text, start..stop, out);
                    start = stop;
                    i = stop;
                    continue;
                }
            }
        }
        i = end;
    }
    push(text, start..text.len(), out);
}

/// The longest sentence, in bytes: three times the longest that we have met. What goes on without a stop for longer is
/// cut at a comma, else anywhere: the work on a sentence grows faster than its length.
const LONGEST: usize = 6000;

/// Add what is left of `range` without white space, in pieces where it is too long.
fn push(text: &str, mut range: Range<usize>, out: &mut Vec<Range<usize>>) {
    while range.len() > LONGEST {
        let limit = text.floor_char_boundary(range.start + LONGEST);
        let piece = text.get(range.start..limit).unwrap_or_default();
        let cut = piece.rfind(['，', '；', '、']).map_or(limit, |at| range.start + at + '，'.len_utf8());
        push_one(text, range.start..cut, out);
        range.start = cut;
    }
    push_one(text, range, out);
}

fn push_one(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let Some(words) = text.get(range.clone()) else { return };
    let trimmed = words.trim();
    if !trimmed.is_empty() {
        let at = range.start + (words.len() - words.trim_start().len());
        out.push(at..at + trimmed.len());
    }
}

fn closer(c: char) -> Option<char> {
    match c {
        '“' => Some('”'),
        '‘' => Some('’'),
        '《' => Some('》'),
        '（' => Some('）'),
        '(' => Some(')'),
        _ => None,
    }
}

/// Whether a closing sign comes within reach. Texts lose signs: what never closes encloses nothing.
fn closes(text: &str, from: usize, opener: char, sign: char) -> bool {
    let reach = if opener == '“' { 1500 } else { 400 };
    let to = text.floor_char_boundary((from + reach).min(text.len()));
    text.get(from..to).is_some_and(|t| holds(t, sign.encode_utf8(&mut [0; 4])))
}

/// The end of the sentence that `c` at byte `i` may close: with further stops and closing signs.
fn stop(text: &str, i: usize, c: char) -> Option<usize> {
    let bytes = text.as_bytes();
    match c {
        '。' | '！' | '？' | '；' | '｡' => {}
        '…' => {
            let run = text.get(i..)?.chars().take_while(|c| *c == '…').count();
            let after = text.get(i + run * c.len_utf8()..)?.chars().next();
            if run < 2 || after.is_some_and(|c| !matches!(c, '”' | '’' | '）' | '」' | '。' | '！' | '？')) && run == 2 && i == 0 {
                return None;
            }
        }
        '!' | '?' => {
            if bytes.get(i + 1).is_some_and(|b| !b.is_ascii_whitespace() && b.is_ascii()) {
                return None;
            }
        }
        '.' => {
            let word = i.checked_sub(2).and_then(|p| bytes.get(p..i)).is_some_and(|w| w.iter().all(u8::is_ascii_lowercase));
            let upper = bytes.get(i + 1) == Some(&b' ') && bytes.get(i + 2).is_some_and(u8::is_ascii_uppercase);
            if !word || !(upper || i + 1 == bytes.len()) {
                return None;
            }
        }
        _ => return None,
    }
    let mut end = i;
    for (k, c) in text.get(i..)?.char_indices() {
        if k > 0 && !matches!(c, '。' | '！' | '？' | '…' | '”' | '’' | '》' | '）' | ')' | '!' | '?') {
            break;
        }
        end = i + k + c.len_utf8();
    }
    Some(end)
}

/// Whether a sentence that began at `start` ends at `stop`, before which stands the stop `c`.
fn ends_here(text: &str, start: usize, stop: usize, c: char, open: &mut Vec<(char, usize)>) -> bool {
    let tail = text.get(start..stop).unwrap_or_default();
    let closed = tail.trim_end_matches(['”', '’', '》', '）', ')']);
    let signs = tail.get(closed.len()..).unwrap_or_default();
    if signs.is_empty() && open.is_empty() {
        return true;
    }
    let mut still: &[(char, usize)] = open;
    for sign in signs.chars() {
        if let Some(at) = still.iter().rposition(|(s, _)| *s == sign) {
            still = &still[..at];
        }
    }
    let whole = |at: usize| {
        let before = text.get(start..at).unwrap_or_default();
        let lead = before.trim_end_matches(['“', '‘', '（', '(']);
        lead.is_empty() || lead.ends_with(['：', ':', '，', '。'])
    };
    let next = text.get(stop..).and_then(|t| t.chars().next());
    let carries_on = next.is_some_and(|c| "的、，；：）》”’这那等和与及为是".contains(c) && !"这那".contains(c));
    if let Some((sign, at)) = still.first() {
        // Inside a quotation of whole sentences each of them ends; inside titles and brackets none.
        let quoted = matches!(sign, '”' | '’') && still.iter().all(|(s, _)| matches!(s, '”' | '’'));
        if !quoted || c == '；' || !whole(*at) {
            return false;
        }
        return true;
    }
    if signs.is_empty() {
        return true;
    }
    // A quotation or bracket closes here: it ends the sentence if it was one itself.
    let inner = open.first().map_or(start, |(_, at)| *at);
    if open.is_empty() {
        return !carries_on;
    }
    let ends = if c == '。' { !carries_on } else { !carries_on && whole(inner) && c != '；' };
    if ends {
        open.clear();
    }
    ends
}
