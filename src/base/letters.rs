//! The characters of a text as their UTF-8 bytes: to tell one from another nothing need be decoded.

/// A character, by its one to four bytes in UTF-8, the first one lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter(pub(super) u32);

impl From<char> for Letter {
    fn from(c: char) -> Self {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes);
        Letter(u32::from_le_bytes(bytes))
    }
}

impl Letter {
    /// No character; U+0000 is written so too.
    pub const NONE: Letter = Letter(0);

    /// True for most Han characters, and never for a mark, a space or a figure: U+4000 to U+9FFF.
    #[inline]
    pub fn is_han(self) -> bool {
        matches!(self.0 & 0xFF, 0xE4..=0xE9)
    }

    /// A number of which the high bits differ between most characters.
    #[inline]
    pub(super) fn hash(self) -> u32 {
        self.0.wrapping_mul(0x9E37_79B1)
    }

    /// How many bytes it takes.
    #[inline]
    pub fn width(self) -> usize {
        4 - (self.0 | 1).leading_zeros() as usize / 8
    }
}

/// The characters of a text, each with the byte where it begins.
#[derive(Clone, Debug)]
pub struct Letters<'t> {
    text: &'t str,
    /// The bytes that are still to come.
    rest: &'t [u8],
}

impl<'t> Letters<'t> {
    /// Of a whole text.
    #[inline]
    pub fn new(text: &'t str) -> Self {
        Letters { text, rest: text.as_bytes() }
    }

    /// The byte of the next character.
    #[inline]
    pub fn at(&self) -> usize {
        self.text.len() - self.rest.len()
    }
}

/// A character that is not of three bytes, or stands at the end. It gets nothing by reference: the place of [`Letters`]
/// stays in registers.
#[inline(never)]
fn other(text: &str, at: usize) -> Option<Letter> {
    text[at..].chars().next().map(Letter::from)
}

impl Iterator for Letters<'_> {
    type Item = (usize, Letter);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at();
        if let Some(four) = self.rest.first_chunk::<4>() {
            let bytes = u32::from_le_bytes(*four);
            if bytes & 0xF0 == 0xE0 {
                self.rest = &self.rest[3..];
                return Some((at, Letter(bytes & 0xFF_FFFF)));
            }
        }
        let letter = other(self.text, at)?;
        self.rest = &self.rest[letter.width()..];
        Some((at, letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_the_characters() {
        for text in ["", "中", "中国é𠮷a，b", "a中", "𠮷中", "中\u{E000}国"] {
            let chars: Vec<(usize, Letter)> = text.char_indices().map(|(at, c)| (at, c.into())).collect();
            assert_eq!(Letters::new(text).collect::<Vec<_>>(), chars, "{text}");
            assert!(text.chars().all(|c| Letter::from(c).width() == c.len_utf8()), "{text}");
        }
        let han: String = "中，1é𠮷《·　国—".chars().filter(|c| Letter::from(*c).is_han()).collect();
        assert_eq!(han, "中国");
    }
}
