//! The pattern language → a regular expression over encoded sentences.
//!
//! | written | means |
//! |---|---|
//! | `{name:Type\|Type}` | one open mention of these types, captured |
//! | `{name:Type+}` | a list of them: `A、B和C` |
//! | `{name:Type…}` | a stretch of the clause that holds at least one; every one in it counts |
//! | `{name:Type……}` | the same over the whole sentence |
//! | `{:Type}` | one, not captured; `{:Type!}` also a shut one |
//! | `<words>` | any word of a class in a `[words]` table (a word between slashes is an expression) |
//! | `…` | anything within the clause, as little as possible |
//! | `……` | anything within the sentence, as little as possible |
//!
//! The rest is the syntax of the `regex` crate: linear time, no look-around.

use super::encode::{BREAK, open, shut};
use super::lazy::{Lazy, Needs, needs};
use super::window::Window;
use crate::ontology::Type;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// What ends a clause.
pub const CLAUSE_END: &str = "，。；！？：\n";

/// True for what ends a clause: one of [`CLAUSE_END`].
#[inline]
pub fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '！' | '？' | '：' | '\n')
}

/// What joins the items of a list.
const LIST_JOIN: &str = "(?:、|和|与|及其|及|以及|同|暨|或|，以及|，和)";

/// How much of the text a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// One mention.
    One,
    /// A list.
    List,
    /// A stretch of the clause.
    Stretch,
    /// A stretch of the sentence.
    Sentence,
}

/// A named slot.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SlotSpec {
    /// Its name.
    pub name: String,
    /// What it takes; empty for a native named group.
    pub types: Vec<Type>,
    /// How much.
    pub reach: Reach,
}

/// A checked pattern.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pattern {
    /// Over [`super::encode::Encoded::text`]. Compiled when it is first used.
    pub regex: Lazy,
    /// Sets of literals: every match holds at least one of each set. A rule set that was made ready and written needs them no more.
    #[serde(skip)]
    pub needs: Vec<Vec<String>>,
    /// How far a match reaches around the literals of one of them; none where there is no bound before it.
    pub window: Option<Window>,
    /// Its captures, in order of appearance.
    pub slots: Vec<SlotSpec>,
    /// As written.
    pub source: String,
    /// Where each piece begins: byte of `source`, byte of the expression.
    pub pieces: Vec<(usize, usize)>,
    /// Where it stands in its file, in bytes of the file; empty for one that is in no file.
    pub place: Range<usize>,
}

/// A mistake: bytes of the pattern, and what is wrong.
pub type Mistake = (Range<usize>, String);

/// The types of a class name: a type, or one of the sets Actor, Thing, Named, Any.
pub fn class(name: &str) -> Option<Vec<Type>> {
    use Type::{
        Corridor, Date, Document, Event, Group, Initiative, Leader, Mechanism, Organization, Person, Place, Project, State, UNInitiative,
    };
    Some(match name {
        "Actor" => vec![State, Group, Leader, Organization],
        "Thing" => vec![Organization, Mechanism, Corridor, Project, UNInitiative, Initiative, Document, Event],
        "Named" => Type::ALL.iter().copied().filter(|t| *t != Date).collect(),
        "Any" => Type::ALL.to_vec(),
        "Where" => vec![State, Place, Group],
        "Who" => vec![Leader, Person],
        _ => vec![Type::parse(name)?],
    })
}

/// A character class of mentions.
pub fn chars_of(types: &[Type], with_shut: bool) -> String {
    let mut s = String::from("[");
    for t in types {
        s.push(open(*t));
        if with_shut {
            s.push(shut(*t));
        }
    }
    s.push(']');
    s
}

