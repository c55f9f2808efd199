//! `silkgraph rules`: test, list, check and begin rules.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use crate::base::Diag;
use crate::explain::fact::{self, Again};
use crate::explain::{begin, cases, lint};
use crate::pipeline::{self, Kit};
use rayon::prelude::*;
use std::io::Write;
use std::path::{Path, PathBuf};

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
    /// List the rules: what each finds, where it is written, how often it is used in texts
    List {
        /// Texts, or folders of texts, to count uses in
        #[arg(value_name = "FILE_OR_FOLDER")]
        texts: Vec<PathBuf>,
        /// Only rules whose id begins so
        #[arg(long, value_name = "ID-PREFIX", default_value = "")]
        id: String,
    },
    /// Look for dead, lone and doubled rules, shadowed names, and verbs that no rule covers; exits with 1 for dead rules and missing cases
    Lint {
        /// Texts, or folders of texts; without them data/texts
        #[arg(value_name = "FILE_OR_FOLDER", default_value = "data/texts")]
        texts: Vec<PathBuf>,
    },
    /// Write the file of a new rule, to fill in
    New {
        /// Its id, such as supports.by-vote
        #[arg(value_name = "ID")]
        id: String,
        /// What kind of rule
        #[arg(long, value_name = "KIND", default_value = "relation", value_parser = begin::KINDS)]
        kind: String,
        /// The folder of rules
        #[arg(short, long, value_name = "DIR", default_value = "data/rules")]
        output: PathBuf,
    },
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    match args.task {
        Task::Test { prefix, verbose } => test(&prefix, verbose, ctx),
        Task::List { texts, id } => list(&texts, &id, ctx),
        Task::Lint { texts } => look(&texts, ctx),
        Task::New { id, kind, output } => new(&id, &kind, &output, ctx),
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

/// Texts, read with a trace.
fn read(kit: &Kit, texts: &[PathBuf], ctx: &Ctx) -> Result<Vec<Again>, Failure> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let (files, diags) = ctx.find(texts);
    ctx.tell_all(&diags);
    let mut inputs = Vec::new();
    for file in &files {
        for input in pipeline::open(file)? {
            match input {
                Ok(input) => inputs.push(input),
                Err(diag) => ctx.tell(&diag),
            }
        }
    }
    if inputs.is_empty() {
        return Err(Diag::error("input::none", "", "there is nothing to read").into());
    }
    Ok(ctx.pool()?.install(|| inputs.par_iter().map(|i| fact::read(kit, i)).collect()))
}

fn list(texts: &[PathBuf], id: &str, ctx: &Ctx) -> Outcome {
    let kit = ctx.kit()?;
    let read = read(&kit, texts, ctx)?;
    let uses = lint::uses(&read);
    let mut out = ctx.stdout();
    let mut heads: Vec<_> = kit.rules.heads().filter(|h| h.id.starts_with(id)).collect();
    heads.sort_by(|a, b| a.id.cmp(&b.id));
    for head in heads {
        let used = lint::of_rule(&kit, &uses, &head.id);
        let used =
            if texts.is_empty() { String::new() } else { format!("  used {} times in {} sentences", used.count, used.sentences.len()) };
        writeln!(out, "{:<32}{}:{}{used}\n    {}", head.id, head.file, head.line, head.says)?;
    }
    out.flush()?;
    Ok(Exit::Ok)
}

fn look(texts: &[PathBuf], ctx: &Ctx) -> Outcome {
    let kit = ctx.kit()?;
    let read = read(&kit, texts, ctx)?;
    let found = ctx.pool()?.install(|| lint::lint(&kit, &read));
    let mut out = ctx.stdout();
    write!(out, "{}", lint::show(&found))?;
    let rules = kit.rules.heads().count();
    let of = |o| found.iter().filter(|f| f.oddity == o).count();
    writeln!(
        out,
        "{rules} rules over {} texts: {} dead, {} of a single sentence",
        read.len(),
        of(lint::Oddity::Dead),
        of(lint::Oddity::Single)
    )?;
    out.flush()?;
    Ok(if found.iter().any(|f| f.oddity.fails()) { Exit::Found } else { Exit::Ok })
}

fn new(id: &str, kind: &str, folder: &Path, ctx: &Ctx) -> Outcome {
    let (below, text) = begin::skeleton(kind, id)?;
    if let Some(head) = ctx.kit()?.rules.head(id) {
        return Err(Failure::usage(format!("there is a rule {id} in {}:{}", head.file, head.line), "choose another id"));
    }
    let path = folder.join(below).join(format!("{id}.toml"));
    if path.exists() {
        return Err(Failure::usage(format!("{} is there already", path.display()), "choose another id"));
    }
    let failed = |e: std::io::Error| Diag::error("output::write", path.display().to_string(), format!("cannot write it: {e}"));
    std::fs::create_dir_all(folder.join(below)).map_err(failed)?;
    std::fs::write(&path, text).map_err(failed)?;
    let mut out = ctx.stdout();
    writeln!(out, "{}", path.display())?;
    out.flush()?;
    Ok(Exit::Ok)
}
