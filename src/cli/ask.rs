//! `silkgraph ask`: the questions that come with the program.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use crate::base::Diag;
use crate::graph::Graph;
use crate::query::{self, Format, Kind, Question};
use std::io::{self, Write};
use std::path::PathBuf;

/// Options of `ask`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  silkgraph ask\n  silkgraph ask corridors-of-state --param state=哈萨克斯坦 --data out/graph.ttl\n  silkgraph ask 06 --sparql\nA name is written in Chinese or English. A parameter given twice means either value."
)]
pub struct Args {
    /// Which question: its name, its number or the beginning of its name; none lists them all
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// The graph: .ttl .nt .nq .trig .rdf .jsonld; more than one are read together
    #[arg(long, value_name = "GRAPH", default_value = super::query::GRAPH)]
    data: Vec<PathBuf>,
    /// Another value for a parameter; may be repeated
    #[arg(long, short, value_name = "NAME=VALUE", value_parser = pair, requires = "name")]
    param: Vec<(String, String)>,
    /// How to write the answer: table, tsv, csv, json, xml, markdown [default: table on a terminal, else tsv]
    #[arg(long, value_name = "FORMAT", value_parser = super::query::parse)]
    results: Option<Format>,
    /// Print the SPARQL, with the parameters in it, instead of asking
    #[arg(long, requires = "name")]
    sparql: bool,
    /// Questions from this folder (*.rq) instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    queries: Option<PathBuf>,
    /// End with 1 where the answer is empty or no
    #[arg(long)]
    exit_status: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let questions = match &args.queries {
        Some(folder) => query::questions_in(folder)?,
        None => query::questions()?,
    };
    let mut out = ctx.stdout();
    let Some(name) = &args.name else {
        list(&mut out, &questions)?;
        out.flush()?;
        return Ok(Exit::Ok);
    };
    let question = query::choose(&questions, name)?;
    let sparql = question.fill(&args.param)?;
    if args.sparql {
        out.write_all(sparql.as_bytes())?;
        out.flush()?;
        return Ok(Exit::Ok);
    }
    let needs = query::needs(&question.name, &sparql)?.and_names();
    let graph = super::query::load_needed(&args.data, &needs, ctx)?;
    unknown(&graph, question, &args.param).iter().for_each(|d| ctx.tell(d));
    let answer = query::run(&graph, &question.name, &sparql, None)?;
    answer.write(args.results.unwrap_or(ctx.results()), &mut out)?;
    out.flush()?;
    Ok(if args.exit_status && answer.is_empty() { Exit::Found } else { Exit::Ok })
}

/// A name that the graph does not have explains an empty answer.
fn unknown(graph: &Graph, question: &Question, given: &[(String, String)]) -> Vec<Diag> {
    let names = question.params.iter().filter(|p| p.kind == Kind::Name);
    let values = names.flat_map(|p| given.iter().filter(|(n, _)| *n == p.name)).map(|(_, v)| v);
    let lost = values.filter(|v| graph.named(v).is_empty());
    let warning = |v: &str| {
        let diag = Diag::warning("query::unknown_name", &question.name, format!("nothing in the graph is called “{v}”"));
        let near = graph.names_near(v);
        if near.is_empty() { diag } else { diag.help(format!("names like it: {}", near.join(", "))) }
    };
    lost.map(|v| warning(v)).collect()
}

fn list(out: &mut dyn Write, questions: &[Question]) -> Result<(), Failure> {
    for q in questions {
        writeln!(out, "{}\n    {}\n    {}", q.name, q.zh, q.en)?;
        q.params.iter().try_for_each(|p| -> io::Result<()> {
            writeln!(out, "    --param {}={}  ({}: {})", p.name, p.default, p.kind.name(), p.says)
        })?;
    }
    writeln!(out, "\n{} questions. Ask one with: silkgraph ask NAME --data GRAPH", questions.len())?;
    Ok(())
}
