//! `silkgraph why-not`: why a text does not give a fact.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use crate::explain::{fact, why_not};
use crate::pipeline;
use std::io::Write;
use std::path::PathBuf;

/// Options of `why-not`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: silkgraph why-not --text data/texts/anniversary-2022.txt 中国 supports 全球发展倡议\nExits with 1 where the text does not give it."
)]
pub struct Args {
    /// The text
    #[arg(long, required = true, value_name = "FILE")]
    text: PathBuf,
    /// Who: a name that the text or the lexicon has
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// What: supports, 支持, …
    #[arg(value_name = "PREDICATE")]
    predicate: String,
    /// Of what
    #[arg(value_name = "OBJECT")]
    object: String,
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let kit = ctx.kit()?;
    let predicate = fact::parse(&kit.ontology, &args.predicate)?;
    let (files, mut diags) = ctx.find(std::slice::from_ref(&args.text));
    let asked = format!("{} {predicate} {}", args.subject, args.object);
    let mut out = ctx.stdout();
    let mut said = false;
    let mut texts = 0;
    for file in &files {
        for input in pipeline::open(file)? {
            let input = input?;
            let again = fact::read(&kit, &input);
            let answer = why_not::why_not(&kit, &again, &args.subject, predicate, &args.object);
            said |= !answer.said.is_empty();
            texts += 1;
            writeln!(out, "{}", why_not::show(&input.file, &asked, &answer))?;
        }
    }
    out.flush()?;
    if texts == 0 {
        diags.push(crate::base::Diag::error("input::none", args.text.display().to_string(), "there is nothing to read"));
        return Err(Failure::from(diags));
    }
    Ok(if said { Exit::Ok } else { Exit::Found })
}
