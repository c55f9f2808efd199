//! The matchers of the mention rules.

use super::date;
use crate::base::WordSet;
use crate::lexicon::{self, Lexicon};
use crate::ontology::Type;
use crate::rules::pick::Hit;
use crate::rules::select::Gate;
use crate::rules::{Picker, RuleId, RuleSet, Selector};
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The matchers of the mention rules. Built once.
#[derive(Clone, Default)]
pub struct Forms {
    /// Last words, words of patterns, and words in which no name is meant, all in one.
    picker: Arc<Picker>,
    /// For each literal: the rules for names that end in it.
    pub(super) heads: Vec<Vec<usize>>,
    /// For each literal: true where no name is meant in it.
    no_name: Vec<bool>,
    /// The longest of those, in bytes.
    longest_no_name: usize,
    /// Pattern rules by their literals.
    patterns: Arc<Selector>,
    /// The same before mentions are encoded.
    gate: Arc<Gate>,
    pub(super) stops: WordSet,
    /// Those of two characters and more.
    long_stops: WordSet,
    pub(super) not_stops: Vec<Vec<char>>,
    pub(super) head_words: HashSet<String>,
    pub(super) no_head_after: Vec<String>,
    no_person: HashSet<String>,
    /// Offices of two characters and more.
    long_offices: WordSet,
    honorifics: WordSet,
    pub(super) scopes: WordSet,
    /// The rules whose names are looked for again in the whole text.
    pub(super) spreads: HashSet<RuleId>,
}

impl fmt::Debug for Forms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Forms").field("literals", &self.picker.len()).finish_non_exhaustive()
    }
}

impl Forms {
    /// The matchers of a rule set.
    pub fn new(rules: &RuleSet) -> Self {
        let head_words: HashSet<String> = rules.names.iter().flat_map(|r| r.heads.iter().cloned()).collect();
        let none = rules.words("no_name");
        let picker = Arc::clone(rules.plain());
        let mut heads = vec![Vec::new(); picker.len()];
        for (i, r) in rules.names.iter().enumerate() {
            for place in r.heads.iter().filter_map(|h| picker.place(h)) {
                heads[place].push(i);
            }
        }
        let mut no_name = vec![false; picker.len()];
        none.iter().filter_map(|w| picker.place(w)).for_each(|place| no_name[place] = true);
        let long = |w: &&String| w.chars().count() > 1;
        let stops = rules.words("stop");
        let longer = |class: &str| WordSet::new(&rules.words(class).iter().filter(long).cloned().collect::<Vec<_>>());
        let chars = |class: &str| rules.words(class).iter().map(|w| w.chars().collect()).collect();
        Forms {
            patterns: Arc::clone(&rules.ready().mentions),
            gate: Arc::clone(&rules.ready().mentions_gate),
            picker,
            heads,
            no_name,
            longest_no_name: none.iter().map(String::len).max().unwrap_or(0),
            stops: WordSet::new(stops),
            long_stops: longer("stop"),
            not_stops: chars("not_stop"),
            head_words,
            no_head_after: rules.words("no_head_after").to_vec(),
            no_person: rules.words("no_person").iter().cloned().collect(),
            long_offices: longer("office"),
            honorifics: WordSet::new(rules.words("honorific")),
            scopes: WordSet::new(rules.words("scope")),
            spreads: rules.mentions.iter().filter(|r| r.spreads).map(|r| r.head.id.clone()).collect(),
        }
    }

    /// The literals of a text, by the place where they begin.
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        // In news one for thirty bytes, in declarations one for eight.
        let mut hits = Vec::with_capacity(text.len() / 12);
        self.picker.each(text, |hit| hits.push(hit));
        hits
    }

    /// The same, with the places where a time may begin.
    pub fn scan_with_times(&self, text: &str) -> (Vec<Hit>, Vec<usize>) {
        let (mut hits, mut times) = (Vec::with_capacity(text.len() / 12), Vec::with_capacity(text.len() / 64));
        let opening = date::opening();
        self.picker.each_and(
            text,
            |hit| hits.push(hit),
            |at, first, second| {
                if opening.may_begin(first, second) {
                    times.push(at);
                }
            },
        );
        (hits, times)
    }

    /// Drop the names that stand inside a word in which no known name is meant (发展中国家). `hits` are the text's.
    pub fn drop_no_names(&self, hits: &[Hit], names: &mut Vec<lexicon::Hit<'_>>) {
        let none: Vec<Range<usize>> = hits.iter().filter(|h| self.no_name[h.literal()]).map(|h| h.range()).collect();
        if none.is_empty() {
            return;
        }
        names.retain(|h| {
            let near = none.partition_point(|n| n.start < h.range.end);
            let reach = h.range.start.saturating_sub(self.longest_no_name);
            let over = none[..near].iter().rev().take_while(|n| n.start >= reach);
            !over.into_iter().any(|n| n.start <= h.range.start && h.range.end <= n.end && h.range.len() < n.len())
        });
    }

    /// Drop the names that are parts of longer ones which no list has: 部长捷克巴耶夫, 阿亚古兹—巴赫特铁路.
    pub fn drop_parts(&self, text: &str, lexicon: &Lexicon, names: &mut Vec<lexicon::Hit<'_>>) {
        names.retain(|h| {
            let (before, after) = (&text[..h.range.start], &text[h.range.end..]);
            let kind = h.entries.first().map(|e| lexicon.entry(*e).kind);
            match kind {
                Some(Type::State) => {
                    let goes_on = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"的和与在于及同将表向对会代".contains(c);
                    !(before.ends_with(['长', '统', '理', '相', '使', '席'])
                        && self.long_offices.ends(before)
                        && after.starts_with(goes_on))
                }
                Some(Type::Leader | Type::Person) => !before.ends_with('—') || before.ends_with("——"),
                _ => true,
            }
        });
    }

    /// True where a stop word of two or more characters stands in a name.
    pub fn holds_stop(&self, name: &str) -> bool {
        self.long_stops.within(name)
    }

    /// True for words that are no person's or place's name: a common word, an office, a form of address.
    pub fn no_person(&self, name: &str) -> bool {
        self.no_person.contains(name) || self.long_offices.within(name) || self.honorifics.begins(name).is_some()
    }

    /// The pattern rules that an encoded sentence with these literals may match, in order.
    pub fn patterns_for(&self, hits: &[Hit]) -> Vec<usize> {
        self.patterns.select(hits.iter().map(|h| h.literal()))
    }

    /// The stretches of an encoded sentence with these literals in which a pattern rule may match, disjoint and in order.
    pub fn spans(&self, rule: usize, encoded: &str, hits: &[Hit], spans: &mut Vec<Range<usize>>) {
        self.patterns.spans(rule, encoded, hits, spans);
    }

    /// False where plain words with these literals call for no rule, whatever of things of these types (one bit each)
    /// is encoded in them.
    pub fn may_call(&self, hits: &[Hit], kinds: u32) -> bool {
        self.any_head(hits) || self.gate.opens(hits.iter().map(|h| h.literal()), kinds)
    }

    /// True where some name ends in one of these literals.
    fn any_head(&self, hits: &[Hit]) -> bool {
        hits.iter().any(|h| !self.heads[h.literal()].is_empty())
    }
}
