//! The vocabulary, names and rules are built into the program: build it anew when they change.

fn main() {
    for folder in ["ontology", "data/lexicon", "data/rules"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
