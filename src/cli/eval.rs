//! `silkgraph eval`: how right the extractor is, measured against gold annotations.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use crate::base::Diag;
use crate::eval::{self, Report};
use crate::ontology::Type;
use std::io::Write;
use std::path::PathBuf;

/// Options of `eval`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  silkgraph eval --errors 20\n  silkgraph eval --gold data/gold/unseen --min mentions=0.8\n  silkgraph eval --blind Corridor,Mechanism\nExits with 1 where a figure is lower than its --min."
)]
pub struct Args {
    /// Directory of the gold: DOC.jsonl and DOC.entities.json
    #[arg(long, value_name = "DIR", default_value = "data/gold")]
    gold: PathBuf,
    /// Directory of the texts, DOC.txt. Without it: the gold's own directory, else the directory `texts` next to it
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// Only these documents, by name
    #[arg(long, value_name = "DOC,…", value_delimiter = ',')]
    only: Vec<String>,
    /// Score the annotation files DOC.jsonl of this directory, and extract nothing
    #[arg(long, value_name = "DIR", conflicts_with = "blind")]
    predicted: Option<PathBuf>,
    /// Forget the lexicon's names of these types first, and report how many mentions of them are still found
    #[arg(long, value_name = "TYPE", value_delimiter = ',', value_parser = type_of)]
    blind: Vec<Type>,
    /// List the first N mistakes with the words around them
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Write the report as JSON
    #[arg(long)]
    json: bool,
    /// Fail when a figure is lower: mentions, mentions_overlap, relations, graph (F1; also graph.p, graph.r),
    /// links, groups, dates, modality, a type or a predicate (Place, Place.r). May be given again
    #[arg(long, value_name = "METRIC=VALUE", value_parser = floor_of)]
    min: Vec<(String, f64)>,
}

/// Run it. Exits with 1 where a figure falls short of `--min`.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let mut gold = eval::gold(&args.gold, args.texts.as_deref())?;
    if !args.only.is_empty() {
        if let Some(name) = args.only.iter().find(|o| gold.iter().all(|d| d.page.doc != **o)) {
            let names: Vec<&str> = gold.iter().map(|d| d.page.doc.as_str()).collect();
            return Err(Failure::usage(format!("the gold has no document “{name}”"), &format!("there are {}", names.join(", "))));
        }
        gold.retain(|d| args.only.contains(&d.page.doc));
    }
    let report = if let Some(dir) = &args.predicted {
        let (report, missing) = eval::of_files(&gold, dir)?;
        ctx.tell_all(&missing);
        report
    } else {
        let kit = ctx.kit()?;
        let kit = if args.blind.is_empty() { kit } else { eval::blind(&kit, &args.blind) };
        ctx.pool()?.install(|| eval::of_kit(&gold, &kit))?
    };
    let short = short(&args, &report)?;
    let mut out = ctx.stdout();
    out.write_all(text(&args, report).as_bytes())?;
    out.flush()?;
    if short.is_empty() {
        return Ok(Exit::Ok);
    }
    ctx.tell(&Diag::error("eval::short", "", format!("falls short: {}", short.join("; "))));
    Ok(Exit::Found)
}

fn text(args: &Args, mut report: Report) -> String {
    if args.json {
        let mut value = report.json(args.errors);
        if !args.blind.is_empty() {
            value["blind"] = args.blind.iter().map(|t| t.name()).collect();
        }
        return format!("{value:#}\n");
    }
    if args.blind.is_empty() {
        return eval::show(&report, args.errors);
    }
    let forgotten = |gold: &str| args.blind.iter().any(|t| gold.split(' ').next() == Some(t.name()));
    report.slips.retain(|s| s.kind == eval::Kind::MissedMention && s.gold.as_deref().is_some_and(forgotten));
    eval::show_slips(&report, args.errors) + &eval::show_blind(&report, &args.blind)
}

/// The figures below their floor, in words.
fn short(args: &Args, report: &Report) -> Result<Vec<String>, Vec<Diag>> {
    let (mut short, mut unknown) = (Vec::new(), Vec::new());
    for (name, floor) in &args.min {
        match report.figure(name) {
            Some(value) if value < *floor => short.push(format!("{name} {value:.3} < {floor}")),
            Some(_) => {}
            None => unknown.push(Diag::error("cli::no_such_figure", "", format!("there is no figure “{name}”")).help(
                "mentions, mentions_overlap, relations, graph, links, groups, dates, modality, a type or a predicate; then .p or .r",
            )),
        }
    }
    if unknown.is_empty() { Ok(short) } else { Err(unknown) }
}

fn type_of(name: &str) -> Result<Type, String> {
    let all = || Type::ALL.iter().map(|t| t.name()).collect::<Vec<_>>().join(", ");
    Type::parse(name).ok_or_else(|| format!("no such type; there are {}", all()))
}

fn floor_of(text: &str) -> Result<(String, f64), String> {
    let (name, value) = text.split_once('=').ok_or("write METRIC=VALUE, such as mentions=0.9")?;
    let value: f64 = value.trim().parse().map_err(|_| format!("“{value}” is no number"))?;
    Ok((name.trim().to_owned(), value))
}
