//! Regular expressions compiled when they are first used, and the literals that say whether they will be.

use super::search::{Refused, Search};
use super::window::Window;
use regex_syntax::hir::literal::{ExtractKind, Extractor};
use regex_syntax::hir::{Hir, HirKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// How many needs of one pattern are kept, the most telling first.
const NEEDS: usize = 4;
/// What stands for `\p{Han}`: the same Han characters in four ranges instead of twenty, the radicals left out, which no
/// normalised text holds; nor has it other digits than those of ASCII. Automata over few ranges are soon built.
const HAN: &str = "[\u{3005}\u{3007}\u{3400}-\u{9FFF}\u{20000}-\u{3FFFF}]";
/// Characters that many sentences have.
const COMMON: &str = "，。、的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进部度家力里如化高自二理起小现实加量都两体制机当使点从业本去好性应开合还因由其前外天日那社事平全表间与关各新线内数正心明看利比或但质气第道此变只没及市展将近";
/// The most words of one need.
const MOST: usize = 400;

/// A regular expression of correct syntax. Most texts need few of all rules' expressions: one that
/// no text calls for is never compiled. Clones share the compiled one.
#[derive(Clone, Debug)]
pub struct Lazy(Arc<(String, OnceLock<Search>)>);

impl Lazy {
    /// Of an expression whose syntax was checked.
    pub(super) fn new(source: String) -> Self {
        Lazy(Arc::new((source, OnceLock::new())))
    }

    /// The expression as written.
    pub fn as_str(&self) -> &str {
        &self.0.0
    }

    /// Compile it now.
    ///
    /// # Errors
    /// When it is too large.
    pub fn check(&self) -> Result<(), Refused> {
        if self.0.1.get().is_none() {
            let _ = self.0.1.set(build(&self.0.0)?);
        }
        Ok(())
    }
}

impl Serialize for Lazy {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0.0)
    }
}

impl<'de> Deserialize<'de> for Lazy {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d).map(Lazy::new)
    }
}

fn build(source: &str) -> Result<Search, Refused> {
    Search::new(&source.replace(r"\p{Han}", HAN).replace(r"\d", "[0-9]"))
}

impl Deref for Lazy {
    type Target = Search;

    /// # Panics
    /// When the expression is too large; [`RuleSet::check`](super::RuleSet::check) rules that out.
    fn deref(&self) -> &Search {
        self.0.1.get_or_init(|| match build(&self.0.0) {
            Ok(search) => search,
            Err(e) => panic!("a pattern that was not checked: {e}"),
        })
    }
}

/// What every match of an expression holds.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// Sets of literals such that every match holds one of each. Characters of mentions count as literals too.
    pub literals: Vec<Vec<String>>,
    /// Where a match may stand around them.
    pub window: Option<Window>,
}

/// One set, with the weight of its lightest literal.
struct Need {
    weight: usize,
    words: Vec<String>,
    /// The most bytes of a match before one of the literals, and from its beginning on; none where there is no bound.
    before: Option<usize>,
    after: Option<usize>,
}

/// What every match of an expression holds.
pub(super) fn needs(hir: Hir) -> Needs {
    let mut found = weighed(hir);
    found.sort_by_key(|n| (std::cmp::Reverse(n.weight), n.words.len()));
    // A common character alone tells little: it counts only where there is nothing better, other single ones beside what is.
    let best = found.first().map_or(0, |n| n.weight);
    let common = |w: &String| w.chars().nth(1).is_none() && COMMON.contains(w.as_str());
    let rare = |words: &[String]| !words.iter().any(common);
    found.retain(|n| n.weight >= 2 || best < 2 || rare(&n.words));
    found.truncate(NEEDS);
    let windows = (0u32..).zip(&found).filter_map(|(need, n)| {
        let bound = |bytes: usize| u32::try_from(bytes).ok();
        Some(Window { need, before: bound(n.before?)?, after: n.after.and_then(bound) })
    });
    // The narrowest; one without an end is worth less than any other.
    let window = windows.min_by_key(|w| (w.after.is_none(), w.before.saturating_add(w.after.unwrap_or(0))));
    Needs { literals: found.into_iter().map(|n| n.words).collect(), window }
}

/// The same in the order of the expression.
fn weighed(hir: Hir) -> Vec<Need> {
    let mut parts = Vec::new();
    flatten(hir, &mut parts);
    let longest = |parts: &[Hir]| parts.iter().try_fold(0usize, |sum, p| sum.checked_add(p.properties().maximum_len()?));
    let mut found: Vec<Need> = Vec::new();
    let mut add = |words: Vec<String>, before: Option<usize>, after: Option<usize>| {
        let weight = words.iter().map(|l| weight(l)).min().unwrap_or(0);
        if !found.iter().any(|n| n.words == words) {
            found.push(Need { weight, words, before, after });
        }
    };
    for i in 0..parts.len() {
        // What may be missing or come again tells nothing, and what begins with it no more than what follows it.
        if matches!(parts[i].kind(), HirKind::Repetition(r) if r.min == 0 && r.max != Some(1)) {
            continue;
        }
        let (before, within, after) = (longest(&parts[..i]), longest(&parts[..=i]), longest(&parts[i..]));
        // What the rest begins with; where that is nothing sure, what the part alone begins with.
        let rest = Hir::concat(parts[i..].iter().take(4).cloned().collect());
        let begins = prefixes(&rest).or_else(|| prefixes(&parts[i]));
        let telling = begins.as_ref().is_some_and(|words| words.iter().all(|l| l.chars().nth(1).is_some()));
        begins.into_iter().for_each(|words| add(words, before, after));
        let inner = match parts[i].kind() {
            // Its words as they are tell enough, and are soon found.
            _ if telling => continue,
            HirKind::Alternation(branches) => either(branches),
            // What comes once or more often comes once.
            HirKind::Repetition(r) if r.min > 0 => needs((*r.sub).clone()).literals,
            _ => continue,
        };
        inner.into_iter().for_each(|words| add(words, within, after));
    }
    found
}

