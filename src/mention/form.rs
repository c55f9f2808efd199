//! Names known by their last word: 中国—中亚外长会晤机制, 国际山地可持续发展年.
//!
//! From the last word the name is read leftwards until something that no name holds: punctuation,
//! 的, a stop word (加强, 关于, …), or the known name that it begins with.

use super::FoundBy;
use super::forms::Forms;
use super::overlap::Candidate;
use crate::ontology::Type;
use crate::rules::encode::{Encoded, open};
use crate::rules::pick::Hit;
use crate::rules::{Anchor, NameRule, RuleSet};

/// The longest name read leftwards, in characters before the head.
const LONGEST: usize = 28;

/// Every name by its last word. `hits` are the literals of the encoded sentence.
pub fn find(words: &str, base: &[Candidate], encoded: &Encoded, hits: &[Hit], forms: &Forms, rules: &RuleSet) -> Vec<Candidate> {
    let mut heads: Vec<Hit> = hits.iter().copied().filter(|h| !forms.heads[h.literal()].is_empty()).collect();
    let mut out = Vec::new();
    if heads.is_empty() {
        return out;
    }
    heads.sort_by_key(|h| (h.end(), h.start()));
    let reader = Reader::new(words, encoded, base);
    for head in heads {
        for &i in &forms.heads[head.literal()] {
            let rule = &rules.names[i];
            if let Some(start) = reader.read(head.start(), head.end(), rule, forms) {
                let (range, kind) = reader.widen(start..head.end(), rule.kind);
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

/// True for a Han character: most are, and are letters.
fn han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
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

    /// True for 和 in 和平, 和谐: no conjunction.
    fn in_word(&self, at: usize) -> bool {
        self.chars[at].1 == '和' && self.chars.get(at + 1).is_some_and(|c| matches!(c.1, '平' | '谐' | '睦' | '解'))
    }

    /// True for what may stand before 同 in a name; two banks that sign together are two names.
    fn is_side(c: char) -> bool {
        Self::is_mention(c, &[Type::State, Type::Place, Type::Group])
    }

    /// Where the name that ends with the head at these encoded bytes begins.
    fn read(&self, head: usize, end: usize, rule: &NameRule, forms: &Forms) -> Option<usize> {
        let stop = self.index(head);
        let after = self.index(end);
        // 机制化, 论坛化: the head must end its word.
        if self.chars.get(after).is_some_and(|c| matches!(c.1, '化' | '性' | '式' | '型' | '学' | '界' | '地')) {
            return None;
        }
        if forms.no_head_after.iter().chain(&rule.not_before).any(|w| self.encoded.text[end..].starts_with(w.as_str())) {
            return None;
        }
        let mut at = stop;
        let mut anchored = false;
        let mut on_thing = false;
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
                on_thing = matches!(rule.kind, Type::Project | Type::Organization | Type::Mechanism);
                break;
            }
            if c == '”'
                && let Some(quote) = self.chars[..at - 1].iter().rposition(|c| c.1 == '“')
                && at - quote <= 16
                // “…，”一位专家: what somebody said is no part of a name.
                && !self.chars[quote..at].iter().any(|c| matches!(c.1, '，' | '。' | '！' | '？' | '；'))
            {
                at = quote;
                anchored = true;
                break;
            }
            if !han(c) && !c.is_alphanumeric()
                || ('\u{E000}'..='\u{F8FF}').contains(&c)
                || matches!(c, '和' | '与' | '及' | '暨' | '同' | '并' | '或' | '而')
                    && !self.in_word(at - 1)
                    && !self.joins(at - 1, stop, forms)
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
        let at = self.ordinal(self.plus_three(at));
        let modifier: String =
            self.chars[at..stop].iter().map(|c| c.1).filter(|c| !('\u{E000}'..='\u{E03F}').contains(c) && *c != '—').collect();
        let modifier = modifier.trim_start_matches('同').to_owned();
        let length = modifier.chars().count();
        // 澜沧江—湄公河 is one place, and still two ends.
        let dashed = self.chars[at..stop].iter().any(|c| c.1 == '—')
            || rule.kind == Type::Corridor && at < stop && self.words_of(at).is_some_and(|w| w.contains('—'));
        if rule.anchor == Anchor::Required && !anchored {
            return None;
        }
        // 海合会铁路 is a name, 中亚铁路 are railways.
        let body =
            rule.kind == Type::Corridor && self.chars.get(at).is_some_and(|c| Self::is_mention(c.1, &[Type::Organization, Type::Group]));
        if length < rule.min && !dashed && !body && !on_thing {
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
        if at == anchor && at >= 2 && self.chars[at - 1].1 == '同' && Self::is_side(self.chars[at - 2].1) && !self.is_party(at - 2) {
            at -= 2;
        }
        if at == anchor && at >= 1 && matches!(self.chars[at - 1].1, '跨' | '环' | '泛' | '东' | '西' | '南' | '北') {
            at -= 1;
        }
        // 上合昆明马拉松: the body by its first two characters.
        if at == anchor && at >= 2 && self.chars[at - 2].1 == '上' && self.chars[at - 1].1 == '合' {
            at -= 2;
        }
        let before = at.checked_sub(1).map(|i| self.chars[i].1);
        // 中国—中亚峰会西安宣言, 上海合作组织中国主席年成果清单.
        if kind == Type::Document && before.is_some_and(|c| Self::is_mention(c, &[Type::Event, Type::Mechanism, Type::Organization])) {
            at -= 1;
        }
        at
    }

    /// The words of the known name at `i`.
    fn words_of(&self, i: usize) -> Option<&str> {
        let (at, c) = *self.chars.get(i)?;
        let id = self.encoded.mentions(at..at + c.len_utf8()).next()?.2;
        Some(&self.words[self.base.get(id)?.range.clone()])
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
        // 第16届领袖论坛 is one of its meetings.
        let numbered = || {
            let digits = text[range.start..]
                .strip_prefix('第')
                .map(|t| t.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百零〇".contains(c)));
            digits.is_some_and(|t| t.starts_with(['届', '次', '轮']))
        };
        if kind == Type::Mechanism && numbered() {
            kind = Type::Event;
        }
        (range, kind)
    }

    /// True where 和, 与, 及 stands inside a name: `产业与投资合作论坛`. Not before a known name, nor after one or after another head.
    fn joins(&self, at: usize, stop: usize, forms: &Forms) -> bool {
        let c = self.chars[at].1;
        if !matches!(c, '和' | '与' | '及') || at == 0 || at >= stop {
            return false;
        }
        let headed = (2..=4.min(at)).any(|n| {
            let word: String = self.chars[at - n..at].iter().map(|c| c.1).collect();
            forms.head_words.contains(&word)
        });
        let left = self.chars[at - 1].1;
        let right = self.chars[at + 1].1;
        let mention = |c: char| ('\u{E000}'..='\u{F8FF}').contains(&c);
        let run =
            self.chars[..at].iter().rev().take_while(|c| c.1.is_alphanumeric() && !mention(c.1) && !matches!(c.1, '的' | '在')).count();
        // 中欧环境与气候高层对话: a word of scope is as good as a known name.
        let scoped = || self.scope(at - run, at, forms).is_some_and(|(scope, _)| scope == at - run);
        let anchored = at > run && Self::anchors(self.chars[at - run - 1].1) || scoped();
        !headed && !mention(left) && !mention(right) && left.is_alphanumeric() && anchored && run <= 8
    }

    /// True where a stop word ends just before `at`: 对 is one, but not in 对话; 促进, but not in 合作促进.
    fn stop_word(&self, at: usize, forms: &Forms) -> bool {
        let byte = self.chars.get(at).map_or(self.encoded.text.len(), |c| c.0);
        forms.stops.all_end(&self.encoded.text[..byte]).next().is_some() && !self.within(at - 1, &forms.not_stops)
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
        let end = self.chars.get(to).map_or(self.encoded.text.len(), |c| c.0);
        self.chars[from..to].iter().enumerate().find_map(|(i, (byte, _))| {
            let rest = &self.encoded.text[*byte..end];
            forms.scopes.begins(rest).map(|len| (from + i, rest[..len].chars().count()))
        })
    }

    /// 东盟与中日韩合作: the body before 与 and a contraction of three states belongs to the name.
    fn plus_three(&self, at: usize) -> usize {
        let contracted = self.chars[at..].iter().take(3).map(|c| c.1).eq("中日韩".chars());
        let side = || at >= 2 && matches!(self.chars[at - 1].1, '与' | '和' | '—') && Self::anchors(self.chars[at - 2].1);
        if contracted && side() { at - 2 } else { at }
    }

    /// `第77届`, `第二次` before the name belongs to it.
    fn ordinal(&self, at: usize) -> usize {
        if at == 0 || !matches!(self.chars[at - 1].1, '届' | '次' | '轮' | '期') {
            return at;
        }
        // 首届, 下届: so too.
        if at >= 2 && "首下".contains(self.chars[at - 2].1) && self.chars[at - 1].1 != '期' {
            return at - 2;
        }
        let digits =
            self.chars[..at - 1].iter().rev().take_while(|c| c.1.is_ascii_digit() || "一二三四五六七八九十百〇零".contains(c.1)).count();
        let before = at - 1 - digits;
        if digits > 0 && before > 0 && self.chars[before - 1].1 == '第' { before - 1 } else { at }
    }
}
