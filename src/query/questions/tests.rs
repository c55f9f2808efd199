use super::*;
use crate::query::Answer;
use oxigraph::model::Literal;
use oxigraph::sparql::Variable;

const TEXT: &str = "# title: T\n# ask: 问？\n# question: Q?\n# param: who = 中国  a state\n# param: day = 2023-05-19  a day\n# param: verb = hosts  a predicate\n\
# expect: 甲 / 乙\t*\nSELECT * { VALUES ?who { \"中国\"@zh } VALUES ?day { \"2023-05-19\"^^xsd:date } VALUES ?verb { sg:hosts } }";

fn question() -> Question {
    Question::parse("07-q", TEXT).unwrap()
}

fn fill(name: &str, value: &str) -> Result<String, Diag> {
    question().fill(&[(name.to_owned(), value.to_owned())])
}

#[test]
fn values_keep_their_kind_and_cannot_break_out() {
    assert_eq!(question().fill(&[]).unwrap(), TEXT);
    let sparql = fill("who", "土\" } ?s ?p ?o { \\").unwrap();
    assert!(sparql.contains(r#"VALUES ?who { "土 } ?s ?p ?o { \\"@zh "土\" } ?s ?p ?o { \\"@en }"#), "{sparql}");
    assert!(fill("day", "2022-01-25").unwrap().contains("{ \"2022-01-25\"^^xsd:date }"));
    assert!(fill("verb", "sg:notes").unwrap().contains("{ sg:notes }"));
    for (name, value) in [("day", "yesterday"), ("verb", "eats"), ("verb", "hosts } {"), ("nobody", "x")] {
        assert_eq!(fill(name, value).unwrap_err().code, "query::param", "{name} {value}");
    }
    let both = question().fill(&[("verb".to_owned(), "hosts".to_owned()), ("verb".to_owned(), "signs".to_owned())]).unwrap();
    assert!(both.contains("{ sg:hosts sg:signs }"));
}

#[test]
fn headers_are_checked() {
    for broken in [
        TEXT.replace("# ask: 问？\n", ""),
        TEXT.replace("who = 中国  a state", "who = 中国"),
        TEXT.replace("who = 中国  a", "who = 法国  a"),
        TEXT.replace("VALUES ?who", "VALUES ?whom"),
        TEXT.replace("{ sg:hosts }", "{ ex:hosts }"),
    ] {
        assert_eq!(Question::parse("q", &broken).unwrap_err().code, "query::header", "{broken}");
    }
}

#[test]
fn questions_are_chosen_by_any_handle() {
    let all = questions().unwrap();
    for name in ["06-peace-year-proposer", "peace-year-proposer", "06", "6", "06-peace-year-proposer.rq", "peace"] {
        assert_eq!(choose(&all, name).unwrap().name, "06-peace-year-proposer", "{name}");
    }
    assert_eq!(choose(&all, "no-such-thing").unwrap_err().code, "query::question");
}

#[test]
fn answers_are_compared_by_name() {
    let row = |cells: &[&str]| cells.iter().map(|c| Some(Literal::new_simple_literal(*c).into())).collect();
    let answer = |rows: &[&[&str]]| Answer::Rows {
        variables: vec![Variable::new_unchecked("a"), Variable::new_unchecked("b")],
        rows: rows.iter().map(|r| row(r)).collect(),
    };
    let question = question();
    assert!(question.check(&answer(&[&["“乙”", "x"]])).good());
    let verdict = question.check(&answer(&[&["丙", "x"]]));
    assert_eq!((verdict.missing.len(), verdict.extra.len()), (1, 1));
    let none = Question { expect: Vec::new(), ..question.clone() };
    assert!(none.check(&answer(&[])).good() && !none.check(&answer(&[&["a", "b"]])).good());
    let some = Question { expect: vec![vec![vec!["*".to_owned()]]], ..question };
    assert!(!some.check(&answer(&[])).good() && some.check(&answer(&[&["a", "b"]])).good());
}
