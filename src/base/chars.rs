//! Characters of a text gone through fast, and sets of them.

use super::pairs::hash;

/// The code point that some UTF-8 begins with, and how many bytes it has; none where there are no bytes. Of what is no
/// UTF-8 it tells something, and never more bytes than there are.
#[inline(always)]
pub fn decode(bytes: &[u8]) -> Option<(u32, usize)> {
    let six = |b: u8| u32::from(b & 63);
    match *bytes {
        [a @ 0xE0..=0xEF, b, c, ..] => Some((u32::from(a & 15) << 12 | six(b) << 6 | six(c), 3)),
        [a @ 0..=0x7F, ..] => Some((u32::from(a), 1)),
        [a @ 0xC0..=0xDF, b, ..] => Some((u32::from(a & 31) << 6 | six(b), 2)),
        [a, b, c, d, ..] => Some((u32::from(a & 7) << 18 | six(b) << 12 | six(c) << 6 | six(d), 4)),
        [a, ..] => Some((u32::from(a), 1)),
        [] => None,
    }
}

/// A few bits for each character of the basic plane: what it may be the beginning of.
#[derive(Clone, Default)]
pub struct CharMarks {
    /// Empty, or one byte for each character.
    table: Vec<u8>,
}

impl CharMarks {
    /// Of characters with their bits; those of a character that comes more often are put together.
    pub fn new(of: impl IntoIterator<Item = (char, u8)>) -> Self {
        let mut table = vec![0; 1 << 16];
        for (c, bits) in of {
            if let Some(place) = table.get_mut(c as usize) {
                *place |= bits;
            }
        }
        CharMarks { table }
    }

    /// The bits of a code point; all of them beyond the basic plane.
    #[inline(always)]
    pub fn of(&self, code: u32) -> u8 {
        self.table.get(code as usize).copied().unwrap_or(u8::MAX)
    }
}

impl std::fmt::Debug for CharMarks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CharMarks").field("marked", &self.table.iter().filter(|b| **b != 0).count()).finish()
    }
}

/// A set of characters of the basic plane, one bit each.
#[derive(Clone, Debug, Default)]
pub struct CharSet {
    bits: Vec<u64>,
}

impl CharSet {
    /// Of these characters; those beyond the basic plane are always held.
    pub fn new(chars: impl IntoIterator<Item = char>) -> Self {
        let mut bits = vec![0u64; 1024];
        for c in chars {
            if let Some(word) = bits.get_mut(c as usize >> 6) {
                *word |= 1 << (c as usize & 63);
            }
        }
        CharSet { bits }
    }

    /// True for a character of the set.
    #[inline]
    pub fn holds(&self, c: char) -> bool {
        self.holds_code(c as u32)
    }

    #[inline(always)]
    fn holds_code(&self, code: u32) -> bool {
        self.bits.get(code as usize >> 6).is_none_or(|w| w >> (code & 63) & 1 != 0)
    }

    /// The first byte, from `at` on, where a character of the set stands, and the character.
    #[inline]
    pub fn find(&self, text: &str, at: usize) -> Option<(usize, char)> {
        let bytes = text.as_bytes();
        let mut at = at;
        while let Some((code, len)) = decode(bytes.get(at..)?) {
            if self.holds_code(code) {
                return text.get(at..)?.chars().next().map(|c| (at, c));
            }
            at += len;
        }
        None
    }
}

/// A number for each of some characters.
#[derive(Clone, Debug, Default)]
pub struct CharMap {
    /// Open addressing, a power of two of places; the character 0 is a free one.
    table: Vec<(u32, u32)>,
}

impl CharMap {
    /// Of characters with their numbers.
    pub fn new(of: impl IntoIterator<Item = (char, u32)>) -> Self {
        let list: Vec<(char, u32)> = of.into_iter().filter(|(c, _)| *c != '\0').collect();
        let mut table = vec![(0, 0); if list.is_empty() { 0 } else { (list.len() * 4).next_power_of_two() }];
        for (c, number) in list {
            let mut at = hash(u64::from(c)) & (table.len() - 1);
            while table[at].0 != 0 && table[at].0 != u32::from(c) {
                at = (at + 1) & (table.len() - 1);
            }
            table[at] = (u32::from(c), number);
        }
        CharMap { table }
    }

    /// The number of a character.
    #[inline]
    pub fn get(&self, c: char) -> Option<u32> {
        let mask = self.table.len().checked_sub(1)?;
        let mut at = hash(u64::from(c)) & mask;
        loop {
            let (found, number) = self.table[at];
            if found == u32::from(c) && found != 0 {
                return Some(number);
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_known_by_their_bits_and_numbers() {
        let map = CharMap::new("年月日".chars().zip(7..));
        assert_eq!("年月日时\0".chars().map(|c| map.get(c)).collect::<Vec<_>>(), [Some(7), Some(8), Some(9), None, None]);
        assert_eq!(CharMap::default().get('年'), None);
        let set = CharSet::new("年月".chars());
        assert!(set.holds('年') && !set.holds('日') && set.holds('𠮷') && !CharSet::new([]).holds('年'));
        assert_eq!((set.find("a去年", 0), set.find("a去年", 1), set.find("年é日", 3)), (Some((4, '年')), Some((4, '年')), None));
        let marks = CharMarks::new([('年', 1), ('月', 2), ('年', 4)]);
        assert_eq!(['年', '月', '日', '𠮷'].map(|c| marks.of(c as u32)), [5, 2, 0, 255]);
        assert_eq!(CharMarks::default().of(u32::from('年')), 255);
    }

    #[test]
    fn code_points_are_read_as_characters() {
        let text = "aé中𠮷\u{7ff}\u{800}\u{ffff}\u{10ffff}\u{7f}\u{80}";
        let mut at = 0;
        for c in text.chars() {
            assert_eq!(decode(&text.as_bytes()[at..]), Some((c as u32, c.len_utf8())), "{c:?}");
            at += c.len_utf8();
        }
        assert_eq!((decode(b""), decode(&[0xE4]), decode(&[0xC3])), (None, Some((0xE4, 1)), Some((0xC3, 1))));
    }
}
