//! Page layout undone: lines become paragraphs.

use super::edits::Edits;
use super::lines::{End, Kind, Line};
use super::marks;
use super::numbers::Number;
use super::signatures;
use super::titles;
use super::wrap::Wrap;

/// A paragraph, heading, item or mark: one line of the normalised text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Para {
    /// What it is.
    pub(super) kind: Kind,
    /// A short line without a final stop: a title or heading.
    pub(super) short: bool,
    /// A new text frame starts here.
    pub(super) frame: bool,
    /// An empty line stands above it.
    pub(super) apart: bool,
    /// Its lines were broken at a column's width: a printed page.
    pub(super) wrapped: bool,
    /// The list number that it begins with.
    pub(super) number: Option<Number>,
}

/// Propose the edits that make each paragraph one line; give the paragraphs.
pub(super) fn undo(text: &str, mut lines: Vec<Line>, edits: &mut Edits) -> Vec<Para> {
    frames(&mut lines);
    indents(&mut lines);
    signatures::find(text, &mut lines);
    let mut out = Writer { text, edits, paras: Vec::new(), at: 0 };
    let mut join = Joiner { text, wrap: Wrap::new(&lines), lines: &lines, han: 0, arabic: 0, open: false, count: 0, plain: true };
    for (i, line) in lines.iter().enumerate() {
        let place = join.place(i);
        out.line(line, &place);
    }
    out.finish();
    out.paras
}

/// A single leading space marks a new text frame only where it is rare.
fn frames(lines: &mut [Line]) {
    let count = lines.iter().filter(|l| l.frame).count();
    if count > 3.max(lines.len() / 30) {
        lines.iter_mut().for_each(|l| l.frame = false);
    }
}

/// Indentation marks paragraphs only where it seldom follows an unfinished line.
fn indents(lines: &mut [Line]) {
    let (mut all, mut inside) = (0, 0);
    for pair in lines.windows(2) {
        if pair[1].indented {
            all += 1;
            inside += usize::from(pair[0].kind == Kind::Text && matches!(pair[0].stop, End::None | End::Open) && pair[0].width > 16);
        }
    }
    if inside * 4 > all {
        lines.iter_mut().for_each(|l| l.indented = false);
    }
}

/// How a line stands to the one before it.
struct Place {
    joins: bool,
    /// The paragraph before turns out to be a title that was broken over lines.
    titled: bool,
    kind: Kind,
    short: bool,
    wrapped: bool,
}

struct Joiner<'t> {
    text: &'t str,
    lines: &'t [Line],
    wrap: Wrap<'t>,
    /// Last numbers counted, `一、` and `1.`.
    han: u32,
    arabic: u32,
    /// The paragraph before is running text that is not finished.
    open: bool,
    /// Lines of the paragraph so far.
    count: usize,
    /// None of them holds a comma.
    plain: bool,
}

