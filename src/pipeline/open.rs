//! Files → [`Input`]s: unpacked, and JSON lines taken apart.

use super::count::{Count, Counted};
#[cfg(feature = "parquet")]
use super::find::plain;
use super::find::{is_parquet, many};
use super::{Found, records};
use crate::base::Diag;
use crate::text::Input;
use std::fs::{File, Metadata};
use std::io::{self, BufReader, Read};
use std::path::Path;

/// The inputs of a file, one after the other.
pub type Inputs = Box<dyn Iterator<Item = Result<Input, Diag>> + Send>;

/// The longest text, in bytes, unless the user says otherwise: a packed file of a few kilobytes can unpack to terabytes.
pub const LONGEST: u64 = 256 << 20;

/// Open a file: one input, or for `.jsonl` one for each line, for `.parquet` one for each row. A file that changes while it
/// is read is told.
///
/// # Errors
/// When it cannot be opened, is too long, or is no text.
pub fn open(found: &Found) -> Result<Inputs, Diag> {
    open_counted(found, &Count::default())
}

/// The same, counting what is read.
///
/// # Errors
/// As [`open`].
pub fn open_counted(found: &Found, count: &Count) -> Result<Inputs, Diag> {
    let path = found.path.display().to_string();
    let failed = |e: io::Error| unreadable(&path, found.most, &e);
    if is_parquet(&found.name) {
        return rows(found, &path, count);
    }
    if many(&found.name) {
        let file = File::open(&found.path).map_err(failed)?;
        let watch = Watch::new(&file, &found.path);
        let reader = BufReader::with_capacity(1 << 16, unpack(&found.path, count.reading(file)).map_err(failed)?);
        return Ok(watched(records(found.name.clone(), reader, found.most), watch));
    }
    let (bytes, changed) = whole(&found.path, found.most, count).map_err(failed)?;
    if looks_binary(&bytes) {
        let what = "this is not text";
        return Err(Diag::error("input::binary", path, what).help("texts are .txt, .md, .html or .jsonl"));
    }
    let input = Input { file: found.name.clone(), bytes, ..Input::default() };
    Ok(Box::new(std::iter::once(Ok(input)).chain(changed.map(Err))))
}

/// Open a Parquet file.
#[cfg(feature = "parquet")]
fn rows(found: &Found, path: &str, count: &Count) -> Result<Inputs, Diag> {
    if plain(&found.path.to_string_lossy()).len() < path.len() {
        let what = "a packed Parquet file cannot be read: its reader goes back and forth";
        return Err(Diag::error("input::bad_parquet", path, what).help("unpack it; Parquet packs its pages itself"));
    }
    let file = File::open(&found.path).map_err(|e| unreadable(path, found.most, &e))?;
    let watch = Watch::new(&file, &found.path);
    Ok(watched(super::parquet::Rows::new(found.name.clone(), path, file, found.most, count.clone())?, watch))
}

/// Say which build opens a Parquet file.
#[cfg(not(feature = "parquet"))]
fn rows(_: &Found, path: &str, _: &Count) -> Result<Inputs, Diag> {
    let what = "this silkgraph was built without Parquet: `cargo build --release --features parquet` makes one that reads it";
    Err(Diag::error("input::no_parquet", path, what))
}

/// Some inputs of a file, and at their end whether it changed meanwhile.
fn watched(inputs: impl Iterator<Item = Result<Input, Diag>> + Send + 'static, watch: Watch) -> Inputs {
    let mut end = Some(move || watch.changed().map(Err));
    Box::new(inputs.chain(std::iter::from_fn(move || end.take().and_then(|end| end()))))
}

/// A file's bytes, unpacked where it ends in `.gz` or `.zst`, [`LONGEST`] at most.
///
/// # Errors
/// When it cannot be read, or is longer.
pub fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    whole(path, LONGEST, &Count::default()).map(|(bytes, _)| bytes)
}

/// What to say of a file that cannot be read.
pub(super) fn unreadable(path: &str, most: u64, e: &io::Error) -> Diag {
    if e.kind() == io::ErrorKind::FileTooLarge {
        let what = format!("the text is longer than {} MB", most >> 20);
        return Diag::error("input::too_long", path, what).help("cut it into several texts, or say --max-text MB");
    }
    Diag::error("input::unreadable", path, format!("cannot read it: {e}"))
}

