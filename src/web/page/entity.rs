//! The page of an entity.

use super::Ctx;
use super::parts::number;
use crate::graph::iri;
use crate::ontology::Predicate;
use crate::web::url;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Rows of one relation that are shown at once; the rest folds away.
const SHOWN: usize = 12;
/// Rows of one relation, at most.
const MOST: usize = 60;

/// `/entity/{key}`
pub(in crate::web) async fn get(ctx: Ctx, Path(key): Path<String>) -> Response {
    show(ctx, iri::entity(&key).as_str())
}

/// `/entity?iri=`
pub(in crate::web) async fn by_iri(ctx: Ctx) -> Response {
    let iri = ctx.get("iri").unwrap_or_default().to_owned();
    show(ctx, &iri)
}

fn show(ctx: Ctx, iri: &str) -> Response {
    let Some(of) = ctx.site.index.entity(iri) else { return ctx.missing() };
    let e = ctx.entity(of);
    let (name, lang) = ctx.name_of(of);
    let other = ctx.lang.of(e.en.as_deref(), Some(e.zh.as_str())).filter(|o| !o.is_empty() && *o != name);
    let groups: Vec<usize> = e.groups.iter().flat_map(|&g| ctx.entity(g).says.clone()).collect();
    let body = html! {
        p .crumb { a href=(url::with("/entities", &[("type", e.kind.name())])) { (ctx.kind_label(e.kind)) } }
        h1 lang=[ctx.foreign(lang)] { (name) }
        @if let Some(other) = other { p .second lang=(ctx.lang.of("en", "zh")) { (other) } }
        (facts_of(&ctx, of))
        @if let Some(drawing) = super::diagram::around(&ctx, of) {
            figure .around-it {
                (drawing)
                figcaption { a href=(url::with("/diagram", &[("focus", &e.iri)])) { (ctx.say("在图中继续看", "Go on in the diagram")) } }
            }
        }
        (relations(&ctx, &e.says, (Side::Out, &e.iri)))
        (relations(&ctx, &e.said, (Side::In, &e.iri)))
        @if !groups.is_empty() {
            details .folded open[e.says.is_empty() && e.said.is_empty()] {
                summary { h2 { (ctx.say("作为国家组合的一员", "As one of a group")) " " small { (number(groups.len())) } } }
                (relations(&ctx, &groups, (Side::Group, &e.iri)))
            }
        }
        (ctx.timeline(of))
        @if !e.articles.is_empty() {
            section {
                h2 { (ctx.say("出现在", "Spoken of in")) " " small { (number(e.articles.len())) } }
                ul .plain { @for &a in e.articles.iter().take(40) { li { (ctx.article_link(a)) } } }
            }
        }
        p .data { (ctx.say("数据：", "Data: "))
            @for (i, (format, _, _)) in crate::web::deref::FORMATS.iter().enumerate() { @if i > 0 { " · " } a href=(url::below(&format!("/data/{format}"), &e.iri)) { (format) } }
        }
    };
    ctx.page_of(StatusCode::OK, name, "", body)
}

/// What is known of it besides relations.
fn facts_of(ctx: &Ctx, of: usize) -> Markup {
    let e = ctx.entity(of);
    let mut others: Vec<&str> = e.others.iter().map(String::as_str).collect();
    others.dedup();
    html! {
        dl .facts-of {
            @if !others.is_empty() { dt { (ctx.say("又名", "Also")) } dd { @for (i, o) in others.iter().enumerate() { @if i > 0 { "、" } bdi { (o) } } } }
            @if let Some(value) = &e.edtf { dt { (ctx.say("日期值", "Value")) } dd { code { (value) } } }
            @if !e.members.is_empty() { dt { (ctx.say("成员", "Members")) } dd .links { @for &m in &e.members { (ctx.link(m)) " " } } }
            @if !e.groups.is_empty() { dt { (ctx.say("属于", "Member of")) } dd .links { @for &g in e.groups.iter().take(30) { (ctx.link(g)) " " } } }
            @if !e.links.is_empty() { dt { (ctx.say("他处", "Elsewhere")) } dd { @for link in &e.links { (outward(link)) " " } } }
            dt { (ctx.say("证据", "Evidence")) }
            dd { (number(ctx.site.index.evidence_of(&e.says) + ctx.site.index.evidence_of(&e.said))) " " (ctx.say("句，", "sentences, "))
                (number(ctx.site.index.weight(of))) " " (ctx.say("条陈述", "statements")) }
            dt { "IRI" } dd .iri { code { (e.iri) } }
        }
    }
}

