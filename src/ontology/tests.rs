use super::*;

/// A vocabulary of bare minimum, each term on its own line.
fn small() -> String {
    let head = format!("@prefix sg: <{SG}> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n");
    let words = |l: &str| format!("sg:{l} rdfs:label \"名\"@zh , \"{l}\"@en ; rdfs:comment \"义\"@zh , \"sense\"@en");
    let types = Type::ALL.iter().map(|t| format!("{} .\n", words(t.name())));
    let predicates =
        Predicate::ALL.iter().map(|p| format!("{} ; sg:subjectType sg:Event , sg:State ; sg:objectType sg:Date .\n", words(p.name())));
    let modalities = Modality::ALL.iter().map(|m| format!("{} .\n", words(&m.iri()[SG.len()..])));
    std::iter::once(head).chain(types).chain(predicates).chain(modalities).collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    Ontology::load(text).expect_err("mistakes").iter().map(|d| d.code).collect()
}

#[test]
fn a_small_vocabulary_loads() {
    let ontology = Ontology::load(&small()).expect("right");
    assert_eq!(ontology.kind(Type::State).en, "State");
    assert_eq!(ontology.modality(Modality::Negated).comment_zh, "义");
    assert_eq!(ontology.subjects(Predicate::HeldOn), [Type::State, Type::Event]);
    assert!(ontology.allows(Predicate::HeldOn, Type::Event, Type::Date));
    assert!(!ontology.allows(Predicate::HeldOn, Type::Date, Type::Event));
    assert_eq!(ontology.term("heldOn").map(|t| t.en.as_str()), Some("heldOn"));
}

#[test]
fn mistakes_are_told() {
    let all = small();
    let without: String = all.lines().filter(|l| !l.starts_with("sg:Place ")).map(|l| format!("{l}\n")).collect();
    assert_eq!(codes(&without), ["ontology::missing"]);
    assert_eq!(codes(&all.replace("sg:Negated rdfs:label \"名\"@zh ,", "sg:Negated rdfs:label")), ["ontology::no_label"]);
    assert_eq!(
        codes(&all.replace(
            "\"supports\"@en ; rdfs:comment \"义\"@zh , \"sense\"@en ; sg:subjectType sg:Event ,",
            "\"supports\"@en ; rdfs:comment \"义\"@zh , \"sense\"@en ; sg:subjectType sg:Thing ,"
        )),
        ["ontology::unknown_type"]
    );
    assert_eq!(codes("sg:a a sg:b ."), ["ontology::syntax"]);
    let diags = Ontology::load(&all.replace("; sg:objectType sg:Date", "")).expect_err("no objects");
    assert_eq!(diags.len(), 15);
    assert_eq!(diags[0].position(), Some((17, 1)));
}

#[test]
fn the_vocabulary_of_this_repository_loads() {
    let Ok(text) = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/silkgraph.ttl")) else { return };
    let ontology = Ontology::load(&text).unwrap_or_else(|diags| {
        let told: Vec<String> = diags.iter().map(|d| format!("{:?} {}", d.position(), d.message)).collect();
        panic!("{}", told.join("\n"));
    });
    assert_eq!(ontology.subjects(Predicate::HeadOf), [Type::Leader]);
    for &stance in Predicate::ALL.iter().filter(|p| p.is_stance()) {
        assert!(!ontology.objects(stance).contains(&Type::Date), "{stance}");
    }
}