/// A file's bytes, and what to say where it changed while it was read: twice, since the second reading may well be whole.
fn whole(path: &Path, most: u64, count: &Count) -> io::Result<(Vec<u8>, Option<Diag>)> {
    let once = || {
        let file = File::open(path)?;
        let watch = Watch::new(&file, path);
        let mut bytes = Vec::new();
        let read = unpack(path, count.reading(file))?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if read as u64 > most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok((bytes, watch.changed()))
    };
    match once() {
        Ok((_, Some(_))) => once(),
        other => other,
    }
}

fn unpack(path: &Path, file: Counted<File>) -> io::Result<Box<dyn Read + Send>> {
    Ok(match path.extension().and_then(|e| e.to_str()) {
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(file)),
        Some("zst") => Box::new(zstd::Decoder::new(file)?),
        _ => Box::new(file),
    })
}

/// What a file was when it was opened. One that another takes the place of meanwhile stays what it was.
struct Watch(Option<(File, Metadata)>, String);

impl Watch {
    fn new(file: &File, path: &Path) -> Self {
        let was = || Some((file.try_clone().ok()?, file.metadata().ok().filter(Metadata::is_file)?));
        Watch(was(), path.display().to_string())
    }

    fn changed(&self) -> Option<Diag> {
        let (file, before) = self.0.as_ref()?;
        let now = file.metadata().ok()?;
        let same = now.len() == before.len() && now.modified().ok() == before.modified().ok();
        let what = "the file changed while it was read: the graph has what was read";
        // An error, so that whoever relies on the exit code hears of it.
        (!same).then(|| Diag::error("input::changed", &self.1, what).help("build anew when it is whole"))
    }
}

/// What files that are no text begin with: zip (also .docx), PDF, old Office, PNG, JPEG, GIF, gzip, ELF, Parquet.
const MAGIC: &[&[u8]] =
    &[b"PK\x03\x04", b"%PDF-", b"\xD0\xCF\x11\xE0", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"\x1F\x8B", b"\x7FELF", b"PAR1"];

/// True for bytes that are no text in any encoding. UTF-16 holds zero bytes, but no zero character.
fn looks_binary(bytes: &[u8]) -> bool {
    MAGIC.iter().any(|m| bytes.starts_with(m)) || bytes.chunks_exact(2).take(4096).any(|pair| pair == [0, 0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.jsonl");
        let long = "中国。".repeat(20_000);
        let record = |id: usize| format!("{{\"id\":\"{id}\",\"text\":\"{long}\"}}\n");
        std::fs::write(&path, record(0) + &record(1)).unwrap();
        let (found, _) = super::super::find(std::slice::from_ref(&path));
        let mut inputs = open(&found[0]).unwrap();
        assert_eq!(inputs.next().unwrap().unwrap().file, "0");
        File::options().append(true).open(&path).unwrap().write_all(record(2).as_bytes()).unwrap();
        let rest: Vec<_> = inputs.map(|i| i.map(|i| i.file).map_err(|d| d.code)).collect();
        assert_eq!(rest, [Ok("1".to_owned()), Ok("2".to_owned()), Err("input::changed")]);
        let again: Vec<_> = open(&found[0]).unwrap().map(|i| i.is_ok()).collect();
        assert_eq!(again, [true; 3]);
    }

    #[test]
    fn a_text_longer_than_the_limit_is_refused_before_it_is_unpacked_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("bomb.txt.zst");
        // 4 GB of zeros in some hundred kilobytes.
        let zeros = io::repeat(b'0').take(4 << 30);
        std::fs::write(&path, zstd::encode_all(zeros, 1).unwrap()).unwrap();
        assert!(std::fs::metadata(&path).unwrap().len() < 1 << 20);
        let (mut found, _) = super::super::find(&[path]);
        found[0].most = 1 << 20;
        let diag = open(&found[0]).err().unwrap();
        assert_eq!((diag.code, diag.message.as_str()), ("input::too_long", "the text is longer than 1 MB"));
        std::fs::write(dir.path().join("a.txt"), vec![b'a'; 1 << 20]).unwrap();
        let (mut found, _) = super::super::find(&[dir.path().join("a.txt")]);
        found[0].most = 1 << 20;
        assert!(open(&found[0]).is_ok());
        found[0].most -= 1;
        assert_eq!(open(&found[0]).err().unwrap().code, "input::too_long");
    }
}
