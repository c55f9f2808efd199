//! What commands know of the world: the only place that reads the environment and asks for a terminal.

use super::exit::{Exit, Failure};
use super::render;
use super::shown::Shown;
use super::whole::Whole;
use crate::base::{Diag, Severity, sha256_hex};
use crate::pipeline::{self, Files, Found, Kit};
use crate::query::Format;
use rayon::ThreadPool;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::PathBuf;

/// Options that every command takes.
#[derive(Clone, Debug, clap::Args)]
pub struct Global {
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Names and rules from this folder instead of the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    pub kit: Option<PathBuf>,
    /// How many threads; 0 is one for each core
    #[arg(long, global = true, value_name = "N", default_value_t = 0)]
    pub threads: usize,
    /// How many megabytes one text may have, unpacked
    #[arg(long, global = true, value_name = "MB", default_value_t = pipeline::LONGEST >> 20)]
    pub max_text: u64,
    /// Colours in messages
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The world as commands see it.
pub struct Ctx {
    /// Options of every command.
    pub global: Global,
    /// True where standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// True where standard error is a terminal.
    pub stderr_is_terminal: bool,
    color: bool,
}

impl Ctx {
    /// Look at the environment.
    pub fn new(global: Global) -> Self {
        let stderr_is_terminal = io::stderr().is_terminal();
        let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        let color = match global.color {
            When::Always => true,
            When::Never => false,
            When::Auto => stderr_is_terminal && !set("NO_COLOR") && !dumb,
        };
        Ctx { global, stdout_is_terminal: io::stdout().is_terminal(), stderr_is_terminal, color }
    }

    /// How answers are written unless the user says: as a table for people, as TSV for programs.
    pub fn results(&self) -> Format {
        if self.stdout_is_terminal { Format::Table } else { Format::Tsv }
    }

    /// Standard output, buffered. Flush it before the end to hear of its errors.
    pub fn stdout(&self) -> BufWriter<Shown<StdoutLock<'static>>> {
        BufWriter::with_capacity(1 << 16, Shown::new(io::stdout().lock(), self.stdout_is_terminal))
    }

    /// Standard output for a stream of texts, which may be ended at any time. Flush it as well.
    pub fn stream(&self) -> Whole<Shown<StdoutLock<'static>>> {
        Whole::new(Shown::new(io::stdout().lock(), self.stdout_is_terminal), is_pipe())
    }

    /// True where somebody looks at standard error, and wants to hear more than errors.
    pub fn shows_progress(&self) -> bool {
        self.stderr_is_terminal && !self.global.quiet
    }

    /// Tell the user.
    pub fn tell(&self, diag: &Diag) {
        if !self.global.quiet || diag.severity == Severity::Error {
            // Nobody is left to hear that standard error is closed.
            let _ = writeln!(io::stderr(), "{}", render::diag(diag, self.color));
        }
    }

    /// Tell the user all of these; the exit that they call for.
    pub fn tell_all<'d>(&self, diags: impl IntoIterator<Item = &'d Diag> + Clone) -> Exit {
        diags.clone().into_iter().for_each(|d| self.tell(d));
        Exit::worst(diags)
    }

    /// The kit: of `--kit`, else the built-in one.
    ///
    /// # Errors
    /// Every mistake in its files.
    pub fn kit(&self) -> Result<Kit, Failure> {
        let kit = match &self.global.kit {
            Some(folder) => Kit::load(folder),
            None => Kit::embedded(),
        };
        kit.map_err(|diags| Failure { exit: Exit::Config, diags })
    }

    /// The texts among files and folders, each as long as `--max-text` says at most.
    pub fn find(&self, given: &[PathBuf]) -> (Vec<Found>, Vec<Diag>) {
        let (mut files, diags) = pipeline::find(given);
        files.iter_mut().for_each(|f| f.most = self.longest());
        (files, diags)
    }

    /// The most bytes that a text may have.
    pub fn longest(&self) -> u64 {
        self.global.max_text.saturating_mul(1 << 20)
    }

    /// What reads the texts: a hash of this program and of the kit's files.
    ///
    /// # Errors
    /// When the program's file or the kit cannot be read.
    pub fn maker(&self) -> Result<String, Failure> {
        let program = std::env::current_exe().and_then(std::fs::read);
        let program = program.map_err(|e| Diag::error("output::program", "", format!("cannot read the program's own file: {e}")))?;
        let mut all = sha256_hex(&program);
        if let Some(folder) = &self.global.kit {
            let files = Files::read(folder).map_err(|diags| Failure { exit: Exit::Config, diags })?;
            for (name, content) in files.ontology.iter().chain(&files.lexicon).chain(&files.rules) {
                all.push_str(&format!("\n{name} {}", sha256_hex(content.as_bytes())));
            }
        }
        Ok(all)
    }

    /// The threads of `--threads`.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn pool(&self) -> Result<ThreadPool, Failure> {
        Ok(pipeline::threads(self.global.threads)?)
    }
}

/// True where standard output is a pipe.
#[cfg(unix)]
fn is_pipe() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let kind = || io::stdout().as_fd().try_clone_to_owned().and_then(|fd| std::fs::File::from(fd).metadata());
    kind().is_ok_and(|about| about.file_type().is_fifo())
}

/// What other systems do with pipes is theirs.
#[cfg(not(unix))]
fn is_pipe() -> bool {
    false
}
