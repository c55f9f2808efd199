//! Corridors as routes: their stops, in the order that the corridor's name gives.

use super::options::Lang;
use super::select::Chosen;
use super::view::{Node, View};
use super::words;
use super::{fit, options::Options};
use crate::ontology::{Modality, Predicate, Type};
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// A stop of a route.
#[derive(Clone, Debug)]
pub struct Stop {
    /// Index of its shape.
    pub shape: usize,
    /// How firmly the corridor is said to reach it.
    pub modality: Modality,
    /// True where the corridor's name tells its place in the order.
    pub ordered: bool,
}

/// A corridor with its stops.
#[derive(Clone, Debug)]
pub struct Route {
    /// Index of the corridor's shape.
    pub shape: usize,
    /// Its stops: those whose order is known first.
    pub stops: Vec<Stop>,
    /// Who does what for it: 推动：六国、中国(拟).
    pub actors: String,
}

/// All routes, best evidenced first.
pub(super) fn routes(view: &View, chosen: &Chosen, place: &BTreeMap<NodeIndex, usize>, options: &Options) -> Vec<Route> {
    let mut weights: BTreeMap<NodeIndex, usize> = BTreeMap::new();
    for pair in chosen.pairs.iter().filter(|p| view.graph[p.from].kind == Type::Corridor) {
        *weights.entry(pair.from).or_default() += pair.evidence;
    }
    let mut order: Vec<(NodeIndex, usize)> = weights.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let texts: BTreeSet<&String> = chosen.pairs.iter().flat_map(|p| &p.texts).collect();
    let counts = |text: &String| options.texts.is_empty() || texts.contains(text);
    let route = |(corridor, _): (NodeIndex, usize)| {
        let node = &view.graph[corridor];
        let mut stops: Vec<(usize, NodeIndex, Stop)> = Vec::new();
        for pair in chosen.pairs.iter().filter(|p| p.from == corridor) {
            let at = position(node, &view.graph[pair.to]);
            let stop = Stop { shape: place[&pair.to], modality: pair.modality(), ordered: at.is_some() };
            stops.push((at.unwrap_or(usize::MAX), pair.to, stop));
        }
        // 中哈塔城—阿亚古兹铁路: the states say whose towns these are, not where the line stops.
        let kind = |stop: &NodeIndex| view.graph[*stop].kind;
        if stops.iter().filter(|(_, stop, s)| s.ordered && kind(stop) == Type::Place).count() >= 2 {
            for (at, stop, s) in stops.iter_mut().filter(|(_, stop, _)| kind(stop) == Type::State) {
                if !names(node, &view.graph[*stop]) {
                    (*at, s.ordered) = (usize::MAX, false);
                }
            }
        }
        // One known place alone is no order.
        if stops.iter().filter(|(_, _, s)| s.ordered).count() < 2 {
            stops.iter_mut().for_each(|(_, _, s)| s.ordered = false);
        }
        stops.sort_by_key(|(at, stop, _)| (*at, *stop));
        let stops = stops.into_iter().map(|(_, _, stop)| stop).collect();
        Route { shape: place[&corridor], stops, actors: actors(view, corridor, options.lang, &counts) }
    };
    order.into_iter().map(route).collect()
}

/// True where a corridor's name has a stop's name in full.
fn names(corridor: &Node, stop: &Node) -> bool {
    let labels = std::iter::once(stop.name()).chain(stop.aliases.iter().map(String::as_str));
    labels.filter(|l| l.chars().count() > 1).any(|l| corridor.name().contains(l))
}

/// Where a corridor's name speaks of a stop: 中吉乌铁路 of 吉尔吉斯斯坦 at its second character.
fn position(corridor: &Node, stop: &Node) -> Option<usize> {
    let name = corridor.name();
    let labels = std::iter::once(stop.name()).chain(stop.aliases.iter().map(String::as_str));
    let whole = labels.clone().filter(|l| l.chars().count() > 1).filter_map(|l| name.find(l)).min();
    let begins = |length: usize| {
        let start: String = stop.name().chars().take(length).collect();
        if start.chars().count() == length { name.find(&start) } else { None }
    };
    // 欧洲 is 欧 in 中欧班列, but 中亚 is not 中.
    let short = if stop.kind == Type::State || stop.name().ends_with('洲') { begins(1) } else { begins(2) };
    whole.or(short)
}

/// What is said of who acts for a corridor.
fn actors(view: &View, corridor: NodeIndex, lang: Lang, counts: &dyn Fn(&String) -> bool) -> String {
    let mut by: BTreeMap<Predicate, BTreeMap<NodeIndex, Modality>> = BTreeMap::new();
    for edge in view.graph.edges_directed(corridor, Direction::Incoming).filter(|e| counts(&e.weight().text)) {
        let firmest = by.entry(edge.weight().predicate).or_default().entry(edge.source()).or_insert(edge.weight().modality);
        *firmest = edge.weight().modality.min(*firmest);
    }
    let english = lang == Lang::En;
    let who = |(&actor, &modality): (&NodeIndex, &Modality)| {
        let node = &view.graph[actor];
        let mark = if english && modality != Modality::Actual {
            format!(" ({})", words::modality_en(modality))
        } else {
            words::modality_mark(modality).to_owned()
        };
        format!(
            "{}{}",
            fit::clean(if english { node.name_en() } else { node.name() }),
            if english || modality != Modality::Actual { mark } else { String::new() }
        )
    };
    let part = |(&predicate, actors): (&Predicate, &BTreeMap<NodeIndex, Modality>)| {
        let names: Vec<String> = actors.iter().map(who).collect();
        if english {
            format!("{}: {}", words::predicate_en(predicate), names.join(", "))
        } else {
            format!("{}：{}", words::predicate_zh(predicate), names.join("、"))
        }
    };
    let parts: Vec<String> = by.iter().map(part).collect();
    parts.join(if english { "; " } else { "；" })
}
