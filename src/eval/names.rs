//! When two names are one, and when two ids mean the same.

use super::Side;
use std::collections::BTreeSet;

/// A name with quotes, brackets, spaces and middle dots dropped, one form for each dash, in lower case.
pub fn fold(name: &str) -> String {
    let kept = name.chars().filter_map(|c| match c {
        ' ' | '\t' | '\r' | '\n' | '\u{3000}' | '"' | '\'' | '(' | ')' | '（' | '）' | '·' | '•' => None,
        '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' => None,
        '\u{2010}'..='\u{2012}' | '–' | '—' | '―' | '\u{2212}' | '－' | '─' => Some('-'),
        _ => Some(c),
    });
    kept.collect::<String>().to_lowercase()
}

/// Says whether an id of the gold means the same as an id of the prediction.
#[derive(Clone, Copy, Debug)]
pub struct Same<'s> {
    gold: &'s Side,
    predicted: &'s Side,
}

impl<'s> Same<'s> {
    /// Between these two sides.
    pub fn new(gold: &'s Side, predicted: &'s Side) -> Self {
        Same { gold, predicted }
    }

    /// Two groups are one where their members are; else two things are one where they share a name.
    pub fn holds(self, gold: &str, predicted: &str) -> bool {
        let (a, b) = (self.gold.members.get(gold), self.predicted.members.get(predicted));
        if a.is_none() && b.is_none() {
            return self.one(gold, predicted);
        }
        let (lone_a, lone_b) = ([gold.to_owned()], [predicted.to_owned()]);
        let (a, b) = (a.map_or(&lone_a[..], Vec::as_slice), b.map_or(&lone_b[..], Vec::as_slice));
        a.len() == b.len() && a.iter().all(|x| b.iter().any(|y| self.one(x, y)))
    }

    /// Where neither side knows a name, the ids themselves decide.
    fn one(self, gold: &str, predicted: &str) -> bool {
        let none = BTreeSet::new();
        let a = self.gold.names.get(gold).unwrap_or(&none);
        let b = self.predicted.names.get(predicted).unwrap_or(&none);
        if a.is_empty() && b.is_empty() { gold == predicted } else { !a.is_disjoint(b) }
    }
}
