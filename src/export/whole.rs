//! Turtle of a [`Union`]: the same bytes as [`turtle`](super::turtle()) gives for its triples, without a string for each term.

use super::turtle::{WIDTH, canonical, prefix_lines, split};
use crate::graph::{Name, Union, Value, quoted, words};
use std::io::{self, Write};

/// How many bytes are made ready before they are written.
const CHUNK: usize = 1 << 16;

/// A name as it is written.
#[derive(Clone, Copy)]
enum Short<'u> {
    /// It is not written, or only as `a`.
    Unseen,
    Prefixed(&'static str, &'u str),
    Whole,
}

/// Write the triples of a union that is in order.
///
/// # Errors
/// When `out` cannot be written.
pub fn whole(union: &Union, out: &mut dyn Write) -> io::Result<()> {
    let names = shorts(union);
    let mut prefixes: Vec<&'static str> =
        names.iter().filter_map(|s| if let Short::Prefixed(name, _) = s { Some(*name) } else { None }).collect();
    prefixes.sort_unstable();
    prefixes.dedup();
    prefix_lines(&prefixes, out)?;
    let mut ready = String::with_capacity(CHUNK * 2);
    let mut objects = String::new();
    let mut triples = union.triples().peekable();
    let mut last: Option<(u32, u32)> = None;
    while let Some((subject, predicate, value)) = triples.next() {
        match last {
            Some((s, _)) if s == subject.number => ready.push_str(" ;\n    "),
            before => {
                if before.is_some() {
                    ready.push_str(" .\n");
                }
                if ready.len() >= CHUNK {
                    out.write_all(ready.as_bytes())?;
                    ready.clear();
                }
                ready.push('\n');
                push(&names, subject, &mut ready);
                ready.push(' ');
            }
        }
        last = Some((subject.number, predicate.number));
        match predicate.iri == words::A.as_str() {
            true => ready.push('a'),
            false => push(&names, predicate, &mut ready),
        }
        ready.push(' ');
        // The objects of one predicate, and where each ends.
        objects.clear();
        let mut ends = Vec::new();
        object(&names, value, &mut objects);
        ends.push(objects.len());
        while let Some((_, _, value)) = triples.next_if(|(s, p, _)| last == Some((s.number, p.number))) {
            object(&names, value, &mut objects);
            ends.push(objects.len());
        }
        let between = if objects.len() > WIDTH { " ,\n        " } else { " , " };
        let mut from = 0;
        for end in ends {
            if from > 0 {
                ready.push_str(between);
            }
            ready.push_str(&objects[from..end]);
            from = end;
        }
    }
    if last.is_some() {
        ready.push_str(" .\n");
    }
    out.write_all(ready.as_bytes())
}

/// Every name that is written, by its number.
fn shorts(union: &Union) -> Vec<Short<'_>> {
    let mut names = vec![Short::Unseen; union.names()];
    let mut see = |name: Name<'_>| names[name.number as usize] = Short::Whole;
    for (subject, predicate, value) in union.triples() {
        see(subject);
        if predicate.iri != words::A.as_str() {
            see(predicate);
        }
        match value {
            Value::Node(node) => see(node),
            Value::Typed(text, datatype) if !(datatype.iri == words::XSD_INTEGER.as_str() && canonical(text)) => see(datatype),
            _ => {}
        }
    }
    for (number, short) in (0u32..).zip(&mut names) {
        if matches!(short, Short::Whole)
            && let Some((prefix, local)) = split(union.name(number))
        {
            *short = Short::Prefixed(prefix, local);
        }
    }
    names
}

fn push(names: &[Short<'_>], name: Name<'_>, out: &mut String) {
    match names[name.number as usize] {
        Short::Prefixed(prefix, local) => {
            out.push_str(prefix);
            out.push(':');
            out.push_str(local);
        }
        Short::Whole | Short::Unseen => {
            out.push('<');
            out.push_str(name.iri);
            out.push('>');
        }
    }
}

fn object(names: &[Short<'_>], value: Value<'_>, out: &mut String) {
    match value {
        Value::Node(name) => push(names, name, out),
        Value::Text(text) => quoted(text, out),
        Value::Words(words, language) => {
            quoted(words, out);
            out.push('@');
            out.push_str(language);
        }
        Value::Typed(text, datatype) if datatype.iri == words::XSD_INTEGER.as_str() && canonical(text) => out.push_str(text),
        Value::Typed(text, datatype) => {
            quoted(text, out);
            out.push_str("^^");
            push(names, datatype, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::export::{turtle, whole};
    use crate::graph::{self, Graph, Options, Union};
    use crate::pipeline::gold::{self, Names};

    #[test]
    fn a_union_is_written_as_its_triples_are() {
        let lexicon = crate::lexicon::Lexicon::default();
        let runs: Vec<_> = gold::DOCS.iter().map(|doc| gold::run(doc, Names::Words)).collect();
        let (graph, mut union) = (Graph::new().unwrap(), Union::default());
        for run in &runs {
            let lines = graph::lines(&lexicon, run.reading(), Options { mentions: true });
            graph.extend(lines.quads()).unwrap();
            union.add(&lines);
        }
        union.sort();
        let (mut want, mut got) = (Vec::new(), Vec::new());
        turtle(&graph.triples(), &mut want).unwrap();
        whole(&union, &mut got).unwrap();
        assert_eq!((union.len(), String::from_utf8(got).unwrap()), (graph.len(), String::from_utf8(want).unwrap()));
        assert_eq!(union.count(graph::words::STATEMENT.as_str()), graph.subjects(graph::words::A, graph::words::STATEMENT).len());
        let mut nothing = Vec::new();
        whole(&Union::default(), &mut nothing).unwrap();
        assert!(nothing.is_empty());
    }
}
