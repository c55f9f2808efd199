//! The explorer over a real loopback port: pages, the SPARQL 1.1 protocol, Graph Store reads, limits, escaping.

#![allow(clippy::unwrap_used)]

mod web_kit;

use std::time::Duration;
use web_kit::{Server, encode, graph_with, small};

const JSON: &str = "application/sparql-results+json";

#[test]
fn query_by_get_and_both_posts() {
    let server = Server::start(small());
    let query = "SELECT ?s { ?s a sg:State } LIMIT 1";
    let got = server.get(&format!("/query?query={}", encode(query)), &[("Accept", JSON)]);
    assert_eq!((got.status, got.header("content-type")), (200, JSON));
    assert!(got.body.contains("https://w3id.org/silkgraph/id/"), "{}", got.body);
    let form = server.post("/query", "application/x-www-form-urlencoded", &format!("query={}", encode(query)), &[("Accept", JSON)]);
    let direct = server.post("/query", "application/sparql-query", query, &[("Accept", JSON)]);
    assert_eq!((&form.body, &direct.body), (&got.body, &got.body));
    let charset = server.post("/query", "application/sparql-query; charset=UTF-8", query, &[]);
    assert_eq!(charset.status, 200);
}

/// The negative cases of the W3C's protocol tests for queries, and those for updates, which are all refused.
#[test]
fn bad_requests() {
    let server = Server::start(small());
    let ask = encode("ASK {}");
    let form = "application/x-www-form-urlencoded";
    for (what, got, want) in [
        ("bad_query_syntax", server.get(&format!("/query?query={}", encode("ASK {")), &[]), 400),
        ("bad_multiple_queries", server.get(&format!("/query?query={ask}&query={ask}"), &[]), 400),
        ("bad_multiple_queries, posted", server.post("/query", form, &format!("query={ask}&query={ask}"), &[]), 400),
        ("no query in the form", server.post("/query", form, "x=y", &[]), 400),
        ("bad_query_method", server.send("PUT", &format!("/query?query={ask}"), &[], b""), 405),
        ("delete", server.send("DELETE", "/query", &[], b""), 405),
        ("bad_query_missing_form_type", server.send("POST", "/query", &[], format!("query={ask}").as_bytes()), 415),
        ("bad_query_missing_direct_type", server.send("POST", "/query", &[], b"ASK {}"), 415),
        ("bad_query_wrong_media_type", server.post("/query", "text/plain", "ASK {}", &[]), 415),
        ("bad_query_non_utf8", server.post("/query", "application/sparql-query; charset=UTF-16", "ASK {}", &[]), 415),
        ("bytes that are not UTF-8", server.send("POST", "/query", &[("Content-Type", "application/sparql-query")], b"ASK {\xFF}"), 400),
        ("an address that is not UTF-8", server.get("/query?query=%FF", &[]), 400),
        ("update by form", server.post("/query", form, "update=CLEAR%20ALL", &[]), 400),
        ("update by its type", server.post("/query", "application/sparql-update", "CLEAR ALL", &[]), 415),
        ("update as a query", server.post("/query", "application/sparql-query", "CLEAR ALL", &[]), 400),
        ("no IRI", server.get(&format!("/query?query={ask}&default-graph-uri=not%20an%20iri"), &[]), 400),
        ("not acceptable", server.get(&format!("/query?query={ask}"), &[("Accept", "image/png")]), 406),
        ("SERVICE", server.get(&format!("/query?query={}", encode("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")), &[]), 400),
    ] {
        assert_eq!(got.status, want, "{what}: {}", got.body);
    }
}

