//! One of the two sides: a graph, or some texts of one.

use super::Saying;
use crate::base::Diag;
use crate::diagram::View;
use crate::ontology::Predicate;
use std::collections::{BTreeMap, BTreeSet};

/// A graph, or some texts of it.
#[derive(Clone, Debug)]
pub struct Side<'v> {
    /// What to call it.
    pub name: String,
    /// The graph.
    pub view: &'v View,
    /// The texts that count, by IRI; none for all.
    pub texts: Option<BTreeSet<String>>,
}

/// The side of a graph, or of its texts that go by a name: file, title or a part of it, or IRI.
///
/// # Errors
/// When no text of the graph goes by it.
pub fn side<'v>(view: &'v View, graph: &str, text: Option<&str>) -> Result<Side<'v>, Diag> {
    let Some(wanted) = text else { return Ok(Side { name: graph.to_owned(), view, texts: None }) };
    let plain = |s: &str| crate::explain::fold(s);
    let is = |iri: &str, s: &crate::diagram::Source, exact: bool| {
        let stem = s.file.rsplit_once('.').map_or(s.file.as_str(), |f| f.0);
        iri == wanted || s.file == wanted || stem == wanted || s.title == wanted || (!exact && plain(&s.title).contains(&plain(wanted)))
    };
    let find = |exact: bool| -> BTreeSet<String> {
        view.sources.iter().filter(|(iri, s)| is(iri, s, exact)).map(|(iri, _)| iri.clone()).collect()
    };
    let found = match find(true) {
        exact if !exact.is_empty() => exact,
        _ => find(false),
    };
    if found.is_empty() {
        let names: BTreeSet<String> = view.sources.values().map(|s| s.file.clone()).collect();
        let names: Vec<String> = names.into_iter().collect();
        return Err(Diag::error("cli::no_such_text", "", format!("no text of the graph goes by “{wanted}”"))
            .help(format!("its files: {}", names.join(", "))));
    }
    let mut names: Vec<&str> = found.iter().filter_map(|iri| view.sources.get(iri)).map(crate::diagram::Source::name).collect();
    names.sort_unstable();
    names.dedup();
    let name = if names.len() == 1 { names[0].to_owned() } else { wanted.to_owned() };
    Ok(Side { name, view, texts: Some(found) })
}

impl Side<'_> {
    /// What it says of each pair of subject and object.
    pub fn said(&self, predicates: &[Predicate]) -> BTreeMap<(String, String), BTreeSet<Saying>> {
        let graph = &self.view.graph;
        let mut out: BTreeMap<(String, String), BTreeSet<Saying>> = BTreeMap::new();
        for e in graph.edge_indices() {
            let (Some((s, o)), edge) = (graph.edge_endpoints(e), &graph[e]) else { continue };
            let wanted = predicates.is_empty() || predicates.contains(&edge.predicate);
            if wanted && self.texts.as_ref().is_none_or(|t| t.contains(&edge.text)) {
                out.entry((graph[s].iri.clone(), graph[o].iri.clone())).or_default().insert((edge.predicate, edge.modality));
            }
        }
        out
    }
}
