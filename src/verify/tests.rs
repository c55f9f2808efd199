use super::*;
use crate::export::{self, Format};
use crate::graph::{Graph, Network, Options, quads};
use crate::lexicon::Lexicon;
use crate::pipeline::{Run, gold};
use oxigraph::model::{GraphName, NamedNode, Quad};
use std::path::Path;

fn run() -> Run {
    gold::run("xian-2023-part-3", gold::Names::Words)
}

fn graph() -> Graph {
    Graph::from_quads(quads(&Lexicon::default(), run().reading(), Options { mentions: true })).unwrap()
}

fn written(graph: &Graph, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    export::to_writer(graph, format, &mut out).unwrap();
    out
}

#[test]
fn every_graph_format_comes_back_the_same() {
    let graph = graph();
    let dir = tempfile::tempdir().unwrap();
    for ending in ["ttl", "nt", "nq", "trig", "jsonld", "rdf"] {
        let path = dir.path().join("g").with_extension(ending);
        let format = Format::of(&path).unwrap();
        export::write(&graph, format, &path).unwrap();
        let back = Graph::load(&path).unwrap();
        assert!(back.triples() == graph.triples(), "{ending}");
        if ["nq", "trig", "jsonld"].contains(&ending) {
            assert!(back.quads() == graph.quads(), "{ending}");
        }
        assert!(written(&back, format) == written(&graph, format), "{ending} is not stable");
    }
}

#[test]
fn two_readers_see_the_same_graph() {
    let found = readers("g.ttl", &written(&graph(), Format::Turtle)).unwrap();
    assert!(found.agree() && found.oxttl == graph().len(), "{found:?}");
}

#[test]
fn readers_name_what_they_do_not_share_and_count_blank_nodes() {
    let found = readers("g.ttl", b"<x:a> <x:b> [ <x:c> \"d\" ] .").unwrap();
    assert_eq!((found.blank_nodes, found.differences.len(), found.agree(), found.oxttl, found.rio), (1, 0, false, 2, 2));
    assert_eq!(readers("g.ttl", b"<x:a> <x:b> .").unwrap_err().code, "graph::syntax");
}

#[test]
fn every_quotation_stands_in_its_text() {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/texts");
    let found = quotes(&graph(), &texts);
    assert!(found.right > 100 && found.wrong.is_empty() && found.unchecked == 0, "{found:?}");
    let elsewhere = quotes(&graph(), Path::new("src"));
    assert_eq!((elsewhere.right, elsewhere.unchecked), (0, found.right));
}

#[test]
fn a_changed_quotation_is_found() {
    let turtle = String::from_utf8(written(&graph(), Format::Turtle)).unwrap().replacen("oa:start ", "oa:start 1", 1);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("g.ttl");
    std::fs::write(&path, turtle).unwrap();
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/texts");
    assert_eq!(quotes(&Graph::load(&path).unwrap(), &texts).wrong.len(), 1);
}

#[test]
fn every_fact_has_its_statement_and_one_without_is_found() {
    let graph = graph();
    let found = facts(&graph);
    assert!(found.asserted > 50 && found.unfounded.is_empty(), "{found:?}");
    let node = |key| crate::graph::iri::entity(key);
    let stray = Quad::new(node("iran"), crate::graph::words::sg("supports"), node("ashgabat"), GraphName::DefaultGraph);
    graph.extend([stray, typed(node("iran"), "State")]).unwrap();
    assert_eq!(facts(&graph).unfounded.len(), 1);
}

fn typed(node: NamedNode, class: &str) -> Quad {
    Quad::new(node, crate::graph::words::A.into_owned(), crate::graph::words::sg(class), GraphName::DefaultGraph)
}

#[test]
fn networks_have_entities_and_direct_triples() {
    let network = Network::of(&graph());
    assert!(!network.nodes.is_empty() && !network.edges.is_empty());
    assert!(network.edges.iter().all(|e| e.statements > 0 && e.from != e.to));
    for format in [Format::GraphMl, Format::Gexf] {
        let xml = String::from_utf8(written(&graph(), format)).unwrap();
        assert_eq!(xml.matches("<node ").count(), network.nodes.len());
        assert_eq!(xml.matches("<edge ").count(), network.edges.len());
    }
    let csv = String::from_utf8(written(&graph(), Format::Csv)).unwrap();
    assert_eq!(csv.lines().count(), network.edges.len() + 1);
}

#[test]
fn annotations_name_every_id_they_use() {
    let mut out = Vec::new();
    export::annotations(run().reading(), &mut out).unwrap();
    let lines: Vec<serde_json::Value> = String::from_utf8(out).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let known: std::collections::BTreeSet<&str> = lines.iter().filter_map(|l| l["entity"]["id"].as_str()).collect();
    let uses = lines.iter().flat_map(|l| [&l["mention"]["id"], &l["relation"]["subject"], &l["relation"]["object"]]);
    let members = lines.iter().flat_map(|l| l["entity"]["members"].as_array().into_iter().flatten());
    let is_date = |id: &str| id.starts_with(|c: char| c.is_ascii_digit()) || id.starts_with(['P', 'R']);
    for id in uses.chain(members).filter_map(|v| v.as_str()).filter(|id| !is_date(id)) {
        assert!(known.contains(id), "{id}");
    }
}

#[test]
fn brat_fragments_are_the_words_of_the_text() {
    let run = run();
    let mut out = Vec::new();
    export::brat(run.reading(), &mut out).unwrap();
    let chars: Vec<char> = run.text.raw.chars().collect();
    let ann = String::from_utf8(out).unwrap();
    for line in ann.lines().filter(|l| l.starts_with('T')) {
        let mut parts = line.split('\t').skip(1);
        let (place, words) = (parts.next().unwrap().split_once(' ').unwrap().1, parts.next().unwrap());
        let pieces: Vec<String> = place
            .split(';')
            .map(|p| p.split_once(' ').unwrap())
            .map(|(a, b)| chars[a.parse().unwrap()..b.parse().unwrap()].iter().collect())
            .collect();
        assert_eq!(pieces.join(" "), words);
    }
}

#[test]
fn web_annotations_quote_the_text() {
    let mut out = Vec::new();
    export::webanno(run().reading(), &mut out).unwrap();
    let page: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), run().mentions.list.len() + run().claims.list.len());
    let chars: Vec<char> = run().text.raw.chars().collect();
    for item in items {
        let (place, quote) = (&item["target"]["selector"][0], &item["target"]["selector"][1]);
        let range = place["start"].as_u64().unwrap() as usize..place["end"].as_u64().unwrap() as usize;
        assert_eq!(quote["exact"].as_str().unwrap(), chars[range].iter().collect::<String>());
    }
}
