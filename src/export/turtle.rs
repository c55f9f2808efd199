//! Turtle for reading: one block a subject, `a` first, texts and entities before statements.

use crate::graph::{self, words, words::PREFIXES};
use oxigraph::model::vocab::xsd::STRING as XSD_STRING;
use oxigraph::model::{LiteralRef, NamedNode, NamedOrBlankNode, Term, Triple};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Objects longer than this together stand one a line.
pub(super) const WIDTH: usize = 100;

/// Write triples that are in [`order`](crate::graph::order): the same triples give the same bytes.
///
/// # Errors
/// When `out` cannot be written.
pub fn turtle(triples: &[Triple], out: &mut dyn Write) -> io::Result<()> {
    with_more(triples, &|_| None, out)
}

/// The same, with one more line, verb and object, at the end of the blocks for which `more` has one.
pub(super) fn with_more(triples: &[Triple], more: &dyn Fn(&[Triple]) -> Option<String>, out: &mut dyn Write) -> io::Result<()> {
    let mut blocks: Vec<&[Triple]> = triples.chunk_by(|a, b| a.subject == b.subject).collect();
    blocks.sort_by_key(|block| place(&block[0].subject));
    prefix_lines(&used(triples).into_iter().collect::<Vec<_>>(), out)?;
    for block in blocks {
        writeln!(out)?;
        write!(out, "{}", subject(&block[0].subject))?;
        for (i, group) in block.chunk_by(|a, b| a.predicate == b.predicate).enumerate() {
            let verb = if group[0].predicate.as_ref() == words::A { "a".to_owned() } else { node(&group[0].predicate) };
            write!(out, "{}{verb} ", if i == 0 { " " } else { " ;\n    " })?;
            let objects: Vec<String> = group.iter().map(|t| object(&t.object)).collect();
            let long = objects.iter().map(String::len).sum::<usize>() > WIDTH;
            write!(out, "{}", objects.join(if long { " ,\n        " } else { " , " }))?;
        }
        if let Some(line) = more(block) {
            write!(out, " ;\n    {line}")?;
        }
        writeln!(out, " .")?;
    }
    Ok(())
}

/// Where a subject's block goes.
fn place(subject: &NamedOrBlankNode) -> u8 {
    if let NamedOrBlankNode::NamedNode(n) = subject { graph::place(n.as_str()) } else { 9 }
}

/// The lines that say what these prefixes stand for.
pub(super) fn prefix_lines(names: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let known = PREFIXES.iter().filter(|(name, _)| names.contains(name));
    known.into_iter().try_for_each(|(name, iri)| writeln!(out, "@prefix {name}: <{iri}> ."))
}

/// The prefixes that the triples use, sorted.
fn used(triples: &[Triple]) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut see = |n: &str| found.extend(split(n).map(|(name, _)| name));
    for t in triples {
        if let NamedOrBlankNode::NamedNode(n) = &t.subject {
            see(n.as_str());
        }
        if t.predicate.as_ref() != words::A {
            see(t.predicate.as_str());
        }
        match &t.object {
            Term::NamedNode(n) => see(n.as_str()),
            Term::Literal(l) if l.language().is_some() || l.datatype() == XSD_STRING => {}
            Term::Literal(l) if l.datatype() == words::XSD_INTEGER && canonical(l.value()) => {}
            Term::Literal(l) => see(l.datatype().as_str()),
            _ => {}
        }
    }
    found
}

fn subject(s: &NamedOrBlankNode) -> String {
    match s {
        NamedOrBlankNode::NamedNode(n) => node(n),
        NamedOrBlankNode::BlankNode(b) => b.to_string(),
    }
}

fn object(o: &Term) -> String {
    match o {
        Term::NamedNode(n) => node(n),
        Term::Literal(l) => literal(l.as_ref()),
        other => other.to_string(),
    }
}

fn literal(l: LiteralRef<'_>) -> String {
    if l.language().is_some() || l.datatype() == XSD_STRING {
        return l.to_string();
    }
    if l.datatype() == words::XSD_INTEGER && canonical(l.value()) {
        return l.value().to_owned();
    }
    let quoted = LiteralRef::new_simple_literal(l.value()).to_string();
    format!("{quoted}^^{}", node(&l.datatype().into_owned()))
}

/// True for an integer as Turtle may write it without quotes.
pub(super) fn canonical(value: &str) -> bool {
    value.parse::<i64>().is_ok_and(|n| n.to_string() == value)
}

/// A node, shortened where a prefix fits.
pub(super) fn node(n: &NamedNode) -> String {
    match split(n.as_str()) {
        Some((name, local)) => format!("{name}:{local}"),
        None => n.to_string(),
    }
}

/// An IRI as prefix and local name, where the local name needs no escapes.
pub(super) fn split(iri: &str) -> Option<(&'static str, &str)> {
    let fits = |(_, base): &&(&str, &str)| iri.starts_with(base);
    let (name, base) = PREFIXES.iter().filter(fits).max_by_key(|(_, base)| base.len())?;
    let local = &iri[base.len()..];
    let inner = |c: char| letter(c) || c.is_ascii_digit() || matches!(c, '-' | '.' | '\u{B7}');
    let first = |c: char| letter(c) || c.is_ascii_digit();
    let plain = local.starts_with(first) && local.chars().all(inner) && !local.ends_with('.');
    plain.then_some((*name, local))
}

/// Characters that may begin a local name: `PN_CHARS_U` of the Turtle grammar, as far as we meet them.
fn letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || c == '_'
        || matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}'
            | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}
