//! Pages for people: whole from the server, in two languages, without need of script.

pub(super) mod ask;
pub(super) mod browse;
pub(super) mod compare;
pub(super) mod diagram;
pub(super) mod entity;
mod evidence;
pub(super) mod home;
mod parts;
pub(super) mod statement;
pub(super) mod text;
mod timeline;

use super::guard::Nonce;
use super::lang::Lang;
use super::site::Site;
use super::url::{self, first};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::convert::Infallible;
use std::sync::Arc;

/// What a page knows of its request.
pub(super) struct Ctx {
    pub site: Arc<Site>,
    pub lang: Lang,
    /// The request's parameters; empty where they are not UTF-8.
    pub parameters: Vec<(String, String)>,
    path: String,
    nonce: String,
}

impl FromRequestParts<Arc<Site>> for Ctx {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Infallible> {
        let parameters = url::parameters(parts.uri.query().unwrap_or_default()).unwrap_or_default();
        let header = |name| parts.headers.get(name).and_then(|v| v.to_str().ok());
        let lang = Lang::asked(first(&parameters, "lang"), header(header::COOKIE), header(header::ACCEPT_LANGUAGE));
        let nonce = parts.extensions.get::<Nonce>().map(|n| n.0.clone()).unwrap_or_default();
        Ok(Ctx { site: Arc::clone(site), lang, parameters, path: parts.uri.path().to_owned(), nonce })
    }
}

impl Ctx {
    /// One of two wordings.
    pub fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.lang.of(zh, en)
    }

    /// A parameter, where it is given and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        first(&self.parameters, name)
    }

    /// A drawing, to stand inside a page.
    pub fn drawing(&self, svg: &str) -> Markup {
        let start = svg.find("<svg").unwrap_or(0);
        // Its rules hold for the drawing alone.
        let style = format!("<style nonce=\"{}\">.drawing{{", self.nonce);
        PreEscaped(svg[start..].replacen("<style>", &style, 1).replacen("</style>", "}</style>", 1))
    }

    /// This address with one parameter changed.
    pub fn here_with(&self, name: &str, value: &str) -> String {
        let rest = self.parameters.iter().filter(|(k, _)| k != name).map(|(k, v)| (url::encode(k), v.as_str()));
        let rest: Vec<(String, &str)> = rest.chain([(name.to_owned(), value)]).collect();
        let rest: Vec<(&str, &str)> = rest.iter().map(|(k, v)| (k.as_str(), *v)).collect();
        url::with(&url::below_root(&self.path), &rest)
    }

    /// A whole page.
    pub fn page(&self, title: &str, body: Markup) -> Response {
        self.page_of(StatusCode::OK, title, "", body)
    }

    /// The page of what is not there.
    pub fn missing(&self) -> Response {
        let title = self.say("没有这一页", "Nothing here");
        let body = html! {
            h1 { (title) }
            p { (self.say("图谱里没有这个地址所指的东西。", "The graph has nothing at this address.")) " "
                a href="/" { (self.say("回到首页", "Back to the start")) } }
        };
        self.page_of(StatusCode::NOT_FOUND, title, "", body)
    }

    /// A whole page with a status, and a class for its width.
    pub fn page_of(&self, status: StatusCode, title: &str, class: &str, body: Markup) -> Response {
        let (v, home) = (&self.site.version, title.is_empty());
        let whole = html! {
            (DOCTYPE)
            html lang=(self.lang.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { @if home { "silkgraph" } @else { (title) " · silkgraph" } }
                    link rel="stylesheet" href={ "/assets/site.css?v=" (v) };
                    link rel="icon" href="/assets/icon.svg" type="image/svg+xml";
                    script src={ "/assets/site.js?v=" (v) } defer {}
                }
                body {
                    a .skip href="#main" { (self.say("跳到正文", "Skip to content")) }
                    (self.header())
                    main #main class=(class) tabindex="-1" { (body) }
                    (self.footer())
                }
            }
        };
        let mut response = (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], whole.into_string()).into_response();
        if let Ok(tag) = self.lang.tag().parse() {
            response.headers_mut().insert(header::CONTENT_LANGUAGE, tag);
        }
        response.headers_mut().append(header::VARY, header::HeaderValue::from_static("Accept-Language, Cookie"));
        response
    }

    fn header(&self) -> Markup {
        let links = [
            ("/texts", self.say("文本", "Texts")),
            ("/entities", self.say("实体", "Entities")),
            ("/facts", self.say("关系", "Relations")),
            ("/diagram", self.say("图", "Diagram")),
            ("/ask", self.say("查询", "Query")),
        ];
        let (other, name) = self.lang.of(("en", "English"), ("zh", "中文"));
        let searching = if self.path == "/search" { self.get("q").unwrap_or_default() } else { "" };
        html! {
            header .top {
                a .brand href="/" { "silkgraph" span lang="zh" { "丝路图谱" } }
                nav aria-label=(self.say("主要页面", "Main pages")) {
                    @for (href, name) in links {
                        a href=(href) aria-current=[(self.path == href).then_some("page")] { (name) }
                    }
                }
                @if self.path != "/" {
                    form .find role="search" action="/search" {
                        input type="search" name="q" value=(searching) aria-label=(self.say("搜索名称", "Search names"))
                            placeholder=(self.say("名称、拼音…", "Name, pinyin…")) autocomplete="off" maxlength="100";
                    }
                }
                a .lang href=(self.here_with("lang", other)) lang=(other) hreflang=(other) rel="nofollow" { (name) }
            }
        }
    }

    fn footer(&self) -> Markup {
        html! {
            footer .bottom {
                p { (self.say("每一条关系都能回到它的原文。只读。", "Every relation leads back to its words. Read-only.")) }
                p { a href="/query" { "SPARQL" } " · " a href="/store?default" { "RDF" } " · silkgraph " (env!("CARGO_PKG_VERSION")) }
            }
        }
    }
}
