//! Floor 5, stage 2: [`Text`] → [`Mentions`]. Names from the lexicon, dates, names by their form.

pub mod date;
mod define;
mod form;
mod forms;
mod overlap;
mod party;
mod patterns;
mod spread;

pub use forms::Forms;

use crate::base::{Norm, Rows, Span};
use crate::lexicon::{EntryId, Lexicon};
use crate::ontology::Type;
use crate::rules::pick::Hit;
use crate::rules::{RuleId, RuleSet};
use crate::text::{Part, Text};
use foldhash::HashSet;
use overlap::Candidate;
use std::borrow::Cow;

use std::sync::{Arc, OnceLock};

/// So many mentions make a large text.
const LARGE: usize = 10_000;

/// What found a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// A name of the lexicon: the entries that bear it.
    Lexicon(Entries),
    /// A rule of `data/rules`.
    Rule(RuleId),
    /// The same name stands elsewhere in the file: the rule that found it there.
    Again(RuleId),
}

/// The entries that bear one name: most names are borne by one, which takes no room of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries {
    first: EntryId,
    // Boxed twice: so a mention has no room for what it rarely has.
    others: Option<Box<Box<[EntryId]>>>,
}

impl Entries {
    /// Of a list; none where it is empty.
    pub fn new(list: &[EntryId]) -> Option<Self> {
        let (first, others) = list.split_first()?;
        Some(Entries { first: *first, others: (!others.is_empty()).then(|| Box::new(others.into())) })
    }

    /// Each of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = EntryId> + Clone + '_ {
        std::iter::once(self.first).chain(self.others.iter().flat_map(|others| others.iter().copied()))
    }
}

impl From<EntryId> for Entries {
    fn from(first: EntryId) -> Self {
        Entries { first, others: None }
    }
}

/// A span that names one thing.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Where, quote and title marks included.
    pub span: Span<Norm>,
    /// What kind of thing.
    pub kind: Type,
    /// Index of the article.
    pub article: usize,
    /// Index of the sentence in its article.
    pub sentence: usize,
    /// The words without quote, title and space marks; shared by the mentions of one text that have it.
    pub name: Arc<str>,
    /// What found it.
    pub found_by: FoundBy,
    /// True for an anaphor (该机制): it carries relations but is no mention of its own in annotations.
    pub anaphor: bool,
    /// Of a date: what was said.
    pub when: Option<date::When>,
}

/// All mentions of a text, in order of position, never overlapping.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The mentions.
    pub list: Vec<Mention>,
    /// Short names that the text defines (以下简称“上合组织”): the short name, and the index of the mention that it stands for.
    pub defined: Vec<(String, usize)>,
    /// Short names that stand for a list of states (以下简称“岛方”): the short name, and the mentions of the list.
    pub groups: Vec<(String, Vec<usize>)>,
    /// What the rules look for in plain words, by place, where the text was searched for it.
    literals: Option<Vec<Hit>>,
    /// For each article its mentions, made when they are first asked for.
    by_article: OnceLock<Rows<usize>>,
}

impl Mentions {
    /// Mentions made elsewhere, in order of their beginning; no groups.
    #[must_use]
    pub fn new(list: Vec<Mention>) -> Self {
        Self { list, ..Self::default() }
    }

    /// The mentions of an article: their indices. The list must not change after the first call.
    pub fn of_article(&self, article: usize) -> &[usize] {
        let by_article = self.by_article.get_or_init(|| {
            let mut order: Vec<usize> = (0..self.list.len()).collect();
            order.sort_by_key(|i| self.list[*i].article);
            let articles = order.last().map_or(0, |i| self.list[*i].article + 1);
            let mut from = 0;
            let rows = (0..articles).map(|article| {
                let row = &order[from..];
                let row = &row[..row.partition_point(|i| self.list[*i].article <= article)];
                from += row.len();
                row.to_vec()
            });
            rows.collect()
        });
        by_article.row(article)
    }

    /// The literals of [`RuleSet::plain`] that begin in a sentence; none where the text was not searched for them or is large.
    pub fn literals(&self, span: Span<Norm>) -> Option<&[Hit]> {
        self.literals.as_deref().map(|all| begin_in(all, span))
    }

    /// The mentions of a sentence: their indices.
    pub fn of_sentence(&self, span: Span<Norm>) -> std::ops::Range<usize> {
        let from = self.list.partition_point(|m| m.span.start < span.start);
        let to = self.list.partition_point(|m| m.span.end <= span.end);
        from..to.max(from)
    }
}

