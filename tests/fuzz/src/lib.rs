//! What is fuzzed: one function a target, bytes in, a panic where a promise is broken. `../run` runs them all.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Triple};
use silkgraph::base::{Diag, Span};
use silkgraph::eval::{Page, Side};
use silkgraph::graph::{self, Graph, words};
use silkgraph::lexicon::Lexicon;
use silkgraph::pipeline::{Kit, LONGEST, Run, records};
use silkgraph::rules::RuleSet;
use silkgraph::text::{Input, Text, read};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static KIT: LazyLock<Kit> = LazyLock::new(|| Kit::embedded().expect("the built-in kit"));

fn input(bytes: &[u8]) -> Input {
    Input { file: "t.txt".into(), bytes: bytes.to_vec(), ..Input::default() }
}

/// Decoder, markup, layout, articles, sentences.
pub fn text(bytes: &[u8]) {
    sound(&read(&input(bytes)));
}

/// All stages, every writer of a text, the graph as Turtle read by two readers.
pub fn run(bytes: &[u8]) {
    written(&whole(bytes));
}

/// Dates in a sentence, in front matter and from outside: what the graph says is a date is one.
pub fn dates(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes).replace('\r', "");
    let line = words.replace('\n', "");
    let body = format!("---\ndate: {line}\n---\n\n宣言\n\n（2023年5月19日，西安）\n\n2023年5月19日，{words}中国支持“一带一路”倡议。\n");
    let run = whole(body.as_bytes());
    for quad in graph::quads(&KIT.lexicon, run.reading(), graph::Options { mentions: true }) {
        if let oxigraph::model::Term::Literal(l) = &quad.object
            && l.datatype() == words::XSD_DATE
        {
            let day = l.value();
            let parts: Vec<u32> = day.split('-').filter_map(|p| p.parse().ok()).collect();
            assert!(parts.len() == 3 && day.len() == 10 && (1..=12).contains(&parts[1]) && (1..=31).contains(&parts[2]), "{quad}");
        }
    }
    let record = format!("{{\"text\":\"中国。\",\"date\":{:?}}}", line);
    records("d.jsonl".to_owned(), std::io::Cursor::new(record.into_bytes()), LONGEST).for_each(drop);
}

/// A rule file: loaded, with every pattern compiled, or refused with places inside of it.
pub fn rules(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes).into_owned();
    let files = [("a.toml".to_owned(), source)];
    match RuleSet::load(&files) {
        Ok(rules) => places(rules.check(&files).err()),
        Err(diags) => places(Some(diags)),
    }
}

/// A lexicon file.
pub fn lexicon(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes).into_owned();
    places(Lexicon::load(&[("a.ttl".to_owned(), source)]).err());
}

/// Gold annotations and JSON lines.
pub fn notes(bytes: &[u8]) {
    static PAGE: LazyLock<Page> = LazyLock::new(|| Page::new("d", include_str!("../../../data/texts/xian-2023-part-3.txt")));
    if let Ok(side) = Side::gold(&PAGE, ("d.jsonl", &String::from_utf8_lossy(bytes)), None) {
        for spot in side.mentions.keys() {
            assert!(spot.start <= spot.end && spot.end <= PAGE.len(), "a place outside of the page");
        }
    }
    records("d.jsonl".to_owned(), std::io::Cursor::new(bytes.to_vec()), LONGEST).for_each(drop);
}

