//! Styles, script and icon, built into the program.

use super::guard::plain;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

pub(super) const CSS: &str = include_str!("site.css");
pub(super) const SCRIPT: &str = include_str!("site.js");
const ICON: &str = include_str!("icon.svg");

/// `/assets/{name}`
pub(super) async fn get(Path(name): Path<String>) -> Response {
    let (media, body) = match name.as_str() {
        "site.css" => ("text/css; charset=utf-8", CSS),
        "site.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "icon.svg" => ("image/svg+xml", ICON),
        _ => return plain(StatusCode::NOT_FOUND, "no such file\n"),
    };
    ([(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, "public, max-age=86400")], body).into_response()
}
