//! Paragraphs → articles: where one ends and the next begins.

use super::Genre;
use super::genre::{self, Form};
use super::layout::Para;
use super::lines::Kind;
use super::marks;
use super::numbers::{self, Number};
use super::titles;
use std::ops::Range;

/// The paragraphs of a file with their words.
pub(super) struct Page<'t> {
    /// The normalised text.
    pub(super) norm: &'t str,
    /// Where each paragraph stands in it.
    pub(super) spans: Vec<Range<usize>>,
    /// What each is.
    pub(super) paras: Vec<Para>,
}

impl<'t> Page<'t> {
    /// The paragraphs of `norm`, one a line.
    pub(super) fn new(norm: &'t str, paras: Vec<Para>) -> Self {
        let mut at = 0;
        let spans = norm
            .split('\n')
            .take(paras.len())
            .map(|line| {
                let start = at;
                at += line.len() + 1;
                start..start + line.len()
            })
            .collect();
        Page { norm, spans, paras }
    }

    /// The words of paragraph `i`.
    pub(super) fn words(&self, i: usize) -> &'t str {
        self.spans.get(i).and_then(|s| self.norm.get(s.clone())).unwrap_or_default()
    }
}

/// An article in the making: indices of paragraphs.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// All its paragraphs.
    pub(super) paras: Vec<usize>,
    /// Those of them that are its title.
    pub(super) titles: Vec<usize>,
    /// Nothing more is to come.
    closed: bool,
    /// Paragraphs of text so far.
    body: usize,
}

/// Short lines that may be the title of an article before or after them.
struct Group {
    paras: Vec<usize>,
    before: Option<usize>,
    after: Option<usize>,
}

/// Cut a page into articles. Where a title was told (`named`), headings by markup open no article.
pub(super) fn cut(page: &Page<'_>, named: bool) -> Vec<Draft> {
    let mut cutter = Cutter {
        page,
        named,
        columns: page.paras.iter().filter(|p| p.wrapped).count() * 4 > page.paras.len(),
        next: next_long(page),
        drafts: Vec::new(),
        groups: Vec::new(),
        pending: Vec::new(),
    };
    for i in 0..page.paras.len() {
        if !page.words(i).is_empty() {
            cutter.take(i);
        }
    }
    cutter.settle(None);
    let Cutter { mut drafts, groups, .. } = cutter;
    assign(page, &mut drafts, groups);
    for draft in &mut drafts {
        draft.paras.sort_unstable();
        draft.titles.sort_unstable();
    }
    drafts.retain(|d| !d.paras.is_empty());
    drafts.sort_by_key(|d| d.paras.first().copied());
    drafts
}

/// For each paragraph, the next one that is neither short nor empty.
fn next_long(page: &Page<'_>) -> Vec<usize> {
    let mut next = vec![page.paras.len(); page.paras.len()];
    for i in (1..page.paras.len()).rev() {
        let short = page.words(i).is_empty() || page.paras[i].short;
        next[i - 1] = if short { next[i] } else { i };
    }
    next
}

struct Cutter<'p, 't> {
    page: &'p Page<'t>,
    named: bool,
    /// The page was printed in columns.
    columns: bool,
    /// For each paragraph, the next one that is not short.
    next: Vec<usize>,
    drafts: Vec<Draft>,
    groups: Vec<Group>,
    pending: Vec<usize>,
}

impl Cutter<'_, '_> {
    fn open(&mut self) -> Option<&mut Draft> {
        self.drafts.last_mut().filter(|d| !d.closed)
    }

    fn close(&mut self) {
        if let Some(draft) = self.drafts.last_mut() {
            draft.closed = true;
        }
    }

    /// The waiting short lines are a group; `after` is the article that follows them.
    fn settle(&mut self, after: Option<usize>) {
        if !self.pending.is_empty() {
            let before = self.drafts.len().checked_sub(1 + usize::from(after.is_some()));
            self.groups.push(Group { paras: std::mem::take(&mut self.pending), before, after });
        }
    }

    fn start(&mut self, i: usize) {
        self.drafts.push(Draft::default());
        let at = self.drafts.len() - 1;
        self.settle(Some(at));
        self.add(i);
    }

    fn add(&mut self, i: usize) {
        let body = matches!(self.page.paras.get(i), Some(p) if p.kind == Kind::Text && !p.short);
        if self.drafts.is_empty() {
            self.drafts.push(Draft::default());
        }
        if let Some(draft) = self.drafts.last_mut() {
            draft.paras.push(i);
            draft.body += usize::from(body);
        }
    }

