//! An error with its line and a caret below it, in plain text.

use crate::base::Diag;
use unicode_width::UnicodeWidthStr;

/// The message, and where it points, the line with a caret.
pub(super) fn point(diag: &Diag) -> String {
    let mut out = diag.message.clone();
    if let (Some(label), Some((line, column))) = (diag.labels.first(), diag.position()) {
        let text = diag.source.lines().nth(line - 1).unwrap_or_default().replace('\t', " ");
        let before: String = text.chars().take(column - 1).collect();
        let number = line.to_string();
        let margin = " ".repeat(number.len());
        out.push_str(&format!(" ({line}:{column})\n{number} | {text}\n{margin} | {}^ {}", " ".repeat(before.width()), label.text));
    }
    if let Some(help) = &diag.help {
        out.push_str(&format!("\n{help}"));
    }
    out
}