impl Joiner<'_> {
    fn words(&self, i: usize) -> &str {
        self.lines.get(i).and_then(|l| self.text.get(l.start..l.end)).unwrap_or_default()
    }

    fn place(&mut self, i: usize) -> Place {
        let line = &self.lines[i];
        let mut kind = line.kind;
        let before = i.checked_sub(1).map(|p| &self.lines[p]);
        // A line in the middle of running text is text, whatever it looks like.
        if self.open && matches!(kind, Kind::Credit | Kind::Date | Kind::Byline) && before.is_some_and(|b| self.wrap.full(i - 1, b)) {
            kind = Kind::Text;
        }
        let mark = marks::page_mark(self.words(i)).is_some();
        let titled = self.open && self.broken_title(i);
        let joins = match (before, kind) {
            (Some(b), Kind::Text) if !mark && b.block == line.block && self.enumerates(i) => true,
            _ if titled => false,
            (Some(b), Kind::Signature) => b.kind == Kind::Signature && self.signs_on(i),
            (Some(b), Kind::Text) if !mark && (b.kind == Kind::Text || self.open) => {
                if self.open {
                    self.goes_on(i, b)
                } else {
                    self.same_paragraph(i, b)
                }
            }
            _ => false,
        };
        let short = kind == Kind::Text && !joins && !mark && self.title(i, titled || !self.open);
        if !joins {
            self.number(line.number);
            (self.count, self.plain) = (0, true);
        }
        self.count += 1;
        self.plain &= !line.commas;
        self.open = kind == Kind::Text && !short && matches!(line.stop, End::None | End::Open);
        let wrapped = joins && kind == Kind::Text && before.is_some_and(|b| self.wrap.full(i - 1, b));
        Place { joins, titled, kind, short, wrapped }
    }

    fn number(&mut self, number: Option<Number>) {
        match number {
            Some(Number::Arabic(n)) => self.arabic = n,
            Some(Number::Han(n)) => self.han = n,
            _ => {}
        }
    }

    /// A few lines without a comma, the last not full and ending as a document's title does.
    fn broken_title(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).map(|p| &self.lines[p]) else { return false };
        (2..=4).contains(&self.count)
            && self.plain
            && self.strong_title(i - 1)
            && self.wrap.around(i - 1).is_some()
            && !self.wrap.full(i - 1, before)
    }

    /// The name that belongs to the office on the line before.
    fn signs_on(&self, i: usize) -> bool {
        let before = self.words(i - 1);
        let (office, name) = (before, self.words(i));
        let one = |t: &str| t.split_whitespace().count() == 1;
        one(office) && one(name) && marks::ends_in_office(office) && !marks::ends_in_office(name)
    }

    /// A list of names printed one a line: `出席会议的有：`, `印度共和国外长…、`.
    fn enumerates(&self, i: usize) -> bool {
        let (before, this) = (self.words(i - 1).trim_end(), self.words(i).trim_end());
        let unnumbered = self.lines[i].number.is_none();
        unnumbered && (before.ends_with('、') || before.ends_with(['：', ':']) && this.ends_with('、'))
    }

    /// The line before is unfinished: does this one go on with it?
    fn goes_on(&self, i: usize, before: &Line) -> bool {
        let line = &self.lines[i];
        if line.block != before.block {
            return false;
        }
        let counted = match line.number {
            Some(Number::Arabic(n)) => n == self.arabic + 1 || n == 1 && before.stop != End::Open,
            Some(Number::Han(n)) => n == self.han + 1 && (n > 1 || before.stop != End::Open),
            Some(Number::Talk | Number::Bullet | Number::HanBracket(_)) => true,
            _ => false,
        };
        if counted || (line.indented && before.stop != End::Open && before.width < 80) {
            return false;
        }
        let full = self.wrap.full(i - 1, before);
        let news = (line.stop != End::Open || !full) && marks::dateline(self.words(i)).is_some();
        !news && (full || !self.strong_title(i))
    }

    /// The line before ended a sentence: does the paragraph go on?
    fn same_paragraph(&self, i: usize, before: &Line) -> bool {
        let line = &self.lines[i];
        if !matches!(before.stop, End::Stop | End::Half) || line.block != before.block || line.indented || line.frame {
            return false;
        }
        match line.number {
            Some(Number::Arabic(n)) if n != self.arabic + 1 && n != 1 => {}
            None => {}
            _ => return false,
        }
        if !self.wrap.full(i - 1, before) || marks::dateline(self.words(i)).is_some() {
            return false;
        }
        if self.wrap.gaps_everywhere(i) {
            // First lines are indented in print: they hold two characters less.
            let width = self.wrap.width(i).unwrap_or(0);
            return !(matches!(line.stop, End::None | End::Open) && line.width + 3 <= width);
        }
        !line.gap
    }

    /// True for a line of the titles right above a dateline: that of the article, and the one printed after the article before it.
    fn stands_above_dateline(&self, i: usize) -> bool {
        const MOST: usize = 3;
        let plain = |l: &Line| l.kind == Kind::Text && !l.commas && l.stop == End::None;
        let titles = (i..self.lines.len()).take_while(|k| plain(&self.lines[*k]) && (*k == i || marks::dateline(self.words(*k)).is_none()));
        let below = i + titles.take(MOST + 1).count();
        // Without an empty line between them these are lines of one title, or of running text.
        let apart = below == i + 1 || self.lines[i].gap || self.lines.get(i + 1).is_some_and(|l| l.gap);
        below > i && below <= i + MOST && apart && below < self.lines.len() && marks::dateline(self.words(below)).is_some()
    }

    /// True where a numbered line without a stop is a list item that goes on below, no heading.
    fn list_goes_on(&self, i: usize) -> bool {
        let semicolon = |l: &Line| l.stop == End::Half;
        let before = i.checked_sub(1).map(|p| &self.lines[p]);
        let listed = before.is_some_and(|b| b.kind == Kind::Text && semicolon(b));
        let next = self.lines.get(i + 1);
        listed || next.is_some_and(|n| n.number.is_none() && n.kind == Kind::Text && semicolon(n))
    }

    fn strong_title(&self, i: usize) -> bool {
        let line = &self.lines[i];
        line.width <= 80
            && line.stop == End::None
            && !line.commas
            && marks::squeeze(self.words(i), 300).is_some_and(|w| titles::document_title(&w))
    }

    /// A title or heading: short, without a final stop, not the beginning of running text.
    fn title(&self, i: usize, fresh: bool) -> bool {
        let line = &self.lines[i];
        if !fresh && !self.strong_title(i)
            || line.stop != End::None
            || line.width > 84
            || matches!(line.number, Some(Number::Talk | Number::Bullet))
        {
            return false;
        }
        let Some(words) = marks::squeeze(self.words(i), 300) else { return false };
        if titles::unclosed(&words) || matches!(line.number, Some(Number::Arabic(_))) && self.list_goes_on(i) {
            return false;
        }
        let next = self.lines.get(i + 1).filter(|n| n.block == line.block && n.kind == Kind::Text);
        let starts_anew = next.is_none_or(|n| n.number.is_some() || n.indented || n.frame || marks::agency(self.words(i + 1)).is_some());
        if marks::agency(&words).is_some() && words.len() < 90 && words.ends_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        if next.is_some() && titles::goes_on(&words, self.words(i + 1)) {
            return false;
        }
        // 2019年9月17日至18日，A部长、B部长…: running text, however short its first line.
        if next.is_some() && line.commas && words.starts_with(|c: char| c.is_ascii_digit()) && words.contains("日，") {
            return false;
        }
        let strong = !line.commas && titles::document_title(&words);
        let named = titles::starts_with_party(&words) && !strong;
        if line.block.is_some() && next.is_none() {
            return line.width <= 70 && !(named && line.commas);
        }
        // The first line of a page or part is a title even where it fills the column.
        let opens = i == 0 || self.lines.get(i - 1).is_some_and(|b| !matches!(b.kind, Kind::Text | Kind::Credit));
        let first = opens && strong && titles::whole_document(&words);
        match self.wrap.around(i) {
            Some((least, most)) => {
                let numbered = matches!(line.number, Some(Number::Han(_) | Number::HanBracket(_))) && !line.commas;
                let short = line.width + 4 + Wrap::slack(least) < least && !line.commas && !named;
                let wide = line.width > most + 6 && !words.contains('。') && !named;
                // Above a dateline stands a title, however long.
                let dated = self.stands_above_dateline(i);
                short || wide || first || dated || (strong || numbered) && starts_anew
            }
            None if starts_anew => !(named && line.commas),
            None => !named && (!line.commas || line.width <= 50 || strong),
        }
    }
}

