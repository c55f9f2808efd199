//! Files that take their places together: after a kill at any moment all are the old ones or all become the new ones.
//!
//! The files of a set are written whole under temporary names; then `.silkgraph-set.json`, the list of their places;
//! then each is renamed; then the list is removed. No list: the old files are there. A list: the set is complete on the
//! disk, and [`settle`] renames what is left, before anything of ours reads or writes in the folder again.

use super::file::{folder, is_stream, is_temporary, named, prepare, stream, temporary};
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use tempfile::NamedTempFile;

/// The list: pairs of temporary name and name. Not named as the temporary files are, so nothing sweeps it.
const LIST: &str = ".silkgraph-set.json";

/// Files of one folder that take their places together. Dropped before [`Batch::commit`] it leaves nothing.
#[derive(Debug, Default)]
pub struct Batch {
    files: Vec<(PathBuf, NamedTempFile)>,
}

impl Batch {
    /// Fill a file of the set. Folders above it are made.
    ///
    /// # Errors
    /// When it cannot be written, or stands in another folder than those before it.
    pub fn add(&mut self, path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        if is_stream(path) {
            return stream(path, fill).map_err(|e| named(path, &e));
        }
        if self.files.first().is_some_and(|(first, _)| folder(first) != folder(path)) {
            return Err(named(path, &io::Error::new(ErrorKind::InvalidInput, "a set of files stands in one folder")));
        }
        let file = prepare(path, fill).map_err(|e| named(path, &e))?;
        self.files.push((path.to_owned(), file));
        Ok(())
    }

    /// Rename every file to its place, the last added last.
    ///
    /// # Errors
    /// When a file cannot be written; then what was there before is there again.
    pub fn commit(self) -> io::Result<()> {
        let Some(folder) = self.files.first().map(|(path, _)| folder(path).to_owned()) else { return Ok(()) };
        for (path, file) in &self.files {
            file.as_file().sync_all().map_err(|e| named(path, &e))?;
            if std::fs::symlink_metadata(path).is_ok_and(|m| m.is_dir()) {
                return Err(named(path, &io::Error::from(ErrorKind::IsADirectory)));
            }
        }
        if let [_] = self.files.as_slice() {
            return self.files.into_iter().try_for_each(|(path, file)| file.persist(&path).map(drop).map_err(|e| named(&path, &e.error)));
        }
        let _lock = lock(&folder);
        finish(&folder)?;
        let list = self.files.iter().map(|(path, file)| Some((name(file.path())?, name(path)?))).collect::<Option<Vec<_>>>();
        let list = list.ok_or_else(|| named(&folder, &io::Error::new(ErrorKind::InvalidInput, "a name is no Unicode")))?;
        let kept: Vec<_> = list.iter().map(|(_, name)| keep(&folder, name)).collect();
        let done = begin(&folder, &list).map_err(|e| named(&folder.join(LIST), &e)).and_then(|()| rename(&folder, &list));
        if done.is_err() && kept.iter().all(Result::is_ok) {
            list.iter().zip(kept.iter().flatten()).for_each(|(names, old)| back(&folder, names, old.as_deref()));
        } else if done.is_err() && folder.join(LIST).exists() {
            // There is nothing to go back to: the list stays, and with it the files that the next start will rename.
            self.files.into_iter().for_each(|(_, file)| drop(file.keep()));
            return done;
        }
        kept.iter().flatten().flatten().for_each(|old| drop(std::fs::remove_file(folder.join(old))));
        match std::fs::remove_file(folder.join(LIST)) {
            Err(e) if e.kind() != ErrorKind::NotFound => done.and(Err(named(&folder.join(LIST), &e))),
            _ => done,
        }
    }
}

/// Give the files of a set whose writer was killed their places. Does nothing where all is well.
///
/// # Errors
/// When one cannot be renamed, or the list is none of ours.
pub fn settle(path: &Path) -> io::Result<()> {
    let folder = folder(path);
    if !folder.join(LIST).exists() {
        return Ok(());
    }
    let _lock = lock(folder);
    finish(folder)
}

