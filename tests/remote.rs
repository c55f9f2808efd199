//! `push` and `query --endpoint` against servers in this process: our own explorer for queries, a small Graph Store that
//! also fails on purpose for pushes.

#![allow(clippy::unwrap_used)]

mod web_kit;

use assert_cmd::Command;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, Quad};
use silkgraph::graph::{self, Graph};
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Output;
use std::sync::{Arc, Mutex};

fn silkgraph(args: &[&str]) -> Output {
    Command::cargo_bin("silkgraph").unwrap().args(args).output().unwrap()
}

fn told(out: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}

/// What a store holds and what it was asked.
#[derive(Default)]
struct Held {
    quads: HashSet<Quad>,
    requests: usize,
    largest: usize,
    headers: Vec<String>,
}

/// A store that speaks as much of the Graph Store protocol as `push` needs. `refuse` gives for the number of a request
/// another answer than to take it.
struct Store {
    url: String,
    held: Arc<Mutex<Held>>,
}

impl Store {
    fn start(refuse: impl Fn(usize) -> Option<&'static str> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/store", listener.local_addr().unwrap());
        let held = Arc::new(Mutex::new(Held::default()));
        let shared = Arc::clone(&held);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                serve(stream.unwrap(), &shared, &refuse);
            }
        });
        Store { url, held }
    }
}

/// Answer the requests of a connection until it ends.
fn serve(stream: TcpStream, held: &Mutex<Held>, refuse: &impl Fn(usize) -> Option<&'static str>) {
    let mut writer = stream.try_clone().unwrap();
    let mut reader = BufReader::new(stream);
    loop {
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            if line.trim().is_empty() {
                break;
            }
            head.push(line.trim().to_owned());
        }
        let field =
            |name: &str| head.iter().find_map(|l| l.split_once(':').filter(|(n, _)| n.eq_ignore_ascii_case(name))).map(|(_, v)| v.trim());
        let mut body = vec![0; field("content-length").unwrap().parse().unwrap()];
        reader.read_exact(&mut body).unwrap();
        let mut held = held.lock().unwrap();
        held.requests += 1;
        held.largest = held.largest.max(body.len());
        held.headers.extend(field("authorization").map(str::to_owned));
        let answer = refuse(held.requests).unwrap_or_else(|| {
            assert!(head[0].starts_with("POST /store?") && field("content-type").unwrap().starts_with("text/turtle"), "{head:?}");
            let query = head[0].split(['?', ' ']).nth(2).unwrap();
            let graph = match query.split_once('=') {
                Some(("graph", iri)) => NamedNode::new(decoded(iri)).unwrap().into(),
                _ => {
                    assert_eq!(query, "default");
                    GraphName::DefaultGraph
                }
            };
            let parser = RdfParser::from_format(RdfFormat::Turtle).with_default_graph(graph).for_slice(&body);
            held.quads.extend(parser.map(Result::unwrap));
            "204 No Content"
        });
        let text = if answer.starts_with("204") { "" } else { "the store\n says why" };
        write!(writer, "HTTP/1.1 {answer}\r\nContent-Length: {}\r\n\r\n{text}", text.len()).unwrap();
    }
}

