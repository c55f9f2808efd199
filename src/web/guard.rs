//! What every answer carries and every request must have.

use super::site::Site;
use super::url;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Only our own styles, scripts and forms. Drawings set sizes in `style` attributes, and carry one `<style>` element
/// each, which the server puts its nonce on.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; script-src 'self'; img-src 'self' data: blob:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The number that a page's `<style>` elements carry.
#[derive(Clone, Debug)]
pub(super) struct Nonce(pub String);

const HEADERS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"),
];

/// Check the request, answer it, add the headers.
pub(super) async fn guard(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let open = is_data(request.uri().path());
    let chosen = chosen_language(&request);
    let nonce = nonce();
    request.extensions_mut().insert(Nonce(nonce.clone()));
    let mut response = if !is_ours(&site, &request) {
        plain(StatusCode::MISDIRECTED_REQUEST, "this server is not called that; start it with --allow-host NAME\n")
    } else if request.method() == Method::OPTIONS {
        preflight(open && site.settings.cors.is_some())
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if let Ok(value) = HeaderValue::from_str(&policy(&nonce)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, value);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    if let Some(cookie) = chosen.and_then(|l| HeaderValue::from_str(&format!("lang={l}; Path=/; Max-Age=31536000; SameSite=Lax")).ok()) {
        headers.append(header::SET_COOKIE, cookie);
    }
    match site.settings.cors.as_deref().filter(|_| open).and_then(|o| HeaderValue::from_str(o).ok()) {
        Some(origin) => {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.append(header::VARY, HeaderValue::from_static("Origin"));
        }
        None => {
            headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
        }
    }
    response
}

/// Data that other sites may read where `--cors` says so.
fn is_data(path: &str) -> bool {
    path == "/query" || path == "/store" || ["/id/", "/data/"].iter().any(|p| path.starts_with(p))
}

/// True where the request calls the server by a name of its own. A page elsewhere that points its own name at
/// this machine (DNS rebinding) does not.
fn is_ours(site: &Site, request: &Request) -> bool {
    let Some(names) = &site.settings.names else { return true };
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).or_else(|| request.uri().authority().map(|a| a.as_str()));
    let Some(host) = host else { return true };
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |(name, _)| name);
    ["localhost", "127.0.0.1", "[::1]"].contains(&name) || names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// The language that `?lang=` sets.
fn chosen_language(request: &Request) -> Option<&'static str> {
    let parameters = url::parameters(request.uri().query()?).ok()?;
    super::lang::Lang::parse(url::first(&parameters, "lang")?).map(|l| l.of("zh", "en"))
}

fn preflight(allowed: bool) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST, OPTIONS"));
    if allowed {
        for (name, value) in [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, OPTIONS"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "Accept, Content-Type"),
            (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        ] {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// A number that nobody outside can foresee.
fn nonce() -> String {
    use std::hash::{BuildHasher, Hasher};
    let part = || std::collections::hash_map::RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", part(), part())
}

/// An answer of one line.
pub(super) fn plain(status: StatusCode, text: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text.into()).into_response()
}
