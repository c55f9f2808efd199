//! 中方, 哈方, 欧方: a party by the one character that stands for it. It must be named in the file, China excepted.

use super::FoundBy;
use super::overlap::Candidate;
use crate::lexicon::{EntryId, Lexicon};
use crate::ontology::Type;
use std::collections::BTreeSet;

/// Words that end in 方 and name no party.
const NO_PARTY: &[&str] = &[
    "西方",
    "东方",
    "南方",
    "北方",
    "多方",
    "大方",
    "单方",
    "对方",
    "双方",
    "各方",
    "地方",
    "官方",
    "我方",
    "警方",
    "军方",
    "第三方",
    "校方",
    "前方",
    "后方",
    "比方",
    "立方",
    "平方",
    "一方",
    "另一方",
    "外方",
    "三方",
    "四方",
    "远方",
    "友方",
    "敌方",
    "甲方",
    "乙方",
    "资方",
    "院方",
    "相关方",
    "有关方",
    "主办方",
    "缔约方",
    "当事方",
    "交战方",
];
const FANG: &str = "方";

/// What follows 方 in other words.
const NOT_BEFORE: &[char] = &['面', '式', '案', '法', '针', '位', '圆', '程', '言', '块', '略', '阵', '才'];

/// What follows 便 where it means "then".
const THEN: &[char] = &['同', '与', '和', '已', '是', '在', '将', '向', '提', '宣', '开', '会'];

/// Where 方 stands in a text and may end a party's name.
pub fn places(text: &str) -> Vec<usize> {
    let may_end = |at: &usize| {
        let after = &text[at + FANG.len()..];
        // 方便 is a word, but in 中方便同…发表 the party acts.
        let easy = after.strip_prefix('便').is_some_and(|rest| !rest.starts_with(THEN));
        !easy && !after.starts_with(NOT_BEFORE)
    };
    memchr::memmem::find_iter(text.as_bytes(), FANG).filter(may_end).collect()
}

/// True where a known name begins here.
fn names(words: &str, lexicon: &Lexicon) -> bool {
    words.char_indices().skip(1).map(|c| c.0).chain([words.len()]).take(8).any(|end| !lexicon.by_name(&words[..end]).is_empty())
}

/// The state that a longer name begins with, which the file names by it: 哈萨克斯坦国际通讯社.
pub fn owner(name: &str, lexicon: &Lexicon) -> Option<EntryId> {
    let ends = name.char_indices().skip(2).map(|c| c.0).take(10);
    ends.filter_map(|end| lexicon.by_name(&name[..end]).iter().copied().find(|id| lexicon.entry(*id).kind == Type::State)).last()
}

/// The parties of a sentence, by the places of 方 in it. `named`: the entries that the file names.
pub fn find(words: &str, places: impl Iterator<Item = usize>, lexicon: &Lexicon, named: &BTreeSet<EntryId>) -> Vec<Candidate> {
    let mut out = Vec::new();
    for at in places {
        let end = at + FANG.len();
        if NO_PARTY.iter().any(|w| words[..end].ends_with(w)) {
            continue;
        }
        // 中方向非洲国家提供…, but 里海方向的运输: to whom is a known name.
        if words[end..].strip_prefix('向').is_some_and(|to| !names(to, lexicon)) {
            continue;
        }
        let before: Vec<(usize, char)> = words[..at].char_indices().rev().take(3).collect();
        let longest = (1..=before.len()).rev().find_map(|n| {
            let start = before[n - 1].0;
            let all = lexicon.by_abbreviation(&words[start..at]);
            // 阿方 at a meeting with the Arab states is the group, also where one state of that character is named.
            let is_named = |id: &EntryId| named.contains(id);
            let group = all.iter().copied().filter(is_named).find(|id| lexicon.entry(*id).kind != Type::State);
            let id = group
                .or_else(|| all.iter().copied().find(is_named))
                .or_else(|| all.iter().copied().find(|id| lexicon.entry(*id).id == "china"))?;
            Some((start, id))
        });
        if let Some((start, id)) = longest {
            out.push(Candidate {
                range: start..end,
                kind: lexicon.entry(id).kind,
                found_by: FoundBy::Lexicon(id.into()),
                anaphor: false,
                rank: 90,
                when: None,
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn a_party_that_then_acts_and_what_is_easy() {
        assert_eq!(places("中方便同各国发表声明").len(), 1);
        assert_eq!(places("为各国提供方便，方便群众，方面").len(), 0);
    }
}
