//! Drawings of a made-up graph: the same bytes whatever the order, nothing over anything else, marks escaped.

use super::layout::{self, BAND, BELOW, EDGE, NAME, Rect};
use super::*;
use crate::ontology::{Modality, Predicate, Type};
use proptest::prelude::*;

const SGR: &str = crate::ontology::SGR;

/// Numbers that look random and are always the same.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}

fn node(i: usize, kind: Type, zh: &str) -> Node {
    Node {
        iri: format!("{SGR}n{i:03}"),
        kind,
        zh: zh.to_owned(),
        en: Some(format!("Thing number {i} of the test")),
        aliases: vec![format!("别名{i}")],
    }
}

fn row(s: usize, predicate: Predicate, o: usize, modality: Modality, text: &str) -> Row {
    let edge = Edge { predicate, modality, text: text.to_owned(), evidence: 1 };
    Row { subject: format!("{SGR}n{s:03}"), object: format!("{SGR}n{o:03}"), edge }
}

/// A graph of `count` entities with hubs, as summit declarations give.
fn rows(count: usize) -> (Vec<Node>, Vec<Row>) {
    let mut seed = 7;
    let long =
        ["中国—中亚机制", "联合国可持续发展目标中亚及阿富汗地区中心", "全球发展倡议", "丝路", "加强山地冰川监测研究决议与国际谈判小组"];
    let nodes: Vec<Node> = (0..count).map(|i| node(i, Type::ALL[i % 13], &format!("{}{i}", long[next(&mut seed) % long.len()]))).collect();
    let mut rows = Vec::new();
    for o in 0..count {
        for _ in 0..3 {
            let s = if next(&mut seed).is_multiple_of(3) { next(&mut seed) % count } else { next(&mut seed) % 4 };
            let predicate = Predicate::ALL[next(&mut seed) % 14];
            let modality = Modality::ALL[[0, 0, 0, 1, 1, 2, 3][next(&mut seed) % 7]];
            rows.push(row(s, predicate, o, modality, ["t1", "t2"][next(&mut seed) % 2]));
        }
    }
    (nodes, rows)
}

fn view(count: usize) -> View {
    let (nodes, rows) = rows(count);
    View::from_rows(nodes, rows)
}

fn all(predicates: &[Predicate], max_nodes: usize) -> Options {
    Options { predicates: predicates.to_vec(), max_nodes, ..Options::default() }
}

fn pictures() -> Vec<Picture> {
    let mut out = Vec::new();
    for count in [3, 20, 90] {
        let view = view(count);
        for lang in [Lang::Zh, Lang::En, Lang::Both] {
            for form in [Form::Core, Form::Routes, Form::Bipartite] {
                out.push(picture(&view, &Options { lang, form, ..Options::default() }).unwrap());
            }
            out.push(picture(&view, &Options { lang, focus: Some("别名1".into()), depth: 2, ..Options::default() }).unwrap());
            out.push(picture(&view, &Options { lang, cluster: Cluster::Text, ..all(Predicate::ALL, 80) }).unwrap());
        }
    }
    out
}

