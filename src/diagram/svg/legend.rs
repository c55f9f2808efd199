//! The legend: colours of types, colours and heads of relations, lines of modalities, and what was left out.

use super::net::{arrow, dash};
use super::pen::{Pen, n};
use crate::diagram::colour::{self, Family, INK, NEGATED, SOFT};
use crate::diagram::fit;
use crate::diagram::options::Lang;
use crate::diagram::picture::Picture;
use crate::diagram::words;
use crate::ontology::{Modality, Predicate, Type};
use std::collections::BTreeSet;

const SIZE: f64 = 12.0;
const LINE: f64 = 25.0;

/// Entries that flow from left to right into lines.
struct Flow<'p, 'o> {
    pen: &'p mut Pen<'o>,
    x: f64,
    y: f64,
    width: f64,
}

impl Flow<'_, '_> {
    /// One entry: a sign of a given width, then words.
    fn entry(&mut self, sign: f64, words: &str, draw: impl FnOnce(&mut Pen<'_>, f64, f64)) {
        let wide = sign + 7.0 + fit::width(words, SIZE);
        if self.x > 0.0 && self.x + wide > self.width {
            self.line();
        }
        draw(self.pen, self.x, self.y);
        self.pen.words("class=\"s\" style=\"font-size:12px\"", (self.x + sign + 7.0, self.y + 4.2), INK, words);
        self.x += wide + 20.0;
    }

    fn line(&mut self) {
        if self.x > 0.0 {
            self.x = 0.0;
            self.y += LINE;
        }
    }
}

/// Draw from the top down; the height that it took.
pub(super) fn draw(picture: &Picture, pen: &mut Pen<'_>, width: f64) -> f64 {
    pen.raw(&format!("<path d=\"M0 0H{}\" stroke=\"#d9d5cb\" stroke-width=\"1\"/>", n(width)));
    let mut flow = Flow { pen, x: 0.0, y: 22.0, width };
    let kinds: BTreeSet<Type> = picture.shapes.iter().map(|s| s.kind).collect();
    for kind in kinds {
        let (ground, strong) = colour::of_type(kind);
        let sign = if picture.lang == Lang::En { words::sign_en(kind) } else { words::sign_zh(kind) };
        flow.entry(30.0, &both(words::type_zh(kind), words::type_en(kind)), |pen, x, y| {
            pen.raw(&format!(
                "<rect x=\"{}\" y=\"{}\" width=\"30\" height=\"18\" rx=\"4\" fill=\"{ground}\" stroke=\"{strong}\"/>",
                n(x),
                n(y - 9.0)
            ));
            pen.raw(&format!("<rect x=\"{}\" y=\"{}\" width=\"20\" height=\"18\" rx=\"4\" fill=\"{strong}\"/>", n(x), n(y - 9.0)));
            pen.words("class=\"k\" text-anchor=\"middle\"", (x + 10.0, y + 4.4), "#ffffff", sign);
        });
    }
    flow.line();
    if picture.routes.is_empty() {
        relations(picture, &mut flow);
    } else {
        stops(&mut flow);
    }
    flow.line();
    let mut y = flow.y + 2.0;
    for line in fit::wrap(&picture.caption, ((width / SIZE * 1.9) as usize).max(40), 3) {
        pen.words("class=\"s\"", (0.0, y + 4.0), SOFT, &line);
        y += 18.0;
    }
    y
}

fn both(zh: &str, en: &str) -> String {
    format!("{zh} {en}")
}

fn relations(picture: &Picture, flow: &mut Flow<'_, '_>) {
    for family in Family::ALL {
        let of = picture.links.iter().filter(|l| l.modality != Modality::Negated).flat_map(|l| &l.predicates);
        let found: BTreeSet<Predicate> = of.copied().filter(|&p| Family::of(p) == family).collect();
        let member = family == Family::Joint && picture.links.iter().any(|l| l.predicates.is_empty());
        if !picture.links.iter().any(|l| l.family == family && l.modality != Modality::Negated) {
            continue;
        }
        let join = |name: fn(Predicate) -> &'static str, last: &str| {
            let names = found.iter().map(|&p| name(p)).chain(member.then_some(last));
            names.collect::<Vec<_>>().join("·")
        };
        let names = both(&join(words::predicate_zh, "成员"), &join(words::predicate_en, "member"));
        flow.entry(38.0, &names, |pen, x, y| {
            line(pen, (x, y), family.colour(), "");
            arrow((x + 38.0, y), 1.0, family.colour(), family.open_arrow(), pen);
        });
    }
    flow.line();
    let found: BTreeSet<Modality> = picture.links.iter().map(|l| l.modality).collect();
    for modality in found {
        let colour = if modality == Modality::Negated { NEGATED } else { SOFT };
        flow.entry(38.0, &both(words::modality_zh(modality), words::modality_en(modality)), |pen, x, y| {
            line(pen, (x, y), colour, dash(modality));
            if modality == Modality::Negated {
                pen.raw(&format!("<path d=\"M{} {}V{}\" stroke=\"{colour}\" stroke-width=\"3\"/>", n(x + 17.0), n(y - 6.0), n(y + 6.0)));
            }
        });
    }
    if picture.links.iter().any(|l| l.evidence > 1) {
        flow.entry(38.0, "线越粗，说到的句子越多 thicker: said in more sentences", |pen, x, y| {
            let (x0, x1) = (n(x), n(x + 36.0));
            pen.raw(&format!("<path d=\"M{x0} {}L{x1} {}L{x1} {}Z\" fill=\"{SOFT}\"/>", n(y), n(y - 2.6), n(y + 2.6)));
        });
    }
    for (mark, says) in
        [("(拟)", "(拟) 此项为拟议 intended"), ("(研)", "(研) 此项仅研究 considered"), ("?", "“?” marks a part that is less firm")]
    {
        if picture.links.iter().any(|l| l.label.contains(mark)) {
            flow.entry(0.0, says, |_, _, _| {});
        }
    }
}

fn stops(flow: &mut Flow<'_, '_>) {
    flow.entry(40.0, "站点次序见于名称 order told by the name", |pen, x, y| {
        line(pen, (x, y), Family::Joint.colour(), "");
        pen.raw(&format!("<circle cx=\"{}\" cy=\"{}\" r=\"5.5\" fill=\"{SOFT}\"/>", n(x + 18.0), n(y)));
    });
    flow.entry(40.0, "途经或相连，次序未载明 on the line, order not told", |pen, x, y| {
        line(pen, (x, y), SOFT, " stroke-dasharray=\"2 5\"");
        pen.raw(&format!("<circle cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"#ffffff\" stroke=\"{SOFT}\" stroke-width=\"2\"/>", n(x + 18.0), n(y)));
    });
    flow.entry(0.0, "(拟) 拟议 intended · (研) 仅研究 considered", |_, _, _| {});
}

fn line(pen: &mut Pen<'_>, (x, y): (f64, f64), colour: &str, dash: &str) {
    pen.raw(&format!("<path class=\"l\" d=\"M{} {}h34\" stroke=\"{colour}\" stroke-width=\"1.8\"{dash}/>", n(x), n(y)));
}
