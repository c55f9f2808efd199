//! The first page: what is in the graph, search, questions.

use super::Ctx;
use super::parts::{number, type_class};
use crate::ontology::{Modality, Predicate, Type};
use crate::web::questions::Question;
use crate::web::url;
use axum::response::Response;
use maud::{Markup, html};

/// `/`
pub(in crate::web) async fn get(ctx: Ctx) -> Response {
    let index = &ctx.site.index;
    let body = html! {
        section .hero {
            h1 { (ctx.say("外交文本里，谁对什么说了什么", "Who says what about what in diplomatic texts")) }
            p .lead { (ctx.say("每一条关系都连着说出它的那句话。", "Every relation is tied to the sentence that says it.")) }
            form .search role="search" action="/search" {
                label for="q" { (ctx.say("搜索名称", "Search names")) }
                div .row {
                    input #q type="search" name="q" placeholder=(ctx.say("中文、英文、拼音或繁体", "Chinese, English, pinyin or traditional characters")) autocomplete="off" maxlength="100";
                    button { (ctx.say("搜索", "Search")) }
                }
            }
            p .counts {
                a href="/texts" { b { (number(index.articles.len())) } " " (ctx.say("篇文本", "texts")) }
                a href="/entities" { b { (number(index.entities.len())) } " " (ctx.say("个实体", "entities")) }
                a href="/facts" { b { (number(index.statements.len())) } " " (ctx.say("条陈述", "statements")) }
                span { b { (number(index.triples)) } " " (ctx.say("个三元组", "triples")) }
            }
        }
        section {
            h2 { (ctx.say("提问", "Questions")) }
            p .note { (ctx.say("框里的名称可以换成别的。", "The names in the boxes can be changed.")) }
            div .questions { @for question in &ctx.site.questions { (form(&ctx, question, &[])) } }
        }
        div .columns {
            section {
                h2 { (ctx.say("实体", "Entities")) }
                ul .bars { @for &kind in Type::ALL { (type_row(&ctx, kind)) } }
            }
            section {
                h2 { (ctx.say("关系", "Relations")) }
                ul .bars { @for &predicate in Predicate::ALL { (predicate_row(&ctx, predicate)) } }
            }
        }
    };
    ctx.page("", body)
}

/// A question as a form. `names` are what its fields hold; its own names where there are none.
pub(super) fn form(ctx: &Ctx, question: &Question, names: &[Option<&str>]) -> Markup {
    html! {
        form .question action="/ask" {
            input type="hidden" name="question" value=(question.id);
            p .ask lang=[(question.en == question.zh).then_some("zh")] { (ctx.lang.of(&question.zh, &question.en)) }
            div .row {
                @for (i, field) in question.fields.iter().enumerate() {
                    @let own = &question.query[field.clone()];
                    input name={ "name" (i + 1) } value=(names.get(i).copied().flatten().unwrap_or(own)) lang="zh"
                        aria-label={ (ctx.say("名称：", "Name: ")) (own) } maxlength="100" autocomplete="off";
                }
                button { (ctx.say("回答", "Answer")) }
            }
        }
    }
}

fn type_row(ctx: &Ctx, kind: Type) -> Markup {
    let count = ctx.site.index.by_type.get(&kind).map_or(0, Vec::len);
    let most = ctx.site.index.by_type.values().map(Vec::len).max().unwrap_or(1);
    row(&url::with("/entities", &[("type", kind.name())]), ctx.kind(kind), &type_class(kind), count, most)
}

fn predicate_row(ctx: &Ctx, predicate: Predicate) -> Markup {
    let all = |p| Modality::ALL.iter().map(|&m| ctx.site.index.counts.get(&(p, m)).copied().unwrap_or(0)).sum::<usize>();
    let most = Predicate::ALL.iter().map(|&p| all(p)).max().unwrap_or(1);
    row(&url::with("/facts", &[("predicate", predicate.name())]), ctx.predicate(predicate), "t-fact", all(predicate), most)
}

/// A name, a bar and a number.
fn row(href: &str, name: &str, class: &str, count: usize, most: usize) -> Markup {
    html! {
        @if count > 0 {
            li .(class) { a href=(href) { span .what { (name) } meter min="0" max=(most) value=(count) aria-hidden="true" {} b { (number(count)) } } }
        }
    }
}
