use super::*;
use crate::diagram::{Edge, Row, Source};
use crate::ontology::Type;

fn view() -> View {
    let node = |iri: &str, kind, zh: &str| Node { iri: iri.into(), kind, zh: zh.into(), en: None, aliases: vec![] };
    let nodes = [
        node("x:china", Type::State, "中国"),
        node("x:gdi", Type::Initiative, "全球发展倡议"),
        node("x:bri", Type::Initiative, "一带一路倡议"),
        node("x:rail", Type::Corridor, "中吉乌铁路"),
    ];
    let row = |object: &str, predicate, modality, text: &str| Row {
        subject: "x:china".into(),
        object: object.into(),
        edge: Edge { predicate, modality, text: text.into(), evidence: 1 },
    };
    use Modality::{Actual, Considered, Intended};
    use Predicate::{Promotes, Proposes, Supports};
    let rows = [
        row("x:gdi", Proposes, Actual, "old"),
        row("x:gdi", Proposes, Actual, "new"),
        row("x:rail", Promotes, Considered, "old"),
        row("x:rail", Promotes, Intended, "new"),
        row("x:bri", Supports, Actual, "old"),
        row("x:gdi", Promotes, Intended, "new"),
    ];
    let source = |title: &str, file: &str| Source { title: title.into(), file: file.into() };
    View::from_rows(nodes, rows)
        .with_sources([("old".into(), source("联合声明", "a-2022.txt")), ("new".into(), source("西安宣言", "b-2023.txt"))])
}

#[test]
fn adds_reaffirms_rewords_drops() {
    let view = view();
    let (a, b) = (side(&view, "g", Some("a-2022")).unwrap(), side(&view, "g", Some("宣言")).unwrap());
    let d = diff(&a, &b, &[]);
    insta::assert_snapshot!(text(&d), @r"
    联合声明
      → 西安宣言
    adds 1, reaffirms 1, rewords 1, drops 1

                       added reaffirmed  reworded dropped
    promotes               1          0         1       0
    proposes               0          1         0       0
    supports               0          0         0       1

    中国
      + promotes (intended)  全球发展倡议
      = proposes (actual)  全球发展倡议
      ~ promotes (considered) → promotes (intended)  中吉乌铁路
      - supports (actual)  一带一路倡议
    ");
    assert!(markdown(&d).contains("| rewords | promotes (considered) → promotes (intended) | 中吉乌铁路 |"));
    assert_eq!(diff(&a, &b, &[Predicate::Proposes]).changes.len(), 1);
    let back = diff(&b, &a, &[]);
    assert_eq!((back.count(Kind::Added), back.count(Kind::Dropped)), (d.count(Kind::Dropped), d.count(Kind::Added)));
}

#[test]
fn drawings_have_a_line_for_each_change_and_equal_bytes() {
    let view = view();
    let (a, b) = (side(&view, "g", Some("old")).unwrap(), side(&view, "g", Some("new")).unwrap());
    let d = diff(&a, &b, &[]);
    assert_eq!(dot(&d).matches(" -> ").count(), d.changes.len());
    assert_eq!(svg(&d), svg(&diff(&a, &b, &[])));
    assert_eq!(svg(&d).matches("<path d=\"M").count() - 4, d.changes.len());
    for kind in Kind::ALL {
        assert!(svg(&d).contains(kind.colour()) && dot(&d).contains(kind.colour()));
    }
}

#[test]
fn a_text_that_is_not_there() {
    let view = view();
    let diag = side(&view, "g", Some("nowhere")).unwrap_err();
    assert_eq!(diag.code, "cli::no_such_text");
    assert!(diag.help.unwrap().contains("a-2022.txt, b-2023.txt"));
}
