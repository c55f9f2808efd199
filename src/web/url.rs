//! Addresses: parameters in, links out.

use crate::ontology::SGR;

/// The parameters of a query string or form. Errors where they are not UTF-8.
pub(super) fn parameters(text: &str) -> Result<Vec<(String, String)>, ()> {
    let pairs = text.split('&').filter(|p| !p.is_empty());
    pairs.map(|p| p.split_once('=').unwrap_or((p, ""))).map(|(k, v)| Ok((decode(k, true)?, decode(v, true)?))).collect()
}

/// The first parameter of a name, where it is not empty.
pub(super) fn first<'p>(parameters: &'p [(String, String)], name: &str) -> Option<&'p str> {
    parameters.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str()).filter(|v| !v.is_empty())
}

/// Undo percent-encoding; in forms `+` is a space.
pub(super) fn decode(text: &str, form: bool) -> Result<String, ()> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|b| (*b as char).to_digit(16));
        match bytes[i] {
            b'+' if form => out.push(b' '),
            b'%' => match (hex(i + 1), hex(i + 2)) {
                (Some(high), Some(low)) => {
                    out.push((high * 16 + low) as u8);
                    i += 2;
                }
                _ => out.push(b'%'),
            },
            b => out.push(b),
        }
        i += 1;
    }
    String::from_utf8(out).map_err(drop)
}

/// A value as parameters hold it.
pub(super) fn encode(value: &str) -> String {
    escape(value, |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~'))
}

/// A path that is percent-encoded already but for its Han characters.
fn path(value: &str) -> String {
    escape(value, |b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'?' | b'#'))
}

fn escape(value: &str, plain: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// An address with parameters; empty values are left out.
pub(super) fn with(base: &str, parameters: &[(&str, &str)]) -> String {
    let mut out = base.to_owned();
    for (name, value) in parameters.iter().filter(|(_, v)| !v.is_empty()) {
        out.push(if out.contains('?') { '&' } else { '?' });
        out.push_str(&format!("{name}={}", encode(value)));
    }
    out
}

/// The address of a thing of ours below a folder: `https://w3id.org/silkgraph/id/X` → `/entity/X`. Others go by parameter.
pub(super) fn below(folder: &str, iri: &str) -> String {
    let odd = |local: &str| local.split('/').any(|part| matches!(part, "" | "." | ".."));
    match iri.strip_prefix(SGR).filter(|local| !odd(local)) {
        Some(local) => format!("{folder}/{}", path(local)),
        None => with(folder, &[("iri", iri)]),
    }
}

/// A path of a request, safe to stand in a link: it begins with one slash.
pub(super) fn below_root(given: &str) -> String {
    format!("/{}", path(given.trim_start_matches(['/', '\\'])))
}

/// The page of an entity.
pub(super) fn entity(iri: &str) -> String {
    below("/entity", iri)
}

/// The page of a statement.
pub(super) fn statement(iri: &str) -> String {
    short("/statement", "statement/", iri)
}

/// The page of an article.
pub(super) fn article(iri: &str) -> String {
    short("/text", "text/", iri)
}

/// The page of a rule.
pub(super) fn rule(id: &str) -> String {
    with("/rule", &[("id", id)])
}

fn short(folder: &str, kind: &str, iri: &str) -> String {
    match iri.strip_prefix(SGR).and_then(|l| l.strip_prefix(kind)).filter(|l| l.bytes().all(|b| b.is_ascii_alphanumeric())) {
        Some(hash) if !hash.is_empty() => format!("{folder}/{hash}"),
        _ => with(folder, &[("iri", iri)]),
    }
}

/// The part of an IRI that names it on a page: what follows the last slash.
pub(super) fn tail(iri: &str) -> &str {
    iri.rsplit(['/', '#']).find(|p| !p.is_empty()).unwrap_or(iri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        assert_eq!(decode(&encode("中 国+&=%\"<"), true).as_deref(), Ok("中 国+&=%\"<"));
        assert_eq!(decode("%FF", true), Err(()));
        assert_eq!(decode("100%", false).as_deref(), Ok("100%"));
        assert_eq!(
            parameters("a=1&b=%E4%B8%AD+x&c"),
            Ok(vec![("a".into(), "1".into()), ("b".into(), "中 x".into()), ("c".into(), String::new())])
        );
    }

    #[test]
    fn entities_keep_their_address() {
        assert_eq!(entity("https://w3id.org/silkgraph/id/china"), "/entity/china");
        assert_eq!(entity("https://w3id.org/silkgraph/id/Event/a%20中"), "/entity/Event/a%20%E4%B8%AD");
        assert_eq!(entity("https://w3id.org/silkgraph/id/a/../b"), "/entity?iri=https%3A%2F%2Fw3id.org%2Fsilkgraph%2Fid%2Fa%2F..%2Fb");
        assert_eq!(entity("urn:x"), "/entity?iri=urn%3Ax");
    }
}