#[test]
fn formats_by_negotiation() {
    let server = Server::start(small());
    let select = format!("/query?query={}", encode("SELECT ?s { ?s a sg:State }"));
    let construct = format!("/query?query={}", encode("CONSTRUCT { ?s a sg:State } { ?s a sg:State }"));
    let describe = format!("/query?query={}", encode("DESCRIBE sgr:china"));
    let ask = format!("/query?query={}", encode("ASK {}"));
    for (path, accept, want) in [
        (&select, "", JSON),
        (&select, "*/*", JSON),
        (&select, "application/sparql-results+xml", "application/sparql-results+xml"),
        (&select, "text/csv;q=0.9, application/json;q=0.1", "text/csv; charset=utf-8"),
        (&select, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (&ask, "application/sparql-results+xml", "application/sparql-results+xml"),
        (&ask, JSON, JSON),
        (&construct, "", "text/turtle; charset=utf-8"),
        (&construct, "application/rdf+xml", "application/rdf+xml"),
        (&describe, "application/ld+json", "application/ld+json"),
    ] {
        let got = server.get(path, if accept.is_empty() { vec![] } else { vec![("Accept", accept)] }.as_slice());
        assert_eq!((got.status, got.header("content-type")), (200, want), "{accept}");
        assert!(!got.body.is_empty());
    }
    assert!(server.get(&select, &[("Accept", "text/csv")]).body.starts_with("s\r\n"));
}

/// `default-graph-uri` and `named-graph-uri`, alone, together, several, and over FROM.
#[test]
fn datasets() {
    let server = Server::start(small());
    let graphs: Vec<String> = {
        let got =
            server.get(&format!("/query?query={}", encode("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")), &[("Accept", "text/csv")]);
        got.body.lines().skip(1).map(|l| l.trim().to_owned()).collect()
    };
    assert!(graphs.len() > 1, "{graphs:?}");
    let count = |query: &str, parameters: &str| -> usize {
        let got = server.get(&format!("/query?query={}{parameters}", encode(query)), &[("Accept", "text/csv")]);
        assert_eq!(got.status, 200, "{}", got.body);
        got.body.lines().nth(1).unwrap().parse().unwrap()
    };
    const DEFAULT: &str = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }";
    const NAMED: &str = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }";
    let default = |i: usize| format!("&default-graph-uri={}", encode(&graphs[i]));
    let named = |i: usize| format!("&named-graph-uri={}", encode(&graphs[i]));
    let (all, one, other) = (count(DEFAULT, ""), count(DEFAULT, &default(0)), count(DEFAULT, &default(1)));
    assert!(all > one && one > 0 && other > 0);
    assert!(count(DEFAULT, &(default(0) + &default(1))) > one.max(other));
    assert_eq!(count(NAMED, &(default(0) + &named(0) + &named(1))), 2);
    assert_eq!(count(NAMED, &default(0)), 0, "no named graphs were asked for");
    assert_eq!(count(DEFAULT, &named(0)), 0, "no default graph was asked for");
    let from = format!("SELECT (COUNT(*) AS ?n) FROM <{}> {{ ?s ?p ?o }}", graphs[1]);
    assert_eq!(count(&from, ""), other);
    assert_eq!(count(&from, &default(0)), one, "the request decides");
    assert_eq!(count(DEFAULT, "&default-graph-uri=urn%3Anone"), 0);
}

#[test]
fn service_description_and_graph_store() {
    let server = Server::start(small());
    let got = server.get("/query", &[("Accept", "text/turtle")]);
    assert_eq!((got.status, got.header("content-type")), (200, "text/turtle"));
    assert!(got.body.contains("sd:Service") && got.body.contains("SPARQL11Query"), "{}", got.body);

    let all = server.get("/store?default", &[("Accept", "application/n-triples")]);
    assert_eq!(all.status, 200);
    assert_eq!(all.body.lines().count(), server.triples);
    let quads = server.get("/store", &[]);
    assert_eq!((quads.status, quads.header("content-type")), (200, "application/n-quads"));
    let graph = quads.body.lines().find_map(|l| l.rsplit_once(" <https://w3id.org/silkgraph/id/text/")).unwrap().1;
    let graph = format!("https://w3id.org/silkgraph/id/text/{}", graph.split('>').next().unwrap());
    let one = server.get(&format!("/store?graph={}", encode(&graph)), &[("Accept", "text/turtle")]);
    assert_eq!((one.status, one.header("content-type")), (200, "text/turtle"));
    let head = server.send("HEAD", &format!("/store?graph={}", encode(&graph)), &[], b"");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for (path, want) in [("/store?graph=urn%3Anone", 404), ("/store?graph=no%20iri", 400), ("/store?default&graph=urn%3Aa", 400)] {
        assert_eq!(server.get(path, &[]).status, want, "{path}");
    }
    assert_eq!(server.get("/store?default", &[("Accept", "image/png")]).status, 406);
    for method in ["PUT", "POST", "DELETE", "PATCH"] {
        assert_eq!(server.send(method, "/store?default", &[("Content-Type", "text/turtle")], b"").status, 405, "{method}");
    }
}

