//! Floor 0: words that every floor uses. Imports nothing of ours.

mod diag;
mod span;

pub use diag::{Diag, Label, Severity};
pub use span::{Norm, Raw, Span};

/// The SHA-256 of some bytes, as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