/// Stage 2. `forms` are the rules' matchers, built once from the same `rules`.
pub fn find(text: &Text, lexicon: &Lexicon, rules: &RuleSet, forms: &Forms) -> Mentions {
    let mut hits = lexicon.find(&text.norm);
    // A part of a dotted name is no name of its own: 尤尼斯·巴德里, 阿利舍尔·卡里莫夫.
    hits.retain(|h| !text.norm[h.range.end..].starts_with('·') && !text.norm[..h.range.start].ends_with('·'));
    let (literals, times) = forms.scan_with_times(&text.norm);
    forms.drop_no_names(&literals, &mut hits);
    forms.drop_parts(&text.norm, lexicon, &mut hits);
    let definitions = define::all(text);
    let shorts = define::shorts(text, &definitions);
    let shed = rules.words("shed");
    let fangs = party::places(&text.norm);
    let mut named: std::collections::BTreeSet<EntryId> = hits.iter().flat_map(|h| h.entries.iter().copied()).collect();
    if !fangs.is_empty() {
        named.extend(hits.iter().filter_map(|h| party::owner(&text.norm[h.range.clone()], lexicon)));
    }
    let mut list: Vec<Mention> = Vec::new();
    let mut names = Names::default();
    for (article, a) in text.articles.iter().enumerate() {
        for (sentence, s) in a.sentences.iter().enumerate() {
            let words = s.span.of(&text.norm);
            let from = hits.partition_point(|h| h.range.start < s.span.start);
            let known = hits[from..].iter().take_while(|h| h.range.end <= s.span.end);
            let literals = begin_in(&literals, s.span);
            let mut first: Vec<Candidate> = Vec::new();
            known.for_each(|h| first.extend(Candidate::of_hit(h, s.span.start, &text.norm, lexicon, shed)));
            // “金色十年” is no time.
            let from = times.partition_point(|at| *at < s.span.start);
            let near = times[from..].iter().take_while(|at| **at < s.span.end).map(|at| at - s.span.start);
            first.extend(date::find_at(words, near).into_iter().filter(|d| !words[d.range.end..].starts_with('”')).map(Candidate::of_date));
            let from = fangs.partition_point(|at| *at < s.span.start);
            let near = fangs[from..].iter().take_while(|at| **at < s.span.end).map(|at| at - s.span.start);
            first.extend(party::find(words, near, lexicon, &named).into_iter().filter(|c| !shorts.contains(&words[c.range.clone()])));
            let kinds = first.iter().fold(0, |all, c| all | 1 << c.kind as u32);
            let called = forms.may_call(literals, kinds);
            // A photographer is no one that a text speaks of; who wrote it is.
            let called = called && !is_credit(words);
            // Nothing in the sentence calls for a rule: most sentences end here.
            if first.is_empty() && (s.part == Part::Furniture && !is_byline(words) || !called) {
                continue;
            }
            let base = overlap::choose(first);
            let chosen = match called {
                true => twice(Plain { words, start: s.span.start, literals }, base, lexicon, forms, rules),
                false => merge(words, base, lexicon),
            };
            list.extend(chosen.into_iter().map(|c| c.into_mention(words, s.span.start, article, sentence, &mut names)));
        }
    }
    list.sort_by_key(|m| m.span);
    let mut mentions = Mentions { list, literals: Some(literals), ..Mentions::default() };
    define::tie(text, &definitions, &mut mentions);
    spread::again(text, &mut mentions, forms, &mut names);
    // A list that grew takes up to twice its room, and the literals only spare the relations some sentences: of a large text
    // that is much.
    if mentions.list.len() > LARGE {
        mentions.list.shrink_to_fit();
        mentions.literals = None;
    }
    mentions
}

/// True for the words that say who wrote an article: 本报记者张三, 本报讯（记者张三）.
fn is_byline(words: &str) -> bool {
    words.contains("本报记者") || words.starts_with("本报讯")
}

/// True for a photographer's credit: 新华社记者张三摄. What two states 联合拍摄 is none.
fn is_credit(words: &str) -> bool {
    let words = words.trim_end_matches(['）', '。', ' ']);
    words.ends_with('摄') && !words.ends_with("拍摄")
}

/// The literals that begin in a sentence.
fn begin_in(literals: &[Hit], span: Span<Norm>) -> &[Hit] {
    let from = literals.partition_point(|h| h.start() < span.start);
    let to = from + literals[from..].partition_point(|h| h.start() < span.end);
    &literals[from..to]
}

/// A sentence as it stands, with the literals that begin in it, by their places in the text.
#[derive(Clone, Copy)]
struct Plain<'t> {
    words: &'t str,
    start: usize,
    literals: &'t [Hit],
}

