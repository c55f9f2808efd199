//! Which entities stand in which column.

use super::options::{Cluster, Form, Lang, Options};
use super::pairs::Pair;
use super::picture::Picture;
use super::view::View;
use super::{fit, words};
use crate::ontology::Type;
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

/// From left to right: who acts stands in the middle.
const CORE: &[&[Type]] = &[
    &[Type::Place, Type::Date],
    &[Type::Corridor, Type::Event, Type::Leader, Type::Person],
    &[Type::State, Type::Group, Type::Organization],
    &[Type::UNInitiative, Type::Initiative],
    &[Type::Mechanism, Type::Project, Type::Document],
];

const SIDES: &[&[Type]] = &[
    &[Type::UNInitiative, Type::Corridor, Type::Place],
    &[Type::Leader, Type::State, Type::Group, Type::Organization, Type::Person],
    &[Type::Initiative, Type::Mechanism, Type::Project, Type::Document, Type::Event, Type::Date],
];

/// The text that says most about an entity; none where none says more than half.
pub(super) fn main_text(node: NodeIndex, pairs: &[Pair]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in pairs.iter().filter(|p| p.from == node || p.to == node).flat_map(|p| &p.texts) {
        *counts.entry(text).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let (text, &most) = counts.iter().max_by_key(|(text, n)| (**n, std::cmp::Reverse(**text)))?;
    (most * 2 > all).then(|| (*text).to_owned())
}

/// The columns of a picture, with their headings; empty ones left out, long ones split.
pub(super) fn columns(view: &View, picture: &Picture, options: &Options) -> Vec<(String, Vec<usize>)> {
    let lang = options.lang;
    let found = match options.cluster {
        Cluster::Type => by_type(picture, if options.form == Form::Bipartite { SIDES } else { CORE }),
        Cluster::Text => by_text(view, picture, lang),
    };
    let limit = (picture.shapes.len() / 4).max(13);
    let mut out = Vec::new();
    for (heading, shapes) in found {
        for part in split(picture, &shapes, limit) {
            let kinds: BTreeSet<Type> = part.iter().map(|&i| picture.shapes[i].kind).collect();
            out.push((heading.clone().unwrap_or_else(|| name(&kinds, lang)), part));
        }
    }
    out
}

/// A column in parts of at most `limit`: between types where that does, else evenly.
fn split(picture: &Picture, shapes: &[usize], limit: usize) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = vec![Vec::new()];
    for kind in shapes.chunk_by(|&a, &b| picture.shapes[a].kind == picture.shapes[b].kind) {
        let pieces = kind.len().div_ceil(limit).max(1);
        for piece in kind.chunks(kind.len().div_ceil(pieces).max(1)) {
            match parts.last_mut() {
                Some(last) if last.len() + piece.len() <= limit => last.extend(piece),
                _ => parts.push(piece.to_vec()),
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// 领导人 · 通道
fn name(kinds: &BTreeSet<Type>, lang: Lang) -> String {
    let join = |name: fn(Type) -> &'static str| kinds.iter().map(|&k| name(k)).collect::<Vec<_>>().join(" · ");
    if lang == Lang::En { join(words::type_en) } else { join(words::type_zh) }
}

type Found = Vec<(Option<String>, Vec<usize>)>;

fn by_type(picture: &Picture, slots: &[&[Type]]) -> Found {
    let in_slot = |slot: &&[Type]| {
        let mut shapes: Vec<usize> = (0..picture.shapes.len()).filter(|&i| slot.contains(&picture.shapes[i].kind)).collect();
        shapes.sort_by_key(|&i| slot.iter().position(|&k| k == picture.shapes[i].kind));
        (None, shapes)
    };
    slots.iter().map(in_slot).filter(|(_, shapes)| !shapes.is_empty()).collect()
}

/// Each text a column, what several speak of in the middle.
fn by_text(view: &View, picture: &Picture, lang: Lang) -> Found {
    let mut texts: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    let mut shared = Vec::new();
    for (i, shape) in picture.shapes.iter().enumerate() {
        match &shape.text {
            Some(text) => texts.entry(text).or_default().push(i),
            None => shared.push(i),
        }
    }
    let name = |iri: &str| fit::shorten(&fit::clean(view.sources.get(iri).map_or(iri, |s| s.name())), 30);
    let mut texts: Vec<_> = texts.into_iter().map(|(iri, shapes)| (Some(name(iri)), shapes)).collect();
    texts.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.cmp(b)));
    let (mut left, mut right): (Found, Found) = (Vec::new(), Vec::new());
    for (i, column) in texts.into_iter().enumerate() {
        if i % 2 == 0 { right.push(column) } else { left.insert(0, column) }
    }
    if !shared.is_empty() {
        left.push((Some(lang.say("多篇共有", "several texts")), shared));
    }
    left.extend(right);
    left
}
