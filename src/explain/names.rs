//! Which entity a name means: by label, by other name, by the words that a text calls it.

use crate::graph::{Reading, tidy};
use crate::lexicon::Lexicon;
use std::collections::BTreeSet;

/// A name as names are compared: no quote marks, no spaces, one dash, lower case.
///
/// ```
/// assert_eq!(silkgraph::explain::fold("“一带一路” 倡议"), "一带一路倡议");
/// assert_eq!(silkgraph::explain::fold("China-Central Asia"), silkgraph::explain::fold("china—central asia"));
/// ```
pub fn fold(name: &str) -> String {
    let kept = tidy(name).replace('-', "—");
    kept.chars().filter(|c| !c.is_whitespace() && !matches!(c, '（' | '）' | '(' | ')')).flat_map(char::to_lowercase).collect()
}

/// The names of a text's entities, folded.
#[derive(Clone, Debug, Default)]
pub struct Names {
    of: Vec<BTreeSet<String>>,
}

impl Names {
    /// Of each entity: its labels, its other names, and what the text calls it.
    pub fn new(reading: Reading<'_>, lexicon: &Lexicon) -> Self {
        let entities = &reading.resolved.entities;
        let mut of: Vec<BTreeSet<String>> = entities
            .iter()
            .map(|e| {
                let own = std::iter::once(&e.zh).chain(&e.en).chain(&e.aliases).chain(&e.edtf);
                let entry = e.entry.map(|id| lexicon.entry(id));
                let more = entry.iter().flat_map(|e| e.aliases.iter().chain(&e.aliases_en).chain(std::iter::once(&e.id)));
                own.chain(more).map(|n| fold(n)).filter(|n| !n.is_empty()).collect()
            })
            .collect();
        for (mention, means) in reading.mentions.list.iter().zip(&reading.resolved.of) {
            let means = std::slice::from_ref(means);
            for entity in means {
                if let Some(names) = of.get_mut(*entity) {
                    names.insert(fold(&mention.name));
                }
            }
        }
        Names { of }
    }

    /// True where this entity goes by this name.
    pub fn has(&self, entity: usize, name: &str) -> bool {
        self.of.get(entity).is_some_and(|names| names.contains(&fold(name)))
    }

    /// The entities that go by a name.
    pub fn find(&self, name: &str) -> Vec<usize> {
        let name = fold(name);
        self.of.iter().enumerate().filter(|(_, names)| names.contains(&name)).map(|(i, _)| i).collect()
    }
}
