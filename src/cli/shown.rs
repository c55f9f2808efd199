//! Words of others on a terminal: control characters, which could move its cursor or set its title, are not passed on.

use std::io::{self, Write};

/// True for what steers a terminal, or turns the order of what is read. A new line and a tab are harmless.
fn steers(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The words with U+FFFD for each character that steers.
pub(super) fn harmless(words: &str) -> String {
    words.replace(steers, "\u{FFFD}")
}

/// Output that is harmless where it goes to a terminal, and unchanged where it goes elsewhere.
pub struct Shown<W: Write> {
    out: W,
    terminal: bool,
    /// The first bytes of a character whose others are still to come.
    begun: Vec<u8>,
}

impl<W: Write> Shown<W> {
    /// Pass on to `out`.
    pub fn new(out: W, terminal: bool) -> Self {
        Shown { out, terminal, begun: Vec::new() }
    }
}

impl<W: Write> Write for Shown<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.terminal {
            return self.out.write(bytes);
        }
        self.begun.extend_from_slice(bytes);
        let end = match std::str::from_utf8(&self.begun) {
            Err(e) if e.error_len().is_none() => e.valid_up_to(),
            _ => self.begun.len(),
        };
        let words: Vec<u8> = self.begun.drain(..end).collect();
        self.out.write_all(harmless(&String::from_utf8_lossy(&words)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_no_control_characters_and_a_file_gets_all() {
        let words = "中国\u{1B}[31m\t支持\u{9B}2J\u{202E}\r\n";
        for step in 1..=words.len() {
            for (terminal, want) in [(true, "中国\u{FFFD}[31m\t支持\u{FFFD}2J\u{FFFD}\u{FFFD}\n"), (false, words)] {
                let mut out = Vec::new();
                let mut shown = Shown::new(&mut out, terminal);
                words.as_bytes().chunks(step).for_each(|c| shown.write_all(c).unwrap());
                assert_eq!(String::from_utf8(out).unwrap(), want, "{step}");
            }
        }
    }
}
