//! Columns of boxes with relations between them.

use super::Target;
use super::pen::{Pen, n};
use crate::diagram::colour::{self, INK, NEGATED, SOFT};
use crate::diagram::layout::{BAND, BELOW_LINE, Layout, NAME_LINE, Path, Rect, layout};
use crate::diagram::options::Lang;
use crate::diagram::picture::{Link, Picture, Shape};
use crate::diagram::words;
use crate::ontology::Modality;

/// Height of the headings above the columns.
const HEAD: f64 = 30.0;

/// Draw; the width and height that it took.
pub(super) fn draw(picture: &Picture, pen: &mut Pen<'_>) -> (f64, f64) {
    let layout = layout(picture);
    for ((heading, _), &(x, w)) in picture.columns.iter().zip(&layout.columns) {
        pen.words("class=\"h\" text-anchor=\"middle\"", (x, 12.0), SOFT, heading);
        pen.raw(&format!("<path d=\"M{} 20H{}\" stroke=\"#d9d5cb\" stroke-width=\"1\"/>", n(x - w / 2.0), n(x + w / 2.0)));
    }
    pen.raw(&format!("<g transform=\"translate(0 {})\">", n(HEAD)));
    // Joints lie lowest, then heavier ones on lighter ones.
    let mut order: Vec<usize> = (0..picture.links.len()).collect();
    order.sort_by_key(|&l| (std::cmp::Reverse(picture.links[l].family), picture.links[l].evidence, l));
    for &l in &order {
        relation(picture, &picture.links[l], &layout.paths[l], pen);
    }
    for (shape, &rect) in picture.shapes.iter().zip(&layout.boxes) {
        node(shape, rect, picture.lang, pen);
    }
    pen.raw("</g>");
    let Layout { width, height, .. } = layout;
    (width, height + HEAD)
}

/// The dash of a modality.
pub(super) fn dash(modality: Modality) -> &'static str {
    match modality {
        Modality::Intended => " stroke-dasharray=\"7 4.5\"",
        Modality::Considered => " stroke-dasharray=\"0.5 4.5\"",
        _ => "",
    }
}

fn relation(picture: &Picture, link: &Link, path: &Path, pen: &mut Pen<'_>) {
    let colour = if link.modality == Modality::Negated { NEGATED } else { link.family.colour() };
    let target =
        Target::Edge { subject: &picture.shapes[link.from].iri, predicates: &link.predicates, object: &picture.shapes[link.to].iri };
    pen.group("r", &link.tip, Some(target), |pen| {
        let mut d = format!("M{} {}", n(path.start.0), n(path.start.1));
        let last = path.pieces.len().saturating_sub(1);
        let mut end = path.start;
        for (i, [a, b, c]) in path.pieces.iter().enumerate() {
            end = *c;
            // The line ends inside its arrow head.
            let x = if i == last { c.0 - 4.0 * path.heading } else { c.0 };
            let level = (a.1 - c.1).abs() < 0.01 && (b.1 - c.1).abs() < 0.01 && i != last;
            d.push_str(&if level || i == last {
                format!("H{}", n(x))
            } else {
                format!("C{} {} {} {} {} {}", n(a.0), n(a.1), n(b.0), n(b.1), n(x), n(c.1))
            });
        }
        let (width, dash) = (link.stroke(), dash(link.modality));
        pen.raw(&format!("<path class=\"l\" d=\"{d}\" stroke=\"{colour}\" stroke-width=\"{}\"{dash} stroke-opacity=\"0.85\"/>", n(width)));
        arrow(end, path.heading, colour, link.family.open_arrow(), pen);
        if link.both_ways {
            arrow(path.start, -path.setting, colour, false, pen);
        }
        if link.modality == Modality::Negated {
            let x = end.0 - path.heading * 13.0;
            pen.raw(&format!("<path d=\"M{} {}V{}\" stroke=\"{colour}\" stroke-width=\"3\"/>", n(x), n(end.1 - 6.0), n(end.1 + 6.0)));
        }
        if let Some(label) = path.label {
            let (x, y) = (n(label.x - label.w / 2.0 - 2.0), n(label.y - 6.5));
            pen.raw(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"13\" fill=\"{}\"/>", n(label.w + 4.0), colour::PAGE));
            pen.words("class=\"e\" text-anchor=\"middle\"", (label.x, label.y + 4.0), colour, &link.label);
        }
    });
}

/// An arrow head: open for stances.
pub(super) fn arrow((x, y): (f64, f64), heading: f64, colour: &str, open: bool, pen: &mut Pen<'_>) {
    let back = x - heading * 8.0;
    let (top, low) = (n(y - 4.0), n(y + 4.0));
    let (tip, y, back) = (n(x - heading * 0.8), n(y), n(back));
    pen.raw(&if open {
        format!("<path d=\"M{back} {top}L{tip} {y}L{back} {low}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.7\"/>")
    } else {
        format!("<path d=\"M{back} {top}L{tip} {y}L{back} {low}Z\" fill=\"{colour}\"/>")
    });
}

/// A box: band with the type's sign, and the label.
pub(super) fn node(shape: &Shape, rect: Rect, lang: Lang, pen: &mut Pen<'_>) {
    let (ground, strong) = colour::of_type(shape.kind);
    pen.group("v", &shape.tip, Some(Target::Node(&shape.iri)), |pen| {
        let (x, y, w, h) = (n(rect.x), n(rect.y), n(rect.w), n(rect.h));
        let width = if shape.focus { "3" } else { "1.2" };
        pen.raw(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"5\" fill=\"{ground}\" stroke=\"{strong}\" stroke-width=\"{width}\"/>"));
        let (right, low) = (rect.x + BAND, rect.y + rect.h);
        pen.raw(&format!(
            "<path d=\"M{} {y}H{}a5 5 0 0 0 -5 5V{}a5 5 0 0 0 5 5H{}V{y}Z\" fill=\"{strong}\"/>",
            n(right), n(rect.x + 5.0), n(low - 5.0), n(right)
        ));
        let sign = if lang == Lang::En { words::sign_en(shape.kind) } else { words::sign_zh(shape.kind) };
        let middle = rect.y + rect.h / 2.0;
        pen.words("class=\"k\" text-anchor=\"middle\"", (rect.x + BAND / 2.0, middle + 4.4), "#ffffff", sign);
        let x = rect.x + BAND + (rect.w - BAND) / 2.0;
        let height = NAME_LINE * shape.lines.len() as f64 + BELOW_LINE * shape.below.len() as f64;
        let mut y = middle - height / 2.0;
        let weight = if shape.focus { " font-weight=\"700\"" } else { "" };
        for line in &shape.lines {
            pen.words(&format!("class=\"n\" text-anchor=\"middle\"{weight}"), (x, y + 13.8), INK, line);
            y += NAME_LINE;
        }
        for line in &shape.below {
            pen.words("class=\"b\" text-anchor=\"middle\"", (x, y + 10.0), SOFT, line);
            y += BELOW_LINE;
        }
    });
}
