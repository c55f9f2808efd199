//! Entities: class, names, members, links out, dates on the calendar.

use super::{iri, pen::Pen, together, when, words};
use crate::lexicon::Lexicon;
use crate::ontology::Type;
use crate::resolve::when::calendar;
use crate::resolve::{Entity, Resolved};
use oxigraph::model::{NamedNode, NamedNodeRef};
use std::borrow::Cow;

/// Write what an entity of a text is.
pub(super) fn describe(pen: &mut Pen, lexicon: &Lexicon, resolved: &Resolved, entity: &Entity) {
    let node = iri::entity(&entity.key);
    pen.add(&node, words::A, &NamedNode::new_unchecked(entity.kind.iri()));
    if entity.kind == Type::Date {
        date(pen, &node, entity);
    } else {
        names(pen, &node, lexicon, resolved, entity);
    }
    for member in entity.members.iter().filter_map(|&m| resolved.entities.get(m)) {
        pen.add(&node, words::MEMBER, &iri::entity(&member.key));
    }
}

/// Names: the lexicon's where it knows the thing, so that all texts agree on the label.
fn names(pen: &mut Pen, node: &NamedNode, lexicon: &Lexicon, resolved: &Resolved, entity: &Entity) {
    let entry = entity.entry.map(|id| lexicon.entry(id));
    let (short_zh, short_en) = together::label(lexicon, resolved, entity).unzip();
    let short_en = short_en.flatten();
    let zh = tidied(short_zh.as_ref().or(entry.map(|e| &e.zh)).unwrap_or(&entity.zh));
    let en = short_en.as_ref().or(entry.and_then(|e| e.en.as_ref())).or(entity.en.as_ref());
    if !zh.is_empty() {
        pen.zh(node, words::LABEL, &zh);
    }
    if let Some(en) = en {
        pen.en(node, words::LABEL, en);
    }
    let listed = entry.map_or(&[][..], |e| &e.aliases);
    let own = std::iter::once(&entity.zh).chain(&entity.aliases).filter(|a| !listed.contains(a));
    for other in listed.iter().chain(own).map(|a| tidied(a)).filter(|o| !o.is_empty() && **o != *zh) {
        pen.zh(node, words::ALT_LABEL, &other);
    }
    let own_en = entity.en.iter().filter(|_| entry.is_none());
    for other in entry.iter().flat_map(|e| &e.aliases_en).chain(own_en).filter(|o| Some(*o) != en) {
        pen.en(node, words::ALT_LABEL, other);
    }
    if let Some(id) = entry.and_then(|e| e.wikidata.as_ref()) {
        pen.add(node, words::EXACT_MATCH, &NamedNode::new_unchecked(format!("http://www.wikidata.org/entity/{id}")));
    }
}

/// A date's label is made from its value: the words of one text (今年) mean nothing in another.
fn date(pen: &mut Pen, node: &NamedNode, entity: &Entity) {
    let Some(edtf) = &entity.edtf else {
        pen.zh(node, words::LABEL, &tidy(&entity.zh));
        return;
    };
    pen.text(node, words::EDTF, edtf);
    pen.zh(node, words::LABEL, when::words(edtf).as_deref().unwrap_or(edtf));
    if let Some((first, last)) = calendar(edtf) {
        let mut day = |word: NamedNodeRef<'_>, day| pen.typed(node, word, day, words::XSD_DATE);
        day(words::BEGINS, first);
        day(words::ENDS, last);
    }
}

/// A Chinese name as labels write it: without quote, bracket and title marks, `—` for every dash.
///
/// ```
/// assert_eq!(silkgraph::graph::tidy("“一带一路”倡议"), "一带一路倡议");
/// assert_eq!(silkgraph::graph::tidy("中国－中亚峰会"), "中国—中亚峰会");
/// ```
pub fn tidy(name: &str) -> String {
    tidied(name).into_owned()
}

fn tidied(name: &str) -> Cow<'_, str> {
    let plain = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_alphanumeric() || matches!(c, '—' | '·');
    if name.chars().all(plain) {
        return Cow::Borrowed(name);
    }
    let kept = name
        .chars()
        .filter(|c| !matches!(c, '“' | '”' | '‘' | '’' | '"' | '《' | '》' | '〈' | '〉' | '「' | '」' | '『' | '』' | '\n' | '\r'));
    let name: String = kept.map(|c| if matches!(c, '－' | '–' | '―' | '‐' | '‑' | '−' | '─') { '—' } else { c }).collect();
    Cow::Owned(name.trim().to_owned())
}
