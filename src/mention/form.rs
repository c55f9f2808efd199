//! Names known by their last word: 中国—中亚外长会晤机制, 国际山地可持续发展年.
//!
//! From the last word the name is read leftwards until something that no name holds: punctuation,
//! 的, a stop word (加强, 关于, …), or the known name that it begins with.

use super::FoundBy;
use super::overlap::Candidate;
use super::patterns::encode;
use crate::ontology::Type;
use crate::rules::encode::{Encoded, open};
use crate::rules::{Anchor, NameRule, RuleSet};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use std::collections::{HashMap, HashSet};
use std::fmt;

/// The longest name read leftwards, in characters before the head.
const LONGEST: usize = 28;

/// The matchers of the mention rules. Built once.
#[derive(Clone, Default)]
pub struct Forms {
    heads: Option<Matcher>,
    /// For each head: rules that end in it.
    of_head: Vec<Vec<usize>>,
    stops: HashSet<Vec<char>>,
    not_stops: Vec<Vec<char>>,
    head_words: HashSet<String>,
    no_head_after: Vec<String>,
    scopes: Vec<Vec<char>>,
    longest_stop: usize,
    /// Literals that select pattern rules.
    literals: Option<Matcher>,
    of_literal: Vec<Vec<usize>>,
    always: Vec<usize>,
    no_names: Option<Matcher>,
}

type Matcher = std::sync::Arc<CharwiseDoubleArrayAhoCorasick<u32>>;

impl fmt::Debug for Forms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Forms").field("heads", &self.of_head.len()).finish_non_exhaustive()
    }
}