/// Translate a pattern.
///
/// # Errors
/// Every mistake found, with its place in the pattern.
pub fn compile(source: &str, words: &BTreeMap<String, Vec<String>>) -> Result<Pattern, Vec<Mistake>> {
    let mut out = String::with_capacity(source.len() * 2);
    let mut slots = Vec::new();
    let mut pieces = Vec::new();
    let mut mistakes = Vec::new();
    let gap = format!("[^{CLAUSE_END}{BREAK}]*");
    let mut i = 0;
    while i < source.len() {
        let rest = &source[i..];
        pieces.push((i, out.len()));
        if rest.starts_with("……") {
            out.push_str("[^。；！？\n]*?");
            i += "……".len();
        } else if rest.starts_with('…') {
            out.push_str(&gap);
            out.push('?');
            i += '…'.len_utf8();
        } else if rest.starts_with("(?<")
            && let Some(end) = rest.find('>')
        {
            slots.push(SlotSpec { name: rest[3..end].to_owned(), types: Vec::new(), reach: Reach::One });
            out.push_str(&rest[..=end]);
            i += end + 1;
        } else if rest.starts_with('<') {
            let Some(end) = rest.find('>') else {
                mistakes.push((i..source.len(), "`<` without `>`".to_owned()));
                break;
            };
            match words.get(&rest[1..end]) {
                Some(list) => out.push_str(&alternation(list)),
                None => mistakes.push((i..i + end + 1, format!("no [words] table has a class `{}`", &rest[1..end]))),
            }
            i += end + 1;
        } else if rest.starts_with('{') && !rest[1..].starts_with(|c: char| c.is_ascii_digit() || c == ',') {
            let Some(end) = rest.find('}') else {
                mistakes.push((i..source.len(), "`{` without `}`".to_owned()));
                break;
            };
            match slot(&rest[1..end], &gap) {
                Ok((spec, regex)) => {
                    out.push_str(&regex);
                    if let Some(spec) = spec {
                        if slots.iter().any(|s: &SlotSpec| s.name == spec.name) {
                            mistakes.push((i..i + end + 1, format!("a second slot named `{}`", spec.name)));
                        }
                        slots.push(spec);
                    }
                }
                Err(what) => mistakes.push((i..i + end + 1, what)),
            }
            i += end + 1;
        } else if let Some(after) = rest.strip_prefix('\\') {
            // `\p{Han}`, `\x{4E00}`: the braces are the expression's own.
            let len = match (after.starts_with(['p', 'P', 'x', 'u']) && after[1..].starts_with('{'), rest.find('}')) {
                (true, Some(end)) => end + 1,
                _ => 1 + after.chars().next().map_or(0, char::len_utf8),
            };
            out.push_str(&rest[..len]);
            i += len;
        } else {
            let len = rest.chars().next().map_or(1, char::len_utf8);
            out.push_str(&rest[..len]);
            i += len;
        }
    }
    if let Some((at, c)) = source.char_indices().find(|(_, c)| super::encode::stands_for_mention(*c)) {
        mistakes.push((at..at + c.len_utf8(), "private-use characters stand for mentions: write a slot instead".to_owned()));
    }
    if mistakes.is_empty() {
        match regex_syntax::parse(&out) {
            Ok(hir) => {
                let Needs { literals, window } = needs(hir);
                let regex = Lazy::new(out);
                return Ok(Pattern { regex, needs: literals, window, slots, source: source.to_owned(), pieces, place: 0..0 });
            }
            Err(e) => mistakes.push((0..source.len(), format!("not a regular expression: {}", last_line(&e.to_string())))),
        }
    }
    Err(mistakes)
}

fn last_line(s: &str) -> &str {
    s.lines().last().unwrap_or(s).trim_start_matches("error: ")
}

fn alternation(words: &[String]) -> String {
    let mut list: Vec<&str> = words.iter().map(String::as_str).collect();
    list.sort_by_key(|w| (std::cmp::Reverse(w.len()), *w));
    // A word between slashes is an expression: a class of characters, say.
    let raw = |w: &str| w.strip_prefix('/').and_then(|w| w.strip_suffix('/')).map(str::to_owned);
    let escaped: Vec<String> = list.into_iter().map(|w| raw(w).unwrap_or_else(|| regex_syntax::escape(w))).collect();
    format!("(?:{})", escaped.join("|"))
}