#[test]
fn iris_lead_to_pages_and_data() {
    let server = Server::start(small());
    for (accept, want) in [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "/entity/china"),
        ("text/turtle", "/data/ttl/china"),
        ("application/ld+json", "/data/jsonld/china"),
        ("application/rdf+xml, text/turtle;q=0.5", "/data/rdf/china"),
    ] {
        let got = server.get("/id/china", &[("Accept", accept)]);
        assert_eq!((got.status, got.header("location")), (303, want), "{accept}");
        assert_eq!(server.get(want, &[]).status, 200);
    }
    assert_eq!(server.get("/id/china", &[("Accept", "image/png")]).status, 406);
    for none in
        ["/id/none", "/entity/none", "/statement/none", "/text/none", "/data/ttl/none", "/data/exe/china", "/nothing", "/rule?id=none"]
    {
        assert_eq!(server.get(none, &[]).status, 404, "{none}");
    }
    for odd in ["/id/../../etc/passwd", "/id/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/assets/..%2fmod.rs", "/text/%00", "/entity/%FF"] {
        assert!((400..500).contains(&server.get(odd, &[]).status), "{odd}");
    }
}

#[test]
fn pages_in_two_languages() {
    let server = Server::start(small());
    let zh = server.get("/entity/china", &[("Accept-Language", "zh-CN")]);
    assert!(zh.body.contains("<html lang=\"zh-Hans\"") && zh.body.contains("中国"));
    let en = server.get("/entity/china", &[("Accept-Language", "en-GB,en;q=0.9")]);
    assert!(en.body.contains("<html lang=\"en\"") && en.body.contains("What it does"));
    let switched = server.get("/entity/china?lang=en", &[("Accept-Language", "zh-CN")]);
    assert!(switched.body.contains("<html lang=\"en\"") && switched.header("set-cookie").starts_with("lang=en;"));
    let kept = server.get("/", &[("Accept-Language", "zh-CN"), ("Cookie", "lang=en")]);
    assert!(kept.body.contains("<html lang=\"en\""));
    for path in ["/", "/texts", "/entities", "/facts", "/ask", "/diagram", "/compare", "/search?q=x"] {
        for lang in ["zh", "en"] {
            let got = server.get(path, &[("Accept-Language", lang)]);
            assert_eq!(got.status, 200, "{path}");
            assert!(got.body.contains("<h1"), "{path}");
            assert!(!got.body.contains("http://cdn") && !got.body.contains("src=\"http"), "nothing from elsewhere: {path}");
        }
    }
}

#[test]
fn names_are_found_in_every_spelling() {
    let server = Server::start(small());
    for q in ["中国", "中國", "china", "CHINA", "zhongguo", "zg", "“中国”"] {
        let got = server.get(&format!("/search?q={}", encode(q)), &[]);
        assert!(got.body.contains("href=\"/entity/china\""), "{q}");
    }
    assert!(!server.get("/search?q=%22%3E%3Cscript%3E", &[]).body.contains("<script>"));
}

