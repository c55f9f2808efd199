//! A text as scoring sees it: white space does not count.

/// True for what scoring passes over: white space, the four separator controls, a byte-order mark.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}' | '\u{feff}')
}

/// The raw text of one document. *Places* count characters of it, as annotations do;
/// *steps* count only those that are not white space, and are what scores compare.
#[derive(Clone, Debug)]
pub struct Page {
    /// The document's name: the file name without its ending.
    pub doc: String,
    raw: Vec<char>,
    /// For each place, end included, the steps before it.
    steps: Vec<usize>,
    /// For each step, its place.
    places: Vec<usize>,
}

impl Page {
    /// The page of a raw text.
    pub fn new(doc: impl Into<String>, raw: &str) -> Self {
        let raw: Vec<char> = raw.chars().collect();
        let mut steps = Vec::with_capacity(raw.len() + 1);
        let mut places = Vec::new();
        for (place, &c) in raw.iter().enumerate() {
            steps.push(places.len());
            if !is_blank(c) {
                places.push(place);
            }
        }
        steps.push(places.len());
        Page { doc: doc.into(), raw, steps, places }
    }

    /// Number of characters of the raw text.
    pub fn chars(&self) -> usize {
        self.raw.len()
    }

    /// Number of characters that are not white space.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True where there is nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The steps before a place; none past the end.
    pub fn step(&self, place: usize) -> Option<usize> {
        self.steps.get(place).copied()
    }

    /// The raw words between two places.
    pub fn raw(&self, start: usize, end: usize) -> String {
        self.raw.get(start..end).unwrap_or_default().iter().collect()
    }

    /// The words between two steps, without white space.
    pub fn words(&self, start: usize, end: usize) -> String {
        let end = end.min(self.places.len());
        self.places.get(start..end).unwrap_or_default().iter().filter_map(|&p| self.raw.get(p)).collect()
    }

    /// The line and column (from 1) of a step in the raw text.
    pub fn position(&self, step: usize) -> (usize, usize) {
        let place = self.places.get(step).copied().unwrap_or(self.raw.len());
        let before = &self.raw[..place];
        let line = before.iter().filter(|&&c| c == '\n').count() + 1;
        let column = before.iter().rev().take_while(|&&c| c != '\n').count() + 1;
        (line, column)
    }

    /// The steps at which sentences begin, as punctuation and blank lines say: for gold that names no sentences.
    pub fn sentences(&self) -> Vec<usize> {
        let mut starts = vec![0];
        let mut blank_line = false;
        for (place, &c) in self.raw.iter().enumerate() {
            let ends = matches!(c, '。' | '！' | '？' | '；') || (c == '\n' && blank_line);
            blank_line = c == '\n' || (blank_line && is_blank(c));
            if ends && self.steps[place + 1] > starts.last().copied().unwrap_or(0) {
                starts.push(self.steps[place + 1]);
            }
        }
        starts
    }
}
