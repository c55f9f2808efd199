//! One form for each sign: dashes, width, spaces, quotes.

use super::edits::Edits;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Han, kana, CJK and full-width signs: no space belongs beside them.
pub(super) fn wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{303F}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Signs of both scripts.
fn shared(c: char) -> bool {
    matches!(c, '—' | '“' | '”' | '‘' | '’' | '…' | '·' | '\u{2010}'..='\u{2013}' | '―' | '\u{2500}' | '\u{2501}' | '−')
}

/// White space within a line.
pub(super) fn space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{B}' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Signs without width, which are dropped.
pub(super) fn unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFF9}'..='\u{FFFB}')
        || c.is_control() && c != '\n' && !space(c)
}

/// The scanner's state within a paragraph.
struct Scan<'t, 'e> {
    text: &'t str,
    edits: &'e mut Edits,
    /// The last character that stays, in its new form.
    prev: Option<char>,
    /// A straight quote is open.
    quote: bool,
    /// For each open bracket: was it made full-width?
    brackets: Vec<bool>,
}

/// Propose the edits that give each sign its one form.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    let mut scan = Scan { text, edits, prev: None, quote: false, brackets: Vec::new() };
    let bytes = text.as_bytes();
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        // Most of a Chinese text: Han and the ASCII letters and digits need no look.
        if matches!(b, 0xE4..=0xE9) {
            while bytes.get(i).is_some_and(|b| matches!(b, 0xE4..=0xE9)) {
                i += 3;
            }
            scan.prev = Some('中');
            continue;
        }
        if b.is_ascii_alphanumeric() {
            scan.prev = Some(char::from(b));
            i += 1;
            continue;
        }
        let Some(c) = text.get(i..).and_then(|t| t.chars().next()) else { break };
        i = scan.step(i, c);
    }
}

impl Scan<'_, '_> {
    /// Handle the character `c` at byte `i`; give the byte to go on from.
    fn step(&mut self, i: usize, c: char) -> usize {
        let end = i + c.len_utf8();
        let to = match c {
            '\n' => {
                self.prev = None;
                self.quote = false;
                self.brackets.clear();
                return end;
            }
            '，' | '。' | '、' | '《' | '》' | '；' | '：' | '！' | '？' => c,
            _ if space(c) => return self.spaces(i),
            _ if unseen(c) => {
                self.edits.drop(i..end);
                return end;
            }
            '“' | '”' => {
                self.quote = false;
                c
            }
            '（' | '(' => self.open(c, end),
            '）' | ')' => self.shut(c, end),
            '"' | '＂' => self.straight(c, end),
            '\u{2E3A}' => {
                self.prev = Some('—');
                self.edits.words(i..end, "——");
                return end;
            }
            _ => self.form(c, end),
        };
        self.put(i..end, c, to);
        end
    }

    fn put(&mut self, range: Range<usize>, from: char, to: char) {
        if from != to {
            self.edits.char(range, to);
        }
        self.prev = Some(to);
    }

    /// The next character that will stay.
    fn next(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().find(|c| !space(*c) && !unseen(*c)).filter(|c| *c != '\n')
    }

    fn beside_wide(&self, end: usize) -> bool {
        self.prev.is_some_and(wide) || self.next(end).is_some_and(wide)
    }

    /// The one form of a character that stands alone.
    fn form(&self, c: char, end: usize) -> char {
        match c {
            '，' | '：' | '；' | '！' | '？' | '～' => c,
            '．' if self.prev.is_some_and(wide) && self.next(end).is_some_and(|c| wide(c) && !matches!(c, '０'..='９')) => '·',
            '\u{FF05}'
            | '\u{FF0B}'
            | '\u{FF06}'
            | '\u{FF0E}'
            | '\u{FF0F}'
            | '\u{FF10}'..='\u{FF19}'
            | '\u{FF1D}'
            | '\u{FF20}'
            | '\u{FF21}'..='\u{FF3A}'
            | '\u{FF41}'..='\u{FF5A}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '\u{2010}' | '\u{2011}' if self.latin(end) => '-',
            '\u{FF0D}' | '\u{2013}' | '\u{2015}' | '\u{2500}' | '\u{2501}' | '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{FE58}'
            | '\u{FE63}' | '\u{FE31}' => '—',
            '-' if self.prev.is_some_and(|c| wide(c) || shared(c)) && self.next(end).is_some_and(|c| wide(c) || shared(c) || c == '-') => {
                '—'
            }
            '•' | '・' | '‧' | '･' | '∙' | '⋅' => '·',
            '「' | '〝' | '﹁' => '“',
            '」' | '〞' | '〟' | '﹂' => '”',
            '『' | '﹃' => '‘',
            '』' | '﹄' => '’',
            ',' | ';' | ':' | '?' | '!' => self.ascii_stop(c, end),
            // Stand for mentions in what patterns run on; in a text they are glyphs of some font that we do not have.
            '\u{E000}'..='\u{E07F}' => '\u{FFFD}',
            '\u{2E80}'..='\u{2FD5}' | '\u{F900}'..='\u{FAFF}' => {
                let mut forms = c.nfkc();
                forms.next().filter(|_| forms.next().is_none()).unwrap_or(c)
            }
            _ => c,
        }
    }

