//! IRIs of ours: `/id/X` leads to a page or to data, `/data/FORMAT/X` gives what the graph says of X.

use super::accept;
use super::describe::write;
use super::guard::plain;
use super::protocol::accepted;
use super::site::Site;
use super::url;
use crate::graph::iri;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::model::{NamedNode, NamedNodeRef, Term, Triple};
use std::sync::Arc;

/// The formats of `/data/`.
pub(super) const FORMATS: &[(&str, &str, RdfFormat)] = &[
    ("ttl", "text/turtle", RdfFormat::Turtle),
    ("jsonld", "application/ld+json", RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
    ("nt", "application/n-triples", RdfFormat::NTriples),
    ("rdf", "application/rdf+xml", RdfFormat::RdfXml),
];

/// `/id/{key}`: 303 to the page, or to the data that the client likes better.
pub(super) async fn id(State(site): State<Arc<Site>>, Path(key): Path<String>, headers: HeaderMap) -> Response {
    let node = iri::entity(&key);
    if !is_known(&site, node.as_ref()) {
        return plain(StatusCode::NOT_FOUND, "the graph does not have this\n");
    }
    let offers: Vec<(&str, &str)> =
        [("text/html", "html"), ("application/xhtml+xml", "html")].into_iter().chain(FORMATS.iter().map(|f| (f.1, f.0))).collect();
    let to = match accept::choose(accepted(&headers).as_deref(), &offers) {
        None => return plain(StatusCode::NOT_ACCEPTABLE, "this can be had as HTML, Turtle, JSON-LD, N-Triples or RDF/XML\n"),
        Some("html") => page(&site, node.as_str()),
        Some(format) => url::below(&format!("/data/{format}"), node.as_str()),
    };
    let mut response = plain(StatusCode::SEE_OTHER, format!("see {to}\n"));
    if let Ok(to) = HeaderValue::from_str(&to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept"));
    response
}

/// The page of a thing of ours.
pub(super) fn page(site: &Site, iri: &str) -> String {
    let index = &site.index;
    if index.entity(iri).is_some() {
        url::entity(iri)
    } else if index.statement(iri).is_some() {
        url::statement(iri)
    } else if index.article(iri).is_some() {
        url::article(iri)
    } else if let Some(e) = index.evidence(iri) {
        let of = index.evidence[e].statements.first().and_then(|&s| index.statements[s].article);
        of.map_or_else(|| url::below("/data/ttl", iri), |a| format!("{}#e-{}", url::article(&index.articles[a].iri), url::tail(iri)))
    } else if let Some(id) = index.by_rule.keys().find(|id| iri::rule(id).as_str() == iri) {
        url::rule(id)
    } else {
        url::below("/data/ttl", iri)
    }
}

fn is_known(site: &Site, node: NamedNodeRef<'_>) -> bool {
    !site.graph.find(Some(node), None, None).is_empty()
}

/// `/data/{format}/{key}`: what is said of a thing, and what says something of it; a statement with its evidence.
pub(super) async fn data(State(site): State<Arc<Site>>, Path((format, key)): Path<(String, String)>) -> Response {
    let Some((_, media, format)) = FORMATS.iter().find(|f| f.0 == format) else {
        return plain(StatusCode::NOT_FOUND, "formats: ttl, jsonld, nt, rdf\n");
    };
    let node = iri::entity(&key);
    let mut triples = site.graph.find(Some(node.as_ref()), None, None);
    if triples.is_empty() {
        return plain(StatusCode::NOT_FOUND, "the graph does not have this\n");
    }
    triples.extend(parts(&site, &triples, 2));
    let entity = site.index.entity(node.as_str());
    if entity.is_some() {
        triples.extend(site.graph.find(None, None, Some(node.as_ref().into())));
    }
    triples.sort_by(crate::graph::order::triples);
    triples.dedup();
    match write(&triples, *format) {
        Ok(body) => ([(header::CONTENT_TYPE, *media)], body).into_response(),
        Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, "the program failed\n"),
    }
}

/// The evidence and selectors that these triples lead to.
fn parts(site: &Site, triples: &[Triple], depth: usize) -> Vec<Triple> {
    let leads = [crate::graph::words::EVIDENCE, crate::graph::words::HAS_SELECTOR];
    let next = triples.iter().filter(|t| leads.contains(&t.predicate.as_ref()));
    let nodes = next.filter_map(|t| if let Term::NamedNode(n) = &t.object { Some(n.clone()) } else { None });
    let mut found: Vec<Triple> = nodes.flat_map(|n: NamedNode| site.graph.find(Some(n.as_ref()), None, None)).collect();
    if depth > 1 && !found.is_empty() {
        let more = parts(site, &found, depth - 1);
        found.extend(more);
    }
    found
}
