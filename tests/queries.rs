//! The questions of `queries/`, asked of a graph of `data/texts`: every one must be answered with the rows that its
//! header expects. The rows were written down by reading the texts, not by asking the program.

#![allow(clippy::unwrap_used)]

use silkgraph::export::{self, Format as Rdf};
use silkgraph::graph::{Graph, Options};
use silkgraph::pipeline::{Kit, build, find, threads};
use silkgraph::query::{self, Answer, Format, Question, choose, questions};
use std::path::Path;
use std::sync::OnceLock;

fn graph() -> &'static Graph {
    static GRAPH: OnceLock<Graph> = OnceLock::new();
    GRAPH.get_or_init(|| {
        let (files, _) = find(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("data/texts")]);
        let texts: Vec<_> = files.into_iter().filter(|f| f.name.ends_with(".txt")).collect();
        assert_eq!(texts.len(), 5);
        build(&Kit::embedded().unwrap(), &threads(0).unwrap(), &texts, Options::default(), &|| ()).unwrap().graph
    })
}

fn ask(question: &Question, given: &[(&str, &str)]) -> Answer {
    let given: Vec<(String, String)> = given.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    query::run(graph(), &question.name, &question.fill(&given).unwrap(), None).unwrap()
}

fn ask_named(name: &str, given: &[(&str, &str)]) -> String {
    let all = questions().unwrap();
    let mut out = Vec::new();
    ask(choose(&all, name).unwrap(), given).write(Format::Tsv, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_question_is_answered_as_the_texts_say() {
    let all = questions().unwrap();
    assert!(all.len() >= 50, "{} questions", all.len());
    let mut wrong = Vec::new();
    for question in &all {
        let verdict = question.check(&ask(question, &[]));
        if !verdict.good() {
            let lines = |mark: &str, rows: &[String]| rows.iter().map(|r| format!("\n  {mark} {r}")).collect::<String>();
            wrong.push(format!("{}{}{}", question.name, lines("missing", &verdict.missing), lines("extra  ", &verdict.extra)));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n{} of {} questions are answered wrongly", wrong.join("\n"), wrong.len(), all.len());
}

#[test]
fn names_in_english_and_with_plain_dashes_do_too() {
    assert_eq!(ask_named("02", &[("event", "第二届中国-中亚峰会")]), ask_named("02", &[]));
    assert_eq!(ask_named("06", &[("thing", "“国际对话保障和平年”")]), ask_named("06", &[]));
    let zh = ask_named("corridors-of-uzbekistan", &[("state", "哈萨克斯坦")]);
    assert_eq!(ask_named("corridors-of-uzbekistan", &[("state", "Kazakhstan")]), zh);
    assert!(zh.contains("中哈原油管道"), "{zh}");
}

#[test]
fn a_parameter_given_twice_means_either() {
    let both = ask_named("42", &[("group", "中亚五国"), ("group", "中国、哈萨克斯坦")]);
    assert_eq!(both.lines().count(), 1 + 6, "{both}");
}

/// A program that is asked once reads of a file only what the query can see.
#[test]
fn what_is_read_of_a_file_is_enough() {
    let dir = tempfile::tempdir().unwrap();
    let odd = [
        "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a sg:Statement } } GROUP BY ?g",
        "SELECT ?s { ?s a sg:State FILTER EXISTS { ?x sg:hosts ?y . ?s sg:proposes ?y } }",
        "SELECT (COUNT(*) AS ?n) { ?s rdfs:label? ?o }",
        "SELECT ?o { sgr:china !(sg:proposes|a) ?o }",
        "SELECT ?s ?n { ?s a sg:State OPTIONAL { ?s ^sg:links+/rdfs:label ?n } MINUS { ?s sg:hosts ?e } }",
        "SELECT ?s (IF(EXISTS { ?s sg:headOf ?h }, 1, 0) AS ?head) { ?s a sg:Leader } ORDER BY (EXISTS { ?s sg:supports ?x })",
        "DESCRIBE sgr:kazakhstan",
        "CONSTRUCT { ?s sg:proposes ?o } WHERE { ?s sg:proposes ?o }",
    ];
    let mut answered = 0;
    for (ending, format) in [("nq", Rdf::NQuads), ("ttl", Rdf::Turtle)] {
        let path = dir.path().join("graph").with_extension(ending);
        export::write(graph(), format, &path).unwrap();
        let whole = Graph::load(&path).unwrap();
        let asked = questions().unwrap().into_iter().map(|q| q.fill(&[]).unwrap()).chain(odd.map(str::to_owned));
        for query in asked {
            let part = Graph::new().unwrap();
            part.load_needed(&path, &query::needs("-e", &query).unwrap()).unwrap();
            let expected = query::run(&whole, "-e", &query, None).unwrap();
            answered += usize::from(!expected.is_empty());
            assert_eq!(query::run(&part, "-e", &query, None).unwrap(), expected, "{ending} {query}");
        }
    }
    assert!(answered > 100, "only {answered} answers hold anything");
}

#[test]
fn counts_add_up() {
    let count = |tsv: String| tsv.lines().skip(1).map(|l| l.rsplit('\t').next().unwrap().parse::<usize>().unwrap()).sum::<usize>();
    let all = "SELECT (COUNT(*) AS ?n) { ?s a sg:Statement }";
    let mut out = Vec::new();
    query::run(graph(), "-e", all, None).unwrap().write(Format::Tsv, &mut out).unwrap();
    let statements = count(String::from_utf8(out).unwrap());
    assert_eq!(count(ask_named("28", &[])), statements);
    assert!(count(ask_named("49", &[])) >= statements);
}

#[test]
fn no_value_reaches_beyond_its_place() {
    let odd = "\" } ?s ?p ?o . { \\";
    for question in questions().unwrap() {
        for param in question.params.iter().filter(|p| matches!(p.kind, query::Kind::Name | query::Kind::Words)) {
            let answer = ask(&question, &[(param.name.as_str(), odd)]);
            let none =
                answer.is_empty() || matches!(&answer, Answer::Rows { rows, .. } if question.name.starts_with("12") && rows.len() == 1);
            assert!(none || param.name == "hub", "{} {}", question.name, param.name);
        }
    }
}
