//! Queries without end stop; those with one are answered as without a guard.

use crate::graph::{Graph, Guard};
use crate::query::{Limits, run_within};
use oxigraph::model::{GraphName, NamedNode, Quad};
use std::time::{Duration, Instant};

/// A thousand triples: five of them joined without a variable in common are a million million million rows.
fn thousand() -> Graph {
    let node = |n: usize| NamedNode::new_unchecked(format!("x:{n}"));
    let graph = |n: usize| match n % 5 {
        0 => NamedNode::new_unchecked("x:g").into(),
        1 => NamedNode::new_unchecked("x:h").into(),
        _ => GraphName::DefaultGraph,
    };
    Graph::from_quads((0..1000).map(|n| Quad::new(node(n), node(n % 3), node(n / 2), graph(n)))).unwrap()
}

#[test]
fn every_join_without_end_stops_when_it_is_told() {
    let graph = thousand();
    for query in [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        // The last pattern has no match: rows are made and thrown away in between.
        "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j <x:0> ?k . FILTER(?a = ?d && ?g = ?j && ?a != ?d) }",
        "SELECT * { ?a ?p ?c . ?d ?p ?f . ?g ?p ?i . ?j ?p ?l } ORDER BY ?a LIMIT 1",
        "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?p ?d . ?e ?p ?f . ?b <x:1> ?x . ?d <x:1> ?y . ?f <x:2> ?z }",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i OPTIONAL { ?j ?k ?l } } } }",
        "SELECT (COUNT(*) AS ?n) { { ?a ?b ?c } UNION { ?c ?b ?a } . { ?d ?e ?f } UNION { ?f ?e ?d } . ?g ?h ?i . ?j ?k ?l }",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . { SELECT * { ?d ?e ?f } } { SELECT * { ?g ?h ?i } } ?j ?k ?l }",
        "SELECT * { ?a (!<x:none>|^!<x:none>)* ?b . ?c (!<x:none>)* ?d }",
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:0>|^!<x:0>)+/<x:1> ?b . ?c <x:1>|(^<x:2>)* ?d . ?e ?f ?g }",
        "ASK { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?j = <x:none>) } }",
    ] {
        let limits = Limits::default();
        let guard: Guard = limits.guard.clone();
        let stopper = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(200));
            guard.stop();
            Instant::now()
        });
        let told = run_within(&graph, "q", query, &limits).unwrap_err();
        let late = Instant::now() - stopper.join().unwrap();
        assert_eq!(told.code, "query::stopped", "{query}");
        assert!(late < Duration::from_secs(5), "{query}: {late:?} after it was told");
    }
}

#[test]
fn a_guard_changes_no_answer() {
    let graph = thousand();
    for query in [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
        "SELECT (COUNT(*) AS ?n) { ?a <x:0> ?b . ?b <x:1> ?c . ?c <x:2> ?d OPTIONAL { ?d <x:0> ?e . ?e ?p ?f } }",
        "SELECT * { ?a <x:0> ?b OPTIONAL { ?b <x:1> ?c } FILTER(!BOUND(?c)) } ORDER BY ?a LIMIT 5",
        "SELECT * { VALUES (?a ?b) { (<x:3> UNDEF) (UNDEF <x:4>) } ?a ?p ?b . ?b ?q ?c MINUS { ?c <x:1> ?d } } ORDER BY ?a ?b",
        "SELECT (COUNT(*) AS ?n) { ?a (<x:0>|<x:1>)+ ?b . ?b <x:2>* ?c }",
        "SELECT (COUNT(*) AS ?n) { ?a <x:0>* ?b }",
        "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?a) AS ?m) { ?a <x:0>+ ?b }",
        "SELECT (COUNT(*) AS ?n) { ?a (<x:0>|^<x:1>)*/<x:2> ?b }",
        "SELECT (COUNT(*) AS ?n) { ?a <x:0>+ ?a }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?a <x:0>* ?b } } GROUP BY ?g ORDER BY ?g",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?a (<x:0>|<x:1>)+ ?b } } GROUP BY ?g ORDER BY ?g",
        "SELECT (COUNT(*) AS ?n) { GRAPH <x:g> { ?a <x:0>* ?b } }",
        "SELECT (COUNT(*) AS ?n) { ?x <x:1> ?a OPTIONAL { ?a <x:0>* ?b } }",
        "SELECT (COUNT(*) AS ?n) { ?x <x:1> ?y FILTER EXISTS { ?y <x:0>+ ?b . ?c <x:0>* ?d } }",
        "ASK {}",
        "SELECT * { { SELECT ?a { ?a <x:0> ?b } ORDER BY ?a LIMIT 2 } ?a ?p ?o . BIND(STR(?o) AS ?s) }",
    ] {
        let (guarded, more) = run_within(&graph, "q", query, &Limits::default()).unwrap();
        assert_eq!((crate::query::run(&graph, "q", query, None).unwrap(), false), (guarded, more), "{query}");
    }
}
