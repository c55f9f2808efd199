//! Floor 10: [`Kit`] (vocabulary, names, rules) and [`run`]: one input through all text stages;
//! [`each`] and [`build`]: many inputs, on all cores, with the same result on any number of them.

mod build;
mod cache;
mod count;
mod find;
#[cfg(test)]
pub(crate) mod gold;
mod kit;
mod many;
mod open;
#[cfg(feature = "parquet")]
mod parquet;
mod prepared;
mod records;

pub use build::{Built, Summary, build, gather};
pub use cache::Cache;
pub use count::Count;
pub use find::{Found, find, is_parquet, many, places};
pub use kit::{Files, Kit};
pub use many::{each, run_many, threads};
pub use open::{Inputs, LONGEST, bytes, open, open_counted};
pub use records::records;

use crate::graph::Reading;
use crate::mention::Mentions;
use crate::relation::Claims;
use crate::resolve::Resolved;
use crate::text::{Input, Text};

/// One input, read and understood.
#[derive(Clone, Debug)]
pub struct Run {
    /// Stage 1.
    pub text: Text,
    /// Stage 2.
    pub mentions: Mentions,
    /// Stage 3.
    pub resolved: Resolved,
    /// Stage 4.
    pub claims: Claims,
}

impl Run {
    /// The run as the floors below see it.
    pub fn reading(&self) -> Reading<'_> {
        Reading { text: &self.text, mentions: &self.mentions, resolved: &self.resolved, claims: &self.claims }
    }
}

/// All text stages on one input. Cannot fail: what is odd is in [`Text::diags`].
pub fn run(kit: &Kit, input: &Input) -> Run {
    let mut text = crate::text::read(input);
    let mentions = crate::mention::find(&text, &kit.lexicon, &kit.rules, &kit.forms);
    crate::resolve::date(&mut text, &mentions, &kit.lexicon);
    let resolved = crate::resolve::resolve(&text, &mentions, &kit.lexicon);
    let claims = crate::relation::relate(&text, &mentions, &resolved, &kit.rules, &kit.engine);
    Run { text, mentions, resolved, claims }
}

#[cfg(test)]
mod tests;
