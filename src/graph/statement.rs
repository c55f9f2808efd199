//! Statements with their evidence, and the direct triples that most queries read.

use super::{Chars, Reading, iri, pen::Pen, words};
use crate::base::{Norm, Span};
use crate::ontology::Type;
use crate::relation::Claim;
use crate::resolve::Entity;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use oxigraph::model::NamedNode;

/// Write claims of a text, each into its article's graph.
///
/// What one article states twice is one statement with two pieces of evidence.
pub(super) fn write(pen: &mut Pen, reading: &Reading<'_>, claims: &[Claim], chars: &Chars<'_>, articles: &[NamedNode]) {
    let file = iri::file(&reading.text.sha256);
    let entities = &reading.resolved.entities;
    // Few entities stand in many claims, and the same direct triples behind them.
    let mut nodes: HashMap<usize, (NamedNode, u32)> = HashMap::new();
    let mut direct: HashSet<(usize, u32, u32, u32)> = HashSet::new();
    let mut sentence: Option<(usize, Span<Norm>, NamedNode)> = None;
    for claim in claims {
        let known = claim.subject < entities.len() && claim.object < entities.len();
        let Some(text) = articles.get(claim.article).filter(|_| known) else {
            debug_assert!(false, "claim points outside its text: {claim:?}");
            continue;
        };
        pen.turn_to(Some(text));
        let rule = iri::rule(&claim.rule);
        let mut node_of = |e: usize, pen: &mut Pen| {
            nodes.entry(e).or_insert_with(|| {
                let node = iri::entity(&entities[e].key);
                let number = pen.number(&node);
                (node, number)
            });
        };
        let actors = actors(claim.subject, entities);
        actors.iter().chain([&claim.object]).for_each(|e| node_of(*e, pen));
        let ((s, _), (o, object)) = (&nodes[&claim.subject], &nodes[&claim.object]);
        let node = iri::statement(text, s, claim.predicate, o, claim.modality);
        pen.add(&node, words::A, words::STATEMENT);
        pen.add(&node, words::SUBJECT, s);
        pen.add(&node, words::PREDICATE, &predicate(claim));
        pen.add(&node, words::OBJECT, o);
        pen.add(&node, words::MODALITY, &NamedNode::new_unchecked(claim.modality.iri()));
        pen.add(&node, words::RULE, &rule);
        pen.add(&node, words::DERIVED_FROM, text);
        if !claim.trigger.is_empty() {
            pen.zh(&node, words::TRIGGER, claim.trigger.of(&reading.text.norm));
        }
        if let Some(how) = &claim.carried {
            pen.text(&node, words::CARRIED, how);
        }
        // The claims of one sentence follow each other: where it stands is written once.
        let told = sentence.as_ref().is_some_and(|(article, span, _)| (*article, *span) == (claim.article, claim.evidence));
        if !told {
            let place = chars.range(reading.text.to_raw(claim.evidence));
            let evidence = iri::evidence(text, place.0, place.1);
            pen.add(&evidence, words::A, words::SPECIFIC_RESOURCE);
            pen.place(&evidence, &file, chars, place);
            sentence = Some((claim.article, claim.evidence, evidence));
        }
        if let Some((_, _, evidence)) = &sentence {
            pen.add(&node, words::EVIDENCE, evidence);
        }
        if claim.modality.asserts() {
            let verb = pen.number(&predicate(claim));
            for actor in actors.iter().map(|a| nodes[a].1).filter(|a| a != object) {
                if direct.insert((claim.article, actor, verb, *object)) {
                    pen.join(actor, verb, *object);
                }
            }
        }
    }
}

/// Write what a rule is.
pub(super) fn describe(pen: &mut Pen, rule: &str) {
    let node = iri::rule(rule);
    pen.add(&node, words::A, words::RULE_CLASS);
    pen.text(&node, words::LABEL, rule);
}

fn predicate(claim: &Claim) -> NamedNode {
    NamedNode::new_unchecked(claim.predicate.iri())
}

/// The subject, and where it is a group its member states besides.
fn actors(subject: usize, entities: &[Entity]) -> Vec<usize> {
    let entity = &entities[subject];
    let members = if entity.kind == Type::Group { entity.members.as_slice() } else { &[] };
    std::iter::once(subject).chain(members.iter().copied().filter(|m| *m < entities.len())).collect()
}