impl Forms {
    /// The matchers of a rule set.
    pub fn new(rules: &RuleSet) -> Self {
        let mut of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, r) in rules.names.iter().enumerate() {
            for h in &r.heads {
                of.entry(h).or_default().push(i);
            }
        }
        let mut heads: Vec<(&str, Vec<usize>)> = of.into_iter().collect();
        heads.sort();
        let stops: HashSet<Vec<char>> = rules.words("stop").iter().map(|w| w.chars().collect()).collect();
        let not_stops = rules.words("not_stop").iter().map(|w| w.chars().collect()).collect();
        let scopes = rules.words("scope").iter().map(|w| w.chars().collect()).collect();
        let longest_stop = stops.iter().map(Vec::len).max().unwrap_or(0);
        let head_words = heads.iter().map(|h| h.0.to_owned()).collect();
        let (heads_matcher, of_head) = matcher(heads);
        let mut of: HashMap<String, Vec<usize>> = HashMap::new();
        let mut always = Vec::new();
        for (i, r) in rules.mentions.iter().enumerate() {
            match crate::rules::pattern::literals(&r.pattern) {
                Some(list) => list.into_iter().for_each(|l| of.entry(l).or_default().push(i)),
                None => always.push(i),
            }
        }
        let mut list: Vec<(&str, Vec<usize>)> = of.iter().map(|(k, v)| (k.as_str(), v.clone())).collect();
        list.sort();
        let (literals, of_literal) = matcher(list);
        let (no_names, _) = matcher(rules.words("no_name").iter().map(|w| (w.as_str(), Vec::new())).collect());
        Forms { heads: heads_matcher, of_head, stops, not_stops, head_words, no_head_after: rules.words("no_head_after").to_vec(), scopes, longest_stop, literals, of_literal, always, no_names }
    }

    /// Bytes of the words in which no known name is meant (发展中国家).
    pub fn no_names(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        self.no_names.as_ref().map_or_else(Vec::new, |m| m.find_overlapping_iter(text).map(|h| h.start()..h.end()).collect())
    }

    /// True where a stop word of two or more characters stands in a name.
    pub fn holds_stop(&self, name: &str) -> bool {
        let chars: Vec<char> = name.chars().collect();
        (0..chars.len()).any(|i| (i + 2..=chars.len().min(i + self.longest_stop)).any(|j| self.stops.contains(&chars[i..j])))
    }

    /// The pattern rules that an encoded sentence may match, in order.
    pub fn patterns_for(&self, encoded: &str) -> Vec<usize> {
        let mut out = self.always.clone();
        if let Some(m) = &self.literals {
            for hit in m.find_overlapping_iter(encoded) {
                out.extend(&self.of_literal[hit.value() as usize]);
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn matcher(list: Vec<(&str, Vec<usize>)>) -> (Option<Matcher>, Vec<Vec<usize>>) {
    let (words, of): (Vec<&str>, Vec<Vec<usize>>) = list.into_iter().unzip();
    if words.is_empty() {
        return (None, of);
    }
    let built = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::Standard).build(words);
    (built.ok().map(std::sync::Arc::new), of)
}

/// Every name by its last word.
pub fn find(words: &str, base: &[Candidate], forms: &Forms, rules: &RuleSet) -> Vec<Candidate> {
    let Some(heads) = &forms.heads else { return Vec::new() };
    let encoded = encode(words, base);
    let mut out = Vec::new();
    let mut chars: Option<Reader> = None;
    for hit in heads.find_overlapping_iter(&encoded.text) {
        let reader = chars.get_or_insert_with(|| Reader::new(words, &encoded, base));
        for &i in &forms.of_head[hit.value() as usize] {
            let rule = &rules.names[i];
            if let Some(start) = reader.read(hit.start(), hit.end(), rule, forms) {
                let (range, kind) = reader.widen(start..hit.end(), rule.kind);
                out.push(Candidate {
                    range: encoded.back_range(range),
                    kind,
                    found_by: FoundBy::Rule(rule.head.id.clone()),
                    anaphor: false,
                    rank: 0,
                    when: None,
                });
            }
        }
    }
    out
}

/// The encoded sentence as characters.
struct Reader<'a> {
    words: &'a str,
    base: &'a [Candidate],
    encoded: &'a Encoded,
    chars: Vec<(usize, char)>,
}

impl<'a> Reader<'a> {
    fn new(words: &'a str, encoded: &'a Encoded, base: &'a [Candidate]) -> Self {
        Reader { words, base, encoded, chars: encoded.text.char_indices().collect() }
    }

    fn index(&self, byte: usize) -> usize {
        self.chars.partition_point(|c| c.0 < byte)
    }

    fn is_mention(c: char, types: &[Type]) -> bool {
        types.iter().any(|t| open(*t) == c)
    }

    fn anchors(c: char) -> bool {
        Self::is_mention(c, &[Type::State, Type::Place, Type::Group, Type::Organization])
    }

    /// Where the name that ends with the head at these encoded bytes begins.
    fn read(&self, head: usize, end: usize, rule: &NameRule, forms: &Forms) -> Option<usize> {
        let stop = self.index(head);
        let after = self.index(end);
        // 机制化, 论坛化: the head must end its word.
        if self.chars.get(after).is_some_and(|c| "化性式型学界地".contains(c.1)) {
            return None;
        }
        if forms.no_head_after.iter().any(|w| self.encoded.text[end..].starts_with(w.as_str())) {
            return None;
        }
        let mut at = stop;
        let mut anchored = false;
        while at > 0 && stop - at < LONGEST {
            let c = self.chars[at - 1].1;
            if Self::anchors(c) && !self.is_party(at - 1) {
                at = self.join(at - 1, rule.kind);
                anchored = true;
                break;
            }
            if Self::is_mention(c, &[Type::Initiative, Type::Mechanism, Type::Corridor, Type::Event, Type::UNInitiative, Type::Project]) {
                at -= 1;
                if at > 1 && Self::anchors(self.chars[at - 1].1) && self.chars[at - 2].1 == '—' {
                    at = self.join(at - 1, rule.kind);
                }
                anchored = true;
                break;
            }
            if c == '”'
                && let Some(quote) = self.chars[..at - 1].iter().rposition(|c| c.1 == '“')
                && at - quote <= 16
            {
                at = quote;
                anchored = true;
                break;
            }
            if !(c.is_alphanumeric() && !('\u{E000}'..='\u{F8FF}').contains(&c))
                || "和与及暨同并或而".contains(c) && !self.joins(at - 1, stop, forms)
            {
                break;
            }
            if self.stop_word(at, forms) {
                break;
            }
            at -= 1;
        }
        if !anchored && let Some((scope, length)) = self.scope(at, stop, forms) {
            at = scope;
            // The word of scope alone makes no name: 国际论坛.
            anchored = stop - at >= length + 2;
        }
        let at = self.ordinal(at);
        let modifier: String =
            self.chars[at..stop].iter().map(|c| c.1).filter(|c| !('\u{E000}'..='\u{E03F}').contains(c) && *c != '—').collect();
        let modifier = modifier.trim_start_matches('同').to_owned();
        let length = modifier.chars().count();
        let dashed = self.chars[at..stop].iter().any(|c| c.1 == '—');
        if rule.anchor == Anchor::Required && !anchored {
            return None;
        }
        // 海合会铁路 is a name, 中亚铁路 are railways.
        let body = rule.kind == Type::Corridor && self.chars.get(at).is_some_and(|c| Self::is_mention(c.1, &[Type::Organization, Type::Group]));
        if length < rule.min && !dashed && !body {
            return None;
        }
        if rule.not.iter().any(|n| *n == modifier || (!anchored && modifier.starts_with(n.as_str()))) {
            return None;
        }
        (at < stop).then(|| self.chars[at].0)
    }

    /// From an anchor leftwards over `中国—中亚`, `中国同中亚国家`, `跨里海`: the first of what belongs together.
    fn join(&self, anchor: usize, kind: Type) -> usize {
        let mut at = anchor;
        while at >= 2 && self.chars[at - 1].1 == '—' && (Self::anchors(self.chars[at - 2].1) || self.chars[at - 2].1 == '”') {
            at -= 2;
        }
        if at == anchor && at >= 2 && self.chars[at - 1].1 == '同' && Self::anchors(self.chars[at - 2].1) && !self.is_party(at - 2) {
            at -= 2;
        }
        if at == anchor && at >= 1 && "跨环泛东西南北".contains(self.chars[at - 1].1) {
            at -= 1;
        }
        let before = at.checked_sub(1).map(|i| self.chars[i].1);
        if kind == Type::Document && before.is_some_and(|c| Self::is_mention(c, &[Type::Event, Type::Mechanism])) {
            at -= 1;
        }
        at
    }

    /// True for 中方, 哈方: a party begins no name.
    fn is_party(&self, i: usize) -> bool {
        let id = self.encoded.mentions(self.chars[i].0..self.chars[i].0 + 1).next().map(|m| m.2);
        id.and_then(|id| self.base.get(id)).is_some_and(|c| self.words[c.range.clone()].ends_with('方'))
    }

    /// The years in brackets behind a plan on paper, and the quote marks around a name, belong to it.
    fn widen(&self, range: std::ops::Range<usize>, kind: Type) -> (std::ops::Range<usize>, Type) {
        let text = &self.encoded.text;
        let mut range = range;
        let mut kind = kind;
        if text[range.end..].starts_with('（')
            && let Some(close) = text[range.end..].find('）')
            && matches!(kind, Type::Initiative | Type::Document | Type::UNInitiative)
            && text[range.end..range.end + close].contains(open(Type::Date))
            && text[range.end..range.end + close].chars().count() <= 8
        {
            range.end += close + '）'.len_utf8();
            kind = Type::Document;
        }
        if text[..range.start].ends_with('“') && text[range.end..].starts_with('”') {
            range = range.start - '“'.len_utf8()..range.end + '”'.len_utf8();
        }
        (range, kind)
    }

    /// True where 和, 与, 及 stands inside a name: `产业与投资合作论坛`. Not before a known name, nor after one or after another head.
    fn joins(&self, at: usize, stop: usize, forms: &Forms) -> bool {
        let c = self.chars[at].1;
        if !"和与及".contains(c) || at == 0 || at + 1 >= stop {
            return false;
        }
        let headed = (2..=4.min(at)).any(|n| {
            let word: String = self.chars[at - n..at].iter().map(|c| c.1).collect();
            forms.head_words.contains(&word)
        });
        let left = self.chars[at - 1].1;
        let right = self.chars[at + 1].1;
        let mention = |c: char| ('\u{E000}'..='\u{F8FF}').contains(&c);
        let run = self.chars[..at].iter().rev().take_while(|c| c.1.is_alphanumeric() && !mention(c.1) && !"的在".contains(c.1)).count();
        let anchored = at > run && Self::anchors(self.chars[at - run - 1].1);
        !headed && !mention(left) && !mention(right) && left.is_alphanumeric() && anchored && run <= 8
    }

    /// True where a stop word ends just before `at`: 对 is one, but not in 对话.
    fn stop_word(&self, at: usize, forms: &Forms) -> bool {
        (1..=forms.longest_stop.min(at)).any(|n| {
            let word: Vec<char> = self.chars[at - n..at].iter().map(|c| c.1).collect();
            forms.stops.contains(&word) && !(n == 1 && self.within(at - 1, &forms.not_stops))
        })
    }

    /// True where one of the words stands over the character at `i`.
    fn within(&self, i: usize, words: &[Vec<char>]) -> bool {
        words.iter().any(|w| {
            (0..w.len()).any(|k| {
                k <= i
                    && self.chars.len() >= i - k + w.len()
                    && self.chars[i - k..i - k + w.len()].iter().map(|c| c.1).eq(w.iter().copied())
            })
        })
    }

    /// The leftmost word of the class `scope` (国际, 全球) in a run.
    fn scope(&self, from: usize, to: usize, forms: &Forms) -> Option<(usize, usize)> {
        (from..to).find_map(|i| {
            let at = |s: &&Vec<char>| i + s.len() <= to && self.chars[i..i + s.len()].iter().map(|c| c.1).eq(s.iter().copied());
            forms.scopes.iter().filter(at).map(Vec::len).max().map(|n| (i, n))
        })
    }

    /// `第77届`, `第二次` before the name belongs to it.
    fn ordinal(&self, at: usize) -> usize {
        if at == 0 || !"届次轮期".contains(self.chars[at - 1].1) {
            return at;
        }
        let digits =
            self.chars[..at - 1].iter().rev().take_while(|c| c.1.is_ascii_digit() || "一二三四五六七八九十百〇零".contains(c.1)).count();
        let before = at - 1 - digits;
        if digits > 0 && before > 0 && self.chars[before - 1].1 == '第' { before - 1 } else { at }
    }
}
