//! Queries that can be stopped at any moment.
//!
//! The evaluator's own cancellation is looked at where quads are read: a product of VALUES never looks, and a join
//! that collects one side goes on collecting errors. So a guarded query is rewritten before it runs: at every pattern
//! and at every row of a join it calls a function of ours, which ends the thread's work by unwinding when it is time;
//! and the functions that can make long texts of short ones have a limit. [`Guard::run`] catches the end.

mod load;

pub use load::resident;

use load::Load;
use oxigraph::model::{Literal, NamedNode, Term};
use oxigraph::sparql::{CancellationToken, SparqlEvaluator, Variable};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, Function, GraphPattern, OrderExpression, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// A text that a query makes may have so many bytes.
const LONGEST: usize = 8 << 20;

const ALIVE: &str = "urn:silkgraph:alive";
const CONCAT: &str = "urn:silkgraph:concat";
const SIZED: &str = "urn:silkgraph:sized";

/// Stops a query: clones stop the same one.
#[derive(Clone, Default)]
pub struct Guard {
    load: Arc<Load>,
    token: CancellationToken,
    memory: Option<Memory>,
}

/// By how much the program may grow while a query runs.
#[derive(Clone, Copy)]
struct Memory {
    before: u64,
    most: u64,
}

/// How many calls of [`Guard::check`] from one look at the memory to the next. A row is a call or more, so that what is
/// taken between two looks is a megabyte or so.
const LOOKS: u64 = 2048;

/// What a stopped query unwinds with.
struct Stopped;

impl Guard {
    /// A guard that also ends queries when the program holds `most` bytes more than `before`: of those that run with such a
    /// guard the one that has looked at most rows, and at twice as many bytes all that have looked at many.
    pub fn with_memory(before: u64, most: u64) -> Self {
        Guard { load: Load::running(), memory: Some(Memory { before, most }), ..Guard::default() }
    }

    /// End the query that runs under this guard.
    pub fn stop(&self) {
        self.load.stop();
    }

    /// Stop also what only the evaluator's own cancellation reaches: property paths. Some time after [`Guard::stop`],
    /// since a join that has not ended by then would go on with errors for solutions.
    pub fn cancel(&self) {
        self.token.cancel();
    }

    /// True once it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.load.stopped.load(Ordering::Relaxed)
    }

    /// Do some work; none where it was stopped. Other panics go on.
    pub fn run<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(done) => Some(done),
            Err(why) if why.is::<Stopped>() => None,
            Err(why) => resume_unwind(why),
        }
    }

    /// Unwind when it was stopped.
    fn check(&self) {
        if self.memory.is_some() && self.load.rows.fetch_add(1, Ordering::Relaxed) % LOOKS == LOOKS - 1 {
            self.look();
        }
        if self.is_stopped() {
            // Not a panic: nothing is printed.
            resume_unwind(Box::new(Stopped));
        }
    }

    /// The evaluator with the functions that guarded queries call.
    pub(super) fn prepare(&self, evaluator: SparqlEvaluator) -> SparqlEvaluator {
        let (alive, concat, sized) = (self.clone(), self.clone(), self.clone());
        let name = NamedNode::new_unchecked;
        evaluator
            .with_cancellation_token(self.token.clone())
            .with_custom_function(name(ALIVE), move |_| {
                alive.check();
                Some(Literal::from(true).into())
            })
            .with_custom_function(name(CONCAT), move |parts| concat.concat(parts))
            .with_custom_function(name(SIZED), move |terms| {
                sized.check();
                let sizes = terms.iter().map(|t| if let Term::Literal(l) = t { l.value().len() + 1 } else { 1 });
                sized.limit(sizes.fold(1, usize::saturating_mul));
                terms.first().cloned()
            })
    }

    /// `CONCAT` as SPARQL 1.1 (17.4.3.12) has it: the language stays where all parts have it.
    fn concat(&self, parts: &[Term]) -> Option<Term> {
        self.check();
        let mut text = String::new();
        let mut language: Option<Option<&str>> = None;
        for part in parts {
            let Term::Literal(part) = part else { return None };
            let own = part.language();
            if own.is_none() && part.datatype() != oxigraph::model::vocab::xsd::STRING {
                return None;
            }
            language = Some(match language {
                Some(all) if all != own => None,
                _ => own,
            });
            self.limit(text.len() + part.value().len());
            text.push_str(part.value());
        }
        Some(match language.flatten() {
            Some(language) => Literal::new_language_tagged_literal_unchecked(text, language).into(),
            None => Literal::new_simple_literal(text).into(),
        })
    }

    fn limit(&self, bytes: usize) {
        if bytes > LONGEST {
            self.stop();
            self.check();
        }
        // Long texts count for many rows.
        if self.memory.is_some() {
            let rows = (bytes as u64 / 256).min(LOOKS);
            if self.load.rows.fetch_add(rows, Ordering::Relaxed) % LOOKS + rows >= LOOKS {
                self.look();
            }
        }
    }

    /// End a query where the program has grown too much. Also to be called from outside, where a query makes no rows.
    pub fn look(&self) {
        if let Some(memory) = self.memory {
            Load::relieve(resident().saturating_sub(memory.before), memory.most);
        }
    }
}

