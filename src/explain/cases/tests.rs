use super::*;
use crate::lexicon::Lexicon;
use crate::ontology::Ontology;
use crate::rules::RuleSet;

/// Rules with one case of every outcome.
const RULES: &str = r#"
[words]
verb = ["支持", "反对"]
[[mention]]
id = "plan"
says = "A quoted plan"
kind = "Initiative"
pattern = '(?<name>“[^“”]+”计划)'
[[mention.example]]
text = "中国支持“蓝海”计划。"
gives = ["Initiative “蓝海”计划"]
[[mention.example]]
text = "中国支持“蓝海”计划。"
gives = ["Project “蓝海”计划"]
[[mention.example]]
text = "中国支持蓝海计划。"
gives = ["Initiative 蓝海计划"]
[[mention.reject]]
text = "中国有计划。"
why = "no quote"
[[mention.reject]]
text = "中国支持“蓝海”计划。"
why = "to show what a noisy rule looks like"
[[mask]]
id = "hide"
says = "Behind 除"
pattern = '除(?<mask>{:State})'
[[mask.example]]
text = "除中国外，各国支持。"
gives = ["中国"]
[[mask.reject]]
text = "中国支持。"
why = "no 除"
[[relation]]
id = "backs"
says = "支持"
pattern = '(?<t>支持){object:Initiative…}'
claims = [{ subject = "carried", predicate = "supports", object = "object" }]
[[relation.example]]
text = "中国支持“蓝海”计划。"
gives = ["China supports 蓝海计划 actual"]
[[relation.example]]
text = "中国支持“蓝海”计划。"
gives = ["中国 supports “蓝海”计划 intended"]
[[relation.reject]]
text = "中国反对“蓝海”计划。"
why = "no support"
"#;

const NAMES: &str = r#"
@prefix sg: <https://w3id.org/silkgraph/ns#> .
@prefix sgr: <https://w3id.org/silkgraph/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
sgr:china a sg:State ; rdfs:label "中国"@zh , "China"@en .
"#;

fn kit() -> Kit {
    let lexicon = Lexicon::load(&[("n.ttl".into(), NAMES.into())]).unwrap();
    Kit::new(Ontology::default(), lexicon, RuleSet::load(&[("r.toml".into(), RULES.into())]).unwrap())
}

#[test]
fn every_outcome_has_its_name() {
    let kit = kit();
    let verdicts = test(&kit, "");
    let ends: Vec<(&str, &str)> = verdicts.iter().map(|v| (&*v.case.rule.id, v.outcome.name())).collect();
    let backs = [("backs", "Found"), ("backs", "Wrong"), ("backs", "Quiet")];
    let plan = [("plan", "Found"), ("plan", "Wrong"), ("plan", "Missing"), ("plan", "Quiet"), ("plan", "Noisy")];
    let want: Vec<(&str, &str)> = backs.into_iter().chain([("hide", "Found"), ("hide", "Quiet")]).chain(plan).collect();
    assert_eq!(ends, want);
    assert_eq!(test(&kit, "plan").len(), 5);
    assert!(test(&kit, "no such").is_empty());
}

#[test]
fn a_failure_is_shown_with_carets_and_the_rules_place() {
    let kit = kit();
    let verdicts = test(&kit, "");
    let failures: String = verdicts.iter().filter(|v| !v.outcome.good()).map(show).collect();
    insta::assert_snapshot!(failures, @r"
    Wrong   backs example 2  r.toml:35
        中国支持“蓝海”计划。
            ^^^^ 中国 supports 蓝海计划 actual by backs
        wants 中国 supports “蓝海”计划 intended: the modality is actual
    Wrong   plan example 2  r.toml:5
        中国支持“蓝海”计划。
                ^^^^^^^^^^ Initiative by plan
        wants Project “蓝海”计划: the mention there is another
    Missing plan example 3  r.toml:5
        中国支持蓝海计划。
        wants Initiative 蓝海计划: no such mention
    Noisy   plan reject 2  r.toml:5
        中国支持“蓝海”计划。
                ^^^^^^^^^^ Initiative
        should give nothing: to show what a noisy rule looks like
    ");
    insta::assert_snapshot!(summary(&verdicts), @r"
                    Found    Quiet  Missing    Noisy    Wrong
    names               1        1        1        1        1
    masks               1        1        0        0        0
    relations           1        1        0        0        1
    all                 3        3        1        1        2
    ");
}
