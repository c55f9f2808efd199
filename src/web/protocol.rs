//! The SPARQL 1.1 protocol at `/query`: GET, POST as a form, POST as `application/sparql-query`.

use super::accept;
use super::ask::Refusal;
use super::describe;
use super::guard::plain;
use super::site::Site;
use super::url::{self, first};
use crate::graph::Dataset;
use crate::query::{Answer, Format};
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::NamedNode;
use std::sync::Arc;

/// Formats of rows and truths.
const TABLES: &[(&str, Format)] = &[
    ("application/sparql-results+json", Format::Json),
    ("application/json", Format::Json),
    ("application/sparql-results+xml", Format::Xml),
    ("application/xml", Format::Xml),
    ("text/xml", Format::Xml),
    ("text/csv", Format::Csv),
    ("text/tab-separated-values", Format::Tsv),
    ("text/markdown", Format::Markdown),
    ("text/plain", Format::Table),
];

/// Formats of triples.
const GRAPHS: &[(&str, Format)] = &[
    ("text/turtle", Format::Table),
    ("application/ld+json", Format::Json),
    ("application/rdf+xml", Format::Xml),
    ("application/json", Format::Json),
    ("application/xml", Format::Xml),
    ("text/csv", Format::Csv),
    ("text/tab-separated-values", Format::Tsv),
];

/// GET.
pub(super) async fn get(State(site): State<Arc<Site>>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let Ok(parameters) = url::parameters(query.as_deref().unwrap_or_default()) else { return bad("the parameters are not UTF-8\n") };
    if parameters.is_empty() {
        return describe::service(&headers);
    }
    ask(&site, parameters, &headers).await
}

/// POST.
pub(super) async fn post(State(site): State<Arc<Site>>, RawQuery(query): RawQuery, headers: HeaderMap, body: Bytes) -> Response {
    let media = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    let mut pieces = media.split(';').map(str::trim);
    let kind = pieces.next().unwrap_or_default();
    let utf8 = pieces.all(|p| p.strip_prefix("charset=").is_none_or(|c| matches!(c.trim_matches('"'), "utf-8" | "utf8" | "us-ascii")));
    if !matches!(kind, "application/sparql-query" | "application/x-www-form-urlencoded") || !utf8 {
        return plain(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "POST a query as application/sparql-query or as application/x-www-form-urlencoded, in UTF-8\n",
        );
    }
    let (Ok(mut parameters), Ok(body)) = (url::parameters(query.as_deref().unwrap_or_default()), String::from_utf8(body.to_vec())) else {
        return bad("the request is not UTF-8\n");
    };
    if kind == "application/sparql-query" {
        if parameters.iter().any(|(k, _)| k == "query") {
            return bad("a query in the body leaves no room for one in the address\n");
        }
        parameters.push(("query".to_owned(), body));
    } else {
        match url::parameters(&body) {
            Ok(more) => parameters.extend(more),
            Err(()) => return bad("the form is not UTF-8\n"),
        }
    }
    ask(&site, parameters, &headers).await
}

async fn ask(site: &Site, parameters: Vec<(String, String)>, headers: &HeaderMap) -> Response {
    if parameters.iter().any(|(k, _)| k == "update") {
        return bad("this server is read-only\n");
    }
    let queries: Vec<&String> = parameters.iter().filter(|(k, _)| k == "query").map(|(_, v)| v).collect();
    let [query] = queries[..] else { return bad("give one query\n") };
    let dataset = match dataset(&parameters) {
        Ok(dataset) => dataset,
        Err(iri) => return bad(&format!("this is no IRI: {iri}\n")),
    };
    let wanted = first(&parameters, "format");
    if wanted.is_some_and(|w| by_name(w).is_none()) {
        return plain(StatusCode::NOT_ACCEPTABLE, "formats: json, xml, csv, tsv, ttl, jsonld, rdf, md\n");
    }
    let (answer, more) = match site.asker.ask(query.clone(), dataset, None).await {
        Ok(answer) => answer,
        Err(refusal) => return refuse(refusal),
    };
    if more {
        let message =
            format!("the answer has more than {} rows: narrow the query, or take it in parts by LIMIT and OFFSET\n", site.settings.rows);
        return plain(StatusCode::PAYLOAD_TOO_LARGE, message);
    }
    let offers = if matches!(answer, Answer::Triples(_)) { GRAPHS } else { TABLES };
    let accept = accepted(headers);
    let named = |format| offers.iter().find(|o| o.1 == format);
    let chosen = match wanted.and_then(by_name) {
        Some(format) => named(format).copied(),
        None => {
            let offers: Vec<(&str, (&str, Format))> = offers.iter().map(|o| (o.0, *o)).collect();
            accept::choose(accept.as_deref(), &offers)
        }
    };
    let Some((media, format)) = chosen else {
        let list: Vec<&str> = offers.iter().map(|o| o.0).collect();
        return plain(StatusCode::NOT_ACCEPTABLE, format!("the answer can be had as {}\n", list.join(", ")));
    };
    let mut body = Vec::new();
    if answer.write(format, &mut body).is_err() {
        return refuse(Refusal::Broken);
    }
    let mut response = body.into_response();
    let charset = if media.starts_with("text/") { "; charset=utf-8" } else { "" };
    let set = |name: HeaderName, value: String, response: &mut Response| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, format!("{media}{charset}"), &mut response);
    set(header::VARY, "Accept".to_owned(), &mut response);
    if let Some(name) = wanted {
        set(header::CONTENT_DISPOSITION, format!("attachment; filename=\"answer.{name}\""), &mut response);
    }
    response
}

