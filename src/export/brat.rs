//! brat standoff: `.ann` over the raw text.

use crate::graph::{Chars, Reading};
use std::io::{self, Write};

/// Write a text's mentions and relations for brat. Places count characters of the raw text, which is
/// the `.txt` beside it. A mention over a line end is written in fragments, as brat wants it.
/// A relation whose subject or object the sentence does not name has no place in brat and is left out.
///
/// # Errors
/// When `out` cannot be written.
pub fn brat(reading: Reading<'_>, out: &mut dyn Write) -> io::Result<()> {
    let chars = Chars::new(&reading.text.raw);
    for (i, mention) in reading.mentions.list.iter().enumerate().filter(|(_, m)| !m.anaphor) {
        let (start, end) = chars.range(reading.text.to_raw(mention.span));
        let pieces = fragments(&chars, start, end);
        let places: Vec<String> = pieces.iter().map(|(a, b)| format!("{a} {b}")).collect();
        let words: Vec<&str> = pieces.iter().map(|(a, b)| chars.slice(*a, *b)).collect();
        writeln!(out, "T{}\t{} {}\t{}", i + 1, mention.kind, places.join(";"), words.join(" "))?;
        if let Some(entity) = reading.resolved.of.get(i).and_then(|&e| reading.resolved.entities.get(e)) {
            writeln!(out, "#T{n}\tAnnotatorNotes T{n}\t{}", entity.key, n = i + 1)?;
        }
    }
    let real = |m: Option<usize>| m.filter(|&m| reading.mentions.list.get(m).is_some_and(|m| !m.anaphor)).map(|m| m + 1);
    for (n, claim) in reading.claims.list.iter().enumerate().map(|(i, c)| (i + 1, c)) {
        if let (Some(s), Some(o)) = (real(claim.subject_mention), real(claim.object_mention)) {
            writeln!(out, "R{n}\t{} Arg1:T{s} Arg2:T{o}", claim.predicate)?;
            writeln!(out, "#R{n}\tAnnotatorNotes R{n}\t{} {}", claim.modality, claim.rule)?;
        }
    }
    Ok(())
}

/// The runs of a range without line ends.
fn fragments(chars: &Chars<'_>, start: usize, end: usize) -> Vec<(usize, usize)> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let mut open = None;
    for (i, c) in chars.slice(start, end).chars().enumerate().map(|(i, c)| (start + i, c)) {
        match (c == '\n' || c == '\r', open) {
            (true, Some(from)) => {
                pieces.push((from, i));
                open = None;
            }
            (false, None) => open = Some(i),
            _ => {}
        }
    }
    pieces.extend(open.map(|from| (from, end)));
    pieces
}
