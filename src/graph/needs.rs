//! Which triples of a graph a query can look at, so that a file's others need no place in the store.

use super::words;
use oxigraph::model::{NamedNodeRef, QuadRef};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression as Path};
use spargebra::term::NamedNodePattern;
use std::collections::HashSet;

/// What a query looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs {
    /// Only triples of these predicates; none is all.
    predicates: Option<HashSet<String>>,
    /// Named graphs as such, not just the union of all.
    graphs: bool,
}

impl Default for Needs {
    /// Everything.
    fn default() -> Self {
        Needs { predicates: None, graphs: true }
    }
}

impl Needs {
    /// What this query looks at: the predicates that it names, where it names all. A variable for a predicate, a path
    /// that may have no step, a graph's name and DESCRIBE can see everything.
    pub(super) fn of(query: &Query) -> Self {
        let (pattern, dataset) = match query {
            Query::Describe { .. } => return Self::default(),
            Query::Select { pattern, dataset, .. } | Query::Construct { pattern, dataset, .. } | Query::Ask { pattern, dataset, .. } => {
                (pattern, dataset)
            }
        };
        let mut needs = Needs { predicates: Some(HashSet::new()), graphs: false };
        if dataset.is_some() {
            return Self::default();
        }
        needs.pattern(pattern);
        needs
    }

    /// The same and what finding entities by name takes.
    #[must_use]
    pub fn and_names(mut self) -> Self {
        for word in [words::A, words::LABEL, words::ALT_LABEL] {
            self.predicate(word);
        }
        self
    }

    /// True where named graphs matter.
    pub fn graphs(&self) -> bool {
        self.graphs
    }

    /// True where all of a file matters.
    pub fn all(&self) -> bool {
        self.predicates.is_none()
    }

    /// True for a quad that the query may look at.
    pub fn wants(&self, quad: QuadRef<'_>) -> bool {
        self.predicates.as_ref().is_none_or(|p| p.contains(quad.predicate.as_str()))
    }

    fn predicate(&mut self, word: NamedNodeRef<'_>) {
        if let Some(list) = &mut self.predicates {
            list.insert(word.as_str().to_owned());
        }
    }

    fn path(&mut self, path: &Path) {
        match path {
            Path::NamedNode(word) => self.predicate(word.as_ref()),
            Path::Reverse(p) | Path::OneOrMore(p) => self.path(p),
            Path::Sequence(a, b) | Path::Alternative(a, b) => [a, b].iter().for_each(|p| self.path(p)),
            // No step at all joins any node with itself.
            Path::ZeroOrMore(_) | Path::ZeroOrOne(_) | Path::NegatedPropertySet(_) => self.predicates = None,
        }
    }

    fn pattern(&mut self, pattern: &GraphPattern) {
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => {
                for triple in patterns {
                    match &triple.predicate {
                        NamedNodePattern::NamedNode(word) => self.predicate(word.as_ref()),
                        NamedNodePattern::Variable(_) => self.predicates = None,
                    }
                }
            }
            P::Path { path, .. } => self.path(path),
            P::Graph { .. } => *self = Self::default(),
            P::Join { left, right } | P::Union { left, right } | P::Minus { left, right } | P::Lateral { left, right } => {
                [left, right].iter().for_each(|p| self.pattern(p));
            }
            P::LeftJoin { left, right, expression } => {
                [left, right].iter().for_each(|p| self.pattern(p));
                expression.iter().for_each(|e| self.expression(e));
            }
            P::Filter { expr, inner } | P::Extend { inner, expression: expr, .. } => {
                self.pattern(inner);
                self.expression(expr);
            }
            P::OrderBy { inner, expression } => {
                self.pattern(inner);
                expression.iter().for_each(|(OrderExpression::Asc(e) | OrderExpression::Desc(e))| self.expression(e));
            }
            P::Group { inner, aggregates, .. } => {
                self.pattern(inner);
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr);
                    }
                }
            }
            P::Project { inner, .. } | P::Distinct { inner } | P::Reduced { inner } | P::Slice { inner, .. } => self.pattern(inner),
            P::Values { .. } => {}
            P::Service { .. } => *self = Self::default(),
        }
    }

    fn expression(&mut self, expression: &Expression) {
        use Expression as E;
        match expression {
            E::Exists(pattern) => self.pattern(pattern),
            E::Or(a, b)
            | E::And(a, b)
            | E::Equal(a, b)
            | E::SameTerm(a, b)
            | E::Greater(a, b)
            | E::GreaterOrEqual(a, b)
            | E::Less(a, b)
            | E::LessOrEqual(a, b)
            | E::Add(a, b)
            | E::Subtract(a, b)
            | E::Multiply(a, b)
            | E::Divide(a, b) => [a, b].iter().for_each(|e| self.expression(e)),
            E::UnaryPlus(e) | E::UnaryMinus(e) | E::Not(e) => self.expression(e),
            E::If(a, b, c) => [a, b, c].iter().for_each(|e| self.expression(e)),
            E::In(e, list) => {
                self.expression(e);
                list.iter().for_each(|e| self.expression(e));
            }
            E::Coalesce(list) | E::FunctionCall(_, list) => list.iter().for_each(|e| self.expression(e)),
            E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => {}
        }
    }
}
