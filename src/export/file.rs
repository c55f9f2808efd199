//! Files that appear whole or not at all, alone or as a set.
//!
//! Each is filled under a temporary name, `.silkgraph-….tmp`, beside its place and renamed when it is whole. Its writer
//! keeps a temporary file locked, so the next writer in the folder knows those that a killed one left, and removes them.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

const PREFIX: &str = ".silkgraph-";
const SUFFIX: &str = ".tmp";

/// Files that take their places together: none before all are whole. Dropped before [`Batch::commit`] it leaves nothing.
#[derive(Debug, Default)]
pub struct Batch {
    files: Vec<(PathBuf, NamedTempFile)>,
}

impl Batch {
    /// Fill a file of the set. Folders above it are made.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let file = prepare(path, fill).map_err(|e| named(path, &e))?;
        self.files.push((path.to_owned(), file));
        Ok(())
    }

    /// Rename every file to its place, the last added last. The set is on the disk before the first is renamed.
    ///
    /// # Errors
    /// When a file cannot be written; those renamed before it stay.
    pub fn commit(self) -> io::Result<()> {
        for (path, file) in &self.files {
            file.as_file().sync_all().map_err(|e| named(path, &e))?;
        }
        for (path, file) in self.files {
            file.persist(&path).map_err(|e| named(&path, &e.error))?;
        }
        Ok(())
    }
}

/// Write a file through a temporary one beside it, then rename. Folders above it are made.
///
/// # Errors
/// When it cannot be written; then what was there before is untouched.
pub fn replace_with(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let write = || prepare(path, fill)?.persist(path).map_err(|e| e.error);
    write().map(drop).map_err(|e| named(path, &e))
}

/// The same with the content at hand.
///
/// # Errors
/// As for [`replace_with`].
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    replace_with(path, |out| out.write_all(content))
}

fn named(path: &Path, e: &io::Error) -> io::Error {
    io::Error::new(e.kind(), format!("{}: {e}", path.display()))
}

/// A whole file under a temporary name, locked.
fn prepare(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    sweep(folder);
    let mut out = BufWriter::with_capacity(1 << 16, begin(folder)?);
    fill(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

/// A new temporary file, locked. One that another's [`sweep`] took between its making and its locking is made anew.
fn begin(folder: &Path) -> io::Result<NamedTempFile> {
    loop {
        let file = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).permissions_of_a_file().tempfile_in(folder)?;
        // Where the file system has no locks, sweeping finds none either and removes nothing.
        let locked = file.as_file().lock();
        if locked.is_err() || file.path().exists() {
            return Ok(file);
        }
    }
}

/// Remove the temporary files whose writers are gone. What cannot be removed stays for the next time.
fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|n| n.starts_with(PREFIX) && n.ends_with(SUFFIX));
        if ours && entry.file_type().is_ok_and(|t| t.is_file()) {
            let Ok(file) = File::options().write(true).open(entry.path()) else { continue };
            if file.try_lock().is_ok() {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

/// Temporary files are private by default; ours become ordinary files.
trait Ordinary {
    fn permissions_of_a_file(&mut self) -> &mut Self;
}

impl Ordinary for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_of_a_file(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        self.permissions(std::fs::Permissions::from_mode(0o666))
    }

    #[cfg(not(unix))]
    fn permissions_of_a_file(&mut self) -> &mut Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_killed_writer_left_is_swept_and_what_a_living_one_writes_is_not() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(".silkgraph-dead.tmp"), "half").unwrap();
        std::fs::write(dir.path().join(".silkgraph-not-ours"), "kept").unwrap();
        let mut batch = Batch::default();
        batch.add(&dir.path().join("a"), |out| out.write_all(b"a")).unwrap();
        replace(&dir.path().join("b"), b"b").unwrap();
        assert_eq!(names(dir.path()).len(), 3, "{:?}", names(dir.path()));
        batch.commit().unwrap();
        assert_eq!(names(dir.path()), [".silkgraph-not-ours", "a", "b"]);
    }

    #[test]
    fn a_set_with_a_failure_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a"), "old").unwrap();
        let mut batch = Batch::default();
        batch.add(&dir.path().join("a"), |out| out.write_all(b"new")).unwrap();
        assert!(batch.add(&dir.path().join("b"), |_| Err(io::Error::other("no"))).unwrap_err().to_string().contains("b: no"));
        drop(batch);
        assert_eq!((names(dir.path()), std::fs::read(dir.path().join("a")).unwrap()), (vec!["a".to_owned()], b"old".to_vec()));
    }
}
