//! `silkgraph extract`: what texts say, text by text.

use super::ctx::Ctx;
use super::exit::{Exit, Failure, Outcome};
use super::progress::{Progress, Total};
use crate::base::Diag;
use crate::export;
use crate::graph::{Nquads, Options, Piece, Told};
use crate::pipeline::{self, Count, Found, Inputs, Kit, Run};
use std::collections::BTreeSet;
use std::io::{self, BufReader, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

/// Options of `extract`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  silkgraph extract data/texts --format annotations -o out\n  silkgraph extract --jsonl - --format nquads < texts.jsonl > graph.nq"
)]
pub struct Args {
    /// Texts, or folders of texts: .txt .md .html .jsonl,
    #[cfg_attr(feature = "parquet", doc = " .parquet,")]
    /// also with .gz or .zst
    #[arg(value_name = "FILE_OR_FOLDER", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    inputs: Vec<PathBuf>,
    /// Read one JSON object a line: id, text, and if you like title, date, url; `-` is standard input
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value = "annotations")]
    format: Format,
    /// Where to write a file for each text; without it all goes to standard output
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// In N-Quads also every mention with its place
    #[arg(long)]
    mentions: bool,
}

/// What to write for each text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One JSON object a line: entities, mentions, relations
    Annotations,
    /// N-Quads, a named graph for each article
    Nquads,
    /// brat standoff: .ann beside .txt (needs -o)
    Brat,
    /// W3C Web Annotations
    Webanno,
}

/// Run it.
pub fn run(args: Args, ctx: &Ctx) -> Outcome {
    if args.output.is_none() && args.format == Format::Brat {
        return Err(Failure::usage("brat files come in pairs", "say where to write them with -o DIR"));
    }
    // Never taken apart: the program ends when this does.
    let (kit, pool) = (ManuallyDrop::new(ctx.kit()?), ctx.pool()?);
    let count = Count::default();
    let (inputs, mut exit, total) = inputs(&args, ctx, &count)?;
    let mut out = ctx.stream();
    // Where the texts are written to the terminal, they show how far it is.
    let shown = args.output.is_some() || !ctx.stdout_is_terminal;
    let progress = shown.then(|| Progress::new(ctx, "texts", total, count));
    let tell = |diags: &[Diag]| match &progress {
        Some(progress) if !diags.is_empty() => progress.aside(|| ctx.tell_all(diags)),
        _ => ctx.tell_all(diags),
    };
    let mut written = BTreeSet::new();
    let options = Options { mentions: args.mentions };
    // In a stream of quads what each thing is called is said once; a file of its own says all of it.
    let told = Told::default();
    let streamed = args.format == Format::Nquads && args.output.is_none();
    let work = |run: Run| {
        let (name, diags) = (run.text.file.clone(), run.text.diags.clone());
        let made = match streamed {
            true => Ok(vec![("nq", Content::Piece(told.piece(&kit.lexicon, run, options)))]),
            false => files(&kit, run, args.format, options),
        };
        (made, name, diags)
    };
    let done = pipeline::each(&kit, &pool, inputs, work, |done| -> Result<(), Failure> {
        let (files, name, diags) = match done {
            Ok(done) => done,
            Err(diag) => {
                exit = exit.max(tell(&[diag]));
                return Ok(());
            }
        };
        progress.iter().for_each(|p| p.add(1));
        exit = exit.max(tell(&diags));
        let Some(folder) = &args.output else { return files?.iter().try_for_each(|(_, content)| Ok(content.write(&told, &mut out)?)) };
        for (ending, content) in files? {
            let path = folder.join(stem(&name)).with_added_extension(ending);
            if !written.insert(path.clone()) {
                let what = format!("two texts would be written to {}: the second, {name}, was left out", path.display());
                exit = exit.max(tell(&[Diag::error("cli::clash", "", what).help("rename one, or extract them apart")]));
                continue;
            }
            export::replace_with(&path, |out| content.write(&told, out))?;
        }
        Ok(())
    });
    // What was made before a failure is written all the same.
    let flushed = out.flush();
    done?;
    flushed?;
    Ok(exit)
}

