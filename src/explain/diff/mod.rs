//! What a later text (or graph) adds, reaffirms, rewords and drops.

mod draw;
mod show;
mod sides;
#[cfg(test)]
mod tests;

pub use draw::{dot, svg};
pub use show::{markdown, text};
pub use sides::{Side, side};

use crate::diagram::{Node, View};
use crate::ontology::{Modality, Predicate};
use std::collections::{BTreeMap, BTreeSet};

/// What is said of two things: predicate and modality.
pub type Saying = (Predicate, Modality);

/// What became of what was said of two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Said later, not before.
    Added,
    /// Said before and later, in the same way.
    Reaffirmed,
    /// Said before and later, with another predicate or modality.
    Reworded,
    /// Said before, not later.
    Dropped,
}

impl Kind {
    /// Every kind, in the order of reports.
    pub const ALL: [Kind; 4] = [Kind::Added, Kind::Reaffirmed, Kind::Reworded, Kind::Dropped];

    /// The verb: adds.
    pub fn verb(self) -> &'static str {
        match self {
            Kind::Added => "adds",
            Kind::Reaffirmed => "reaffirms",
            Kind::Reworded => "rewords",
            Kind::Dropped => "drops",
        }
    }

    /// The sign that lines begin with.
    pub fn sign(self) -> char {
        match self {
            Kind::Added => '+',
            Kind::Reaffirmed => '=',
            Kind::Reworded => '~',
            Kind::Dropped => '-',
        }
    }

    /// The colour of its lines in drawings.
    pub fn colour(self) -> &'static str {
        match self {
            Kind::Added => "#1a7f37",
            Kind::Reaffirmed => "#6b7280",
            Kind::Reworded => "#b45309",
            Kind::Dropped => "#c01717",
        }
    }
}

/// One change: subject and object, by IRI, and what is said of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// IRI of the subject.
    pub subject: String,
    /// IRI of the object.
    pub object: String,
    /// What became of it.
    pub kind: Kind,
    /// What was said before; empty where it was added.
    pub before: Vec<Saying>,
    /// What is said later; empty where it was dropped.
    pub after: Vec<Saying>,
}

/// Two sides compared.
#[derive(Clone, Debug, Default)]
pub struct Diff {
    /// What to call the earlier side.
    pub before: String,
    /// What to call the later side.
    pub after: String,
    /// The changes, sorted by subject, object and kind.
    pub changes: Vec<Change>,
    /// What to call each entity, and its type.
    pub nodes: BTreeMap<String, Node>,
}

impl Diff {
    /// What to call an entity.
    pub fn name<'a>(&'a self, iri: &'a str) -> &'a str {
        self.nodes.get(iri).map_or_else(|| iri.rsplit(['/', '#']).next().unwrap_or(iri), Node::name)
    }

    /// How many changes there are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.changes.iter().filter(|c| c.kind == kind).count()
    }

    /// Subjects with their changes, those with most changes first.
    pub fn by_subject(&self) -> Vec<(&str, Vec<&Change>)> {
        let mut map: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
        for c in &self.changes {
            map.entry(&c.subject).or_default().push(c);
        }
        let mut list: Vec<(&str, Vec<&Change>)> = map.into_iter().collect();
        for (_, changes) in &mut list {
            changes.sort_by_key(|c| (c.kind, c.after.first().or(c.before.first()).copied(), self.name(&c.object).to_owned()));
        }
        list.sort_by_key(|(s, c)| (std::cmp::Reverse(c.len()), self.name(s).to_owned()));
        list
    }
}

/// Compare what two sides say; only of some predicates where any are given.
pub fn diff(before: &Side<'_>, after: &Side<'_>, predicates: &[Predicate]) -> Diff {
    let (a, b) = (before.said(predicates), after.said(predicates));
    let mut out = Diff { before: before.name.clone(), after: after.name.clone(), ..Diff::default() };
    let pairs: BTreeSet<&(String, String)> = a.keys().chain(b.keys()).collect();
    let none = BTreeSet::new();
    for pair in pairs {
        let (old, new) = (a.get(pair).unwrap_or(&none), b.get(pair).unwrap_or(&none));
        let only = |x: &BTreeSet<Saying>, y: &BTreeSet<Saying>| x.difference(y).copied().collect::<Vec<_>>();
        let (gone, come) = (only(old, new), only(new, old));
        let mut add = |kind, before: Vec<Saying>, after: Vec<Saying>| {
            out.changes.push(Change { subject: pair.0.clone(), object: pair.1.clone(), kind, before, after });
        };
        for both in old.intersection(new) {
            add(Kind::Reaffirmed, vec![*both], vec![*both]);
        }
        match (gone.is_empty(), come.is_empty()) {
            (false, false) => add(Kind::Reworded, gone, come),
            (false, true) => gone.into_iter().for_each(|s| add(Kind::Dropped, vec![s], Vec::new())),
            (true, false) => come.into_iter().for_each(|s| add(Kind::Added, Vec::new(), vec![s])),
            (true, true) => {}
        }
    }
    out.changes.sort();
    let named: BTreeSet<&String> = out.changes.iter().flat_map(|c| [&c.subject, &c.object]).collect();
    let node = |view: &View, iri: &str| view.by_iri(iri).map(|i| view.graph[i].clone());
    out.nodes =
        named.into_iter().filter_map(|iri| Some((iri.clone(), node(after.view, iri).or_else(|| node(before.view, iri))?))).collect();
    out
}
