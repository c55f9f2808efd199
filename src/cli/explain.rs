//! `silkgraph explain`: why the graph says that.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use super::query::load;
use crate::explain::fact::{self, Texts};
use std::io::Write;
use std::path::PathBuf;

/// Options of `explain`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  silkgraph explain 各方 supports 全球发展倡议\n  silkgraph explain Kazakhstan hosts 第二届中国—中亚峰会\n  silkgraph explain st:0123456789abcdef0123\nExits with 1 where no text states it."
)]
pub struct Args {
    /// The graph: .ttl .nt .nq .trig .rdf .jsonld; more than one are read together
    #[arg(long, value_name = "GRAPH", default_value = super::query::GRAPH)]
    data: Vec<PathBuf>,
    /// Folder of the texts that the graph was made from; data/texts is looked into besides
    #[arg(long, value_name = "DIR")]
    texts: Vec<PathBuf>,
    /// Explain every statement
    #[arg(long, conflicts_with = "fact")]
    all: bool,
    /// SUBJECT PREDICATE OBJECT, by name in Chinese or English or by IRI; or the IRI of one statement
    #[arg(value_name = "FACT", required_unless_present = "all", num_args = 1..=3)]
    fact: Vec<String>,
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let kit = ctx.kit()?;
    let graph = load(&args.data)?;
    let mut folders = args.texts;
    folders.push(PathBuf::from("data/texts"));
    let mut texts = Texts::new(&kit, folders);
    let found = match args.fact.as_slice() {
        [] => fact::all(&graph).into_iter().map(|s| (s, None)).collect(),
        [iri] => vec![(fact::statement(&graph, iri)?, None)],
        [s, p, o] => match fact::find(&graph, &kit.ontology, [s, p, o], &mut texts) {
            Ok(found) => found,
            Err(diag) if diag.code == "explain::not_stated" => {
                ctx.tell(&diag);
                return Ok(Exit::Found);
            }
            Err(diag) => return Err(diag.into()),
        },
        _ => return Err(Failure::usage("a fact has three parts", "silkgraph explain --data GRAPH SUBJECT PREDICATE OBJECT")),
    };
    let mut out = ctx.stdout();
    let (mut pieces, mut again, mut silent) = (0, 0, 0);
    let total = found.len();
    for (statement, note) in found {
        let Some(told) = fact::tell(&graph, &mut texts, &statement, note) else {
            silent += 1;
            continue;
        };
        pieces += told.evidence.len();
        again += told.evidence.iter().filter(|e| e.again).count();
        if !(args.all && ctx.global.quiet) {
            writeln!(out, "{}", fact::show(&told))?;
        }
    }
    if args.all {
        writeln!(
            out,
            "{} of {total} statements explained; {again} of {pieces} pieces of evidence found again in their text",
            total - silent
        )?;
    }
    out.flush()?;
    Ok(if silent == 0 { Exit::Ok } else { Exit::Found })
}
