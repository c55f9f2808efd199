//! The page of a text: the article as it reads, beside what it says.

use super::Ctx;
use super::parts::type_class;
use crate::graph::iri;
use crate::ontology::SGR;
use crate::text::Part;
use crate::web::index::Article;
use crate::web::reading::{Copy, Reading};
use crate::web::url;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

/// `/text/{hash}`
pub(in crate::web) async fn get(ctx: Ctx, Path(hash): Path<String>) -> Response {
    show(ctx, &format!("{SGR}text/{hash}"))
}

/// `/text?iri=`
pub(in crate::web) async fn by_iri(ctx: Ctx) -> Response {
    let iri = ctx.get("iri").unwrap_or_default().to_owned();
    show(ctx, &iri)
}

fn show(ctx: Ctx, iri: &str) -> Response {
    let Some(of) = ctx.site.index.article(iri) else { return ctx.missing() };
    let article = &ctx.site.index.articles[of];
    let copy = ctx.site.shelf.copy(&ctx.site.kit, article);
    let (note, words) = match &copy {
        Copy::Whole(reading, i) => (None, whole(&ctx, of, reading, *i)),
        Copy::Changed => {
            let note = ctx.say(
                "原文文件与建图时不同，下面只有图谱引用的句子。",
                "The source file is not the one that the graph was built from; below are only the sentences that the graph quotes.",
            );
            (Some(note), quotes(&ctx, of))
        }
        Copy::Missing => {
            let note = ctx.say(
                "没有原文文件，下面只有图谱引用的句子。用 --texts 指出原文所在的文件夹。",
                "The source file is not here; below are only the sentences that the graph quotes. Give the folder of the texts by --texts.",
            );
            (Some(note), quotes(&ctx, of))
        }
    };
    let body = html! {
        p .crumb { a href="/texts" { (ctx.say("文本", "Texts")) } " · " (ctx.genre(&article.genre)) }
        h1 lang=[ctx.foreign("zh")] { (article.name()) }
        p .second {
            @if let Some(date) = &article.date { time datetime=(date) { (date) } " · " }
            code { (article.file) }
            @if let Some(link) = article.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://")) { " · " a href=(link) rel="noreferrer external" { (ctx.say("出处", "Published at")) } }
            " · " a href=(url::with("/compare", &[("a", url::tail(&article.iri))])) { (ctx.say("与另一篇对照", "Compare with another")) }
        }
        @if let Some(note) = note { p .warning { (note) } }
        div .reading {
            div .words lang="zh" { (words) }
            aside aria-label=(ctx.say("这篇文本说了什么", "What this text says")) { (side(&ctx, article)) }
        }
    };
    ctx.page_of(StatusCode::OK, article.name(), "wide", body)
}

/// The article with its mentions and the sentences that say something.
fn whole(ctx: &Ctx, of: usize, reading: &Reading, i: usize) -> Markup {
    let article = &reading.text.articles[i];
    let found = &ctx.site.index.articles[of];
    let mut evidence: Vec<usize> = found.statements.iter().flat_map(|&s| ctx.statement(s).evidence.clone()).collect();
    evidence.sort_unstable();
    evidence.dedup();
    let mut by_sentence: Vec<Vec<usize>> = vec![Vec::new(); article.sentences.len()];
    for e in evidence {
        let place = &ctx.site.index.evidence[e];
        let shared = |&(a, b): &(usize, usize)| b.min(place.end).saturating_sub(a.max(place.start));
        let best = reading.places[i].iter().enumerate().max_by_key(|(n, p)| (shared(p), std::cmp::Reverse(*n)));
        if let Some((n, _)) = best.filter(|(_, p)| shared(p) > 0) {
            by_sentence[n].push(e);
        }
    }
    let paragraphs: Vec<(usize, &[crate::text::Sentence])> = article
        .sentences
        .chunk_by(|a, b| a.paragraph == b.paragraph && a.part == b.part)
        .scan(0, |at, chunk| {
            let start = *at;
            *at += chunk.len();
            Some((start, chunk))
        })
        .collect();
    html! {
        @for (start, sentences) in paragraphs {
            @let inside = sentences.iter().enumerate().map(|(k, s)| sentence(ctx, reading, i, s, &by_sentence[start + k])).collect::<Vec<_>>();
            @match sentences[0].part {
                Part::Title => { p .t-title { @for s in &inside { (s) } } }
                Part::Heading => { p .t-heading { @for s in &inside { (s) } } }
                Part::Item => { p .t-item { @for s in &inside { (s) } } }
                Part::Furniture => { p .t-furniture { @for s in &inside { (s) } } }
                Part::Signature => { p .t-signature { @for s in &inside { (s) } } }
                Part::Body => { p { @for s in &inside { (s) } } }
            }
        }
    }
}

