//! Two texts side by side: what they share and where they differ.

use super::Ctx;
use crate::ontology::{Predicate, SGR};
use crate::web::url;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

const MOST: usize = 200;

type Key = (usize, Predicate, usize);

/// `/compare?a=&b=`
pub(in crate::web) async fn get(ctx: Ctx) -> Response {
    let index = &ctx.site.index;
    let asked = |name| ctx.get(name).and_then(|h| index.article(&format!("{SGR}text/{h}")));
    let (a, b) = (asked("a"), asked("b"));
    let title = ctx.say("两篇对照", "Two texts");
    let body = html! {
        p .crumb { a href="/texts" { (ctx.say("文本", "Texts")) } }
        h1 { (title) }
        form .filters action="/compare" {
            (chooser(&ctx, "a", a)) (chooser(&ctx, "b", b))
            button { (ctx.say("对照", "Compare")) }
        }
        @if let (Some(a), Some(b)) = (a, b) { (compared(&ctx, a, b)) }
    };
    ctx.page_of(StatusCode::OK, title, "wide", body)
}

fn chooser(ctx: &Ctx, name: &str, chosen: Option<usize>) -> Markup {
    html! {
        label { (if name == "a" { ctx.say("左", "Left") } else { ctx.say("右", "Right") }) " "
            select name=(name) {
                @for (i, article) in ctx.site.index.articles.iter().enumerate().take(500) {
                    option value=(url::tail(&article.iri)) selected[chosen == Some(i)] { (article.date.as_deref().unwrap_or("")) " " (article.name()) }
                }
                @if let Some(i) = chosen.filter(|&i| i >= 500) { option value=(url::tail(&ctx.site.index.articles[i].iri)) selected { (ctx.site.index.articles[i].name()) } }
            }
        }
    }
}

fn facts(ctx: &Ctx, article: usize) -> BTreeMap<Key, usize> {
    let statements = &ctx.site.index.articles[article].statements;
    let key = |&i: &usize| {
        let s = ctx.statement(i);
        ((s.subject, s.predicate, s.object), i)
    };
    // The firmest of several that say the same.
    let mut found: Vec<(Key, usize)> = statements.iter().map(key).collect();
    found.sort_by_key(|&(_, i)| std::cmp::Reverse((ctx.statement(i).modality, i)));
    found.into_iter().collect()
}

fn compared(ctx: &Ctx, a: usize, b: usize) -> Markup {
    let (left, right) = (facts(ctx, a), facts(ctx, b));
    let both: Vec<(usize, usize)> = left.iter().filter_map(|(k, &i)| Some((i, *right.get(k)?))).collect();
    let (same, firm): (Vec<_>, Vec<_>) = both.iter().partition(|(i, j)| ctx.statement(*i).modality == ctx.statement(*j).modality);
    // The same two, joined by other relations.
    let ends = |of: &BTreeMap<Key, usize>, not: &BTreeMap<Key, usize>| {
        let mut found: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (key, &i) in of.iter().filter(|(k, _)| !not.contains_key(k)) {
            found.entry((key.0, key.2)).or_default().push(i);
        }
        found
    };
    let (mut only_left, mut only_right) = (ends(&left, &right), ends(&right, &left));
    let shared: Vec<(usize, usize)> = only_left.keys().filter(|k| only_right.contains_key(k)).copied().collect();
    let other: Vec<(Vec<usize>, Vec<usize>)> =
        shared.iter().map(|k| (only_left.remove(k).unwrap_or_default(), only_right.remove(k).unwrap_or_default())).collect();
    let entities = |of: &BTreeMap<Key, usize>| of.keys().flat_map(|k| [k.0, k.2]).collect::<BTreeSet<usize>>();
    let common: Vec<usize> = entities(&left).intersection(&entities(&right)).copied().collect();
    html! {
        div .pair .heads { h2 { (ctx.article_link(a)) } h2 { (ctx.article_link(b)) } }
        section {
            h3 { (ctx.say("都说到的实体", "Entities in both")) " " small { (common.len()) } }
            p .links { @for &e in common.iter().take(MOST) { (ctx.link(e)) " " } }
        }
        (pairs(ctx, ctx.say("都说的", "Said in both"), &same.iter().map(|&&(i, j)| (vec![i], vec![j])).collect::<Vec<_>>()))
        (pairs(ctx, ctx.say("语气不同的", "Said more or less firmly"), &firm.iter().map(|&&(i, j)| (vec![i], vec![j])).collect::<Vec<_>>()))
        (pairs(ctx, ctx.say("同样两者，关系不同的", "The same two, joined otherwise"), &other))
        section {
            h3 { (ctx.say("只在一篇里的", "Said in one only")) }
            div .pair {
                @for only in [&only_left, &only_right] {
                    ul .facts { @for &i in only.values().flatten().take(MOST) { li { (ctx.fact(i)) } } }
                }
            }
        }
    }
}

fn pairs(ctx: &Ctx, title: &str, list: &[(Vec<usize>, Vec<usize>)]) -> Markup {
    html! {
        section {
            h3 { (title) " " small { (list.len()) } }
            @if list.is_empty() { p .note { (ctx.say("无", "none")) } }
            @for (left, right) in list.iter().take(MOST) {
                div .pair { @for side in [left, right] { ul .facts { @for &i in side { li { (ctx.fact(i)) } } } } }
            }
        }
    }
}
