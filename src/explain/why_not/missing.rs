//! A name that is no mention of the text: where its words stand, and what stands there instead.

use super::{Reason, Step};
use crate::explain::fact::Again;
use crate::explain::names::fold;
use crate::mention::{FoundBy, Mention};
use crate::pipeline::Kit;
use crate::rules::Anchor;
use crate::text::Part;
use std::ops::Range;

/// Why nothing in the text is called so.
pub fn missing(kit: &Kit, again: &Again, name: &str) -> Reason {
    let run = &again.run;
    for article in &run.text.articles {
        for sentence in &article.sentences {
            let text = sentence.span.of(&run.text.norm);
            let Some(at) = find(text, name) else { continue };
            let place = sentence.span.start + at.start..sentence.span.start + at.end;
            let over = run.mentions.list.iter().filter(|m| m.span.start < place.end && place.start < m.span.end);
            let over: Vec<&Mention> = over.collect();
            let inside = |m: &Mention| {
                m.span.start.max(sentence.span.start) - sentence.span.start..m.span.end.min(sentence.span.end) - sentence.span.start
            };
            let mut marks = vec![(at.clone(), name.to_owned())];
            let mut says = vec![format!("The words “{name}” stand here, but are no mention.")];
            let mut step = Step::NoMention;
            for m in &over {
                marks.push((inside(m), format!("{} by {}", m.kind, by(&m.found_by))));
                let words = m.span.of(&run.text.norm);
                let inside = m.span.end - m.span.start < at.len();
                says.push(match inside {
                    true => format!("Of them {} finds only {words} ({}).", by(&m.found_by), m.kind),
                    false => {
                        format!("They are part of {words} ({} by {}): of names that overlap, the longest stays.", m.kind, by(&m.found_by))
                    }
                });
            }
            let covered = over.iter().any(|m| m.span.end - m.span.start >= at.len());
            if over.is_empty() && sentence.part == Part::Furniture {
                step = Step::Furniture;
                says.push("The line was taken for page furniture: credits, page marks, datelines.".to_owned());
            } else if !covered {
                says.extend(heads(kit, name));
            }
            let line = Some(again.line_of(run.text.to_raw(sentence.span).start));
            return Reason { step, line, text: text.to_owned(), marks, rule: None, element: None, says };
        }
    }
    let mut says = vec![format!("The text does not have the words “{name}”, and calls nothing so.")];
    let known: Vec<&str> = kit.lexicon.by_name(name).iter().flat_map(|id| kit.lexicon.entry(*id).names()).collect();
    if known.len() > 1 {
        says.push(format!("The lexicon knows the name; what bears it is also called {}.", known.join("、")));
    }
    Reason { step: Step::NoWords, line: None, text: String::new(), marks: Vec::new(), rule: None, element: None, says }
}

/// Name rules that could have found it, and what they ask for.
fn heads(kit: &Kit, name: &str) -> Vec<String> {
    let name = fold(name);
    let mut out = Vec::new();
    for rule in &kit.rules.names {
        let Some(head) = rule.heads.iter().filter(|h| name.ends_with(h.as_str())).max_by_key(|h| h.len()) else { continue };
        let asks = match rule.anchor {
            Anchor::Required => "wants a known name, or a word of <scope>, at its beginning".to_owned(),
            Anchor::Optional => format!("wants at least {} characters before it, and none of its `not` words", rule.min),
        };
        out.push(format!("{} ({}:{}) ends names in {head}, and {asks}.", rule.head.id, rule.head.file, rule.head.line));
    }
    if out.is_empty() {
        out.push("No entry of the lexicon has this name, and no name rule ends in its last word: add the name, or a head.".to_owned());
    }
    out
}

/// What found a mention.
pub fn by(found: &FoundBy) -> &str {
    match found {
        FoundBy::Lexicon(_) => "the lexicon",
        FoundBy::Rule(id) | FoundBy::Again(id) => id,
    }
}

/// Bytes of the words of a name, quote marks and spaces passed over.
fn find(text: &str, name: &str) -> Option<Range<usize>> {
    let wanted: Vec<char> = fold(name).chars().collect();
    let kept: Vec<(usize, usize, char)> = text
        .char_indices()
        .filter_map(|(i, c)| fold(c.encode_utf8(&mut [0; 4])).chars().next().map(|f| (i, i + c.len_utf8(), f)))
        .collect();
    if wanted.is_empty() {
        return None;
    }
    let at = kept.windows(wanted.len()).find(|w| w.iter().map(|k| k.2).eq(wanted.iter().copied()))?;
    Some(at.first()?.0..at.last()?.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_through_marks() {
        let text = "支持共建“一带一路” 倡议。";
        assert_eq!(&text[find(text, "一带一路倡议").unwrap()], "一带一路” 倡议");
        assert_eq!(find(text, "全球发展倡议"), None);
        assert_eq!(find(text, "“”"), None);
    }
}
