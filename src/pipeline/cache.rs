//! What was read before, kept in a folder: for each text what it gave, by its content, its name and what read it.
//!
//! The folder holds a few segments, each written whole and never changed: a line that says what made it, the texts, and
//! a hash of all of it. A segment that does not fit its hash, or is of another program or kit, counts as not there.

use crate::base::sha256_hex;
use crate::export;
use crate::text::Input;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Which text, and what read it.
pub(super) type Key = [u8; 32];

/// How many segments there may be before they are made one.
const MOST: usize = 8;
/// Bytes of a hash.
const HASH: usize = 32;

/// The results of earlier builds.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// The first line of a segment: the format, and a hash of the program, kit and options.
    head: String,
    segments: Vec<(PathBuf, Vec<u8>)>,
    /// Segment and bytes of each text.
    known: HashMap<Key, (usize, Range<usize>)>,
    fresh: Vec<(Key, Vec<u8>)>,
    /// Files of the folder that are of no use any more.
    stale: Vec<PathBuf>,
}

impl Cache {
    /// The cache in a folder. `maker` says which program, kit and options read the texts: what others read is not used.
    pub fn open(folder: &Path, maker: &str) -> Self {
        let head = format!("silkgraph cache 1 {}\n", sha256_hex(maker.as_bytes()));
        let mut cache =
            Cache { folder: folder.to_owned(), head, segments: Vec::new(), known: HashMap::new(), fresh: Vec::new(), stale: Vec::new() };
        let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|e| e.path());
        let mut files: Vec<PathBuf> = files.filter(|p| p.extension().is_some_and(|e| e == "cache")).collect();
        files.sort();
        for path in files {
            match std::fs::read(&path).ok().and_then(|bytes| Some((index(&bytes, &cache.head)?, bytes))) {
                Some((texts, bytes)) => {
                    let number = cache.segments.len();
                    cache.known.extend(texts.into_iter().map(|(key, range)| (key, (number, range))));
                    cache.segments.push((path, bytes));
                }
                None => cache.stale.push(path),
            }
        }
        cache
    }

    /// The key of a text.
    pub(super) fn key(&self, input: &Input) -> Key {
        let mut hash = Sha256::new();
        let date = input.date.map(|d| d.to_string());
        let told = [Some(input.file.as_str()), input.title.as_deref(), date.as_deref(), input.url.as_deref()];
        // Lengths keep the parts apart; a missing one differs from an empty one.
        for part in told {
            hash.update(part.map_or(u64::MAX, |p| p.len() as u64).to_le_bytes());
            hash.update(part.unwrap_or_default());
        }
        hash.update(&input.bytes);
        hash.finalize().into()
    }

    /// What is kept of a text.
    pub(super) fn get(&self, key: &Key) -> Option<&[u8]> {
        let (segment, range) = self.known.get(key)?;
        self.segments.get(*segment)?.1.get(range.clone())
    }

    /// Keep these too, from the next [`Cache::save`] on.
    pub(super) fn learn(&mut self, fresh: Vec<(Key, Vec<u8>)>) {
        self.fresh.extend(fresh);
    }

    /// How many texts are known.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// True where no text is known.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Write what is new; remove what is of no use. A cache that cannot be written is told, and the graph is as good.
    ///
    /// # Errors
    /// When a segment cannot be written.
    pub fn save(mut self) -> io::Result<()> {
        let fresh = std::mem::take(&mut self.fresh);
        if !fresh.is_empty() {
            let many = self.segments.len() + 1 > MOST;
            let old = if many { self.known.keys().filter_map(|key| Some((*key, self.get(key)?))).collect() } else { Vec::new() };
            let mut all: Vec<(Key, &[u8])> = old.into_iter().chain(fresh.iter().map(|(key, bytes)| (*key, bytes.as_slice()))).collect();
            all.sort_unstable();
            all.dedup_by_key(|(key, _)| *key);
            self.write(&all)?;
            if many {
                self.stale.extend(self.segments.iter().map(|(path, _)| path.clone()));
            }
        }
        // What cannot be removed stays for the next time.
        self.stale.iter().for_each(|path| drop(std::fs::remove_file(path)));
        Ok(())
    }

    fn write(&self, texts: &[(Key, &[u8])]) -> io::Result<()> {
        let mut hash = Sha256::new();
        let size = |bytes: &[u8]| u32::try_from(bytes.len()).map(u32::to_le_bytes).ok();
        // A text that gave more than four gigabytes is not kept.
        let parts = || texts.iter().filter_map(|(key, bytes)| Some([key.to_vec(), size(bytes)?.to_vec(), bytes.to_vec()])).flatten();
        hash.update(&self.head);
        parts().for_each(|part| hash.update(part));
        let hash: Key = hash.finalize().into();
        let name: String = hash.iter().take(8).map(|b| format!("{b:02x}")).collect();
        export::replace_with(&self.folder.join(format!("{name}.cache")), |out| {
            out.write_all(self.head.as_bytes())?;
            parts().try_for_each(|part| out.write_all(&part))?;
            out.write_all(&hash)
        })
    }
}

