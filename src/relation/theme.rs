//! The theme of a meeting, which says nothing of what is done: 举行以“推动…，支持…”为主题的第十七次会晤.

use std::ops::Range;

/// What stands behind a theme in quote marks before the meeting's name.
const BEHIND: [&str; 3] = ["为主题的", "为题的", "为主线的"];
/// The longest theme, in bytes.
const LONGEST: usize = 300;

/// The bytes of a sentence from 以 to 的: rules read as if they were not there.
pub(super) fn all(words: &str) -> Vec<Range<usize>> {
    const OPEN: &str = "以“";
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = words[at..].find(OPEN).map(|i| at + i) {
        at = start + OPEN.len();
        let Some(shut) = words[at..].find('”').filter(|length| *length <= LONGEST).map(|i| at + i + '”'.len_utf8()) else { continue };
        if let Some(behind) = BEHIND.iter().find(|b| words[shut..].starts_with(**b)) {
            at = shut + behind.len();
            found.push(start..at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::all;

    #[test]
    fn a_theme_goes_up_to_what_it_is_the_theme_of() {
        let words = "各方举行以“深化合作，推动治理”为主题的会晤，会晤以“团结”为主题。以“人”为本的理念，以“和平”为题的展览。";
        let themes: Vec<&str> = all(words).into_iter().map(|r| &words[r]).collect();
        assert_eq!(themes, ["以“深化合作，推动治理”为主题的", "以“和平”为题的"]);
    }
}
