//! The diagram page: the options of `silkgraph diagram` as a form, the drawing with links, downloads.

use super::Ctx;
use crate::diagram::{self, Cluster, Form, Options, Row, SvgOptions, Target, View};
use crate::ontology::{Predicate, Type};
use crate::web::index::Index;
use crate::web::lang::Lang;
use crate::web::site::Site;
use crate::web::url;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, OnceLock};

/// How many entities the drawing beside an entity holds, and from how many statements it is chosen.
const NEAR: usize = 16;
const NEAR_STATEMENTS: usize = 400;
/// How many drawings are kept.
const KEPT: usize = 48;

/// The graph as drawings need it, made when first asked for; and drawings made.
#[derive(Default)]
pub(in crate::web) struct Gallery {
    view: OnceLock<View>,
    made: Mutex<VecDeque<(String, Arc<String>)>>,
}

impl Gallery {
    fn kept(&self, key: &str, make: impl FnOnce() -> Option<String>) -> Option<Arc<String>> {
        let find = |made: &VecDeque<(String, Arc<String>)>| made.iter().find(|(k, _)| k == key).map(|(_, s)| Arc::clone(s));
        if let Some(drawing) = self.made.lock().ok().and_then(|made| find(&made)) {
            return Some(drawing);
        }
        let drawing = Arc::new(make()?);
        if let Ok(mut made) = self.made.lock() {
            made.push_back((key.to_owned(), Arc::clone(&drawing)));
            if made.len() > KEPT {
                made.pop_front();
            }
        }
        Some(drawing)
    }
}

/// A view of some statements and their ends.
fn view(index: &Index, statements: impl Iterator<Item = usize>, extra: &[usize]) -> View {
    let mut ends: BTreeSet<usize> = extra.iter().copied().collect();
    let mut rows = Vec::new();
    for i in statements {
        let s = &index.statements[i];
        ends.extend([s.subject, s.object]);
        let text = s.article.map_or_else(String::new, |a| index.articles[a].iri.clone());
        let edge = diagram::Edge { predicate: s.predicate, modality: s.modality, text, evidence: s.evidence.len().max(1) };
        rows.push(Row { subject: index.entities[s.subject].iri.clone(), object: index.entities[s.object].iri.clone(), edge });
    }
    let node = |&i: &usize| {
        let e = &index.entities[i];
        diagram::Node { iri: e.iri.clone(), kind: e.kind, zh: e.zh.clone(), en: e.en.clone(), aliases: e.others.clone() }
    };
    let members = ends.iter().flat_map(|&g| index.entities[g].members.iter().map(move |&m| (g, m)));
    let members: Vec<(String, String)> =
        members.filter(|(_, m)| ends.contains(m)).map(|(g, m)| (index.entities[g].iri.clone(), index.entities[m].iri.clone())).collect();
    let source = |a: &crate::web::index::Article| (a.iri.clone(), diagram::Source { title: a.title.clone(), file: a.file.clone() });
    let texts: BTreeSet<&str> = rows.iter().map(|r| r.edge.text.as_str()).collect();
    let sources: Vec<_> = texts.iter().filter_map(|t| index.article(t)).map(|a| source(&index.articles[a])).collect();
    View::from_rows(ends.iter().map(node), rows).with_sources(sources).with_members(members)
}

fn whole(site: &Site) -> &View {
    let index = &site.index;
    site.gallery.view.get_or_init(|| view(index, 0..index.statements.len(), &[]))
}

/// The address of a part of a drawing.
fn address(target: Target<'_>) -> Option<String> {
    Some(match target {
        Target::Node(iri) => url::entity(iri),
        Target::Edge { subject, predicates, object } => {
            url::with("/fact", &[("s", subject), ("p", predicates.first().map_or("", |p| p.name())), ("o", object)])
        }
    })
}

fn language(lang: Lang) -> diagram::Lang {
    lang.of(diagram::Lang::Zh, diagram::Lang::En)
}

