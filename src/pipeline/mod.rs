//! Floor 10: [`Kit`] (vocabulary, names, rules) and [`run`]: one input through all text stages.

use crate::base::Diag;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::relation::Claims;
use crate::resolve::Resolved;
use crate::text::{Input, Text};

/// What the stages work with: built once, shared by all threads.
#[derive(Clone, Debug, Default)]
pub struct Kit {
    /// Known names.
    pub lexicon: Lexicon,
}

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

impl Kit {
    /// The kit that is built into the program.
    ///
    /// # Errors
    /// When the embedded files are broken (a test rules that out).
    pub fn embedded() -> Result<Self, Vec<Diag>> {
        Ok(Kit::default())
    }
}

/// All text stages on one input. Cannot fail: what is odd is in [`Text::diags`].
pub fn run(_kit: &Kit, input: &Input) -> Run {
    Run { text: crate::text::read(input), mentions: Mentions::default(), resolved: Resolved::default(), claims: Claims::default() }
}
