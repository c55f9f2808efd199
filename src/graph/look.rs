//! Looking things up without SPARQL. All answers are sorted.

use super::{Graph, entity::tidy, order, words};
use crate::base::near;
use crate::ontology::Type;
use oxigraph::model::{GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef, Triple};

impl Graph {
    /// The number of triples of all graphs together, each counted once.
    pub fn len(&self) -> usize {
        self.store.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)).count()
    }

    /// True where there is no triple.
    pub fn is_empty(&self) -> bool {
        self.store.is_empty().unwrap_or(true)
    }

    /// The triples that fit, each once. None stands for anything.
    pub fn find(&self, subject: Option<NamedNodeRef<'_>>, predicate: Option<NamedNodeRef<'_>>, object: Option<TermRef<'_>>) -> Vec<Triple> {
        let quads = self.store.quads_for_pattern(subject.map(Into::into), predicate, object, Some(GraphNameRef::DefaultGraph));
        let mut found: Vec<Triple> = quads.filter_map(Result::ok).map(Triple::from).collect();
        found.sort_by(order::triples);
        found
    }

    /// What a node has for a property.
    pub fn objects(&self, subject: NamedNodeRef<'_>, predicate: NamedNodeRef<'_>) -> Vec<Term> {
        self.find(Some(subject), Some(predicate), None).into_iter().map(|t| t.object).collect()
    }

    /// The nodes among what a node has for a property.
    pub fn nodes(&self, subject: NamedNodeRef<'_>, predicate: NamedNodeRef<'_>) -> Vec<NamedNode> {
        let node = |t| if let Term::NamedNode(n) = t { Some(n) } else { None };
        self.objects(subject, predicate).into_iter().filter_map(node).collect()
    }

    /// The first literal that a node has for a property.
    pub fn value(&self, subject: NamedNodeRef<'_>, predicate: NamedNodeRef<'_>) -> Option<Literal> {
        self.objects(subject, predicate).into_iter().find_map(|t| if let Term::Literal(l) = t { Some(l) } else { None })
    }

    /// The nodes that have this object for a property.
    pub fn subjects<'a>(&self, predicate: NamedNodeRef<'_>, object: impl Into<TermRef<'a>>) -> Vec<NamedNode> {
        let node = |t: Triple| if let NamedOrBlankNode::NamedNode(n) = t.subject { Some(n) } else { None };
        let mut found: Vec<NamedNode> = self.find(None, Some(predicate), Some(object.into())).into_iter().filter_map(node).collect();
        found.dedup();
        found
    }

    /// A node's `rdfs:label` in a language (`zh`, `en`).
    pub fn label(&self, node: NamedNodeRef<'_>, language: &str) -> Option<String> {
        let labels = self.objects(node, words::LABEL);
        labels.iter().find_map(|t| match t {
            Term::Literal(l) if l.language() == Some(language) => Some(l.value().to_owned()),
            _ => None,
        })
    }

    /// What to call a node: its Chinese label, else its English one, else its title, else the end of its IRI.
    pub fn name(&self, node: NamedNodeRef<'_>) -> String {
        let title = || self.value(node, words::TITLE).map(|l| l.value().to_owned());
        let end = || node.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned();
        self.label(node, "zh").or_else(|| self.label(node, "en")).or_else(title).unwrap_or_else(end)
    }

    /// The class of an entity, where it is one.
    pub fn kind(&self, node: NamedNodeRef<'_>) -> Option<Type> {
        self.nodes(node, words::A).iter().find_map(|n| Type::parse(n.as_str().strip_prefix(crate::ontology::SG)?))
    }

    /// Names in the graph that are like one that is not.
    pub fn names_near(&self, name: &str) -> Vec<String> {
        let literals = [words::LABEL, words::ALT_LABEL].into_iter().flat_map(|w| self.find(None, Some(w), None));
        let names: Vec<String> =
            literals.filter_map(|t| if let Term::Literal(l) = t.object { Some(l.value().to_owned()) } else { None }).collect();
        near(&tidy(name), names.iter().map(String::as_str))
    }

    /// The entities that a user may mean: by full IRI, by local name (`kazakhstan`), by label or by other name
    /// (a plain `-` does for `—`).
    pub fn named(&self, name: &str) -> Vec<NamedNode> {
        let known = |n: &NamedNode| !self.find(Some(n.as_ref()), Some(words::A), None).is_empty();
        let iri = name.strip_prefix('<').and_then(|n| n.strip_suffix('>')).unwrap_or(name);
        if iri.contains("://") {
            return NamedNode::new(iri).ok().filter(known).into_iter().collect();
        }
        let local = super::iri::entity(name.strip_prefix("sgr:").unwrap_or(name));
        if known(&local) {
            return vec![local];
        }
        let name = tidy(name);
        let spellings = [name.clone(), name.replace('-', "—")];
        for (word, spelling) in [words::LABEL, words::ALT_LABEL].iter().flat_map(|w| spellings.iter().map(move |s| (*w, s))) {
            let literal = |language| Literal::new_language_tagged_literal_unchecked(spelling.as_str(), language);
            let mut found: Vec<NamedNode> = ["zh", "en"].into_iter().flat_map(|l| self.subjects(word, literal(l).as_ref())).collect();
            found.sort();
            found.dedup();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}
