//! A sentence as evidence, with the words that matter marked.

use super::Ctx;
use super::parts::type_class;
use crate::web::url;
use maud::{Markup, html};

/// What a stretch of a sentence is marked as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Entity(usize),
    Trigger,
}

/// Words as they are compared with what a file has: its characters without white space, one dash.
/// Each with the byte where it stands.
fn bare(text: &str) -> Vec<(usize, char)> {
    let one = |(i, c): (usize, char)| (i, if matches!(c, '－' | '–' | '―' | '‐' | '─' | '-') { '—' } else { c });
    text.char_indices().filter(|(_, c)| !c.is_whitespace()).map(one).collect()
}

/// Where words stand in a text, white space aside: byte ranges.
fn find(text: &[(usize, char)], words: &str) -> Vec<(usize, usize)> {
    let words: Vec<char> = bare(words).into_iter().map(|(_, c)| c).collect();
    if words.is_empty() || words.len() > text.len() {
        return Vec::new();
    }
    let at = |i: usize| text[i..].iter().map(|(_, c)| c).take(words.len()).eq(&words);
    let range = |i: usize| (text[i].0, text[i + words.len() - 1].0 + text[i + words.len() - 1].1.len_utf8());
    (0..=text.len() - words.len()).filter(|&i| at(i)).map(range).collect()
}

impl Ctx {
    /// The sentence with subject, object and trigger of a statement marked, and a link to its place.
    pub fn quoted(&self, evidence: usize, statement: usize) -> Markup {
        let e = &self.site.index.evidence[evidence];
        let s = self.statement(statement);
        let text = bare(&e.exact);
        let mut marks: Vec<(usize, usize, Mark)> = Vec::new();
        let mut put = |from: usize, to: usize, mark| {
            if to <= e.exact.len() && e.exact.is_char_boundary(to) && marks.iter().all(|m| to <= m.0 || m.1 <= from) {
                marks.push((from, to, mark));
            }
        };
        for of in [s.subject, s.object] {
            let entity = self.entity(of);
            let mut names: Vec<&str> = std::iter::once(entity.zh.as_str()).chain(entity.others.iter().map(String::as_str)).collect();
            names.sort_by_key(|n| std::cmp::Reverse(n.len()));
            // The longest name that stands here; a shorter one would be part of other names.
            if let Some(found) = names.into_iter().map(|n| find(&text, n)).find(|f| !f.is_empty()) {
                found.into_iter().for_each(|(from, to)| put(from, to, Mark::Entity(of)));
            }
        }
        for (from, to) in s.triggers.iter().flat_map(|t| find(&text, t)) {
            put(from, to, Mark::Trigger);
        }
        marks.sort_by_key(|m| m.0);
        let place = s.article.map(|a| format!("{}#e-{}", url::article(&self.site.index.articles[a].iri), url::tail(&e.iri)));
        html! {
            blockquote .quote lang="zh" {
                p {
                    span .around { @if !e.prefix.trim().is_empty() { "…" (running(&e.prefix)) } }
                    (pieces(self, &e.exact, &marks))
                    span .around { @if !e.suffix.trim().is_empty() { (running(&e.suffix)) "…" } }
                }
                footer {
                    @if let Some(place) = place { a .place href=(place) { (self.say("在原文中看", "See it in the text")) } " " }
                    span .at { (self.say("第", "characters ")) (e.start) "–" (e.end) (self.say(" 字", "")) }
                }
            }
        }
    }
}

/// Words of a page as running text: line ends between Han characters go, others are a space.
pub(super) fn running(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) && out.chars().next_back().is_some_and(|b| b.is_ascii_graphic() && c.is_ascii_graphic()) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

fn pieces(ctx: &Ctx, text: &str, marks: &[(usize, usize, Mark)]) -> Markup {
    let mut at = 0;
    html! {
        @for &(from, to, mark) in marks {
            (running(&text[at..from]))
            @match mark {
                Mark::Entity(of) => { mark .(type_class(ctx.entity(of).kind)) { (running(&text[from..to])) } }
                Mark::Trigger => { mark .trigger { (running(&text[from..to])) } }
            }
            ({ at = to; "" })
        }
        (running(&text[at..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_across_line_ends() {
        let text = bare("在 中国－\n中亚峰会上");
        assert_eq!(find(&text, "中国—中亚峰会"), [(4, 26)]);
        assert!(find(&text, "").is_empty());
    }
}
