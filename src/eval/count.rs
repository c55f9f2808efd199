//! What is counted, and how two lists are paired.

use std::ops::AddAssign;

/// A figure of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// Mentions with the same words and the same type.
    Mentions,
    /// Mentions that share a character and have the same type.
    MentionsOverlap,
    /// Relations with the same subject, predicate, object and overlapping evidence.
    Relations,
    /// Different triples of a document, subject groups expanded to their members.
    Graph,
    /// Of the mentions found that are neither date nor group: those that mean the right thing.
    Links,
    /// Of the groups found: those that mean the right states.
    Groups,
    /// Of the dates found: those with the right value.
    Dates,
    /// Of the relations found: those with the right modality.
    Modality,
}

impl Metric {
    /// All, as the report lists them.
    pub const ALL: [Metric; 8] = [
        Metric::Mentions,
        Metric::MentionsOverlap,
        Metric::Relations,
        Metric::Graph,
        Metric::Links,
        Metric::Groups,
        Metric::Dates,
        Metric::Modality,
    ];

    /// Its name in reports and options.
    pub const fn name(self) -> &'static str {
        match self {
            Metric::Mentions => "mentions",
            Metric::MentionsOverlap => "mentions_overlap",
            Metric::Relations => "relations",
            Metric::Graph => "graph",
            Metric::Links => "links",
            Metric::Groups => "groups",
            Metric::Dates => "dates",
            Metric::Modality => "modality",
        }
    }

    /// True where it is a share of what was found, and not F1.
    pub const fn is_accuracy(self) -> bool {
        matches!(self, Metric::Links | Metric::Groups | Metric::Dates | Metric::Modality)
    }
}

/// Hits against gold and predicted. Of an accuracy: the right ones, all, and nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// What is in both.
    pub both: usize,
    /// What is in the gold.
    pub gold: usize,
    /// What was predicted.
    pub predicted: usize,
}

impl Hits {
    /// Precision: how much of what was predicted is right.
    pub fn p(self) -> f64 {
        share(self.both, self.predicted)
    }

    /// Recall: how much of the gold was found. Of an accuracy: the accuracy.
    pub fn r(self) -> f64 {
        share(self.both, self.gold)
    }

    /// The harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.p(), self.r());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

impl AddAssign for Hits {
    fn add_assign(&mut self, other: Self) {
        self.both += other.both;
        self.gold += other.gold;
        self.predicted += other.predicted;
    }
}

#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The hits of all metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([Hits; 8]);

impl Counts {
    /// The hits of one.
    pub fn of(&self, metric: Metric) -> Hits {
        self.0[metric as usize]
    }

    /// Those of one, to change.
    pub fn of_mut(&mut self, metric: Metric) -> &mut Hits {
        &mut self.0[metric as usize]
    }

    /// The figure: F1, or the accuracy.
    pub fn figure(&self, metric: Metric) -> f64 {
        let hits = self.of(metric);
        if metric.is_accuracy() { hits.r() } else { hits.f1() }
    }
}

impl AddAssign<&Counts> for Counts {
    fn add_assign(&mut self, other: &Counts) {
        for (a, b) in self.0.iter_mut().zip(other.0) {
            *a += b;
        }
    }
}

/// Pair each of `gold`, in order, with the first of `predicted` that is free and fits: its index.
pub fn pair<G, P>(gold: &[G], predicted: &[P], fits: impl Fn(&G, &P) -> bool) -> Vec<Option<usize>> {
    let mut free: Vec<usize> = (0..predicted.len()).collect();
    gold.iter().map(|g| free.iter().position(|&i| fits(g, &predicted[i])).map(|at| free.remove(at))).collect()
}

/// Which of `len` were paired with nothing.
pub fn unpaired(pairs: &[Option<usize>], len: usize) -> Vec<usize> {
    let mut free = vec![true; len];
    for &i in pairs.iter().flatten() {
        free[i] = false;
    }
    (0..len).filter(|&i| free[i]).collect()
}
