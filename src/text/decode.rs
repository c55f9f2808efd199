//! Bytes → the raw text.

use crate::base::Diag;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// What decoding gave: the raw text, or nothing where the bytes are no text.
pub(super) struct Decoded {
    /// The text, with its byte-order mark where it is UTF-8.
    pub(super) raw: String,
    /// False where the bytes are empty or binary: then there are no articles.
    pub(super) usable: bool,
    /// What was odd.
    pub(super) diags: Vec<Diag>,
}

/// How many bytes are looked at to guess what a file is.
const LOOK: usize = 64 * 1024;

/// Decode `bytes` of the file that users know as `file`.
pub(super) fn decode(file: &str, bytes: Cow<'_, [u8]>) -> Decoded {
    if bytes.is_empty() {
        return unusable(Diag::warning("text::empty", file, "the file is empty"));
    }
    if let Some((encoding, bom)) = Encoding::for_bom(&bytes) {
        if encoding == encoding_rs::UTF_8 {
            return utf8(file, bytes);
        }
        return with(file, encoding, bytes.get(bom..).unwrap_or_default());
    }
    let head = bytes.get(..LOOK).unwrap_or(&bytes);
    if memchr::memchr(0, head).is_some() {
        return match utf16(head) {
            Some(encoding) => with(file, encoding, &bytes),
            None => unusable(
                Diag::error("text::binary", file, "the file holds NUL bytes: it is no text")
                    .help("give plain text, Markdown or HTML; take the text out of PDF and Word files first"),
            ),
        };
    }
    let bytes = match whole(bytes) {
        Ok(raw) => return finish(file, raw, false, "UTF-8"),
        Err(bytes) => bytes,
    };
    if bytes.starts_with(b"%PDF-") || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return unusable(
            Diag::error("text::binary", file, "the file is a PDF, Office or ZIP container: it is no text")
                .help("take the text out of it first"),
        );
    }
    let head = bytes.get(..LOOK).unwrap_or(&bytes);
    if mostly_utf8(head) {
        return utf8(file, bytes);
    }
    with(file, guess(head), &bytes)
}

fn unusable(diag: Diag) -> Decoded {
    Decoded { raw: String::new(), usable: false, diags: vec![diag] }
}

fn utf8(file: &str, bytes: Cow<'_, [u8]>) -> Decoded {
    match whole(bytes) {
        Ok(raw) => finish(file, raw, false, "UTF-8"),
        Err(bytes) => finish(file, String::from_utf8_lossy(&bytes).into_owned(), true, "UTF-8"),
    }
}

/// Bytes that are UTF-8 without a fault as text, copied only where they are lent.
fn whole(bytes: Cow<'_, [u8]>) -> Result<String, Cow<'_, [u8]>> {
    match bytes {
        Cow::Owned(bytes) => String::from_utf8(bytes).map_err(|e| e.into_bytes().into()),
        Cow::Borrowed(bytes) => simdutf8::basic::from_utf8(bytes).map(str::to_owned).map_err(|_| bytes.into()),
    }
}

fn with(file: &str, encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (raw, wrong) = encoding.decode_without_bom_handling(bytes);
    finish(file, raw.into_owned(), wrong, encoding.name())
}

fn finish(file: &str, raw: String, wrong: bool, name: &str) -> Decoded {
    let mut diags = Vec::new();
    if wrong {
        let count = raw.matches('\u{FFFD}').count();
        let at = raw.find('\u{FFFD}').unwrap_or(0);
        let end = raw.ceil_char_boundary(at + 1);
        diags.push(
            Diag::warning("text::replaced", file, format!("{count} place(s) could not be read as {name}"))
                .at(&raw, at..end, "the first one")
                .help("save the file as UTF-8"),
        );
    }
    if memchr::memchr(0, raw.as_bytes()).is_some() {
        return unusable(Diag::error("text::binary", file, "the file holds NUL characters: it is no text"));
    }
    if raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty() {
        diags.push(Diag::warning("text::empty", file, "the file holds nothing but white space"));
        return Decoded { raw, usable: false, diags };
    }
    Decoded { raw, usable: true, diags }
}

/// UTF-16 without a byte-order mark: read in the right order nearly all characters are ASCII, Han
/// or punctuation; read in the wrong one hardly any.
fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    let even = head.get(..head.len() & !1)?;
    let usual = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{A0}'..='\u{4FF}' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
    // Characters of the first ranges weigh more: swapped, they land among the Han.
    let weight = |c: char| if c < '\u{80}' || ('\u{3000}'..='\u{303F}').contains(&c) || c > '\u{FF00}' { 3 } else { 1 };
    let score = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(even);
        let all = text.chars().count();
        let good = text.chars().filter(|c| usual(*c)).count();
        let sum: usize = text.chars().filter(|c| usual(*c)).map(weight).sum();
        (good * 10 >= all * 9).then_some(sum)
    };
    match (score(UTF_16LE), score(UTF_16BE)) {
        (Some(le), Some(be)) => Some(if le >= be { UTF_16LE } else { UTF_16BE }),
        (Some(_), None) => Some(UTF_16LE),
        (None, Some(_)) => Some(UTF_16BE),
        (None, None) => None,
    }
}

/// A UTF-8 file with a few broken places is still a UTF-8 file.
fn mostly_utf8(head: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in head.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 10
}

fn guess(head: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    if found == encoding_rs::GBK || found == GB18030 {
        return GB18030;
    }
    if found == BIG5 {
        return BIG5;
    }
    // Our files are Chinese: a guess of another script stands only where GB18030 and Big5 fail.
    let errors = |e: &'static Encoding| e.decode_without_bom_handling(head).0.matches('\u{FFFD}').count();
    let (gb, big5) = (errors(GB18030), errors(BIG5));
    match (gb.min(big5) <= head.len() / 500, gb <= big5) {
        (true, true) => GB18030,
        (true, false) => BIG5,
        (false, _) => found,
    }
}
