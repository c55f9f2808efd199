//! Files and folders as a user gives them → the files to read, sorted by name.

use super::open::LONGEST;
use crate::base::Diag;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// The endings of texts in a folder; each also with `.gz` or `.zst` after it. What cannot be read is passed over.
const ENDINGS: &[&str] = &[
    "txt",
    "md",
    "markdown",
    "html",
    "htm",
    "xhtml",
    "jsonl",
    "ndjson",
    #[cfg(feature = "parquet")]
    "parquet",
];

/// Names of files that speak about the texts beside them, and are none.
const ABOUT: &[&str] = &["README", "SOURCES", "LICENSE", "LICENCE", "COPYING", "NOTICE", "CHANGELOG"];

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The name that the graph knows it by: its path below the folder that was given, or its own name;
    /// without `.gz` or `.zst`. So a graph does not depend on where the texts lie.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// The most bytes that a text of it may have, unpacked.
    pub most: u64,
}

/// Find the texts among files and folders, folders all the way down. A file named by itself is taken
/// whatever its ending. In folders, hidden files and README, SOURCES, LICENSE and the like are passed
/// over, and links to folders not followed.
///
/// A file that is given twice is read once. Two files that would get the same name keep the paths they were given by.
pub fn find(given: &[PathBuf]) -> (Vec<Found>, Vec<Diag>) {
    let mut files = Vec::new();
    let mut diags = Vec::new();
    for path in given {
        match std::fs::metadata(path) {
            Err(e) => diags.push(unreadable(path, &e)),
            Ok(meta) if meta.is_dir() => {
                let before = (files.len(), diags.len());
                walk(path, path, &mut files, &mut diags);
                if (files.len(), diags.len()) == before {
                    let help = format!("looked for files ending in {}", ENDINGS.join(", "));
                    diags.push(Diag::warning("input::empty_folder", shown(path), "there is no text in this folder").help(help));
                }
            }
            Ok(_) => files.push(Found { name: file_name(path), path: path.clone(), most: LONGEST }),
        }
    }
    files.sort();
    let mut seen = BTreeSet::new();
    files.retain(|f| seen.insert(std::fs::canonicalize(&f.path).unwrap_or_else(|_| f.path.clone())));
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    files.iter().for_each(|f| *count.entry(f.name.clone()).or_default() += 1);
    for file in files.iter_mut().filter(|f| count[&f.name] > 1) {
        file.name = plain(&file.path.to_string_lossy());
    }
    files.sort();
    (files, diags)
}

/// True for the name of a file with many texts, each of which has a name of its own.
pub fn many(name: &str) -> bool {
    name.ends_with(".jsonl") || name.ends_with(".ndjson") || is_parquet(name)
}

/// True for the name of a Parquet file.
pub fn is_parquet(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("parquet"))
}

/// Where a text of this name may lie in a folder, packed or not. None for names that lead out of it: graphs come from others.
pub fn places(folder: &Path, name: &str) -> impl Iterator<Item = PathBuf> {
    let inside = !name.is_empty() && Path::new(name).components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    let endings: &[&str] = if inside { &["", ".gz", ".zst"] } else { &[] };
    endings.iter().map(move |end| folder.join(format!("{name}{end}")))
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<Found>, diags: &mut Vec<Diag>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) => return diags.push(unreadable(folder, &e)),
    };
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(root, &path, files, diags),
            Ok(_) if is_text(&path) => match std::fs::metadata(&path) {
                Ok(meta) if meta.is_file() => {
                    let below = path.strip_prefix(root).unwrap_or(&path);
                    files.push(Found { name: plain(&below.to_string_lossy()), path, most: LONGEST });
                }
                Ok(_) => {}
                Err(e) => diags.push(unreadable(&path, &e)),
            },
            Ok(_) => {}
            Err(e) => diags.push(unreadable(&path, &e)),
        }
    }
}

fn is_text(path: &Path) -> bool {
    let name = file_name(path);
    let about = ABOUT.contains(&name.split('.').next().unwrap_or_default());
    !about && Path::new(&name.to_ascii_lowercase()).extension().and_then(|e| e.to_str()).is_some_and(|e| ENDINGS.contains(&e))
}

fn file_name(path: &Path) -> String {
    plain(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy())
}

/// `/` between folders, no ending that only says how the file is packed.
pub(super) fn plain(name: &str) -> String {
    let name = name.replace('\\', "/");
    name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name).to_owned()
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diag {
    Diag::error("input::unreadable", shown(path), format!("cannot read it: {error}"))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
