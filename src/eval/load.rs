//! Gold, texts and predictions on disk.

use super::{Page, Side};
use crate::base::Diag;
use std::path::{Path, PathBuf};

/// A document of the gold: its text and what the gold says of it.
#[derive(Clone, Debug)]
pub struct GoldDoc {
    /// The text file's bytes.
    pub bytes: Vec<u8>,
    /// The text file's path.
    pub path: PathBuf,
    /// The text.
    pub page: Page,
    /// The annotations.
    pub side: Side,
}

/// Read every `DOC.jsonl` of a directory, with `DOC.entities.json` beside it and the text `DOC.txt`:
/// from `texts` where given, else from beside it, else from the directory `texts` next to the gold's.
///
/// # Errors
/// Every file that is missing or wrong.
pub fn gold(dir: &Path, texts: Option<&Path>) -> Result<Vec<GoldDoc>, Vec<Diag>> {
    let (mut docs, mut wrong) = (Vec::new(), Vec::new());
    for (doc, file) in streams(dir).map_err(|d| vec![d])? {
        match one(dir, texts, &doc, &file) {
            Ok(d) => docs.push(d),
            Err(d) => wrong.push(d),
        }
    }
    if docs.is_empty() && wrong.is_empty() {
        let none = Diag::error("input::no_gold", dir.display().to_string(), "no gold here: no file ends in .jsonl");
        wrong.push(none.help("name a directory with DOC.jsonl and DOC.entities.json files: --gold DIR"));
    }
    if wrong.is_empty() { Ok(docs) } else { Err(wrong) }
}

/// The annotation stream that was written for a document, where there is one.
///
/// # Errors
/// When the file is there and cannot be read.
pub fn predicted(dir: &Path, doc: &str) -> Result<Option<(String, String)>, Diag> {
    let file = dir.join(format!("{doc}.jsonl"));
    if file.exists() { Ok(Some((file.display().to_string(), text(&file)?))) } else { Ok(None) }
}

fn one(dir: &Path, texts: Option<&Path>, doc: &str, file: &Path) -> Result<GoldDoc, Diag> {
    let name = format!("{doc}.txt");
    let beside = dir.join(&name);
    let path = match texts {
        Some(t) => t.join(&name),
        None if beside.exists() => beside,
        None => dir.parent().unwrap_or(Path::new("")).join("texts").join(&name),
    };
    let bytes = std::fs::read(&path).map_err(|e| cannot_read(&path, &e))?;
    let raw = std::str::from_utf8(&bytes).map_err(|e| {
        Diag::error("input::not_utf8", path.display().to_string(), format!("annotations count characters, and this text is not UTF-8: {e}"))
    })?;
    let page = Page::new(doc, raw);
    let entities = dir.join(format!("{doc}.entities.json"));
    let (entities, known) = (entities.display().to_string(), if entities.exists() { Some(text(&entities)?) } else { None });
    let known = known.as_deref().map(|text| (entities.as_str(), text));
    let side = Side::gold(&page, (&file.display().to_string(), &text(file)?), known)?;
    Ok(GoldDoc { page, side, bytes, path })
}

/// The `.jsonl` files of a directory with their documents' names, sorted.
fn streams(dir: &Path) -> Result<Vec<(String, PathBuf)>, Diag> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(|e| cannot_read(dir, &e))? {
        let path = entry.map_err(|e| cannot_read(dir, &e))?.path();
        if path.extension().is_some_and(|e| e == "jsonl") {
            let doc = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            all.push((doc, path));
        }
    }
    all.sort();
    Ok(all)
}

fn text(path: &Path) -> Result<String, Diag> {
    std::fs::read_to_string(path).map_err(|e| cannot_read(path, &e))
}

fn cannot_read(path: &Path, why: &std::io::Error) -> Diag {
    Diag::error("input::unreadable", path.display().to_string(), format!("cannot be read: {why}"))
}
