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

pub use crate::graph::Run;

use crate::mention::Mentions;
use crate::resolve::Resolved;
use crate::text::{Input, Text};

/// All text stages on one input. Cannot fail: what is odd is in [`Text::diags`].
pub fn run(kit: &Kit, input: &Input) -> Run {
    stages(kit, vec![crate::text::read(input)]).remove(0)
}

/// The stages behind the first on some texts, stage by stage: what a stage needs stays in the processor's cache.
fn stages(kit: &Kit, mut texts: Vec<Text>) -> Vec<Run> {
    let mentions: Vec<Mentions> = texts.iter().map(|t| crate::mention::find(t, &kit.lexicon, &kit.rules, &kit.forms)).collect();
    texts.iter_mut().zip(&mentions).for_each(|(t, m)| crate::resolve::date(t, m, &kit.lexicon));
    let read = texts.into_iter().zip(mentions);
    let resolved = read.map(|(t, m)| (crate::resolve::resolve(&t, &m, &kit.lexicon), t, m)).collect::<Vec<_>>();
    let related = |(resolved, text, mentions): (Resolved, Text, Mentions)| {
        let claims = crate::relation::relate(&text, &mentions, &resolved, &kit.rules, &kit.engine);
        Run { text, mentions, resolved, claims }
    };
    resolved.into_iter().map(related).collect()
}

#[cfg(test)]
mod meaning_tests;
#[cfg(test)]
mod tests;