impl Plain<'_> {
    /// The literals by their places in the sentence, those that it ends in the middle of left out.
    fn within(&self) -> Vec<Hit> {
        let moved = |h: &Hit| Hit::new(h.start() - self.start..h.end() - self.start, h.literal());
        self.literals.iter().map(moved).filter(|h| h.end() <= self.words.len()).collect()
    }
}

/// The names by their form added to those there are, and those that begin with one of these: 中国—中亚峰会成果清单.
fn twice(plain: Plain<'_>, base: Vec<Candidate>, lexicon: &Lexicon, forms: &Forms, rules: &RuleSet) -> Vec<Candidate> {
    match by_form(plain, base, lexicon, forms, rules, true) {
        (chosen, true) => by_form(plain, chosen, lexicon, forms, rules, false).0,
        (chosen, false) => chosen,
    }
}

/// The names by their form added to those there are; true where there are new ones. After the `first` round
/// only persons, groups, events and lines are looked for by pattern: the other patterns read plain words.
fn by_form(
    plain: Plain<'_>,
    base: Vec<Candidate>,
    lexicon: &Lexicon,
    forms: &Forms,
    rules: &RuleSet,
    first: bool,
) -> (Vec<Candidate>, bool) {
    let words = plain.words;
    let encoded = patterns::encode(words, &base);
    let literals = if base.is_empty() { plain.within() } else { forms.scan(&encoded.text) };
    let mut all = patterns::find(&encoded, &literals, forms, rules);
    all.retain(|c| first || matches!(c.kind, Type::Leader | Type::Person | Type::Group | Type::Event | Type::Corridor));
    all.extend(form::find(words, &base, &encoded, &literals, forms, rules));
    let new = !all.is_empty();
    all.extend(base);
    (merge(words, overlap::choose(all), lexicon), new)
}

/// A document named by the meeting just before it: 中国—中亚峰会西安宣言. An event with its number: 第三届联合国海洋大会.
fn merge(words: &str, list: Vec<Candidate>, lexicon: &Lexicon) -> Vec<Candidate> {
    if list.len() < 2 {
        return list;
    }
    let mut out: Vec<Candidate> = Vec::with_capacity(list.len());
    for c in list {
        if let Some(last) = out.last_mut()
            && last.range.end == c.range.start
            && part_of(&last.found_by, &c, words, lexicon)
        {
            *last = Candidate { range: last.range.start..c.range.end, ..c };
            continue;
        }
        if let Some(last) = out.last_mut()
            && last.range.end == c.range.start
            && last.kind == Type::Event
            && c.kind == Type::Document
            && !words[c.range.clone()].starts_with('《')
        {
            *last = Candidate { range: last.range.start..c.range.end, ..c };
            continue;
        }
        out.push(c);
    }
    out
}

/// True where a known body's part follows under its own name: 上合组织 and 应对安全威胁与挑战综合中心, which is 上海合作组织应对….
fn part_of(first: &FoundBy, second: &Candidate, words: &str, lexicon: &Lexicon) -> bool {
    let (FoundBy::Lexicon(first), FoundBy::Lexicon(of)) = (first, &second.found_by) else { return false };
    let words = &words[second.range.clone()];
    let names = |e: EntryId| {
        let e = lexicon.entry(e);
        std::iter::once(e.zh.as_str()).chain(e.aliases.iter().map(String::as_str))
    };
    matches!(second.kind, Type::Organization | Type::Mechanism | Type::Project)
        && first
            .iter()
            .filter(|e| matches!(lexicon.entry(*e).kind, Type::Organization | Type::Mechanism))
            .flat_map(names)
            .any(|body| of.iter().flat_map(names).any(|part| part.len() > words.len() && part.starts_with(body) && part.ends_with(words)))
}

/// A name without quote and title marks and spaces.
pub fn bare(words: &str) -> Cow<'_, str> {
    if words.bytes().all(|b| matches!(b, 0x80..=0xBF | 0xE4..=0xE9)) {
        return words.into();
    }
    words.chars().filter(|c| !c.is_whitespace() && !"“”‘’\"'《》〈〉「」『』".contains(*c)).collect()
}

/// The names of a text, each once.
#[derive(Default)]
struct Names(HashSet<Arc<str>>);

impl Names {
    /// The name that some words are.
    fn of(&mut self, words: &str) -> Arc<str> {
        let name = bare(words);
        if let Some(known) = self.0.get(&*name) {
            return known.clone();
        }
        let name: Arc<str> = name.into();
        self.0.insert(name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::is_credit;

    #[test]
    fn who_took_a_picture_and_what_was_filmed() {
        assert!(is_credit("新华社记者张三摄）") && is_credit("李四　摄。"));
        assert!(!is_credit("该片由两国联合拍摄。") && !is_credit("会议在西安举行。"));
    }
}
