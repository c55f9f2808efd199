//! The vocabulary, names, rules and questions are built into the program: build it anew when they change.

fn main() {
    for folder in ["ontology", "data/lexicon", "data/rules", "queries"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
