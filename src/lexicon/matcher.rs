//! All names as one automaton, run over the text as a name sees it.
//!
//! The automaton reports overlapping matches while the text is walked once; nothing is copied.
//! (A leftmost-longest automaton would run faster still, but needs a copy of the text without
//! marks, and cannot tell the next shorter name where the longest breaks a pair of marks.)

use super::marks::{self, walk};
use super::{EntryId, Hit};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use std::collections::{BTreeMap, HashMap};

/// Names and the entries that bear them.
#[derive(Clone, Default)]
pub(super) struct Matcher {
    /// Bare names, sorted; the automaton's values are indices of it.
    names: Vec<(String, Vec<EntryId>)>,
    /// Names that are looked up but not searched for: English ones.
    others: HashMap<String, Vec<EntryId>>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

/// A match before choosing: bytes of the text, and the name.
struct Candidate {
    start: usize,
    end: usize,
    name: u32,
}

impl Matcher {
    /// From (name, entry) pairs: those to search for, and those only to look up.
    pub(super) fn new<'n>(
        searched: impl Iterator<Item = (&'n str, EntryId)>,
        others: impl Iterator<Item = (&'n str, EntryId)>,
    ) -> Result<Self, daachorse::errors::DaachorseError> {
        let mut names: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
        for (name, id) in searched {
            insert(names.entry(marks::bare(name)).or_default(), id);
        }
        names.remove("");
        let mut more: HashMap<String, Vec<EntryId>> = HashMap::new();
        for (name, id) in others {
            insert(more.entry(marks::bare(name)).or_default(), id);
        }
        let names: Vec<_> = names.into_iter().collect();
        let automaton = match names.is_empty() {
            true => None,
            false => Some(CharwiseDoubleArrayAhoCorasick::new(names.iter().map(|(n, _)| n))?),
        };
        Ok(Matcher { names, others: more, automaton })
    }

    /// The entries of a name.
    pub(super) fn by_name(&self, name: &str) -> &[EntryId] {
        let bare = marks::bare(name);
        match self.names.binary_search_by(|(n, _)| n.as_str().cmp(&bare)) {
            Ok(i) => &self.names[i].1,
            Err(_) => self.others.get(&bare).map_or(&[], Vec::as_slice),
        }
    }

    /// All names searched for, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &[EntryId])> {
        self.names.iter().map(|(n, ids)| (n.as_str(), ids.as_slice()))
    }

    /// The names in a text.
    pub(super) fn find(&self, text: &str) -> Vec<Hit<'_>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut hits = Vec::new();
        let mut stepper = automaton.find_overlapping_stepper();
        let mut candidates: Vec<Candidate> = Vec::new();
        // Where the text and what names see of it part: (byte seen, byte of the text), both of the next character.
        let mut steps: Vec<(usize, usize)> = vec![(0, 0)];
        let mut seen_len = 0;
        walk(text, |at, c, seen| {
            let after = at + c.len_utf8();
            let Some(seen) = seen else {
                step(&mut steps, seen_len, after);
                return;
            };
            stepper.consume(seen);
            seen_len += seen.len_utf8();
            for found in stepper.matches() {
                let start = to_text(&steps, found.start());
                if stands_free(text, start, after) {
                    candidates.push(Candidate { start, end: after, name: found.value() });
                }
            }
            if seen.len_utf8() != c.len_utf8() {
                step(&mut steps, seen_len, after);
            }
            if c == '\n' {
                self.choose(text, &mut candidates, &mut hits);
                steps.clear();
                steps.push((seen_len, after));
            }
        });
        self.choose(text, &mut candidates, &mut hits);
        hits
    }

    /// Leftmost, then longest; the next shorter one where a pair of marks would break.
    fn choose<'l>(&'l self, text: &str, candidates: &mut Vec<Candidate>, hits: &mut Vec<Hit<'l>>) {
        candidates.sort_unstable_by_key(|c| (c.start, std::cmp::Reverse(c.end)));
        let mut free = hits.last().map_or(0, |h| h.range.end);
        for c in candidates.drain(..) {
            if c.start < free {
                continue;
            }
            let Some((start, end)) = marks::widen(text, c.start, c.end).filter(|w| w.0 >= free) else { continue };
            free = end;
            hits.push(Hit { range: start..end, entries: &self.names[c.name as usize].1 });
        }
    }
}

/// Add an entry to a sorted list.
fn insert(ids: &mut Vec<EntryId>, id: EntryId) {
    if let Err(at) = ids.binary_search(&id) {
        ids.insert(at, id);
    }
}

fn step(steps: &mut Vec<(usize, usize)>, seen: usize, text: usize) {
    match steps.last_mut() {
        Some(last) if last.0 == seen => last.1 = text,
        _ => steps.push((seen, text)),
    }
}

/// The byte of the text for a byte seen.
fn to_text(steps: &[(usize, usize)], seen: usize) -> usize {
    steps.iter().rev().find(|s| s.0 <= seen).map_or(seen, |s| s.1 + (seen - s.0))
}

/// False where a Latin name is part of a longer word: `G20` in `G2023`.
fn stands_free(text: &str, start: usize, end: usize) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (name, before, after) = (&text[start..end], &text[..start], &text[end..]);
    let runs_in = latin(name.chars().next()) && latin(before.chars().next_back());
    let runs_on = latin(name.chars().next_back()) && latin(after.chars().next());
    !runs_in && !runs_on
}
