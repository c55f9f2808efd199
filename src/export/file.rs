//! Files that appear whole or not at all; [`super::set`] has those that do so together.
//!
//! Each is filled under a temporary name, `.silkgraph-….tmp`, beside its place and renamed when it is whole. Its writer
//! keeps a temporary file locked, so the next writer in the folder knows those that a killed one left, and removes them.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use tempfile::NamedTempFile;

const PREFIX: &str = ".silkgraph-";
const SUFFIX: &str = ".tmp";

/// Write a file through a temporary one beside it, then rename. Folders above it are made.
///
/// # Errors
/// When it cannot be written; then what was there before is untouched.
pub fn replace_with(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let write = || match is_stream(path) {
        true => stream(path, fill),
        false => prepare(path, fill)?.persist(path).map(drop).map_err(|e| e.error),
    };
    write().map_err(|e| named(path, &e))
}

/// True for devices, pipes and the like, which are written to and never replaced: else `-o /dev/null` would put a file there.
pub(super) fn is_stream(path: &Path) -> bool {
    path.starts_with("/dev") || path.starts_with("/proc") || std::fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir())
}

/// Write to a device or pipe.
pub(super) fn stream(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, File::options().write(true).open(path)?);
    fill(&mut out)?;
    out.flush()
}

/// The same with the content at hand.
///
/// # Errors
/// As for [`replace_with`].
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    replace_with(path, |out| out.write_all(content))
}

pub(super) fn named(path: &Path, e: &io::Error) -> io::Error {
    io::Error::new(e.kind(), format!("{}: {e}", path.display()))
}

/// The folder that a file stands in.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A whole file under a temporary name, locked.
pub(super) fn prepare(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<NamedTempFile> {
    let folder = folder(path);
    std::fs::create_dir_all(folder)?;
    {
        // Under the lock: a set that is about to take its places keeps its temporary files.
        let _lock = super::set::lock(folder);
        super::set::finish(folder)?;
        sweep(folder);
    }
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

/// True for the name of a temporary file of ours.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX) && !name.contains(['/', '\\'])
}

/// A name for a temporary file of ours that no other has.
pub(super) fn temporary(folder: &Path) -> io::Result<String> {
    let file = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
    file.path().file_name().and_then(|n| n.to_str()).map(str::to_owned).ok_or_else(|| io::Error::other("no name"))
}

/// Remove the temporary files whose writers are gone. What cannot be removed stays for the next time.
fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        if name.to_str().is_some_and(is_temporary) && entry.file_type().is_ok_and(|t| t.is_file()) {
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
        let living = prepare(&dir.path().join("a"), |out| out.write_all(b"a")).unwrap();
        replace(&dir.path().join("b"), b"b").unwrap();
        assert_eq!(names(dir.path()).len(), 3, "{:?}", names(dir.path()));
        living.persist(dir.path().join("a")).unwrap();
        assert_eq!(names(dir.path()), [".silkgraph-not-ours", "a", "b"]);
    }

    #[cfg(unix)]
    #[test]
    fn devices_and_pipes_are_written_to_and_not_replaced() {
        use std::os::unix::fs::FileTypeExt;
        replace(Path::new("/dev/null"), b"x").unwrap();
        assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        if !std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|s| s.success()) {
            return eprintln!("skipped: a named pipe (no mkfifo)");
        }
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || std::fs::read(pipe).unwrap()
        });
        replace(&pipe, b"through").unwrap();
        assert_eq!(reader.join().unwrap(), b"through");
        assert!(std::fs::metadata(&pipe).unwrap().file_type().is_fifo());
    }
}
