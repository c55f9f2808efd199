//! Bad input of every kind, each with what must come out: a clear message, the right exit code, nothing good lost.

#![allow(clippy::unwrap_used)]

mod files;
mod golden;
mod graphs;
mod markup;
mod outputs;
mod texts;

use assert_cmd::Command;
use silkgraph::base::Diag;
use silkgraph::graph::Options;
use silkgraph::pipeline::{self, Built, Kit};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A sentence that states one fact.
const GOOD: &str = "中国支持“一带一路”倡议。";

/// The built-in kit, made once.
static KIT: LazyLock<Kit> = LazyLock::new(|| Kit::embedded().unwrap());

/// Run the program in a folder: exit code, standard output, standard error.
fn silkgraph(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = Command::cargo_bin("silkgraph").unwrap().env("NO_COLOR", "1").current_dir(folder).args(args).output().unwrap();
    let text = |b: Vec<u8>| String::from_utf8_lossy(&b).into_owned();
    (out.status.code().unwrap_or(-1), text(out.stdout), text(out.stderr))
}

/// Build files in this process.
fn build(paths: &[PathBuf]) -> (Built, Vec<Diag>) {
    let (found, mut diags) = pipeline::find(paths);
    let pool = pipeline::threads(2).unwrap();
    let built = pipeline::build(&KIT, &pool, &found, Options { mentions: true }, &|| ()).unwrap();
    diags.extend(built.diags.iter().cloned());
    (built, diags)
}

/// The codes of some diagnostics, each once, sorted.
fn codes(diags: &[Diag]) -> Vec<&'static str> {
    let mut codes: Vec<_> = diags.iter().map(|d| d.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// How many relations a graph was built of.
fn relations(built: &Built) -> usize {
    built.summary.relations.values().sum()
}
