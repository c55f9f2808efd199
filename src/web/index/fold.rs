//! Names as they are compared: simplified characters, one width, one dash, lower case, no marks; and as pinyin.

use pinyin::ToPinyinMulti;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Traditional characters with their simplified forms.
static FORMS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pairs: Vec<char> = include_str!("traditional.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::chars).collect();
    pairs.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
});

/// Readings of one name are at most so many.
const READINGS: usize = 4;

/// A name as it is compared.
pub(super) fn fold(name: &str) -> String {
    let kept = name.nfkc().filter(|c| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '《' | '》' | '〈' | '〉' | '「' | '」' | '『' | '』')
    });
    let simple = kept.map(|c| match c {
        '－' | '–' | '―' | '‐' | '‑' | '−' | '─' | '—' => '-',
        c => FORMS.get(&c).copied().unwrap_or(c),
    });
    simple.flat_map(char::to_lowercase).collect()
}

/// How a Chinese name is read: whole syllables, and their first letters. Several where characters have several readings.
pub(super) fn readings(name: &str) -> Vec<(String, String)> {
    let mut found = vec![(String::new(), String::new())];
    let mut any = false;
    for (c, multi) in name.chars().zip(name.to_pinyin_multi()) {
        let mut syllables: Vec<&str> = multi.into_iter().flat_map(|m| m.into_iter().map(|p| p.plain())).collect();
        let mut seen = std::collections::BTreeSet::new();
        syllables.retain(|s| seen.insert(*s));
        if syllables.is_empty() {
            found.iter_mut().filter(|_| c.is_ascii_alphanumeric()).for_each(|(full, first)| {
                full.push(c);
                first.push(c);
            });
            continue;
        }
        any = true;
        syllables.truncate(READINGS / found.len().max(1));
        if syllables.len() < 2 {
            let syllable = multi_first(c, &syllables);
            found.iter_mut().for_each(|reading| add(reading, syllable));
            continue;
        }
        let more = found.iter().flat_map(|reading| {
            syllables.iter().map(|s| {
                let mut reading = reading.clone();
                add(&mut reading, s);
                reading
            })
        });
        found = more.collect();
    }
    if any { found } else { Vec::new() }
}

fn multi_first<'s>(c: char, syllables: &[&'s str]) -> &'s str {
    use pinyin::ToPinyin;
    syllables.first().copied().or_else(|| c.to_pinyin().map(|p| p.plain())).unwrap_or("")
}

fn add((full, first): &mut (String, String), syllable: &str) {
    // ü is typed as v.
    full.extend(syllable.chars().map(|c| if c == 'ü' { 'v' } else { c }));
    first.extend(syllable.chars().next());
}
