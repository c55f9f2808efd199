//! The kit that is built into the program, as `build.rs` prepared it: read without a parser.

use crate::base::Diag;
use crate::lexicon::Lexicon;
use crate::ontology::Ontology;
use crate::rules::RuleSet;
use std::thread;

static LEXICON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon"));
static RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules"));

type Part<T> = Result<T, Vec<Diag>>;

/// The names.
pub(super) fn lexicon() -> Part<Lexicon> {
    postcard::from_bytes(LEXICON).map_err(broken)
}

/// The vocabulary and the rules.
pub(super) fn rules() -> Part<(Ontology, RuleSet)> {
    postcard::from_bytes(RULES).map_err(broken)
}

/// All of it, on two threads where the system gives a second one.
pub(super) fn all() -> Part<(Ontology, Lexicon, RuleSet)> {
    let (lexicon, rules) = thread::scope(|scope| {
        let beside = thread::Builder::new().spawn_scoped(scope, rules);
        let lexicon = lexicon();
        let rules = beside.map_or_else(|_| rules(), |b| b.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        (lexicon, rules)
    });
    let (ontology, rules) = rules?;
    Ok((ontology, lexicon?, rules))
}

fn broken(e: postcard::Error) -> Vec<Diag> {
    vec![Diag::error("kit::prepared", "", format!("the kit in the program cannot be read: {e}"))]
}

#[cfg(test)]
mod tests {
    use super::super::{Files, Kit, run};
    use super::*;
    use crate::text::Input;

    /// What `build.rs` would write of a kit: every part of it.
    fn written(kit: &Kit) -> (Vec<u8>, Vec<u8>) {
        kit.rules.ready();
        (postcard::to_allocvec(&kit.lexicon).unwrap(), postcard::to_allocvec(&(&kit.ontology, &kit.rules)).unwrap())
    }

    #[test]
    fn the_prepared_kit_is_the_kit_of_the_files() {
        let (prepared, loaded) = (Kit::embedded().unwrap(), Kit::from_files(&Files::embedded()).unwrap());
        // Not assert_eq: two megabytes of numbers would tell nothing.
        assert!(written(&loaded) == (LEXICON.to_vec(), RULES.to_vec()), "the program was built with other files or floors than it has");
        assert!(written(&prepared) == written(&loaded), "something is lost between writing and reading");
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/texts")).unwrap();
        let texts: Vec<_> = folder.map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
        assert_eq!(texts.len(), 5);
        for path in texts {
            let input = Input { file: path.display().to_string(), bytes: std::fs::read(path).unwrap(), ..Input::default() };
            assert_eq!(format!("{:?}", run(&prepared, &input)), format!("{:?}", run(&loaded, &input)), "{}", input.file);
        }
    }
}
