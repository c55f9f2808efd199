//! Corridors as lines with stops, one below the other.

use super::Target;
use super::net::node;
use super::pen::{Pen, n};
use crate::diagram::colour::{self, INK, SOFT};
use crate::diagram::fit;
use crate::diagram::layout::{BAND, BELOW, Rect, room};
use crate::diagram::options::Lang;
use crate::diagram::picture::Picture;
use crate::diagram::words;
use crate::ontology::{Modality, Type};

const GAP: f64 = 16.0;
const SMALL: f64 = 11.5;

/// Draw; the width and height that it took.
pub(super) fn draw(picture: &Picture, pen: &mut Pen<'_>) -> (f64, f64) {
    // English names are longer.
    let step = if picture.lang == Lang::Zh { 142.0 } else { 176.0 };
    let first_stop = step / 2.0 + 12.0;
    let room_of = |shape: usize| room(&picture.shapes[shape].lines, &picture.shapes[shape].below);
    let wide = picture.routes.iter().map(|r| room_of(r.shape).0).fold(BAND, f64::max);
    let most = picture.routes.iter().map(|r| r.stops.len()).max().unwrap_or(0);
    let words_at = wide + first_stop + step * (most.max(1) - 1) as f64 + 84.0;
    let longest = picture.routes.iter().flat_map(|r| fit::wrap(&r.actors, 60, 3)).map(|l| fit::width(&l, SMALL)).fold(0.0, f64::max);
    let mut y = 0.0;
    for route in &picture.routes {
        let height = room_of(route.shape).1.max(52.0);
        let middle = y + height / 2.0;
        let line = middle - 6.0;
        let rect = Rect { x: 0.0, y, w: wide, h: height };
        let (_, strong) = colour::of_type(Type::Corridor);
        let mut x = wide;
        for stop in &route.stops {
            let to = if x <= wide { wide + first_stop } else { x + step };
            let (dash, width) = if x <= wide {
                ("", "1.2")
            } else if stop.ordered {
                ("", "4")
            } else {
                (" stroke-dasharray=\"2 6\"", "2.5")
            };
            pen.raw(&format!(
                "<path class=\"l\" d=\"M{} {}H{}\" stroke=\"{strong}\" stroke-width=\"{width}\"{dash}/>",
                n(x),
                n(line),
                n(to)
            ));
            x = to;
        }
        let mut x = wide + first_stop;
        for stop in &route.stops {
            let shape = &picture.shapes[stop.shape];
            let (_, own) = colour::of_type(shape.kind);
            pen.group("v", &shape.tip, Some(Target::Node(&shape.iri)), |pen| {
                let fill = if stop.ordered { own } else { "#ffffff" };
                pen.raw(&format!(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"6.5\" fill=\"{fill}\" stroke=\"{own}\" stroke-width=\"2.5\"/>",
                    n(x),
                    n(line)
                ));
                let mark = if stop.modality == Modality::Actual { "" } else { words::modality_mark(stop.modality) };
                let name = format!("{}{mark}", shape.lines.join(if picture.lang == Lang::En { " " } else { "" }));
                pen.words(
                    "class=\"n\" style=\"font-size:13px\" text-anchor=\"middle\"",
                    (x, line + 24.0),
                    INK,
                    &fit::shorten_to(&name, 13.0, step - 8.0),
                );
                if let Some(below) = shape.below.first() {
                    pen.words("class=\"b\" text-anchor=\"middle\"", (x, line + 38.0), SOFT, &fit::shorten_to(below, BELOW, step - 8.0));
                }
            });
            x += step;
        }
        node(&picture.shapes[route.shape], rect, picture.lang, pen);
        let parts = fit::wrap(&route.actors, 60, 3);
        let first = line + 4.0 - 8.0 * (parts.len() as f64 - 1.0);
        for (i, part) in parts.iter().filter(|p| !p.is_empty()).enumerate() {
            pen.words("class=\"s\" style=\"font-size:11.5px\"", (words_at, first + 16.0 * i as f64), SOFT, part);
        }
        y += height + GAP;
    }
    if picture.routes.is_empty() {
        pen.words("class=\"n\"", (0.0, 20.0), SOFT, "（无可绘之关系 nothing to draw）");
    }
    (words_at + longest, (y - GAP).max(30.0))
}