/// The query with calls of our functions.
pub(super) fn guarded(mut query: Query) -> Query {
    match &mut query {
        Query::Select { pattern: p, .. }
        | Query::Construct { pattern: p, .. }
        | Query::Describe { pattern: p, .. }
        | Query::Ask { pattern: p, .. } => *p = pattern(std::mem::take(p)),
    }
    query
}

fn call(name: &str, arguments: Vec<Expression>) -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::new_unchecked(name)), arguments)
}

fn alive(inner: GraphPattern) -> GraphPattern {
    GraphPattern::Filter { expr: call(ALIVE, Vec::new()), inner: Box::new(inner) }
}

/// The patterns of joins in joins.
fn flatten(p: GraphPattern, leaves: &mut Vec<GraphPattern>) {
    match p {
        GraphPattern::Join { left, right } => {
            flatten(*left, leaves);
            flatten(*right, leaves);
        }
        GraphPattern::Bgp { patterns } => leaves.extend(patterns.into_iter().map(|t| alive(GraphPattern::Bgp { patterns: vec![t] }))),
        // Paths are looked at when all patterns are known.
        leaf @ GraphPattern::Path { .. } => leaves.push(leaf),
        leaf => leaves.push(pattern(leaf)),
    }
}

/// Paths without end from anywhere to anywhere, which the evaluator follows from all starts before it gives a row, start
/// by start. One that shares a variable with another pattern is followed from what that gives.
fn step_by_step(leaves: Vec<GraphPattern>) -> Vec<GraphPattern> {
    let named: Vec<_> = leaves.iter().map(variables).collect();
    let alone = |i: usize| named.iter().enumerate().all(|(j, others)| i == j || others.is_disjoint(&named[i]));
    let step = |(i, leaf): (usize, GraphPattern)| match leaf {
        GraphPattern::Path { subject: TermPattern::Variable(start), path, object: object @ TermPattern::Variable(_) } => {
            let left = alone(i).then(|| starts(&start, &path)).flatten();
            let right = alive(GraphPattern::Path { subject: start.into(), path, object });
            match left {
                Some(left) => GraphPattern::Lateral { left: Box::new(alive(left)), right: Box::new(right) },
                None => right,
            }
        }
        leaf @ GraphPattern::Path { .. } => alive(leaf),
        leaf => leaf,
    };
    leaves.into_iter().enumerate().map(step).collect()
}

