//! What the program itself says of a text, as an annotation stream.

use super::load::GoldDoc;
use crate::base::Diag;
use crate::export;
use crate::ontology::Type;
use crate::pipeline::{Kit, run};
use crate::text::Input;

/// Run the text stages on a document and write down what they found, as the annotation export does.
/// The text is read as a file that nothing else is known about.
///
/// # Errors
/// When the stream cannot be written (a mistake of ours: it is written to memory).
pub fn stream(kit: &Kit, doc: &GoldDoc) -> Result<String, Diag> {
    let input = Input { file: doc.path.display().to_string(), bytes: doc.bytes.clone(), ..Input::default() };
    let wrong = |why: String| Diag::error("eval::stream", &input.file, format!("cannot write its annotations: {why}"));
    let mut out = Vec::new();
    export::annotations(run(kit, &input).reading(), &mut out).map_err(|e| wrong(e.to_string()))?;
    String::from_utf8(out).map_err(|e| wrong(e.to_string()))
}

/// The kit without the names of some types: what is then found of them was known by its form.
pub fn blind(kit: &Kit, types: &[Type]) -> Kit {
    let mut kit = kit.clone();
    kit.lexicon = kit.lexicon.without(types);
    kit
}