/// Writes the paragraphs: the only place that knows the bytes between lines.
struct Writer<'t, 'e> {
    text: &'t str,
    edits: &'e mut Edits,
    paras: Vec<Para>,
    at: usize,
}

impl Writer<'_, '_> {
    fn line(&mut self, line: &Line, place: &Place) {
        if place.joins {
            let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let last = self.text.get(..self.at).and_then(|t| t.chars().next_back());
            let first = self.text.get(line.start..).and_then(|t| t.chars().next());
            let letters = [last, first].iter().flatten().any(char::is_ascii_alphabetic);
            let stop = last.is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | ')')) && ascii(first);
            let space = if ascii(last) && ascii(first) && letters || stop { " " } else { "" };
            self.edits.words(self.at..line.start, space);
            if let Some(last) = self.paras.last_mut() {
                last.wrapped |= place.wrapped;
            }
        } else {
            if let Some(last) = self.paras.last_mut() {
                last.short |= place.titled;
            }
            self.gap(line.start);
            self.paras.push(Para {
                kind: place.kind,
                short: place.short,
                frame: line.frame,
                apart: line.gap,
                wrapped: false,
                number: line.number,
            });
        }
        self.inside(line, place);
        self.at = line.end;
    }

    /// What is cut within a line: page marks off the text, columns of signatures apart.
    fn inside(&mut self, line: &Line, place: &Place) {
        let words = self.text.get(line.start..line.end).unwrap_or_default();
        let Some(para) = self.paras.last_mut() else { return };
        match place.kind {
            Kind::Signature => {
                let parts: Vec<&str> = words.split_whitespace().collect();
                let pair = parts.len() == 2 && marks::ends_in_office(parts[0]) && !marks::ends_in_office(parts[1]);
                if parts.len() < 2 || pair || parts.iter().any(|p| p.chars().count() < 2) {
                    return;
                }
                let para = *para;
                for part in parts.iter().skip(1) {
                    let at = line.start + (part.as_ptr() as usize - words.as_ptr() as usize);
                    let before = self.text.get(..at).map_or(at, |t| t.trim_end().len());
                    self.edits.words(before..at, "\n");
                    self.paras.push(para);
                }
            }
            Kind::Text => {
                if let Some((len, came)) = marks::page_mark(words).filter(|(len, _)| *len < words.len()) {
                    let rest = Para { frame: false, ..*para };
                    para.kind = Kind::PageMark(came);
                    para.short = false;
                    self.edits.words(line.start + len..line.start + len, "\n");
                    self.paras.push(rest);
                } else if let Some(at) = marks::trailing_page_mark(words) {
                    let mark = Para { kind: Kind::PageMark(false), short: false, number: None, ..*para };
                    self.edits.words(line.start + at..line.start + at, "\n");
                    self.paras.push(mark);
                }
            }
            _ => {}
        }
    }

    fn gap(&mut self, to: usize) {
        if self.paras.is_empty() {
            self.edits.drop(self.at..to);
        } else if self.text.get(self.at..to) != Some("\n") {
            self.edits.words(self.at..to, "\n");
        }
    }

    fn finish(&mut self) {
        let to = self.text.len();
        if self.paras.is_empty() {
            self.edits.drop(0..to);
        } else {
            self.gap(to);
        }
    }
}
