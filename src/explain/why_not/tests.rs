use super::*;
use crate::explain::fact;
use crate::lexicon::Lexicon;
use crate::ontology::Ontology;
use crate::rules::RuleSet;
use crate::text::Input;

const RULES: &str = r#"
[words]
verb = ["支持", "推动", "欢迎"]
stance_verb = ["欢迎"]
[[name]]
id = "forum"
says = "A forum"
kind = "Mechanism"
heads = ["论坛"]
anchor = "required"
[[name.example]]
text = "中国论坛。"
gives = ["Mechanism 中国论坛"]
[[name.reject]]
text = "海洋论坛。"
why = "no known name"
[[mention]]
id = "plan"
says = "A quoted plan"
kind = "Initiative"
pattern = '(?<name>“[^“”]+”计划)'
[[mention.example]]
text = "“蓝海”计划。"
gives = ["Initiative “蓝海”计划"]
[[mention.reject]]
text = "计划。"
why = "no quote"
[[mask]]
id = "mask.basis"
says = "What is a basis"
pattern = '根据(?<mask>[^，。；]{0,20})'
[[mask.example]]
text = "根据“蓝海”计划。"
gives = ["“蓝海”计划"]
[[mask.reject]]
text = "“蓝海”计划。"
why = "no 根据"
[[relation]]
id = "backs"
says = "支持 a plan"
pattern = '(?<t>支持){object:Initiative…}'
claims = [{ subject = "carried", predicate = "supports", object = "object" }]
rank = 50
[[relation.example]]
text = "中国支持“蓝海”计划。"
gives = ["中国 supports 蓝海计划"]
[[relation.reject]]
text = "中国。"
why = "no verb"
[[relation]]
id = "pushes"
says = "推动 a plan"
pattern = '(?<t>推动){object:Initiative…}'
claims = [{ subject = "carried", predicate = "promotes", object = "object" }]
rank = 20
without = ["stance_verb"]
[[relation.example]]
text = "中国推动“蓝海”计划。"
gives = ["中国 promotes 蓝海计划"]
[[relation.reject]]
text = "中国。"
why = "no verb"
"#;

const NAMES: &str = r#"
@prefix sg: <https://w3id.org/silkgraph/ns#> .
@prefix sgr: <https://w3id.org/silkgraph/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
sgr:china a sg:State ; rdfs:label "中国"@zh , "China"@en .
sgr:brazil a sg:State ; rdfs:label "巴西"@zh , "Brazil"@en .
"#;

fn ask(text: &str, subject: &str, predicate: Predicate, object: &str) -> Answer {
    let lexicon = Lexicon::load(&[("n.ttl".into(), NAMES.into())]).unwrap();
    let kit = Kit::new(Ontology::default(), lexicon, RuleSet::load(&[("r.toml".into(), RULES.into())]).unwrap());
    let again = fact::read(&kit, &Input { file: "a.txt".into(), bytes: text.into(), ..Input::default() });
    why_not(&kit, &again, subject, predicate, object)
}

/// Where the first reason ends, and the element it names.
fn first(text: &str, subject: &str, predicate: Predicate, object: &str) -> (Step, String) {
    let answer = ask(text, subject, predicate, object);
    assert!(answer.said.is_empty(), "{answer:?}");
    (answer.reasons[0].step, answer.reasons[0].element.clone().unwrap_or_default())
}

#[test]
fn each_step_has_its_name() {
    use Predicate::{Promotes, Supports};
    let object = "{object:Initiative…}".to_owned();
    let cases = [
        ("中国推动“蓝海”计划。", Supports, "蓝海计划", Step::NoTrigger, "(?<t>支持)".to_owned()),
        ("中国支持合作，“蓝海”计划很好。", Supports, "蓝海计划", Step::Element, object.clone()),
        ("中国支持根据“蓝海”计划合作。", Supports, "蓝海计划", Step::Hidden, object.clone()),
        ("中国支持巴西。", Supports, "巴西", Step::Element, object.clone()),
        ("巴西支持“蓝海”计划，中国高兴。", Supports, "蓝海计划", Step::OtherSubject, "subject = \"carried\"".to_owned()),
        ("中国支持推动“蓝海”计划。", Promotes, "蓝海计划", Step::Fate, String::new()),
        ("中国推动欢迎“蓝海”计划。", Promotes, "蓝海计划", Step::Fate, String::new()),
        ("中国支持海洋论坛。", Supports, "海洋论坛", Step::NoMention, String::new()),
        ("中国支持合作。", Supports, "海洋论坛", Step::NoWords, String::new()),
    ];
    for (text, predicate, thing, step, element) in cases {
        assert_eq!(first(text, "China", predicate, thing), (step, element), "{text}");
    }
}

#[test]
fn what_is_said_is_said() {
    let answer = ask("中国支持“蓝海”计划。", "China", Predicate::Supports, "蓝海计划");
    assert_eq!(answer.said.len(), 1);
    assert_eq!((answer.said[0].rule.as_str(), answer.said[0].line), ("backs", 1));
}

#[test]
fn answers_read_well() {
    let said =
        |text, predicate: Predicate, object| show("a.txt", &format!("中国 {predicate} {object}"), &ask(text, "中国", predicate, object));
    insta::assert_snapshot!(said("中国支持推动“蓝海”计划。", Predicate::Promotes, "蓝海计划"), @r"
    a.txt does not give “中国 promotes 蓝海计划”.

      a.txt:1
      中国支持推动“蓝海”计划。
      ^^^^        ^^^^^^^^^^ object
      subject
      nearest  pushes, r.toml:51
               推动 a plan
      because  It matches at 推动, but backs speaks of the same object in the same clause, with rank 50 over 20.
    ");
    insta::assert_snapshot!(said("中国支持根据“蓝海”计划合作。", Predicate::Supports, "蓝海计划"), @r"
    a.txt does not give “中国 supports 蓝海计划”.

      a.txt:1
      中国支持根据“蓝海”计划合作。
      ^^^^        ^^^^^^^^^^ object
      subject
      nearest  backs, r.toml:39
               支持 a plan
      fails at {object:Initiative…}
      because  (?<t>支持) matches 支持.
               “蓝海”计划 is hidden by mask.basis (r.toml:29): What is a basis.
    ");
    insta::assert_snapshot!(said("中国支持海洋论坛。", Predicate::Supports, "海洋论坛"), @r"
    a.txt does not give “中国 supports 海洋论坛”.

      a.txt:1
      中国支持海洋论坛。
      ^^^^^^^^^^^^^^^^ Mechanism by forum
              ^^^^^^^^ 海洋论坛
      because  The words “海洋论坛” stand here, but are no mention.
               They are part of 中国支持海洋论坛 (Mechanism by forum): of names that overlap, the longest stays.
    ");
    insta::assert_snapshot!(said("中国支持“蓝海”计划。", Predicate::Supports, "蓝海计划"), @r"
    a.txt does say “中国 supports 蓝海计划”:
      line 1: actual, by backs
    ");
}
