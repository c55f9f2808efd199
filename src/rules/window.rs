//! Where in a text a match may stand, by the literals that it holds.

use super::pick::Hit;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Every match of an expression holds a literal of one set, and reaches so far around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Which set: its place among the expression's needs, or its number among those of a selector.
    pub need: u32,
    /// The most bytes of a match before the literal.
    pub before: u32,
    /// The most bytes of a match from the literal's beginning on; none where there is no bound.
    pub after: Option<u32>,
}

impl Window {
    /// The stretches of a text in which a match may stand: disjoint, in order. `hits` are the text's literals in order of
    /// their beginning, those of the window's set told by `is_one`. A match that begins in one of them ends in it.
    pub fn spans(self, text: &str, hits: &[Hit], is_one: impl Fn(usize) -> bool, spans: &mut Vec<Range<usize>>) {
        for hit in hits.iter().filter(|h| is_one(h.literal())) {
            let from = text.floor_char_boundary(hit.start().saturating_sub(self.before as usize));
            let to = self.after.map_or(text.len(), |after| text.ceil_char_boundary(hit.start() + after as usize));
            match spans.last_mut() {
                Some(last) if from <= last.end => last.end = last.end.max(to),
                _ => spans.push(from..to),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_whole_and_apart() {
        let text = "甲乙丙丁戊己庚辛";
        let at = |i: usize| Hit::new(i * 3..i * 3 + 3, i);
        let spans = |window: Window, hits: &[Hit]| {
            let mut spans = Vec::new();
            window.spans(text, hits, |literal| literal < 8, &mut spans);
            spans.iter().map(|s| (s.start, s.end)).collect::<Vec<_>>()
        };
        let narrow = Window { need: 0, before: 4, after: Some(5) };
        assert_eq!(spans(narrow, &[at(1), at(7)]), [(0, 9), (15, 24)]);
        assert_eq!(spans(narrow, &[at(1), at(4)]), [(0, 18)]);
        assert_eq!(spans(narrow, &[Hit::new(0..3, 8)]), []);
        assert_eq!(spans(Window { after: None, ..narrow }, &[at(3), at(5)]), [(3, 24)]);
    }
}
