//! Questions kept as files: SPARQL with a title, a question in both languages, parameters and the rows that are right.
//!
//! A `.rq` file is SPARQL that any tool can run as it stands. Its first lines are comments:
//!
//! ```text
//! # title: Corridors of a state
//! # ask: 哪些走廊连接乌兹别克斯坦？
//! # question: Which corridors join Uzbekistan?
//! # param: state = 乌兹别克斯坦  a state
//! # expect: 中吉乌公路
//! ```
//!
//! A parameter stands in the query as `VALUES ?state { "乌兹别克斯坦"@zh }`; [`Question::fill`] puts
//! other values between the braces, escaped and of the same kind.

mod check;
mod param;
mod read;

pub use check::Verdict;
pub use param::{Kind, Param};

use crate::base::Diag;
use include_dir::{Dir, include_dir};
use std::path::Path;

static QUERIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The file's name without `.rq`: `06-peace-year-proposer`.
    pub name: String,
    /// What it is about, in a few English words.
    pub title: String,
    /// The question in Chinese, with the parameters' defaults.
    pub zh: String,
    /// The question in English.
    pub en: String,
    /// What can be changed.
    pub params: Vec<Param>,
    /// The rows that are right for `data/texts`: for each cell the names that do.
    pub expect: Vec<Vec<Vec<String>>>,
    /// The whole file.
    pub sparql: String,
}

impl Question {
    /// Read a question. `name` is the file's name without its ending.
    ///
    /// ```
    /// use silkgraph::query::Question;
    /// let text = "# title: T\n# ask: 问？\n# question: Q?\n# param: n = 3  how many\nSELECT * { VALUES ?n { 3 } }";
    /// let question = Question::parse("q", text).unwrap();
    /// assert!(question.fill(&[("n".to_owned(), "5".to_owned())]).unwrap().contains("VALUES ?n { 5 }"));
    /// assert!(question.fill(&[("n".to_owned(), "5 } DROP".to_owned())]).is_err());
    /// ```
    ///
    /// # Errors
    /// When a header line is missing or wrong, or a parameter is not in the query.
    pub fn parse(name: &str, text: &str) -> Result<Self, Diag> {
        read::question(name, text)
    }

    /// The name without its number: `peace-year-proposer`.
    pub fn short(&self) -> &str {
        self.name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-')
    }

    /// The query with other values for its parameters; a parameter given twice means either value.
    ///
    /// # Errors
    /// When there is no such parameter, or the value is not of its kind.
    pub fn fill(&self, given: &[(String, String)]) -> Result<String, Diag> {
        if let Some((name, _)) = given.iter().find(|(name, _)| !self.params.iter().any(|p| p.name == *name)) {
            let known: Vec<&str> = self.params.iter().map(|p| p.name.as_str()).collect();
            let help = if known.is_empty() { "it has none".to_owned() } else { format!("it has: {}", known.join(", ")) };
            return Err(Diag::error("query::param", &self.name, format!("the question has no parameter “{name}”")).help(help));
        }
        let mut sparql = self.sparql.clone();
        for param in &self.params {
            let values: Vec<&str> = given.iter().filter(|(name, _)| *name == param.name).map(|(_, v)| v.as_str()).collect();
            if !values.is_empty() {
                sparql = param.put(&sparql, &values).map_err(|e| Diag::error("query::param", &self.name, e))?;
            }
        }
        Ok(sparql)
    }
}

/// The questions that are built into the program, sorted by name.
///
/// # Errors
/// When one is broken (a test rules that out).
pub fn questions() -> Result<Vec<Question>, Diag> {
    let files = QUERIES.files().filter_map(|f| Some((f.path().to_path_buf(), f.contents_utf8()?.to_owned())));
    sorted(files.map(|(path, text)| (stem(&path), text)))
}

/// The questions of a folder, sorted by name.
///
/// # Errors
/// When the folder or a file cannot be read, or a question is broken.
pub fn questions_in(folder: &Path) -> Result<Vec<Question>, Diag> {
    let failed =
        |e: std::io::Error| Diag::error("input::unreadable", folder.display().to_string(), format!("cannot read the questions: {e}"));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|e| e == "rq") {
            files.push((stem(&path), std::fs::read_to_string(&path).map_err(failed)?));
        }
    }
    sorted(files.into_iter())
}

/// The question that a user means: by file name, by number, by name without number, or by the beginning of either.
///
/// # Errors
/// When none or several fit; the diagnostic names those that come near.
pub fn choose<'q>(questions: &'q [Question], name: &str) -> Result<&'q Question, Diag> {
    let name = name.trim_end_matches(".rq");
    let number = |q: &Question| q.name.split('-').next().is_some_and(|n| n.trim_start_matches('0') == name.trim_start_matches('0'));
    if let Some(q) = questions.iter().find(|q| q.name == name || q.short() == name || number(q)) {
        return Ok(q);
    }
    let begin: Vec<&Question> = questions.iter().filter(|q| q.name.starts_with(name) || q.short().starts_with(name)).collect();
    if let [one] = begin[..] {
        return Ok(one);
    }
    let near: Vec<&str> = if begin.is_empty() {
        questions.iter().filter(|q| name.split('-').any(|word| word.len() > 2 && q.name.contains(word))).map(|q| q.name.as_str()).collect()
    } else {
        begin.iter().map(|q| q.name.as_str()).collect()
    };
    let help = if near.is_empty() { "`silkgraph ask` lists them".to_owned() } else { format!("do you mean {}?", near.join(", ")) };
    Err(Diag::error("query::question", "", format!("there is no one question called “{name}”")).help(help))
}

fn sorted(files: impl Iterator<Item = (String, String)>) -> Result<Vec<Question>, Diag> {
    let mut files: Vec<(String, String)> = files.filter(|(name, _)| !name.is_empty()).collect();
    files.sort();
    files.iter().map(|(name, text)| Question::parse(name, text)).collect()
}

/// A `.rq` file's name without its ending; empty for other files.
fn stem(path: &Path) -> String {
    let is = path.extension().is_some_and(|e| e == "rq");
    path.file_stem().filter(|_| is).map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
