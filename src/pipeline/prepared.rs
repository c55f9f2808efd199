//! The kit that is built into the program, as `build.rs` prepared it: read without a parser.

use crate::base::Diag;
use crate::lexicon::Lexicon;
use crate::ontology::Ontology;
use crate::rules::RuleSet;

static LEXICON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon"));
static RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules"));

/// The parts of the kit.
pub(super) fn parts() -> Result<(Ontology, Lexicon, RuleSet), Vec<Diag>> {
    let broken = |e: postcard::Error| vec![Diag::error("kit::prepared", "", format!("the kit in the program is broken: {e}"))];
    let lexicon = postcard::from_bytes(LEXICON).map_err(broken)?;
    let (ontology, rules) = postcard::from_bytes(RULES).map_err(broken)?;
    Ok((ontology, lexicon, rules))
}
