//! Files that are not texts: rules, annotations, Turtle.

use super::cases;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use proptest::prelude::*;
use silkgraph::graph::{Graph, words};
use silkgraph::rules::{RuleSet, pattern};
use std::collections::{BTreeMap, BTreeSet};

fn iri() -> impl Strategy<Value = NamedNode> {
    let base = prop_oneof![
        Just("https://w3id.org/silkgraph/ns#"),
        Just("https://w3id.org/silkgraph/id/"),
        Just("https://w3id.org/silkgraph/id/statement/"),
        Just("http://www.w3.org/2000/01/rdf-schema#"),
        Just("http://x.test/"),
    ];
    (base, "([a-z0-9.·—中亚_~!$&'()*,;=:@/-]|%[0-9A-F]{2}|[\u{c0}-\u{2ff}]){0,10}")
        .prop_map(|(base, local)| NamedNode::new(format!("{base}{local}")).unwrap())
}

fn literal() -> impl Strategy<Value = Literal> {
    let text = prop_oneof![any::<String>(), "[\"'\\\\\n\r\t\u{8}\u{c}\u{0}@^. -]{0,12}", "-?[0-9]{0,25}", "[+0-9.eE-]{0,8}"];
    let date = NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#date");
    (text, 0..5, iri()).prop_map(move |(text, kind, other)| match kind {
        0 => Literal::new_simple_literal(text),
        1 => Literal::new_language_tagged_literal(text, "zh-hans").unwrap(),
        2 => Literal::new_typed_literal(text, words::XSD_INTEGER),
        3 => Literal::new_typed_literal(text, date.clone()),
        _ => Literal::new_typed_literal(text, other),
    })
}

fn triple() -> impl Strategy<Value = Triple> {
    let subject =
        prop_oneof![9 => iri().prop_map(NamedOrBlankNode::from), 1 => "[a-z]{1,3}".prop_map(|b| BlankNode::new_unchecked(b).into())];
    let object = prop_oneof![iri().prop_map(Term::from), literal().prop_map(Term::from)];
    let verb = prop_oneof![4 => iri(), 1 => Just(words::A.into_owned())];
    (subject, verb, object).prop_map(|(s, p, o)| Triple::new(s, p, o))
}

/// What rio_turtle reads, as N-Triples lines.
fn rio(turtle: &[u8]) -> BTreeSet<String> {
    use rio_api::parser::TriplesParser;
    let mut found = BTreeSet::new();
    let mut parser = rio_turtle::TurtleParser::new(turtle, None);
    let done: Result<(), rio_turtle::TurtleError> = parser.parse_all(&mut |t| {
        found.insert(t.to_string());
        Ok(())
    });
    done.unwrap();
    found
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn turtle_is_read_back_equal_by_two_readers(triples in proptest::collection::vec(triple(), 0..25)) {
        let quads = triples.into_iter().map(|t| t.in_graph(oxigraph::model::GraphName::DefaultGraph));
        let sorted = Graph::from_quads(quads).unwrap().triples();
        let mut out = Vec::new();
        silkgraph::export::turtle(&sorted, &mut out).unwrap();
        let want: BTreeSet<String> = sorted.iter().map(|t| format!("{t} .")).collect();
        let oxttl: BTreeSet<String> = RdfParser::from_format(RdfFormat::Turtle).for_slice(&out)
            .map(|q| format!("{} .", Triple::from(q.unwrap()))).collect();
        prop_assert_eq!(&oxttl, &want, "oxttl of {}", String::from_utf8_lossy(&out));
        let count = rio(&out).len();
        prop_assert_eq!(count, want.len(), "rio_turtle of {}", String::from_utf8_lossy(&out));
        let through: BTreeSet<String> = {
            // What rio read, written by rio and read by oxttl: the same again.
            let lines = rio(&out).into_iter().map(|l| l + " .\n").collect::<String>();
            RdfParser::from_format(RdfFormat::NTriples).for_slice(&lines).map(|q| format!("{} .", Triple::from(q.unwrap()))).collect()
        };
        prop_assert_eq!(through, want);
    }

    #[test]
    fn any_pattern_compiles_or_is_refused(source in "(\\{[a-z]{0,2}:?[A-Za-z|]{0,8}[+…!]{0,2}\\}|<[a-z]{0,4}>|…|\\\\[a-zA-Z0-9{}]{0,4}|[()?*+|\\[\\]^$.{}<>0-9支持]|\\(\\?<[a-z]>){0,12}", text in "\\PC{0,60}") {
        let classes = BTreeMap::from([("verb".to_owned(), vec!["支持".to_owned(), "/[a-z]/".to_owned()])]);
        match pattern::compile(&source, &classes) {
            Ok(p) => {
                if p.regex.check().is_err() {
                    return Ok(());
                }
                p.regex.captures_iter(&text).take(100).for_each(drop);
            }
            Err(mistakes) => for (range, what) in mistakes {
                prop_assert!(range.start <= range.end && range.end <= source.len() && !what.is_empty());
                prop_assert!(source.is_char_boundary(range.start) && source.is_char_boundary(range.end));
            },
        }
    }

    #[test]
    fn any_rule_file_is_loaded_or_refused_with_a_place(start in any::<prop::sample::Index>(), edits in proptest::collection::vec((any::<prop::sample::Index>(), "([\\[\\]{}=\"'\n<>…]|\\PC){0,2}"), 0..6)) {
        let real = include_str!("../../data/rules/words.toml");
        let lines: Vec<&str> = real.split_inclusive('\n').collect();
        let from = start.index(lines.len());
        let mut chars: Vec<String> = lines[from..(from + 30).min(lines.len())].concat().chars().map(String::from).collect();
        for (at, with) in edits {
            *at.get_mut(&mut chars) = with;
        }
        let source = chars.concat();
        if let Err(diags) = RuleSet::load(&[("a.toml".to_owned(), source.clone())]) {
            for diag in diags {
                for label in &diag.labels {
                    prop_assert!(diag.source.get(label.range.clone()).is_some(), "{diag:?}");
                }
            }
        }
    }

    #[test]
    fn any_annotation_file_is_read_or_refused(lines in proptest::collection::vec("(\\{\"(mention|entity|relation|sentence)\": ?\\{(\"(start|end|type|id|predicate|subject|object|modality|labels|members)\": ?(-?[0-9]{1,3}|\"[A-Za-z]{0,8}\"|\\[\\]|null|1e9|99999999999999999999)[,]? ?){0,6}\\}\\}|\\PC{0,20})", 0..8)) {
        let page = silkgraph::eval::Page::new("d", "中国支持“一带一路”倡议。哈萨克斯坦也支持。");
        let stream = lines.join("\n");
        if let Ok(side) = silkgraph::eval::Side::gold(&page, ("d.jsonl", &stream), None) {
            for spot in side.mentions.keys() {
                prop_assert!(spot.start <= spot.end && spot.end <= page.len());
            }
        }
    }
}