    fn latin(&self, end: usize) -> bool {
        let latin = |c: char| c.is_alphabetic() && !wide(c);
        self.prev.is_some_and(latin) && self.next(end).is_some_and(latin)
    }

    fn ascii_stop(&self, c: char, end: usize) -> char {
        let next = self.next(end);
        let number = self.prev.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit());
        let wide_here = match c {
            ':' | ',' if number => false,
            ':' if next == Some('/') => false,
            '?' | '!' => self.prev.is_some_and(|c| wide(c) || c == '”'),
            _ => self.beside_wide(end) || self.prev == Some('”'),
        };
        match c {
            _ if !wide_here => c,
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '?' => '？',
            _ => '！',
        }
    }

    fn open(&mut self, c: char, end: usize) -> char {
        let wide_here = c == '（' || self.beside_wide(end);
        self.brackets.push(wide_here);
        if wide_here { '（' } else { c }
    }

    fn shut(&mut self, c: char, end: usize) -> char {
        let wide_here = match self.brackets.pop() {
            Some(opened) => opened,
            None => c == '）' || self.beside_wide(end),
        };
        if wide_here { '）' } else { ')' }
    }

    fn straight(&mut self, c: char, end: usize) -> char {
        if self.quote {
            self.quote = false;
            '”'
        } else if self.beside_wide(end) || c == '＂' {
            self.quote = true;
            '“'
        } else {
            c
        }
    }

    /// A run of spaces: dropped beside Han, one kept between Latin words.
    fn spaces(&mut self, i: usize) -> usize {
        let rest = self.text.get(i..).unwrap_or_default();
        let len = rest.find(|c: char| !space(c) && !unseen(c)).unwrap_or(rest.len());
        let end = i + len;
        let next = rest.get(len..).and_then(|t| t.chars().next()).filter(|c| *c != '\n');
        let keep = match (self.prev, next) {
            (Some(a), Some(b)) => !(wide(a) || wide(b) || shared(a) && shared(b) || self.spread(i, end)),
            _ => false,
        };
        if !keep && between_names(self.text.get(..i).unwrap_or_default(), self.text.get(end..).unwrap_or_default()) {
            self.edits.words(i..end, "、");
            self.prev = Some('、');
        } else if !keep {
            self.edits.drop(i..end);
        } else if rest.get(..len) != Some(" ") {
            self.edits.words(i..end, " ");
            self.prev = Some(' ');
        } else {
            self.prev = Some(' ');
        }
        end
    }

    /// True for white space that spread lines put between the figures of one number: 6 月 1 7 日. Each figure stands
    /// alone, and the first follows Han or another such figure, or begins its line.
    fn spread(&self, from: usize, to: usize) -> bool {
        let (Some(before), Some(behind)) = (self.text.get(..from), self.text.get(to..)) else { return false };
        let mut back = before.chars().rev();
        let mut ahead = behind.chars();
        let alone = back.next().is_some_and(|c| c.is_ascii_digit())
            && match back.next() {
                None | Some('\n') => true,
                Some(c) => space(c) && back.find(|c| !space(*c)).is_some_and(|c| wide(c) || c.is_ascii_digit()),
            };
        alone && ahead.next().is_some_and(|c| c.is_ascii_digit()) && ahead.next().is_none_or(|c| space(c) || c == '\n')
    }
}

/// True where white space stands between two journalists: `记者　张三　李四`, at the end of a line or a bracket.
fn between_names(before: &str, behind: &str) -> bool {
    const MOST: usize = 40;
    let from = before.floor_char_boundary(before.len().saturating_sub(MOST * 3));
    let head = before.get(from..).unwrap_or_default();
    let head = head.rfind(['\n', '（', '(']).map_or(head, |at| &head[at..]);
    let Some(at) = head.find("记者") else { return false };
    let name_like = |name: &str| {
        let n = name.chars().count();
        name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·') && ((2..=4).contains(&n) || n <= 14 && name.contains('·'))
    };
    let names = |text: &str| !text.is_empty() && text.split(|c| space(c) || c == '、').filter(|n| !n.is_empty()).all(name_like);
    let tail = behind.get(..behind.floor_char_boundary(MOST * 3)).unwrap_or_default();
    let ends = tail.find(['\n', '）', ')']).or((tail.len() == behind.len()).then_some(tail.len()));
    names(head[at + "记者".len()..].trim_start_matches(space)) && ends.is_some_and(|end| names(tail[..end].trim_end_matches(space)))
}