/// What a path without end may start from; none for one that has an end.
fn starts(start: &Variable, path: &PropertyPathExpression) -> Option<GraphPattern> {
    use PropertyPathExpression as E;
    fn is_endless(path: &E) -> bool {
        match path {
            E::ZeroOrMore(_) | E::OneOrMore(_) => true,
            E::Reverse(p) | E::ZeroOrOne(p) => is_endless(p),
            E::Sequence(a, b) | E::Alternative(a, b) => is_endless(a) || is_endless(b),
            E::NamedNode(_) | E::NegatedPropertySet(_) => false,
        }
    }
    let other = |n: usize| TermPattern::Variable(Variable::new_unchecked(format!("silkgraph_{n}")));
    let any = |subject: TermPattern, predicate: NamedNodePattern, object: TermPattern| GraphPattern::Bgp {
        patterns: vec![TriplePattern { subject, predicate, object }],
    };
    let verb = NamedNodePattern::Variable(Variable::new_unchecked("silkgraph_1"));
    let inner = match path {
        E::OneOrMore(first) if matches!(**first, E::NamedNode(_)) => {
            let E::NamedNode(first) = &**first else { return None };
            any(start.clone().into(), first.clone().into(), other(2))
        }
        path if is_endless(path) => GraphPattern::Union {
            left: Box::new(any(start.clone().into(), verb.clone(), other(2))),
            right: Box::new(any(other(2), verb, start.clone().into())),
        },
        _ => return None,
    };
    let inner = Box::new(GraphPattern::Project { inner: Box::new(inner), variables: vec![start.clone()] });
    Some(GraphPattern::Distinct { inner })
}

fn variables(p: &GraphPattern) -> BTreeSet<Variable> {
    let mut found = BTreeSet::new();
    p.on_in_scope_variable(|v| {
        found.insert(v.clone());
    });
    found
}

/// So many patterns are watched each with each; of more, each with the next.
const EACH: usize = 10;

/// For pairs of patterns that are joined, a condition on the variables of both. Whatever the order of the joins, one that
/// can give more rows than it is given has such a pair, with one pattern on either side, and so calls us at every row.
fn pairs(leaves: &[BTreeSet<Variable>]) -> Vec<Expression> {
    let far = if leaves.len() <= EACH { EACH } else { 1 };
    let near = |i: usize| leaves.iter().enumerate().skip(i + 1).take(far).map(move |(j, _)| (i, j));
    let mut sets: Vec<BTreeSet<&Variable>> = (0..leaves.len()).flat_map(near).map(|(i, j)| leaves[i].union(&leaves[j]).collect()).collect();
    sets.sort();
    sets.dedup();
    // The function is true, so the variables are named but never looked at.
    let condition = |set: BTreeSet<&Variable>| {
        let named = set.into_iter().map(|v| Expression::Variable(v.clone()));
        Expression::Coalesce(std::iter::once(call(ALIVE, Vec::new())).chain(named).collect())
    };
    sets.into_iter().map(condition).collect()
}

/// A pattern under all of these conditions, halved again and again: a chain of them would be as deep as they are many.
fn filtered(inner: GraphPattern, conditions: Vec<Expression>) -> GraphPattern {
    fn all(mut of: Vec<Expression>) -> Option<Expression> {
        if of.len() < 2 {
            return of.pop();
        }
        let right = all(of.split_off(of.len() / 2))?;
        Some(Expression::And(Box::new(all(of)?), Box::new(right)))
    }
    match all(conditions) {
        Some(expr) => GraphPattern::Filter { expr, inner: Box::new(inner) },
        None => inner,
    }
}

fn boxed(p: GraphPattern) -> Box<GraphPattern> {
    Box::new(pattern(p))
}