    fn take(&mut self, i: usize) {
        let Some(para) = self.page.paras.get(i).copied() else { return };
        match para.kind {
            Kind::Heading(1) => self.title(i, !self.named && para.number.is_none()),
            Kind::Heading(_) => self.title(i, false),
            Kind::Text if para.short => self.title(i, false),
            Kind::Text => self.text(i, &para),
            Kind::PageMark(false) => {
                self.settle(None);
                self.add(i);
                self.close();
            }
            Kind::PageMark(true) => {
                self.settle(None);
                self.close();
                self.start(i);
            }
            Kind::Dateline => {
                let bracketed = self.page.words(i).starts_with(['（', '(']);
                if self.open().is_some_and(|d| d.body > 0) {
                    self.add(i);
                    self.close();
                } else if bracketed || self.drafts.last().is_some_and(|d| d.closed && d.body > 0) && self.pending.is_empty() {
                    self.add(i);
                } else {
                    self.start(i);
                }
            }
            Kind::Date | Kind::Signature if !self.pending.is_empty() => self.pending.push(i),
            Kind::Date | Kind::Signature => {
                if self.drafts.is_empty() {
                    self.pending.push(i);
                } else {
                    self.add(i);
                    // Text right after a signature is another article's.
                    let signs = |k: usize| self.page.paras.get(k).is_some_and(|p| matches!(p.kind, Kind::Date | Kind::Signature));
                    if self.drafts.last().is_some_and(|d| d.body > 1) && !signs(i + 1) {
                        self.close();
                    }
                }
            }
            Kind::Byline | Kind::Credit | Kind::Rule if !self.pending.is_empty() => self.pending.push(i),
            Kind::Byline | Kind::Rule => self.add(i),
            Kind::Credit => {
                self.add(i);
                let words = self.page.words(i);
                if words.contains("责任编辑") || words.contains("责编") {
                    self.close();
                }
            }
        }
    }

    /// A short line or heading.
    fn title(&mut self, i: usize, top: bool) {
        // The title of the article above stands right below it, that of the one to come after an empty line.
        let apart = |k: usize| self.page.paras.get(k).is_some_and(|p| p.apart);
        if apart(i) && self.pending.first().is_some_and(|first| !apart(*first)) && self.dateline_near(i) {
            self.settle(None);
        }
        let Some(open) = self.open() else { return self.pending.push(i) };
        let begun = open.body > 0;
        if !begun {
            // Short lines after a page mark or credit, before any text.
            open.titles.push(i);
            return self.add(i);
        }
        let words = self.page.words(i);
        let strong = top || titles::document_title(words) && numbers::number(words).is_none();
        let next = self.next.get(i).copied().filter(|k| *k < self.page.paras.len());
        let opens = self.dateline_near(i);
        let lists = next.is_some_and(|k| matches!(self.page.paras.get(k).and_then(|p| p.number), Some(Number::Arabic(1))));
        // Below an article, at the end of the page or its part, stands a title printed after it.
        let below = match next.and_then(|k| self.page.paras.get(k)) {
            None => strong || self.columns,
            Some(next) => matches!(next.kind, Kind::PageMark(_)),
        };
        let document = strong && words.chars().count() >= 10 && titles::whole_document(words) && self.finished();
        if opens || below || document || strong && (top || lists && words.contains("清单")) {
            self.close();
            self.pending.push(i);
        } else {
            self.add(i);
        }
    }

    /// True where the open article is a news report or has a document's title: no heading inside
    /// it is a document's title.
    fn finished(&self) -> bool {
        let Some(draft) = self.drafts.last() else { return false };
        let first = draft.paras.iter().find(|i| self.page.paras.get(**i).is_some_and(|p| p.kind == Kind::Text && !p.short));
        let news = first.is_some_and(|i| self.opens_article(*i));
        let at = self.drafts.len() - 1;
        let titles = self.groups.iter().rev().take(8).filter(|g| g.after == Some(at)).flat_map(|g| &g.paras);
        news || draft.body > 2 && titles.into_iter().any(|i| titles::whole_document(self.page.words(*i)))
    }

    /// True where the text below the titles here opens with a dateline.
    fn dateline_near(&self, i: usize) -> bool {
        self.dateline_below(i) || self.next.get(i).is_some_and(|k| self.opens_article(*k))
    }

    /// True where an agency's dateline stands on a line of its own below the titles here, and a text below that.
    fn dateline_below(&self, i: usize) -> bool {
        let filled = (i + 1..self.page.paras.len()).filter(|k| !self.page.words(*k).is_empty());
        let mut below = filled.skip_while(|k| self.page.paras[*k].short && self.page.paras[*k].kind == Kind::Text);
        let line = below.next().filter(|k| self.page.paras[*k].kind == Kind::Dateline && !self.page.words(*k).starts_with(['（', '(']));
        line.is_some() && below.next().is_some_and(|k| self.page.paras[k].kind == Kind::Text && !self.page.paras[k].short)
    }

    /// True where paragraph `k` opens an article whatever stands before it.
    fn opens_article(&self, k: usize) -> bool {
        let words = self.page.words(k);
        marks::agency(words).is_some() && marks::dateline(words).is_some_and(|n| n < words.len())
            || matches!(self.page.paras.get(k), Some(p) if p.kind == Kind::PageMark(true))
    }

