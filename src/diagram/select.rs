//! Which entities and relations there is room for.

use super::options::{Form, Options};
use super::pairs::{Pair, memberships};
use super::view::View;
use crate::base::Diag;
use crate::ontology::{Predicate, Type};
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

/// What is drawn, and how much there was.
pub(super) struct Chosen {
    pub nodes: Vec<NodeIndex>,
    pub pairs: Vec<Pair>,
    pub focus: Option<NodeIndex>,
    pub all_nodes: usize,
    pub all_pairs: usize,
}

/// Choose: around the focus by steps, else by how well connected and evidenced, with a quota for each type.
pub(super) fn choose(view: &View, mut pairs: Vec<Pair>, options: &Options) -> Result<Chosen, Diag> {
    let focus = options.focus.as_deref().map(|name| view.only(name)).transpose()?;
    let mut order = Vec::new();
    if let Some(focus) = focus {
        pairs.extend(memberships(view, &pairs).into_iter().filter(|p| p.from == focus || p.to == focus));
        order = around(&pairs, focus, options.depth);
        let near: BTreeSet<_> = order.iter().copied().collect();
        pairs.retain(|p| near.contains(&p.from) && near.contains(&p.to));
    }
    let all: BTreeSet<NodeIndex> = pairs.iter().flat_map(|p| [p.from, p.to]).chain(focus).collect();
    let all_pairs = pairs.len();
    let max = options.max_nodes.max(2);
    let kept: BTreeSet<NodeIndex> = if all.len() <= max {
        all.clone()
    } else if focus.is_some() {
        order.into_iter().take(max).collect()
    } else if options.form == Form::Routes {
        by_corridor(view, &pairs, max)
    } else {
        by_quota(view, &pairs, max)
    };
    pairs.retain(|p| kept.contains(&p.from) && kept.contains(&p.to));
    let pairs = if options.form == Form::Routes { pairs } else { thin(pairs, kept.len() * 8 / 5 + 4) };
    Ok(Chosen { nodes: kept.into_iter().collect(), pairs, focus, all_nodes: all.len(), all_pairs })
}

fn scores(pairs: &[Pair], among: impl Fn(&Pair) -> bool) -> BTreeMap<NodeIndex, f64> {
    let mut scores: BTreeMap<NodeIndex, f64> = BTreeMap::new();
    for pair in pairs.iter().filter(|p| among(p)) {
        *scores.entry(pair.from).or_default() += pair.weight();
        *scores.entry(pair.to).or_default() += pair.weight();
    }
    scores
}

/// Best first; equal ones in order of IRI.
fn ranked(scores: &BTreeMap<NodeIndex, f64>) -> Vec<NodeIndex> {
    let mut order: Vec<_> = scores.iter().map(|(&n, &s)| (n, s)).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.into_iter().map(|(n, _)| n).collect()
}

/// Entities within `depth` steps of the focus: nearer ones first, then better connected ones.
fn around(pairs: &[Pair], focus: NodeIndex, depth: usize) -> Vec<NodeIndex> {
    let mut seen = BTreeSet::from([focus]);
    let mut order = vec![focus];
    for _ in 0..depth {
        let next = scores(pairs, |p| seen.contains(&p.from) != seen.contains(&p.to));
        let next: Vec<_> = ranked(&next).into_iter().filter(|n| !seen.contains(n)).collect();
        seen.extend(&next);
        order.extend(next);
    }
    order
}

/// A type's share of the room, in hundredths.
const fn share(kind: Type) -> usize {
    match kind {
        Type::State => 13,
        Type::Group => 4,
        Type::Leader => 10,
        Type::Place => 8,
        Type::Organization => 4,
        Type::Mechanism | Type::UNInitiative | Type::Initiative => 14,
        Type::Corridor => 12,
        Type::Event => 8,
        Type::Project => 5,
        Type::Document => 3,
        Type::Person | Type::Date => 1,
    }
}

fn by_quota(view: &View, pairs: &[Pair], max: usize) -> BTreeSet<NodeIndex> {
    let order = ranked(&scores(pairs, |_| true));
    let mut left: BTreeMap<Type, usize> = Type::ALL.iter().map(|&t| (t, (share(t) * max).div_ceil(100))).collect();
    let mut kept: BTreeSet<NodeIndex> = BTreeSet::new();
    for &node in &order {
        if let Some(room) = left.get_mut(&view.graph[node].kind).filter(|room| **room > 0)
            && kept.len() < max
        {
            *room -= 1;
            kept.insert(node);
        }
    }
    // What hangs on nothing that is drawn makes room for what does; then the rest of the room is filled.
    for _ in 0..8 {
        let inner = scores(pairs, |p| kept.contains(&p.from) && kept.contains(&p.to));
        kept.retain(|n| inner.contains_key(n));
        let next = scores(pairs, |p| kept.contains(&p.from) != kept.contains(&p.to));
        let next = ranked(&next).into_iter().filter(|n| !kept.contains(n)).take(max.saturating_sub(kept.len()));
        let next: Vec<_> = next.collect();
        if next.is_empty() {
            break;
        }
        kept.extend(next);
    }
    if kept.is_empty() { order.into_iter().take(max).collect() } else { kept }
}

/// Corridors with all their stops, best evidenced first.
fn by_corridor(view: &View, pairs: &[Pair], max: usize) -> BTreeSet<NodeIndex> {
    let mut kept = BTreeSet::new();
    for node in ranked(&scores(pairs, |_| true)).into_iter().filter(|&n| view.graph[n].kind == Type::Corridor) {
        let stops = pairs.iter().filter(|p| p.from == node).map(|p| p.to);
        let with: BTreeSet<NodeIndex> = kept.iter().copied().chain([node]).chain(stops).collect();
        if with.len() <= max {
            kept = with;
        }
    }
    kept
}

/// Leave out the lightest relations beyond `max`, but never the last one of an entity, a corridor's link or a denial.
fn thin(mut pairs: Vec<Pair>, max: usize) -> Vec<Pair> {
    let mut degree: BTreeMap<NodeIndex, usize> = BTreeMap::new();
    for node in pairs.iter().flat_map(|p| [p.from, p.to]) {
        *degree.entry(node).or_default() += 1;
    }
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by(|&a, &b| pairs[a].weight().total_cmp(&pairs[b].weight()).then(b.cmp(&a)));
    let mut out = BTreeSet::new();
    for i in order {
        let pair = &pairs[i];
        let held = pair.parts.contains_key(&Predicate::Links) || pair.modality() == crate::ontology::Modality::Negated;
        if pairs.len() - out.len() <= max || held || degree[&pair.from] < 2 || degree[&pair.to] < 2 {
            continue;
        }
        for node in [pair.from, pair.to] {
            *degree.entry(node).or_default() -= 1;
        }
        out.insert(i);
    }
    let mut i = 0;
    pairs.retain(|_| {
        i += 1;
        !out.contains(&(i - 1))
    });
    pairs
}
