//! The questions of `queries/`, as forms: each name that a query asks about becomes a field.

use include_dir::{Dir, include_dir};

static QUERIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// A question with its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The name of its file, without ending.
    pub id: String,
    /// The question in Chinese.
    pub zh: String,
    /// The question in English; the Chinese one where there is none.
    pub en: String,
    /// Its SPARQL, without the comments at its head and without prefixes that need no declaring.
    pub query: String,
    /// The names that it asks about: byte ranges of `query`, between the quotes.
    pub fields: Vec<std::ops::Range<usize>>,
}

/// All questions, by the names of their files.
pub(super) fn all() -> Vec<Question> {
    let mut files: Vec<_> = QUERIES.files().filter(|f| f.path().extension().is_some_and(|e| e == "rq")).collect();
    files.sort_by_key(|f| f.path());
    let read = |f: &&include_dir::File<'_>| {
        let id = f.path().file_stem()?.to_str()?;
        Some(Question::read(id, f.contents_utf8()?))
    };
    files.iter().filter_map(read).collect()
}

impl Question {
    fn read(id: &str, text: &str) -> Self {
        let said = |name: &str| text.lines().find_map(|l| l.strip_prefix('#')?.trim().strip_prefix(name)).map(|l| l.trim().to_owned());
        let zh = said("ask:").unwrap_or_else(|| id.to_owned());
        let en = said("question:").or_else(|| said("en:")).unwrap_or_else(|| zh.clone());
        let known = |l: &str| {
            crate::graph::words::PREFIXES
                .iter()
                .any(|(name, iri)| l.split_whitespace().eq(["PREFIX", &format!("{name}:"), &format!("<{iri}>")]))
        };
        let lines: Vec<&str> = text.lines().skip_while(|l| l.starts_with('#') || l.trim().is_empty()).filter(|l| !known(l)).collect();
        let query = lines.join("\n").trim().to_owned();
        let fields = fields(&query);
        Question { id: id.to_owned(), zh, en, query, fields }
    }

    /// The query with these names in its fields; where one is missing or empty, its own stays.
    pub(super) fn filled(&self, names: &[Option<&str>]) -> String {
        let mut out = String::new();
        let mut from = 0;
        for (field, name) in self.fields.iter().zip(names.iter().copied().chain(std::iter::repeat(None))) {
            out.push_str(&self.query[from..field.start]);
            match name.map(crate::graph::tidy).filter(|n| !n.is_empty()) {
                Some(name) => out.push_str(&quoted(&name)),
                None => out.push_str(&self.query[field.clone()]),
            }
            from = field.end;
        }
        out + &self.query[from..]
    }
}

/// Words as they stand between the quotes of a SPARQL string.
fn quoted(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).flat_map(|c| if matches!(c, '"' | '\\') { vec!['\\', c] } else { vec![c] }).collect()
}

/// Strings in Chinese: `"…"@zh`.
fn fields(query: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (end, _) in query.match_indices("\"@zh") {
        if let Some(start) = query[..end].rfind('"').map(|s| s + 1).filter(|&s| s < end && !query[s..end].contains('\n')) {
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_fields() {
        let q = Question::read("x", "# ask: 谁？\nPREFIX sg: <https://w3id.org/silkgraph/ns#>\nASK { ?s rdfs:label \"中国\"@zh }");
        assert_eq!((q.zh.as_str(), q.query.as_str()), ("谁？", "ASK { ?s rdfs:label \"中国\"@zh }"));
        assert_eq!(q.filled(&[None]), q.query);
        assert_eq!(q.filled(&[Some("a\\b } #")]), "ASK { ?s rdfs:label \"a\\\\b } #\"@zh }");
        assert_eq!(all().len(), QUERIES.files().filter(|f| f.path().extension().is_some_and(|e| e == "rq")).count());
    }
}
