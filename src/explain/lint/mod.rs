//! What is odd about rules and names, seen over texts and over the rules' own examples.

mod names;
mod rules;
#[cfg(test)]
mod tests;
mod triggers;
mod usage;

pub use usage::{Use, Uses, of_rule, uses};

use super::fact::Again;
use crate::pipeline::Kit;

/// What can be odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Oddity {
    /// A rule that neither a text nor an example of its own satisfies.
    Dead,
    /// A rule with fewer than two examples or two rejects.
    FewCases,
    /// A rule whose every finding another rule makes as well.
    Echo,
    /// A rule that one sentence of all texts satisfies, and no more.
    Single,
    /// A name of the lexicon that stands in the texts, where a longer name always wins.
    Shadowed,
    /// A name that two entries of the lexicon claim.
    Claimed,
    /// A verb between an actor and a named thing, of which no rule makes a fact.
    Uncovered,
}

impl Oddity {
    /// Every kind, the worst first.
    pub const ALL: [Oddity; 7] =
        [Oddity::Dead, Oddity::FewCases, Oddity::Echo, Oddity::Single, Oddity::Shadowed, Oddity::Claimed, Oddity::Uncovered];

    /// True where a kit with it should not pass.
    pub fn fails(self) -> bool {
        matches!(self, Oddity::Dead | Oddity::FewCases)
    }

    /// The heading of its findings.
    pub fn heading(self) -> &'static str {
        match self {
            Oddity::Dead => "dead rules: neither a text nor an example of their own satisfies them",
            Oddity::FewCases => "rules with fewer than two examples or two rejects",
            Oddity::Echo => "rules that add nothing: other rules find all that they find",
            Oddity::Single => "rules that a single sentence of all texts satisfies",
            Oddity::Shadowed => "shadowed names: they stand in the texts, but a longer name always wins",
            Oddity::Claimed => "names that several entries of the lexicon claim",
            Oddity::Uncovered => "verbs between an actor and a named thing, of which no rule makes a fact",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// What is odd.
    pub oddity: Oddity,
    /// File and line of the rule, the entry or the sentence.
    pub at: String,
    /// The rule's id, the name, the verb.
    pub what: String,
    /// What there is to say of it.
    pub says: String,
}

/// Look at a kit over texts that were read with it.
pub fn lint(kit: &Kit, texts: &[Again]) -> Vec<Finding> {
    let uses = uses(texts);
    let mut found = rules::lint(kit, texts, &uses);
    found.extend(names::lint(kit, texts));
    found.extend(triggers::lint(kit, texts));
    found
}

/// The findings as text, under headings, with a count of each kind at the end.
pub fn show(found: &[Finding]) -> String {
    let mut out = String::new();
    for oddity in Oddity::ALL {
        let here: Vec<&Finding> = found.iter().filter(|f| f.oddity == oddity).collect();
        if here.is_empty() {
            continue;
        }
        out.push_str(&format!("{} ({})\n", oddity.heading(), here.len()));
        for f in here {
            out.push_str(&format!("  {}: {}: {}\n", f.at, f.what, f.says));
        }
        out.push('\n');
    }
    if found.is_empty() {
        out.push_str("nothing odd\n");
    }
    out
}
