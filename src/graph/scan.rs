//! A graph file read through once, on all threads: for those who need a part of it.

use super::store::{format_of, unreadable};
use crate::base::Diag;
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxiri::Iri;
use rayon::prelude::*;
use regex::bytes::Regex;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// The quads of a file, one after the other: nothing but the one at hand is held.
///
/// # Errors
/// As for [`Graph::load`](super::Graph::load); mistakes inside of the file come where they stand.
pub fn stream(path: &Path) -> Result<impl Iterator<Item = Result<Quad, Diag>> + use<>, Diag> {
    let name = path.display().to_string();
    let format = format_of(path)?;
    let file = File::open(path).map_err(|e| unreadable(&name, &e))?;
    let parser = RdfParser::from_format(format).rename_blank_nodes().for_reader(BufReader::with_capacity(1 << 16, file));
    Ok(parser.map(move |quad| quad.map_err(|e| Diag::error("graph::syntax", &name, format!("cannot read the graph: {e}")))))
}

/// The triples of a file that are wanted, of all its graphs together, in the file's order; a triple that stands in
/// several graphs comes several times. Turtle, N-Triples and N-Quads are read on all threads of the pool that calls.
///
/// # Errors
/// As for [`Graph::load`](super::Graph::load).
pub fn scan(path: &Path, wanted: impl Fn(&Quad) -> bool + Sync) -> Result<Vec<Triple>, Diag> {
    Ok(parts(path, wanted)?.into_iter().flatten().map(Triple::from).collect())
}

/// The quads that are wanted, in the file's order, in a list for each part of the file. The addresses of quads that
/// are not wanted are not checked: that is a third of the time.
pub(super) fn parts(path: &Path, wanted: impl Fn(&Quad) -> bool + Sync) -> Result<Vec<Vec<Quad>>, Diag> {
    let name = path.display().to_string();
    let format = format_of(path)?;
    let bytes = std::fs::read(path).map_err(|e| unreadable(&name, &e))?;
    if let Some(parts) = fast(&bytes, format, &wanted) {
        return Ok(parts);
    }
    // The slow way says in which line what is wrong.
    let quads = RdfParser::from_format(format).rename_blank_nodes().for_slice(&bytes);
    let kept = quads.filter(|quad| quad.as_ref().map_or(true, &wanted)).collect::<Result<Vec<_>, _>>();
    kept.map(|kept| vec![kept])
        .map_err(|e| Diag::error("graph::syntax", &name, format!("cannot read the graph: {}", RdfParseError::from(e))))
}

/// Read on all threads; None where anything is wrong.
fn fast(bytes: &[u8], format: RdfFormat, wanted: &(impl Fn(&Quad) -> bool + Sync)) -> Option<Vec<Vec<Quad>>> {
    let parser = || RdfParser::from_format(format).rename_blank_nodes().lenient();
    let threads = rayon::current_num_threads();
    if let Some((head, parts)) = (format == RdfFormat::Turtle).then(|| blocks(bytes, threads)).flatten() {
        let read = |part: &&[u8]| kept(parser().for_reader(std::io::Read::chain(head, *part)), wanted);
        return parts.par_iter().map(read).collect();
    }
    parser().split_slice_for_parallel_parsing(bytes, threads).into_par_iter().map(|part| kept(part, wanted)).collect()
}

/// The quads that are wanted; None where one cannot be read, or has an address that is none.
fn kept<E>(quads: impl Iterator<Item = Result<Quad, E>>, wanted: impl Fn(&Quad) -> bool) -> Option<Vec<Quad>> {
    let quads = quads.filter(|quad| quad.as_ref().map_or(true, &wanted));
    quads.map(|quad| quad.ok().filter(has_addresses)).collect()
}

/// True where all that should be addresses are.
fn has_addresses(quad: &Quad) -> bool {
    let good = |node: &NamedNode| Iri::parse(node.as_str()).is_ok();
    let subject = if let NamedOrBlankNode::NamedNode(n) = &quad.subject { good(n) } else { true };
    let graph = if let GraphName::NamedNode(n) = &quad.graph_name { good(n) } else { true };
    let object = match &quad.object {
        Term::NamedNode(n) => good(n),
        Term::Literal(l) => Iri::parse(l.datatype().as_str()).is_ok(),
        _ => true,
    };
    subject && graph && object && good(&quad.predicate)
}

/// Parts smaller than this are not worth a thread.
const PART: usize = 1 << 18;