/// A link out of the site: only to the web, never by script.
fn outward(link: &str) -> Markup {
    let web = link.starts_with("https://") || link.starts_with("http://");
    let name = match link.strip_prefix("http://www.wikidata.org/entity/") {
        Some(id) => format!("Wikidata {id}"),
        None => link.to_owned(),
    };
    html! { @if web { a href=(link) rel="noreferrer external" { (name) } } @else { code { (name) } } }
}

/// Which end of statements the page is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Out,
    In,
    Group,
}

/// Statements by predicate, and in each by who stands at the other end.
fn relations(ctx: &Ctx, statements: &[usize], of: (Side, &str)) -> Markup {
    let side = of.0;
    let mut groups: BTreeMap<Predicate, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for &i in statements {
        let s = ctx.statement(i);
        let other = if side == Side::In { s.subject } else { s.object };
        groups.entry(s.predicate).or_default().entry(other).or_default().push(i);
    }
    html! {
        @if !groups.is_empty() {
            section .relations {
                @match side {
                    Side::Out => { h2 { (ctx.say("它的关系", "What it does")) } }
                    Side::In => { h2 { (ctx.say("与它有关的", "What is said of it")) } }
                    Side::Group => {}
                }
                div .groups { @for (predicate, others) in groups { (group(ctx, predicate, others, of)) } }
            }
        }
    }
}

fn group(ctx: &Ctx, predicate: Predicate, others: BTreeMap<usize, Vec<usize>>, (side, iri): (Side, &str)) -> Markup {
    let mut rows: Vec<(usize, Vec<usize>)> = others.into_iter().collect();
    rows.sort_by_key(|(other, of)| (std::cmp::Reverse(ctx.site.index.evidence_of(of)), *other));
    let all = rows.len();
    rows.truncate(if side == Side::Group { 2 * SHOWN } else { MOST });
    let late = rows.split_off(rows.len().min(SHOWN));
    html! {
        div .group {
            h3 {
                @if side == Side::In { span .arrow aria-hidden="true" { "←" } " " }
                (ctx.predicate(predicate)) " " small { (number(all)) }
            }
            ul { @for (other, of) in &rows { (row(ctx, *other, of, side)) } }
            @if !late.is_empty() {
                details { summary { (ctx.say("其余 ", "The other ")) (number(all - rows.len())) } ul { @for (other, of) in &late { (row(ctx, *other, of, side)) } }
                    @if all > MOST && side != Side::Group {
                        p { a href=(url::with("/facts", &[("predicate", predicate.name()), (if side == Side::In { "to" } else { "from" }, iri)])) {
                            (ctx.say("逐条看全部 ", "All of them, one by one: ")) (number(all)) } }
                    }
                }
            }
        }
    }
}

fn row(ctx: &Ctx, other: usize, of: &[usize], side: Side) -> Markup {
    let count = ctx.site.index.evidence_of(of);
    let firmest = of.iter().map(|&i| ctx.statement(i).modality).min();
    let name = ctx.name_of(other).0;
    html! {
        li {
            (ctx.link(other))
            @if let Some(m) = firmest { " " (ctx.modality_label(m, false)) }
            @if side == Side::Group { " " small .via { (ctx.say("经", "by ")) (ctx.link(ctx.statement(of[0]).subject)) } }
            " " a .evidence href=(url::statement(&ctx.statement(of[0]).iri)) aria-label={ (name) ": " (count) " " (ctx.say("句证据", "sentences")) }
                title=(ctx.say("句证据", "sentences of evidence")) { (number(count)) }
        }
    }
}
