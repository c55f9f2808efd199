//! Floor 0: words that every floor uses. Imports nothing of ours.

mod any;
mod diag;
mod letters;
mod list;
mod near;
mod pairs;
mod rows;
mod sort;
mod span;
mod wordset;

pub use any::AnyOf;
pub use diag::{Diag, Label, Severity};
pub use letters::{Letter, Letters};
pub use list::List;
pub use near::near;
pub use pairs::{CharMap, CharSet, Pairs, Sieve};
pub use rows::{Rows, Words};
pub use sort::sort_in_place;
pub use span::{Norm, Raw, Span};
pub use wordset::WordSet;

/// True where `words` stand in a text: what `str::contains` says, faster.
#[inline]
pub fn holds(text: &str, words: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), words.as_bytes()).is_some()
}

/// The first sixteen bytes of some words as numbers that sort as the words do; shorter words are filled up with zero. Words with
/// equal numbers are yet to be compared.
#[inline]
pub fn beginning(words: &str) -> (u64, u64) {
    let mut first = [0; 16];
    let len = words.len().min(16);
    first[..len].copy_from_slice(&words.as_bytes()[..len]);
    let all = u128::from_be_bytes(first);
    ((all >> 64) as u64, all as u64)
}

/// The SHA-256 of some bytes, as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| char::from(DIGITS[usize::from(n)]);
    Sha256::digest(bytes).iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}
