//! The texts that a graph was made from, read again.

use crate::base::sha256_hex;
use crate::explain::names::Names;
use crate::graph::{Chars, Graph, iri, words};
use crate::pipeline::{self, Kit, Run};
use crate::relation::Trace;
use crate::text::Input;
use oxigraph::model::{NamedNode, Term};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

/// A file read again, with all that the rules made of it.
#[derive(Debug)]
pub struct Again {
    /// The stages.
    pub run: Run,
    /// What the relation rules saw.
    pub trace: Trace,
}

/// Files by their IRI, each read when it is first asked for.
pub struct Texts<'k> {
    kit: &'k Kit,
    folders: Vec<PathBuf>,
    known: BTreeMap<NamedNode, Option<Rc<Again>>>,
}

impl<'k> Texts<'k> {
    /// Texts below these folders; none where there are none.
    pub fn new(kit: &'k Kit, folders: Vec<PathBuf>) -> Self {
        Texts { kit, folders, known: BTreeMap::new() }
    }

    /// The kit that they are read with.
    pub fn kit(&self) -> &'k Kit {
        self.kit
    }

    /// The file of an IRI, where one of its name and content is found.
    pub fn get(&mut self, graph: &Graph, file: &NamedNode) -> Option<Rc<Again>> {
        if let Some(known) = self.known.get(file) {
            return known.clone();
        }
        let found = self.read(graph, file).map(Rc::new);
        self.known.insert(file.clone(), found.clone());
        found
    }

    /// The entities that a text of the graph calls by a name: also 各方, 双方, 我们.
    pub fn called(&mut self, graph: &Graph, name: &str) -> Vec<NamedNode> {
        let mut out = Vec::new();
        for file in graph.subjects(words::A, words::DIGITAL_DOCUMENT) {
            let Some(again) = self.get(graph, &file) else { continue };
            let names = Names::new(again.run.reading(), &self.kit.lexicon);
            out.extend(names.find(name).into_iter().map(|e| iri::entity(&again.run.resolved.entities[e].key)));
        }
        out.sort();
        out.dedup();
        out
    }

    fn read(&self, graph: &Graph, file: &NamedNode) -> Option<Again> {
        let sha256 = graph.value(file.as_ref(), words::SHA256)?.value().to_owned();
        let names: Vec<String> = graph
            .objects(file.as_ref(), words::FILE)
            .into_iter()
            .filter_map(|t| if let Term::Literal(l) = t { Some(l.value().to_owned()) } else { None })
            .collect();
        let paths = self.folders.iter().flat_map(|f| names.iter().map(move |n| (f, n)));
        let mut packed = paths.flat_map(|(f, n)| pipeline::places(f, n).map(move |path| (n, path)));
        let (name, bytes) = packed.find_map(|(n, path)| {
            let bytes = pipeline::bytes(&path).ok()?;
            (sha256_hex(&bytes) == sha256).then_some((n, bytes))
        })?;
        Some(read(self.kit, &Input { file: name.clone(), bytes, ..Input::default() }))
    }
}

/// All stages on one input, with a trace of the relation rules.
pub fn read(kit: &Kit, input: &Input) -> Again {
    let mut run = pipeline::run(kit, input);
    let (claims, trace) = crate::relation::trace(&run.text, &run.mentions, &run.resolved, &kit.rules, &kit.engine);
    run.claims = claims;
    Again { run, trace }
}

impl Again {
    /// The line of the raw file, from 1, on which a character stands.
    pub fn line(&self, char: usize) -> usize {
        let byte = Chars::new(&self.run.text.raw).byte(char);
        self.line_of(byte)
    }

    /// The line of the raw file, from 1, on which a byte stands.
    pub fn line_of(&self, byte: usize) -> usize {
        let raw = &self.run.text.raw;
        raw.get(..byte.min(raw.len())).map_or(1, |before| before.matches('\n').count() + 1)
    }
}