    fn text(&mut self, i: usize, para: &Para) {
        let photo = marks::photo(self.page.words(i)) && self.columns;
        let begun = self.open().is_some_and(|d| d.body > 0);
        let closed = self.open().is_none() || !self.pending.is_empty();
        let fresh = closed || begun && (para.frame || photo || self.opens_article(i));
        if fresh {
            self.start(i)
        } else {
            self.add(i)
        }
        let words = self.page.words(i);
        let ended =
            words.ends_with(['）', ')']) && words.rfind(['（', '(']).and_then(|at| words.get(at..)).is_some_and(marks::only_dateline);
        if photo || ended {
            self.close();
        }
    }
}

/// Give each group of short lines to the article that it fits best.
fn assign(page: &Page<'_>, drafts: &mut Vec<Draft>, groups: Vec<Group>) {
    for group in groups {
        let title: String = group.paras.iter().map(|i| page.words(*i)).collect();
        // Titles stand near their article: before it, or after it at the foot of the page.
        let last = group.after.or(group.before).map_or(0, |d| d + 1).min(drafts.len());
        let free: Vec<usize> = (last.saturating_sub(8)..last).filter(|d| drafts[*d].titles.is_empty()).collect();
        let best = match free.as_slice() {
            [only] if Some(*only) == group.after => Some((0, *only)),
            _ => free
                .iter()
                .map(|d| (fit(page, &drafts[*d], &title, &group, *d), *d))
                .filter(|(score, d)| *score > 0 || Some(*d) == group.after)
                .max_by_key(|(score, d)| (*score, std::cmp::Reverse(*d))),
        };
        if let Some((_, d)) = best {
            drafts[d].titles.extend(&group.paras);
            drafts[d].paras.extend(&group.paras);
        } else if let Some(d) = group.after.or(group.before) {
            drafts[d].paras.extend(&group.paras);
        } else {
            drafts.push(Draft { titles: group.paras.clone(), paras: group.paras, closed: true, body: 0 });
        }
    }
}

/// How well a title fits an article.
fn fit(page: &Page<'_>, draft: &Draft, title: &str, group: &Group, d: usize) -> i32 {
    let mut score = match (group.before, group.after) {
        (_, Some(after)) if after == d => 30,
        (Some(before), _) if before == d => 20,
        (before, after) => {
            let far = [before, after].into_iter().flatten().map(|x| x.abs_diff(d)).min().unwrap_or(1);
            5 - 5 * i32::try_from(far.min(100)).unwrap_or(100)
        }
    };
    let form = genre::by_form(&form(page, draft));
    match genre::by_title(title) {
        Some(genre) if genre == form => score += 40,
        Some(genre) if form != Genre::Other && genre != form => score -= 40,
        _ => {}
    }
    if title.contains("评论员") && form == Genre::News {
        score += 10;
    }
    score + shared(page, draft, title)
}

/// Share of the title's pairs of characters that the article's text holds, in points to 30.
fn shared(page: &Page<'_>, draft: &Draft, title: &str) -> i32 {
    let chars: Vec<char> = title.chars().filter(|c| c.is_alphanumeric()).take(60).collect();
    let pairs: Vec<String> = chars.windows(2).map(|p| p.iter().collect()).collect();
    let texts: Vec<&str> = draft.paras.iter().take(60).map(|i| page.words(*i)).collect();
    let found = pairs.iter().filter(|p| texts.iter().any(|t| t.contains(p.as_str()))).count();
    i32::try_from(found * 30 / pairs.len().max(1)).unwrap_or(0)
}

/// The form of an article in the making.
pub(super) fn form<'t>(page: &Page<'t>, draft: &Draft) -> Form<'t> {
    let mut form = Form::default();
    for &i in &draft.paras {
        let Some(para) = page.paras.get(i) else { continue };
        let words = page.words(i);
        match para.kind {
            Kind::Text if !para.short => {
                if form.body.is_empty() && marks::agency(words).is_some() && marks::dateline(words).is_some() {
                    form.dateline = true;
                }
                form.body.push(words);
                let listed = matches!(para.number, Some(Number::Arabic(_) | Number::Bullet | Number::HanBracket(_)));
                form.items += usize::from(listed && words.len() <= 300);
                form.photo |= marks::photo(words);
                form.end_dateline = words.ends_with("电）");
            }
            Kind::Dateline if form.body.is_empty() => form.dateline = true,
            Kind::Dateline => form.end_dateline = true,
            Kind::Byline => form.byline |= words.contains("评论员"),
            Kind::Signature => {
                form.signed = true;
                form.by_ambassador |= form.body.is_empty() && super::genre::is_ambassador(words);
            }
            _ => {}
        }
    }
    form
}
