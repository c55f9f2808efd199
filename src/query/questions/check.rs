//! An answer against the rows that are right.

use super::Question;
use crate::query::{Answer, short};
use oxigraph::model::Term;

/// How an answer compares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Rows that are right.
    pub right: usize,
    /// Rows that should be there and are not.
    pub missing: Vec<String>,
    /// Rows that should not be there.
    pub extra: Vec<String>,
}

impl Verdict {
    /// True where nothing is missing and nothing too many.
    pub fn good(&self) -> bool {
        self.missing.is_empty() && self.extra.is_empty()
    }
}

impl Question {
    /// Compare an answer with the rows expected. Quote marks, blanks, kinds of dash and letter case do not count.
    /// No rows expected means that none must come; the one row `*` means that some must, and a cell `*` takes anything.
    pub fn check(&self, answer: &Answer) -> Verdict {
        let mut left = rows(answer);
        let mut verdict = Verdict::default();
        if let [row] = &self.expect[..]
            && row.iter().all(|cell| cell[0] == "*")
        {
            verdict.right = left.len();
            verdict.missing = if left.is_empty() { vec!["any row".to_owned()] } else { Vec::new() };
            return verdict;
        }
        for want in &self.expect {
            match left.iter().position(|row| fits(want, row)) {
                Some(at) => {
                    left.remove(at);
                    verdict.right += 1;
                }
                None => verdict.missing.push(want.iter().map(|cell| cell.join(" / ")).collect::<Vec<_>>().join("\t")),
            }
        }
        verdict.extra = left.iter().map(|row| row.join("\t")).collect();
        verdict
    }
}

fn rows(answer: &Answer) -> Vec<Vec<String>> {
    let cell = |t: &Option<Term>| t.as_ref().map(short).unwrap_or_default();
    match answer {
        Answer::Rows { rows, .. } => rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        Answer::Truth(truth) => vec![vec![if *truth { "yes" } else { "no" }.to_owned()]],
        Answer::Triples(triples) => {
            let row = |t: &oxigraph::model::Triple| vec![t.subject.clone().into(), t.predicate.clone().into(), t.object.clone()];
            triples.iter().map(|t| row(t).iter().map(short).collect()).collect()
        }
    }
}

fn fits(want: &[Vec<String>], row: &[String]) -> bool {
    want.len() == row.len() && want.iter().zip(row).all(|(names, cell)| names.iter().any(|n| n == "*" || plain(n) == plain(cell)))
}

/// Words as they are compared.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars().filter(|c| !c.is_whitespace() && !"“”‘’\"《》〈〉「」『』".contains(*c)) {
        match c {
            '－' | '–' | '―' | '‐' | '‑' | '−' | '─' => out.push('—'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}
