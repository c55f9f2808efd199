//! Graphs cut short, and queries that are wrong, huge or endless.

use super::{GOOD, silkgraph};
use std::path::Path;

fn made(dir: &Path) {
    std::fs::write(dir.join("a.txt"), GOOD.repeat(3)).unwrap();
    let (code, _, err) = silkgraph(dir, &["build", "a.txt", "-o", ".", "--no-diagram", "--also", "nt,nq,trig,jsonld,rdf"]);
    assert_eq!(code, 0, "{err}");
}

#[test]
fn a_graph_cut_short_is_refused_with_the_place() {
    let dir = tempfile::tempdir().unwrap();
    made(dir.path());
    for ending in ["ttl", "nt", "nq", "trig", "jsonld", "rdf"] {
        let whole = std::fs::read(dir.path().join(format!("graph.{ending}"))).unwrap();
        let name = format!("cut.{ending}");
        let at = whole.len() * 2 / 3;
        // In the middle of a line: a cut between two lines of N-Triples leaves good N-Triples.
        let at = at + whole[at..].iter().position(|b| *b == b'<' || *b == b':').unwrap() + 1;
        std::fs::write(dir.path().join(&name), &whole[..at]).unwrap();
        let (code, out, err) = silkgraph(dir.path(), &["query", "--data", &name, "-e", "ASK {}"]);
        assert_eq!((code, out.as_str()), (3, ""), "{ending}: {err:.300}");
        assert!(err.contains(&name) && err.contains("graph::syntax"), "{ending}: {err:.300}");
    }
}

#[test]
fn graphs_that_are_none() {
    let dir = tempfile::tempdir().unwrap();
    let deep = format!("<x:a> <x:b> {}1{} .", "(".repeat(50_000), ")".repeat(50_000));
    let deep_json = format!("{{\"x\":{}1{}}}", "[".repeat(50_000), "]".repeat(50_000));
    let entity = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"x:a\"><rdf:value>&e;</rdf:value></rdf:Description></rdf:RDF>";
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"x:a\"><rdf:value>&c;</rdf:value></rdf:Description></rdf:RDF>";
    let remote = "{\"@context\":\"http://127.0.0.1:9/context\",\"@id\":\"x:a\",\"x:b\":\"c\"}";
    let cases: [(&str, &[u8], &[i32]); 9] = [
        ("binary.ttl", b"\x00\x01\xFF", &[3]),
        ("latin.nt", b"<x:a> <x:b> \"\xE9\" .\n", &[3]),
        ("deep.ttl", deep.as_bytes(), &[0, 3]),
        ("deep.jsonld", deep_json.as_bytes(), &[0, 3]),
        ("entity.rdf", entity.as_bytes(), &[3]),
        ("bomb.rdf", bomb.as_bytes(), &[0, 3]),
        ("remote.jsonld", remote.as_bytes(), &[3]),
        ("surrogate.nt", b"<x:a> <x:b> \"\\uD800\" .\n", &[3]),
        ("graph.docx", b"PK", &[3]),
    ];
    for (name, bytes, want) in cases {
        std::fs::write(dir.path().join(name), bytes).unwrap();
        let (code, out, err) = silkgraph(dir.path(), &["query", "--data", name, "-e", "SELECT * { ?s ?p ?o } LIMIT 3"]);
        assert!(want.contains(&code), "{name}: {code} {err:.300}");
        assert!(!out.contains("root:") && (code == 0 || err.contains(name)), "{name}: {err:.300}");
    }
}

#[test]
fn queries_that_are_wrong_or_too_large_end_with_2_and_a_place() {
    let dir = tempfile::tempdir().unwrap();
    made(dir.path());
    let cases = [
        ("empty", String::new()),
        ("nonsense", "DROP TABLE facts".into()),
        ("update", "DELETE WHERE { ?s ?p ?o }".into()),
        ("unclosed", "SELECT * { ?s ?p \"".into()),
        ("no prefix", "SELECT * { ?s nope:p ?o }".into()),
        ("NUL", "ASK {\0}".into()),
        ("deep brackets", format!("SELECT * {}{}", "{".repeat(100_000), "}".repeat(100_000))),
        ("deep expression", format!("ASK {{ FILTER({}1{}) }}", "(".repeat(100_000), ")".repeat(100_000))),
        ("a long sum", format!("ASK {{ FILTER(1{} > 0) }}", "+1".repeat(200_000))),
        ("many negations", format!("ASK {{ FILTER({}true) }}", "!".repeat(100_000))),
        ("a long path", format!("ASK {{ ?s {}a ?o }}", "^".repeat(100_000))),
        ("5 MB", format!("ASK {{ }} #{}", "x".repeat(5 << 20))),
    ];
    for (name, query) in cases {
        std::fs::write(dir.path().join("q.rq"), query).unwrap();
        let (code, out, err) = silkgraph(dir.path(), &["query", "--data", "graph.ttl", "q.rq"]);
        assert_eq!((code, out.as_str()), (2, ""), "{name}: {err:.300}");
        assert!(err.contains("q.rq") && err.len() < 4000, "{name}: {err:.300}");
    }
}

#[test]
fn queries_as_deep_as_may_be_do_not_use_up_the_stack() {
    let dir = tempfile::tempdir().unwrap();
    made(dir.path());
    let n = 2000;
    let cases = [
        format!("ASK {{ FILTER(1{} > 0) }}", "+1".repeat(n)),
        format!("ASK {{ FILTER(true{}) }}", "||true".repeat(n)),
        format!("ASK {{ ?s <x:b>{} ?o }}", "/<x:b>".repeat(n)),
        format!("ASK {{ {{?s ?p ?o}} {} }}", "UNION {?s ?p ?o} ".repeat(n)),
        format!("ASK {{ {} }}", "OPTIONAL {?s <x:b> ?o} ".repeat(n / 6)),
        // Hundreds of joins are planned for minutes: the time limit does not wait for that.
        format!("ASK {{ {} }}", "?s ?p ?o . ".repeat(n)),
    ];
    for query in cases {
        std::fs::write(dir.path().join("q.rq"), &query).unwrap();
        let (code, out, err) = silkgraph(dir.path(), &["query", "--data", "graph.ttl", "--timeout", "2", "q.rq"]);
        assert!(code == 0 && !out.is_empty() || code == 2 && err.contains("query::"), "{code} {query:.40}: {err:.300}");
    }
}

#[test]
fn an_endless_query_stops_at_its_time() {
    let dir = tempfile::tempdir().unwrap();
    made(dir.path());
    for query in [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }",
        "SELECT * { ?a (!<x:y>|^!<x:z>)* ?b . ?c (!<x:y>)* ?d . ?e (!<x:y>)* ?f } ORDER BY ?a",
    ] {
        let began = std::time::Instant::now();
        let (code, _, err) = silkgraph(dir.path(), &["query", "--data", "graph.ttl", "--timeout", "1", "-e", query]);
        assert_eq!((code, err.contains("took longer than 1 s")), (2, true), "{err:.300}");
        assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
    }
    let (code, out, _) = silkgraph(dir.path(), &["query", "--data", "graph.ttl", "--timeout", "60", "-e", "ASK { ?s ?p ?o }"]);
    assert_eq!((code, out.trim()), (0, "true"));
}
