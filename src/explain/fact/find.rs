//! The statements that answer what a user names.

use super::texts::Texts;
use crate::base::Diag;
use crate::graph::{Graph, words};
use crate::ontology::{Ontology, Predicate, SG};
use oxigraph::model::NamedNode;

/// Every statement of a graph, in order of IRI.
pub fn all(graph: &Graph) -> Vec<NamedNode> {
    graph.subjects(words::A, words::STATEMENT)
}

/// The statement of an IRI, in full or as `st:…`.
///
/// # Errors
/// When there is none.
pub fn statement(graph: &Graph, iri: &str) -> Result<NamedNode, Diag> {
    let iri = iri.trim_start_matches('<').trim_end_matches('>');
    let full = match iri.strip_prefix("st:") {
        Some(local) => format!("{}statement/{local}", crate::ontology::SGR),
        None => iri.to_owned(),
    };
    NamedNode::new(full)
        .ok()
        .filter(|n| graph.nodes(n.as_ref(), words::A).iter().any(|a| *a == words::STATEMENT))
        .ok_or_else(|| Diag::error("cli::no_statement", "", format!("the graph has no statement {iri}")))
}

/// The statements that say a fact, each with a note where it says it of a group that the subject belongs to.
/// Subject and object are names (Chinese, English, other ones, or what a text at hand calls them: 各方), local names or IRIs; so is the predicate, a name or a Chinese label.
///
/// # Errors
/// When nothing is called so, or no statement says it; then what the graph says of the two instead.
pub fn find(graph: &Graph, ontology: &Ontology, given: [&str; 3], texts: &mut Texts<'_>) -> Result<Vec<(NamedNode, Option<String>)>, Diag> {
    let [subject, predicate, object] = given;
    let mut known = |name: &str| -> Result<Vec<NamedNode>, Diag> {
        let mut found = graph.named(name);
        if found.is_empty() {
            found = texts.called(graph, name);
        }
        if found.is_empty() {
            let what = format!("nothing in the graph is called “{name}”");
            let near = graph.names_near(name);
            let like = if near.is_empty() { String::new() } else { format!("names like it: {}; ", near.join(", ")) };
            let help = format!("{like}`silkgraph why-not` says why a text gives no such name");
            return Err(Diag::error("cli::no_such_entity", "", what).help(help));
        }
        Ok(found)
    };
    let (subjects, objects) = (known(subject)?, known(object)?);
    let predicate = parse(ontology, predicate)?;
    let mut found: Vec<(NamedNode, Option<String>)> =
        stated(graph, &subjects, Some(predicate), &objects).into_iter().map(|s| (s, None)).collect();
    // What holds for a group holds for its members.
    for s in &subjects {
        for group in graph.subjects(words::MEMBER, s) {
            let name = graph.name(group.as_ref());
            let note = format!("It is said of {name}; {subject} is a member.");
            found.extend(
                stated(graph, std::slice::from_ref(&group), Some(predicate), &objects).into_iter().map(|s| (s, Some(note.clone()))),
            );
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let mut diag = Diag::error("explain::not_stated", "", format!("no text states “{subject} {predicate} {object}”"));
    let others: Vec<String> = stated(graph, &subjects, None, &objects).iter().map(|s| named(graph, s, words::PREDICATE)).collect();
    diag = match others.first() {
        Some(_) => diag.help(format!("of these two the graph says: {}", unique(others).join(", "))),
        None => diag.help(format!("ask the text: silkgraph why-not --text FILE {subject} {predicate} {object}")),
    };
    Err(diag)
}

fn unique(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list.dedup();
    list
}

/// The local name of what a statement has for a property.
fn named(graph: &Graph, statement: &NamedNode, word: oxigraph::model::NamedNodeRef<'_>) -> String {
    graph.nodes(statement.as_ref(), word).first().map_or_else(String::new, |n| n.as_str().trim_start_matches(SG).to_owned())
}

/// A predicate by its name (`supports`, `sg:supports`, its IRI) or its Chinese or English label.
///
/// # Errors
/// When there is none; then which there are.
pub fn parse(ontology: &Ontology, name: &str) -> Result<Predicate, Diag> {
    let bare = name.trim_start_matches('<').trim_end_matches('>');
    let bare = bare.strip_prefix("sg:").or_else(|| bare.strip_prefix(SG)).unwrap_or(bare);
    let by_label = || {
        let term = |p: &Predicate| ontology.predicate(*p);
        Predicate::ALL.iter().copied().find(|p| term(p).zh == bare || term(p).en.eq_ignore_ascii_case(bare))
    };
    Predicate::parse(bare).or_else(by_label).ok_or_else(|| {
        let all: Vec<&str> = Predicate::ALL.iter().map(|p| p.name()).collect();
        Diag::error("cli::no_such_predicate", "", format!("there is no predicate “{name}”")).help(format!("there are {}", all.join(", ")))
    })
}

/// The statements between any of these subjects and any of these objects.
fn stated(graph: &Graph, subjects: &[NamedNode], predicate: Option<Predicate>, objects: &[NamedNode]) -> Vec<NamedNode> {
    let mut out = Vec::new();
    for s in subjects.iter().flat_map(|s| graph.subjects(words::SUBJECT, s)) {
        let is = |word, among: &[NamedNode]| graph.nodes(s.as_ref(), word).iter().any(|n| among.contains(n));
        let right = predicate.is_none_or(|p| is(words::PREDICATE, &[words::sg(p.name())]));
        if right && is(words::OBJECT, objects) {
            out.push(s);
        }
    }
    out.sort();
    out.dedup();
    out
}
