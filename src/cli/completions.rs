//! `silkgraph completions`: scripts for shells.

use super::ctx::Ctx;
use super::exit::{Exit, Outcome};
use clap::CommandFactory;
use std::io::Write;

/// Options of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: silkgraph completions bash > ~/.local/share/bash-completion/completions/silkgraph")]
pub struct Args {
    /// The shell
    shell: clap_complete::Shell,
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Cli::command(), "silkgraph", &mut script);
    let mut out = ctx.stdout();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Ok)
}
