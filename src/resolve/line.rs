//! What a line's name joins: 中吉乌铁路 → China, Kyrgyzstan, Uzbekistan; 塔城—阿亚古兹铁路 → the two towns.

use super::Meaning;
use super::contraction;
use super::table::Table;
use crate::lexicon::{EntryId, Lexicon};
use crate::mention::Mentions;
use crate::ontology::Type;
use crate::text::Text;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// For each mention of a line: the states and places of the name that it is called by, or of its usual name.
pub fn resolve(text: &Text, mentions: &Mentions, of: &[Meaning], named: &[EntryId], table: &mut Table<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut out = BTreeMap::new();
    let mut seen: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
    for (i, (m, o)) in mentions.list.iter().zip(of).enumerate() {
        let Some((e, _)) = o else { continue };
        if m.kind != Type::Corridor || table.list[*e].kind != Type::Corridor || m.anaphor {
            continue;
        }
        let ends = seen.entry((*e, &*m.name)).or_insert_with(|| {
            let own = ends(&m.name.replace('－', "—"), *e, named, table, text.articles[m.article].date);
            let usual = table.list[*e].zh.clone();
            if own.is_empty() { ends(&usual, *e, named, table, text.articles[m.article].date) } else { own }
        });
        if !ends.is_empty() {
            out.insert(i, ends.clone());
        }
    }
    out
}

/// What a name of line `e` joins.
fn ends(name: &str, e: usize, named: &[EntryId], table: &mut Table<'_>, day: Option<Date>) -> Vec<usize> {
    let mut listed = table.list[e].entry.map_or_else(Vec::new, |id| table.lexicon.entry(id).links.to_vec());
    // Only what the name itself says: 中欧班列 names Europe, 两洋铁路 names no state.
    listed.retain(|id| {
        let end = table.lexicon.entry(*id);
        end.zh.chars().next().is_some_and(|c| name.contains(c)) || end.abbreviations.iter().any(|a| name.contains(a.as_str()))
    });
    let known = if listed.is_empty() { joined(name, table, named) } else { listed };
    let mut ends: Vec<usize> = known.into_iter().map(|id| table.known(id, day)).collect();
    // The ends that no list has: 延布—塔布克输氢管道 joins 塔布克.
    for place in unlisted(name, table.lexicon) {
        ends.push(table.unknown(Type::Place, &place));
    }
    ends
}

/// The states and places in a line's name: full names, and one character each in a contraction that begins it.
fn joined(name: &str, table: &Table<'_>, named: &[EntryId]) -> Vec<EntryId> {
    let lexicon = table.lexicon;
    let mut out: Vec<EntryId> = contraction::states(name, lexicon, named);
    let mut rest = &name[out.iter().zip(name.chars()).map(|(_, c)| c.len_utf8()).sum::<usize>()..];
    if !out.is_empty() && name.contains('—') && name.chars().nth(1) == Some('—') {
        return out;
    }
    while let Some(first) = rest.chars().next() {
        let longest = rest
            .char_indices()
            .map(|(i, c)| i + c.len_utf8())
            .take(12)
            .filter_map(|end| {
                let found = lexicon.by_name(&rest[..end]).iter().find(|e| matches!(lexicon.entry(**e).kind, Type::State | Type::Place));
                found.map(|id| (end, *id))
            })
            .last();
        match longest {
            // 东海岸铁路 runs along a coast in the east, not along 东海.
            Some((end, _)) if rest[end..].starts_with('岸') => rest = &rest[end..],
            Some((end, id)) => {
                if !out.contains(&id) {
                    out.push(id);
                }
                rest = &rest[end..];
            }
            None => rest = &rest[first.len_utf8()..],
        }
    }
    if out.is_empty() { water(name, lexicon).into_iter().collect() } else { out }
}

/// A sea, bay or river that a fancy name calls by its own part: 亚得里亚之桥, 白令快航.
fn water(name: &str, lexicon: &Lexicon) -> Option<EntryId> {
    let starts: Vec<usize> = name.char_indices().map(|(i, _)| i).chain([name.len()]).collect();
    (0..starts.len()).flat_map(|a| (a + 2..starts.len().min(a + 6)).rev().map(move |b| (a, b))).find_map(|(a, b)| {
        let word = &name[starts[a]..starts[b]];
        ["海", "湾", "河", "江", "湖", "洋"].iter().find_map(|w| {
            let all = lexicon.by_name(&format!("{word}{w}"));
            all.iter().copied().find(|e| lexicon.entry(*e).kind == Type::Place)
        })
    })
}

/// What a line's name ends in, behind its second end: 默蒂亚里—拉合尔|直流|输电线路.
const TAILS: [&str; 60] = [
    "快速",
    "轻轨",
    "铁路",
    "公路",
    "高铁",
    "管道",
    "管线",
    "走廊",
    "通道",
    "班列",
    "航线",
    "线路",
    "光缆",
    "航道",
    "专线",
    "电网",
    "联运",
    "快线",
    "快航",
    "班轮",
    "大桥",
    "隧道",
    "运河",
    "跨境",
    "国际",
    "高速",
    "客运",
    "货运",
    "标准轨",
    "准轨",
    "窄轨",
    "市郊",
    "城际",
    "输电",
    "输气",
    "输油",
    "输氢",
    "输水",
    "天然气",
    "原油",
    "成品油",
    "油气",
    "直流",
    "交流",
    "特高压",
    "高压",
    "交通",
    "运输",
    "经济",
    "物流",
    "海底",
    "滚装",
    "集装箱",
    "水运",
    "陆海",
    "多式",
    "电气化",
    "能源",
    "沿海",
    "环岛",
];

/// The ends of a dashed name that no list knows.
fn unlisted(name: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut out = Vec::new();
    let Some((first, rest)) = name.split_once('—') else { return out };
    let known = |word: &str| !lexicon.by_name(word).is_empty();
    let mut parts: Vec<&str> = rest.split('—').collect();
    // The line of which it is a section stands before the first end: 中老铁路磨丁—万象段.
    let behind = TAILS.iter().filter_map(|t| first.rfind(t).map(|i| i + t.len())).max().unwrap_or(0);
    parts.insert(0, &first[behind..]);
    let last = parts.len() - 1;
    for (i, part) in parts.into_iter().enumerate() {
        let mut word = part.strip_suffix('段').filter(|_| i == last).unwrap_or(part);
        while let Some(cut) = TAILS.iter().find_map(|t| word.strip_suffix(t)).filter(|_| i == last) {
            word = cut;
        }
        let length = word.chars().count();
        let ends_known = word.char_indices().skip(1).any(|(i, _)| known(&word[i..]));
        let begins_known = word.char_indices().skip(1).map(|(i, _)| i).chain([word.len()]).any(|end| end > 0 && known(&word[..end]));
        // “北方—南方”国际运输走廊: directions, no places.
        let direction = word.ends_with(['方', '部', '国', '线', '海']);
        if (2..=6).contains(&length)
            && !direction
            && !begins_known
            && !ends_known
            && word.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        {
            out.push(word.to_owned());
        }
    }
    out
}