/// A Turtle file's prefixes, and the file cut between statements into about so many parts. None where that cannot be
/// told from the lines alone: texts of several lines, blank nodes (which parts would not share), prefixes further on.
///
/// A line that ends in ` .` ends a statement unless it is in a text of several lines or in a comment: a text of one
/// line and an IRI cannot hold the end of a line.
fn blocks(bytes: &[u8], threads: usize) -> Option<(&[u8], Vec<&[u8]>)> {
    let wanted = (bytes.len() / PART).min(threads);
    let head = head(bytes);
    let (first, rest) = bytes.split_at(head);
    let odd = ["\"\"\"", "'''", "_:"];
    if wanted < 2 || head == 0 || odd.iter().any(|o| memchr::memmem::find(rest, o.as_bytes()).is_some()) {
        return None;
    }
    if Regex::new(r"(?i)\b(?:prefix\s+[^\s<]*:|base)\s*<").is_ok_and(|r| r.is_match(rest)) {
        return None;
    }
    let mut parts = Vec::new();
    let mut left = rest;
    for n in (2..=wanted).rev() {
        let Some(end) = cut(left, left.len() / n) else { break };
        let (part, after) = left.split_at(end);
        parts.push(part);
        left = after;
    }
    parts.push(left);
    Some((first, parts))
}

/// The length of the lines of prefixes that a file begins with.
fn head(bytes: &[u8]) -> usize {
    let lines = bytes.split_inclusive(|b| *b == b'\n');
    lines.take_while(|l| l.starts_with(b"@prefix ") || l.starts_with(b"@base ") || l.trim_ascii().is_empty()).map(<[u8]>::len).sum()
}

/// The first end of a statement at or after a place.
fn cut(bytes: &[u8], from: usize) -> Option<usize> {
    memchr::memmem::find_iter(&bytes[from..], b" .\n").map(|at| from + at).find_map(|at| {
        let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |n| n + 1);
        (!bytes[start..at].contains(&b'#')).then_some(at + 3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "@prefix a: <http://a/> .\n\n";

    fn long(statement: &str) -> String {
        format!("{HEAD}{}", statement.repeat(2 * PART / statement.len() + 2))
    }

    #[test]
    fn turtle_is_cut_between_statements() {
        let text = long("a:s a:p \"one . two\" ,\n    \"é .\" ;\n    a:q a:o .\n\n");
        let (head, parts) = blocks(text.as_bytes(), 2).unwrap();
        assert_eq!((head, parts.len(), parts.concat().len()), (HEAD.as_bytes(), 2, text.len() - HEAD.len()));
        assert!(parts.iter().all(|p| p.ends_with(b"a:o .\n\n") || p.ends_with(b"a:o .\n")));
    }

    #[test]
    fn what_lines_do_not_tell_is_not_cut() {
        for odd in [
            "a:s a:p \"\"\"x .\n\"\"\" .\n",
            "a:s a:p _:b .\n",
            "a:s a:p a:o .\n@prefix b: <http://b/> .\n",
            "a:s a:p a:o . Prefix b:\t<http://b/>\n",
        ] {
            assert!(blocks(long(odd).as_bytes(), 2).is_none(), "{odd}");
        }
        // No cut after a comment, which may stand inside of a statement.
        let text = long("a:s a:p a:o ; # this . and that .\n a:q a:o .\n");
        let (_, parts) = blocks(text.as_bytes(), 2).unwrap();
        assert!(parts.iter().all(|p| p.ends_with(b" a:q a:o .\n")));
    }

    #[test]
    fn parts_and_the_whole_are_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("g.ttl");
        let lines: String = (0..40_000).map(|i| format!("a:s{i} a:p \"{i} .\"@zh ;\n    a:q a:o .\n")).collect();
        std::fs::write(&file, format!("{HEAD}{lines}")).unwrap();
        let read = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| scan(&file, |_| true).unwrap())
        };
        assert_eq!(read(1).len(), 80_000);
        assert_eq!(read(1), read(3));
        std::fs::write(&file, format!("{HEAD}{lines}a:s a:p .\n")).unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let wrong = pool.install(|| scan(&file, |_| true)).unwrap_err();
        assert!(wrong.message.contains("line 80003"), "{wrong:?}");
        std::fs::write(&file, format!("{HEAD}{lines}a:s a:p <a b> .\n")).unwrap();
        let wrong = pool.install(|| scan(&file, |_| true)).unwrap_err();
        assert!(wrong.message.contains("line 80003"), "{wrong:?}");
    }
}