/// Where each text lies in a segment; none where the segment is of another maker or not whole.
fn index(bytes: &[u8], head: &str) -> Option<Vec<(Key, Range<usize>)>> {
    let (content, hash) = bytes.split_at_checked(bytes.len().checked_sub(HASH)?)?;
    if !content.starts_with(head.as_bytes()) || Sha256::digest(content).as_slice() != hash {
        return None;
    }
    let (mut at, mut texts) = (head.len(), Vec::new());
    while at < content.len() {
        let key = content.get(at..at + HASH)?.try_into().ok()?;
        let size = u32::from_le_bytes(content.get(at + HASH..at + HASH + 4)?.try_into().ok()?) as usize;
        let from = at + HASH + 4;
        content.get(from..from + size)?;
        texts.push((key, from..from + size));
        at = from + size;
    }
    Some(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_kept_made_one_and_dropped_where_they_do_not_fit() {
        let dir = tempfile::tempdir().unwrap();
        let files = || std::fs::read_dir(dir.path()).unwrap().count();
        for i in 0..=MOST {
            let mut cache = Cache::open(dir.path(), "a");
            assert_eq!(cache.len(), i);
            cache.learn(vec![([i as u8; 32], vec![i as u8; i])]);
            cache.save().unwrap();
        }
        assert_eq!(files(), 1, "{MOST} segments and one more are made one");
        let cache = Cache::open(dir.path(), "a");
        assert_eq!((cache.get(&[3; 32]), cache.get(&[99; 32])), (Some(&[3, 3, 3][..]), None));
        cache.save().unwrap();
        let path = std::fs::read_dir(dir.path()).unwrap().next().unwrap().unwrap().path();
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        assert!(Cache::open(dir.path(), "a").is_empty(), "a changed byte");
        assert!(Cache::open(dir.path(), "b").is_empty(), "another maker");
        Cache::open(dir.path(), "a").save().unwrap();
        assert_eq!(files(), 0, "what does not fit is removed");
        assert!(Cache::open(&dir.path().join("nowhere"), "a").is_empty());
    }

    #[test]
    fn keys_tell_name_content_title_and_date() {
        let cache = Cache::open(Path::new("/nowhere"), "a");
        let input = |file: &str, bytes: &str, title: Option<&str>| Input {
            file: file.into(),
            bytes: bytes.into(),
            title: title.map(str::to_owned),
            ..Input::default()
        };
        let keys = [input("a", "b", None), input("ab", "", None), input("a", "b", Some("")), input("a", "c", None)].map(|i| cache.key(&i));
        assert_eq!(keys.iter().collect::<std::collections::HashSet<_>>().len(), 4);
        assert_eq!(keys[0], cache.key(&input("a", "b", None)));
    }
}
