//! Word classes made ready to be looked for: the classes that every clause of every sentence is asked about.

use std::collections::BTreeMap;

/// A word class, by the first and by the last character of its words.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    first: Buckets,
    last: Buckets,
}

/// Words by one of their characters.
#[derive(Clone, Debug, Default)]
struct Buckets {
    /// One bit for each character, by its low eight bits: most characters are told off here.
    seen: [u64; 4],
    /// Sorted by character; longer words first.
    list: Vec<(char, Vec<String>)>,
}

impl Buckets {
    fn new(words: &[String], key: impl Fn(&str) -> Option<char>) -> Self {
        let mut by: BTreeMap<char, Vec<String>> = BTreeMap::new();
        for word in words {
            if let Some(c) = key(word) {
                by.entry(c).or_default().push(word.clone());
            }
        }
        let mut seen = [0; 4];
        for c in by.keys() {
            let low = *c as usize & 255;
            seen[low >> 6] |= 1 << (low & 63);
        }
        let sorted = |mut words: Vec<String>| {
            words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            words
        };
        Buckets { seen, list: by.into_iter().map(|(c, w)| (c, sorted(w))).collect() }
    }

    #[inline]
    fn of(&self, c: char) -> &[String] {
        let low = c as usize & 255;
        if self.seen[low >> 6] >> (low & 63) & 1 == 0 {
            return &[];
        }
        self.list.binary_search_by_key(&c, |b| b.0).map_or(&[], |i| self.list[i].1.as_slice())
    }
}

impl WordSet {
    /// The words of a class.
    pub fn new(words: &[String]) -> Self {
        WordSet { first: Buckets::new(words, |w| w.chars().next()), last: Buckets::new(words, |w| w.chars().next_back()) }
    }

    /// The length in bytes of the longest word that a text begins with.
    #[inline]
    pub fn begins(&self, text: &str) -> Option<usize> {
        let words = self.first.of(text.chars().next()?);
        words.iter().find(|w| text.starts_with(w.as_str())).map(String::len)
    }

    /// The lengths in bytes of all words that a text begins with, the longest first.
    pub fn all_begin<'w>(&'w self, text: &'w str) -> impl Iterator<Item = usize> + 'w {
        let words = text.chars().next().map_or(&[][..], |c| self.first.of(c));
        words.iter().filter(move |w| text.starts_with(w.as_str())).map(String::len)
    }

    /// The words that a text ends with, the longest first.
    pub fn all_end<'w>(&'w self, text: &'w str) -> impl Iterator<Item = &'w str> + 'w {
        let words = text.chars().next_back().map_or(&[][..], |c| self.last.of(c));
        words.iter().map(String::as_str).filter(move |w| text.ends_with(*w))
    }

    /// True where a text ends with one of the words.
    #[inline]
    pub fn ends(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.last.of(c).iter().any(|w| text.ends_with(w.as_str())))
    }

    /// The byte where the first of the words stands.
    pub fn find(&self, text: &str) -> Option<usize> {
        text.char_indices().find_map(|(i, c)| {
            let words = self.first.of(c);
            words.iter().any(|w| text[i..].starts_with(w.as_str())).then_some(i)
        })
    }

    /// True where one of the words stands in a text.
    #[inline]
    pub fn within(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

macro_rules! sets {
    ($($(#[$about:meta])* $name:ident,)+) => {
        /// The classes that the relation stage asks for; see `data/rules/words.toml`.
        #[derive(Clone, Debug, Default)]
        pub struct Sets { $($(#[$about])* pub $name: WordSet,)+ }

        impl Sets {
            /// Of the `[words]` tables; a class that none has is empty.
            pub fn new(words: &BTreeMap<String, Vec<String>>) -> Self {
                let set = |name: &str| WordSet::new(words.get(name).map_or(&[], Vec::as_slice));
                Sets { $($name: set(stringify!($name)),)+ }
            }
        }
    };
}

sets! {
    /// Words that make a sentence's first word an adjunct.
    adjunct,
    /// Adverbs before a verb.
    adverb,
    /// 并 and the like before a second verb.
    and_verb,
    /// What shows that a thing is only thought of.
    consider,
    /// What shows, before the verb, that a thing was done.
    done,
    /// The same behind the verb.
    done_after,
    /// What says that what follows was done.
    done_carries,
    /// What opens a clause before its subject or verb.
    lead_in,
    /// Negations.
    negation,
    /// Words that only look like words of will.
    no_will,
    /// What stands before a name that is no subject.
    not_subject_after,
    /// What stands behind a name that is no subject.
    not_subject_before,
    /// 可行性 and the like.
    possibility,
    /// 的 behind the verb of a relative clause.
    relative_end,
    /// Verbs of saying, at a clause's end.
    say_end,
    /// 研究 and the like.
    study,
    /// Verbs.
    verb,
    /// Words of will.
    will,
    /// Words of will ahead of what is said.
    will_ahead,
    /// Words of will that stay in force in later clauses.
    will_carries,
    /// Words of will before a stance.
    will_stance,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_the_start_at_the_end_and_within() {
        let set = WordSet::new(&["支持".to_owned(), "支持和".to_owned(), "将".to_owned()]);
        assert_eq!(set.begins("支持和平"), Some("支持和".len()));
        assert_eq!(set.all_begin("支持和平").collect::<Vec<_>>(), [9, 6]);
        assert_eq!((set.begins("坚定支持"), set.begins("")), (None, None));
        assert!(set.ends("中方将") && !set.ends("中方"));
        assert_eq!((set.find("中方将支持"), set.within("中方")), (Some(6), false));
    }
}
