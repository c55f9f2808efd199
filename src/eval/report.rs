//! The scores of all documents together.

use super::bootstrap::{self, Interval, RESAMPLES, Spread};
use super::count::{Counts, Hits, Metric};
use super::doc::DocScore;
use super::slip::Slip;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The version of the JSON report. It changes when a key changes or goes.
pub const SCHEMA: &str = "silkgraph.eval/1";

/// Words of one type taken for another: (gold, predicted). None on the right: missed; on the left: spurious.
pub type Confusion = BTreeMap<(Option<String>, Option<String>), usize>;

/// The scores of some documents.
#[derive(Clone, Debug)]
pub struct Report {
    /// How many documents.
    pub docs: usize,
    /// How many sentences have something to count.
    pub sentences: usize,
    /// All counts.
    pub counts: Counts,
    /// The intervals, in the order of [`Metric::ALL`].
    pub spread: [Spread; 8],
    /// Mentions of each type.
    pub types: BTreeMap<String, Hits>,
    /// The same, where a shared character is enough.
    pub types_overlap: BTreeMap<String, Hits>,
    /// Relations of each predicate.
    pub predicates: BTreeMap<String, Hits>,
    /// Mention types taken for others.
    pub confusion: Confusion,
    /// Every mistake, by document and place.
    pub slips: Vec<Slip>,
}

impl Report {
    /// The sum of some documents' scores.
    pub fn of(scores: Vec<DocScore>) -> Self {
        let docs = scores.len();
        let mut counts = Counts::default();
        let (mut types, mut types_overlap, mut predicates) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut confusion = Confusion::new();
        let (mut sentences, mut slips) = (Vec::new(), Vec::new());
        for score in scores {
            score.sentences.iter().for_each(|c| counts += c);
            sentences.extend(score.sentences.into_iter().filter(|c| *c != Counts::default()));
            merge(&mut types, score.types);
            merge(&mut types_overlap, score.types_overlap);
            merge(&mut predicates, score.predicates);
            for (key, n) in score.confusion {
                *confusion.entry(key).or_default() += n;
            }
            slips.extend(score.slips.into_iter().map(|(_, s)| s));
        }
        let spread = bootstrap::intervals(&sentences);
        Report { docs, sentences: sentences.len(), counts, spread, types, types_overlap, predicates, confusion, slips }
    }

    /// A figure by its name: a metric; `graph.p` and `graph.r` for its precision and recall;
    /// `Place.f1`, `supports.r` for a type or predicate. None where there is no such figure.
    pub fn figure(&self, name: &str) -> Option<f64> {
        let (of, part) = name.split_once('.').unwrap_or((name, "f1"));
        if let Some(&m) = Metric::ALL.iter().find(|m| m.name() == of) {
            return if m.is_accuracy() { (!name.contains('.')).then(|| self.counts.figure(m)) } else { part_of(self.counts.of(m), part) };
        }
        let known = crate::ontology::Type::parse(of).is_some() || crate::ontology::Predicate::parse(of).is_some();
        let hits = self.types.get(of).or_else(|| self.predicates.get(of)).copied();
        part_of(hits.or_else(|| known.then(Hits::default))?, part)
    }

    /// The report as JSON, with the first `errors` mistakes.
    pub fn json(&self, errors: usize) -> Value {
        let mut out = json!({
            "schema": SCHEMA,
            "docs": self.docs,
            "sentences": self.sentences,
            "types": each(&self.types),
            "predicates": each(&self.predicates),
            "confusion": self.confusion.iter().map(|((g, p), n)| json!({"gold": g, "predicted": p, "count": n})).collect::<Vec<_>>(),
            "errors": self.slips.iter().take(errors).collect::<Vec<_>>(),
            "error_count": self.slips.len(),
        });
        let (mut of, mut spreads) = (json!({}), json!({"level": 0.95, "resamples": RESAMPLES}));
        for (m, s) in Metric::ALL.into_iter().zip(self.spread) {
            let hits = self.counts.of(m);
            if m.is_accuracy() {
                out[m.name()] = json!(hits.r());
                of[m.name()] = json!(hits.gold);
                spreads[m.name()] = json!(s.figure);
            } else {
                out[m.name()] = prf(hits);
                spreads[m.name()] = json!({"f1": s.figure, "p": s.p, "r": s.r});
            }
        }
        out["of"] = of;
        out["intervals"] = spreads;
        out
    }

    /// The interval of a metric's F1 or accuracy.
    pub fn interval(&self, metric: Metric) -> Interval {
        self.spread[metric as usize].figure
    }
}

fn merge(into: &mut BTreeMap<String, Hits>, from: BTreeMap<String, Hits>) {
    for (key, hits) in from {
        *into.entry(key).or_default() += hits;
    }
}

fn part_of(hits: Hits, part: &str) -> Option<f64> {
    match part {
        "f1" => Some(hits.f1()),
        "p" => Some(hits.p()),
        "r" => Some(hits.r()),
        _ => None,
    }
}

fn prf(hits: Hits) -> Value {
    json!({"f1": hits.f1(), "p": hits.p(), "r": hits.r(), "gold": hits.gold, "predicted": hits.predicted})
}

fn each(all: &BTreeMap<String, Hits>) -> Value {
    all.iter().map(|(k, h)| (k.clone(), prf(*h))).collect::<serde_json::Map<_, _>>().into()
}
