//! `silkgraph rules`: test, list, check and begin rules.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use crate::explain::cases;
use std::io::Write;

/// Options of `rules`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  silkgraph rules test supports.\n  silkgraph rules list data/texts\n  silkgraph rules lint data/texts")]
pub struct Args {
    #[command(subcommand)]
    task: Task,
}

/// What to do with rules.
#[derive(Debug, clap::Subcommand)]
enum Task {
    /// Run the examples and rejects that rules carry; exits with 1 where one fails
    Test {
        /// Only rules whose id begins so
        #[arg(value_name = "ID-PREFIX", default_value = "")]
        prefix: String,
        /// Show the cases that are as they should be too
        #[arg(short, long)]
        verbose: bool,
    },
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    match args.task {
        Task::Test { prefix, verbose } => test(&prefix, verbose, ctx),
    }
}

fn test(prefix: &str, verbose: bool, ctx: &Ctx) -> Outcome {
    let kit = ctx.kit()?;
    let verdicts = ctx.pool()?.install(|| cases::test(&kit, prefix));
    if verdicts.is_empty() {
        return Err(Failure::usage(format!("no rule has an id that begins with “{prefix}”"), "silkgraph rules list names them all"));
    }
    let mut out = ctx.stdout();
    for verdict in verdicts.iter().filter(|v| verbose || !v.outcome.good()) {
        writeln!(out, "{}", cases::show(verdict))?;
    }
    if !ctx.global.quiet {
        write!(out, "{}", cases::summary(&verdicts))?;
    }
    out.flush()?;
    Ok(if verdicts.iter().all(|v| v.outcome.good()) { Exit::Ok } else { Exit::Found })
}
