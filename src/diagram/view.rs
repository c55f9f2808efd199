//! The neutral input of all drawings and measures: entities and what joins them, as plain data.

use crate::base::{Diag, near};
use crate::ontology::{Modality, Predicate, Type};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// An entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// Its IRI. Equal IRIs mean one thing.
    pub iri: String,
    /// Its type.
    pub kind: Type,
    /// Chinese label; empty where there is none.
    pub zh: String,
    /// English label.
    pub en: Option<String>,
    /// Other names, sorted.
    pub aliases: Vec<String>,
}

impl Node {
    /// What to call it in Chinese, else in English, else the end of its IRI.
    pub fn name(&self) -> &str {
        match (&self.zh, &self.en) {
            (zh, _) if !zh.is_empty() => zh,
            (_, Some(en)) if !en.is_empty() => en,
            _ => self.iri.rsplit(['/', '#']).next().unwrap_or(&self.iri),
        }
    }

    /// What to call it in English, else as [`Node::name`].
    pub fn name_en(&self) -> &str {
        self.en.as_deref().filter(|en| !en.is_empty()).unwrap_or_else(|| self.name())
    }
}

/// One statement: what one text says to hold between two entities.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// What holds.
    pub predicate: Predicate,
    /// How firmly it is said.
    pub modality: Modality,
    /// The IRI of the text that says it; empty where that is not known.
    pub text: String,
    /// How many sentences of the text say it; at least 1.
    pub evidence: usize,
}

/// An [`Edge`] with its ends: what [`View::from_rows`] takes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// IRI of the subject.
    pub subject: String,
    /// IRI of the object.
    pub object: String,
    /// What is said of the two.
    pub edge: Edge,
}

/// A text that statements come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Its title; empty where it has none.
    pub title: String,
    /// The name of its file.
    pub file: String,
}

impl Source {
    /// The title, else the file's name.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.file } else { &self.title }
    }
}

/// Entities joined by statements. Nodes and edges are sorted, so that equal data give equal views.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Entities by IRI; statements as they are, parallel ones too, a group's as the group's.
    pub graph: DiGraph<Node, Edge>,
    /// Which states belong to which group: pairs of (group, state).
    pub members: Vec<(NodeIndex, NodeIndex)>,
    /// The texts, by IRI.
    pub sources: BTreeMap<String, Source>,
    index: BTreeMap<String, NodeIndex>,
}

impl View {
    /// A view of plain rows, in any order. Rows that say the same are one, with their evidence added up;
    /// rows about entities that `nodes` does not have are left out, and so are those from a thing to itself.
    ///
    /// ```
    /// use silkgraph::diagram::{Edge, Node, Row, View};
    /// use silkgraph::ontology::{Modality, Predicate, Type};
    /// let node = |iri: &str, kind, zh: &str| Node { iri: iri.into(), kind, zh: zh.into(), en: None, aliases: vec![] };
    /// let edge = Edge { predicate: Predicate::Proposes, modality: Modality::Actual, text: "t".into(), evidence: 1 };
    /// let nodes = [node("sgr:china", Type::State, "中国"), node("sgr:gdi", Type::Initiative, "全球发展倡议")];
    /// let view = View::from_rows(nodes, [Row { subject: "sgr:china".into(), object: "sgr:gdi".into(), edge }]);
    /// assert_eq!(view.graph.edge_count(), 1);
    /// ```
    pub fn from_rows(nodes: impl IntoIterator<Item = Node>, rows: impl IntoIterator<Item = Row>) -> Self {
        let mut view = View::default();
        let nodes: BTreeSet<Node> = nodes.into_iter().collect();
        for mut node in nodes {
            node.aliases.sort();
            node.aliases.dedup();
            let iri = node.iri.clone();
            if !view.index.contains_key(&iri) {
                let index = view.graph.add_node(node);
                view.index.insert(iri, index);
            }
        }
        let mut counts: BTreeMap<(NodeIndex, NodeIndex, Predicate, Modality, String), usize> = BTreeMap::new();
        for row in rows {
            if let (Some(s), Some(o)) = (view.by_iri(&row.subject), view.by_iri(&row.object))
                && s != o
            {
                *counts.entry((s, o, row.edge.predicate, row.edge.modality, row.edge.text)).or_default() += row.edge.evidence.max(1);
            }
        }
        for ((s, o, predicate, modality, text), evidence) in counts {
            view.graph.add_edge(s, o, Edge { predicate, modality, text, evidence });
        }
        view
    }