/// What every match of one branch or another holds: the most telling needs of each, and the next ones.
fn either(branches: &[Hir]) -> Vec<Vec<String>> {
    // Of words alone nothing more is to be learnt.
    if branches.iter().all(|b| matches!(b.kind(), HirKind::Literal(_))) {
        return Vec::new();
    }
    let all: Vec<Vec<Vec<String>>> = branches.iter().map(|b| needs(b.clone()).literals).collect();
    if all.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let joined = |n: usize| {
        let mut words: Vec<String> = all.iter().filter_map(|needs| needs.get(n).or(needs.last())).flatten().cloned().collect();
        words.sort();
        words.dedup();
        words
    };
    (0..3).map(joined).filter(|words| words.len() <= MOST).collect()
}

/// A mention's character tells as much as two others.
fn weight(literal: &str) -> usize {
    literal.chars().map(|c| if matches!(c, '\u{E000}'..='\u{F8FF}' | '《' | '“') { 2 } else { 1 }).sum()
}

/// The parts that follow each other in every match.
fn flatten(hir: Hir, parts: &mut Vec<Hir>) {
    match hir.into_kind() {
        HirKind::Concat(list) => list.into_iter().for_each(|h| flatten(h, parts)),
        HirKind::Capture(c) => flatten(*c.sub, parts),
        HirKind::Empty => {}
        HirKind::Literal(l) => parts.push(Hir::literal(l.0)),
        HirKind::Class(c) => parts.push(Hir::class(c)),
        HirKind::Look(l) => parts.push(Hir::look(l)),
        HirKind::Repetition(r) => parts.push(Hir::repetition(r)),
        HirKind::Alternation(list) => parts.push(Hir::alternation(list)),
    }
}

fn prefixes(hir: &Hir) -> Option<Vec<String>> {
    let mut extractor = Extractor::new();
    extractor.kind(ExtractKind::Prefix).limit_total(MOST).limit_class(80);
    let found = extractor.extract(hir);
    let words: Option<Vec<String>> = found.literals()?.iter().map(|l| String::from_utf8(l.as_bytes().to_vec()).ok()).collect();
    let mut words = words.filter(|w| !w.is_empty() && !w.iter().any(String::is_empty))?;
    words.sort();
    words.dedup();
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> Vec<Vec<String>> {
        let mut all = needs(regex_syntax::parse(source).unwrap()).literals;
        all.sort();
        all
    }

    #[test]
    fn every_match_needs_its_literals() {
        assert_eq!(of("(?<t>举办|举行)(?<o>[^，]*\u{E006}[^，]*)"), [vec!["举办", "举行"], vec!["\u{E006}"]]);
        assert_eq!(of("“[^”]{2,8}”(?:倡议|战略)"), [vec!["“"], vec!["”倡议", "”战略"], vec!["倡议", "战略"]]);
        assert_eq!(of("(?:甲)?在"), [vec!["在"], vec!["在", "甲在"]]);
        assert_eq!(of("第\\d+条铁路|\\d+号公路|丙"), [vec!["丙", "号公路", "条铁路"]]);
        // 周 is told off by nothing else; 年 is too common to tell.
        assert_eq!(of("“.{3}(?:节|周)"), [vec!["“"], vec!["周", "节"]]);
        assert_eq!(of("“.{3}(?:节|年)"), [vec!["“"]]);
        assert_eq!(of("[^，]*"), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_match_stands_near_its_literals() {
        let window = |source: &str| needs(regex_syntax::parse(source).unwrap()).window.map(|w| (w.before, w.after));
        assert_eq!(window("[^，]{1,2}港口?"), Some((8, Some(6))));
        // 甲 stands somewhere in nine bytes behind one character, and three may follow them.
        assert_eq!(window("[^，](?:丁甲戊|.甲)己{0,1}"), Some((4 + 9, Some(9 + 3))));
        assert_eq!(window("[^，]{0,2}支持[^，]*"), Some((8, None)));
        assert_eq!(window("[^，]*支持"), None);
    }

    #[test]
    fn an_expression_is_compiled_when_it_is_used() {
        assert!(Lazy::new("支持.".to_owned()).is_match("支持中"));
        assert!(Lazy::new("(?:[^a]{900}){900}".to_owned()).check().is_err());
    }
}
