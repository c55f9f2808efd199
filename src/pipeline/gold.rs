//! Gold annotations as a [`Run`]: what the stages would give if they made no mistake. For tests.

use super::Run;
use crate::base::{Norm, Span, sha256_hex};
use crate::graph::{Chars, tidy};
use crate::mention::{FoundBy, Mention, Mentions};
use crate::ontology::{Modality, Predicate, Type};
use crate::relation::{Claim, Claims};
use crate::resolve::{Entity, Resolved};
use crate::text::{Article, Genre, OffsetMap, Part, Sentence, Text};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The documents that have gold.
pub const DOCS: [&str; 3] = ["xian-2023-page-a", "xian-2023-page-b", "xian-2023-part-3"];

/// Which names besides its label an entity of gold has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// None.
    Label,
    /// Those that gold lists.
    Aliases,
    /// Those, and the words of its mentions.
    Words,
}

/// The run of `data/gold/DOC`.
pub fn run(doc: &str, names: Names) -> Run {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let read = |path: String| std::fs::read_to_string(data.join(path)).unwrap();
    let text = text(&format!("{doc}.txt"), read(format!("texts/{doc}.txt")));
    let chars = Chars::new(&text.raw);
    let lines: Vec<Value> = read(format!("gold/{doc}.jsonl")).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let known: BTreeMap<String, Value> = serde_json::from_str(&read(format!("gold/{doc}.entities.json"))).unwrap();
    let of_kind = |kind: &str| lines.iter().filter_map(|l| l.get(kind).cloned()).collect::<Vec<_>>();
    let (mentions, relations) = (of_kind("mention"), of_kind("relation"));
    let span = |v: &Value| Span::<Norm>::new(chars.byte(number(v, "start")), chars.byte(number(v, "end")));

    let mut words: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut dates: BTreeSet<&str> = relations.iter().filter(|r| r["predicate"] == "heldOn").map(|r| string(r, "object")).collect();
    for m in &mentions {
        words.entry(string(m, "id")).or_default().insert(bare(span(m).of(&text.raw)));
        if m["type"] == "Date" {
            dates.insert(string(m, "id"));
        }
    }
    let mut entities: Vec<Entity> = dates.iter().map(|d| date(d)).collect();
    entities.extend(known.iter().map(|(id, e)| {
        let mut aliases: BTreeSet<String> = e["aliases"].as_array().unwrap().iter().map(|a| a.as_str().unwrap().to_owned()).collect();
        if names == Names::Label {
            aliases.clear();
        }
        if names == Names::Words {
            aliases.extend(words.get(id.as_str()).into_iter().flatten().cloned());
        }
        let (zh, en) = (string(e, "zh").to_owned(), e.get("en").and_then(Value::as_str).map(str::to_owned));
        let kind = Type::parse(string(e, "type")).unwrap();
        Entity { key: id.clone(), kind, entry: None, zh, en, aliases: aliases.into_iter().collect(), members: Vec::new(), edtf: None }
    }));
    entities.sort_by(|a, b| a.key.cmp(&b.key));
    let index: BTreeMap<String, usize> =
        entities.iter().enumerate().map(|(i, e)| (e.edtf.clone().unwrap_or_else(|| e.key.clone()), i)).collect();
    for (id, e) in &known {
        if let Some(members) = e.get("members").and_then(Value::as_array) {
            entities[index[id]].members = members.iter().map(|m| index[m.as_str().unwrap()]).collect();
        }
    }
    let list: Vec<Mention> = mentions
        .iter()
        .map(|m| Mention {
            span: span(m),
            kind: Type::parse(string(m, "type")).unwrap(),
            article: 0,
            sentence: 0,
            name: bare(span(m).of(&text.raw)).into(),
            found_by: FoundBy::Rule("gold.read".into()),
            anaphor: false,
            when: None,
        })
        .collect();
    let of = mentions.iter().map(|m| index[string(m, "id")]).collect();
    let claims = relations.iter().map(|r| Claim {
        predicate: Predicate::parse(string(r, "predicate")).unwrap(),
        subject: index[string(r, "subject")],
        object: index[string(r, "object")],
        modality: Modality::parse(string(r, "modality")).unwrap(),
        rule: "gold.read".into(),
        article: 0,
        sentence: 0,
        evidence: span(r),
        trigger: Span::new(span(r).start, span(r).start),
        subject_mention: None,
        object_mention: None,
        carried: None,
    });
    let claims = Claims { list: claims.collect() };
    let why = std::iter::repeat_n("read by a person".into(), list.len()).collect();
    Run {
        resolved: Resolved { entities, of, why, parties: vec![None], ..Resolved::default() },
        mentions: Mentions::new(list),
        claims,
        text,
    }
}

/// A text of one article, nothing changed.
pub fn text(file: &str, raw: String) -> Text {
    let sentence = Sentence { span: Span::new(0, raw.len()), part: Part::Body, heading: None, paragraph: 0 };
    let article = Article { title: "宣言".to_owned(), date: None, day: None, genre: Genre::Declaration, sentences: vec![sentence] };
    Text {
        file: file.to_owned(),
        url: None,
        sha256: sha256_hex(raw.as_bytes()),
        norm: raw.clone(),
        map: OffsetMap::identity(raw.len()),
        raw,
        articles: vec![article],
        diags: Vec::new(),
    }
}

fn date(edtf: &str) -> Entity {
    let (key, zh) = (format!("Date/{edtf}"), edtf.to_owned());
    Entity { key, kind: Type::Date, entry: None, zh, en: None, aliases: Vec::new(), members: Vec::new(), edtf: Some(edtf.to_owned()) }
}

fn bare(words: &str) -> String {
    tidy(&words.chars().filter(|c| !c.is_whitespace()).collect::<String>())
}

fn string<'v>(v: &'v Value, key: &str) -> &'v str {
    v[key].as_str().unwrap()
}

fn number(v: &Value, key: &str) -> usize {
    usize::try_from(v[key].as_u64().unwrap()).unwrap()
}
