//! Search over names.

use super::Entity;
use super::fold::{fold, readings};
use regex::{Regex, RegexBuilder};
use std::cmp::Reverse;
use std::collections::HashMap;

/// How a name was found. Better ones come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hit {
    /// The whole name.
    Whole,
    /// The whole name in pinyin.
    Read,
    /// The beginning of a name.
    Begin,
    /// The beginning in pinyin, or first letters.
    BeginRead,
    /// Somewhere in a name.
    Inside,
}

/// All names of all entities, one a line, so that one pass of a literal search finds them.
#[derive(Debug, Default)]
pub struct Names {
    /// Lines of `name`, as compared.
    written: Lines,
    /// Lines of pinyin.
    read: Lines,
    weights: Vec<usize>,
    /// Names as written; none where several bear it.
    exact: HashMap<String, Option<usize>>,
}

#[derive(Debug, Default)]
struct Lines {
    text: String,
    /// Where each line begins, and whose it is.
    starts: Vec<(usize, usize)>,
}

impl Lines {
    fn push(&mut self, line: &str, of: usize) {
        self.starts.push((self.text.len(), of));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Entities of lines that the pattern is found in: (entity, at the start, to the end).
    fn find<'a>(&'a self, pattern: &'a Regex) -> impl Iterator<Item = (usize, bool, bool)> + 'a {
        pattern.find_iter(&self.text).map(|m| {
            let line = self.starts.partition_point(|(start, _)| *start <= m.start()).saturating_sub(1);
            let (start, of) = self.starts[line];
            (of, m.start() == start, self.text[m.end()..].starts_with('\n'))
        })
    }
}

impl Names {
    /// The names of entities.
    pub fn of(entities: &[Entity]) -> Self {
        let mut names = Names::default();
        for (i, e) in entities.iter().enumerate() {
            names.weights.push(e.says.len() + e.said.len());
            let own = e.iri.rsplit('/').next().filter(|_| e.zh.is_empty() && e.en.is_none());
            for name in std::iter::once(e.zh.as_str()).chain(e.en.as_deref()).chain(e.others.iter().map(String::as_str)).chain(own) {
                names.exact.entry(name.to_owned()).and_modify(|of| *of = of.filter(|&o| o == i)).or_insert(Some(i));
                let folded = fold(name);
                if folded.is_empty() {
                    continue;
                }
                for (full, first) in readings(&folded) {
                    names.read.push(&full, i);
                    names.read.push(&first, i);
                }
                names.written.push(&folded, i);
            }
        }
        names
    }

    /// The one entity that bears exactly this name.
    pub fn exactly(&self, name: &str) -> Option<usize> {
        self.exact.get(name).copied().flatten()
    }

    /// Entities that a user may look for, best first: by names in either language, in either form of characters, or by pinyin.
    pub fn search(&self, query: &str, most: usize) -> Vec<(usize, Hit)> {
        let query = fold(query);
        let literal = |s: &str| RegexBuilder::new(&regex::escape(s)).size_limit(1 << 20).build().ok();
        let (false, Some(pattern)) = (query.is_empty() || query.len() > 300, literal(&query)) else { return Vec::new() };
        let mut best: HashMap<usize, Hit> = HashMap::new();
        let mut see = |of, hit| {
            let place = best.entry(of).or_insert(hit);
            *place = (*place).min(hit);
        };
        for (of, begins, ends) in self.written.find(&pattern) {
            see(
                of,
                if begins && ends {
                    Hit::Whole
                } else if begins {
                    Hit::Begin
                } else {
                    Hit::Inside
                },
            );
        }
        if query.len() > 1 && query.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            let plain: String = query.chars().filter(|c| *c != '-').collect();
            if let Some(pattern) = literal(&plain).filter(|_| !plain.is_empty()) {
                for (of, _, ends) in self.read.find(&pattern).filter(|(_, begins, _)| *begins) {
                    see(of, if ends { Hit::Read } else { Hit::BeginRead });
                }
            }
        }
        let mut found: Vec<(usize, Hit)> = best.into_iter().collect();
        let key = |&(of, hit): &(usize, Hit)| (hit, Reverse(self.weights.get(of).copied().unwrap_or(0)), of);
        if found.len() > most {
            found.select_nth_unstable_by_key(most, key);
            found.truncate(most);
        }
        found.sort_by_key(key);
        found
    }
}
