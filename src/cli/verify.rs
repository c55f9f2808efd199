//! `silkgraph verify`: a second look at a graph.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use crate::base::Diag;
use crate::{export, verify};
use std::io::{self, Write};
use std::path::PathBuf;

/// Options of `verify`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: silkgraph verify --data out/graph.ttl --texts data/texts\nExits with 1 where the readers disagree or a quotation is wrong."
)]
pub struct Args {
    /// The graph: .ttl is read as it is, other formats are first written as Turtle
    #[arg(long, value_name = "GRAPH", default_value = super::query::GRAPH)]
    data: PathBuf,
    /// The folder of the texts that it was made from: compare every quotation with them
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let name = args.data.display().to_string();
    let graph = super::query::load(std::slice::from_ref(&args.data))?;
    let turtle = if args.data.extension().is_some_and(|e| e == "ttl") {
        std::fs::read(&args.data).map_err(|e| Failure::from(Diag::error("graph::unreadable", &name, format!("cannot read it: {e}"))))?
    } else {
        let mut turtle = Vec::new();
        export::to_writer(&graph, export::Format::Turtle, &mut turtle)?;
        turtle
    };
    let mut out = ctx.stdout();
    let mut good = readers(&mut out, &verify::readers(&name, &turtle)?)?;
    good &= facts(&mut out, &verify::facts(&graph))?;
    if let Some(texts) = &args.texts {
        good &= quotes(&mut out, &verify::quotes(&graph, texts))?;
    }
    out.flush()?;
    Ok(if good { Exit::Ok } else { Exit::Found })
}

fn readers(out: &mut dyn Write, found: &verify::Readers) -> io::Result<bool> {
    let verdict = if found.differences.is_empty() { "the same graph" } else { "NOT the same graph" };
    writeln!(out, "oxttl reads {} triples, rio_turtle {}: {verdict}", found.oxttl, found.rio)?;
    found.differences.iter().try_for_each(|d| writeln!(out, "  {d}"))?;
    if found.blank_nodes > 0 {
        writeln!(out, "{} blank nodes: graphs with them do not merge by union", found.blank_nodes)?;
    }
    Ok(found.agree())
}

fn facts(out: &mut dyn Write, found: &verify::Facts) -> io::Result<bool> {
    writeln!(out, "{} facts are asserted by a statement, {} are not", found.asserted, found.unfounded.len())?;
    found.unfounded.iter().take(20).try_for_each(|f| writeln!(out, "  {f}"))?;
    Ok(found.unfounded.is_empty())
}

fn quotes(out: &mut dyn Write, found: &verify::Quotes) -> io::Result<bool> {
    writeln!(out, "{} quotations stand in their text, {} do not, {} were not checked", found.right, found.wrong.len(), found.unchecked)?;
    found.wrong.iter().take(20).try_for_each(|w| writeln!(out, "  {w}"))?;
    found.missing.iter().take(20).try_for_each(|f| writeln!(out, "  not found, or changed: {f}"))?;
    Ok(found.wrong.is_empty())
}
