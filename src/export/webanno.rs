//! Web Annotations (W3C) of a text's mentions and relations, as JSON-LD.

use crate::graph::{Chars, Reading, iri};
use oxigraph::model::NamedNode;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Write a text's annotations as one `AnnotationPage`: a mention's body is its entity, a relation's
/// body is its statement, the target of both is the words with their place in the raw file.
///
/// # Errors
/// When `out` cannot be written.
pub fn webanno(reading: Reading<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (text, resolved) = (reading.text, reading.resolved);
    let chars = Chars::new(&text.raw);
    let file = iri::file(&text.sha256);
    let mut items = Vec::new();
    for (mention, &e) in reading.mentions.list.iter().zip(&resolved.of).filter(|(m, _)| !m.anaphor) {
        let Some(entity) = resolved.entities.get(e) else { continue };
        let (article, means) = (iri::text(text, mention.article), iri::entity(&entity.key));
        let place = chars.range(text.to_raw(mention.span));
        items.push(json!({
            "id": iri::mention(&article, place.0, place.1, &means).as_str(), "type": "Annotation", "motivation": "identifying",
            "body": {"id": means.as_str(), "type": entity.kind, "label": entity.zh},
            "target": target(&file, &chars, place),
        }));
    }
    for claim in &reading.claims.list {
        let (Some(s), Some(o)) = (resolved.entities.get(claim.subject), resolved.entities.get(claim.object)) else { continue };
        let article = iri::text(text, claim.article);
        let (s, o) = (iri::entity(&s.key), iri::entity(&o.key));
        let statement = iri::statement(&article, &s, claim.predicate, &o, claim.modality);
        let place = chars.range(text.to_raw(claim.evidence));
        let evidence = iri::evidence(&article, place.0, place.1);
        items.push(json!({
            "id": format!("{}-in-{}", statement.as_str(), last(&evidence)), "type": "Annotation", "motivation": "describing",
            "body": {"id": statement.as_str(), "subject": s.as_str(), "predicate": claim.predicate.iri(), "object": o.as_str(), "modality": claim.modality},
            "target": target(&file, &chars, place),
        }));
    }
    let page = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"@vocab": crate::ontology::SG}],
        "id": format!("{}-annotations", file.as_str()), "type": "AnnotationPage", "items": items,
    });
    serde_json::to_writer_pretty(&mut *out, &page)?;
    out.write_all(b"\n")
}

fn target(file: &NamedNode, chars: &Chars<'_>, (start, end): (usize, usize)) -> Value {
    json!({"source": file.as_str(), "selector": [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": chars.slice(start, end),
         "prefix": chars.slice(start.saturating_sub(16), start), "suffix": chars.slice(end, end + 16)},
    ]})
}

fn last(node: &NamedNode) -> &str {
    node.as_str().rsplit('/').next().unwrap_or_default()
}
