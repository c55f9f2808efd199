//! Every quotation of a graph must stand in its text, where the graph says.

use crate::base::sha256_hex;
use crate::graph::{Chars, Graph, words};
use crate::pipeline;
use crate::text::{Input, read};
use oxigraph::model::{NamedNode, NamedNodeRef};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What became of the quotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotes {
    /// Compared, and equal.
    pub right: usize,
    /// Compared, and not: the node and what is wrong.
    pub wrong: Vec<String>,
    /// Not compared: their file was not found.
    pub unchecked: usize,
    /// Files that were not found, or are others than the graph was made from.
    pub missing: BTreeSet<String>,
}

/// Compare every `oa:exact`, `oa:prefix` and `oa:suffix` with the words at its position of the raw file, for files found under `texts`.
pub fn quotes(graph: &Graph, texts: &Path) -> Quotes {
    let mut result = Quotes::default();
    let mut by_file: BTreeMap<NamedNode, Vec<NamedNode>> = BTreeMap::new();
    for node in graph.subjects(words::A, words::SPECIFIC_RESOURCE).into_iter().chain(graph.subjects(words::A, words::MENTION)) {
        match graph.nodes(node.as_ref(), words::HAS_SOURCE).pop() {
            Some(file) => by_file.entry(file).or_default().push(node),
            None => result.wrong.push(format!("{node}: no source")),
        }
    }
    for (file, nodes) in by_file {
        let Some(raw) = raw(graph, file.as_ref(), texts) else {
            result.unchecked += nodes.len();
            result.missing.insert(value(graph, file.as_ref(), words::FILE).unwrap_or_else(|| file.to_string()));
            continue;
        };
        let chars = Chars::new(&raw);
        for node in nodes {
            match check(graph, node.as_ref(), &chars) {
                Ok(()) => result.right += 1,
                Err(what) => result.wrong.push(format!("{node}: {what}")),
            }
        }
    }
    result
}

/// The raw text of a file, where a file of that name and content is found.
fn raw(graph: &Graph, file: NamedNodeRef<'_>, texts: &Path) -> Option<String> {
    let sha256 = value(graph, file, words::SHA256)?;
    let names = graph.objects(file, words::FILE);
    let names = names.iter().filter_map(|t| if let oxigraph::model::Term::Literal(l) = t { Some(l.value()) } else { None });
    let paths: Vec<_> = names.flat_map(|n| pipeline::places(texts, n).collect::<Vec<_>>()).collect();
    let bytes = paths.into_iter().filter_map(|p| pipeline::bytes(&p).ok()).find(|b| sha256_hex(b) == sha256)?;
    Some(read(&Input { file: value(graph, file, words::FILE)?, bytes, ..Input::default() }).raw)
}

fn check(graph: &Graph, node: NamedNodeRef<'_>, chars: &Chars<'_>) -> Result<(), String> {
    let selectors = graph.nodes(node, words::HAS_SELECTOR);
    let find = |word| selectors.iter().find_map(|s| value(graph, s.as_ref(), word));
    let number = |word| find(word).and_then(|v| v.parse::<usize>().ok());
    let (Some(start), Some(end), Some(exact)) = (number(words::START), number(words::END), find(words::EXACT)) else {
        return Err("no position or no quotation".to_owned());
    };
    if start >= end || end > chars.len() {
        return Err(format!("{start}..{end} is no range of a text of {} characters", chars.len()));
    }
    let there = chars.slice(start, end);
    if there != exact {
        return Err(format!("{start}..{end} reads “{there}”, not “{exact}”"));
    }
    let before = find(words::PREFIX).is_none_or(|p| chars.slice(0, start).ends_with(&p));
    let after = find(words::SUFFIX).is_none_or(|s| chars.slice(end, chars.len()).starts_with(&s));
    if before && after { Ok(()) } else { Err(format!("other words stand around {start}..{end}")) }
}

fn value(graph: &Graph, node: NamedNodeRef<'_>, word: NamedNodeRef<'_>) -> Option<String> {
    graph.value(node, word).map(|l| l.value().to_owned())
}
