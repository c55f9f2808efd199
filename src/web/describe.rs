//! The service description: what `/query` says of itself when nothing is asked.

use super::accept;
use super::guard::plain;
use super::protocol::accepted;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::{NamedNode, NamedNodeRef, Triple, vocab::rdf};

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const FORMATS: &str = "http://www.w3.org/ns/formats/";

const OFFERS: &[(&str, RdfFormat)] = &[
    ("text/turtle", RdfFormat::Turtle),
    ("application/n-triples", RdfFormat::NTriples),
    ("application/ld+json", RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
    ("application/rdf+xml", RdfFormat::RdfXml),
];

/// The description, in the format that the client likes best.
pub(super) fn service(headers: &HeaderMap) -> Response {
    let offers: Vec<(&str, (&str, RdfFormat))> = OFFERS.iter().map(|o| (o.0, *o)).collect();
    // A browser that comes here by hand gets Turtle rather than nothing.
    let accept = accepted(headers);
    let Some((media, format)) = accept::choose(accept.as_deref(), &offers) else {
        return plain(StatusCode::NOT_ACCEPTABLE, "the service description can be had as Turtle, N-Triples, JSON-LD or RDF/XML\n");
    };
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
    let name = |base: &str, local: &str| NamedNode::new_unchecked(format!("{base}{local}"));
    let service = NamedNode::new(format!("http://{host}/query")).unwrap_or_else(|_| name("http://localhost", "/query"));
    let triple = |p: NamedNode, o: NamedNode| Triple::new(service.clone(), p, o);
    let mut triples = vec![
        triple(rdf::TYPE.into_owned(), name(SD, "Service")),
        triple(name(SD, "endpoint"), service.clone()),
        triple(name(SD, "supportedLanguage"), name(SD, "SPARQL11Query")),
        triple(name(SD, "feature"), name(SD, "UnionDefaultGraph")),
    ];
    for format in ["SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "JSON-LD", "RDF_XML"]
    {
        triples.push(triple(name(SD, "resultFormat"), name(FORMATS, format)));
    }
    match write(&triples, format) {
        Ok(body) => ([(header::CONTENT_TYPE, media), (header::VARY, "Accept")], body).into_response(),
        Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, "the program failed\n"),
    }
}

/// Triples in a format, with our prefixes.
pub(super) fn write(triples: &[Triple], format: RdfFormat) -> std::io::Result<Vec<u8>> {
    let mut serializer = RdfSerializer::from_format(format);
    for (name, iri) in crate::graph::words::PREFIXES.iter().chain([("sd", SD)].iter()) {
        serializer = serializer.with_prefix(*name, *iri).map_err(std::io::Error::other)?;
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()
}

/// An IRI of a parameter.
pub(super) fn node(iri: &str) -> Option<NamedNodeRef<'_>> {
    NamedNodeRef::new(iri).ok()
}
