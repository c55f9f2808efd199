//! The word classes that every clause of every sentence is asked about, ready to be looked for.

use crate::base::WordSet;
use std::collections::BTreeMap;

macro_rules! sets {
    ($($(#[$about:meta])* $name:ident,)+) => {
        /// The classes that the relation stage asks for; see `data/rules/words.toml`.
        #[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
        pub struct Sets { $($(#[$about])* pub $name: WordSet,)+ }

        impl Sets {
            /// Of the `[words]` tables; a class that none has is empty.
            pub fn new(words: &BTreeMap<String, Vec<String>>) -> Self {
                let set = |name: &str| WordSet::new(words.get(name).map_or(&[][..], Vec::as_slice));
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
    /// What makes an act done also in an item of a list, which else asks for it.
    announced,
    /// 并 and the like before a second verb.
    and_verb,
    /// What shows that a thing is only thought of.
    consider,
    /// What shows, before the verb, that a thing was done.
    done,
    /// The same behind the verb.
    done_after,
    /// What shows it inside a match, between a thing and its verb.
    done_within,
    /// What says that what follows was done.
    done_carries,
    /// What a speaker calls upon everybody with.
    duty,
    /// What is said of a meeting, or of a seat, that is no founding: where it is, is as firm as it is.
    held,
    /// The verbs of meetings in a relative clause: 举行的.
    held_of,
    /// What the list behind a colon is of: 成果清单如下.
    list_of,
    /// What says that a place stands by a water: 之滨, 湖畔.
    shore,
    /// Verbs of those who hold something to be so.
    holds,
    /// What shows that a meeting is only looked forward to.
    hoped_for,
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
    /// Offices of persons.
    office,
    /// Subjects that nobody can name: 有关国家, 国际社会.
    others,
    /// 可行性 and the like.
    possibility,
    /// 的 behind the verb of a relative clause.
    relative_end,
    /// Verbs of saying, at a clause's end.
    say_end,
    /// Verbs of stance.
    stance_verb,
    /// What one who is said to act begins with: 表示哈方一贯….
    stands,
    /// 研究 and the like.
    study,
    /// The same behind a verb: 就开通X开展可行性研究.
    studied_behind,
    /// What stands behind a theme in quote marks, before the meeting's name.
    theme_end,
    /// 一道 and the like, behind those with whom one acts.
    together,
    /// Verbs.
    verb,
    /// Words of will.
    will,
    /// Words of will ahead of what is said.
    will_ahead,
    /// Words of wish that stay in force in later clauses, for acts only.
    wish_carries,
    /// Words of will that stay in force in later clauses.
    will_carries,
    /// Words of will before a stance.
    will_stance,
}
