//! [`Picture`] → DOT, for Graphviz.

use super::colour::{self, INK, NEGATED, PAGE, SOFT};
use super::fit;
use super::picture::{Link, Picture, Shape};
use super::svg::FONTS;
use super::words;
use crate::ontology::{Modality, Type};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The picture as a DOT file. Equal pictures give equal bytes.
///
/// Every node has its width written out (14 pt a wide character, 7.5 pt a narrow one), because Graphviz measures
/// Chinese too narrow where it lacks the font.
pub fn dot(picture: &Picture) -> String {
    let mut out = String::from("digraph silkgraph {\n");
    let fonts = quote(FONTS);
    let mut line = |words: String| {
        out.push_str(&words);
        out.push('\n');
    };
    line(format!(
        "  graph [charset=\"UTF-8\", rankdir=LR, newrank=true, bgcolor=\"{PAGE}\", fontname={fonts}, fontcolor=\"{INK}\", fontsize=20, labelloc=t, labeljust=l, nodesep=0.16, ranksep=1.3, pad=0.3, label={}, tooltip={}];",
        label(&[picture.title.clone(), picture.subtitle.clone()]),
        label(std::slice::from_ref(&picture.title))
    ));
    line(format!(
        "  node [shape=box, style=\"rounded,filled\", fontname={fonts}, fontsize=14, fontcolor=\"{INK}\", margin=\"0.08,0.04\", penwidth=1.2];"
    ));
    line(format!("  edge [fontname={fonts}, fontsize=11, arrowsize=0.7];"));
    if picture.routes.is_empty() {
        net(picture, &mut line);
    } else {
        routes(picture, &mut line);
    }
    line(legend(picture));
    out.push_str("}\n");
    out
}

fn net(picture: &Picture, line: &mut impl FnMut(String)) {
    for (i, (heading, shapes)) in picture.columns.iter().enumerate() {
        line(format!(
            "  subgraph cluster_{i} {{\n    graph [label={}, fontsize=13, fontcolor=\"{SOFT}\", labeljust=c, color=\"#d9d5cb\", style=rounded];",
            label(std::slice::from_ref(heading))
        ));
        line("    { rank=same;".to_owned());
        for &s in shapes {
            line(format!("      {}", node(&quote(&picture.shapes[s].iri), &picture.shapes[s])));
        }
        line("    }".to_owned());
        line("  }".to_owned());
    }
    // Columns stay in their order: the first of each is tied to the first of the next.
    let firsts: Vec<String> =
        picture.columns.iter().filter_map(|(_, shapes)| shapes.first()).map(|&s| quote(&picture.shapes[s].iri)).collect();
    if firsts.len() > 1 {
        line(format!("  {} [style=invis, weight=0];", firsts.join(" -> ")));
    }
    let mut column_of = vec![0; picture.shapes.len()];
    for (c, (_, shapes)) in picture.columns.iter().enumerate() {
        shapes.iter().for_each(|&s| column_of[s] = c);
    }
    for link in &picture.links {
        line(format!("  {}", edge(picture, link, column_of[link.from].cmp(&column_of[link.to]))));
    }
}

fn node(id: &str, shape: &Shape) -> String {
    let (ground, strong) = colour::of_type(shape.kind);
    let lines: Vec<String> = shape.lines.iter().chain(&shape.below).cloned().collect();
    let points = |l: &String| l.chars().map(|c| if fit::cells(c.encode_utf8(&mut [0; 4])) > 1 { 14.0 } else { 7.5 }).sum::<f64>();
    let width = (lines.iter().map(points).fold(0.0, f64::max) + 16.0) / 72.0;
    let height = (lines.len() as f64 * 17.5 + 10.0) / 72.0;
    let bold = if shape.focus { ", penwidth=3" } else { "" };
    format!(
        "{id} [label={}, tooltip={}, width={width:.2}, height={height:.2}, fillcolor=\"{ground}\", color=\"{strong}\"{bold}];",
        label(&lines),
        label(std::slice::from_ref(&shape.tip))
    )
}

