//! `silkgraph build`: texts → a graph and a drawing of it.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use super::progress::{Progress, Total};
use crate::base::{Diag, Severity};
use crate::diagram::{self, SvgOptions, View};
use crate::export::{self, Batch, Format};
use crate::graph::{Graph, Options, Union, words};
use crate::pipeline::{self, Cache, Count, Summary};
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
use unicode_width::UnicodeWidthStr;

/// Options of `build`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  silkgraph build data/texts -o out\n  silkgraph build archive -o out --cache out/.cache")]
pub struct Args {
    /// Texts, or folders of texts: .txt .md .html .jsonl,
    #[cfg_attr(feature = "parquet", doc = " .parquet,")]
    /// also with .gz or .zst
    #[arg(required = true, value_name = "FILE_OR_FOLDER")]
    inputs: Vec<PathBuf>,
    /// Where to write graph.ttl and graph.svg
    #[arg(short, long, value_name = "DIR", default_value = "out")]
    output: PathBuf,
    /// Write graph.EXT in these formats too: nt nq trig jsonld rdf graphml gexf csv void.ttl.
    /// Only nq and trig keep which article says what in named graphs
    #[arg(long, value_name = "EXT", value_delimiter = ',', value_parser = super::export::parse_format)]
    also: Vec<Format>,
    /// Put every mention with its place into the graph, not only the evidence of facts
    #[arg(long)]
    mentions: bool,
    /// Keep what each text gave in this folder; the next build reads only the texts that changed.
    /// With another program, kit or --mentions all are read anew
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Draw nothing
    #[arg(long)]
    no_diagram: bool,
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    let began = Instant::now();
    let (files, mut diags) = ctx.find(&args.inputs);
    if files.is_empty() {
        diags.push(Diag::error("input::none", "", "there is nothing to read"));
        return Err(Failure::from(diags));
    }
    let (kit, pool) = (ctx.kit()?, ctx.pool()?);
    // How many texts JSON lines hold is not known before.
    let known = !files.iter().any(|f| pipeline::many(&f.name));
    let total = if known { Total::Things(files.len() as u64) } else { Total::Unknown };
    let progress = Progress::new(ctx, "texts", total, Count::default());
    let mut cache = match &args.cache {
        Some(folder) => Some(Cache::open(folder, &format!("{} mentions {}", ctx.maker()?, args.mentions))),
        None => None,
    };
    let also = args.also.into_iter().filter(|f| *f != Format::Turtle).collect::<Vec<_>>();
    // Other formats are written from a store; Turtle and the drawing need none.
    let store = if also.is_empty() { None } else { Some(Graph::new()?) };
    let mut union = Union::default();
    let (mut summary, told) =
        pipeline::gather(&kit, &pool, &files, Options { mentions: args.mentions }, cache.as_mut(), &|| progress.add(1), |lines| {
            union.add(&lines);
            store.as_ref().map_or(Ok(()), |store| store.extend(lines.quads()))
        })?;
    drop(progress);
    diags.extend(told);
    let exit = ctx.tell_all(&diags);
    if summary.texts == 0 {
        return Ok(exit.max(Exit::Unreadable));
    }
    union.sort();
    (summary.statements, summary.triples) = (union.count(words::STATEMENT.as_str()), union.len());
    let path = args.output.join("graph.ttl");
    // The files take their places together, the graph last.
    let mut batch = Batch::default();
    let drawing = path.with_extension("svg");
    let drawn = !args.no_diagram && draw(&union, &drawing, ctx, &mut batch)?;
    for (format, store) in also.into_iter().flat_map(|format| store.as_ref().map(|store| (format, store))) {
        export::add(&mut batch, store, format, &path.with_extension(format.ending()))?;
    }
    batch.add(&path, |out| export::whole(&union, out))?;
    batch.commit()?;
    if let Some(cache) = cache {
        cache.save()?;
    }
    if !ctx.global.quiet {
        let mut out = ctx.stdout();
        table(&mut out, &summary, began.elapsed().as_secs_f64())?;
        match drawn {
            true => {
                writeln!(out, "\nOpen {} in a browser to look at the graph; the graph itself is {}.", drawing.display(), path.display())?
            }
            false => writeln!(out, "\nThe graph is {}.", path.display())?,
        }
        out.flush()?;
    }
    Ok(exit)
}

/// Draw the core of a graph with the built-in layout. False where there is nothing to draw.
fn draw(union: &Union, path: &Path, ctx: &Ctx, batch: &mut Batch) -> Result<bool, Failure> {
    let view = View::from_triples(union.some(View::wants));
    if view.graph.edge_count() == 0 {
        let what = "no relation was found in these texts, so there is no drawing";
        ctx.tell(&Diag::new("diagram::nothing", Severity::Note, "", what));
        return Ok(false);
    }
    let picture = diagram::picture(&view, &diagram::Options::default())?;
    batch.add(path, |out| out.write_all(diagram::svg(&picture, SvgOptions::default()).as_bytes()))?;
    Ok(true)
}

/// What is in the graph, in two columns.
fn table(out: &mut dyn Write, summary: &Summary, seconds: f64) -> io::Result<()> {
    row(out, "texts", summary.texts)?;
    row(out, "articles", summary.articles)?;
    row(out, "mentions", summary.mentions.values().sum::<usize>())?;
    summary.mentions.iter().try_for_each(|(kind, n)| row(out, &format!("  {kind}"), n))?;
    row(out, "relations", summary.relations.values().sum::<usize>())?;
    summary.relations.iter().try_for_each(|(predicate, n)| row(out, &format!("  {predicate}"), n))?;
    row(out, "statements", summary.statements)?;
    row(out, "triples", summary.triples)?;
    row(out, "seconds", format!("{seconds:.2}"))
}

fn row(out: &mut dyn Write, name: &str, value: impl Display) -> io::Result<()> {
    let value = value.to_string();
    writeln!(out, "{name}{}{value}", " ".repeat(28usize.saturating_sub(name.width() + value.width()).max(1)))
}