fn decoded(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(b) = rest.next() {
        bytes.push(if b != b'%' {
            b
        } else {
            u8::from_str_radix(&String::from_utf8(vec![rest.next().unwrap(), rest.next().unwrap()]).unwrap(), 16).unwrap()
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// The quads of two of the texts, in a file.
fn sample(folder: &Path) -> (String, HashSet<Quad>) {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/texts");
    let names = ["anniversary-2022.txt", "xian-2023-part-3.txt"].map(|n| texts.join(n).display().to_string());
    let out = silkgraph(&["-q", "extract", "--format", "nquads", &names[0], &names[1]]);
    assert!(out.status.success(), "{}", told(&out));
    let path = folder.join("graph.nq");
    std::fs::write(&path, out.stdout).unwrap();
    let quads = graph::stream(&path).unwrap().map(Result::unwrap).collect();
    (path.display().to_string(), quads)
}

#[test]
fn a_store_gets_every_quad_in_its_graph_in_pieces() {
    let dir = tempfile::tempdir().unwrap();
    let (file, want) = sample(dir.path());
    let store = Store::start(|_| None);
    let out = silkgraph(&["push", "--endpoint", &store.url, "--batch", "32", "--header", "Authorization: Bearer sesame", &file]);
    assert!(out.status.success(), "{}", told(&out));
    let held = store.held.lock().unwrap();
    assert_eq!(held.quads, want);
    assert!(held.requests > 3 && held.largest < 40 << 10, "{} requests, the largest {}", held.requests, held.largest);
    assert!(held.headers.len() == held.requests && held.headers.iter().all(|h| h == "Bearer sesame"));
    assert!(told(&out).contains(&format!("in {} requests", held.requests)));
    assert!(want.iter().any(|q| q.graph_name.is_default_graph()) && want.iter().any(|q| !q.graph_name.is_default_graph()));
}

#[test]
fn all_can_go_into_one_graph() {
    let dir = tempfile::tempdir().unwrap();
    let (file, want) = sample(dir.path());
    for (graph, name) in [("default", GraphName::DefaultGraph), ("urn:kg:中亚", NamedNode::new_unchecked("urn:kg:中亚").into())] {
        let store = Store::start(|_| None);
        let out = silkgraph(&["push", "--endpoint", &store.url, "--graph", graph, &file]);
        assert!(out.status.success(), "{}", told(&out));
        let want: HashSet<Quad> = want.iter().cloned().map(|q| Quad { graph_name: name.clone(), ..q }).collect();
        assert_eq!(store.held.lock().unwrap().quads, want, "{graph}");
    }
}

#[test]
fn a_passing_fault_is_tried_again_and_a_lasting_one_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let (file, want) = sample(dir.path());
    let store = Store::start(|n| (n % 3 != 0).then_some("503 Service Unavailable"));
    let out = silkgraph(&["push", "--endpoint", &store.url, "--batch", "100000", &file]);
    assert!(out.status.success(), "{}", told(&out));
    assert_eq!(store.held.lock().unwrap().quads, want);
    let store = Store::start(|n| (n == 2).then_some("400 Bad Request"));
    let out = silkgraph(&["push", "--endpoint", &store.url, "--batch", "32", &file]);
    let words = told(&out);
    assert_eq!(out.status.code(), Some(3), "{words}");
    assert!(words.contains("remote::refused") && words.contains("400") && words.contains("the store says why"), "{words}");
    assert!(words.contains("in 1 requests were taken before"), "{words}");
    assert_eq!(store.held.lock().unwrap().requests, 2, "a refusal is not tried again");
    // Nobody listens there any more.
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let out = silkgraph(&["push", "--endpoint", &format!("http://{gone}/"), &file]);
    assert_eq!(out.status.code(), Some(3));
    assert!(told(&out).contains("remote::unreachable") && told(&out).contains("5 tries"), "{}", told(&out));
}

#[test]
fn what_cannot_be_sent_is_told_before_anything_is() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::start(|_| None);
    let bad = dir.path().join("bad.nq");
    std::fs::write(&bad, "<urn:a> <urn:b> .\n").unwrap();
    for (args, code, word) in [
        (vec![bad.to_str().unwrap()], 3, "graph::syntax"),
        (vec!["nowhere.nq"], 3, "graph::unreadable"),
        (vec!["graph.xyz"], 3, "graph::unknown_format"),
        (vec!["--header", "no colon", bad.to_str().unwrap()], 2, "cli::usage"),
        (vec!["--graph", "no iri", bad.to_str().unwrap()], 2, "no IRI"),
    ] {
        let out = silkgraph(&[&["push", "--endpoint", &store.url][..], &args].concat());
        assert_eq!((out.status.code(), told(&out).contains(word)), (Some(code), true), "{args:?}: {}", told(&out));
    }
    for url in ["https://example.org/store", "example.org", "ftp://example.org/", "http://"] {
        let out = silkgraph(&["push", "--endpoint", url, bad.to_str().unwrap()]);
        assert_eq!(out.status.code(), Some(2), "{url}: {}", told(&out));
    }
    assert_eq!(store.held.lock().unwrap().requests, 0);
}

#[test]
fn an_endpoint_answers_as_the_file_does() {
    let dir = tempfile::tempdir().unwrap();
    let (file, _) = sample(dir.path());
    let server = web_kit::Server::start(Graph::load(Path::new(&file)).unwrap());
    let url = format!("http://{}/query", server.address);
    for query in [
        "SELECT ?s ?o { ?s sg:hosts ?o } ORDER BY ?s ?o",
        "ASK { ?s sg:proposes ?o }",
        "ASK { ?s sg:proposes \"nothing\" }",
        "CONSTRUCT { ?s sg:supports ?o } WHERE { ?s sg:supports ?o }",
        "SELECT ?name { sgr:kazakhstan rdfs:label ?name } ORDER BY ?name",
        "PREFIX sg: <urn:other#> SELECT ?s { ?s sg:hosts ?o }",
    ] {
        let here = silkgraph(&["query", "--data", &file, "--results", "json", "-e", query]);
        let there = silkgraph(&["query", "--endpoint", &url, "--results", "json", "-e", query]);
        assert!(here.status.success() && there.status.success(), "{query}: {}{}", told(&here), told(&there));
        assert_eq!(String::from_utf8_lossy(&there.stdout), String::from_utf8_lossy(&here.stdout), "{query}");
    }
    let wrong = silkgraph(&["query", "--endpoint", &url, "-e", "SELECT * {"]);
    assert_eq!(wrong.status.code(), Some(3));
    assert!(told(&wrong).contains("400") && told(&wrong).contains("remote::refused"), "{}", told(&wrong));
    let both = silkgraph(&["query", "--endpoint", &url, "--data", &file, "-e", "ASK {}"]);
    assert_eq!(both.status.code(), Some(2), "{}", told(&both));
}
