//! Articles in their final form: titles, dates, genres, sentences.

use super::articles::{Draft, Page, form};
use super::dating::{self, Known};
use super::genre;
use super::lines::Kind;
use super::marks;
use super::numbers::Number;
use super::sentences;
use super::titles;
use super::{Article, Genre, Part, Sentence};
use crate::base::Span;

/// Titles told besides the text, in normalised words.
pub(super) struct Told {
    /// By front matter or from outside.
    pub(super) sure: Option<String>,
    /// By the `<title>` of a page.
    pub(super) maybe: Option<String>,
}

/// Make an article of each draft.
pub(super) fn articles(page: &Page<'_>, drafts: &[Draft], known: &Known, told: &Told) -> Vec<Article> {
    let alone = drafts.len() == 1;
    let mut articles: Vec<Article> = Vec::with_capacity(drafts.len());
    for (n, draft) in drafts.iter().enumerate() {
        let titles = title_lines(page, draft);
        let mut name = joined(page, &titles);
        if n == 0 {
            let title = told.sure.as_ref().filter(|_| name.is_empty() || alone);
            if let Some(title) = title.or(told.maybe.as_ref().filter(|_| name.is_empty())) {
                name.clone_from(title);
            }
        }
        let form = form(page, draft);
        let byline = form.byline || name.contains("评论员");
        let by_form = genre::by_form(&form);
        let by_line = || titles.iter().find_map(|i| genre::by_title(page.words(*i)));
        let genre = match genre::by_title(&name).or_else(by_line) {
            _ if byline => Genre::Commentary,
            Some(genre) => genre,
            None => by_form,
        };
        let sentences = sentences(page, draft, &titles, genre);
        let (date, day) = dating::date(page, draft, known, alone);
        articles.push(Article { title: name, date, day, genre, sentences });
    }
    // An article without a date of its own stands in the same paper as its neighbours.
    let mut near = articles.iter().find_map(|a| a.date);
    for article in &mut articles {
        near = article.date.or(near);
        article.date = near;
    }
    articles.retain(|a| !a.sentences.is_empty());
    articles
}

/// Headings that open a text and are never its title.
const OPENINGS: &[&str] = &["前言", "序言", "引言", "导言", "摘要", "背景", "总则", "目录"];

/// Those of a draft's title paragraphs that are the title.
fn title_lines(page: &Page<'_>, draft: &Draft) -> Vec<usize> {
    let kind = |i: usize| page.paras.get(i).map(|p| p.kind);
    let numbered =
        |i: usize| page.paras.get(i).is_some_and(|p| p.number.is_some_and(|n| n != Number::Dash)) || OPENINGS.contains(&page.words(i));
    // Runs of short lines, cut by dates, credits and numbered headings.
    let mut runs: Vec<Vec<usize>> = vec![Vec::new()];
    for &i in &draft.titles {
        if matches!(kind(i), Some(Kind::Text | Kind::Heading(_))) && !numbered(i) {
            if let Some(run) = runs.last_mut() {
                run.push(i);
            }
        } else {
            runs.push(Vec::new());
        }
    }
    let top = |i: &usize| kind(*i) == Some(Kind::Heading(1));
    let subtitle = |i: &usize| page.words(*i).starts_with("——");
    if let Some(run) = runs.iter().find(|r| r.iter().any(top)) {
        return run.iter().copied().filter(|i| top(i) || subtitle(i)).collect();
    }
    let strong = |r: &&Vec<usize>| r.iter().any(|i| titles::document_title(page.words(*i)));
    let best = runs.iter().find(strong).or_else(|| runs.iter().find(|r| !r.is_empty()));
    let Some(lines) = best else { return Vec::new() };
    if lines.len() <= 4 {
        return lines.clone();
    }
    // So many short lines are a menu; the title is the one that says most.
    let strong = lines.iter().rev().find(|i| titles::document_title(page.words(**i)));
    strong.or(lines.last()).copied().into_iter().collect()
}

fn joined(page: &Page<'_>, lines: &[usize]) -> String {
    let mut title = String::new();
    for &i in lines {
        let words = page.words(i);
        let tail = words.chars().count() <= 8 && titles::document_title(words) && !titles::document_title(&title);
        if !title.is_empty() && !words.starts_with("——") && !tail {
            title.push(' ');
        }
        title.push_str(words);
    }
    title
}

fn sentences(page: &Page<'_>, draft: &Draft, titles: &[usize], genre: Genre) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = Vec::new();
    let mut heading = None;
    let mut cuts = Vec::new();
    for (paragraph, &i) in draft.paras.iter().enumerate() {
        let (Some(para), Some(at)) = (page.paras.get(i), page.spans.get(i)) else { continue };
        let words = page.words(i);
        cuts.clear();
        let part = match para.kind {
            _ if titles.contains(&i) => Part::Title,
            Kind::Text if para.short && draft.titles.binary_search(&i).is_ok() && titles.iter().all(|t| i < *t) && !titles.is_empty() => {
                Part::Furniture
            }
            Kind::Text if para.short => Part::Heading,
            Kind::Heading(_) => Part::Heading,
            Kind::Text => Part::Body,
            Kind::Date | Kind::Signature => Part::Signature,
            Kind::PageMark(_) | Kind::Dateline | Kind::Credit | Kind::Byline | Kind::Rule => Part::Furniture,
        };
        match part {
            Part::Body => sentences::split(words, &mut cuts),
            _ => cuts.push(0..words.len()),
        }
        let listed = matches!(para.number, Some(Number::Arabic(_) | Number::Bullet | Number::HanBracket(_)));
        let item = part == Part::Body
            && listed
            && (genre == Genre::OutcomeList || cuts.len() == 1 && words.len() <= 360 && !titles::has_party(words));
        if part == Part::Heading {
            heading = Some(out.len());
        }
        for cut in &cuts {
            let text = words.get(cut.clone()).unwrap_or_default();
            let part = match part {
                Part::Body if furniture(text, cut.start == 0 && cut.end < words.len()) => Part::Furniture,
                Part::Body if item => Part::Item,
                part => part,
            };
            let span = Span::new(at.start + cut.start, at.start + cut.end);
            out.push(Sentence { span, part, heading: heading.filter(|_| matches!(part, Part::Body | Part::Item)), paragraph });
        }
    }
    out
}

/// Datelines and photographers' credits inside a paragraph.
fn furniture(text: &str, first: bool) -> bool {
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    if first || bracketed {
        return text.len() < 200
            && marks::agency(text).is_some()
            && (marks::only_dateline(text) || bracketed && (marks::photo(text) || text.contains("记者")))
            || bracketed && text.len() < 120 && marks::photo(text);
    }
    false
}
