//! The elements of a rule's pattern, and how far they match a sentence.

use crate::rules::Pattern;
use crate::rules::pattern::SlotSpec;
use regex::Regex;
use regex_syntax::ast::{Ast, RepetitionKind, RepetitionRange};
use std::ops::Range;

/// A part of a pattern that stands on its own: a slot, a group, a run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// As written.
    pub written: String,
    /// Where it ends in the expression.
    pub end: usize,
    /// True where it may match nothing.
    pub optional: bool,
}

/// The elements of a pattern, in order.
pub fn elements(pattern: &Pattern) -> Vec<Element> {
    let compiled = pattern.regex.as_str();
    let Ok(parsed) = regex_syntax::ast::parse::Parser::new().parse(compiled) else { return Vec::new() };
    let parts = match &parsed {
        Ast::Concat(concat) => concat.asts.as_slice(),
        one => std::slice::from_ref(one),
    };
    // Parts that come from one piece of the source are one element; so are letters in a row.
    let mut spans: Vec<(usize, usize, bool, bool)> = Vec::new();
    for part in parts {
        let (start, end) = (source(pattern, part.span().start.offset), part.span().end.offset);
        let letter = matches!(part, Ast::Literal(_));
        let optional = optional(part);
        match spans.last_mut() {
            Some(last) if last.0 == start || (last.3 && letter) => {
                last.1 = end;
                last.2 &= optional;
            }
            _ => spans.push((start, end, optional, letter)),
        }
    }
    let starts: Vec<usize> = spans.iter().map(|s| s.0).chain([pattern.source.len()]).collect();
    spans
        .iter()
        .zip(starts.windows(2))
        .map(|(s, w)| Element { written: pattern.source.get(w[0]..w[1]).unwrap_or("").to_owned(), end: s.1, optional: s.2 })
        .collect()
}

/// The byte of the source that a byte of the expression comes from.
fn source(pattern: &Pattern, compiled: usize) -> usize {
    let i = pattern.pieces.partition_point(|p| p.1 <= compiled);
    i.checked_sub(1).map_or(0, |i| pattern.pieces[i].0)
}

fn optional(ast: &Ast) -> bool {
    match ast {
        Ast::Repetition(r) => match &r.op.kind {
            RepetitionKind::ZeroOrOne | RepetitionKind::ZeroOrMore => true,
            RepetitionKind::Range(range) => {
                matches!(range, RepetitionRange::Bounded(0, _) | RepetitionRange::AtLeast(0) | RepetitionRange::Exactly(0))
            }
            RepetitionKind::OneOrMore => optional(&r.ast),
        },
        Ast::Group(g) => optional(&g.ast),
        Ast::Concat(c) => c.asts.iter().all(optional),
        Ast::Alternation(a) => a.asts.iter().any(optional),
        Ast::Empty(_) | Ast::Assertion(_) => true,
        _ => false,
    }
}

/// How far a pattern matches a text: the number of elements, and the bytes of the match nearest before `place`
/// (else the first one).
pub fn reach(pattern: &Pattern, elements: &[Element], text: &str, place: usize) -> (usize, Option<Range<usize>>) {
    for n in (1..=elements.len()).rev() {
        if elements[..n].iter().all(|e| e.optional) {
            break;
        }
        let prefix = &pattern.regex.as_str()[..elements[n - 1].end];
        let Ok(regex) = Regex::new(prefix) else { continue };
        let mut best: Option<Range<usize>> = None;
        let mut at = 0;
        while let Some(m) = regex.find_at(text, at) {
            if best.is_none() || m.start() <= place {
                best = Some(m.range());
            }
            at = m.start() + text[m.start()..].chars().next().map_or(1, char::len_utf8);
            if at > text.len() {
                break;
            }
        }
        if best.is_some() {
            return (n, best);
        }
    }
    (0, None)
}

/// The slot that an element is, where it is one.
pub fn slot<'p>(pattern: &'p Pattern, element: &Element) -> Option<&'p SlotSpec> {
    let written = element.written.trim();
    let name = written.strip_prefix('{').and_then(|w| w.split(':').next()).or_else(|| written.strip_prefix("(?<")?.split('>').next())?;
    pattern.slots.iter().find(|s| s.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::pattern::compile;
    use std::collections::BTreeMap;

    fn pattern() -> Pattern {
        let words = BTreeMap::from([("back".to_owned(), vec!["支持".to_owned(), "赞成".to_owned()])]);
        compile("(?<t><back>)(?:了)?…{object:Thing+}的倡议", &words).unwrap()
    }

    #[test]
    fn elements_are_those_written() {
        let p = pattern();
        let all = elements(&p);
        let written: Vec<&str> = all.iter().map(|e| e.written.as_str()).collect();
        assert_eq!(written, ["(?<t><back>)", "(?:了)?", "…", "{object:Thing+}", "的倡议"]);
        assert_eq!(all.iter().map(|e| e.optional).collect::<Vec<_>>(), [false, true, true, false, false]);
        assert_eq!(slot(&p, &all[3]).unwrap().name, "object");
        assert!(slot(&p, &all[4]).is_none());
    }

    #[test]
    fn how_far_it_matches() {
        let p = pattern();
        let all = elements(&p);
        let thing = crate::rules::encode::open(crate::ontology::Type::Event);
        let far = |text: &str| reach(&p, &all, text, text.len()).0;
        assert_eq!(far("中方欢迎"), 0);
        assert_eq!(far("中方支持合作"), 3);
        assert_eq!(far(&format!("中方支持{thing}")), 4);
        assert_eq!(far(&format!("中方支持{thing}的倡议")), 5);
    }
}
