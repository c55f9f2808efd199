//! What pages are made of: names, types, relations, modalities.

use super::Ctx;
use crate::ontology::{Modality, Predicate, Type};
use crate::web::index::{Entity, Statement};
use crate::web::url;
use maud::{Markup, html};

impl Ctx {
    /// An entity by its number.
    pub fn entity(&self, of: usize) -> &Entity {
        &self.site.index.entities[of]
    }

    /// A statement by its number.
    pub fn statement(&self, of: usize) -> &Statement {
        &self.site.index.statements[of]
    }

    /// What to call an entity, and the language of that name.
    pub fn name_of(&self, of: usize) -> (&str, &'static str) {
        let e = self.entity(of);
        let zh = Some((e.zh.as_str(), "zh")).filter(|(n, _)| !n.is_empty());
        let en = e.en.as_deref().map(|n| (n, "en")).filter(|(n, _)| !n.is_empty());
        let (first, second) = self.lang.of((zh, en), (en, zh));
        first.or(second).unwrap_or_else(|| (url::tail(&e.iri), ""))
    }

    /// An entity as a link with the colour of its type.
    pub fn link(&self, of: usize) -> Markup {
        let e = self.entity(of);
        let (name, lang) = self.name_of(of);
        let other = self.lang.of(e.en.as_deref(), Some(e.zh.as_str())).filter(|o| !o.is_empty() && *o != name);
        let title = other.map_or_else(|| self.kind(e.kind).to_owned(), |o| format!("{} · {o}", self.kind(e.kind)));
        html! { a .ent .(type_class(e.kind)) href=(url::entity(&e.iri)) title=(title) lang=[self.foreign(lang)] { (name) } }
    }

    /// The language tag that words need: none where it is the page's own.
    pub fn foreign(&self, lang: &'static str) -> Option<&'static str> {
        Some(lang).filter(|l| !l.is_empty() && *l != self.lang.of("zh", "en"))
    }

    /// What a type is called.
    pub fn kind(&self, kind: Type) -> &str {
        let term = self.site.kit.ontology.kind(kind);
        self.lang.of(&term.zh, &term.en)
    }

    /// A type as a small label.
    pub fn kind_label(&self, kind: Type) -> Markup {
        let term = self.site.kit.ontology.kind(kind);
        html! { span .kind .(type_class(kind)) title=(self.lang.of(&term.comment_zh, &term.comment_en)) { (self.kind(kind)) } }
    }

    /// What a predicate is called.
    pub fn predicate(&self, predicate: Predicate) -> &str {
        let term = self.site.kit.ontology.predicate(predicate);
        self.lang.of(&term.zh, &term.en)
    }

    /// What a modality is called.
    pub fn modality(&self, modality: Modality) -> &str {
        let term = self.site.kit.ontology.modality(modality);
        self.lang.of(&term.zh, &term.en)
    }

    /// A modality as a small label. What is plainly said has none, unless `always`.
    pub fn modality_label(&self, modality: Modality, always: bool) -> Markup {
        let term = self.site.kit.ontology.modality(modality);
        html! {
            @if always || modality != Modality::Actual {
                span .modality .(modality.name()) title=(self.lang.of(&term.comment_zh, &term.comment_en)) { (self.modality(modality)) }
            }
        }
    }

    /// A statement in one line: who, what, whom.
    pub fn fact(&self, of: usize) -> Markup {
        let s = self.statement(of);
        html! {
            (self.link(s.subject)) " "
            a .verb .(s.modality.name()) href=(url::statement(&s.iri)) title=(self.say("看证据", "See the evidence")) { (self.predicate(s.predicate)) } " "
            (self.link(s.object)) " " (self.modality_label(s.modality, false))
        }
    }

    /// A statement in one line of plain words.
    pub fn fact_words(&self, of: usize) -> String {
        let s = self.statement(of);
        format!("{} {} {}", self.name_of(s.subject).0, self.predicate(s.predicate), self.name_of(s.object).0)
    }

    /// An article as a link, with its date.
    pub fn article_link(&self, of: usize) -> Markup {
        let a = &self.site.index.articles[of];
        html! { a .title href=(url::article(&a.iri)) lang=[self.foreign("zh")] { (a.name()) } @if let Some(date) = &a.date { " " time datetime=(date) { (date) } } }
    }

    /// What a kind of text is called.
    pub fn genre<'g>(&self, genre: &'g str) -> &'g str {
        let (zh, en) = match genre {
            "declaration" => ("宣言、声明", "declaration"),
            "outcome-list" => ("成果清单", "list of outcomes"),
            "speech" => ("讲话、署名文章", "speech"),
            "interview" => ("问答", "interview"),
            "news" => ("报道", "news report"),
            "commentary" => ("评论", "commentary"),
            "other" | "" => ("文本", "text"),
            other => (other, other),
        };
        self.lang.of(zh, en)
    }

    /// A list of pages, where there is more than one.
    pub fn pages(&self, page: usize, all: usize, each: usize) -> Markup {
        let last = all.div_ceil(each).max(1);
        let to = |p: usize| self.here_with("page", &p.to_string());
        html! {
            @if last > 1 {
                nav .pages aria-label=(self.say("分页", "Pages")) {
                    @if page > 1 { a rel="prev" href=(to(page - 1)) { "← " (self.say("上一页", "Previous")) } }
                    span { (page) " / " (last) }
                    @if page < last { a rel="next" href=(to(page + 1)) { (self.say("下一页", "Next")) " →" } }
                }
            }
        }
    }

    /// The page that is asked for, from 1, and where its items are.
    pub fn page_range(&self, all: usize, each: usize) -> (usize, std::ops::Range<usize>) {
        let page = self.get("page").and_then(|p| p.parse::<usize>().ok()).unwrap_or(1).clamp(1, all.div_ceil(each).max(1));
        let start = (page - 1) * each;
        (page, start..(start + each).min(all))
    }
}

/// The class that gives a type's colour.
pub(super) fn type_class(kind: Type) -> String {
    format!("t-{}", kind.name())
}

/// A number with spaces between thousands.
pub(super) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{202F}');
        }
        out.push(c);
    }
    out
}
