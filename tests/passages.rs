//! `data/gold/passages/passages.jsonl`: one passage for each way in which a relation is said, scored.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use serde::Deserialize;
use silkgraph::ontology::{Modality, Predicate};
use silkgraph::pipeline::{self, Kit, Run};
use silkgraph::text::Input;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
struct Passage {
    id: String,
    text: String,
    relations: Vec<Relation>,
}

/// Subject and object by the words of the passage.
#[derive(Deserialize)]
struct Relation {
    subject: String,
    predicate: String,
    object: String,
    modality: String,
}

/// Relations found that are there, found that are not, missed; and found with another modality.
#[derive(Default, Clone, Copy)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    modality: usize,
}

impl Score {
    fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed) as f64
    }
}

/// True where an entity of the run is called so: in the passage or anywhere. Who 我们 are a passage does not say.
fn called(run: &Run, entity: usize, words: &str) -> bool {
    let e = &run.resolved.entities[entity];
    let bare = |s: &str| s.replace(['“', '”', '《', '》'], "");
    let mentioned = || run.mentions.list.iter().zip(&run.resolved.of).any(|(m, of)| *of == entity && bare(&m.name) == bare(words));
    ["我", "我们"].contains(&words) || bare(&e.zh) == bare(words) || e.aliases.iter().any(|a| bare(a) == bare(words)) || mentioned()
}

fn score(run: &Run, gold: &[Relation]) -> Score {
    let claims: BTreeSet<(Predicate, usize, usize, Modality)> =
        run.claims.list.iter().map(|c| (c.predicate, c.subject, c.object, c.modality)).collect();
    let mut left: Vec<_> = claims.into_iter().collect();
    let mut score = Score::default();
    for r in gold {
        let same = |c: &(Predicate, usize, usize, Modality)| {
            c.0.name() == r.predicate && called(run, c.1, &r.subject) && called(run, c.2, &r.object)
        };
        match left.iter().position(same) {
            Some(place) => {
                score.right += 1;
                score.modality += usize::from(left.remove(place).3.name() != r.modality);
            }
            None => score.missed += 1,
        }
    }
    score.wrong = left.len();
    score
}

/// The scores of a file of passages, all together and by the first part of their ids. Texts are of `day`.
fn scores(file: &str, day: &str) -> (Score, BTreeMap<String, Score>) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/gold/passages").join(file);
    let lines = std::fs::read_to_string(path).unwrap();
    let kit = Kit::embedded().unwrap();
    let (mut all, mut by_focus) = (Score::default(), BTreeMap::<String, Score>::new());
    for line in lines.lines() {
        let passage: Passage = serde_json::from_str(line).unwrap();
        let input = Input { file: passage.id.clone(), bytes: passage.text.into_bytes(), date: day.parse().ok(), ..Input::default() };
        let one = score(&pipeline::run(&kit, &input), &passage.relations);
        let focus = passage.id.rsplit_once('-').unwrap().0.to_owned();
        for sum in [&mut all, by_focus.entry(focus).or_default()] {
            sum.right += one.right;
            sum.wrong += one.wrong;
            sum.missed += one.missed;
            sum.modality += one.modality;
        }
    }
    for (focus, s) in &by_focus {
        println!("{focus:15} P {:.3} R {:.3}  {} right, {} wrong, {} missed", s.precision(), s.recall(), s.right, s.wrong, s.missed);
    }
    println!("all             P {:.3} R {:.3}  {} of another modality", all.precision(), all.recall(), all.modality);
    (all, by_focus)
}

#[test]
fn what_is_said_in_many_ways_is_mostly_found() {
    let (all, by_focus) = scores("passages.jsonl", "2024-06-01");
    assert_eq!(by_focus.len(), Predicate::ALL.len(), "a focus for each predicate");
    assert!(all.precision() > 0.95 && all.recall() > 0.82, "P {:.3} R {:.3}", all.precision(), all.recall());
}

/// Longer ones in words that were asked to be unusual.
#[test]
fn what_is_said_in_unusual_words_is_found_more_often_than_not() {
    let (all, by_focus) = scores("excerpts.jsonl", "2025-12-31");
    assert_eq!(by_focus.len(), 6, "a focus for each kind of text");
    assert!(all.precision() > 0.88 && all.recall() > 0.66, "P {:.3} R {:.3}", all.precision(), all.recall());
}