/// Lock a folder until this is dropped. Where folders have no locks there is nothing to wait for.
pub(super) fn lock(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock().ok().map(|()| folder)
}

/// What [`settle`] does, under the lock.
pub(super) fn finish(folder: &Path) -> io::Result<()> {
    let path = folder.join(LIST);
    let text = match std::fs::read(&path) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        other => other.map_err(|e| named(&path, &e))?,
    };
    let list: Vec<(String, String)> =
        serde_json::from_slice(&text).map_err(|e| named(&path, &io::Error::new(ErrorKind::InvalidData, e)))?;
    if let Some((from, to)) = list.iter().find(|(from, to)| !is_temporary(from) || !is_plain(to)) {
        let what = format!("it would rename `{from}` to `{to}`, which no build does; remove it");
        return Err(named(&path, &io::Error::new(ErrorKind::InvalidData, what)));
    }
    rename(folder, &list)?;
    std::fs::remove_file(&path).map_err(|e| named(&path, &e))
}

/// True for a name that stays in its folder.
fn is_plain(name: &str) -> bool {
    !name.contains(['/', '\\']) && matches!(Path::new(name).components().collect::<Vec<_>>().as_slice(), [Component::Normal(_)])
}

/// Put the list into its place; from here on the new set counts.
fn begin(folder: &Path, list: &[(String, String)]) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".silkgraph-").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(&serde_json::to_vec(list)?)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(LIST))?;
    sync(folder);
    Ok(())
}

/// Rename each file of a list that still bears its temporary name.
fn rename(folder: &Path, list: &[(String, String)]) -> io::Result<()> {
    for (from, to) in list {
        match std::fs::rename(folder.join(from), folder.join(to)) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(named(&folder.join(to), &e)),
            _ => {}
        }
    }
    sync(folder);
    Ok(())
}