#[test]
fn markup_in_names_and_texts_stays_words() {
    let evil = "</title><script>alert(1)</script>\" onmouseover='x' &amp; ]]>";
    let server = Server::start(graph_with(evil));
    let mut seen = 0;
    for path in [
        "/".to_owned(),
        "/entity/evil".to_owned(),
        "/entity/evil?lang=en".to_owned(),
        "/statement/s1".to_owned(),
        "/text/t1".to_owned(),
        "/texts".to_owned(),
        "/facts".to_owned(),
        "/entities?type=Initiative".to_owned(),
        "/compare?a=t1&b=t1".to_owned(),
        "/diagram?focus=evil".to_owned(),
        "/diagram.svg?focus=evil".to_owned(),
        format!("/search?q={}", encode(evil)),
        format!("/ask?query={}", encode("SELECT * { ?s ?p ?o }")),
        format!("/ask?query={}", encode(evil)),
        format!("/ask?question=02-second-summit-host&name1={}", encode(evil)),
        format!("/rule?id={}", encode(evil)),
    ] {
        let got = server.get(&path, &[]);
        assert!(got.status < 500, "{path}");
        assert!(!got.body.contains("<script>alert") && !got.body.contains("\" onmouseover"), "{path}: {}", got.body);
        seen += usize::from(got.body.contains("&lt;script&gt;alert(1)"));
    }
    assert!(seen > 8, "the name is shown, as words: {seen}");
    let json = server.get("/suggest?q=script", &[]);
    assert!(json.header("content-type").starts_with("application/json"));
}

#[test]
fn every_answer_is_guarded() {
    let server = Server::start(small());
    for path in ["/", "/query", "/store?default", "/none", "/assets/site.css", "/diagram.svg"] {
        let got = server.get(path, &[]);
        let policy = got.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("script-src 'self' 'unsafe"), "{path}: {policy}");
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(got.header("access-control-allow-origin"), "", "{path}");
    }
    assert_eq!(server.get("/", &[("Host", "evil.example")]).status, 421, "DNS rebinding");
    assert_eq!(server.get("/", &[("Host", "localhost:99")]).status, 200);
    let open = Server::start_with(small(), |s| s.cors = Some("https://example.org".into()));
    assert_eq!(open.get("/query", &[]).header("access-control-allow-origin"), "https://example.org");
    assert_eq!(open.get("/", &[]).header("access-control-allow-origin"), "", "pages stay closed");
    assert_eq!(open.send("OPTIONS", "/query", &[], b"").header("access-control-allow-headers"), "Accept, Content-Type");
}

#[test]
fn a_runaway_query_ends_while_others_are_served() {
    let server = Server::start_with(small(), |s| {
        s.timeout = std::time::Duration::from_millis(700);
        // The other tests of this process grow too.
        s.memory = u64::MAX;
    });
    let numbers: String = (0..3000).map(|i| format!("{i} ")).collect();
    let product = format!("SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} VALUES ?c {{ {numbers} }} }}");
    let cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    std::thread::scope(|scope| {
        let runaways: Vec<_> = [product.as_str(), cross, "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"]
            .into_iter()
            .map(|q| scope.spawn(|| server.post("/query", "application/sparql-query", q, &[])))
            .collect();
        for _ in 0..20 {
            assert_eq!(server.get("/entity/china", &[]).status, 200);
        }
        assert_eq!(server.post("/query", "application/sparql-query", "ASK {}", &[]).status, 200);
        for runaway in runaways {
            let got = runaway.join().unwrap();
            assert_eq!(got.status, 503, "{}", got.body);
            assert!(got.body.contains("time limit of 0.7 seconds") && !got.header("retry-after").is_empty(), "{}", got.body);
        }
    });
    for _ in 0..6 {
        assert_eq!(server.post("/query", "application/sparql-query", "ASK {}", &[]).status, 200, "threads come back");
    }
}

