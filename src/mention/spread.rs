//! A name that a text has once is the same name wherever else the text has it.

use super::forms::Forms;
use super::{FoundBy, Mention, Mentions, Names};
use crate::base::Span;
use crate::ontology::Type;
use crate::rules::{Picker, RuleId};
use crate::text::Text;
use std::collections::BTreeMap;

/// Find again, outside the mentions there are, the names of rules that spread and the short names defined.
pub fn again(text: &Text, mentions: &mut Mentions, forms: &Forms, shared: &mut Names) {
    let mut names: BTreeMap<String, (Type, RuleId)> = BTreeMap::new();
    for m in &mentions.list {
        if let FoundBy::Rule(id) = &m.found_by
            && !m.anaphor
            && m.kind != Type::Date
            && forms.spreads.contains(id)
        {
            names.insert(m.name.to_string(), (m.kind, id.clone()));
            if matches!(m.kind, Type::Leader | Type::Person)
                && let Some((_, family)) = m.name.rsplit_once('·')
                && family.chars().count() >= 2
            {
                names.insert(family.to_owned(), (m.kind, id.clone()));
            }
        }
    }
    let defined = || RuleId::from("defined");
    for (short, of) in &mentions.defined {
        let kind = mentions.list[*of].kind;
        names.entry(short.clone()).or_insert((kind, defined()));
    }
    for (short, _) in &mentions.groups {
        names.insert(short.clone(), (Type::Group, defined()));
    }
    names.retain(|n, _| n.chars().count() >= 2);
    if names.is_empty() {
        return;
    }
    let keys: Vec<&String> = names.keys().collect();
    let picker = Picker::new(names.keys().cloned());
    let mut found = Vec::new();
    for (article, a) in text.articles.iter().enumerate() {
        for (sentence, s) in a.sentences.iter().enumerate() {
            let words = s.span.of(&text.norm);
            for hit in picker.longest(words) {
                let mut range = s.span.start + hit.start()..s.span.start + hit.end();
                if text.norm[..range.start].ends_with('“') && text.norm[range.end..].starts_with('”') {
                    range = range.start - '“'.len_utf8()..range.end + '”'.len_utf8();
                }
                let span = Span::new(range.start, range.end);
                let near = mentions.of_sentence(s.span);
                if mentions.list[near].iter().any(|m| m.span.overlaps(span)) {
                    continue;
                }
                let (kind, rule) = names[keys[hit.literal()]].clone();
                let found_by = FoundBy::Again(rule);
                found.push(Mention {
                    span,
                    kind,
                    article,
                    sentence,
                    name: shared.of(span.of(&text.norm)),
                    found_by,
                    anaphor: false,
                    when: None,
                });
            }
        }
    }
    // The new mentions shift the places of those that the definitions point at.
    let spans: Vec<Span<_>> = mentions.list.iter().map(|m| m.span).collect();
    mentions.list.extend(found);
    mentions.list.sort_by_key(|m| m.span);
    let place = |i: &usize| mentions.list.binary_search_by_key(&spans[*i], |m| m.span).unwrap_or(*i);
    let defined = mentions.defined.iter().map(|(n, i)| (n.clone(), place(i))).collect();
    let groups = mentions.groups.iter().map(|(n, list)| (n.clone(), list.iter().map(place).collect())).collect();
    (mentions.defined, mentions.groups) = (defined, groups);
}