/// A second name for the file that is about to be replaced; none where there is none.
fn keep(folder: &Path, name: &str) -> io::Result<Option<String>> {
    let old = temporary(folder)?;
    match std::fs::hard_link(folder.join(name), folder.join(&old)) {
        Ok(()) => Ok(Some(old)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// Undo a rename, where it was done. What cannot be undone stays new.
fn back(folder: &Path, (from, to): &(String, String), old: Option<&str>) {
    if folder.join(from).exists() {
        return;
    }
    let _ = match old {
        // Where both are names of one file this does nothing; the second name is removed later.
        Some(old) => std::fs::rename(folder.join(old), folder.join(to)),
        None => std::fs::remove_file(folder.join(to)),
    };
}

/// Renames are on the disk after this, where folders can be synchronised.
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|f| f.sync_all());
}

fn name(path: &Path) -> Option<String> {
    path.file_name()?.to_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["a", "b", "c"];

    fn write(folder: &Path, word: &str) -> io::Result<()> {
        let mut batch = Batch::default();
        for name in NAMES {
            batch.add(&folder.join(name), |out| write!(out, "{word} {name}"))?;
        }
        batch.commit()
    }

    /// Every file of a folder with what it holds.
    fn all(folder: &Path) -> Vec<(String, String)> {
        let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        let mut all: Vec<_> = entries.map(|p| (name(&p).unwrap(), std::fs::read_to_string(p).unwrap_or_default())).collect();
        all.sort();
        all
    }

    fn want(word: &str) -> Vec<(String, String)> {
        NAMES.map(|n| (n.to_owned(), format!("{word} {n}"))).to_vec()
    }

    /// A folder as a kill leaves it after so many renames.
    fn killed(after: usize) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "old").unwrap();
        let list = NAMES.map(|n| (format!(".silkgraph-{n}.tmp"), n.to_owned()));
        list.iter().for_each(|(from, n)| std::fs::write(dir.path().join(from), format!("new {n}")).unwrap());
        begin(dir.path(), &list).unwrap();
        rename(dir.path(), &list[..after]).unwrap();
        dir
    }

    #[test]
    fn a_set_that_was_cut_off_is_finished_before_the_next_read_or_write() {
        for after in 0..=3 {
            let dir = killed(after);
            settle(&dir.path().join("c")).unwrap();
            assert_eq!(all(dir.path()), want("new"), "read after {after}");
            let dir = killed(after);
            super::super::replace(&dir.path().join("a"), b"newest a").unwrap();
            assert_eq!(all(dir.path()), [vec![("a".to_owned(), "newest a".to_owned())], want("new")[1..].to_vec()].concat());
            let dir = killed(after);
            write(dir.path(), "newest").unwrap();
            assert_eq!(all(dir.path()), want("newest"));
        }
    }

    #[test]
    fn a_set_with_a_failure_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a"), "old").unwrap();
        let mut batch = Batch::default();
        batch.add(&dir.path().join("a"), |out| out.write_all(b"new")).unwrap();
        assert!(batch.add(&dir.path().join("b"), |_| Err(io::Error::other("no"))).unwrap_err().to_string().contains("b: no"));
        assert!(batch.add(&dir.path().join("deep/b"), |_| Ok(())).unwrap_err().to_string().contains("one folder"));
        drop(batch);
        std::fs::remove_dir(dir.path().join("deep")).unwrap_or(());
        assert_eq!(all(dir.path()), [("a".to_owned(), "old".to_owned())]);
        // A folder where the last file should go: the first two are not touched.
        write(dir.path(), "old").unwrap();
        std::fs::remove_file(dir.path().join("c")).unwrap();
        std::fs::create_dir_all(dir.path().join("c/full")).unwrap();
        assert!(write(dir.path(), "new").unwrap_err().to_string().contains("c: "));
        assert_eq!(all(dir.path())[..2], want("old")[..2]);
        assert_eq!(all(dir.path()).len(), 3);
    }

    #[test]
    fn renames_that_fail_half_way_are_undone() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a"), "old a").unwrap();
        let mut batch = Batch::default();
        for name in NAMES {
            batch.add(&dir.path().join(name), |out| write!(out, "new {name}")).unwrap();
        }
        // `a` was replaced and `b` is new when `c` cannot be renamed.
        let list: Vec<_> = batch.files.iter().map(|(path, file)| (name(file.path()).unwrap(), name(path).unwrap())).collect();
        let kept: Vec<_> = list.iter().map(|(_, name)| keep(dir.path(), name).unwrap()).collect();
        rename(dir.path(), &list[..2]).unwrap();
        list.iter().zip(&kept).for_each(|(names, old)| back(dir.path(), names, old.as_deref()));
        drop(batch);
        assert_eq!(all(dir.path()), [("a".to_owned(), "old a".to_owned())]);
    }

    #[test]
    fn a_list_that_no_build_wrote_is_refused() {
        for (text, says) in [
            ("{", "invalid"),
            ("[[\"a\", \"b\"]]", "no build"),
            ("[[\".silkgraph-x.tmp\", \"../b\"]]", "no build"),
            ("[[\".silkgraph-x.tmp\", \"/etc/b\"]]", "no build"),
            ("[[\".silkgraph-x.tmp\", \"..\"]]", "no build"),
            ("[[\".silkgraph-/../x.tmp\", \"b\"]]", "no build"),
        ] {
            let dir = tempfile::tempdir().unwrap();
            std::fs::write(dir.path().join(LIST), text).unwrap();
            std::fs::write(dir.path().join(".silkgraph-x.tmp"), "x").unwrap();
            let told = settle(&dir.path().join("g")).unwrap_err().to_string();
            assert!(told.contains(LIST) && told.contains(says), "{told}");
            assert!(write(dir.path(), "new").is_err());
            assert_eq!(all(dir.path()).len(), 2);
        }
    }

    #[test]
    fn two_writers_at_once_leave_one_set() {
        let dir = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for word in ["one", "two", "three", "four"] {
                scope.spawn(|| (0..25).for_each(|_| write(dir.path(), word).unwrap()));
            }
        });
        let left = all(dir.path());
        assert!(["one", "two", "three", "four"].iter().any(|w| left == want(w)), "{left:?}");
    }
}
