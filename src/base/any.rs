//! A few words looked for at once, many bytes at a time.

use aho_corasick::{AhoCorasick, MatchKind};

/// Words of which any may stand in a text.
#[derive(Clone, Debug, Default)]
pub struct AnyOf(Option<AhoCorasick>);

impl AnyOf {
    /// Of these words.
    pub fn new(words: &[&str]) -> Self {
        AnyOf(AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words).ok())
    }

    /// True where one of the words stands in a text.
    pub fn within(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|words| words.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_of_the_words_is_found_anywhere() {
        let words = AnyOf::new(&["记者", "讯"]);
        for (text, found) in [("本报讯", true), ("记者从现场了解到", true), ("记录者", false), ("", false)] {
            assert_eq!(words.within(text), found, "{text}");
        }
        assert!(words.within(&format!("{}讯", "无关的话".repeat(100))) && !AnyOf::default().within("讯"));
    }
}
