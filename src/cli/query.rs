//! `silkgraph query`: SPARQL over a graph.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use crate::base::Diag;
use crate::export;
use crate::graph::Graph;
use crate::query::{self, Format};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Options of `query`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: silkgraph query --data out/graph.ttl -e 'SELECT ?n { ?s a sg:Corridor ; rdfs:label ?n }'\nThe prefixes sg sgr rdfs skos prov oa dcterms xsd and others need no PREFIX line."
)]
pub struct Args {
    /// The graph: .ttl .nt .nq .trig .rdf .jsonld; more than one are read together
    #[arg(long, required = true, value_name = "GRAPH")]
    data: Vec<PathBuf>,
    /// The query itself
    #[arg(short = 'e', long = "expression", value_name = "SPARQL", conflicts_with = "file")]
    expression: Option<String>,
    /// A file with the query; `-` is standard input
    #[arg(value_name = "FILE.rq", required_unless_present = "expression")]
    file: Option<PathBuf>,
    /// How to write the answer; by default a table on a terminal, else TSV
    #[arg(long, value_name = "FORMAT", value_parser = parse, help = "How to write the answer: table, tsv, csv, json, xml, markdown [default: table on a terminal, else tsv]")]
    results: Option<Format>,
    /// Stop a query that takes longer; 0 never stops it
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    timeout: u64,
    /// End with 1 where the answer is empty or no
    #[arg(long)]
    exit_status: bool,
}

/// The format of a name, for clap.
pub(super) fn parse(name: &str) -> Result<Format, String> {
    Format::parse(name).ok_or_else(|| "use table, tsv, csv, json, xml or markdown".to_owned())
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let (name, query) = text(&args)?;
    let graph = load(&args.data)?;
    let answer = match args.timeout {
        0 => query::run(&graph, &name, &query, None)?,
        seconds => query::run_for(&graph, &name, &query, Duration::from_secs(seconds))?,
    };
    let mut out = ctx.stdout();
    answer.write(args.results.unwrap_or(ctx.results()), &mut out)?;
    out.flush()?;
    Ok(if args.exit_status && answer.is_empty() { Exit::Found } else { Exit::Ok })
}

/// Read graph files into one graph.
pub(super) fn load(files: &[PathBuf]) -> Result<Graph, Failure> {
    settle(files)?;
    let graph = Graph::new()?;
    files.iter().try_for_each(|file| graph.load_more(file))?;
    Ok(graph)
}

/// Let builds that were killed while their files took their places be finished, before these files are read.
pub(super) fn settle(files: &[PathBuf]) -> Result<(), Failure> {
    for file in files {
        export::settle(file).map_err(|e| {
            let what = format!("a build was cut off while its files took their places, and this cannot be finished: {e}");
            Diag::error("graph::unsettled", file.display().to_string(), what)
                .help("build anew, or run this once as someone who may write there")
        })?;
    }
    Ok(())
}

/// The query and its name.
fn text(args: &Args) -> Result<(String, String), Failure> {
    if let Some(query) = &args.expression {
        return Ok(("-e".to_owned(), query.clone()));
    }
    let path = args.file.as_deref().unwrap_or(Path::new("-"));
    let name = path.display().to_string();
    let read = if name == "-" {
        let mut query = String::new();
        io::stdin().read_to_string(&mut query).map(|_| query)
    } else {
        std::fs::read_to_string(path)
    };
    match read {
        Ok(query) => Ok((name, query.trim_start_matches('\u{FEFF}').to_owned())),
        Err(e) => Err(Diag::error("input::unreadable", name, format!("cannot read the query: {e}")).into()),
    }
}
