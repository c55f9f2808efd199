//! How the rules' expressions are searched for: the engines under the `regex` crate, put together for many expressions
//! of which most match rarely.
//!
//! A lazy automaton tells where the first match ends, or that there is none; only then a backtracker finds the groups, up to
//! there. A second automaton, read from the right, would tell where the match begins: it takes as long to build
//! as the first one, so that it is built for the expressions that match often. What matches is what `regex` matches.

use regex_automata::hybrid::dfa::{self, DFA};
use regex_automata::nfa::thompson::backtrack::{self, BoundedBacktracker};
use regex_automata::nfa::thompson::pikevm::PikeVM;
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::util::captures;
use regex_automata::util::pool::Pool;
use regex_automata::{Anchored, Input, MatchKind, Span};
use std::cell::RefCell;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The largest compiled expression, in bytes.
const LARGEST: usize = 1 << 24;

/// Why an expression cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It takes more than so many bytes.
    TooLarge(usize),
    /// It has a mistake.
    Wrong(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::TooLarge(limit) => write!(f, "Compiled regex exceeds size limit of {limit} bytes."),
            Refused::Wrong(what) => f.write_str(what),
        }
    }
}

/// A compiled expression.
#[derive(Debug)]
pub struct Search {
    source: String,
    nfa: NFA,
    /// None for an expression that it cannot run (`\b`).
    dfa: Option<DFA>,
    backtracker: BoundedBacktracker,
    caches: Option<Caches>,
    /// How often it has matched, up to [`OFTEN`].
    matched: AtomicU32,
    /// From the end of a match to its beginning.
    reverse: OnceLock<Option<Reverse>>,
}

/// What an automaton learns of its states while it searches; one for each thread.
type Caches = Pool<dfa::Cache, Box<dyn Fn() -> dfa::Cache + Send + Sync>>;

/// The expression read from the right.
#[derive(Debug)]
struct Reverse {
    dfa: DFA,
    caches: Caches,
}

/// An expression that has matched so often is also read from the right.
const OFTEN: u32 = 16;

thread_local! {
    /// What the backtrackers write to: nothing in it outlives a search, so that all expressions share one.
    static VISITED: RefCell<Option<backtrack::Cache>> = const { RefCell::new(None) };
}

impl Search {
    /// Compile an expression.
    ///
    /// # Errors
    /// When it has a mistake or is too large.
    pub fn new(source: &str) -> Result<Self, Refused> {
        let refused = |e: thompson::BuildError| e.size_limit().map_or_else(|| Refused::Wrong(e.to_string()), Refused::TooLarge);
        let nfa = NFA::compiler().configure(NFA::config().nfa_size_limit(Some(LARGEST))).build(source).map_err(refused)?;
        let dfa = DFA::builder().configure(config()).build_from_nfa(nfa.clone()).ok();
        let backtracker = BoundedBacktracker::builder().build_from_nfa(nfa.clone()).map_err(refused)?;
        let caches = dfa.as_ref().map(caches);
        let source = source.to_owned();
        let (matched, reverse) = (AtomicU32::new(0), OnceLock::new());
        Ok(Search { source, nfa, dfa, backtracker, caches, matched, reverse })
    }

    /// Where the match that ends with a span begins; none where that is not sure, or not worth an automaton yet.
    fn start(&self, span: Span, text: &str) -> Option<usize> {
        if self.matched.load(Ordering::Relaxed) < OFTEN {
            self.matched.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        let reverse = self.reverse.get_or_init(|| Reverse::new(&self.source)).as_ref()?;
        let input = Input::new(text).span(span).anchored(Anchored::Yes);
        Some(reverse.dfa.try_search_rev(&mut reverse.caches.get(), &input).ok()??.offset())
    }

    /// True where it matches somewhere in a text.
    pub fn is_match(&self, text: &str) -> bool {
        self.captures_at(text, 0).is_some()
    }

    /// The bytes of its first match.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        Some(self.captures_at(text, 0)?.get(0)?.range())
    }

    /// Its first match with its groups.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.captures_at(text, 0)
    }

    /// Its first match that begins at byte `at` or behind it. What stands before is seen by `^` and the like.
    pub fn captures_at<'t>(&self, text: &'t str, at: usize) -> Option<Captures<'t>> {
        self.captures_in(text, at..text.len())
    }

    /// Its first match within some bytes. What stands around them is seen by `^`, `$` and the like.
    pub fn captures_in<'t>(&self, text: &'t str, within: Range<usize>) -> Option<Captures<'t>> {
        let at = within.start;
        let mut input = Input::new(text).span(within);
        // A cache that overflows gives up: then the slower engine looks by itself.
        if let Some((dfa, caches)) = self.dfa.as_ref().zip(self.caches.as_ref())
            && let Ok(end) = dfa.try_search_fwd(&mut caches.get(), &input)
        {
            let end = end?.offset();
            match self.start(Span { start: at, end }, text) {
                Some(start) => input = input.span(start..end).anchored(Anchored::Yes),
                None => input.set_span(at..end),
            }
        }
        let mut found = captures::Captures::all(self.nfa.group_info().clone());
        let tracked = VISITED.with_borrow_mut(|cache| {
            let cache = cache.get_or_insert_with(|| self.backtracker.create_cache());
            self.backtracker.try_captures(cache, input.clone(), &mut found)
        });
        if tracked.is_err() {
            let machine = PikeVM::builder().build_from_nfa(self.nfa.clone()).ok()?;
            machine.captures(&mut machine.create_cache(), input, &mut found);
        }
        found.is_match().then_some(Captures { text, found })
    }

    /// Its matches one after the other, not overlapping.
    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = self.captures_at(text, at)?;
            let whole = found.get(0)?.range();
            let one = text[whole.start..].chars().next().map_or(1, char::len_utf8);
            at = whole.end.max(whole.start + one);
            Some(found)
        })
        .fuse()
    }
}

