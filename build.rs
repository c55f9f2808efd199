//! Builds again when a file that the program embeds is added, changed or removed.

fn main() {
    for folder in ["ontology", "data/lexicon", "data/rules"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
