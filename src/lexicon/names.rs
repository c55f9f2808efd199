//! The names and outward links of an entry, checked.

use super::Entry;
use super::load::{Loader, literal, object};
use super::turtle::Fact;
use super::value::Iri;

const WIKIDATA: &str = "http://www.wikidata.org/entity/";

impl<'f> Loader<'f> {
    /// An `rdfs:label`: the usual name.
    pub(super) fn label(&mut self, entry: &mut Entry, iri: Iri<'_>, fact: Fact<'f>) {
        let Some((text, lang)) = self.name(iri, fact) else { return };
        let slot = match lang {
            "zh" => Some(std::mem::replace(&mut entry.zh, text.to_owned())),
            "en" => entry.en.replace(text.to_owned()),
            _ => return,
        };
        if slot.is_some_and(|old| !old.is_empty() && old != text) {
            self.wrong("lexicon::two_labels", fact.file, iri, text, format!("a second rdfs:label in @{lang}: make one a skos:altLabel"));
        }
    }

    /// A `skos:altLabel`: another name.
    pub(super) fn alias(&mut self, entry: &mut Entry, iri: Iri<'_>, fact: Fact<'f>) {
        let Some((text, lang)) = self.name(iri, fact) else { return };
        let list = if lang == "en" { &mut entry.aliases_en } else { &mut entry.aliases };
        if !list.iter().any(|a| a == text) {
            list.push(text.to_owned());
        }
    }

    /// A name and its language, `zh` for all Chinese ones; errors are told.
    fn name(&mut self, iri: Iri<'_>, fact: Fact<'f>) -> Option<(&'f str, &'f str)> {
        let Some((text, lang)) = literal(fact) else {
            self.wrong("lexicon::bad_name", fact.file, iri, "", "a name is text".into());
            return None;
        };
        let lang = lang.split('-').next().unwrap_or("");
        if !matches!(lang, "zh" | "en") {
            self.wrong("lexicon::bad_name", fact.file, iri, text, format!("“{text}” is neither @zh nor @en"));
            return None;
        }
        // Two Han characters and more are a good name: most are, and a lexicon is read at every start.
        if lang == "zh" && text.len() >= 6 && text.bytes().all(|b| matches!(b, 0x80..=0xBF | 0xE4..=0xE9)) {
            return Some((text, lang));
        }
        let quoted = text.contains(['“', '”', '‘', '《', '》', '〈', '〉', '「', '」', '『', '』', '"']);
        if text.contains(|c: char| c.is_control() || ('\u{E000}'..='\u{E07F}').contains(&c)) {
            self.wrong("lexicon::marked_name", fact.file, iri, "", "no line ends, control or private-use characters in a name".into());
        } else if quoted || text.trim() != text || text.is_empty() {
            self.wrong(
                "lexicon::marked_name",
                fact.file,
                iri,
                text,
                format!("{text}: no quote marks, title marks or outer spaces in a name"),
            );
        } else if lang == "zh" && text.chars().count() < 2 {
            self.wrong("lexicon::short_name", fact.file, iri, text, format!("{text}: one character is no name; write sg:abbreviation"));
        }
        Some((text, lang))
    }

    /// A `skos:exactMatch`.
    pub(super) fn wikidata(&mut self, entry: &mut Entry, iri: Iri<'_>, fact: Fact<'f>) {
        let q = object(fact)
            .and_then(|o| match o {
                Iri::Other(full) => full.strip_prefix(WIKIDATA),
                _ => None,
            })
            .filter(|q| q.len() > 1 && q.starts_with('Q') && q[1..].bytes().all(|b| b.is_ascii_digit()));
        match (q, &entry.wikidata) {
            (Some(q), None) => entry.wikidata = Some(q.to_owned()),
            (Some(q), Some(old)) if q != old => self.wrong("lexicon::bad_link", fact.file, iri, q, "two Wikidata identifiers".into()),
            (Some(_), Some(_)) => {}
            (None, _) => self.wrong("lexicon::bad_link", fact.file, iri, "skos:exactMatch", "skos:exactMatch names a wd:Q… only".into()),
        }
    }

    /// A `dcterms:source`: some file must describe it. One that none describes is told once.
    pub(super) fn source(&mut self, iri: Iri<'_>, fact: Fact<'f>) {
        let source = object(fact);
        if source.is_some_and(|s| self.known_source == Some(s) || self.facts.knows(s)) {
            self.known_source = source;
        } else if self.unknown_sources.insert(source.map_or(String::new(), |s| s.full().into_owned())) {
            let name = source.map_or("dcterms:source", Iri::short);
            self.wrong("lexicon::unsourced_link", fact.file, iri, name, format!("no file describes the source {name}"));
        }
    }
}
