//! The theme of a meeting, which says nothing of what is done: 举行以“推动…，支持…”为主题的第十七次会晤.

use crate::rules::RuleSet;
use std::ops::Range;

/// The longest theme, in bytes.
const LONGEST: usize = 300;

/// The bytes of a sentence from 以 or 题为 to 的: rules read as if they were not there.
pub(super) fn all(words: &str, rules: &RuleSet) -> Vec<Range<usize>> {
    const OPEN: &str = "以“";
    const TITLED: &str = "题为“";
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, titled)) = next(&words[at..], OPEN, TITLED).map(|(i, titled)| (at + i, titled)) {
        at = start + if titled { TITLED.len() } else { OPEN.len() };
        let Some(shut) = words[at..].find('”').filter(|length| *length <= LONGEST).map(|i| at + i + '”'.len_utf8()) else { continue };
        let end =
            if titled { words[shut..].starts_with('的').then_some('的'.len_utf8()) } else { rules.sets.theme_end.begins(&words[shut..]) };
        if let Some(behind) = end {
            at = shut + behind;
            found.push(start..at);
        }
    }
    found
}

/// Where the first of the two stands, and whether it is the second.
fn next(words: &str, open: &str, titled: &str) -> Option<(usize, bool)> {
    let places = [(words.find(open), false), (words.find(titled), true)];
    places.into_iter().filter_map(|(at, titled)| Some((at?, titled))).min()
}
