//! What went wrong, and where: data only. Drawing is the command line's.

use std::ops::Range;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing was lost.
    Note,
    /// Something was skipped or guessed.
    Warning,
    /// The input cannot be used.
    Error,
}

/// A place in a file, with what to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Bytes of [`Diag::source`].
    pub range: Range<usize>,
    /// What to say there.
    pub text: String,
}

/// One thing to tell the user about one of their files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diag {
    /// A stable code such as `rules::unknown_class`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence.
    pub message: String,
    /// The file's name as the user gave it.
    pub file: String,
    /// The file's text (or the part that the labels point into); empty where there is none.
    pub source: String,
    /// Places in `source`.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diag {
    /// A diagnostic without labels or help.
    pub fn new(code: &'static str, severity: Severity, file: impl Into<String>, message: impl Into<String>) -> Self {
        Diag { code, severity, message: message.into(), file: file.into(), source: String::new(), labels: Vec::new(), help: None }
    }

    /// An error without labels or help.
    pub fn error(code: &'static str, file: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, file, message)
    }

    /// A warning without labels or help.
    pub fn warning(code: &'static str, file: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, file, message)
    }

    /// The same, pointing at `range` (bytes) of `source`.
    #[must_use]
    pub fn at(mut self, source: &str, range: Range<usize>, text: impl Into<String>) -> Self {
        if self.source.is_empty() {
            self.source = source.to_owned();
        }
        self.labels.push(Label { range, text: text.into() });
        self
    }

    /// The same, with advice.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Line (from 1) and column in characters (from 1) of the first label.
    pub fn position(&self) -> Option<(usize, usize)> {
        let at = self.labels.first()?.range.start.min(self.source.len());
        let before = self.source.get(..at)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
        Some((line, column))
    }
}
