//! A new rule: a file to fill in.

use crate::base::Diag;

/// The kinds of rules, as their tables are called.
pub const KINDS: [&str; 4] = ["relation", "mention", "name", "mask"];

/// The folder below `data/rules` and the content of a new rule's file. It loads as it is, and its cases fail until they are filled in.
///
/// # Errors
/// When the id is none: lower-case letters, digits, `-`, and parts joined by `.`.
pub fn skeleton(kind: &str, id: &str) -> Result<(&'static str, String), Diag> {
    let part = |p: &str| !p.is_empty() && p.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !id.split('.').all(part) {
        let what = format!("“{id}” is no id of a rule");
        return Err(Diag::error("cli::usage", "", what).help("lower-case letters, digits and -, parts joined by a dot: supports.by-vote"));
    }
    let body = match kind {
        "relation" => {
            "pattern = '(?<t>动词){object:Thing…}'\nclaims = [{ subject = \"carried\", predicate = \"supports\", object = \"object\" }]\nrank = 50\n"
        }
        "mention" => "kind = \"Initiative\"\npattern = '(?<name>“[^“”]{2,16}”类名)'\n",
        "name" => "kind = \"Mechanism\"\nheads = [\"末词\"]\nanchor = \"required\"\n",
        _ => "pattern = '介词(?<mask>[^，。；]{0,20})'\n",
    };
    let gives = match kind {
        "relation" => "中国 supports 某倡议 actual",
        "mention" => "Initiative “某”类名",
        "name" => "Mechanism 中国—某国末词",
        _ => "某倡议",
    };
    let folder = if matches!(kind, "relation" | "mask") { "relations" } else { "mentions" };
    let mut out = format!(
        "# See docs/rules.md. Fill in; then: silkgraph rules test {id}\n\n[[{kind}]]\nid = \"{id}\"\nsays = \"What it finds, in a sentence\"\n{body}"
    );
    for n in ["A sentence that shows it", "Another one, from another kind of text"] {
        out.push_str(&format!("[[{kind}.example]] # {n}\ntext = \"在此写一句例句。\"\ngives = [\"{gives}\"]\n"));
    }
    for n in ["A near miss: what must stay quiet", "Another one"] {
        out.push_str(&format!("[[{kind}.reject]] # {n}\ntext = \"在此写一句反例。\"\nwhy = \"why it gives nothing\"\n"));
    }
    Ok((folder, out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleSet;

    #[test]
    fn every_skeleton_loads_and_waits_to_be_filled_in() {
        for kind in KINDS {
            let (_, text) = skeleton(kind, "new.one-2").unwrap();
            let rules = RuleSet::load(&[("new.toml".into(), text)]).unwrap();
            let head = rules.head("new.one-2").unwrap();
            assert_eq!((head.examples.len(), head.rejects.len()), (2, 2));
        }
        for bad in ["", "A", "a..b", "a b", "../x", "a."] {
            assert!(skeleton("relation", bad).is_err(), "{bad}");
        }
    }
}
