//! A sentence with marks under some of its words.

use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns after which a line is broken.
const WIDTH: usize = 96;

/// Bytes of the sentence, and what to say of them.
pub type Mark = (Range<usize>, String);

/// The sentence in lines of at most 96 columns, and under each of them carets with labels for its marks.
/// Marks side by side have carets and tildes in turn; of marks that overlap each gets a row of its own.
/// Every line is indented by `indent` columns.
///
/// ```
/// let text = "中方支持蓝海计划。";
/// let drawn = silkgraph::explain::underline(text, &[(0..6, "subject".into()), (12..24, "object".into())], 2);
/// assert_eq!(drawn, "  中方支持蓝海计划。\n  ^^^^    ^^^^^^^^ object\n  subject\n");
/// ```
pub fn underline(text: &str, marks: &[Mark], indent: usize) -> String {
    let mut out = String::new();
    let mut put = |line: &str| {
        let line = format!("{}{}", " ".repeat(indent), line);
        out.push_str(line.trim_end());
        out.push('\n');
    };
    let mut marks: Vec<&Mark> = marks.iter().filter(|m| m.0.start < m.0.end && text.get(m.0.clone()).is_some()).collect();
    marks.sort_by_key(|m| (m.0.start, std::cmp::Reverse(m.0.end)));
    for line in lines(text) {
        put(&text[line.clone()].replace('\n', "⏎"));
        let here = marks.iter().filter(|m| m.0.start < line.end && line.start < m.0.end);
        let mut left: Vec<(Range<usize>, &str)> = here
            .map(|m| {
                let part = m.0.start.max(line.start)..m.0.end.min(line.end);
                // A mark that goes on in the next line has its label there.
                (part.start - line.start..part.end - line.start, if m.0.end <= line.end { m.1.as_str() } else { "" })
            })
            .collect();
        while !left.is_empty() {
            let (mut row, mut later) = (Vec::new(), Vec::new());
            for m in left {
                let free = row.last().is_none_or(|l: &(Range<usize>, &str)| l.0.end <= m.0.start);
                if free { row.push(m) } else { later.push(m) }
            }
            carets(&text[line.clone()], &row).iter().for_each(|l| put(l));
            left = later;
        }
    }
    out
}

/// Bytes of lines that are not too wide; a line break stands at the end of one.
fn lines(text: &str) -> Vec<Range<usize>> {
    let (mut out, mut start, mut column) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        if column + width(c) > WIDTH {
            out.push(start..at);
            (start, column) = (at, 0);
        }
        column += width(c);
        if c == '\n' {
            out.push(start..at + 1);
            (start, column) = (at + 1, 0);
        }
    }
    if start < text.len() || out.is_empty() {
        out.push(start..text.len());
    }
    out
}

fn width(c: char) -> usize {
    if c == '\n' { 1 } else { c.width().unwrap_or(0) }
}

fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// A row of carets, with the last label beside it and the others below.
fn carets(text: &str, row: &[(Range<usize>, &str)]) -> Vec<String> {
    let mut line = String::new();
    let (mut end, mut sign) = (usize::MAX, '^');
    for (range, _) in row {
        sign = if range.start == end && sign == '^' { '~' } else { '^' };
        end = range.end;
        let at = columns(&text[..range.start]);
        line.push_str(&" ".repeat(at.saturating_sub(line.width())));
        line.extend(std::iter::repeat_n(sign, columns(&text[range.clone()]).max(1)));
    }
    let mut labels: Vec<(usize, &str)> = row.iter().map(|m| (columns(&text[..m.0.start]), m.1)).collect();
    if let Some((_, last)) = labels.pop() {
        line.push_str(&format!(" {last}"));
    }
    labels.retain(|l| !l.1.is_empty());
    let mut out = vec![line];
    while !labels.is_empty() {
        let (mut line, mut rest) = (String::new(), Vec::new());
        for (i, &(at, label)) in labels.iter().enumerate() {
            let fits = labels.get(i + 1).is_none_or(|next| at + label.width() < next.0);
            if fits && line.width() <= at {
                line.push_str(&" ".repeat(at - line.width()));
                line.push_str(label);
            } else {
                rest.push((at, label));
            }
        }
        out.push(line);
        labels = rest;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, marks: &[(&str, &str)]) -> String {
        let mark = |(words, label): &(&str, &str)| {
            let at = text.find(words).unwrap();
            (at..at + words.len(), (*label).to_owned())
        };
        underline(text, &marks.iter().map(mark).collect::<Vec<_>>(), 0)
    }

    #[test]
    fn marks_beside_and_over_each_other() {
        insta::assert_snapshot!(drawn("中方高度评价中亚国家", &[("中方", "subject"), ("高度评价", "trigger"), ("中亚国家", "object")]), @r"
        中方高度评价中亚国家
        ^^^^~~~~~~~~^^^^^^^^ object
            trigger
        subject
        ");
        insta::assert_snapshot!(drawn("中亚国家", &[("中亚国家", "Group"), ("中亚", "Place")]), @r"
        中亚国家
        ^^^^^^^^ Group
        ^^^^ Place
        ");
    }

    #[test]
    fn long_sentences_are_broken() {
        let text = "一".repeat(60) + "峰会";
        let drawn = drawn(&text, &[("峰会", "object")]);
        assert_eq!(drawn.lines().count(), 3);
        assert_eq!(drawn.lines().last().unwrap(), format!("{}^^^^ object", " ".repeat(24)));
        assert_eq!(underline("a\nb", &[], 1), " a⏎\n b\n");
    }
}
