//! The query page: SPARQL with examples, errors in place, the answer as a table with links.

use super::Ctx;
use super::home::form;
use crate::query::{Answer, short};
use crate::web::ask::Refusal;
use crate::web::questions::Question;
use crate::web::url;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use oxigraph::model::{Literal, Term};

/// Rows that the page shows.
const SHOWN: usize = 500;

/// `/ask?query=` or `/ask?question=&name1=`
pub(in crate::web) async fn get(ctx: Ctx) -> Response {
    let question = ctx.get("question").and_then(|id| ctx.site.questions.iter().find(|q| q.id == id)).cloned();
    let names: Vec<Option<String>> = (1..=9).map(|i| ctx.get(&format!("name{i}")).map(str::to_owned)).collect();
    let names: Vec<Option<&str>> = names.iter().map(Option::as_deref).collect();
    let query = match &question {
        Some(q) => Some(q.filled(&names)),
        None => ctx.get("query").map(|q| q.replace("\r\n", "\n")),
    };
    let answer = match &query {
        Some(query) => Some(ctx.site.asker.ask(query.clone(), None, Some(SHOWN)).await),
        None => None,
    };
    let refused = answer.as_ref().and_then(|a| a.as_ref().err()).map(|r| r.words(ctx.lang));
    let status = refused.as_ref().map_or(StatusCode::OK, |r| r.0);
    let title = match &question {
        Some(q) => ctx.lang.of(&q.zh, &q.en).clone(),
        None => ctx.say("查询", "Query").to_owned(),
    };
    let body = html! {
        h1 lang=[question.as_ref().filter(|q| q.zh == q.en).map(|_| "zh")] { (title) }
        @if let Some(q) = &question {
            (form(&ctx, q, &names))
            @if let Some(answer) = &answer { (result(&ctx, query.as_deref().unwrap_or_default(), answer)) }
            details .folded open[refused.is_some()] { summary { (ctx.say("它的 SPARQL", "Its SPARQL")) } (editor(&ctx, query.as_deref(), refused.as_ref())) }
        } @else {
            (editor(&ctx, query.as_deref(), refused.as_ref()))
            @if let Some(answer) = &answer { (result(&ctx, query.as_deref().unwrap_or_default(), answer)) }
            (examples(&ctx))
        }
    };
    ctx.page_of(status, &title, "", body)
}

fn editor(ctx: &Ctx, query: Option<&str>, refused: Option<&(StatusCode, String)>) -> Markup {
    const FIRST: &str = "SELECT ?who ?what WHERE {\n  ?who sg:proposes ?what .\n  ?what a sg:Mechanism .\n}\nLIMIT 50";
    let query = query.unwrap_or(FIRST);
    let rows = query.lines().count().clamp(6, 24);
    html! {
        form .editor action="/ask" {
            label for="sparql" { "SPARQL" }
            textarea #sparql name="query" rows=(rows) spellcheck="false" autocapitalize="off" aria-invalid=[refused.map(|_| "true")] aria-describedby=[refused.map(|_| "wrong")] { "\n" (query) }
            @if let Some((_, message)) = refused { pre #wrong .wrong role="alert" tabindex="0" { (message) } }
            p .row { button { (ctx.say("查询", "Run")) } span .note { (ctx.say("前缀 sg sgr rdfs skos prov oa dcterms xsd 等不必声明。", "The prefixes sg sgr rdfs skos prov oa dcterms xsd and others need no PREFIX line.")) } }
        }
    }
}

fn examples(ctx: &Ctx) -> Markup {
    let link = |q: &Question| url::with("/ask", &[("query", &q.query)]);
    html! {
        section {
            h2 { (ctx.say("例子", "Examples")) }
            ul .plain { @for q in &ctx.site.questions { li { a href=(link(q)) lang=[(q.zh == q.en).then_some("zh")] { (ctx.lang.of(&q.zh, &q.en)) } } } }
        }
    }
}

fn result(ctx: &Ctx, query: &str, answer: &Result<(Answer, bool), Refusal>) -> Markup {
    let Ok((answer, more)) = answer else { return html! {} };
    let rows = match answer {
        Answer::Rows { rows, .. } => rows.len(),
        Answer::Triples(triples) => triples.len(),
        Answer::Truth(_) => 1,
    };
    html! {
        section .answer aria-label=(ctx.say("回答", "Answer")) {
            @match answer {
                Answer::Truth(truth) => { p .truth { (if *truth { ctx.say("是", "Yes") } else { ctx.say("否", "No") }) } }
                Answer::Rows { variables, rows } => { (table(ctx, &variables.iter().map(|v| v.as_str().to_owned()).collect::<Vec<_>>(), rows)) }
                Answer::Triples(triples) => {
                    @let rows = triples.iter().map(|t| vec![Some(t.subject.clone().into()), Some(t.predicate.clone().into()), Some(t.object.clone())]).collect::<Vec<_>>();
                    (table(ctx, &["subject", "predicate", "object"].map(str::to_owned), &rows))
                }
            }
            p .note role="status" {
                (rows) " " (ctx.say("行", "rows"))
                @if *more { "；" (ctx.say("只显示前面这些，其余请下载", "only the first are shown, download the rest")) }
                " · " (ctx.say("下载：", "Download: "))
                @let formats: &[&str] = if matches!(answer, Answer::Triples(_)) { &["ttl", "jsonld", "rdf", "csv"] } else { &["csv", "tsv", "json", "xml"] };
                @for (i, f) in formats.iter().enumerate() { @if i > 0 { " · " } a href=(url::with("/query", &[("query", query), ("format", f)])) download { (f) } }
            }
        }
    }
}

fn table(ctx: &Ctx, head: &[String], rows: &[Vec<Option<Term>>]) -> Markup {
    html! {
        @if rows.is_empty() { p .none { (ctx.say("没有符合的。", "Nothing fits.")) } } @else {
            div .scroll tabindex="0" role="region" aria-label=(ctx.say("表格", "Table")) {
                table {
                    thead { tr { @for name in head { th scope="col" { (name) } } } }
                    tbody { @for row in rows { tr { @for cell in row { td { @if let Some(term) = cell { (self::cell(ctx, term)) } } } } } }
                }
            }
        }
    }
}

fn cell(ctx: &Ctx, term: &Term) -> Markup {
    match term {
        Term::NamedNode(n) => {
            let index = &ctx.site.index;
            let iri = n.as_str();
            if let Some(of) = index.entity(iri) {
                return ctx.link(of);
            }
            if let Some(of) = index.article(iri) {
                return ctx.article_link(of);
            }
            let known = index.statement(iri).is_some() || index.evidence(iri).is_some() || iri.starts_with(crate::ontology::SGR);
            html! { @if known { a href=(crate::web::deref::page(&ctx.site, iri)) { (short(term)) } } @else { code { (short(term)) } } }
        }
        Term::Literal(literal) => words(ctx, literal),
        Term::BlankNode(_) => html! { code { (short(term)) } },
    }
}

/// A literal; a name leads to what bears it.
fn words(ctx: &Ctx, literal: &Literal) -> Markup {
    let language = literal.language().filter(|l| matches!(*l, "zh" | "en"));
    let named = language.and_then(|_| ctx.site.index.names.exactly(literal.value()));
    html! {
        @match named {
            Some(of) => { a .ent .(super::parts::type_class(ctx.entity(of).kind)) href=(url::entity(&ctx.entity(of).iri)) lang=[language] { (literal.value()) } }
            None => { span .literal lang=[literal.language()] { (literal.value()) } }
        }
    }
}
