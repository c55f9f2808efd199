//! One document's score.

use super::count::{Counts, Hits, Metric, pair, unpaired};
use super::names::Same;
use super::slip::{Kind, Slip};
use super::{Fact, Page, Side, Spot};
use std::collections::{BTreeMap, BTreeSet};

/// What one document scored.
#[derive(Clone, Debug, Default)]
pub struct DocScore {
    /// For each sentence of the gold, what was counted in it. Their sum is the document's count.
    pub sentences: Vec<Counts>,
    /// Mentions of each type.
    pub types: BTreeMap<String, Hits>,
    /// The same, where a shared character is enough.
    pub types_overlap: BTreeMap<String, Hits>,
    /// Relations of each predicate.
    pub predicates: BTreeMap<String, Hits>,
    /// How often words that the gold gives one type were given another: (gold, predicted).
    /// None on the right: missed; on the left: spurious.
    pub confusion: BTreeMap<(Option<String>, Option<String>), usize>,
    /// Every mistake, in order of place.
    pub slips: Vec<(usize, Slip)>,
}

/// Compare the two sides of a document.
pub fn score(page: &Page, gold: &Side, predicted: &Side) -> DocScore {
    let starts = if gold.sentences.is_empty() { page.sentences() } else { gold.sentences.clone() };
    let sentences = vec![Counts::default(); starts.len().max(1)];
    let mut scorer =
        Scorer { page, gold, predicted, same: Same::new(gold, predicted), starts, out: DocScore { sentences, ..DocScore::default() } };
    scorer.mentions();
    scorer.overlaps();
    scorer.confusion();
    scorer.relations();
    scorer.graph();
    scorer.out.slips.sort_by(|(a, x), (b, y)| (a, x.kind, &x.gold, &x.predicted).cmp(&(b, y.kind, &y.gold, &y.predicted)));
    scorer.out
}

struct Scorer<'s> {
    page: &'s Page,
    gold: &'s Side,
    predicted: &'s Side,
    same: Same<'s>,
    starts: Vec<usize>,
    out: DocScore,
}

