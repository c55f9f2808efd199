//! A server in this process at a free port, and a client that says exactly what it is told to.

#![allow(dead_code, clippy::unwrap_used)]

use oxigraph::model::{Literal, NamedNode, Quad, Term};
use silkgraph::graph::{Graph, Options};
use silkgraph::pipeline::{self, Kit};
use silkgraph::web::{self, Settings, Site};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

/// A running server.
pub struct Server {
    pub address: SocketAddr,
    pub triples: usize,
}

/// An answer: header names in lower case.
#[derive(Debug)]
pub struct Got {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Got {
    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }
}

impl Server {
    pub fn start(graph: Graph) -> Self {
        Self::start_with(graph, |_| ())
    }

    pub fn start_with(graph: Graph, set: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings { texts: Some(texts()), names: Some(Vec::new()), ..Settings::default() };
        set(&mut settings);
        let triples = graph.len();
        let site = Site::new(graph, Kit::embedded().unwrap(), settings);
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || web::serve(site, ("127.0.0.1", 0), |a| sender.send(a).unwrap(), std::future::pending()).unwrap());
        Server { address: receiver.recv_timeout(Duration::from_secs(60)).unwrap(), triples }
    }

    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        self.send("GET", path, headers, b"")
    }

    pub fn post(&self, path: &str, media: &str, body: &str, headers: &[(&str, &str)]) -> Got {
        self.send("POST", path, &[&[("Content-Type", media)], headers].concat(), body.as_bytes())
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Got {
        send(self.address, method, path, headers, body)
    }
}

/// Send a request anywhere.
pub fn send(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Got {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    if !headers.iter().any(|(n, _)| *n == "Host") {
        head.push_str(&format!("Host: {address}\r\n"));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() || method == "POST" {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    stream.write_all((head + "\r\n").as_bytes()).unwrap();
    // A server that refuses a long body need not read it.
    let _ = stream.write_all(body);
    let mut bytes = Vec::new();
    let mut part = [0; 1 << 16];
    while !is_whole(&bytes) {
        match stream.read(&mut part) {
            Ok(n) if n > 0 => bytes.extend_from_slice(&part[..n]),
            _ => break,
        }
    }
    answer(&bytes)
}

/// True where the answer says its length and is that long. Not every server closes when asked to.
fn is_whole(bytes: &[u8]) -> bool {
    let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|l| l.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    length.is_some_and(|length| bytes.len() >= end + 4 + length)
}

fn answer(bytes: &[u8]) -> Got {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("an answer");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<(String, String)> =
        lines.filter_map(|l| l.split_once(": ")).map(|(n, v)| (n.to_ascii_lowercase(), v.to_owned())).collect();
    let rest = &bytes[end + 4..];
    let chunked = headers.iter().any(|(n, v)| n == "transfer-encoding" && v == "chunked");
    let body = if chunked { unchunk(rest) } else { rest.to_vec() };
    Got { status, headers, body: String::from_utf8(body).unwrap() }
}

fn unchunk(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(line) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..line]).unwrap(), 16).unwrap();
        if size == 0 {
            break;
        }
        out.extend_from_slice(&rest[line + 2..line + 2 + size]);
        rest = &rest[line + 4 + size..];
    }
    out
}

/// A value as parameters hold it.
pub fn encode(value: &str) -> String {
    value.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn texts() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/texts")
}

/// The graph of the texts in data/texts.
pub fn small() -> Graph {
    let (files, _) = pipeline::find(&[texts()]);
    let pool = pipeline::threads(1).unwrap();
    pipeline::build(&Kit::embedded().unwrap(), &pool, &files, Options::default(), &|| ()).unwrap().graph
}

/// A graph of one statement in one text, in which every word that is shown is `words`.
pub fn graph_with(words: &str) -> Graph {
    const ID: &str = "https://w3id.org/silkgraph/id/";
    let iri = |s: &str| match s.split_once(':') {
        Some(("id", local)) => NamedNode::new_unchecked(format!("{ID}{local}")),
        Some((prefix, local)) => {
            let base = silkgraph::graph::words::PREFIXES.iter().find(|(p, _)| *p == prefix).unwrap().1;
            NamedNode::new_unchecked(format!("{base}{local}"))
        }
        None => unreachable!("{s}"),
    };
    let node = |s: &str| Term::from(iri(s));
    let zh = || Term::from(Literal::new_language_tagged_literal_unchecked(words, "zh"));
    let en = || Term::from(Literal::new_language_tagged_literal_unchecked(words, "en"));
    let plain = || Term::from(Literal::new_simple_literal(words));
    let rows: Vec<(&str, &str, Term)> = vec![
        ("id:evil", "rdf:type", node("sg:Initiative")),
        ("id:evil", "rdfs:label", zh()),
        ("id:evil", "rdfs:label", en()),
        ("id:evil", "skos:altLabel", zh()),
        ("id:state", "rdf:type", node("sg:State")),
        ("id:state", "rdfs:label", zh()),
        ("id:rule/r", "rdf:type", node("sg:Rule")),
        ("id:rule/r", "rdfs:label", plain()),
        ("id:text/t1", "rdf:type", node("sg:SourceText")),
        ("id:text/t1", "dcterms:title", zh()),
        ("id:text/t1", "sg:file", plain()),
        ("id:text/t1", "sg:genre", plain()),
        ("id:text/t1", "dcterms:date", plain()),
        ("id:statement/s1", "rdf:type", node("sg:Statement")),
        ("id:statement/s1", "sg:subject", node("id:state")),
        ("id:statement/s1", "sg:predicate", node("sg:proposes")),
        ("id:statement/s1", "sg:object", node("id:evil")),
        ("id:statement/s1", "sg:modality", node("sg:Actual")),
        ("id:statement/s1", "sg:rule", node("id:rule/r")),
        ("id:statement/s1", "sg:trigger", zh()),
        ("id:statement/s1", "sg:carried", plain()),
        ("id:statement/s1", "prov:wasDerivedFrom", node("id:text/t1")),
        ("id:statement/s1", "sg:evidence", node("id:evidence/e1")),
        ("id:evidence/e1", "oa:hasSelector", node("id:evidence/e1-quote")),
        ("id:evidence/e1-quote", "oa:exact", plain()),
        ("id:evidence/e1-quote", "oa:prefix", plain()),
        ("id:evidence/e1-quote", "oa:suffix", plain()),
        ("id:state", "sg:proposes", node("id:evil")),
    ];
    let graph = oxigraph::model::GraphName::DefaultGraph;
    Graph::from_quads(rows.into_iter().map(|(s, p, o)| Quad::new(iri(s), iri(p), o, graph.clone()))).unwrap()
}