#[test]
fn same_bytes_whatever_the_order() {
    let (mut nodes, mut rows) = rows(70);
    let draw = |nodes: &[Node], rows: &[Row]| {
        let view = View::from_rows(nodes.to_vec(), rows.to_vec());
        let picture = picture(&view, &Options::default()).unwrap();
        (
            svg(&picture, SvgOptions::default()),
            dot(&picture),
            format!("{:?}{:?}", analysis::centrality(&view), analysis::communities(&view)),
        )
    };
    let first = draw(&nodes, &rows);
    let mut seed = 99;
    for _ in 0..3 {
        for i in (1..nodes.len()).rev() {
            nodes.swap(i, next(&mut seed) % (i + 1));
        }
        for i in (1..rows.len()).rev() {
            rows.swap(i, next(&mut seed) % (i + 1));
        }
        assert!(draw(&nodes, &rows) == first);
    }
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

#[test]
fn boxes_and_labels_lie_free() {
    for picture in pictures().iter().filter(|p| !p.columns.is_empty()) {
        let layout = layout::layout(picture);
        for (i, &a) in layout.boxes.iter().enumerate() {
            assert!(a.x >= 0.0 && a.y >= 0.0 && a.x + a.w <= layout.width && a.y + a.h <= layout.height + 0.5, "{a:?} outside");
            assert!(layout.boxes[..i].iter().all(|&b| !overlap(a, b)), "box {i} over another");
        }
        let label = |l: &layout::Label| Rect { x: l.x - l.w / 2.0, y: l.y - EDGE / 2.0, w: l.w, h: EDGE };
        let labels: Vec<Rect> = layout.paths.iter().filter_map(|p| p.label.as_ref()).map(label).collect();
        for (i, &a) in labels.iter().enumerate() {
            assert!(layout.boxes.iter().all(|&b| !overlap(a, b)), "label over a box");
            assert!(labels[..i].iter().all(|&b| !overlap(a, b)), "label over a label");
        }
    }
}

#[test]
fn relations_pass_between_boxes() {
    for picture in pictures().iter().filter(|p| !p.columns.is_empty()) {
        let layout = layout::layout(picture);
        for (link, path) in picture.links.iter().zip(&layout.paths) {
            let mut from = path.start;
            for [a, b, c] in &path.pieces {
                for step in 1..20 {
                    let (t, u) = (f64::from(step) / 20.0, 1.0 - f64::from(step) / 20.0);
                    let mix = |p: f64, a: f64, b: f64, c: f64| u * u * u * p + 3.0 * u * u * t * a + 3.0 * u * t * t * b + t * t * t * c;
                    let (x, y) = (mix(from.0, a.0, b.0, c.0), mix(from.1, a.1, b.1, c.1));
                    let inside = |r: &Rect| x > r.x + 0.5 && x < r.x + r.w - 0.5 && y > r.y && y < r.y + r.h;
                    assert!(!layout.boxes.iter().any(inside), "{} runs through a box", link.tip);
                }
                from = *c;
            }
        }
    }
}

#[test]
fn words_fit_their_boxes() {
    for picture in pictures() {
        for shape in &picture.shapes {
            let (w, h) = layout::room(&shape.lines, &shape.below);
            assert!(shape.lines.iter().all(|l| fit::width(l, NAME) + BAND <= w));
            assert!(shape.below.iter().all(|l| fit::width(l, BELOW) + BAND <= w));
            assert!(shape.lines.len() as f64 * NAME + shape.below.len() as f64 * BELOW <= h);
        }
    }
}

#[test]
fn what_is_left_out_is_said() {
    let view = view(90);
    let few = picture(&view, &all(&[], 20)).unwrap();
    assert_eq!(few.shapes.len(), 20);
    assert!(few.caption.contains("绘出 20/") && few.caption.contains("--max-nodes"), "{}", few.caption);
    assert!(svg(&few, SvgOptions::default()).contains("绘出 20/"));
    assert!(dot(&few).contains("绘出 20/"));
    let whole = picture(&view, &all(Predicate::ALL, 5000)).unwrap();
    assert!(whole.caption.starts_with("绘出 78/78") || whole.caption.starts_with("全部") || whole.shapes.len() == 90, "{}", whole.caption);
}

#[test]
fn parallel_relations_are_one_with_joined_labels() {
    use Modality::{Actual, Intended, Negated};
    let nodes = [node(0, Type::State, "中国"), node(1, Type::Event, "峰会")];
    let rows = [
        row(0, Predicate::Supports, 1, Actual, "t1"),
        row(0, Predicate::Hosts, 1, Intended, "t2"),
        row(0, Predicate::Proposes, 1, Actual, "t2"),
        row(0, Predicate::Supports, 1, Negated, "t2"),
    ];
    let picture = picture(&View::from_rows(nodes, rows), &Options::default()).unwrap();
    let labels: Vec<(&str, Modality)> = picture.links.iter().map(|l| (l.label.as_str(), l.modality)).collect();
    assert_eq!(labels, [("提出·支持·主办(拟)", Actual), ("支持", Negated)]);
}

#[test]
fn marks_are_escaped() {
    let name = "</text><script>alert(\"1\")</script> & \\N \\\"\n]]> {a|b}\u{1}";
    let nodes = [node(0, Type::State, name), node(1, Type::Initiative, "倡议")];
    let view = View::from_rows(nodes, [row(0, Predicate::Proposes, 1, Modality::Actual, "t")])
        .with_sources([("t".to_owned(), Source { title: name.to_owned(), file: String::new() })]);
    let picture = picture(&view, &Options { title: Some(name.to_owned()), ..Options::default() }).unwrap();
    let link = |_: Target<'_>| Some("/e?a=1&b=\"<".to_owned());
    let drawn = svg(&picture, SvgOptions { link: Some(&link) });
    assert!(!drawn.contains("<script") && !drawn.contains('\u{1}'));
    assert!(drawn.contains("&lt;script&gt;") && drawn.contains("href=\"/e?a=1&amp;b=&quot;&lt;\""));
    for bad in drawn.split('&').skip(1) {
        assert!(["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|e| bad.starts_with(e)), "&{bad}");
    }
    let text = dot(&picture);
    assert!(text.contains("\\\"1\\\"") && text.contains("&amp;") && text.contains("\\\\N"));
    assert!(!text.contains('\u{1}'));
}

#[test]
fn routes_stand_in_the_order_of_the_name() {
    let names = [
        (Type::Corridor, "中吉乌铁路"),
        (Type::State, "乌兹别克斯坦"),
        (Type::Place, "天山"),
        (Type::State, "吉尔吉斯斯坦"),
        (Type::State, "中国"),
    ];
    let nodes: Vec<Node> = names.iter().enumerate().map(|(i, &(kind, zh))| node(i, kind, zh)).collect();
    let rows: Vec<Row> = (1..5).map(|o| row(0, Predicate::Links, o, Modality::Actual, "t")).collect();
    let picture = picture(&View::from_rows(nodes, rows), &Options { form: Form::Routes, ..Options::default() }).unwrap();
    let stops: Vec<(String, bool)> = picture.routes[0].stops.iter().map(|s| (picture.shapes[s.shape].lines.join(""), s.ordered)).collect();
    let wanted = [("中国", true), ("吉尔吉斯斯坦", true), ("乌兹别克斯坦", true), ("天山", false)];
    assert_eq!(stops, wanted.map(|(name, ordered)| (name.to_owned(), ordered)));
}

#[test]
fn the_focus_is_found_by_any_name_or_refused() {
    let view = view(20);
    let focus = |name: &str| picture(&view, &Options { focus: Some(name.into()), ..Options::default() });
    for name in ["n003", "sgr:n003", "别名3", "thing number 3 of the test"] {
        assert_eq!(focus(name).unwrap().shapes.iter().filter(|s| s.focus).count(), 1, "{name}");
    }
    assert_eq!(focus("无此物").unwrap_err().code, "cli::no_such_entity");
    assert_eq!(focus("Thing").unwrap_err().code, "cli::ambiguous_entity");
}

#[test]
fn measures_of_a_small_graph() {
    let nodes: Vec<Node> = (0..6).map(|i| node(i, Type::State, &format!("国{i}"))).collect();
    let said = |s, o| row(s, Predicate::Supports, o, Modality::Actual, "t");
    let view =
        View::from_rows(nodes, [said(0, 1), said(1, 2), said(3, 2), said(4, 5), row(0, Predicate::Supports, 4, Modality::Negated, "t")]);
    let centre = analysis::centrality(&view);
    assert_eq!((centre[0].node.index(), centre[0].degree), (1, 2));
    assert!((centre.iter().map(|c| c.page_rank).sum::<f64>() - 1.0).abs() < 1e-9);
    let parts: Vec<usize> = analysis::components(&view).iter().map(Vec::len).collect();
    assert_eq!(parts, [4, 2]);
    let at = |i: usize| view.by_iri(&format!("{SGR}n{i:03}")).unwrap();
    let hops = analysis::path(&view, at(0), at(3)).unwrap();
    assert_eq!(hops.iter().map(|h| h.forward).collect::<Vec<_>>(), [true, true, false]);
    assert!(analysis::path(&view, at(0), at(5)).is_none());
}

#[test]
fn empty_views_draw_a_page() {
    for form in [Form::Core, Form::Routes, Form::Bipartite] {
        let picture = picture(&View::default(), &Options { form, ..Options::default() }).unwrap();
        assert!(svg(&picture, SvgOptions::default()).ends_with("</svg>\n"));
        assert!(dot(&picture).ends_with("}\n"));
    }
}

proptest! {
    #[test]
    fn any_name_can_be_drawn(zh in "\\PC{0,60}|[\\x00-\\x7f]{0,40}", title in "\\PC{0,30}") {
        let nodes = [node(0, Type::Group, &zh), node(1, Type::Corridor, "倡议")];
        let view = View::from_rows(nodes, [row(0, Predicate::Supports, 1, Modality::Considered, "")]);
        let picture = picture(&view, &Options { title: Some(title), lang: Lang::Both, ..Options::default() }).unwrap();
        let drawn = svg(&picture, SvgOptions::default());
        prop_assert!(drawn.matches('<').count() == drawn.matches('>').count());
        // Quotes of DOT are in pairs once the escaped ones are gone.
        let text = dot(&picture).replace("\\\\", "").replace("\\\"", "");
        prop_assert!(text.lines().all(|l| l.matches('"').count() % 2 == 0));
    }
}
