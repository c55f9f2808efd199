//! How firmly a thing is said: the words before and behind the trigger.

use crate::ontology::Modality;
use crate::rules::{ModalitySpec, RuleSet};

/// The modality of a claim. `before`: the clause up to the trigger; `behind`: from the trigger to the
/// clause's end; `up_to`: `before` with the trigger; `carried`: the modality word that an earlier clause of the sentence left in force.
pub fn of(spec: ModalitySpec, before: &str, up_to: &str, behind: &str, carried: bool, list_item: bool, rules: &RuleSet) -> Modality {
    let fixed = match spec {
        ModalitySpec::Fixed(m) => return m,
        ModalitySpec::Context => Modality::Actual,
        ModalitySpec::Act => Modality::Intended,
    };
    let (before, behind, up_to) = (&plain(before, rules), &plain(behind, rules), &plain(up_to, rules));
    let has = |text: &str, class: &str| rules.words(class).iter().any(|w| text.contains(w.as_str()));
    if has(before, "negation") {
        return Modality::Negated;
    }
    if has(before, "study") && has(behind, "possibility") || has(up_to, "consider") {
        return Modality::Considered;
    }
    if has(before, "will") {
        return Modality::Intended;
    }
    if spec == ModalitySpec::Act && !list_item && (has(before, "done") || has(behind, "done_after")) {
        return Modality::Actual;
    }
    if carried || (list_item && spec == ModalitySpec::Act) {
        return Modality::Intended;
    }
    fixed
}

/// True where a clause leaves a modality word in force for the clauses after it (中方将A，B，C).
pub fn carries(clause: &str, rules: &RuleSet) -> bool {
    let clause = plain(clause, rules);
    rules.words("will_carries").iter().any(|w| clause.contains(w.as_str()))
}

/// The text without the words that only look like words of will: 重要, 应对, 愿景.
fn plain(text: &str, rules: &RuleSet) -> String {
    rules.words("no_will").iter().fold(text.to_owned(), |t, w| if t.contains(w.as_str()) { t.replace(w.as_str(), "") } else { t })
}
