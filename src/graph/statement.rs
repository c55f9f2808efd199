//! Statements with their evidence, and the direct triples that most queries read.

use super::{Chars, Reading, iri, pen::Pen, words};
use crate::ontology::Type;
use crate::relation::Claim;
use crate::resolve::Entity;
use oxigraph::model::NamedNode;

/// Write claims of a text, each into its article's graph.
///
/// What one article states twice is one statement with two pieces of evidence.
pub(super) fn write(pen: &mut Pen, reading: &Reading<'_>, claims: &[Claim], chars: &Chars<'_>, articles: &[NamedNode]) {
    let file = iri::file(&reading.text.sha256);
    let entities = &reading.resolved.entities;
    for claim in claims {
        let (Some(text), Some(subject), Some(object)) =
            (articles.get(claim.article), entities.get(claim.subject), entities.get(claim.object))
        else {
            debug_assert!(false, "claim points outside its text: {claim:?}");
            continue;
        };
        pen.turn_to(Some(text));
        let rule = iri::rule(&claim.rule);
        let (s, o) = (iri::entity(&subject.key), iri::entity(&object.key));
        let node = iri::statement(text, &s, claim.predicate, &o, claim.modality);
        pen.add(&node, words::A, words::STATEMENT);
        pen.add(&node, words::SUBJECT, &s);
        pen.add(&node, words::PREDICATE, &predicate(claim));
        pen.add(&node, words::OBJECT, &o);
        pen.add(&node, words::MODALITY, &NamedNode::new_unchecked(claim.modality.iri()));
        pen.add(&node, words::RULE, &rule);
        pen.add(&node, words::DERIVED_FROM, text);
        if !claim.trigger.is_empty() {
            pen.zh(&node, words::TRIGGER, claim.trigger.of(&reading.text.norm));
        }
        if let Some(how) = &claim.carried {
            pen.text(&node, words::CARRIED, how);
        }
        let place = chars.range(reading.text.to_raw(claim.evidence));
        let evidence = iri::evidence(text, place.0, place.1);
        pen.add(&node, words::EVIDENCE, &evidence);
        pen.add(&evidence, words::A, words::SPECIFIC_RESOURCE);
        pen.place(&evidence, &file, chars, place);
        if claim.modality.asserts() {
            for actor in actors(subject, entities).filter(|a| *a != o) {
                pen.add(&actor, predicate(claim).as_ref(), &o);
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
fn actors<'e>(subject: &'e Entity, entities: &'e [Entity]) -> impl Iterator<Item = NamedNode> + 'e {
    let members = if subject.kind == Type::Group { subject.members.as_slice() } else { &[] };
    let members = members.iter().filter_map(|&m| entities.get(m));
    std::iter::once(subject).chain(members).map(|e| iri::entity(&e.key))
}
