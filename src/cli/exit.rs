//! How the program ends.

use crate::base::{Diag, Severity};
use std::io;
use std::process::ExitCode;

/// Exit codes. Scripts rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All went well.
    Ok = 0,
    /// A check found something.
    Found = 1,
    /// The command was not understood: options, a query's syntax.
    Usage = 2,
    /// An input could not be read. What could be read was worked on.
    Unreadable = 3,
    /// A rule, a lexicon or the vocabulary is wrong.
    Config = 4,
    /// The program's own mistake, or an output that could not be written.
    Internal = 70,
}

/// Why a command stopped.
#[derive(Debug)]
pub struct Failure {
    /// How to end.
    pub exit: Exit,
    /// What to say.
    pub diags: Vec<Diag>,
}

/// What a command gives.
pub type Outcome = Result<Exit, Failure>;

impl Exit {
    /// The exit that a diagnostic calls for: by the first part of its code.
    pub fn of(diag: &Diag) -> Self {
        if diag.severity != Severity::Error {
            return Exit::Ok;
        }
        match diag.code.split("::").next().unwrap_or_default() {
            "query" | "cli" => Exit::Usage,
            "input" | "text" | "remote" => Exit::Unreadable,
            "graph" if diag.code != "graph::store" => Exit::Unreadable,
            "kit" | "lexicon" | "ontology" | "rules" | "rule" => Exit::Config,
            _ => Exit::Internal,
        }
    }

    /// The worst exit that some diagnostics call for.
    pub fn worst<'d>(diags: impl IntoIterator<Item = &'d Diag>) -> Self {
        diags.into_iter().map(Exit::of).max().unwrap_or(Exit::Ok)
    }
}

impl Failure {
    /// The command line does not make sense.
    pub fn usage(message: impl Into<String>, help: &str) -> Self {
        Diag::error("cli::usage", "", message).help(help).into()
    }
}

impl From<Diag> for Failure {
    fn from(diag: Diag) -> Self {
        vec![diag].into()
    }
}

impl From<Vec<Diag>> for Failure {
    fn from(diags: Vec<Diag>) -> Self {
        Failure { exit: Exit::worst(&diags), diags }
    }
}

/// Output that nobody reads any more ends the program quietly.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure { exit: Exit::Ok, diags: Vec::new() };
        }
        Diag::error("output::write", "", format!("cannot write the output: {error}")).into()
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
