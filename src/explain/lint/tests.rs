use super::*;
use crate::explain::fact;
use crate::lexicon::Lexicon;
use crate::ontology::Ontology;
use crate::rules::RuleSet;
use crate::text::Input;

const RULES: &str = r#"
[words]
verb = ["支持", "促成"]
[[mention]]
id = "plan"
says = "A quoted plan"
kind = "Initiative"
pattern = '(?<name>“[^“”]+”计划)'
[[mention.example]]
text = "中国支持“蓝海”计划。"
gives = ["Initiative “蓝海”计划"]
[[mention.reject]]
text = "中国有计划。"
why = "no quote"
[[mention]]
id = "never"
says = "Nothing"
kind = "Event"
pattern = '(?<name>某某会)'
[[mention.example]]
text = "无事。"
gives = []
[[mention.reject]]
text = "无事。"
why = "nothing"
[[relation]]
id = "backs"
says = "支持"
pattern = '(?<t>支持){object:Initiative…}'
claims = [{ subject = "carried", predicate = "supports", object = "object" }]
[[relation.example]]
text = "中国支持“蓝海”计划。"
gives = ["中国 supports 蓝海计划"]
[[relation.reject]]
text = "中国促成“蓝海”计划。"
why = "another verb"
[[relation]]
id = "backs.again"
says = "支持, once more"
pattern = '(?<t>支持){object:Initiative}'
claims = [{ subject = "carried", predicate = "supports", object = "object" }]
[[relation.example]]
text = "中国支持“蓝海”计划。"
gives = ["中国 supports 蓝海计划"]
[[relation.reject]]
text = "中国促成“蓝海”计划。"
why = "another verb"
"#;

const NAMES: &str = r#"
@prefix sg: <https://w3id.org/silkgraph/ns#> .
@prefix sgr: <https://w3id.org/silkgraph/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
sgr:china a sg:State ; rdfs:label "中国"@zh .
sgr:blue a sg:Place ; rdfs:label "青山"@zh .
sgr:red-one a sg:Place ; rdfs:label "红山"@zh .
sgr:red-two a sg:Organization ; rdfs:label "红山"@zh .
"#;

fn found(text: &str) -> Vec<(Oddity, String)> {
    let lexicon = Lexicon::load(&[("n.ttl".into(), NAMES.into())]).unwrap();
    let kit = Kit::new(Ontology::default(), lexicon, RuleSet::load(&[("r.toml".into(), RULES.into())]).unwrap());
    let again = fact::read(&kit, &Input { file: "a.txt".into(), bytes: text.into(), ..Input::default() });
    let all = lint(&kit, &[again]);
    assert!(show(&all).contains("dead rules"));
    all.into_iter().filter(|f| f.oddity != Oddity::FewCases).map(|f| (f.oddity, f.what)).collect()
}

#[test]
fn each_oddity_is_told() {
    let all = found("中国支持“蓝海”计划。中国促成“绿谷”计划。我们看到，中国促成“远山”计划。");
    let has = |o: Oddity, what: &str| all.contains(&(o, what.to_owned()));
    assert!(has(Oddity::Dead, "never"), "{all:?}");
    assert!(has(Oddity::Echo, "backs.again"), "{all:?}");
    assert!(has(Oddity::Single, "backs"), "{all:?}");
    assert!(has(Oddity::Claimed, "红山"), "{all:?}");
    assert!(has(Oddity::Uncovered, "促成"), "{all:?}");
    assert!(!all.iter().any(|f| f.1 == "plan" && f.0 != Oddity::FewCases), "{all:?}");
}
