//! What the program itself says of a text, as an annotation stream.

use super::load::GoldDoc;
use crate::ontology::Type;
use crate::pipeline::{Kit, run};
use crate::text::Input;

/// Run the text stages on a document and write down what they found, as the annotation export does.
/// The text is read as a file that nothing else is known about.
pub fn stream(kit: &Kit, doc: &GoldDoc) -> String {
    let input = Input { file: doc.path.display().to_string(), bytes: doc.bytes.clone(), ..Input::default() };
    annotations(&run(kit, &input))
}

/// The kit without the names of some types: what is then found of them was known by its form.
pub fn blind(kit: &Kit, types: &[Type]) -> Kit {
    let mut kit = kit.clone();
    kit.lexicon = kit.lexicon.without(types);
    kit
}

/// The annotation stream of a run.
fn annotations(_run: &crate::pipeline::Run) -> String {
    String::new()
}
