//! Output that is cut between lines when the program is ended, and between texts where they are not long.

use std::io::{self, Write};

/// So many bytes reach a pipe together or not at all (`PIPE_BUF`): of more, a reader that is slow has a part when the program is ended.
const TOGETHER: usize = if cfg!(target_os = "linux") { 4096 } else { 512 };

/// So many bytes are given at a time to what is no pipe.
const MANY: usize = 1 << 16;

/// Keeps what is written until there is much of it, and gives on whole pieces: what came in one call stays together where
/// it is not too long, and what is too long is given on by lines.
pub struct Whole<W: Write> {
    out: W,
    kept: Vec<u8>,
    most: usize,
}

impl<W: Write> Whole<W> {
    /// Give on to `out`.
    pub fn new(out: W, pipe: bool) -> Self {
        let most = if pipe { TOGETHER } else { MANY };
        Whole { out, kept: Vec::with_capacity(most), most }
    }

    fn give(&mut self) -> io::Result<()> {
        // Not tried again: where writing failed, nobody knows how much of it is there.
        let given = self.out.write_all(&self.kept);
        self.kept.clear();
        given
    }
}

impl<W: Write> Write for Whole<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.kept.len() + bytes.len() > self.most {
            self.give()?;
        }
        let mut rest = bytes;
        while rest.len() > self.most {
            // As many lines as go together; a line that is longer goes alone.
            let end = memchr::memrchr(b'\n', &rest[..self.most]).or_else(|| memchr::memchr(b'\n', rest));
            let (lines, after) = rest.split_at(end.map_or(rest.len(), |at| at + 1));
            self.out.write_all(lines)?;
            rest = after;
        }
        self.kept.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.give()?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each call's bytes.
    struct Calls<'c>(&'c mut Vec<String>);

    impl Write for Calls<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(String::from_utf8(bytes.to_vec()).unwrap());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn pieces_stay_together_and_long_ones_are_cut_between_lines() {
        let line = |c: char, n: usize| c.to_string().repeat(n - 1) + "\n";
        let mut calls = Vec::new();
        let mut whole = Whole::new(Calls(&mut calls), true);
        let pieces = [
            line('a', TOGETHER / 2),
            line('b', TOGETHER / 2),
            line('c', 10),
            line('d', TOGETHER),
            line('e', 300).repeat(40),
            line('f', 9000),
            line('g', 5),
        ];
        pieces.iter().for_each(|p| whole.write_all(p.as_bytes()).unwrap());
        whole.flush().unwrap();
        assert_eq!(calls.concat(), pieces.concat());
        assert!(calls.iter().all(|c| c.is_empty() || c.ends_with('\n')));
        // Only a line that is longer by itself is given on in a call that is longer.
        let long: Vec<_> = calls.iter().filter(|c| c.len() > TOGETHER).map(|c| (c.len(), c.matches('\n').count())).collect();
        assert_eq!(long, [(9000, 1)]);
        assert_eq!(calls[0], pieces[..2].concat());
        assert!(calls.contains(&pieces[2]) && calls.contains(&pieces[3]));
    }

    #[test]
    fn what_cannot_be_written_is_told_once() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut whole = Whole::new(Closed, true);
        whole.write_all(b"a\n").unwrap();
        assert_eq!(whole.flush().unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert!(whole.flush().is_ok());
    }
}
