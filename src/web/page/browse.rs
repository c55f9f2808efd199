//! Lists: search results, entities of a type, statements, texts, what a rule found.

use super::Ctx;
use super::parts::number;
use crate::ontology::{Modality, Predicate, Type};
use crate::web::url;
use axum::response::Response;
use maud::{Markup, html};

const EACH: usize = 60;
const MOST_HITS: usize = 200;

/// `/search?q=`
pub(in crate::web) async fn search(ctx: Ctx) -> Response {
    let query = ctx.get("q").unwrap_or_default();
    let found = ctx.site.index.names.search(query, MOST_HITS);
    let (page, range) = ctx.page_range(found.len(), EACH);
    let title = ctx.say("搜索", "Search");
    let body = html! {
        h1 { (title) @if !query.is_empty() { "：" q { (query) } } }
        @if found.is_empty() {
            p .note { (ctx.say("没有这样的名称。可以用中文、英文、拼音（如 hasakesitan、hsks）或繁体字。",
                "No such name. Chinese, English, pinyin (such as hasakesitan or hsks) and traditional characters all work.")) }
        } @else {
            p .note role="status" { (found.len()) @if found.len() == MOST_HITS { "+" } " " (ctx.say("个实体", "entities")) }
            (entities(&ctx, &found[range].iter().map(|f| f.0).collect::<Vec<_>>()))
            (ctx.pages(page, found.len(), EACH))
        }
    };
    ctx.page(title, body)
}

/// `/suggest?q=`: the first few hits as JSON, for the search box.
pub(in crate::web) async fn suggest(ctx: Ctx) -> Response {
    use axum::response::IntoResponse;
    let found = ctx.site.index.names.search(ctx.get("q").unwrap_or_default(), 8);
    let hit = |&(of, _): &(usize, crate::web::index::Hit)| {
        let e = ctx.entity(of);
        serde_json::json!({ "name": ctx.name_of(of).0, "kind": ctx.kind(e.kind), "type": e.kind.name(), "href": url::entity(&e.iri) })
    };
    axum::Json(found.iter().map(hit).collect::<Vec<_>>()).into_response()
}

/// `/entities?type=`
pub(in crate::web) async fn entity_list(ctx: Ctx) -> Response {
    let index = &ctx.site.index;
    let kind = ctx.get("type").and_then(Type::parse).or_else(|| Type::ALL.iter().copied().find(|k| index.by_type.contains_key(k)));
    let none = Vec::new();
    let all = kind.and_then(|k| index.by_type.get(&k)).unwrap_or(&none);
    let (page, range) = ctx.page_range(all.len(), EACH);
    let title = ctx.say("实体", "Entities");
    let body = html! {
        h1 { (title) }
        nav .chips aria-label=(ctx.say("类型", "Types")) {
            @for &k in Type::ALL {
                @if let Some(of) = index.by_type.get(&k) {
                    a .(super::parts::type_class(k)) href=(url::with("/entities", &[("type", k.name())])) aria-current=[(kind == Some(k)).then_some("page")] {
                        (ctx.kind(k)) " " small { (number(of.len())) }
                    }
                }
            }
        }
        (entities(&ctx, &all[range]))
        (ctx.pages(page, all.len(), EACH))
    };
    ctx.page(title, body)
}

/// Entities one below the other: name, other name, type, how much is said.
fn entities(ctx: &Ctx, list: &[usize]) -> Markup {
    html! {
        ul .entities {
            @for &of in list {
                @let e = ctx.entity(of);
                @let other = ctx.lang.of(e.en.as_deref().unwrap_or_default(), e.zh.as_str());
                li {
                    (ctx.link(of)) " " (ctx.kind_label(e.kind))
                    @if !other.is_empty() && other != ctx.name_of(of).0 { " " span .other lang=(ctx.lang.of("en", "zh")) { (other) } }
                    " " span .count { (number(ctx.site.index.weight(of))) " " (ctx.say("条陈述", "statements")) }
                }
            }
        }
    }
}

