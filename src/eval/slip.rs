//! One mistake, with the words around it.

use super::Page;
use serde::Serialize;
use std::fmt;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A mention of the gold was not found.
    MissedMention,
    /// A mention was found that the gold does not have.
    WrongMention,
    /// A mention was found and taken for another thing.
    WrongLink,
    /// A relation of the gold was not found.
    MissedRelation,
    /// A relation was found that the gold does not have.
    WrongRelation,
    /// A relation was found with another modality.
    WrongModality,
}

impl Kind {
    const fn words(self) -> &'static str {
        match self {
            Kind::MissedMention => "missed mention",
            Kind::WrongMention => "wrong mention",
            Kind::WrongLink => "wrong link",
            Kind::MissedRelation => "missed relation",
            Kind::WrongRelation => "wrong relation",
            Kind::WrongModality => "wrong modality",
        }
    }
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Slip {
    /// The document.
    pub doc: String,
    /// Line of the raw file, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What went wrong.
    pub kind: Kind,
    /// What the gold says there, where it says something.
    pub gold: Option<String>,
    /// What was predicted there, where something was.
    pub predicted: Option<String>,
    /// Words before.
    pub before: String,
    /// The words of the mention; of a relation, those of its object, else of its subject, else the first of the sentence.
    pub words: String,
    /// Words after.
    pub after: String,
}

impl Slip {
    /// A mistake about the words between two steps.
    pub fn new(page: &Page, kind: Kind, (start, end): (usize, usize), gold: Option<String>, predicted: Option<String>) -> Self {
        let (line, column) = page.position(start);
        let is_fact = matches!(kind, Kind::MissedRelation | Kind::WrongRelation | Kind::WrongModality);
        let around = if is_fact { (24, 12) } else { (12, 8) };
        Slip {
            doc: page.doc.clone(),
            line,
            column,
            kind,
            gold,
            predicted,
            before: page.words(start.saturating_sub(around.0), start),
            words: page.words(start, end),
            after: page.words(end, end + around.1),
        }
    }
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}: ", self.doc, self.line, self.column, self.kind.words())?;
        match (&self.gold, &self.predicted) {
            (Some(g), Some(p)) => writeln!(f, "gold: {g}; predicted: {p}")?,
            (Some(one), None) | (None, Some(one)) => writeln!(f, "{one}")?,
            (None, None) => writeln!(f)?,
        }
        write!(f, "    …{}【{}】{}…", self.before, self.words, self.after)
    }
}
