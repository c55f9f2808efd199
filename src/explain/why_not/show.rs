//! The answer to why not, as text.

use super::{Answer, Reason};
use crate::explain::underline;

/// The answer, for the text of this file.
pub fn show(file: &str, asked: &str, answer: &Answer) -> String {
    if !answer.said.is_empty() {
        let mut out = format!("{file} does say “{asked}”:\n");
        for said in &answer.said {
            let of = said.of.as_ref().map_or_else(String::new, |g| format!(", of {g}"));
            out.push_str(&format!("  line {}: {}, by {}{of}\n", said.line, said.modality, said.rule));
        }
        return out;
    }
    let mut out = format!("{file} does not give “{asked}”.\n");
    if answer.reasons.is_empty() {
        out.push_str("  No sentence names the object.\n");
    }
    for reason in &answer.reasons {
        out.push('\n');
        out.push_str(&one(file, reason));
    }
    out
}

fn one(file: &str, reason: &Reason) -> String {
    let mut out = String::new();
    if let Some(line) = reason.line {
        out.push_str(&format!("  {file}:{line}\n"));
        out.push_str(&underline(&reason.text, &reason.marks, 2));
    }
    let mut field = |name: &str, value: &str| out.push_str(&format!("  {name:<9}{value}\n"));
    if let Some(rule) = &reason.rule {
        field("nearest", &format!("{}, {}", rule.id, rule.at));
        field("", &rule.says);
    }
    if let Some(element) = &reason.element {
        field("fails at", element);
    }
    for (n, says) in reason.says.iter().enumerate() {
        field(if n == 0 { "because" } else { "" }, says);
    }
    out
}
