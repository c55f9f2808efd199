//! 95 % intervals: how much the figures hang on which sentences happen to be in the gold.
//!
//! The unit is a sentence of the gold, all documents together. A gold sentence begins at the first
//! mention or relation that bears its `sentence` id (mentions by their first character, relations by
//! the start of their evidence) and reaches to where the next one begins; where the gold names no
//! sentences, punctuation and blank lines cut them. Everything counts in one sentence: a pair where its gold
//! part begins, the rest where it begins itself; a triple of the graph in the first sentence that
//! says it. [`RESAMPLES`] times as many sentences as there are get drawn with replacement, and each
//! figure is computed from the sums of their counts; the interval leaves out 2.5 % of the draws at
//! each end. Draws in which an accuracy has nothing to count are passed over. The draws are the same
//! in every run. Sentences in which neither side has anything are not units: they change no figure.
//! Sentences of one text resemble each other more than those of two texts, so the intervals say
//! nothing about a new text.

use super::count::{Counts, Metric};

/// How many times sentences are drawn.
pub const RESAMPLES: usize = 1000;

const SEED: u64 = 0x5151_4c4b_4752_4150;

/// A small generator of random numbers: xorshift64*.
struct Dice(u64);

impl Dice {
    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let roll = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d);
        usize::try_from((u128::from(roll) * n as u128) >> 64).unwrap_or(0)
    }
}

/// An interval: its two ends.
pub type Interval = [f64; 2];

/// The intervals of one metric.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// Of F1; of an accuracy: of it.
    pub figure: Interval,
    /// Of precision.
    pub p: Interval,
    /// Of recall.
    pub r: Interval,
}

/// The intervals of every metric, in the order of [`Metric::ALL`].
pub fn intervals(sentences: &[Counts]) -> [Spread; 8] {
    let mut draws: Vec<Counts> = Vec::with_capacity(RESAMPLES);
    let mut dice = Dice(SEED);
    for _ in 0..RESAMPLES {
        let mut sum = Counts::default();
        for _ in 0..sentences.len() {
            sum += &sentences[dice.below(sentences.len())];
        }
        draws.push(sum);
    }
    Metric::ALL.map(|m| {
        let counted: Vec<&Counts> = draws.iter().filter(|d| !m.is_accuracy() || d.of(m).gold > 0).collect();
        let over = |f: &dyn Fn(&Counts) -> f64| middle(counted.iter().map(|d| f(d)).collect());
        Spread { figure: over(&|d| d.figure(m)), p: over(&|d| d.of(m).p()), r: over(&|d| d.of(m).r()) }
    })
}

/// The ends of the middle 95 % of some values.
fn middle(mut values: Vec<f64>) -> Interval {
    values.sort_by(f64::total_cmp);
    let cut = values.len() / 40;
    let (low, high) = (values.get(cut), values.len().checked_sub(cut + 1).and_then(|i| values.get(i)));
    [low.copied().unwrap_or(0.0), high.copied().unwrap_or(0.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(right: usize, wrong: usize) -> Vec<Counts> {
        let mut all = Vec::new();
        for i in 0..right + wrong {
            let mut c = Counts::default();
            let h = c.of_mut(Metric::Links);
            h.gold = 1;
            h.both = usize::from(i < right);
            all.push(c);
        }
        all
    }

    #[test]
    fn interval_is_the_binomial_one() {
        // 90 of 100: the normal approximation gives 0.841 to 0.959.
        let links = intervals(&sentences(90, 10))[Metric::Links as usize].figure;
        assert!((links[0] - 0.841).abs() < 0.02, "{links:?}");
        assert!((links[1] - 0.959).abs() < 0.02, "{links:?}");
    }

    #[test]
    fn same_in_every_run() {
        assert_eq!(intervals(&sentences(7, 3)), intervals(&sentences(7, 3)));
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(intervals(&[])[0].figure, [0.0, 0.0]);
    }
}