fn pattern(p: GraphPattern) -> GraphPattern {
    use GraphPattern as P;
    match p {
        leaf @ P::Values { .. } => alive(leaf),
        group @ (P::Bgp { .. } | P::Join { .. } | P::Path { .. }) => {
            let mut leaves = Vec::new();
            flatten(group, &mut leaves);
            let leaves = step_by_step(leaves);
            // The optimizer orders the joins below, and moves each condition to the first join that has its variables.
            let conditions = pairs(&leaves.iter().map(variables).collect::<Vec<_>>());
            let join = leaves.into_iter().reduce(|left, right| P::Join { left: Box::new(left), right: Box::new(right) });
            filtered(join.unwrap_or_default(), conditions)
        }
        P::LeftJoin { left, right, expression: e } => {
            let (left, right) = (boxed(*left), boxed(*right));
            let both = pairs(&[variables(&left), variables(&right)]);
            filtered(P::LeftJoin { left, right, expression: e.map(expression) }, both)
        }
        P::Filter { expr, inner } => P::Filter { expr: expression(expr), inner: boxed(*inner) },
        P::Lateral { left, right } => P::Lateral { left: boxed(*left), right: boxed(*right) },
        P::Union { left, right } => P::Union { left: boxed(*left), right: boxed(*right) },
        P::Graph { name, inner } => P::Graph { name, inner: boxed(*inner) },
        P::Extend { inner, variable, expression: e } => {
            let e = match e {
                plain @ (Expression::Variable(_) | Expression::Literal(_) | Expression::NamedNode(_)) => plain,
                other => call(SIZED, vec![expression(other)]),
            };
            P::Extend { inner: boxed(*inner), variable, expression: e }
        }
        P::Minus { left, right } => P::Minus { left: boxed(*left), right: boxed(*right) },
        P::OrderBy { inner, expression: by } => {
            let by = by.into_iter().map(|o| match o {
                OrderExpression::Asc(e) => OrderExpression::Asc(expression(e)),
                OrderExpression::Desc(e) => OrderExpression::Desc(expression(e)),
            });
            P::OrderBy { inner: boxed(*inner), expression: by.collect() }
        }
        P::Project { inner, variables } => P::Project { inner: boxed(*inner), variables },
        P::Distinct { inner } => P::Distinct { inner: boxed(*inner) },
        P::Reduced { inner } => P::Reduced { inner: boxed(*inner) },
        P::Slice { inner, start, length } => P::Slice { inner: boxed(*inner), start, length },
        P::Group { inner, variables, aggregates } => {
            let aggregates = aggregates.into_iter().map(|(v, a)| (v, aggregate(a)));
            P::Group { inner: boxed(*inner), variables, aggregates: aggregates.collect() }
        }
        other => other,
    }
}

fn aggregate(a: AggregateExpression) -> AggregateExpression {
    match a {
        AggregateExpression::FunctionCall { name, expr, distinct } => {
            AggregateExpression::FunctionCall { name, expr: expression(expr), distinct }
        }
        count => count,
    }
}

fn expression(e: Expression) -> Expression {
    use Expression as E;
    let one = |e: Box<E>| Box::new(expression(*e));
    let list = |es: Vec<E>| es.into_iter().map(expression).collect::<Vec<_>>();
    match e {
        E::Or(a, b) => E::Or(one(a), one(b)),
        E::And(a, b) => E::And(one(a), one(b)),
        E::Equal(a, b) => E::Equal(one(a), one(b)),
        E::SameTerm(a, b) => E::SameTerm(one(a), one(b)),
        E::Greater(a, b) => E::Greater(one(a), one(b)),
        E::GreaterOrEqual(a, b) => E::GreaterOrEqual(one(a), one(b)),
        E::Less(a, b) => E::Less(one(a), one(b)),
        E::LessOrEqual(a, b) => E::LessOrEqual(one(a), one(b)),
        E::In(a, of) => E::In(one(a), list(of)),
        E::Add(a, b) => E::Add(one(a), one(b)),
        E::Subtract(a, b) => E::Subtract(one(a), one(b)),
        E::Multiply(a, b) => E::Multiply(one(a), one(b)),
        E::Divide(a, b) => E::Divide(one(a), one(b)),
        E::UnaryPlus(a) => E::UnaryPlus(one(a)),
        E::UnaryMinus(a) => E::UnaryMinus(one(a)),
        E::Not(a) => E::Not(one(a)),
        E::Exists(p) => E::Exists(boxed(*p)),
        E::If(a, b, c) => E::If(one(a), one(b), one(c)),
        E::Coalesce(of) => E::Coalesce(list(of)),
        E::FunctionCall(Function::Concat, of) => call(CONCAT, list(of)),
        // Each place between characters can become the replacement; each byte three.
        E::FunctionCall(f @ (Function::Replace | Function::EncodeForUri), of) => {
            let mut of = list(of);
            let sized = of.iter().take(1).chain(of.get(2)).cloned().collect();
            if let Some(first) = of.first_mut() {
                *first = call(SIZED, sized);
            }
            E::FunctionCall(f, of)
        }
        E::FunctionCall(f, of) => E::FunctionCall(f, list(of)),
        plain => plain,
    }
}

#[cfg(test)]
mod tests;