/// Triples, a line each, cells between tabs: subject, predicate, and an object that its first character tells the kind of.
pub fn turtle(bytes: &[u8]) {
    const BASES: [&str; 4] =
        ["https://w3id.org/silkgraph/ns#", "https://w3id.org/silkgraph/id/", "http://www.w3.org/2000/01/rdf-schema#", "http://x.test/"];
    let words = String::from_utf8_lossy(bytes);
    let iri = |cell: &str| {
        let base = BASES[cell.len() % BASES.len()];
        NamedNode::new(format!("{base}{cell}")).ok()
    };
    let lines = words.split('\n').filter_map(|line| {
        let mut cells = line.splitn(3, '\t');
        let (s, p, o) = (iri(cells.next()?)?, cells.next()?, cells.next()?);
        let p = if p == "a" { words::A.into_owned() } else { iri(p)? };
        let rest = o.get(o.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
        // A literal may hold line ends: `\n` as two characters stands for one.
        let value = rest.replace("\\n", "\n").replace("\\t", "\t");
        let object = match o.chars().next() {
            Some('<') => return Some(Triple::new(s, p, iri(rest)?)),
            Some('@') => Literal::new_language_tagged_literal(value, "zh-hans").ok()?,
            Some('1') => Literal::new_typed_literal(value, words::XSD_INTEGER),
            Some('d') => Literal::new_typed_literal(value, words::XSD_DATE),
            Some('^') => Literal::new_typed_literal(value, iri(rest)?),
            _ => Literal::new_simple_literal(value),
        };
        Some(Triple::new(s, p, object))
    });
    read_back(lines.map(|t| t.in_graph(GraphName::DefaultGraph)).collect());
}

/// All stages; every place is words of the text.
fn whole(bytes: &[u8]) -> Run {
    let run = silkgraph::pipeline::run(&KIT, &input(bytes));
    sound(&run.text);
    for m in &run.mentions.list {
        place(&run.text, m.span);
        assert!(run.text.articles[m.article].sentences[m.sentence].span.contains(m.span), "a mention outside of its sentence");
    }
    run.claims.list.iter().for_each(|c| place(&run.text, c.evidence));
    run
}

fn written(run: &Run) {
    read_back(graph::quads(&KIT.lexicon, run.reading(), graph::Options { mentions: true }));
    for write in [silkgraph::export::annotations, silkgraph::export::brat, silkgraph::export::webanno] {
        let mut out = Vec::new();
        write(run.reading(), &mut out).expect("a writer to memory");
        String::from_utf8(out).expect("UTF-8");
    }
}

/// Written Turtle is read back equal by oxttl and by rio_turtle.
fn read_back(quads: Vec<Quad>) {
    let graph = Graph::from_quads(quads).expect("a graph in memory");
    let want: BTreeSet<String> = graph.triples().iter().map(|t| format!("{t} .")).collect();
    let mut out = Vec::new();
    silkgraph::export::turtle(&graph.triples(), &mut out).expect("a writer to memory");
    let read = |format, bytes: &[u8]| -> BTreeSet<String> {
        RdfParser::from_format(format).for_slice(bytes).map(|q| format!("{} .", Triple::from(q.expect("what we wrote")))).collect()
    };
    assert_eq!(read(RdfFormat::Turtle, &out), want, "oxttl");
    assert_eq!(read(RdfFormat::NTriples, rio(&out).as_bytes()), want, "rio_turtle");
}

/// What rio_turtle reads, as N-Triples.
fn rio(turtle: &[u8]) -> String {
    use rio_api::parser::TriplesParser;
    let mut found = String::new();
    let done: Result<(), rio_turtle::TurtleError> = rio_turtle::TurtleParser::new(turtle, None).parse_all(&mut |t| {
        found.push_str(&format!("{t} .\n"));
        Ok(())
    });
    done.expect("what we wrote");
    found
}

fn place(text: &Text, span: Span<silkgraph::base::Norm>) {
    assert!(span.start < span.end && text.norm.get(span.start..span.end).is_some(), "a span is no words of the text");
    let raw = text.to_raw(span);
    assert!(raw.start < raw.end && text.raw.get(raw.range()).is_some(), "a span is no words of the raw text");
}

fn sound(text: &Text) {
    assert!(!text.norm.contains(silkgraph::rules::encode::stands_for_mention), "a private-use character that stands for mentions");
    text.articles.iter().flat_map(|a| &a.sentences).for_each(|s| place(text, s.span));
}

fn places(diags: Option<Vec<Diag>>) {
    for diag in diags.unwrap_or_default() {
        assert!(diag.labels.iter().all(|l| diag.source.get(l.range.clone()).is_some()), "a place outside of the file: {diag:?}");
    }
}
