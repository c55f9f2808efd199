//! Prepares the kit that is built into the program: reads the vocabulary, names and rules as the program would, and
//! writes what it made of them into `OUT_DIR`, so that no start reads Turtle, TOML or regular expressions.
//! A mistake in the files ends the build with its place: what cannot be read would be missing from the program. Build anew when they change.

// The floors below the text, as the program has them: they import nothing from above. The program uses more of them.
#[path = "src/base/mod.rs"]
#[allow(dead_code, unused_imports)]
mod base;
#[path = "src/lexicon/mod.rs"]
#[allow(dead_code, unused_imports)]
mod lexicon;
#[path = "src/ontology/mod.rs"]
#[allow(dead_code, unused_imports)]
mod ontology;
#[path = "src/rules/mod.rs"]
#[allow(dead_code, unused_imports)]
mod rules;

use base::Diag;
use serde::Serialize;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

type Files = Vec<(String, String)>;

fn main() -> ExitCode {
    match prepare() {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("{what}");
            ExitCode::FAILURE
        }
    }
}

fn prepare() -> Result<(), Box<dyn Error>> {
    for folder in ["ontology", "data/lexicon", "data/rules", "queries"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    let vocabulary: String = files("ontology", "ttl")?.into_iter().filter(|f| !f.0.ends_with("shapes.ttl")).map(|f| f.1).collect();
    let ontology = ontology::Ontology::load(&vocabulary).map_err(told)?;
    let rules = rules::RuleSet::load(&files("data/rules", "toml")?).map_err(told)?;
    rules.ready();
    write("lexicon", &lexicon::Lexicon::load(&files("data/lexicon", "ttl")?).map_err(told)?)?;
    write("rules", &(ontology, rules))
}

/// The files of a folder, as `pipeline::Files` names and sorts them.
fn files(folder: &str, ending: &str) -> Result<Files, Box<dyn Error>> {
    let (mut found, mut folders) = (Files::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = format!("{folder}/{}", path.file_name().unwrap_or_default().to_string_lossy());
            if path.is_dir() {
                folders.push(name);
            } else if path.extension().is_some_and(|e| e == ending) {
                found.push((name, std::fs::read_to_string(path)?));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn write(name: &str, part: &impl Serialize) -> Result<(), Box<dyn Error>> {
    let folder = std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    Ok(std::fs::write(Path::new(&folder).join(name), postcard::to_allocvec(part)?)?)
}

/// Every mistake, one a line: file, line and column, code, what is wrong and what to do.
fn told(diags: Vec<Diag>) -> String {
    let line = |d: &Diag| {
        let place = d.position().map_or_else(|| d.file.clone(), |(line, column)| format!("{}:{line}:{column}", d.file));
        let more = d.labels.iter().map(|l| &l.text).chain(&d.help).map(|t| format!(" ({t})")).collect::<String>();
        format!("{place}: error[{}]: {}{more}\n", d.code, d.message)
    };
    diags.iter().map(line).collect()
}
