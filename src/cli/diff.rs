//! `silkgraph diff`: what a later text adds, reaffirms, rewords and drops.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use super::query::load;
use crate::base::Diag;
use crate::diagram::{View, graphviz};
use crate::explain::diff::{self, Diff};
use crate::export;
use crate::ontology::Predicate;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Options of `diff`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  silkgraph diff --data out/graph.ttl --text anniversary-2022 --text 西安宣言\n  silkgraph diff old/graph.ttl new/graph.ttl -o changes.md\n  silkgraph diff --data out/graph.ttl --text anniversary-2022 --text 西安宣言 -o changes.svg"
)]
pub struct Args {
    /// Two graphs, the earlier first
    #[arg(value_name = "GRAPH", num_args = 0..=2, conflicts_with = "data")]
    graphs: Vec<PathBuf>,
    /// One graph, for two texts of it
    #[arg(long, value_name = "GRAPH", requires = "text")]
    data: Option<PathBuf>,
    /// A text of the graph, the earlier first: its file name, its title or a part of it, or its IRI
    #[arg(long, value_name = "TEXT")]
    text: Vec<String>,
    /// Only these predicates, such as proposes,supports
    #[arg(long, value_name = "P,…", value_delimiter = ',', value_parser = predicate)]
    predicate: Vec<Predicate>,
    /// Where to write: .txt .md .dot .svg .png .pdf; without it text goes to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn predicate(name: &str) -> Result<Predicate, String> {
    let name = name.trim().trim_start_matches("sg:");
    Predicate::parse(name).ok_or_else(|| format!("use {}", Predicate::ALL.iter().map(|p| p.name()).collect::<Vec<_>>().join(", ")))
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let view = |path: &PathBuf| Ok::<View, Failure>(View::from_triples(load(std::slice::from_ref(path))?.triples()));
    let named = |path: &Path| path.display().to_string();
    let found = match (args.data.as_ref(), args.graphs.as_slice(), args.text.as_slice()) {
        (Some(data), [], [a, b]) => {
            let view = view(data)?;
            let side = |text: &str| diff::side(&view, &named(data), Some(text));
            diff::diff(&side(a)?, &side(b)?, &args.predicate)
        }
        (None, [a, b], texts) if texts.len() != 1 && texts.len() <= 2 => {
            let (left, right) = (view(a)?, view(b)?);
            let text = |i: usize| texts.get(i).map(String::as_str);
            diff::diff(&diff::side(&left, &named(a), text(0))?, &diff::side(&right, &named(b), text(1))?, &args.predicate)
        }
        _ => return Err(Failure::usage("diff compares two things", "give two graphs, or --data GRAPH --text A --text B")),
    };
    let bytes = match &args.output {
        None => diff::text(&found).into_bytes(),
        Some(path) => written(&found, path)?,
    };
    match &args.output {
        None => {
            let mut out = ctx.stdout();
            out.write_all(&bytes)?;
            out.flush()?;
        }
        Some(path) => export::replace(path, &bytes)?,
    }
    Ok(Exit::Ok)
}

/// The changes as the ending of the file's name says.
fn written(found: &Diff, path: &Path) -> Result<Vec<u8>, Failure> {
    match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("txt") => Ok(diff::text(found).into_bytes()),
        Some("md") => Ok(diff::markdown(found).into_bytes()),
        Some("dot" | "gv") => Ok(diff::dot(found).into_bytes()),
        Some("svg") => Ok(diff::svg(found).into_bytes()),
        Some(format @ ("png" | "pdf")) if graphviz::converter_installed() => Ok(graphviz::convert(&diff::svg(found), format)?),
        Some(format @ ("png" | "pdf")) if graphviz::installed() => Ok(graphviz::draw(&diff::dot(found), format)?),
        Some(format @ ("png" | "pdf")) => {
            let what = format!("{format} needs rsvg-convert or Graphviz (dot), and neither is installed");
            Err(Diag::error("diagram::no_program", "", what).help("write .svg instead: that needs no other program").into())
        }
        _ => Err(Failure::usage("the ending of the file's name is of no format", "use .txt, .md, .dot, .svg, .png or .pdf")),
    }
}
