//! Files → [`Input`]s: unpacked, and JSON lines taken apart.

use super::Found;
use crate::base::Diag;
use crate::text::Input;
use jiff::civil::Date;
use serde::Deserialize;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// The inputs of a file, one after the other.
pub type Inputs = Box<dyn Iterator<Item = Result<Input, Diag>> + Send>;

/// Open a file: one input, or for `.jsonl` one for each line.
///
/// # Errors
/// When it cannot be opened, or is no text.
pub fn open(found: &Found) -> Result<Inputs, Diag> {
    let failed = |e: io::Error| Diag::error("input::unreadable", found.path.display().to_string(), format!("cannot read it: {e}"));
    if found.name.ends_with(".jsonl") || found.name.ends_with(".ndjson") {
        let reader = BufReader::with_capacity(1 << 16, unpack(&found.path).map_err(failed)?);
        return Ok(Box::new(records(found.name.clone(), reader)));
    }
    let bytes = bytes(&found.path).map_err(failed)?;
    if looks_binary(&bytes) {
        let what = "this is not text";
        return Err(Diag::error("input::binary", found.path.display().to_string(), what).help("texts are .txt, .md, .html or .jsonl"));
    }
    Ok(Box::new(std::iter::once(Ok(Input { file: found.name.clone(), bytes, ..Input::default() }))))
}

/// A file's bytes, unpacked where it ends in `.gz` or `.zst`.
///
/// # Errors
/// When it cannot be read.
pub fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    unpack(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unpack(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    let file = File::open(path)?;
    Ok(match path.extension().and_then(|e| e.to_str()) {
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(file)),
        Some("zst") => Box::new(zstd::Decoder::new(file)?),
        _ => Box::new(file),
    })
}

/// What files that are no text begin with: zip (also .docx), PDF, old Office, PNG, JPEG, GIF, gzip, ELF.
const MAGIC: &[&[u8]] = &[b"PK\x03\x04", b"%PDF-", b"\xD0\xCF\x11\xE0", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"\x1F\x8B", b"\x7FELF"];

/// True for bytes that are no text in any encoding. UTF-16 holds zero bytes, but no zero character.
fn looks_binary(bytes: &[u8]) -> bool {
    MAGIC.iter().any(|m| bytes.starts_with(m)) || bytes.chunks_exact(2).take(4096).any(|pair| pair == [0, 0])
}

/// One line of JSON.
#[derive(Deserialize)]
struct Record {
    id: Option<serde_json::Value>,
    text: String,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
}

/// The records of a stream of JSON lines: `{"id", "text", "title"?, "date"?, "url"?}`. Holds one line at a time.
/// A bad line is a diagnostic; the lines after it are read.
pub fn records(name: String, reader: impl BufRead + Send + 'static) -> impl Iterator<Item = Result<Input, Diag>> + Send {
    let mut reader = reader;
    let (mut number, mut over) = (0, false);
    std::iter::from_fn(move || {
        while !over {
            let mut line = Vec::new();
            number += 1;
            match reader.read_until(b'\n', &mut line) {
                Ok(0) => over = true,
                Err(e) => {
                    over = true;
                    return Some(Err(Diag::error("input::unreadable", &name, format!("cannot read line {number}: {e}"))));
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(record(&name, number, line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line))),
            }
        }
        None
    })
}

fn record(name: &str, number: usize, line: &[u8]) -> Result<Input, Diag> {
    let record: Record = serde_json::from_slice(line).map_err(|e| {
        let what = format!("line {number} is not a record: {e}");
        Diag::error("input::bad_record", name, what)
            .help("a record is one line: {\"id\": \"…\", \"text\": \"…\"}, with title, date and url if you like")
    })?;
    let id = match record.id {
        Some(serde_json::Value::String(id)) => id,
        Some(serde_json::Value::Number(id)) => id.to_string(),
        _ => format!("{name}#{number}"),
    };
    let date = match record.date.as_deref().map(str::trim).filter(|d| !d.is_empty()) {
        None => None,
        Some(d) => match d.get(..10).unwrap_or(d).parse::<Date>() {
            Ok(date) => Some(date),
            Err(_) => {
                let what = format!("line {number}: `{d}` is no date");
                return Err(Diag::error("input::bad_record", name, what).help("write dates as 2023-05-19"));
            }
        },
    };
    Ok(Input { file: id, bytes: record.text.into_bytes(), title: record.title, date, url: record.url })
}
