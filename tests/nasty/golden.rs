//! Kits with every kind of mistake: each fixture with the message that it must give, in a `.err` file beside it.
//! `UPDATE_GOLDEN=1` writes them anew.

use super::silkgraph;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Every code that a kit's files can be refused with.
const CODES: &[&str] = &[
    "lexicon::bad_date",
    "lexicon::bad_link",
    "lexicon::bad_membership",
    "lexicon::bad_name",
    "lexicon::bad_slug",
    "lexicon::blank_node",
    "lexicon::dangling",
    "lexicon::marked_name",
    "lexicon::no_label",
    "lexicon::short_name",
    "lexicon::syntax",
    "lexicon::two_labels",
    "lexicon::two_types",
    "lexicon::unknown_property",
    "lexicon::unknown_type",
    "lexicon::unsourced_link",
    "ontology::missing",
    "ontology::syntax",
    "rules::duplicate_id",
    "rules::duplicate_words",
    "rules::empty_words",
    "rules::no_claim",
    "rules::no_example",
    "rules::no_reject",
    "rules::no_says",
    "rules::pattern",
    "rules::syntax",
    "rules::unbound",
    "rules::unknown_class",
    "rules::unknown_modality",
    "rules::unknown_predicate",
];

/// A fixture is a file, or a folder of files that are wrong together.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    if from.is_dir() {
        for entry in std::fs::read_dir(from).unwrap() {
            copy(&entry.unwrap().path(), to);
        }
    } else {
        std::fs::copy(from, to.join(from.file_name().unwrap())).unwrap();
    }
}

fn fixtures(part: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/nasty").join(part);
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    all.retain(|p| p.extension().is_none_or(|e| e != "err"));
    all.sort();
    all
}

#[test]
fn every_mistake_is_told_as_it_always_was() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let (mut seen, mut wrong, mut count) = (BTreeSet::<&str>::new(), Vec::new(), 0);
    for part in ["rules", "lexicon", "ontology"] {
        for fixture in fixtures(part) {
            let dir = tempfile::tempdir().unwrap();
            copy(&fixture, &dir.path().join("kit").join(part));
            let (code, out, err) = silkgraph(dir.path(), &["rules", "list", "--kit", "kit"]);
            assert_eq!((code, out.as_str()), (4, ""), "{}: {err:.600}", fixture.display());
            assert!(err.contains(&format!("--> kit/{part}/")) || part == "ontology", "{}: no place: {err:.600}", fixture.display());
            assert!(err.len() < 20_000, "{}: {} bytes of message", fixture.display(), err.len());
            seen.extend(CODES.iter().copied().filter(|c| err.contains(*c)));
            let golden = fixture.with_extension("err");
            if update {
                std::fs::write(&golden, &err).unwrap();
            }
            if std::fs::read_to_string(&golden).unwrap_or_default() != err {
                wrong.push(format!("{}:\n{err}", fixture.display()));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {count} messages are not as they were:\n{}", wrong.len(), wrong.join("\n"));
    let missing: Vec<_> = CODES.iter().filter(|c| !seen.contains(*c)).collect();
    assert!(missing.is_empty(), "no fixture gives {missing:?}");
}