impl Reverse {
    fn new(source: &str) -> Option<Self> {
        let as_one = NFA::config().nfa_size_limit(Some(LARGEST)).reverse(true).which_captures(WhichCaptures::None);
        let nfa = NFA::compiler().configure(as_one).build(source).ok()?;
        let dfa = DFA::builder().configure(config().match_kind(MatchKind::All)).build_from_nfa(nfa).ok()?;
        let caches = caches(&dfa);
        Some(Reverse { dfa, caches })
    }
}

fn caches(dfa: &DFA) -> Caches {
    let dfa = dfa.clone();
    Pool::new(Box::new(move || dfa.create_cache()))
}

/// As `regex` runs them: a cache that overflows all the time gives up.
fn config() -> dfa::Config {
    DFA::config().skip_cache_capacity_check(true).minimum_cache_clear_count(Some(3)).minimum_bytes_per_state(Some(10))
}

/// A match with its groups.
#[derive(Clone, Debug)]
pub struct Captures<'t> {
    text: &'t str,
    found: captures::Captures,
}

impl<'t> Captures<'t> {
    /// Group number `i`; 0 is the whole match.
    pub fn get(&self, i: usize) -> Option<Group<'t>> {
        self.found.get_group(i).map(|span| Group { text: self.text, range: span.range() })
    }

    /// The group of a name.
    pub fn name(&self, name: &str) -> Option<Group<'t>> {
        self.found.get_group_by_name(name).map(|span| Group { text: self.text, range: span.range() })
    }
}

/// A stretch of a text that a group matched.
#[derive(Clone, Debug)]
pub struct Group<'t> {
    text: &'t str,
    range: Range<usize>,
}

impl<'t> Group<'t> {
    /// Its bytes.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Its first byte.
    pub fn start(&self) -> usize {
        self.range.start
    }

    /// One past its last byte.
    pub fn end(&self) -> usize {
        self.range.end
    }

    /// Its words.
    pub fn as_str(&self) -> &'t str {
        &self.text[self.range.clone()]
    }

    /// True where it matched nothing.
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matches_is_what_regex_matches() {
        let text = "中方支持并推动甲、乙和丙，双方支持丁。\n“蓝海”计划（2023年）支持";
        for source in [
            "支持",
            "(?<a>[^，。]*?)支持(?<o>[^，。]*)",
            "(?<name>“[^”]{1,8}”计划)",
            "(?:甲|乙|丙)(?:、|和)?",
            "(?<x>支持|支持并)",
            "(?<x>支持并|支持)(?<y>推)?",
            "^中方|$",
            r"\b2023\b",
            "[一-鿿]{2,3}?",
            "没有",
            "",
        ] {
            let (ours, theirs) = (Search::new(source).unwrap(), regex::Regex::new(source).unwrap());
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let groups = |n: usize| {
                    let (a, b) = (ours.captures_at(text, at), theirs.captures_at(text, at));
                    (a.and_then(|c| c.get(n).map(|g| g.range())), b.and_then(|c| c.get(n).map(|g| g.range())))
                };
                (0..theirs.captures_len()).map(groups).for_each(|(a, b)| assert_eq!(a, b, "{source} at {at}"));
            }
            let all = |ranges: Vec<Range<usize>>| ranges.len();
            let (a, b) = (ours.captures_iter(text), theirs.captures_iter(text));
            assert_eq!(
                all(a.filter_map(|c| c.get(0).map(|g| g.range())).collect()),
                all(b.filter_map(|c| c.get(0).map(|g| g.range())).collect())
            );
        }
        assert!(matches!(Search::new("("), Err(Refused::Wrong(_))));
        assert_eq!(Search::new("(?:[^a]{900}){900}").err(), Some(Refused::TooLarge(LARGEST)));
    }

    #[test]
    fn long_texts_are_searched_too() {
        let text = format!("{}支持{}", "甲、".repeat(20_000), "乙".repeat(20_000));
        let search = Search::new("(?<s>甲[^，]*)支持(?<o>[^，]*)").unwrap();
        let found = search.captures(&text).unwrap();
        assert_eq!((found.get(0).unwrap().range(), found.name("o").unwrap().as_str().len()), (0..text.len(), 60_000));
    }
}
