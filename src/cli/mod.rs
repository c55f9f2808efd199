//! Floor 13: the command line. One file a command: a struct `Args` and a function `run`.
//!
//! To add a command: write `src/cli/NAME.rs`, and add its line to `mod` and to `commands!` below.

mod ask;
mod build;
mod completions;
mod ctx;
mod diagram;
mod diff;
mod eval;
mod exit;
mod explain;
mod export;
mod extract;
mod graph;
mod progress;
mod push;
mod query;
mod render;
mod rules;
mod serve;
mod shown;
mod verify;
mod whole;
mod why_not;

use clap::Parser;
use ctx::{Ctx, Global};
use exit::{Exit, Outcome};
use std::process::ExitCode;

/// Knowledge graphs from Chinese diplomatic texts; every fact with its words.
#[derive(Debug, Parser)]
#[command(name = "silkgraph", version, about, after_help = EXITS, max_term_width = 100, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const EXITS: &str = "\
Exit codes: 0 ok, 1 a check found something, 2 usage, 3 unreadable input (the rest was worked on),
4 rule or configuration error, 70 internal error or output not written.";

macro_rules! commands {
    ($($(#[$about:meta])* $variant:ident => $module:ident,)+) => {
        #[derive(Debug, clap::Subcommand)]
        enum Command { $($(#[$about])* $variant($module::Args),)+ }

        impl Command {
            fn run(self, ctx: &Ctx) -> Outcome {
                match self { $(Command::$variant(args) => $module::run(args, ctx),)+ }
            }
        }
    };
}

commands! {
    /// Make a graph of texts
    Build => build,
    /// Write what texts say: annotations, N-Quads, brat
    Extract => extract,
    /// Ask a graph in SPARQL
    Query => query,
    /// Ask a graph one of the questions that come with the program
    Ask => ask,
    /// Send a graph to a store, by the SPARQL 1.1 Graph Store protocol
    Push => push,
    /// Write a graph in another format
    Export => export,
    /// Draw a graph
    Diagram => diagram,
    /// Measure a graph: who stands in the middle, what belongs together
    Graph => graph,
    /// Check a graph: a second reader, every fact, every quotation against its text
    Verify => verify,
    /// Score what is extracted against gold annotations
    Eval => eval,
    /// Say why a graph states a fact
    Explain => explain,
    /// Say why a text does not give a fact
    WhyNot => why_not,
    /// Compare what two texts or graphs say
    Diff => diff,
    /// Test, list and check rules
    Rules => rules,
    /// Look at a graph in a browser; SPARQL over HTTP
    Serve => serve,
    /// Print a completion script for a shell
    Completions => completions,
}

/// Run the program; the exit code.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            // Help that nobody reads is no error.
            let _ = e.print();
            return if e.use_stderr() { Exit::Usage.into() } else { Exit::Ok.into() };
        }
    };
    let ctx = Ctx::new(cli.global);
    let exit = cli.command.run(&ctx).unwrap_or_else(|failure| {
        ctx.tell_all(&failure.diags);
        failure.exit
    });
    exit.into()
}
