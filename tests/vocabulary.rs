//! Whatever a graph or the lexicon says in `sg:` is declared in `ontology/silkgraph.ttl`, with all that a declaration needs.

#![allow(clippy::unwrap_used)]

use oxigraph::model::Term;
use silkgraph::graph::{Graph, Options, words};
use silkgraph::ontology::SG;
use silkgraph::pipeline::{Kit, build, find, threads};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn path(local: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(local)
}

fn vocabulary() -> Graph {
    Graph::load(&path("ontology/silkgraph.ttl")).unwrap()
}

/// The `sg:` terms of a graph: properties, classes, individuals.
fn used(graph: &Graph) -> BTreeSet<String> {
    let triples = graph.triples();
    let nodes =
        triples.iter().flat_map(|t| [Some(t.predicate.as_str()), if let Term::NamedNode(n) = &t.object { Some(n.as_str()) } else { None }]);
    nodes.flatten().filter_map(|n| n.strip_prefix(SG)).map(str::to_owned).collect()
}

fn undeclared(graph: &Graph) -> Vec<String> {
    let vocabulary = vocabulary();
    let declared = |term: &String| !vocabulary.find(Some(words::sg(term).as_ref()), Some(words::A), None).is_empty();
    used(graph).into_iter().filter(|t| !declared(t)).collect()
}

#[test]
fn every_term_of_a_graph_is_declared() {
    let (files, _) = find(&[path("data/texts")]);
    let texts: Vec<_> = files.into_iter().filter(|f| f.name.ends_with(".txt")).collect();
    let built = build(&Kit::embedded().unwrap(), &threads(0).unwrap(), &texts, Options { mentions: true }, &|| ()).unwrap();
    assert!(used(&built.graph).len() > 40);
    assert_eq!(undeclared(&built.graph), Vec::<String>::new());
}

#[test]
fn every_term_of_the_lexicon_is_declared() {
    let graph = Graph::new().unwrap();
    for entry in std::fs::read_dir(path("data/lexicon")).unwrap() {
        graph.load_more(&entry.unwrap().path()).unwrap();
    }
    assert_eq!(undeclared(&graph), Vec::<String>::new());
}

#[test]
fn declarations_are_whole() {
    let vocabulary = vocabulary();
    let rdfs = |local: &str| oxigraph::model::NamedNode::new_unchecked(format!("http://www.w3.org/2000/01/rdf-schema#{local}"));
    let owl = |local: &str| oxigraph::model::NamedNode::new_unchecked(format!("http://www.w3.org/2002/07/owl#{local}"));
    let subjects: BTreeSet<_> = vocabulary.triples().into_iter().map(|t| t.subject.to_string()).filter(|s| s.contains(SG)).collect();
    let mut wrong = Vec::new();
    for term in subjects.iter().map(|s| s.trim_matches(['<', '>']).strip_prefix(SG).unwrap()) {
        let node = words::sg(term);
        let kinds = vocabulary.nodes(node.as_ref(), words::A);
        let property = kinds.iter().any(|k| k.as_str().ends_with("Property"));
        let has = |p: &oxigraph::model::NamedNode, n: usize| vocabulary.objects(node.as_ref(), p.as_ref()).len() >= n;
        let languages = |p: &str| {
            let words = vocabulary.objects(node.as_ref(), rdfs(p).as_ref());
            ["zh", "en"].iter().all(|l| words.iter().any(|w| matches!(w, Term::Literal(w) if w.language() == Some(l))))
        };
        let known = kinds.iter().any(|k| {
            [owl("Class"), owl("ObjectProperty"), owl("DatatypeProperty"), owl("AnnotationProperty"), owl("NamedIndividual")].contains(k)
        });
        if !known || !languages("label") || !languages("comment") || !has(&rdfs("isDefinedBy"), 1) {
            wrong.push(format!("sg:{term} lacks its kind, a label, a comment or isDefinedBy"));
        }
        if property && !(has(&rdfs("domain"), 1) && has(&rdfs("range"), 1)) {
            wrong.push(format!("sg:{term} has no domain or range"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(subjects.len() > 60);
}
