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
    const SHOWN: usize = 5;
    let stopped = |reader, e: String| Diag::error("graph::syntax", file, format!("{reader} stops: {e}"));
    let mut first = oxttl(turtle).map_err(|e| stopped("oxttl", e))?;
    let mut second = rio_turtle(turtle).map_err(|e| stopped("rio_turtle", e))?;
    let blank_nodes = blank_nodes(&first);
    if blank_nodes > 0 {
        first.canonicalize(CanonicalizationAlgorithm::Unstable);
        second.canonicalize(CanonicalizationAlgorithm::Unstable);
    }
    let only = |name: &str, a: &Dataset, b: &Dataset| {
        let mut lines: Vec<String> = a.iter().filter(|q| !b.contains(*q)).map(|q| format!("only {name} sees {q}")).collect();
        lines.sort();
        lines.truncate(SHOWN);
        lines
    };
    let mut differences = only("oxttl", &first, &second);
    differences.extend(only("rio_turtle", &second, &first));
    Ok(Readers { oxttl: first.len(), rio: second.len(), blank_nodes, differences })
}

fn oxttl(turtle: &[u8]) -> Result<Dataset, String> {
    RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle).collect::<Result<Dataset, _>>().map_err(|e| e.to_string())
}

fn rio_turtle(turtle: &[u8]) -> Result<Dataset, String> {
    let mut dataset = Dataset::new();
    let mut see = |t: rio::Triple<'_>| -> Result<(), rio_turtle::TurtleError> {
        if let Some(quad) = quad(t) {
            dataset.insert(&quad);
        }
        Ok(())
    };
    rio_turtle::TurtleParser::new(turtle, None).parse_all(&mut see).map_err(|e| e.to_string())?;
    Ok(dataset)
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
        rio::Term::Literal(rio::Literal::Typed { value, datatype }) => Literal::new_typed_literal(value, NamedNode::new_unchecked(datatype.iri)).into(),
        rio::Term::Triple(_) => return None,
    };
    Some(Quad::new(subject, NamedNode::new_unchecked(t.predicate.iri), object, GraphName::DefaultGraph))
}

fn blank_nodes(dataset: &Dataset) -> usize {
    let subjects = dataset.iter().map(|q| Term::from(q.subject.into_owned()));
    let objects = dataset.iter().map(|q| q.object.into_owned());
    subjects.chain(objects).filter(Term::is_blank_node).map(|t| t.to_string()).collect::<BTreeSet<_>>().len()
}
