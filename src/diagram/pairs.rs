//! Parallel statements between the same two entities, joined into one.

use super::options::Options;
use super::view::View;
use crate::base::Diag;
use crate::ontology::{Modality, Predicate};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// All that is said in one direction between two entities, denials apart.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub from: NodeIndex,
    pub to: NodeIndex,
    /// Each predicate with its firmest modality. Empty for a membership.
    pub parts: BTreeMap<Predicate, Modality>,
    pub evidence: usize,
    pub texts: BTreeSet<String>,
}

impl Pair {
    /// The firmest modality.
    pub fn modality(&self) -> Modality {
        self.parts.values().copied().min().unwrap_or(Modality::Actual)
    }

    /// How much it counts when there is not room for all.
    pub fn weight(&self) -> f64 {
        let texts = self.texts.len().max(1) as f64;
        1.0 + (self.evidence as f64).ln_1p() + 0.5 * texts.ln() + 0.3 * (self.parts.len() as f64)
    }
}

/// The statements that the options take, joined by pair and sorted.
pub(super) fn pairs(view: &View, options: &Options) -> Result<Vec<Pair>, Diag> {
    let texts = texts(view, options)?;
    let mut found: BTreeMap<(NodeIndex, NodeIndex, bool), Pair> = BTreeMap::new();
    for edge in view.graph.edge_references() {
        let (mut from, mut to, said) = (edge.source(), edge.target(), edge.weight());
        let joins = options.joins(view.graph[from].kind, view.graph[to].kind);
        if !options.takes(said.predicate) || !joins || texts.as_ref().is_some_and(|t| !t.contains(&said.text)) {
            continue;
        }
        // A对接B is as good as B对接A.
        if said.predicate == Predicate::AlignsWith && to < from {
            (from, to) = (to, from);
        }
        let pair = found.entry((from, to, said.modality == Modality::Negated)).or_insert_with(|| Pair {
            from,
            to,
            parts: BTreeMap::new(),
            evidence: 0,
            texts: BTreeSet::new(),
        });
        let firmest = pair.parts.entry(said.predicate).or_insert(said.modality);
        *firmest = said.modality.min(*firmest);
        pair.evidence += said.evidence;
        if !said.text.is_empty() {
            pair.texts.insert(said.text.clone());
        }
    }
    Ok(found.into_values().collect())
}

/// Membership of groups as pairs, where nothing else joins the two.
pub(super) fn memberships(view: &View, pairs: &[Pair]) -> Vec<Pair> {
    let joined: BTreeSet<_> = pairs.iter().map(|p| (p.from, p.to)).collect();
    let free = view.members.iter().filter(|pair| !joined.contains(pair));
    free.map(|&(from, to)| Pair { from, to, parts: BTreeMap::new(), evidence: 0, texts: BTreeSet::new() }).collect()
}

/// The IRIs of the texts that the options name; none for all.
fn texts(view: &View, options: &Options) -> Result<Option<BTreeSet<String>>, Diag> {
    if options.texts.is_empty() {
        return Ok(None);
    }
    let mut all = BTreeSet::new();
    for name in &options.texts {
        let base = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let exact = |iri: &str, file: &str| iri == name || file == name || base(file) == base(name);
        let mut found: Vec<_> = view.sources.iter().filter(|(iri, s)| exact(iri, &s.file)).map(|(iri, _)| iri.clone()).collect();
        if found.is_empty() {
            found = view
                .sources
                .iter()
                .filter(|(_, s)| s.title.contains(name.as_str()) || s.file.contains(name.as_str()))
                .map(|(iri, _)| iri.clone())
                .collect();
        }
        if found.is_empty() {
            let some: Vec<&str> = view.sources.values().map(|s| s.file.as_str()).collect::<BTreeSet<_>>().into_iter().take(5).collect();
            let diag = Diag::error("cli::no_such_text", "", format!("the graph has no text called {name:?}"));
            return Err(if some.is_empty() { diag } else { diag.help(format!("it has {}", some.join(", "))) });
        }
        all.extend(found);
    }
    Ok(Some(all))
}