/// The texts to work on, how bad it was to find them, and how much there is.
fn inputs(args: &Args, ctx: &Ctx, count: &Count) -> Result<(Inputs, Exit, Total), Failure> {
    match &args.jsonl {
        Some(path) if path.as_os_str() == "-" => {
            let reader = BufReader::with_capacity(1 << 16, count.reading(io::stdin()));
            Ok((Box::new(pipeline::records("-".to_owned(), reader, ctx.longest())), Exit::Ok, Total::Unknown))
        }
        Some(path) => {
            let mut found = ctx.find(std::slice::from_ref(path));
            let Some(mut file) = found.0.pop() else { return Err(found.1.into()) };
            if !file.name.ends_with(".jsonl") && !pipeline::is_parquet(&file.name) {
                file.name.push_str(".jsonl");
            }
            Ok((pipeline::open_counted(&file, count)?, Exit::Ok, size(&[file])))
        }
        None => {
            let (found, mut diags) = ctx.find(&args.inputs);
            if found.is_empty() {
                diags.push(Diag::error("input::none", "", "there is nothing to read"));
                return Err(diags.into());
            }
            let exit = ctx.tell_all(&diags);
            let total = if ctx.shows_progress() { size(&found) } else { Total::Unknown };
            let count = count.clone();
            let one = move |file| pipeline::open_counted(&file, &count).unwrap_or_else(|diag| Box::new(std::iter::once(Err(diag))));
            Ok((Box::new(found.into_iter().flat_map(one)), exit, total))
        }
    }
}

/// How many bytes some files have, as they lie on the disk. Pipes have none.
fn size(files: &[Found]) -> Total {
    let bytes = files.iter().filter_map(|f| std::fs::metadata(&f.path).ok()).map(|m| m.len()).sum();
    if bytes > 0 { Total::Bytes(bytes) } else { Total::Unknown }
}

type Written = Vec<(&'static str, Content)>;

/// The content of a file, or of a part of a stream.
enum Content {
    Ready(Vec<u8>),
    Quads(Nquads),
    Piece(Piece),
}

impl Content {
    fn write(&self, told: &Told, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Content::Ready(bytes) => out.write_all(bytes),
            Content::Quads(quads) => quads.write(out),
            Content::Piece(piece) => told.write(piece, out),
        }
    }
}

/// The files of one text: ending and content.
fn files(kit: &Kit, run: Run, format: Format, options: Options) -> io::Result<Written> {
    let mut out = Vec::new();
    match format {
        Format::Annotations => export::annotations(run.reading(), &mut out).map(|()| vec![("jsonl", Content::Ready(out))]),
        Format::Webanno => export::webanno(run.reading(), &mut out).map(|()| vec![("jsonld", Content::Ready(out))]),
        Format::Brat => {
            export::brat(run.reading(), &mut out)?;
            Ok(vec![("ann", Content::Ready(out)), ("txt", Content::Ready(run.text.raw.into_bytes()))])
        }
        Format::Nquads => Ok(vec![("nq", Content::Quads(Nquads::new(&kit.lexicon, run, options)))]),
    }
}

/// A part of a text's name as a file's name: no signs that file systems take amiss, not too long.
fn part(name: &str) -> String {
    const LONGEST: usize = 180;
    let plain: String = name.chars().map(|c| if c.is_control() || matches!(c, ':' | '\\') { '_' } else { c }).collect();
    if plain.len() <= LONGEST {
        return plain;
    }
    let hash = crate::base::sha256_hex(name.as_bytes());
    format!("{}-{}", &plain[..plain.floor_char_boundary(LONGEST - 20)], &hash[..16])
}

/// A text's name without its ending, and without what would lead out of the folder.
fn stem(name: &str) -> PathBuf {
    let parts: Vec<String> = name.split('/').filter(|p| !matches!(*p, "" | "." | "..")).map(part).collect();
    let path: PathBuf = parts.iter().collect();
    let known = path.extension().and_then(|e| e.to_str()).is_some_and(|e| e.len() <= 8 && e.is_ascii());
    if known {
        path.with_extension("")
    } else if path == Path::new("") {
        "text".into()
    } else {
        path
    }
}