impl Scorer<'_> {
    /// The hits of a metric in the sentence that a step lies in.
    fn at(&mut self, step: usize, metric: Metric) -> &mut Hits {
        let sentence = self.starts.partition_point(|&s| s <= step).saturating_sub(1);
        self.out.sentences[sentence].of_mut(metric)
    }

    fn slip(&mut self, kind: Kind, span: (usize, usize), gold: Option<String>, predicted: Option<String>) {
        self.out.slips.push((span.0, Slip::new(self.page, kind, span, gold, predicted)));
    }

    /// The first mention of a side that shares a character with a spot, in words.
    fn overlapping(&self, side: &Side, spot: &Spot) -> Option<String> {
        let (other, id) = side.mentions.iter().find(|(s, _)| s.start < spot.end && spot.start < s.end)?;
        Some(format!("{} {id} “{}”", other.kind, self.page.words(other.start, other.end)))
    }

    /// A mistake about a relation: pointed at its object, else its subject, else the sentence's first words.
    fn slip_fact(&mut self, kind: Kind, side: &Side, fact: &Fact, predicted: Option<String>) {
        let place = |id: &str| {
            let within = |s: &Spot| fact.span.0 <= s.start && s.end <= fact.span.1;
            side.mentions.iter().find(|(s, i)| *i == id && within(s)).map(|(s, _)| (s.start, s.end))
        };
        let span = place(&fact.object).or_else(|| place(&fact.subject)).unwrap_or((fact.span.0, fact.span.1.min(fact.span.0 + 12)));
        let said = Some(format!("{} {} {} ({})", fact.subject, fact.predicate, fact.object, fact.modality));
        let (gold, predicted) = if kind == Kind::WrongRelation { (None, said) } else { (said, predicted) };
        self.slip(kind, span, gold, predicted);
    }

    fn mentions(&mut self) {
        let (gold, predicted) = (self.gold, self.predicted);
        for (spot, id) in &gold.mentions {
            self.at(spot.start, Metric::Mentions).gold += 1;
            self.out.types.entry(spot.kind.clone()).or_default().gold += 1;
            if let Some(found) = predicted.mentions.get(spot) {
                self.at(spot.start, Metric::Mentions).both += 1;
                self.out.types.entry(spot.kind.clone()).or_default().both += 1;
                self.link(spot, id, found);
            } else {
                let instead = self.overlapping(predicted, spot);
                self.slip(Kind::MissedMention, (spot.start, spot.end), Some(format!("{} {id}", spot.kind)), instead);
            }
        }
        for (spot, id) in &predicted.mentions {
            self.at(spot.start, Metric::Mentions).predicted += 1;
            self.out.types.entry(spot.kind.clone()).or_default().predicted += 1;
            if !gold.mentions.contains_key(spot) {
                let instead = self.overlapping(gold, spot);
                self.slip(Kind::WrongMention, (spot.start, spot.end), instead, Some(format!("{} {id}", spot.kind)));
            }
        }
    }

    /// What a mention found means.
    fn link(&mut self, spot: &Spot, gold: &str, predicted: &str) {
        let (metric, right) = match spot.kind.as_str() {
            "Date" => (Metric::Dates, gold == predicted),
            "Group" => (Metric::Groups, self.same.holds(gold, predicted)),
            _ => (Metric::Links, self.same.holds(gold, predicted)),
        };
        let hits = self.at(spot.start, metric);
        hits.gold += 1;
        hits.both += usize::from(right);
        if !right {
            let (g, p) = (self.meant(self.gold, gold), self.meant(self.predicted, predicted));
            self.slip(Kind::WrongLink, (spot.start, spot.end), Some(format!("{} {g}", spot.kind)), Some(p));
        }
    }

    /// An id, and of a group its members.
    fn meant(&self, side: &Side, id: &str) -> String {
        side.members.get(id).map_or_else(|| id.to_owned(), |m| format!("{id} ({})", m.join(", ")))
    }

    fn overlaps(&mut self) {
        let (gold, predicted): (Vec<&Spot>, Vec<&Spot>) = (self.gold.mentions.keys().collect(), self.predicted.mentions.keys().collect());
        let pairs = pair(&gold, &predicted, |g, p| g.kind == p.kind && g.start < p.end && p.start < g.end);
        for (g, found) in gold.iter().zip(&pairs) {
            let hit = Hits { both: usize::from(found.is_some()), gold: 1, predicted: usize::from(found.is_some()) };
            *self.at(g.start, Metric::MentionsOverlap) += hit;
            *self.out.types_overlap.entry(g.kind.clone()).or_default() += hit;
        }
        for i in unpaired(&pairs, predicted.len()) {
            self.at(predicted[i].start, Metric::MentionsOverlap).predicted += 1;
            self.out.types_overlap.entry(predicted[i].kind.clone()).or_default().predicted += 1;
        }
    }

    fn confusion(&mut self) {
        let by_words = |side: &Side| -> BTreeMap<(usize, usize), BTreeSet<String>> {
            let mut all: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
            for s in side.mentions.keys() {
                all.entry((s.start, s.end)).or_default().insert(s.kind.clone());
            }
            all
        };
        let (gold, mut predicted) = (by_words(self.gold), by_words(self.predicted));
        for (words, kinds) in gold {
            let mut found = predicted.remove(&words).unwrap_or_default();
            let mut rest = Vec::new();
            for kind in kinds {
                if found.remove(&kind) { self.confuse(Some(kind.clone()), Some(kind)) } else { rest.push(kind) }
            }
            for kind in rest {
                let other = found.pop_first();
                self.confuse(Some(kind), other);
            }
            found.into_iter().for_each(|kind| self.confuse(None, Some(kind)));
        }
        predicted.into_values().flatten().for_each(|kind| self.confuse(None, Some(kind)));
    }

    fn confuse(&mut self, gold: Option<String>, predicted: Option<String>) {
        *self.out.confusion.entry((gold, predicted)).or_default() += 1;
    }

    /// Subject, predicate and object are the same.
    fn agree(&self, predicate: &str, gold: (&str, &str), predicted: (&str, &str)) -> bool {
        let objects = || if predicate == "heldOn" { gold.1 == predicted.1 } else { self.same.holds(gold.1, predicted.1) };
        self.same.holds(gold.0, predicted.0) && objects()
    }

    fn relations(&mut self) {
        let (gold, predicted) = (&self.gold.facts, &self.predicted.facts);
        let pairs = pair(gold, predicted, |g, p| {
            g.predicate == p.predicate
                && g.span.0 < p.span.1
                && p.span.0 < g.span.1
                && self.agree(&g.predicate, (&g.subject, &g.object), (&p.subject, &p.object))
        });
        for (g, found) in gold.iter().zip(&pairs) {
            let hit = Hits { both: usize::from(found.is_some()), gold: 1, predicted: usize::from(found.is_some()) };
            *self.at(g.span.0, Metric::Relations) += hit;
            *self.out.predicates.entry(g.predicate.clone()).or_default() += hit;
            let Some(p) = found.map(|i| &predicted[i]) else {
                self.slip_fact(Kind::MissedRelation, self.gold, g, None);
                continue;
            };
            let right = g.modality == p.modality;
            let hits = self.at(g.span.0, Metric::Modality);
            hits.gold += 1;
            hits.both += usize::from(right);
            if !right {
                self.slip_fact(Kind::WrongModality, self.gold, g, Some(p.modality.clone()));
            }
        }
        for i in unpaired(&pairs, predicted.len()) {
            let p = &predicted[i];
            self.at(p.span.0, Metric::Relations).predicted += 1;
            self.out.predicates.entry(p.predicate.clone()).or_default().predicted += 1;
            self.slip_fact(Kind::WrongRelation, self.predicted, p, None);
        }
    }

    /// Triples count in the first sentence that says them; of a pair, in the gold's.
    fn graph(&mut self) {
        let (gold, predicted) = (triples(self.gold), triples(self.predicted));
        let pairs = pair(&gold, &predicted, |(g, _), (p, _)| g.1 == p.1 && self.agree(g.1, (g.0, g.2), (p.0, p.2)));
        for ((_, step), found) in gold.iter().zip(&pairs) {
            let hit = Hits { both: usize::from(found.is_some()), gold: 1, predicted: usize::from(found.is_some()) };
            *self.at(*step, Metric::Graph) += hit;
        }
        for i in unpaired(&pairs, predicted.len()) {
            self.at(predicted[i].1, Metric::Graph).predicted += 1;
        }
    }
}

/// The different triples, subject groups expanded, sorted; each with the step of the first sentence that says it.
fn triples(side: &Side) -> Vec<((&str, &str, &str), usize)> {
    let mut all: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for f in &side.facts {
        let alone = std::slice::from_ref(&f.subject);
        for subject in side.members.get(&f.subject).map_or(alone, Vec::as_slice) {
            let first = all.entry((subject, &f.predicate, &f.object)).or_insert(f.span.0);
            *first = f.span.0.min(*first);
        }
    }
    all.into_iter().collect()
}
