//! How firmly a thing is said: the words before and behind the trigger.

use crate::ontology::Modality;
use crate::rules::{ModalitySpec, RuleSet};
use std::borrow::Cow;

/// What stands around a trigger. All of it encoded text.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The clause up to the trigger.
    pub before: &'a str,
    /// The same with the trigger.
    pub up_to: &'a str,
    /// Where a word of denial may stand that denies this: of a relative clause (在P举行的E) only in the clause itself.
    pub denied: &'a str,
    /// From the trigger to the clause's end.
    pub behind: &'a str,
    /// The whole match.
    pub whole: &'a str,
    /// True where an earlier clause left 将 or 要 in force.
    pub willed: bool,
    /// True where an earlier clause says that this was done: 10年来，…; 已….
    pub past: bool,
    /// True in an item of a list.
    pub item: bool,
}

/// The modality of a claim.
pub fn of(spec: ModalitySpec, around: Around<'_>, rules: &RuleSet) -> Modality {
    let act = match spec {
        ModalitySpec::Fixed(m) => return m,
        ModalitySpec::Context => false,
        ModalitySpec::Act => true,
    };
    let [before, up_to, behind, whole] = [around.before, around.up_to, around.behind, around.whole].map(|t| plain(t, rules));
    let sets = &rules.sets;
    if sets.negation.within(&plain(around.denied, rules)) {
        return Modality::Negated;
    }
    let studied = sets.study.within(&before) && sets.possibility.within(&behind) || act && sets.studied_behind.within(&behind);
    if studied || sets.consider.within(&up_to) {
        return Modality::Considered;
    }
    // 支持将于11月举行的E: the meeting lies ahead, the stance is taken now.
    let ahead = sets.will_ahead.within(&whole) && (act || sets.stance_verb.begins(&behind).is_none());
    if (if act { &sets.will } else { &sets.will_stance }).within(&before) || ahead {
        return Modality::Intended;
    }
    if act && around.past && !around.item {
        return Modality::Actual;
    }
    // 并签署了X: the verb itself says that it is done.
    if around.behind.get(around.up_to.len().saturating_sub(around.before.len())..).is_some_and(|rest| rest.starts_with('了')) {
        return Modality::Actual;
    }
    if around.willed {
        return Modality::Intended;
    }
    if act && sets.announced.within(&before) {
        return Modality::Actual;
    }
    // 鲁班工坊已在P落地: the thing stands before its verb, and the word between them.
    if act && !around.item && before.is_empty() && sets.done_within.within(&whole) {
        return Modality::Actual;
    }
    if act && !around.item && (sets.done.within(&before) || sets.done_after.within(&behind)) {
        return Modality::Actual;
    }
    if act { Modality::Intended } else { Modality::Actual }
}

/// True where a clause leaves a word of will in force for the clauses after it (中方将A，B，C).
/// 欢迎伊朗即将成为成员: what another will do is no will of who welcomes it.
pub fn carries(clause: &str, rules: &RuleSet) -> bool {
    let clause = &clause[..rules.sets.stance_verb.find(clause).unwrap_or(clause.len())];
    let clause = plain(clause, rules);
    rules.sets.will_carries.within(&clause)
}

/// True where a clause leaves a wish in force, for what is done: 商定A，B. 作出政治决定 is none.
pub fn wishes(clause: &str, rules: &RuleSet) -> bool {
    rules.sets.wish_carries.within(&plain(clause, rules))
}

/// True where a clause leaves it said that what follows was done (已A，B，C; 期间，A).
pub fn carries_done(clause: &str, rules: &RuleSet) -> bool {
    rules.sets.done_carries.within(clause)
}

/// The text without the words that only look like words of will: 重要, 应对, 愿景.
fn plain<'t>(text: &'t str, rules: &RuleSet) -> Cow<'t, str> {
    if !rules.sets.no_will.within(text) {
        return Cow::Borrowed(text);
    }
    let without = |t: String, w: &String| if t.contains(w.as_str()) { t.replace(w.as_str(), "") } else { t };
    Cow::Owned(rules.words("no_will").iter().fold(text.to_owned(), without))
}
