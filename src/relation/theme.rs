//! The theme of a meeting, which says nothing of what is done: 举行以“推动…，支持…”为主题的第十七次会晤.

use crate::rules::RuleSet;
use std::ops::Range;

/// The longest theme, in bytes.
const LONGEST: usize = 300;

/// The bytes of a sentence from 以 to 的: rules read as if they were not there.
pub(super) fn all(words: &str, rules: &RuleSet) -> Vec<Range<usize>> {
    const OPEN: &str = "以“";
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = words[at..].find(OPEN).map(|i| at + i) {
        at = start + OPEN.len();
        let Some(shut) = words[at..].find('”').filter(|length| *length <= LONGEST).map(|i| at + i + '”'.len_utf8()) else { continue };
        if let Some(behind) = rules.sets.theme_end.begins(&words[shut..]) {
            at = shut + behind;
            found.push(start..at);
        }
    }
    found
}