/// The inside of `{…}` → its capture and its expression.
fn slot(inside: &str, gap: &str) -> Result<(Option<SlotSpec>, String), String> {
    let (name, classes) = inside.split_once(':').ok_or_else(|| format!("a slot is written {{name:Type}}, not `{{{inside}}}`"))?;
    let (classes, reach, with_shut) = if let Some(c) = classes.strip_suffix('+') {
        (c, Reach::List, false)
    } else if let Some(c) = classes.strip_suffix("……") {
        (c, Reach::Sentence, false)
    } else if let Some(c) = classes.strip_suffix('…') {
        (c, Reach::Stretch, false)
    } else if let Some(c) = classes.strip_suffix('!') {
        (c, Reach::One, true)
    } else {
        (classes, Reach::One, false)
    };
    let mut types = Vec::new();
    for c in classes.split('|') {
        types.extend(class(c).ok_or_else(|| {
            format!("unknown class `{c}`; the classes are those of the ontology, and Actor, Thing, Named, Where, Who, Any")
        })?);
    }
    types.sort_unstable();
    types.dedup();
    let one = chars_of(&types, with_shut);
    let any = chars_of(Type::ALL, true);
    let body = match reach {
        Reach::One => one,
        // And the office of the next person: A总统N、B委员会主席M.
        Reach::List if types.iter().all(|t| matches!(t, Type::Leader | Type::Person)) => {
            format!("{one}(?:[^{CLAUSE_END}{BREAK}、和与及同暨]{{0,12}}{LIST_JOIN}[^{CLAUSE_END}{BREAK}、和与及同暨]{{0,16}}?{one})*")
        }
        // Between the items of a list may stand what owns the next one: `、哈萨克斯坦“光明之路”新经济政策`.
        Reach::List => format!("{one}(?:[^{CLAUSE_END}{BREAK}、和与及同暨]{{0,12}}{LIST_JOIN}(?:{any}|的|关于|中|等){{0,3}}{one})*"),
        Reach::Sentence => format!("[^。；！？\n]*{one}[^。；！？\n]*"),
        Reach::Stretch => format!("{gap}{one}{gap}"),
    };
    if name.is_empty() {
        return Ok((None, body));
    }
    if !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
        return Err(format!("a slot's name is lower-case letters, not `{name}`"));
    }
    Ok((Some(SlotSpec { name: name.to_owned(), types, reach }), format!("(?<{name}>{body})")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::encode::{Encoded, Slot};

    fn words() -> BTreeMap<String, Vec<String>> {
        BTreeMap::from([("back".to_owned(), vec!["支持".to_owned(), "坚定支持".to_owned()])])
    }

    #[test]
    fn a_clause_ends_in_one_way() {
        assert!(
            CLAUSE_END.chars().all(ends_clause) && ('\0'..='\u{FFFF}').filter(|c| ends_clause(*c)).count() == CLAUSE_END.chars().count()
        );
    }

    #[test]
    fn slots_and_gaps() {
        let p = compile("{s:Actor}…<back>{o:Thing+}", &words()).unwrap();
        let s = "中方将坚定支持甲计划、乙机制和丙会议";
        let at = |w: &str, kind, id| {
            let b = s.find(w).unwrap();
            Slot { range: b..b + w.len(), kind, id, shut: false }
        };
        let slots =
            [at("中方", Type::State, 0), at("甲计划", Type::Initiative, 1), at("乙机制", Type::Mechanism, 2), at("丙会议", Type::Event, 3)];
        let e = Encoded::new(s, &slots, &[]);
        let c = p.regex.captures(&e.text).unwrap();
        let o = c.name("o").unwrap();
        assert_eq!(e.mentions(o.range()).map(|m| m.2).collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn every_mistake_at_once() {
        let m = compile("{s:Aktor}<nothing>{o}", &words()).unwrap_err();
        assert_eq!(m.len(), 3);
        assert!(m[0].1.contains("Aktor"));
        assert_eq!(m[1].0, 9..18);
    }
}
