//! One side of a comparison: gold or predicted annotations, read.

use super::{Page, names::fold};
use crate::base::Diag;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A mention: where, in steps, and of which type. Sorted by place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// First step.
    pub start: usize,
    /// One past the last step.
    pub end: usize,
    /// Its type, as written.
    pub kind: String,
}

/// A relation as annotated.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    /// What holds, as written.
    pub predicate: String,
    /// The subject's id.
    pub subject: String,
    /// The object's id; of `heldOn` a date's value.
    pub object: String,
    /// How firmly it is said, as written.
    pub modality: String,
    /// The steps of its evidence; the whole text where none is given.
    pub span: (usize, usize),
}

/// The annotations of one document.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// Each mention's entity id.
    pub mentions: BTreeMap<Spot, String>,
    /// The relations, each once, as they came.
    pub facts: Vec<Fact>,
    /// The folded names of each id.
    pub names: BTreeMap<String, BTreeSet<String>>,
    /// The members of each group.
    pub members: BTreeMap<String, Vec<String>>,
    /// Of gold: the first step of each sentence that it names, sorted.
    pub sentences: Vec<usize>,
}

impl Side {
    /// Read gold: a stream of mentions and relations, and the file that says what the ids mean.
    /// The words of a mention count as a name of its entity.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn gold(page: &Page, stream: (&str, &str), entities: Option<(&str, &str)>) -> Result<Self, Diag> {
        let mut side = Side::default();
        if let Some((file, text)) = entities {
            let all: Map<String, Value> = serde_json::from_str(text)
                .map_err(|e| Diag::error("input::bad_annotation", file, format!("not an object of entities: {e}")))?;
            for (id, e) in &all {
                let names = [texts(e, "zh"), texts(e, "en"), texts(e, "aliases")].concat();
                side.add(id, &names, texts(e, "members"));
            }
        }
        side.stream(page, stream, true)?;
        Ok(side)
    }

    /// Read a prediction: a stream of entities, mentions and relations.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn predicted(page: &Page, stream: (&str, &str)) -> Result<Self, Diag> {
        let mut side = Side::default();
        side.stream(page, stream, false)?;
        Ok(side)
    }

    fn add(&mut self, id: &str, names: &[String], members: Vec<String>) {
        self.names.entry(id.to_owned()).or_default().extend(names.iter().map(|n| fold(n)));
        if !members.is_empty() {
            self.members.insert(id.to_owned(), members);
        }
    }

    fn stream(&mut self, page: &Page, (file, text): (&str, &str), gold: bool) -> Result<(), Diag> {
        let mut seen = std::collections::HashSet::new();
        let mut sentences: BTreeMap<String, usize> = BTreeMap::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let range = at..at + line.trim_end().len();
            at += line.len();
            if line.trim().is_empty() {
                continue;
            }
            let wrong = |why: String| Diag::error("input::bad_annotation", file, why).at(text, range.clone(), "this line");
            let object: Map<String, Value> = serde_json::from_str(line).map_err(|e| wrong(format!("not a JSON object: {e}")))?;
            let Some((kind, v)) = object.iter().next() else { continue };
            let place = match kind.as_str() {
                "entity" => {
                    let labels = texts(v, "labels");
                    self.add(&text_of(v, "id").map_err(wrong)?, &labels, texts(v, "members"));
                    continue;
                }
                "mention" => {
                    let (start, end) = places(page, v).map_err(wrong)?;
                    let id = text_of(v, "id").map_err(wrong)?;
                    let spot = Spot { start: start.1, end: end.1, kind: text_of(v, "type").map_err(wrong)? };
                    if start.0 >= end.0 {
                        return Err(wrong(format!("a mention of no words: {}..{}", start.0, end.0)));
                    }
                    if gold && spot.kind != "Date" {
                        self.names.entry(id.clone()).or_default().insert(fold(&page.raw(start.0, end.0)));
                    }
                    self.mentions.insert(spot, id);
                    start.1
                }
                "relation" => {
                    let span =
                        if v.get("start").is_none() { (0, page.len()) } else { places(page, v).map(|(s, e)| (s.1, e.1)).map_err(wrong)? };
                    let get = |key| text_of(v, key).map_err(wrong);
                    let modality = if v.get("modality").is_none() { "actual".to_owned() } else { get("modality")? };
                    let fact = Fact { predicate: get("predicate")?, subject: get("subject")?, object: get("object")?, modality, span };
                    if seen.insert(fact.clone()) {
                        self.facts.push(fact);
                    }
                    span.0
                }
                _ => continue,
            };
            if let Some(id) = v.get("sentence").and_then(Value::as_str).filter(|_| gold) {
                let first = sentences.entry(id.to_owned()).or_insert(place);
                *first = place.min(*first);
            }
        }
        self.sentences = sentences.into_values().collect();
        self.sentences.sort_unstable();
        Ok(())
    }
}

/// The texts of a property: one text, or a list of them; empty ones left out.
fn texts(v: &Value, key: &str) -> Vec<String> {
    let list = match v.get(key) {
        Some(Value::String(s)) => vec![s.clone()],
        Some(Value::Array(a)) => a.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    list.into_iter().filter(|s| !s.is_empty()).collect()
}

fn text_of(v: &Value, key: &str) -> Result<String, String> {
    v.get(key).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| format!("“{key}” is missing or not a text"))
}

/// A place and its step.
type Point = (usize, usize);

/// The points of an annotation's start and end.
fn places(page: &Page, v: &Value) -> Result<(Point, Point), String> {
    let read = |key: &str| -> Result<Point, String> {
        let place = v.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        let place = place.ok_or_else(|| format!("“{key}” is missing or not a number"))?;
        let step = page.step(place).ok_or_else(|| format!("“{key}” is {place}, but the text ends at {}", page.chars()))?;
        Ok((place, step))
    };
    Ok((read("start")?, read("end")?))
}