    /// The same with the texts' names.
    #[must_use]
    pub fn with_sources(mut self, sources: impl IntoIterator<Item = (String, Source)>) -> Self {
        self.sources.extend(sources);
        self
    }

    /// The same with the groups' members: pairs of (group, state) IRIs.
    #[must_use]
    pub fn with_members(mut self, members: impl IntoIterator<Item = (String, String)>) -> Self {
        let pairs = members.into_iter().filter_map(|(g, s)| Some((self.by_iri(&g)?, self.by_iri(&s)?)));
        let pairs: BTreeSet<_> = pairs.chain(self.members.iter().copied()).collect();
        self.members = pairs.into_iter().collect();
        self
    }

    /// The entity of an IRI.
    pub fn by_iri(&self, iri: &str) -> Option<NodeIndex> {
        self.index.get(iri).copied()
    }

    /// The entities that a user may mean: by IRI, by the end of it, by label, by other name, or else by a part of a label.
    /// Letter case, quote and title marks do not matter.
    pub fn find(&self, name: &str) -> Vec<NodeIndex> {
        let name = name.trim().trim_start_matches('<').trim_end_matches('>');
        let name = name.strip_prefix("sgr:").unwrap_or(name);
        if let Some(node) = self.by_iri(name).or_else(|| self.by_iri(&format!("{}{name}", crate::ontology::SGR))) {
            return vec![node];
        }
        let name = plain(name);
        let all =
            |test: &dyn Fn(&Node) -> bool| -> Vec<NodeIndex> { self.graph.node_indices().filter(|&i| test(&self.graph[i])).collect() };
        let labels = all(&|n| plain(&n.zh) == name || n.en.as_deref().is_some_and(|en| plain(en) == name));
        if name.is_empty() || !labels.is_empty() {
            return labels;
        }
        let aliases = all(&|n| n.aliases.iter().any(|a| plain(a) == name));
        if !aliases.is_empty() {
            return aliases;
        }
        all(&|n| plain(&n.zh).contains(&name) || n.en.as_deref().is_some_and(|en| plain(en).contains(&name)))
    }
}

impl View {
    /// The one entity that a user means by a name.
    ///
    /// # Errors
    /// When there is none, or several: then it says which.
    pub fn only(&self, name: &str) -> Result<NodeIndex, Diag> {
        match self.find(name).as_slice() {
            [one] => Ok(*one),
            [] => {
                let names = self.graph.node_weights().flat_map(|n| [Some(n.zh.as_str()), n.en.as_deref()].into_iter().flatten());
                let near = near(name, names);
                let diag = Diag::error("cli::no_such_entity", "", format!("the graph has nothing called {name:?}"));
                Err(if near.is_empty() { diag } else { diag.help(format!("names like it: {}", near.join(", "))) })
            }
            several => {
                let names = several.iter().take(6).map(|&i| format!("{} <{}>", self.graph[i].name(), self.graph[i].iri));
                let names: Vec<_> = names.collect();
                Err(Diag::error("cli::ambiguous_entity", "", format!("{name:?} is the name of {} entities", several.len()))
                    .help(format!("say which: {}", names.join(", "))))
            }
        }
    }
}

/// A name as it is compared: no marks around it, one dash, lower case.
fn plain(name: &str) -> String {
    let kept = name.trim().chars().filter(|c| !matches!(c, '“' | '”' | '‘' | '’' | '"' | '《' | '》' | '「' | '」'));
    kept.map(|c| if matches!(c, '－' | '–' | '―' | '-') { '—' } else { c }).flat_map(char::to_lowercase).collect()
}
