//! JSON lines → [`Input`]s.

use super::open::unreadable;
use crate::base::Diag;
use crate::text::Input;
use jiff::civil::Date;
use serde::Deserialize;
use std::io::{self, BufRead};

/// One line of JSON.
#[derive(Deserialize)]
struct Record {
    id: Option<serde_json::Value>,
    text: String,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
}

/// Bad lines that are told one by one; the rest are counted.
pub(super) const TOLD: usize = 20;

/// So many times the longest text are skipped to find the end of a line that is too long.
const SKIPPED: u64 = 16;

/// The records of a stream of JSON lines: `{"id", "text", "title"?, "date"?, "url"?}`. Holds one line at a time, of
/// `most` bytes. A bad line is a diagnostic, and the lines after it are read; after twenty the others are one diagnostic.
pub fn records(name: String, reader: impl BufRead + Send + 'static, most: u64) -> impl Iterator<Item = Result<Input, Diag>> + Send {
    let mut reader = reader;
    let (mut number, mut bad, mut over) = (0usize, 0usize, false);
    std::iter::from_fn(move || {
        loop {
            if over {
                let rest = std::mem::take(&mut bad).saturating_sub(TOLD);
                return (rest > 0).then(|| Err(Diag::error("input::bad_record", &name, format!("{rest} more lines are no records"))));
            }
            let mut line = Vec::new();
            number += 1;
            let read = read_line(&mut reader, most.saturating_add(1), &mut line);
            let input = match read {
                Ok(0) => {
                    over = true;
                    continue;
                }
                Err(e) => {
                    over = true;
                    return Some(Err(Diag::error("input::unreadable", &name, format!("cannot read line {number}: {e}"))));
                }
                Ok(n) if n as u64 > most => {
                    over = !line.ends_with(b"\n") && !skip_line(&mut reader, most.saturating_mul(SKIPPED)).unwrap_or(false);
                    let mut diag = unreadable(&name, most, &io::ErrorKind::FileTooLarge.into());
                    let rest = if over { "; what follows was not read" } else { "" };
                    diag.message = format!("line {number}: {}{rest}", diag.message);
                    return Some(Err(diag));
                }
                Ok(_) if line.trim_ascii().is_empty() => continue,
                Ok(_) => record(&name, number, line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line)),
            };
            bad += usize::from(input.is_err());
            if input.is_ok() || bad <= TOLD {
                return Some(input);
            }
        }
    })
}

/// Read a line with its end, so many bytes at most: what `read_until` does, several times as fast.
fn read_line(reader: &mut impl BufRead, most: u64, line: &mut Vec<u8>) -> io::Result<usize> {
    while let Some(room) = most.checked_sub(line.len() as u64).filter(|room| *room > 0) {
        let buffer = match reader.fill_buf() {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            buffer => buffer?,
        };
        let near = &buffer[..buffer.len().min(usize::try_from(room).unwrap_or(usize::MAX))];
        let end = memchr::memchr(b'\n', near);
        let length = end.map_or(near.len(), |at| at + 1);
        line.extend_from_slice(&near[..length]);
        reader.consume(length);
        if end.is_some() || length == 0 {
            break;
        }
    }
    Ok(line.len())
}

/// Go to the end of the line, over so many bytes at most. False where it is further away.
fn skip_line(reader: &mut impl BufRead, most: u64) -> io::Result<bool> {
    let mut skipped = 0;
    while skipped < most {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(true);
        }
        let end = memchr::memchr(b'\n', buffer);
        let length = end.map_or(buffer.len(), |at| at + 1);
        reader.consume(length);
        skipped += length as u64;
        if end.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn record(name: &str, number: usize, line: &[u8]) -> Result<Input, Diag> {
    // What is UTF-8 as a whole need not be looked at again string by string; the slow way says where it is not.
    let record = match simdutf8::basic::from_utf8(line) {
        Ok(line) => serde_json::from_str::<Record>(line),
        Err(_) => serde_json::from_slice(line),
    };
    let record = record.map_err(|e| {
        let what = format!("line {number} is not a record: {e}");
        Diag::error("input::bad_record", name, what)
            .help("a record is one line: {\"id\": \"…\", \"text\": \"…\"}, with title, date and url if you like")
    })?;
    let id = match record.id {
        Some(serde_json::Value::String(id)) => id,
        Some(serde_json::Value::Number(id)) => id.to_string(),
        _ => format!("{name}#{number}"),
    };
    let date = record.date.map_or(Ok(None), |d| day(&d, name, &format!("line {number}")))?;
    Ok(Input { file: id, bytes: record.text.into_bytes(), title: record.title, date, url: record.url })
}

/// The day that a record's words say, at a place of a file: what is after the day is not read. Empty words say nothing.
pub(super) fn day(words: &str, name: &str, place: &str) -> Result<Option<Date>, Diag> {
    let words = words.trim();
    if words.is_empty() {
        return Ok(None);
    }
    let day = words.get(..10).unwrap_or(words).parse::<Date>();
    let wrong = |_| Diag::error("input::bad_record", name, format!("{place}: `{words}` is no date")).help("write dates as 2023-05-19");
    day.map(Some).map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, most: u64) -> Vec<Result<String, String>> {
        let reader = std::io::BufReader::with_capacity(7, std::io::Cursor::new(text.as_bytes().to_vec()));
        records("a.jsonl".to_owned(), reader, most).map(|i| i.map(|i| i.file).map_err(|d| d.message)).collect()
    }

    #[test]
    fn bad_lines_are_summed_up_after_twenty() {
        let mut text = "no record\n".repeat(1000);
        text += "{\"id\":\"good\",\"text\":\"中国。\"}\n";
        text += &"no record\n".repeat(500);
        let all = all(&text, 1000);
        assert_eq!((all.len(), all.iter().filter(|i| i.is_ok()).count()), (22, 1));
        assert_eq!(all[20], Ok("good".to_owned()));
        assert_eq!(all[21], Err("1480 more lines are no records".to_owned()));
        assert_eq!(self::all(&"x\n".repeat(20), 9).len(), 20);
        assert_eq!(self::all(&"x\n".repeat(21), 9).pop(), Some(Err("1 more lines are no records".to_owned())));
    }

    #[test]
    fn a_line_that_is_too_long_is_left_out_and_those_after_it_read() {
        let good = "{\"id\":\"z\",\"text\":\"a\"}";
        let most = good.len() as u64 + 1;
        let too_long = "line 1: the text is longer than 0 MB".to_owned();
        assert_eq!(all(&format!("{}\n{good}\n", "x".repeat(100)), most), [Err(too_long.clone()), Ok("z".to_owned())]);
        assert_eq!(all(&format!("{good}\n"), most), [Ok("z".to_owned())]);
        // A line of exactly one byte more, with its end read.
        assert_eq!(all(&format!("{}\n{good}\n", "x".repeat(good.len() + 1)), most), [Err(too_long), Ok("z".to_owned())]);
        let endless = all(&format!("{}\n{good}\n", "x".repeat(5000)), most);
        assert_eq!(endless, [Err("line 1: the text is longer than 0 MB; what follows was not read".to_owned())]);
    }
}