/// A relation. One that runs against the columns is written the other way round, with `dir=back`, so that ranks hold.
fn edge(picture: &Picture, link: &Link, way: Ordering) -> String {
    let back = way == Ordering::Greater;
    let negated = link.modality == Modality::Negated;
    let colour = if negated { NEGATED } else { link.family.colour() };
    let style = match link.modality {
        Modality::Intended => "dashed",
        Modality::Considered => "dotted",
        _ => "solid",
    };
    let head = if link.family.open_arrow() { "vee" } else { "normal" };
    let head = if negated { format!("{head}tee") } else { head.to_owned() };
    let (from, to) = (&picture.shapes[link.from].iri, &picture.shapes[link.to].iri);
    let (first, second) = if back { (to, from) } else { (from, to) };
    let mut out = format!("{} -> {} [", quote(first), quote(second));
    if !link.label.is_empty() {
        // Beside the line where it stays in its column: a label on the line would need a rank of its own.
        let name = if way == Ordering::Equal { "xlabel" } else { "label" };
        let _ = write!(out, "{name}={}, fontcolor=\"{colour}\", ", label(std::slice::from_ref(&link.label)));
    }
    let direction = if link.both_ways {
        "both"
    } else if back {
        "back"
    } else {
        "forward"
    };
    let end = if back { "arrowtail" } else { "arrowhead" };
    let width = link.stroke();
    let _ = write!(
        out,
        "color=\"{colour}\", style={style}, penwidth={width:.1}, dir={direction}, {end}={head}, tooltip={}];",
        label(std::slice::from_ref(&link.tip))
    );
    out
}

/// Each corridor a row of its own, with its own copies of its stops.
fn routes(picture: &Picture, line: &mut impl FnMut(String)) {
    let (_, strong) = colour::of_type(Type::Corridor);
    for (i, route) in picture.routes.iter().enumerate() {
        let id = |k: usize| quote(&format!("r{i}.{k}"));
        line(format!("  {}", node(&id(0), &picture.shapes[route.shape])));
        for (k, stop) in route.stops.iter().enumerate() {
            line(format!("  {}", node(&id(k + 1), &picture.shapes[stop.shape])));
            let style = if stop.ordered { "solid" } else { "dotted" };
            line(format!("  {} -> {} [color=\"{strong}\", penwidth=3, style={style}, arrowhead=none];", id(k), id(k + 1)));
        }
    }
}

fn legend(picture: &Picture) -> String {
    let kinds: BTreeSet<Type> = picture.shapes.iter().map(|s| s.kind).collect();
    let mut rows = String::new();
    for kind in kinds {
        let (ground, strong) = colour::of_type(kind);
        let _ = write!(
            rows,
            "<TR><TD BGCOLOR=\"{ground}\" COLOR=\"{strong}\" BORDER=\"1\">{} {}</TD></TR>",
            words::type_zh(kind),
            words::type_en(kind)
        );
    }
    let lines = [
        ("实线 ——", Modality::Actual),
        ("虚线 – –", Modality::Intended),
        ("点线 ····", Modality::Considered),
        ("红色竖杠", Modality::Negated),
    ];
    let used: BTreeSet<Modality> = picture.links.iter().map(|l| l.modality).collect();
    for (sign, modality) in lines.iter().filter(|(_, m)| used.contains(m)) {
        let _ = write!(rows, "<TR><TD>{sign} {} {}</TD></TR>", words::modality_zh(*modality), words::modality_en(*modality));
    }
    for part in fit::wrap(&picture.caption, 44, 6) {
        let _ = write!(rows, "<TR><TD ALIGN=\"LEFT\">{}</TD></TR>", html(&part));
    }
    format!(
        "  legend [shape=plaintext, style=\"\", fontsize=11, fontcolor=\"{SOFT}\", label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"3\">{rows}</TABLE>>];"
    )
}

/// Words for a label in HTML form.
fn html(words: &str) -> String {
    fit::clean(words).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A quoted DOT string, as an identifier or value.
fn quote(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\0'], " "))
}

/// Lines as a label: marks escaped, and `&`, which Graphviz would read as the start of an entity.
fn label(lines: &[String]) -> String {
    let lines = lines.iter().filter(|l| !l.is_empty());
    let escaped = lines.map(|l| fit::clean(l).replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\""));
    format!("\"{}\"", escaped.collect::<Vec<_>>().join("\\n"))
}