/// `/facts?predicate=&modality=`
pub(in crate::web) async fn facts(ctx: Ctx) -> Response {
    let index = &ctx.site.index;
    let predicate = ctx.get("predicate").and_then(Predicate::parse);
    let modality = ctx.get("modality").and_then(Modality::parse);
    let ends = ["from", "to"].map(|end| ctx.get(end).filter(|iri| !iri.is_empty()).map(|iri| index.entity(iri)));
    if ends.contains(&Some(None)) {
        return ctx.missing();
    }
    let [from, to] = ends.map(Option::flatten);
    let fits = |&i: &usize| {
        let s = ctx.statement(i);
        predicate.is_none_or(|p| s.predicate == p)
            && modality.is_none_or(|m| s.modality == m)
            && from.is_none_or(|e| s.subject == e)
            && to.is_none_or(|e| s.object == e)
    };
    let all: Vec<usize> = match (from, to) {
        (Some(e), _) => ctx.entity(e).says.iter().copied().filter(fits).collect(),
        (_, Some(e)) => ctx.entity(e).said.iter().copied().filter(fits).collect(),
        _ => (0..index.statements.len()).filter(fits).collect(),
    };
    let (page, range) = ctx.page_range(all.len(), EACH);
    let title = ctx.say("关系", "Relations");
    let body = html! {
        h1 { (title) }
        form .filters action="/facts" {
            label { (ctx.say("关系", "Relation")) " "
                select name="predicate" { option value="" { (ctx.say("全部", "all")) }
                    @for &p in Predicate::ALL { option value=(p.name()) selected[predicate == Some(p)] { (ctx.predicate(p)) } } } }
            label { (ctx.say("语气", "Modality")) " "
                select name="modality" { option value="" { (ctx.say("全部", "all")) }
                    @for &m in Modality::ALL { option value=(m.name()) selected[modality == Some(m)] { (ctx.modality(m)) } } } }
            @for (name, end) in [("from", from), ("to", to)] {
                @if let Some(e) = end { input type="hidden" name=(name) value=(ctx.entity(e).iri); }
            }
            button { (ctx.say("筛选", "Filter")) }
        }
        @if from.or(to).is_some() {
            p .links {
                @if let Some(e) = from { (ctx.say("主语：", "Of ")) (ctx.link(e)) }
                @if let Some(e) = to { (ctx.say("宾语：", "About ")) (ctx.link(e)) }
                a href="/facts" { (ctx.say("不限", "Show all")) }
            }
        }
        p .note role="status" { (number(all.len())) " " (ctx.say("条陈述", "statements")) }
        ul .facts { @for &i in &all[range] { li { (ctx.fact(i)) @if let Some(a) = ctx.statement(i).article { " " span .from { (ctx.article_link(a)) } } } } }
        (ctx.pages(page, all.len(), EACH))
    };
    ctx.page(title, body)
}

/// `/texts`
pub(in crate::web) async fn texts(ctx: Ctx) -> Response {
    let index = &ctx.site.index;
    let (page, range) = ctx.page_range(index.articles.len(), EACH);
    let title = ctx.say("文本", "Texts");
    let body = html! {
        h1 { (title) }
        @if ctx.site.shelf.len() == 0 {
            p .note { (ctx.say("没有给出原文（--texts），文本页只显示图谱引用的句子。", "No source texts were given (--texts): text pages show the sentences that the graph quotes.")) }
        }
        form action="/compare" {
            table .texts {
                thead { tr { th scope="col" { (ctx.say("日期", "Date")) } th scope="col" { (ctx.say("题目", "Title")) } th scope="col" { (ctx.say("体裁", "Genre")) }
                    th scope="col" .n { (ctx.say("陈述", "Statements")) } th scope="col" { (ctx.say("对照", "Compare")) } } }
                tbody {
                    @for (i, a) in index.articles.iter().enumerate().skip(range.start).take(range.len()) {
                        tr {
                            td { @if let Some(date) = &a.date { time datetime=(date) { (date) } } }
                            td { a .title href=(url::article(&a.iri)) lang=[ctx.foreign("zh")] { (a.name()) } div .from { (a.file) @if let Some(words) = first_words(&ctx, i) { "：" span lang="zh" { (words) "…" } } } }
                            td { (ctx.genre(&a.genre)) }
                            td .n { (number(a.statements.len())) }
                            td .pick { @for (side, word) in [("a", ctx.say("左", "left")), ("b", ctx.say("右", "right"))] {
                                label { input type="radio" name=(side) value=(url::tail(&a.iri)) checked[i == range.start + usize::from(side == "b")]
                                    aria-label={ (word) ": " (a.name()) }; " " (word) } " "
                            } }
                        }
                    }
                }
            }
            p { button { (ctx.say("对照所选两篇", "Compare the two")) } }
        }
        (ctx.pages(page, index.articles.len(), EACH))
    };
    ctx.page(title, body)
}

/// The beginning of what an article without a title says.
fn first_words(ctx: &Ctx, article: usize) -> Option<String> {
    let a = &ctx.site.index.articles[article];
    let first = a.statements.first().filter(|_| a.title.is_empty()).and_then(|&s| ctx.statement(s).evidence.first())?;
    Some(super::evidence::running(&ctx.site.index.evidence[*first].exact).chars().take(24).collect())
}

/// `/rule?id=`
pub(in crate::web) async fn rule(ctx: Ctx) -> Response {
    let id = ctx.get("id").unwrap_or_default();
    let Some(all) = ctx.site.index.by_rule.get(id) else { return ctx.missing() };
    let (page, range) = ctx.page_range(all.len(), EACH);
    let body = html! {
        p .crumb { (ctx.say("规则", "Rule")) }
        h1 { code { (id) } }
        p .note { (number(all.len())) " " (ctx.say("条陈述由它得出", "statements were found by it")) }
        ul .facts { @for &i in &all[range] { li { (ctx.fact(i)) } } }
        (ctx.pages(page, all.len(), EACH))
    };
    ctx.page(id, body)
}