#[test]
fn quick_queries_do_not_wait_behind_long_ones() {
    let server = Server::start_with(small(), |s| {
        s.timeout = Duration::from_secs(6);
        s.memory = u64::MAX;
    });
    let cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    std::thread::scope(|scope| {
        let long: Vec<_> = (0..24).map(|_| scope.spawn(|| server.post("/query", "application/sparql-query", cross, &[]).status)).collect();
        for _ in 0..30 {
            assert_eq!(server.post("/query", "application/sparql-query", "ASK {}", &[]).status, 200);
        }
        // A few had their time, the others were refused.
        assert!(long.into_iter().all(|l| l.join().unwrap() == 503));
    });
}

#[test]
fn addresses_lead_to_no_file() {
    let server = Server::start(small());
    let own = include_str!("../Cargo.toml").lines().nth(1).unwrap();
    let up = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..%252f", "....//", "%00/../", "/"];
    for base in [
        "/",
        "/assets/",
        "/entity/",
        "/text/",
        "/statement/",
        "/data/ttl/",
        "/id/",
        "/entity?iri=",
        "/text?iri=",
        "/rule?id=",
        "/ask?question=",
    ] {
        for step in up {
            for file in ["Cargo.toml", "etc/passwd", "data/texts/anniversary-2022.txt"] {
                let path = format!("{base}{}{file}", step.repeat(if step == "/" { 1 } else { 4 }));
                let got = server.get(&path, &[]);
                assert!(matches!(got.status, 200 | 303 | 400 | 404 | 406), "{path}: {}", got.status);
                assert!(!got.body.contains(own) && !got.body.contains("root:") && !got.body.contains("title: '"), "{path}: {}", got.body);
            }
        }
    }
    let got = server.get(&format!("/?lang=zh%0d%0aSet-Cookie:%20x&q={}", encode("\r\nX-Evil: 1")), &[]);
    assert!(got.header("x-evil").is_empty() && !got.header("set-cookie").contains("Cookie"), "{got:?}");
}

#[test]
fn other_limits() {
    let server = Server::start_with(small(), |s| s.rows = 5);
    let many = server.get(&format!("/query?query={}", encode("SELECT * { ?s ?p ?o }")), &[]);
    assert_eq!((many.status, many.body.contains("more than 5 rows")), (413, true));
    assert_eq!(server.get(&format!("/query?query={}", encode("SELECT * { ?s ?p ?o } LIMIT 5")), &[]).status, 200);
    let deep = format!("ASK {{ FILTER({}1{}) }}", "(".repeat(500), ")".repeat(500));
    assert_eq!(server.post("/query", "application/sparql-query", &deep, &[]).status, 413);
    assert_eq!(server.post("/query", "application/sparql-query", &" ".repeat(2 << 20), &[]).status, 413);
    let doubling: String = (0..40).map(|i| format!("BIND(CONCAT(?x{i},?x{i}) AS ?x{}) ", i + 1)).collect();
    let got = server.post("/query", "application/sparql-query", &format!("ASK {{ BIND(\"xxxxxxxx\" AS ?x0) {doubling} }}"), &[]);
    assert!(matches!(got.status, 200 | 503), "{}", got.body);
    let got = server.post("/query", "application/sparql-query", &format!("SELECT ?x40 {{ BIND(\"xxxxxxxx\" AS ?x0) {doubling} }}"), &[]);
    assert_eq!((got.status, got.body.contains("memory limit")), (503, true), "{}", got.body);
}

#[test]
fn errors_stand_in_their_place() {
    let server = Server::start(small());
    let got = server.get(&format!("/ask?query={}", encode("SELECT ?名\nWHERE { ?名 rdfs:label }")), &[("Accept-Language", "en")]);
    assert_eq!(got.status, 400);
    assert!(got.body.contains("(2:23)") && got.body.contains("^") && got.body.contains("aria-invalid=\"true\""), "{}", got.body);
    assert!(got.body.contains("WHERE { ?名 rdfs:label }"), "the query stays");
}
