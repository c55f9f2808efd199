//! Changes as a drawing: subjects on the left, objects on the right, a coloured line for each change.

use super::{Change, Diff, Kind};
use crate::diagram::{FONTS, colour};
use crate::ontology::Predicate;
use std::collections::BTreeMap;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// At most so many lines; the caption says what was left out.
const MOST: usize = 60;
/// Pixels from one row to the next.
const ROW: usize = 34;
/// Pixels of a narrow column of characters.
const CELL: usize = 8;

/// What is drawn: changes, the kinds that tell most first; subjects and objects in order.
struct Plan<'d> {
    diff: &'d Diff,
    lines: Vec<&'d Change>,
    subjects: Vec<&'d str>,
    objects: Vec<&'d str>,
}

impl<'d> Plan<'d> {
    fn new(diff: &'d Diff) -> Self {
        let order = |k: Kind| [Kind::Reworded, Kind::Added, Kind::Dropped, Kind::Reaffirmed].iter().position(|o| *o == k);
        let all: Vec<&Change> = diff.by_subject().into_iter().flat_map(|s| s.1).collect();
        let lines = within(&all, MOST);
        let unique = |list: Vec<&'d str>| {
            let mut seen = std::collections::BTreeSet::new();
            list.into_iter().filter(|x| seen.insert(*x)).collect::<Vec<_>>()
        };
        let subjects = unique(lines.iter().map(|c| c.subject.as_str()).collect());
        // Objects beside their subjects, so that few lines cross.
        let place: BTreeMap<&str, usize> = subjects.iter().enumerate().map(|(i, s)| (*s, i)).collect();
        let mut sorted = lines.clone();
        sorted.sort_by_key(|c| (place.get(c.subject.as_str()).copied(), order(c.kind)));
        let objects = unique(sorted.iter().map(|c| c.object.as_str()).collect());
        Plan { diff, lines, subjects, objects }
    }

    fn caption(&self) -> String {
        let left = self.diff.changes.len() - self.lines.len();
        let counts: Vec<String> = Kind::ALL.iter().map(|k| format!("{} {}", k.verb(), self.diff.count(*k))).collect();
        let left = if left > 0 { format!("; {left} not drawn") } else { String::new() };
        format!("{}{left}", counts.join(", "))
    }

    fn colours(&self, iri: &str) -> (&'static str, &'static str) {
        self.diff.nodes.get(iri).map_or((colour::PAGE, colour::SOFT), |n| colour::of_type(n.kind))
    }
}

/// No more than `most` changes: all that are reworded, and of each other kind its share. Who heads a state,
/// what a line joins and when a meeting is held come last.
fn within<'d>(all: &[&'d Change], most: usize) -> Vec<&'d Change> {
    let plain =
        |c: &Change| c.after.iter().chain(&c.before).all(|s| matches!(s.0, Predicate::HeadOf | Predicate::Links | Predicate::HeldOn));
    let (mut out, mut room) = (Vec::new(), most);
    let kinds = [Kind::Reworded, Kind::Reaffirmed, Kind::Dropped, Kind::Added];
    let mut rest = all.len();
    for kind in kinds {
        let mut here: Vec<&Change> = all.iter().copied().filter(|c| c.kind == kind).collect();
        here.sort_by_key(|c| plain(c));
        let share = if kind == Kind::Reworded { room } else { (room * here.len()).div_ceil(rest.max(1)).max(8).min(room) };
        rest -= here.len();
        here.truncate(share);
        room -= here.len();
        out.extend(here);
    }
    out
}

fn label(c: &Change) -> String {
    let say = |list: &[super::Saying]| list.iter().map(|s| s.0.name()).collect::<Vec<_>>().join(", ");
    match c.kind {
        Kind::Added | Kind::Reaffirmed => say(&c.after),
        Kind::Dropped => say(&c.before),
        Kind::Reworded if say(&c.before) == say(&c.after) => {
            let firmly = |list: &[super::Saying]| list.iter().map(|s| s.1.name()).collect::<Vec<_>>().join(", ");
            format!("{}: {} → {}", say(&c.after), firmly(&c.before), firmly(&c.after))
        }
        Kind::Reworded => format!("{} → {}", say(&c.before), say(&c.after)),
    }
}

