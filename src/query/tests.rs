use super::*;
use crate::graph::words;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};

fn graph() -> Graph {
    let quad = |s: &str, g: &str| {
        let s = words::sg(s);
        let label = Literal::new_language_tagged_literal_unchecked(format!("名{}", s.as_str().len()), "zh");
        Quad::new(s, words::LABEL.into_owned(), label, GraphName::NamedNode(NamedNode::new_unchecked(g)))
    };
    Graph::from_quads([quad("b", "x:1"), quad("aa", "x:2"), quad("aa", "x:1")]).unwrap()
}

fn shown(query: &str, format: Format) -> String {
    let mut out = Vec::new();
    run(&graph(), "-e", query, None).unwrap().write(format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn queries_see_the_union_of_all_graphs_once() {
    assert_eq!(shown("SELECT (COUNT(*) AS ?n) { ?s rdfs:label ?l }", Format::Csv), "n\r\n2\r\n");
    assert_eq!(shown("ASK { sg:b rdfs:label ?l }", Format::Table), "yes\n");
}

#[test]
fn tables_line_up_under_han_text() {
    insta::assert_snapshot!(shown("SELECT ?l ?s { ?s rdfs:label ?l }", Format::Table), @r"
    l     s
    ────  ─────
    名35  sg:b
    名36  sg:aa
    (2 rows)
    ");
    insta::assert_snapshot!(shown("SELECT ?l ?s { ?s rdfs:label ?l }", Format::Markdown), @r"
    | l | s |
    | --- | --- |
    | 名35 | sg:b |
    | 名36 | sg:aa |
    ");
}

#[test]
fn standard_formats() {
    assert_eq!(shown("SELECT ?l { sg:b rdfs:label ?l }", Format::Tsv), "?l\n\"名35\"@zh\n");
    assert!(shown("SELECT ?l { sg:b rdfs:label ?l }", Format::Json).contains("\"xml:lang\":\"zh\""));
    assert!(shown("SELECT ?l { sg:b rdfs:label ?l }", Format::Xml).contains("xml:lang=\"zh\""));
    assert!(shown("CONSTRUCT { ?s rdfs:label ?l } { ?s rdfs:label ?l }", Format::Table).contains("sg:aa rdfs:label \"名36\"@zh"));
}

#[test]
fn syntax_errors_point_into_the_query() {
    let error = run(&graph(), "q.rq", "SELECT ?名\nWHERE { ?名 rdfs:label }", None).unwrap_err();
    assert_eq!((error.code, error.position()), ("query::syntax", Some((2, 24))));
    let error = run(&graph(), "q.rq", "SELECT * WHERE { ?a nope:x ?b }", None).unwrap_err();
    assert_eq!(error.code, "query::syntax");
    assert_eq!(run(&graph(), "q.rq", "", None).unwrap_err().code, "query::syntax");
}

#[test]
fn no_query_reaches_the_network() {
    let error = run(&graph(), "-e", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", None).unwrap_err();
    assert_eq!(error.code, "query::evaluation");
}