fn sentence(ctx: &Ctx, reading: &Reading, article: usize, s: &crate::text::Sentence, evidence: &[usize]) -> Markup {
    let norm = &reading.text.norm;
    let mut at = s.span.start;
    // Mentions in the order of the text; of two that overlap the first.
    let list = &reading.mentions.list;
    let mut inside: Vec<usize> =
        (0..list.len()).filter(|&m| list[m].article == article && s.span.contains(list[m].span) && !list[m].span.is_empty()).collect();
    inside.sort_by_key(|&m| (list[m].span.start, std::cmp::Reverse(list[m].span.end)));
    let words = html! {
        @for m in inside {
            @let span = list[m].span;
            @if span.start >= at {
                (norm[at..span.start])
                @let key = reading.resolved.of.get(m).and_then(|&e| reading.resolved.entities.get(e)).map(|e| iri::entity(&e.key));
                @match key.and_then(|k| ctx.site.index.entity(k.as_str())) {
                    Some(of) => { a .m .(type_class(ctx.entity(of).kind)) href=(url::entity(&ctx.entity(of).iri)) title={ (ctx.kind(ctx.entity(of).kind)) " · " (ctx.name_of(of).0) } { (span.of(norm)) } }
                    None => { span .m .(type_class(list[m].kind)) title=(ctx.kind(list[m].kind)) { (span.of(norm)) } }
                }
                ({ at = span.end; "" })
            }
        }
        (norm[at..s.span.end])
    };
    said(ctx, words, evidence)
}

/// A sentence, and where it is evidence a number that leads to what it says.
fn said(ctx: &Ctx, words: Markup, evidence: &[usize]) -> Markup {
    let Some(&first) = evidence.first() else { return html! { span { (words) } } };
    let id = |e: usize| url::tail(&ctx.site.index.evidence[e].iri).to_owned();
    let mut statements: Vec<usize> = evidence.iter().flat_map(|&e| ctx.site.index.evidence[e].statements.clone()).collect();
    statements.sort_unstable();
    statements.dedup();
    html! {
        @for &e in &evidence[1..] { span id={ "e-" (id(e)) } {} }
        span .said id={ "e-" (id(first)) } data-e=(id(first)) {
            (words)
            span .pin {
                a .n href={ "#f-" (id(first)) } aria-label={ (statements.len()) " " (ctx.say("条关系", "relations")) } { (statements.len()) }
                span .pop lang=(ctx.lang.tag()) { @for &s in statements.iter().take(8) { span { (ctx.fact_words(s)) " " (ctx.modality_label(ctx.statement(s).modality, false)) } } }
            }
        }
    }
}

/// The sentences that the graph quotes, in the order of the text.
fn quotes(ctx: &Ctx, of: usize) -> Markup {
    let mut evidence: Vec<usize> = ctx.site.index.articles[of].statements.iter().flat_map(|&s| ctx.statement(s).evidence.clone()).collect();
    evidence.sort_by_key(|&e| (ctx.site.index.evidence[e].start, e));
    evidence.dedup();
    html! {
        @for e in evidence {
            p { (said(ctx, html! { (super::evidence::running(&ctx.site.index.evidence[e].exact)) }, &[e])) }
            p .gap aria-hidden="true" { "……" }
        }
    }
}

/// What the text says, sentence after sentence.
fn side(ctx: &Ctx, article: &Article) -> Markup {
    let index = &ctx.site.index;
    let mut by_sentence: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut pairs: Vec<(usize, usize)> =
        article.statements.iter().flat_map(|&s| ctx.statement(s).evidence.iter().map(move |&e| (e, s))).collect();
    pairs.sort_by_key(|&(e, s)| (index.evidence[e].start, e, s));
    for (e, s) in pairs {
        match by_sentence.last_mut() {
            Some((last, of)) if *last == e => of.push(s),
            _ => by_sentence.push((e, vec![s])),
        }
    }
    html! {
        h2 { (ctx.say("关系", "Relations")) " " small { (article.statements.len()) } }
        @if by_sentence.is_empty() { p .note { (ctx.say("没有找到关系。", "No relations were found.")) } }
        ol .said-list {
            @for (e, statements) in by_sentence {
                @let id = url::tail(&index.evidence[e].iri);
                li id={ "f-" (id) } data-e=(id) {
                    ul { @for s in statements { li { (ctx.fact(s)) } } }
                    a .back href={ "#e-" (id) } { (ctx.say("原句", "the sentence")) span .hidden { " " (index.evidence[e].exact.chars().take(12).collect::<String>()) "…" } }
                }
            }
        }
    }
}
