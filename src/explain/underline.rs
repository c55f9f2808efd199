//! A sentence with marks under some of its words.

use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The sentence, and under it a line of carets for each row of marks: (bytes of the sentence, label).
/// Marks that do not overlap share a row as long as their labels leave room. Every line is indented by `indent` columns.
///
/// ```
/// let text = "中方支持蓝海计划。";
/// let drawn = silkgraph::explain::underline(text, &[(0..6, "subject".into()), (12..24, "object".into())], 2);
/// assert_eq!(drawn, "  中方支持蓝海计划。\n  ^^^^    ^^^^^^^^ object\n  subject\n");
/// ```
pub fn underline(text: &str, marks: &[(Range<usize>, String)], indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut out = format!("{pad}{}\n", text.replace('\n', "⏎"));
    let mut marks: Vec<&(Range<usize>, String)> = marks.iter().filter(|m| m.0.end <= text.len() && m.0.start < m.0.end).collect();
    marks.sort_by_key(|m| (m.0.start, m.0.end));
    let columns = |range: &Range<usize>| (width(&text[..range.start]), width(&text[range.clone()]).max(1));
    // One row of carets; labels of all but the last mark stand below, from right to left.
    while !marks.is_empty() {
        let (mut row, mut later, mut end) = (Vec::new(), Vec::new(), 0);
        for m in marks {
            if m.0.start >= end {
                end = m.0.end;
                row.push(m);
            } else {
                later.push(m);
            }
        }
        let mut line = String::new();
        for (range, _) in &row {
            let (at, length) = columns(range);
            line.push_str(&" ".repeat(at.saturating_sub(line.width())));
            line.push_str(&"^".repeat(length));
        }
        let mut labels: Vec<(usize, &str)> = row.iter().map(|m| (columns(&m.0).0, m.1.as_str())).filter(|m| !m.1.is_empty()).collect();
        if let (Some(last), Some(mark)) = (labels.last(), row.last())
            && columns(&mark.0).0 == last.0
        {
            line.push(' ');
            line.push_str(last.1);
            labels.pop();
        }
        out.push_str(&format!("{pad}{}\n", line.trim_end()));
        while let Some((_, _)) = labels.last() {
            let mut line = String::new();
            let mut rest = Vec::new();
            // As many labels as fit beside each other.
            for (i, (at, label)) in labels.iter().enumerate() {
                let room = labels.get(i + 1).is_none_or(|next| at + label.width() < next.0);
                if room && line.width() <= *at {
                    line.push_str(&" ".repeat(at - line.width()));
                    line.push_str(label);
                } else {
                    rest.push((*at, *label));
                }
            }
            out.push_str(&format!("{pad}{}\n", line.trim_end()));
            if rest.len() == labels.len() {
                break;
            }
            labels = rest;
        }
        marks = later;
    }
    out
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c == '\n' { 1 } else { c.width().unwrap_or(0) }).sum()
}
