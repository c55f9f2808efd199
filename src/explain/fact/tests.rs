use super::*;
use crate::graph::{self, Graph, Options};
use crate::lexicon::Lexicon;
use crate::ontology::Ontology;
use crate::pipeline::{self, Kit};
use crate::rules::RuleSet;
use crate::text::Input;

const RULES: &str = r#"
[words]
verb = ["支持", "推动"]
lead_in = ["同时"]
[[mention]]
id = "parties"
says = "各方"
kind = "Group"
pattern = '(?<name>双方)'
[[mention.example]]
text = "双方支持。"
gives = ["Group 双方"]
[[mention.reject]]
text = "一方。"
why = "one"
[[mention]]
id = "plan"
says = "A quoted plan"
kind = "Initiative"
pattern = '(?<name>“[^“”]+”计划)'
[[mention.example]]
text = "双方支持“蓝海”计划。"
gives = ["Initiative “蓝海”计划"]
[[mention.reject]]
text = "计划。"
why = "no quote"
[[relation]]
id = "backs"
says = "支持 a plan"
pattern = '(?<t>支持){object:Initiative…}'
claims = [{ subject = "carried", predicate = "supports", object = "object" }]
rank = 50
[[relation.example]]
text = "双方支持“蓝海”计划。"
gives = ["双方 supports 蓝海计划"]
[[relation.reject]]
text = "双方。"
why = "no verb"
[[relation]]
id = "pushes"
says = "推动 a plan"
pattern = '(?<t>推动){object:Initiative…}'
claims = [{ subject = "carried", predicate = "promotes", object = "object" }]
rank = 20
[[relation.example]]
text = "双方推动“蓝海”计划。"
gives = ["双方 promotes 蓝海计划"]
[[relation.reject]]
text = "双方。"
why = "no verb"
"#;

const NAMES: &str = r#"
@prefix sg: <https://w3id.org/silkgraph/ns#> .
@prefix sgr: <https://w3id.org/silkgraph/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
sgr:china a sg:State ; rdfs:label "中国"@zh , "China"@en .
sgr:brazil a sg:State ; rdfs:label "巴西"@zh , "Brazil"@en .
"#;

const TEXT: &str = "中国和巴西联合声明\n\n双方举行了会谈，气氛友好热烈，成果十分丰富。\n\n双方支持推动“蓝海”计划。\n";

fn kit() -> Kit {
    let lexicon = Lexicon::load(&[("n.ttl".into(), NAMES.into())]).unwrap();
    let vocabulary = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/silkgraph.ttl")).unwrap();
    Kit::new(Ontology::load(&vocabulary).unwrap(), lexicon, RuleSet::load(&[("r.toml".into(), RULES.into())]).unwrap())
}

fn graph(kit: &Kit) -> Graph {
    let run = pipeline::run(kit, &Input { file: "a.txt".into(), bytes: TEXT.into(), ..Input::default() });
    Graph::from_quads(graph::quads(&kit.lexicon, run.reading(), Options::default())).unwrap()
}

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.txt"), TEXT).unwrap();
    dir
}

fn told(kit: &Kit, graph: &Graph, texts: &mut Texts<'_>, given: [&str; 3]) -> String {
    let found = find(graph, &kit.ontology, given, texts).unwrap();
    assert_eq!(found.len(), 1);
    show(&tell(graph, texts, &found[0].0, found[0].1.clone()).unwrap())
}

#[test]
fn a_fact_with_its_words_its_rule_its_names_and_what_lost() {
    let (kit, dir) = (kit(), folder());
    let graph = graph(&kit);
    let mut texts = Texts::new(&kit, vec![dir.path().to_owned()]);
    insta::assert_snapshot!(told(&kit, &graph, &mut texts, ["双方", "支持", "蓝海计划"]), @r"
    巴西、中国 supports 蓝海计划 (actual)
      中国和巴西联合声明, declaration
      <https://w3id.org/silkgraph/id/statement/a43ad4e4ea6679e4732b>

      1. a.txt:5
         双方支持推动“蓝海”计划。
         ^^^^~~~~    ^^^^^^^^^^ object
             trigger
         subject
         subject  双方 → 2 states: “双方” is 中国、巴西 (the parties of the article: the states of the title)
         object   “蓝海”计划: a new name of type Initiative
         rule     backs, r.toml:28
                  支持 a plan
         lost     pushes at 推动: backs speaks of the same object in the same clause, with rank 50 over 20
    ");
    // What is said of the group holds for its members, and says so.
    assert!(told(&kit, &graph, &mut texts, ["Brazil", "supports", "蓝海计划"]).contains("Brazil is a member"));
}

#[test]
fn without_the_text_the_graph_tells_what_it_keeps() {
    let kit = kit();
    let graph = graph(&kit);
    let mut texts = Texts::new(&kit, Vec::new());
    insta::assert_snapshot!(told(&kit, &graph, &mut texts, ["中国", "sg:supports", "蓝海计划"]), @r"
    巴西、中国 supports 蓝海计划 (actual)
      中国和巴西联合声明, declaration
      It is said of 巴西、中国; 中国 is a member.
      <https://w3id.org/silkgraph/id/statement/a43ad4e4ea6679e4732b>

      1. a.txt
         双方支持推动“蓝海”计划。
             ^^^^ trigger
         rule     backs, r.toml:28
                  支持 a plan
         note     the text is not at hand (--texts DIR)
    ");
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let (kit, dir) = (kit(), folder());
    let graph = graph(&kit);
    let mut texts = Texts::new(&kit, vec![dir.path().to_owned()]);
    let mut fails = |given| find(&graph, &kit.ontology, given, &mut texts).unwrap_err();
    assert_eq!(fails(["双方", "supports", "绿谷计划"]).code, "cli::no_such_entity");
    assert_eq!(fails(["双方", "loves", "蓝海计划"]).code, "cli::no_such_predicate");
    let other = fails(["双方", "promotes", "蓝海计划"]);
    assert_eq!((other.code, other.help.as_deref()), ("explain::not_stated", Some("of these two the graph says: supports")));
    assert_eq!(statement(&graph, "st:00").unwrap_err().code, "cli::no_statement");
    let all = all(&graph);
    assert_eq!(statement(&graph, all[0].as_str()).unwrap(), all[0]);
}
