//! Mentions with their places.

use super::{Chars, Reading, iri, pen::Pen, words};
use crate::mention::FoundBy;
use oxigraph::model::NamedNode;

/// Write those of these mentions (by index) that are ones by themselves, each into its article's graph.
pub(super) fn write(
    pen: &mut Pen,
    reading: &Reading<'_>,
    mentions: impl IntoIterator<Item = usize>,
    chars: &Chars<'_>,
    articles: &[NamedNode],
) {
    let file = iri::file(&reading.text.sha256);
    let resolved = reading.resolved;
    let list = &reading.mentions.list;
    for (i, mention) in mentions.into_iter().map(|i| (i, &list[i])).filter(|(_, m)| !m.anaphor) {
        let entity = resolved.of.get(i).and_then(|&e| resolved.entities.get(e));
        let (Some(text), Some(entity)) = (articles.get(mention.article), entity) else {
            debug_assert!(false, "mention points outside its text: {mention:?}");
            continue;
        };
        let means = iri::entity(&entity.key);
        let place = chars.range(reading.text.to_raw(mention.span));
        let node = iri::mention(text, place.0, place.1, &means);
        pen.turn_to(Some(text));
        pen.add(&node, words::A, words::MENTION);
        pen.add(&node, words::REFERS_TO, &means);
        pen.add(&node, words::DERIVED_FROM, text);
        pen.place(&node, &file, chars, place);
        if let Some(why) = resolved.why.get(i).filter(|w| !w.is_empty()) {
            pen.text(&node, words::WHY, why);
        }
        if let FoundBy::Rule(id) = &mention.found_by {
            pen.add(&node, words::FOUND_BY, &iri::rule(id));
        }
    }
}
