//! Annotations as a stream of JSON lines: entities, mentions, relations.

use crate::graph::{Chars, Reading};
use crate::ontology::Type;
use crate::resolve::Entity;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Write what one text says, one object a line, each with one key:
///
/// - `{"entity": {"id", "type", "labels", "members"?}}`: every entity used below, and every member of a group used;
/// - `{"mention": {"start", "end", "type", "id"}}`, in order of place; anaphors are left out;
/// - `{"relation": {"predicate", "subject", "object", "modality", "start", "end", "rule"}}`.
///
/// Places count characters of the raw file, end exclusive. A date's id is its EDTF value.
///
/// # Errors
/// When `out` cannot be written.
pub fn annotations(reading: Reading<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (text, resolved) = (reading.text, reading.resolved);
    let chars = Chars::new(&text.raw);
    let mut labels: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); resolved.entities.len()];
    let mut used: BTreeSet<usize> = reading.claims.list.iter().flat_map(|c| [c.subject, c.object]).collect();
    let mut mentions = Vec::new();
    for (mention, &e) in reading.mentions.list.iter().zip(&resolved.of).filter(|(m, _)| !m.anaphor) {
        let Some(entity) = resolved.entities.get(e) else { continue };
        used.insert(e);
        labels[e].insert(&mention.name);
        let (start, end) = chars.range(text.to_raw(mention.span));
        mentions.push(json!({"mention": {"start": start, "end": end, "type": mention.kind, "id": id(entity)}}));
    }
    let members: Vec<usize> = used.iter().filter_map(|&e| resolved.entities.get(e)).flat_map(|e| e.members.iter().copied()).collect();
    used.extend(members);
    for e in used {
        let Some(entity) = resolved.entities.get(e).filter(|e| e.kind != Type::Date) else { continue };
        labels[e].extend(entity.aliases.iter().map(String::as_str));
        line(out, &entry(entity, &labels[e], &resolved.entities))?;
    }
    mentions.iter().try_for_each(|m| line(out, m))?;
    for claim in &reading.claims.list {
        let (Some(subject), Some(object)) = (resolved.entities.get(claim.subject), resolved.entities.get(claim.object)) else { continue };
        let (start, end) = chars.range(text.to_raw(claim.evidence));
        let relation = json!({
            "predicate": claim.predicate, "subject": id(subject), "object": id(object), "modality": claim.modality,
            "start": start, "end": end, "rule": claim.rule,
        });
        line(out, &json!({"relation": relation}))?;
    }
    Ok(())
}

/// An entity with every name it is known by: Chinese label, English label, the others sorted.
fn entry(entity: &Entity, others: &BTreeSet<&str>, all: &[Entity]) -> Value {
    let mut labels = vec![entity.zh.as_str()];
    labels.extend(entity.en.as_deref());
    let rest: Vec<&str> = others.iter().copied().filter(|l| !labels.contains(l)).collect();
    labels.extend(rest);
    let mut value = json!({"id": entity.key, "type": entity.kind, "labels": labels});
    if entity.kind == Type::Group {
        value["members"] = entity.members.iter().filter_map(|&m| all.get(m)).map(|m| m.key.as_str()).collect();
    }
    json!({"entity": value})
}

fn id(entity: &Entity) -> &str {
    match &entity.edtf {
        Some(edtf) if entity.kind == Type::Date => edtf,
        _ => &entity.key,
    }
}

fn line(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
