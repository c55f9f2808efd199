//! IRIs: entities by their key, everything else by a hash of what it is. Never a counter, never a clock.

use crate::base::sha256_hex;
use crate::ontology::{Modality, Predicate, SGR};
use crate::text::Text;
use oxigraph::model::NamedNode;

/// Hexadecimal digits of a content hash: 80 bits.
const DIGITS: usize = 20;

/// The IRI of an entity: `sgr:kazakhstan`, `sgr:Mechanism/中国—中亚智库论坛`.
///
/// ```
/// assert_eq!(silkgraph::graph::iri::entity("Project/鲁班 工坊").as_str(), "https://w3id.org/silkgraph/id/Project/鲁班%20工坊");
/// ```
pub fn entity(key: &str) -> NamedNode {
    under("", key)
}

/// The IRI of a rule.
pub fn rule(id: &str) -> NamedNode {
    under("rule/", id)
}

/// The IRI of a file: by its bytes, whatever its name.
pub fn file(sha256: &str) -> NamedNode {
    under("file/", sha256.get(..DIGITS).unwrap_or(sha256))
}

/// The IRI of an article: by its file's bytes, where it begins, and its day
/// (the day decides what 今年 means, and it can be given from outside).
pub fn text(text: &Text, article: usize) -> NamedNode {
    let found = text.articles.get(article);
    let begins = found.and_then(|a| a.sentences.iter().map(|s| text.to_raw(s.span).start).min());
    let begins = begins.map_or_else(String::new, |b| b.to_string());
    let day = found.and_then(|a| a.date).map_or_else(String::new, |d| d.to_string());
    under("text/", &hash(&[&text.sha256, &begins, &day]))
}

/// The IRI of a statement: one for each thing that a text states, however often.
pub fn statement(text: &NamedNode, subject: &NamedNode, predicate: Predicate, object: &NamedNode, modality: Modality) -> NamedNode {
    under("statement/", &hash(&[text.as_str(), subject.as_str(), predicate.name(), object.as_str(), modality.name()]))
}

/// The IRI of a sentence as evidence: by its article and its place, in characters of the raw file.
pub fn evidence(text: &NamedNode, start: usize, end: usize) -> NamedNode {
    under("evidence/", &hash(&[text.as_str(), &start.to_string(), &end.to_string()]))
}

/// The IRI of a mention: by its article, its place and what it means.
pub fn mention(text: &NamedNode, start: usize, end: usize, means: &NamedNode) -> NamedNode {
    under("mention/", &hash(&[text.as_str(), &start.to_string(), &end.to_string(), means.as_str()]))
}

/// A part of a node that has no identity of its own: `…/evidence/HASH` → `…/evidence/HASH-quote`.
pub fn part(of: &NamedNode, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}-{name}", of.as_str()))
}

fn hash(parts: &[&str]) -> String {
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend_from_slice(part.as_bytes());
        bytes.push(0);
    }
    let mut hex = sha256_hex(&bytes);
    hex.truncate(DIGITS);
    hex
}

fn under(folder: &str, name: &str) -> NamedNode {
    let mut iri = String::with_capacity(SGR.len() + folder.len() + name.len());
    iri.push_str(SGR);
    iri.push_str(folder);
    if name.chars().all(holds) {
        iri.push_str(name);
        return NamedNode::new_unchecked(iri);
    }
    for c in name.chars() {
        if holds(c) {
            iri.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                iri.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    NamedNode::new_unchecked(iri)
}

/// True for the characters that the path of an IRI may hold (RFC 3987, `ipchar` and `/`).
fn holds(c: char) -> bool {
    match c {
        'A'..='Z' | 'a'..='z' | '0'..='9' => true,
        '-' | '.' | '_' | '~' | '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';' | '=' | ':' | '@' | '/' => true,
        '\u{A0}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFEF}' => !c.is_whitespace() && !is_format(c),
        '\u{10000}'..='\u{EFFFD}' => (c as u32) & 0xFFFF <= 0xFFFD && !('\u{E0000}'..='\u{E0FFF}').contains(&c),
        _ => false,
    }
}

/// Marks that RFC 3987 (4.1) bars from IRIs: they turn the reading direction.
fn is_format(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn han_stays_and_the_rest_is_encoded() {
        assert_eq!(entity("Mechanism/中国—中亚智库论坛").as_str(), "https://w3id.org/silkgraph/id/Mechanism/中国—中亚智库论坛");
        assert_eq!(entity("a b#c?d%e<f>").as_str(), "https://w3id.org/silkgraph/id/a%20b%23c%3Fd%25e%3Cf%3E");
    }

    #[test]
    fn hash_parts_do_not_run_together() {
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }

    proptest! {
        #[test]
        fn every_key_gives_a_valid_iri(key in "\\PC*") {
            let iri = entity(&key);
            prop_assert!(NamedNode::new(iri.as_str()).is_ok(), "{}", iri);
        }

        #[test]
        fn keys_do_not_meet(a in "\\PC{0,6}", b in "\\PC{0,6}") {
            prop_assert_eq!(a == b, entity(&a) == entity(&b));
        }
    }
}