fn draw(view: &View, options: &Options) -> Result<String, crate::base::Diag> {
    let picture = diagram::picture(view, options)?;
    Ok(diagram::svg(&picture, SvgOptions { link: Some(&address) }))
}

/// What surrounds an entity, as a drawing; none where nothing does.
pub(super) fn around(ctx: &Ctx, of: usize) -> Option<Markup> {
    let index = &ctx.site.index;
    let e = ctx.entity(of);
    let mut near: Vec<usize> = e.says.iter().chain(&e.said).copied().collect();
    if near.is_empty() {
        return None;
    }
    let key = format!("around {of} {}", ctx.lang.tag());
    let drawing = ctx.site.gallery.kept(&key, || {
        near.sort_by_key(|&i| (std::cmp::Reverse(index.statements[i].evidence.len()), i));
        near.truncate(NEAR_STATEMENTS);
        let view = view(index, near.iter().copied(), &[of]);
        let options = Options { focus: Some(e.iri.clone()), depth: 1, max_nodes: NEAR, lang: language(ctx.lang), ..Options::default() };
        draw(&view, &options).ok()
    })?;
    Some(
        html! { div .drawing tabindex="0" role="region" aria-label=(ctx.say("周围的关系", "What surrounds it")) { (ctx.drawing(&drawing)) } },
    )
}

/// The options that the address asks for.
fn options(ctx: &Ctx) -> Options {
    let several = |name: &'static str| ctx.parameters.iter().filter(move |(k, v)| k == name && !v.is_empty()).map(|(_, v)| v.as_str());
    let number = |name, default: usize, most: usize| ctx.get(name).and_then(|v| v.parse().ok()).unwrap_or(default).clamp(1, most);
    Options {
        form: match ctx.get("form") {
            Some("routes") => Form::Routes,
            Some("bipartite") => Form::Bipartite,
            _ => Form::Core,
        },
        focus: ctx.get("focus").map(str::to_owned),
        depth: number("depth", 1, 4),
        predicates: several("predicate").filter_map(Predicate::parse).collect(),
        types: several("type").filter_map(Type::parse).collect(),
        texts: several("text").map(str::to_owned).collect(),
        lang: match ctx.get("labels") {
            Some("zh") => diagram::Lang::Zh,
            Some("en") => diagram::Lang::En,
            Some("both") => diagram::Lang::Both,
            _ => language(ctx.lang),
        },
        max_nodes: number("max", 60, 200),
        cluster: if ctx.get("cluster") == Some("text") { Cluster::Text } else { Cluster::Type },
        title: None,
    }
}

async fn made(ctx: &Ctx, options: Options) -> Result<Arc<String>, String> {
    let site = Arc::clone(&ctx.site);
    let work = tokio::task::spawn_blocking(move || {
        let mut wrong = String::new();
        let made = site
            .gallery
            .kept(&format!("{options:?}"), || draw(whole(&site), &options).map_err(|d| wrong = super::super::caret::point(&d)).ok());
        made.ok_or(wrong)
    });
    work.await.unwrap_or_else(|_| Err("the drawing failed".to_owned()))
}

/// `/diagram`
pub(in crate::web) async fn get(ctx: Ctx) -> Response {
    let options = options(&ctx);
    let drawing = made(&ctx, options.clone()).await;
    let status = if drawing.is_ok() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let title = ctx.say("图", "Diagram");
    let query: Vec<(&str, &str)> = ctx.parameters.iter().filter(|(k, _)| k != "lang").map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let to = |path: &str| url::with(path, &[query.as_slice(), &[("lang", ctx.lang.of("zh", "en"))]].concat());
    let body = html! {
        h1 { (title) }
        (form(&ctx, &options))
        @match &drawing {
            Ok(svg) => {
                p .row .note { (ctx.say("下载：", "Download: ")) a href=(to("/diagram.svg")) download="silkgraph.svg" { "SVG" } " · " a href=(to("/diagram.dot")) download="silkgraph.dot" { "DOT" } " · "
                    button .png type="button" hidden data-svg=(to("/diagram.svg")) { "PNG" } }
                div .drawing .big tabindex="0" role="region" aria-label=(title) { (ctx.drawing(svg)) }
            }
            Err(wrong) => { pre .wrong role="alert" { (wrong) } }
        }
    };
    ctx.page_of(status, title, "wide", body)
}

