//! Of the relations of gold that are not found, why-not must name what is in the way.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use serde_json::Value;
use silkgraph::explain::{Names, fact, why_not};
use silkgraph::ontology::Predicate;
use silkgraph::pipeline::Kit;
use silkgraph::text::Input;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The documents of a folder of gold: name, text.
fn docs(folder: &str, texts: &str) -> Vec<(PathBuf, PathBuf)> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let all = std::fs::read_dir(data.join(folder)).unwrap().map(|e| e.unwrap().path());
    let mut all: Vec<PathBuf> = all.filter(|p| p.extension().is_some_and(|e| e == "jsonl")).collect();
    all.sort();
    all.into_iter().map(|p| (p.clone(), data.join(texts).join(p.with_extension("txt").file_name().unwrap()))).collect()
}

#[test]
fn nine_misses_of_ten_have_a_named_cause() {
    let kit = Kit::embedded().unwrap();
    let mut causes: BTreeMap<String, usize> = BTreeMap::new();
    let (mut misses, mut named) = (0, 0);
    for (gold, text) in docs("gold", "texts").into_iter().chain(docs("gold/unseen", "gold/unseen")) {
        let bytes = std::fs::read(&text).unwrap();
        let again = fact::read(&kit, &Input { file: "t.txt".into(), bytes, ..Input::default() });
        let known = Names::new(again.run.reading(), &kit.lexicon);
        let entities: Value = serde_json::from_str(&std::fs::read_to_string(gold.with_extension("entities.json")).unwrap()).unwrap();
        let lines = std::fs::read_to_string(&gold).unwrap();
        let lines: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        // What the text calls each thing, the label first.
        let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (id, e) in entities.as_object().unwrap() {
            names.entry(id).or_default().push(e["zh"].as_str().unwrap_or_default().to_owned());
        }
        for m in lines.iter().filter_map(|l| l.get("mention")) {
            names.entry(m["id"].as_str().unwrap()).or_default().push(m["text"].as_str().unwrap_or_default().replace('\n', ""));
        }
        for r in lines.iter().filter_map(|l| l.get("relation")) {
            let predicate = Predicate::parse(r["predicate"].as_str().unwrap()).unwrap();
            let [s, o] = ["subject", "object"].map(|k| names.get(r[k].as_str().unwrap()).cloned().unwrap_or_default());
            // Of several names one that the program knows tells most.
            let best = |list: &[String]| list.iter().find(|n| !known.find(n).is_empty()).or(list.first()).cloned();
            let (Some(first), Some(second)) = (best(&s), best(&o)) else { continue };
            let answer = why_not::why_not(&kit, &again, &first, predicate, &second);
            if !answer.said.is_empty() {
                continue;
            }
            misses += 1;
            let reason = answer.reasons.first();
            let cause = reason.map_or("none".to_owned(), |r| format!("{:?}", r.step));
            let good = reason.is_some_and(|r| r.element.is_some() || r.line.is_some() && !r.says.is_empty());
            named += usize::from(good);
            if !good {
                println!("{}: {first} {predicate} {second}: {reason:?}", gold.display());
            }
            *causes.entry(cause).or_default() += 1;
        }
    }
    println!("{named} of {misses} misses named: {causes:?}");
    assert!(named * 10 >= misses * 9, "{named} of {misses} misses named: {causes:?}");
}
