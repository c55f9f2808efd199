//! `silkgraph export`: a graph in another format.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use crate::export::{self, Format};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Options of `export`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Formats: ttl nt nq trig jsonld rdf graphml gexf csv (FILE.csv gives FILE-nodes.csv and FILE-edges.csv) void.ttl (what the graph is: VoID, DCAT).\nExample: silkgraph export --data out/graph.ttl -o out/graph.graphml"
)]
pub struct Args {
    /// The graph: .ttl .nt .nq .trig .rdf .jsonld; more than one are read together
    #[arg(long, value_name = "GRAPH", default_value = super::query::GRAPH)]
    data: Vec<PathBuf>,
    /// The file to write; its ending says the format. `-` is standard output, with --format
    #[arg(short, long, value_name = "FILE.EXT")]
    output: PathBuf,
    /// The format, where the ending does not say it
    #[arg(long, value_name = "FORMAT", value_parser = parse_format)]
    format: Option<Format>,
    /// RDF 1.2, for ttl and nt: each statement also reifies its triple, `<<( s p o )>>`
    #[arg(long)]
    rdf12: bool,
}

/// The format of an ending, for clap.
pub(super) fn parse_format(name: &str) -> Result<Format, String> {
    Format::of(Path::new(&format!("x.{name}"))).ok_or_else(|| format!("use {}", endings()))
}

fn endings() -> String {
    Format::ENDINGS.iter().map(|(ending, _)| *ending).collect::<Vec<_>>().join(", ")
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let Some(format) = args.format.or_else(|| Format::of(&args.output)) else {
        let help = format!("end the file's name in one of: {}", endings());
        return Err(Failure::usage(format!("{} does not say a format", args.output.display()), &help));
    };
    if args.rdf12 && !export::has_rdf12(format) {
        return Err(Failure::usage(format!("--rdf12 does not go with {}", format.ending()), "write .ttl or .nt"));
    }
    let graph = super::query::load(&args.data)?;
    let fill = |out: &mut dyn Write| if args.rdf12 { export::rdf12(&graph, format, out) } else { export::to_writer(&graph, format, out) };
    if args.output.as_os_str() == "-" {
        let mut out = ctx.stdout();
        fill(&mut out)?;
        out.flush()?;
    } else if args.rdf12 {
        export::replace_with(&args.output, fill)?;
    } else {
        export::write(&graph, format, &args.output)?;
    }
    Ok(Exit::Ok)
}