/// The format of a `format=` parameter.
fn by_name(name: &str) -> Option<Format> {
    match name {
        "ttl" => Some(Format::Table),
        "jsonld" => Some(Format::Json),
        "rdf" => Some(Format::Xml),
        name => Format::parse(name),
    }
}

/// What `default-graph-uri` and `named-graph-uri` ask for.
fn dataset(parameters: &[(String, String)]) -> Result<Option<Dataset>, String> {
    let of = |name: &str| -> Result<Vec<NamedNode>, String> {
        parameters.iter().filter(|(k, _)| k == name).map(|(_, v)| NamedNode::new(v).map_err(|_| v.clone())).collect()
    };
    let dataset = Dataset { default: of("default-graph-uri")?, named: of("named-graph-uri")? };
    Ok(Some(dataset).filter(|d| *d != Dataset::default()))
}

/// All Accept headers as one.
pub(super) fn accepted(headers: &HeaderMap) -> Option<String> {
    let all: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|v| v.to_str().ok()).collect();
    Some(all.join(",")).filter(|a| !a.is_empty())
}

fn bad(message: &str) -> Response {
    plain(StatusCode::BAD_REQUEST, message.to_owned())
}

/// A refusal as status and words.
pub(super) fn refuse(refusal: Refusal) -> Response {
    let (status, message) = refusal.words(super::lang::Lang::En);
    let mut response = plain(status, message + "\n");
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

impl Refusal {
    /// The status of a refusal, and what to say, with the place and a caret where the query is wrong.
    pub(super) fn words(&self, lang: super::lang::Lang) -> (StatusCode, String) {
        match self {
            Refusal::Wrong(diag) => (StatusCode::BAD_REQUEST, super::caret::point(diag)),
            Refusal::Time(limit) => {
                let s = limit.as_secs_f64();
                let zh = format!("查询超过了 {s} 秒的时限，已停止。请缩小范围，例如加上 LIMIT 或更具体的条件。");
                let en =
                    format!("the query was stopped at the time limit of {s} seconds: narrow it, for example by LIMIT or closer conditions");
                (StatusCode::SERVICE_UNAVAILABLE, lang.of(zh, en))
            }
            Refusal::Memory(limit) => {
                let mb = limit >> 20;
                let zh = format!("查询占用的内存超过了 {mb} MB 的上限，已停止。请缩小范围。");
                (StatusCode::SERVICE_UNAVAILABLE, lang.of(zh, format!("the query was stopped at the memory limit of {mb} MB: narrow it")))
            }
            Refusal::Size => {
                let zh = "查询过长或嵌套过深。".to_owned();
                (StatusCode::PAYLOAD_TOO_LARGE, lang.of(zh, "the query is too long, or nested too deeply".to_owned()))
            }
            Refusal::Busy => {
                let zh = "正在回答的查询太多，请稍后再试。".to_owned();
                (StatusCode::SERVICE_UNAVAILABLE, lang.of(zh, "too many queries are being answered: try again in a moment".to_owned()))
            }
            Refusal::Broken => {
                let zh = "程序出错，查询没有得到回答。".to_owned();
                (StatusCode::INTERNAL_SERVER_ERROR, lang.of(zh, "the program failed on this query".to_owned()))
            }
        }
    }
}