fn form(ctx: &Ctx, options: &Options) -> Markup {
    let forms = [
        (Form::Core, "core", ("主要关系", "Main relations")),
        (Form::Routes, "routes", ("通道线路", "Corridors as routes")),
        (Form::Bipartite, "bipartite", ("国家与倡议", "States and initiatives")),
    ];
    let focus = options.focus.as_deref().map(|f| ctx.site.index.entity(f).map_or(f, |of| ctx.name_of(of).0)).unwrap_or_default();
    html! {
        form .filters .live action="/diagram" {
            label { (ctx.say("样式", "Kind")) " " select name="form" { @for (form, name, (zh, en)) in forms { option value=(name) selected[options.form == form] { (ctx.lang.of(zh, en)) } } } }
            label { (ctx.say("围绕", "Around")) " " input name="focus" value=(focus) placeholder=(ctx.say("名称", "a name")) maxlength="200" autocomplete="off"; }
            label { (ctx.say("步数", "Steps")) " " input type="number" name="depth" min="1" max="4" value=(options.depth); }
            label { (ctx.say("关系", "Relation")) " " select name="predicate" { option value="" { (ctx.say("全部", "all")) }
                @for &p in Predicate::ALL { option value=(p.name()) selected[options.predicates.contains(&p)] { (ctx.predicate(p)) } } } }
            label { (ctx.say("类型", "Type")) " " select name="type" { option value="" { (ctx.say("全部", "all")) }
                @for &k in Type::ALL { option value=(k.name()) selected[options.types.contains(&k)] { (ctx.kind(k)) } } } }
            label { (ctx.say("文本", "Text")) " " select name="text" { option value="" { (ctx.say("全部", "all")) }
                @for a in ctx.site.index.articles.iter().take(200) { option value=(a.iri) selected[options.texts.contains(&a.iri)] { (a.name()) } } } }
            label { (ctx.say("名称", "Labels")) " " select name="labels" { @for (value, name) in [("zh", "中文"), ("en", "English"), ("both", "中文 + English")] {
                option value=(value) selected[matches!((value, options.lang), ("zh", diagram::Lang::Zh) | ("en", diagram::Lang::En) | ("both", diagram::Lang::Both))] { (name) } } } }
            label { (ctx.say("归类", "Grouped by")) " " select name="cluster" { option value="type" { (ctx.say("类型", "type")) } option value="text" selected[options.cluster == Cluster::Text] { (ctx.say("文本", "text")) } } }
            label { (ctx.say("最多", "At most")) " " input type="number" name="max" min="2" max="200" value=(options.max_nodes); }
            button { (ctx.say("画", "Draw")) }
        }
    }
}

/// `/diagram.svg`
pub(in crate::web) async fn svg(ctx: Ctx) -> Response {
    match made(&ctx, options(&ctx)).await {
        Ok(svg) => ([(header::CONTENT_TYPE, "image/svg+xml")], svg.as_str().to_owned()).into_response(),
        Err(wrong) => super::super::guard::plain(StatusCode::NOT_FOUND, wrong + "\n"),
    }
}

/// `/diagram.dot`
pub(in crate::web) async fn dot(ctx: Ctx) -> Response {
    let (site, options) = (Arc::clone(&ctx.site), options(&ctx));
    let work = tokio::task::spawn_blocking(move || diagram::picture(whole(&site), &options).map(|p| diagram::dot(&p)));
    match work.await {
        Ok(Ok(dot)) => ([(header::CONTENT_TYPE, "text/vnd.graphviz; charset=utf-8")], dot).into_response(),
        Ok(Err(wrong)) => super::super::guard::plain(StatusCode::NOT_FOUND, super::super::caret::point(&wrong) + "\n"),
        Err(_) => super::super::guard::plain(StatusCode::INTERNAL_SERVER_ERROR, "the drawing failed\n"),
    }
}
