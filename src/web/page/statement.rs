//! The page of a relation: every sentence that says it.

use super::Ctx;
use crate::ontology::{Modality, SGR};
use crate::web::url;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

const MOST: usize = 100;

/// `/statement/{hash}`
pub(in crate::web) async fn get(ctx: Ctx, Path(hash): Path<String>) -> Response {
    show(ctx, &format!("{SGR}statement/{hash}"))
}

/// `/statement?iri=`
pub(in crate::web) async fn by_iri(ctx: Ctx) -> Response {
    let iri = ctx.get("iri").unwrap_or_default().to_owned();
    show(ctx, &iri)
}

/// `/fact?s=&p=&o=`: the page of the first statement of a triple; of a group's where the subject's own says nothing.
pub(in crate::web) async fn by_triple(ctx: Ctx) -> Response {
    use axum::response::{IntoResponse, Redirect};
    let index = &ctx.site.index;
    let entity = |name| ctx.get(name).and_then(|iri| index.entity(iri));
    let (Some(s), Some(o)) = (entity("s"), entity("o")) else { return ctx.missing() };
    let predicate = ctx.get("p").and_then(crate::ontology::Predicate::parse);
    let fits = |&&i: &&usize| {
        let found = ctx.statement(i);
        let subject = found.subject == s || ctx.entity(s).groups.contains(&found.subject);
        subject && predicate.is_none_or(|p| p == found.predicate)
    };
    let mut found: Vec<usize> = ctx.entity(o).said.iter().filter(fits).copied().collect();
    found.sort_by_key(|&i| (ctx.statement(i).subject != s, i));
    match found.first() {
        Some(&i) => Redirect::to(&url::statement(&ctx.statement(i).iri)).into_response(),
        None => ctx.missing(),
    }
}

fn show(ctx: Ctx, iri: &str) -> Response {
    let Some(of) = ctx.site.index.statement(iri) else { return ctx.missing() };
    let s = ctx.statement(of);
    let same = |&&i: &&usize| {
        let other = ctx.statement(i);
        i != of && other.predicate == s.predicate && other.object == s.object
    };
    let others: Vec<usize> = ctx.entity(s.subject).says.iter().filter(same).copied().collect();
    let all: usize = s.evidence.len() + ctx.site.index.evidence_of(&others);
    let title = ctx.fact_words(of);
    let term = ctx.site.kit.ontology.predicate(s.predicate);
    let body = html! {
        p .crumb { (ctx.say("关系", "Relation")) }
        h1 .relation {
            (ctx.link(s.subject)) " " span .verb title=(ctx.lang.of(&term.comment_zh, &term.comment_en)) { (ctx.predicate(s.predicate)) } " " (ctx.link(s.object))
        }
        p .note { (ctx.lang.of(&term.comment_zh, &term.comment_en)) }
        p .counts-line { (all) " " (ctx.say("句证据，", "sentences of evidence, ")) (others.len() + 1) " " (ctx.say("条陈述", "statements")) }
        (one(&ctx, of))
        @if !others.is_empty() {
            h2 { (ctx.say("别处也这样说", "Said elsewhere too")) }
            @for &other in others.iter().take(MOST) { (one(&ctx, other)) }
        }
        p .data { (ctx.say("数据：", "Data: "))
            @for (i, (format, _, _)) in crate::web::deref::FORMATS.iter().enumerate() { @if i > 0 { " · " } a href=(url::below(&format!("/data/{format}"), &s.iri)) { (format) } }
        }
    };
    ctx.page(&title, body)
}

/// What one text says, with its sentences.
fn one(ctx: &Ctx, of: usize) -> Markup {
    let s = ctx.statement(of);
    html! {
        article .statement id={ "s-" (url::tail(&s.iri)) } {
            header {
                @if let Some(a) = s.article { (ctx.article_link(a)) " " }
                (ctx.modality_label(s.modality, true))
            }
            @for &e in &s.evidence { (ctx.quoted(e, of)) }
            dl .how {
                dt { (ctx.say("规则", "Rule")) } dd { @for rule in &s.rules { a href=(url::rule(rule)) { code { (rule) } } " " } }
                @if !s.triggers.is_empty() { dt { (ctx.say("触发词", "Trigger")) } dd lang="zh" { @for t in &s.triggers { (t) " " } } }
                @if !s.carried.is_empty() { dt { (ctx.say("主语来自", "Subject from")) } dd { @for c in &s.carried { (carried(ctx, c)) " " } } }
                @if s.modality == Modality::Considered || s.modality == Modality::Negated {
                    dt { (ctx.say("注意", "Note")) } dd { (ctx.say("只作为陈述保存，不作为事实。", "Kept as a statement, not as a fact.")) }
                }
            }
        }
    }
}

/// How a subject was found, in the language of the page.
fn carried<'c>(ctx: &Ctx, how: &'c str) -> &'c str {
    let zh = match how {
        "the subject of the clause before" => "前一分句的主语",
        "the subject of the sentence before" => "前一句的主语",
        "the parties of the article" => "文首所列各方",
        "the heading of the list" => "清单的标题",
        other => other,
    };
    ctx.lang.of(zh, how)
}