/// The drawing as DOT, for Graphviz.
pub fn dot(diff: &Diff) -> String {
    let plan = Plan::new(diff);
    let quote = |s: &str| format!("\"{}\"", s.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "));
    let mut out = String::from("digraph diff {\n");
    let title = format!("{} → {}\\l{}\\l", diff.before, diff.after, plan.caption());
    let _ = writeln!(
        out,
        "  graph [charset=\"UTF-8\", rankdir=LR, bgcolor=\"{}\", labelloc=t, labeljust=l, fontname={}, label={}];",
        colour::PAGE,
        quote(FONTS),
        quote(&title).replace("\\\\l", "\\l")
    );
    let _ = writeln!(out, "  node [shape=box, style=\"rounded,filled\", fontname={0}];\n  edge [fontname={0}, fontsize=11];", quote(FONTS));
    for iri in plan.subjects.iter().chain(&plan.objects).collect::<std::collections::BTreeSet<_>>() {
        let (ground, edge) = plan.colours(iri);
        let name = diff.name(iri);
        let width = (name.width() * 7 + 16) as f64 / 72.0;
        let _ = writeln!(out, "  {} [label={}, fillcolor=\"{ground}\", color=\"{edge}\", width={width:.2}];", quote(iri), quote(name));
    }
    for c in &plan.lines {
        let style = if c.kind == Kind::Dropped { "dashed" } else { "solid" };
        let colour = c.kind.colour();
        let _ = writeln!(
            out,
            "  {} -> {} [label={}, color=\"{colour}\", fontcolor=\"{colour}\", style={style}];",
            quote(&c.subject),
            quote(&c.object),
            quote(&label(c))
        );
    }
    out.push_str("}\n");
    out
}

/// The drawing as SVG. Equal changes give equal bytes.
pub fn svg(diff: &Diff) -> String {
    let plan = Plan::new(diff);
    let escape = |s: &str| s.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let cut = |s: &str| if s.width() > 44 { format!("{}…", s.chars().take(21).collect::<String>()) } else { s.to_owned() };
    let wide = |list: &[&str]| list.iter().map(|i| cut(diff.name(i)).width()).max().unwrap_or(4) * CELL + 24;
    let (left, right) = (wide(&plan.subjects), wide(&plan.objects));
    let (gap, top) = (360, 96);
    let rows = plan.subjects.len().max(plan.objects.len());
    let (width, height) = ((24 + left + gap + right + 24).max(760), top + rows * ROW + 24);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"{}\" font-size=\"14\">",
        escape(FONTS)
    );
    let _ = writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>", colour::PAGE);
    let _ = writeln!(
        out,
        "<text x=\"24\" y=\"30\" font-size=\"18\" fill=\"{}\">{}</text>",
        colour::INK,
        escape(&format!("{} → {}", cut(&diff.before), cut(&diff.after)))
    );
    let _ = writeln!(out, "<text x=\"24\" y=\"52\" fill=\"{}\">{}</text>", colour::SOFT, escape(&plan.caption()));
    for (i, kind) in Kind::ALL.iter().enumerate() {
        let x = 24 + i * 130;
        let dash = if *kind == Kind::Dropped { " stroke-dasharray=\"5 4\"" } else { "" };
        let _ = writeln!(
            out,
            "<path d=\"M{x} 70h28\" stroke=\"{0}\" stroke-width=\"2\"{dash}/><text x=\"{1}\" y=\"75\" fill=\"{0}\">{2}</text>",
            kind.colour(),
            x + 34,
            kind.verb()
        );
    }
    // Each column is spread over the height.
    let y = |i: usize, n: usize| top + (2 * i + 1) * rows * ROW / (2 * n.max(1));
    let from: BTreeMap<&str, usize> = plan.subjects.iter().enumerate().map(|(i, s)| (*s, y(i, plan.subjects.len()))).collect();
    let to: BTreeMap<&str, usize> = plan.objects.iter().enumerate().map(|(i, s)| (*s, y(i, plan.objects.len()))).collect();
    let (x1, x2) = (24 + left, 24 + left + gap);
    let mut labels = String::new();
    for c in plan.lines.iter().rev() {
        let (y1, y2) = (from[c.subject.as_str()], to[c.object.as_str()]);
        let dash = if c.kind == Kind::Dropped { " stroke-dasharray=\"5 4\"" } else { "" };
        let colour = c.kind.colour();
        let _ = writeln!(
            out,
            "<path d=\"M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\"{dash}><title>{}</title></path>",
            x1 + gap / 2,
            x2 - gap / 2,
            escape(&label(c))
        );
        let _ = writeln!(
            labels,
            "<text x=\"{}\" y=\"{}\" font-size=\"11\" text-anchor=\"end\" fill=\"{colour}\" stroke=\"{}\" stroke-width=\"4\" paint-order=\"stroke\">{}</text>",
            x2 - 6,
            y2 - 4,
            colour::PAGE,
            escape(&label(c))
        );
    }
    // Of an object that several speak of, the label of the first stands; the others are in the lines' titles.
    let mut seen = std::collections::BTreeSet::new();
    let kept: Vec<&str> = labels.lines().rev().filter(|l| seen.insert(l.split("font-size").next().unwrap_or(""))).collect();
    kept.iter().for_each(|l| {
        let _ = writeln!(out, "{l}");
    });
    for (iri, x, width, y) in from.iter().map(|(i, y)| (i, 24, left, y)).chain(to.iter().map(|(i, y)| (i, x2, right, y))) {
        let (ground, edge) = plan.colours(iri);
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"26\" rx=\"6\" fill=\"{ground}\" stroke=\"{edge}\"/><text x=\"{}\" y=\"{}\" fill=\"{}\">{}</text>",
            y - 13,
            x + 10,
            y + 5,
            colour::INK,
            escape(&cut(diff.name(iri)))
        );
    }
    out.push_str("</svg>\n");
    out
}
