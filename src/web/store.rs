//! Graph Store reads at `/store`: GET and HEAD of the union (`?default`), of one article's graph (`?graph=`), or of all.

use super::accept;
use super::describe::node;
use super::guard::plain;
use super::protocol::accepted;
use super::site::Site;
use super::url::{self, first};
use crate::graph::words::PREFIXES;
use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::NamedNode;
use std::io::{self, BufWriter, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::mpsc;

const GRAPHS: &[(&str, RdfFormat)] = &[
    ("text/turtle", RdfFormat::Turtle),
    ("application/n-triples", RdfFormat::NTriples),
    ("application/rdf+xml", RdfFormat::RdfXml),
    ("application/ld+json", RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
    ("text/plain", RdfFormat::NTriples),
];

const DATASETS: &[(&str, RdfFormat)] = &[("application/n-quads", RdfFormat::NQuads), ("application/trig", RdfFormat::TriG)];

/// GET and HEAD.
pub(super) async fn get(State(site): State<Arc<Site>>, RawQuery(query): RawQuery, method: Method, headers: HeaderMap) -> Response {
    let Ok(parameters) = url::parameters(query.as_deref().unwrap_or_default()) else {
        return plain(StatusCode::BAD_REQUEST, "the parameters are not UTF-8\n");
    };
    let default = parameters.iter().any(|(k, _)| k == "default");
    let name = first(&parameters, "graph");
    let (offers, graph) = match (default, name) {
        (true, Some(_)) => return plain(StatusCode::BAD_REQUEST, "give default or graph, not both\n"),
        (true, None) => (GRAPHS, Some(None)),
        (false, Some(iri)) => match node(iri).map(|n| (n, site.graph.has_graph(n))) {
            None => return plain(StatusCode::BAD_REQUEST, "graph is no IRI\n"),
            Some((_, false)) => return plain(StatusCode::NOT_FOUND, "there is no such graph\n"),
            Some((name, true)) => (GRAPHS, Some(Some(name.into_owned()))),
        },
        (false, None) => (DATASETS, None),
    };
    let offers: Vec<(&str, (&str, RdfFormat))> = offers.iter().map(|o| (o.0, *o)).collect();
    let Some((media, format)) = accept::choose(accepted(&headers).as_deref(), &offers) else {
        let list: Vec<&str> = offers.iter().map(|o| o.0).collect();
        return plain(StatusCode::NOT_ACCEPTABLE, format!("this can be had as {}\n", list.join(", ")));
    };
    let body = if method == Method::HEAD { Body::empty() } else { stream(site, graph, format) };
    ([(header::CONTENT_TYPE, media), (header::VARY, "Accept")], body).into_response()
}

/// Triples as they are written; a client that stops reading stops the writing.
fn stream(site: Arc<Site>, graph: Option<Option<NamedNode>>, format: RdfFormat) -> Body {
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(4);
    tokio::task::spawn_blocking(move || {
        let mut out = BufWriter::with_capacity(1 << 16, Chunks(sender.clone()));
        if let Err(e) = write(&site, graph, format, &mut out).and_then(|()| out.flush()) {
            // The client has gone, or hears of the error by the answer's end.
            let _ = sender.blocking_send(Err(e));
        }
    });
    Body::from_stream(Receiving(receiver))
}

fn write(site: &Site, graph: Option<Option<NamedNode>>, format: RdfFormat, out: &mut impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(format);
    for (name, iri) in PREFIXES {
        serializer = serializer.with_prefix(*name, *iri).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    match graph {
        Some(name) => {
            for triple in site.graph.each(name.as_ref().map(NamedNode::as_ref)) {
                writer.serialize_triple(&triple)?;
            }
        }
        None => {
            for quad in site.graph.quads() {
                writer.serialize_quad(&quad)?;
            }
        }
    }
    writer.finish()?;
    Ok(())
}

struct Chunks(mpsc::Sender<io::Result<Bytes>>);

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let chunk = Bytes::copy_from_slice(bytes);
        self.0.blocking_send(Ok(chunk)).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Receiving(mpsc::Receiver<io::Result<Bytes>>);

impl Stream for Receiving {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}
