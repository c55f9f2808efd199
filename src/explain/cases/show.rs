//! Verdicts as text.

use super::{Case, Kind, Outcome, Verdict, Want};
use crate::explain::underline;

/// What to call a case: `supports.thing example 2`.
pub fn name(case: &Case<'_>) -> String {
    let role = if matches!(case.want, Want::Gives(_)) { "example" } else { "reject" };
    format!("{} {role} {}", case.rule.id, case.number)
}

/// One verdict: outcome, rule, place; the sentence with marks; what was wanted and what came.
pub fn show(verdict: &Verdict<'_>) -> String {
    let case = &verdict.case;
    let (name, file, line) = (name(case), &case.rule.file, case.rule.line);
    let mut out = format!("{:<8}{name}  {file}:{line}\n", verdict.outcome.name());
    if !case.title.is_empty() {
        out.push_str(&format!("    title: {}\n", case.title));
    }
    out.push_str(&underline(case.text, &verdict.marks, 4));
    match &case.want {
        Want::Gives(gives) if gives.is_empty() => out.push_str("    should give nothing\n"),
        Want::Gives(_) => verdict.notes.iter().for_each(|n| out.push_str(&format!("    wants {n}\n"))),
        Want::Nothing(why) if !verdict.outcome.good() => out.push_str(&format!("    should give nothing: {why}\n")),
        Want::Nothing(_) => {}
    }
    out
}

/// How many cases ended how, over the kinds of rules.
pub fn summary(verdicts: &[Verdict<'_>]) -> String {
    let mut out = String::new();
    let count = |k: Option<Kind>, o: Outcome| verdicts.iter().filter(|v| k.is_none_or(|k| v.case.kind == k) && v.outcome == o).count();
    let kinds = [("names", Some(Kind::Mention)), ("masks", Some(Kind::Mask)), ("relations", Some(Kind::Relation)), ("all", None)];
    out.push_str(&format!("{:<12}", ""));
    Outcome::ALL.iter().for_each(|o| out.push_str(&format!("{:>9}", o.name())));
    out.push('\n');
    for (name, kind) in kinds {
        out.push_str(&format!("{name:<12}"));
        Outcome::ALL.iter().for_each(|o| out.push_str(&format!("{:>9}", count(kind, *o))));
        out.push('\n');
    }
    out
}
