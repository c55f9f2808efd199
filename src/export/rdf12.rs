//! RDF 1.2: every statement also as a reifier of the triple that it is about.
//!
//! `st:… rdf:reifies <<( sgr:kazakhstan sg:hosts sgr:summit )>>` names the triple without asserting it, so that
//! what is only considered or denied can be told of like the rest. Few readers know RDF 1.2 yet: it is written on demand only.

use super::{Format, turtle};
use crate::graph::{Graph, words};
use oxigraph::model::{NamedNode, NamedNodeRef, Term, Triple};
use std::io::{self, Write};

const REIFIES: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";

/// True for the formats that [`rdf12`] can write.
pub fn has_rdf12(format: Format) -> bool {
    matches!(format, Format::Turtle | Format::NTriples)
}

/// Write a graph as Turtle 1.2, or for other formats as N-Triples 1.2.
///
/// # Errors
/// When `out` cannot be written.
pub fn rdf12(graph: &Graph, format: Format, out: &mut dyn Write) -> io::Result<()> {
    let triples = graph.triples();
    if format == Format::Turtle {
        writeln!(out, "VERSION \"1.2\"\n@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .")?;
        let more = |block: &[Triple]| about(block).map(|about| format!("rdf:reifies {}", term(about, &turtle::node)));
        return turtle::with_more(&triples, &more, out);
    }
    for block in triples.chunk_by(|a, b| a.subject == b.subject) {
        block.iter().try_for_each(|t| writeln!(out, "{t} ."))?;
        if let Some(about) = about(block) {
            writeln!(out, "{} <{REIFIES}> {} .", block[0].subject, term(about, &NamedNode::to_string))?;
        }
    }
    Ok(())
}

/// Subject, predicate and object of a statement.
fn about(block: &[Triple]) -> Option<[&NamedNode; 3]> {
    let value = |word: NamedNodeRef<'_>| {
        block.iter().find(|t| t.predicate.as_ref() == word).and_then(|t| if let Term::NamedNode(n) = &t.object { Some(n) } else { None })
    };
    Some([value(words::SUBJECT)?, value(words::PREDICATE)?, value(words::OBJECT)?])
}

fn term([s, p, o]: [&NamedNode; 3], node: &dyn Fn(&NamedNode) -> String) -> String {
    format!("<<( {} {} {} )>>", node(s), node(p), node(o))
}
