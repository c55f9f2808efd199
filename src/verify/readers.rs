//! Two readers of one Turtle file must see the same graph.

use crate::base::Diag;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::{CanonicalizationAlgorithm, Dataset};
use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use rio_api::model as rio;
use rio_api::parser::TriplesParser;
use std::collections::BTreeSet;

/// What the two readers saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readers {
    /// Triples that oxttl read.
    pub oxttl: usize,
    /// Triples that rio_turtle read.
    pub rio: usize,
    /// Blank nodes; our graphs have none.
    pub blank_nodes: usize,
    /// Triples that only one of them saw, with the reader's name: the first few.
    pub differences: Vec<String>,
}

impl Readers {
    /// True where both saw the same graph, without blank nodes.
    pub fn agree(&self) -> bool {
        self.differences.is_empty() && self.blank_nodes == 0
    }
}

/// Read Turtle with oxttl and with rio_turtle and compare the graphs, blank nodes under canonical names.
///
/// # Errors
/// When one of the readers stops.
pub fn readers(file: &str, turtle: &[u8]) -> Result<Readers, Diag> {
    let stopped = |reader, e: String| Diag::error("graph::syntax", file, format!("{reader} stops: {e}"));
    let mut blank = BTreeSet::new();
    let mut see = |quad: &Quad| {
        let ends = [Term::from(quad.subject.clone()), quad.object.clone()];
        blank.extend(ends.iter().filter(|t| t.is_blank_node()).map(Term::to_string));
    };
    let mut first = Lines::new();
    oxttl(turtle, &mut |quad| {
        see(&quad);
        first.push(quad.to_string());
    })
    .map_err(|e| stopped("oxttl", e))?;
    let mut second = Lines::new();
    rio_turtle(turtle, &mut |quad| second.push(quad.to_string())).map_err(|e| stopped("rio_turtle", e))?;
    if !blank.is_empty() {
        first = canonical(|see| oxttl(turtle, see)).map_err(|e| stopped("oxttl", e))?;
        second = canonical(|see| rio_turtle(turtle, see)).map_err(|e| stopped("rio_turtle", e))?;
    }
    for lines in [&mut first, &mut second] {
        lines.sort_unstable();
        lines.dedup();
    }
    let mut differences = only("oxttl", &first, &second);
    differences.extend(only("rio_turtle", &second, &first));
    Ok(Readers { oxttl: first.len(), rio: second.len(), blank_nodes: blank.len(), differences })
}

/// Triples as N-Triples has them: lighter than a data set, and enough where there are no blank nodes.
type Lines = Vec<String>;

/// The first few lines that only one reader has. Both are sorted.
fn only(name: &str, a: &Lines, b: &Lines) -> Vec<String> {
    a.iter().filter(|line| b.binary_search(line).is_err()).take(5).map(|line| format!("only {name} sees {line}")).collect()
}

/// The triples of a reader, blank nodes renamed by what is said of them.
fn canonical(read: impl Fn(&mut dyn FnMut(Quad)) -> Result<(), String>) -> Result<Lines, String> {
    let mut dataset = Dataset::new();
    read(&mut |quad| {
        dataset.insert(&quad);
    })?;
    dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
    Ok(dataset.iter().map(|quad| quad.to_string()).collect())
}

fn oxttl(turtle: &[u8], see: &mut dyn FnMut(Quad)) -> Result<(), String> {
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
        see(quad.map_err(|e| e.to_string())?);
    }
    Ok(())
}

fn rio_turtle(turtle: &[u8], see: &mut dyn FnMut(Quad)) -> Result<(), String> {
    let mut each = |t: rio::Triple<'_>| -> Result<(), rio_turtle::TurtleError> {
        quad(t).into_iter().for_each(&mut *see);
        Ok(())
    };
    rio_turtle::TurtleParser::new(turtle, None).parse_all(&mut each).map_err(|e| e.to_string())
}

/// None for RDF-star, which we never write.
fn quad(t: rio::Triple<'_>) -> Option<Quad> {
    let subject: NamedOrBlankNode = match t.subject {
        rio::Subject::NamedNode(n) => NamedNode::new_unchecked(n.iri).into(),
        rio::Subject::BlankNode(b) => BlankNode::new_unchecked(b.id).into(),
        rio::Subject::Triple(_) => return None,
    };
    let object: Term = match t.object {
        rio::Term::NamedNode(n) => NamedNode::new_unchecked(n.iri).into(),
        rio::Term::BlankNode(b) => BlankNode::new_unchecked(b.id).into(),
        rio::Term::Literal(rio::Literal::Simple { value }) => Literal::new_simple_literal(value).into(),
        rio::Term::Literal(rio::Literal::LanguageTaggedString { value, language }) => {
            Literal::new_language_tagged_literal_unchecked(value, language.to_ascii_lowercase()).into()
        }
        rio::Term::Literal(rio::Literal::Typed { value, datatype }) => {
            Literal::new_typed_literal(value, NamedNode::new_unchecked(datatype.iri)).into()
        }
        rio::Term::Triple(_) => return None,
    };
    Some(Quad::new(subject, NamedNode::new_unchecked(t.predicate.iri), object, GraphName::DefaultGraph))
}
