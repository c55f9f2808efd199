//! `silkgraph eval`: how right the extractor is, measured against gold annotations.

use crate::base::Diag;
use crate::eval;
use crate::ontology::Type;
use crate::pipeline::Kit;
use std::path::PathBuf;

/// Score what is extracted against gold annotations: mentions, what they mean, relations, the graph.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// Directory of the gold: DOC.jsonl and DOC.entities.json.
    #[arg(long, value_name = "DIR", default_value = "data/gold")]
    pub gold: PathBuf,
    /// Directory of the texts, DOC.txt. Without it: the gold's own directory, else the directory `texts` next to it.
    #[arg(long, value_name = "DIR")]
    pub texts: Option<PathBuf>,
    /// Score the annotation files DOC.jsonl of this directory, and extract nothing.
    #[arg(long, value_name = "DIR", conflicts_with = "blind")]
    pub predicted: Option<PathBuf>,
    /// Forget the lexicon's names of these types first, and report how many mentions of them are still found.
    #[arg(long, value_name = "TYPE", value_delimiter = ',', value_parser = type_of)]
    pub blind: Vec<Type>,
    /// List the first N mistakes with the words around them.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
    /// Write the report as JSON.
    #[arg(long)]
    pub json: bool,
    /// Fail when a figure is lower: mentions, mentions_overlap, relations, graph (F1; also graph.p, graph.r),
    /// links, groups, dates, modality, a type or a predicate (Place, Place.r). May be given again.
    #[arg(long, value_name = "METRIC=VALUE", value_parser = floor_of)]
    pub min: Vec<(String, f64)>,
}

/// What the command has to say.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// For standard output.
    pub text: String,
    /// Warnings.
    pub notes: Vec<Diag>,
    /// The figures that fall short of `--min`, in words. Not empty: exit code 1.
    pub short: Vec<String>,
}

/// Run the command.
///
/// # Errors
/// Every file that is missing or wrong, and a `--min` of something that is no figure.
pub fn run(args: &Args, kit: &Kit) -> Result<Outcome, Vec<Diag>> {
    let gold = eval::gold(&args.gold, args.texts.as_deref())?;
    let (report, notes) = match &args.predicted {
        Some(dir) => eval::of_files(&gold, dir)?,
        None if args.blind.is_empty() => (eval::of_kit(&gold, kit)?, Vec::new()),
        None => (eval::of_kit(&gold, &eval::blind(kit, &args.blind))?, Vec::new()),
    };
    let short = short(args, &report)?;
    let text = if args.json {
        let mut value = report.json(args.errors);
        if !args.blind.is_empty() {
            value["blind"] = args.blind.iter().map(|t| t.name()).collect();
        }
        format!("{value:#}\n")
    } else if args.blind.is_empty() {
        eval::show(&report, args.errors)
    } else {
        let mut report = report;
        let of_them = |s: &Option<String>| s.as_deref().is_some_and(|s| args.blind.iter().any(|t| s.split(' ').next() == Some(t.name())));
        report.slips.retain(|s| s.kind == eval::Kind::MissedMention && of_them(&s.gold));
        eval::show_slips(&report, args.errors) + &eval::show_blind(&report, &args.blind)
    };
    Ok(Outcome { text, notes, short })
}

fn short(args: &Args, report: &eval::Report) -> Result<Vec<String>, Vec<Diag>> {
    let (mut short, mut unknown) = (Vec::new(), Vec::new());
    for (name, floor) in &args.min {
        match report.figure(name) {
            Some(value) if value < *floor => short.push(format!("{name} {value:.3} < {floor}")),
            Some(_) => {}
            None => unknown.push(
                Diag::error("eval::no_such_figure", "--min", format!("there is no figure “{name}”"))
                    .help("mentions, mentions_overlap, relations, graph, links, groups, dates, modality, a type or a predicate; then .p or .r"),
            ),
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
