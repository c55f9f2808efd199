//! Floor 11: scores against gold annotations.
//!
//! Two [`Side`]s of a [`Page`], gold and predicted, give a [`DocScore`]; those of all documents
//! give a [`Report`]. White space inside or around a span does not count. Two things are one where
//! they share a name, two groups where they have the same members; mentions are right where words
//! and type are the same, relations where subject, predicate and object are and the evidence
//! overlaps. The graph is scored as the set of triples of a document, subject groups expanded.

mod bootstrap;
mod count;
mod doc;
mod extract;
mod load;
mod names;
mod page;
mod report;
mod show;
mod side;
mod slip;

pub use bootstrap::{Interval, RESAMPLES, Spread};
pub use count::{Counts, Hits, Metric};
pub use doc::{DocScore, score};
pub use extract::{blind, stream};
pub use load::{GoldDoc, gold, predicted};
pub use names::{Same, fold};
pub use page::Page;
pub use report::{Confusion, Report, SCHEMA};
pub use show::{blind as show_blind, slips as show_slips, text as show};
pub use side::{Fact, Side, Spot};
pub use slip::{Kind, Slip};

use crate::base::Diag;
use crate::pipeline::Kit;
use rayon::prelude::*;
use std::path::Path;

/// Score what the kit finds in the texts of some gold.
///
/// # Errors
/// When the annotation stream of a run does not fit its text (a mistake of ours).
pub fn of_kit(gold: &[GoldDoc], kit: &Kit) -> Result<Report, Diag> {
    let scores = gold.par_iter().map(|doc| {
        let side = Side::predicted(&doc.page, (&doc.page.doc, &stream(kit, doc)?))?;
        Ok(score(&doc.page, &doc.side, &side))
    });
    Ok(Report::of(scores.collect::<Result<_, Diag>>()?))
}

/// Score annotation streams that were written before: `DOC.jsonl` in a directory.
/// A document without one counts as found empty, and the second value warns of it.
///
/// # Errors
/// Every file that cannot be read or does not fit its text.
pub fn of_files(gold: &[GoldDoc], dir: &Path) -> Result<(Report, Vec<Diag>), Vec<Diag>> {
    let (mut scores, mut missing, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for doc in gold {
        let side = match predicted(dir, &doc.page.doc) {
            Ok(Some((file, text))) => Side::predicted(&doc.page, (&file, &text)),
            Ok(None) => {
                missing.push(Diag::warning("input::no_prediction", dir.display().to_string(), format!("no {}.jsonl here", doc.page.doc)));
                Ok(Side::default())
            }
            Err(d) => Err(d),
        };
        match side {
            Ok(side) => scores.push(score(&doc.page, &doc.side, &side)),
            Err(d) => wrong.push(d),
        }
    }
    if wrong.is_empty() { Ok((Report::of(scores), missing)) } else { Err(wrong) }
}
