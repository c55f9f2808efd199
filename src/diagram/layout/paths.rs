//! Where boxes stand from left to right, and how relations run between them.

use super::grid::{Grid, Side, What, side, thickness};
use super::{EDGE, Layout, Rect};
use crate::diagram::fit;
use crate::diagram::picture::Picture;

/// The label of a relation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// Its middle.
    pub x: f64,
    /// The height of its middle.
    pub y: f64,
    /// Its width.
    pub w: f64,
}

/// How a relation runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Where it starts.
    pub start: (f64, f64),
    /// Cubic pieces: two control points and an end. Level pieces are written so too.
    pub pieces: Vec<[(f64, f64); 3]>,
    /// Which way it arrives: 1 to the right, -1 to the left.
    pub heading: f64,
    /// Which way it sets out.
    pub setting: f64,
    /// Its label.
    pub label: Option<Label>,
}

const ARROW: f64 = 9.0;

/// Places for all, from an ordered grid with heights.
pub(super) fn finish(picture: &Picture, grid: &Grid) -> Layout {
    let ports = ports(picture, grid);
    let gaps = gaps(picture, grid);
    let mut columns = Vec::new();
    let mut x = gaps[0].total();
    for (c, &width) in grid.widths.iter().enumerate() {
        columns.push((x, width));
        x += width + gaps[c + 1].total();
    }
    let frame = Frame { grid, columns: &columns, gaps: &gaps };
    let paths = (0..picture.links.len()).map(|l| frame.path(picture, l, ports[l])).collect();
    let rect = |i: usize| {
        let (x, w) = columns[grid.items[i].column];
        Rect { x, y: grid.items[i].y, w, h: grid.items[i].height }
    };
    let boxes: Vec<Rect> = (0..picture.shapes.len()).map(rect).collect();
    let height = grid.items.iter().map(|i| i.y + i.height).fold(0.0, f64::max);
    Layout { width: x, height, boxes, paths, columns: columns.iter().map(|&(x, w)| (x + w / 2.0, w)).collect() }
}

/// For each relation the heights at which it leaves and arrives.
fn ports(picture: &Picture, grid: &Grid) -> Vec<(f64, f64)> {
    let mut at: Vec<(f64, f64)> = vec![(0.0, 0.0); picture.links.len()];
    let mut ends: Vec<(usize, Side, f64, usize, bool)> = Vec::new();
    let middle = |i: usize| grid.items[i].y + grid.items[i].height / 2.0;
    for (l, run) in grid.runs.iter().enumerate() {
        let (first, last) = (run.items[0], run.items[run.items.len() - 1]);
        let (out, into) = side(grid.items[first].column, grid.items[last].column);
        ends.push((first, out, middle(run.items[1]), l, false));
        ends.push((last, into, middle(run.items[run.items.len() - 2]), l, true));
    }
    ends.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then((a.3, a.4).cmp(&(b.3, b.4))));
    for group in ends.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let total: f64 = group.iter().map(|e| thickness(&picture.links[e.3], e.4)).sum();
        let mut y = middle(group[0].0) - total / 2.0;
        for end in group {
            let thick = thickness(&picture.links[end.3], end.4);
            let slot = if end.4 { &mut at[end.3].1 } else { &mut at[end.3].0 };
            *slot = y + thick / 2.0;
            y += thick;
        }
    }
    at
}

/// The space before, between or after columns: labels that belong to the boxes at its left, curves, labels at its right.
#[derive(Clone, Copy, Default)]
struct Gap {
    left: f64,
    curve: f64,
    right: f64,
}

impl Gap {
    fn total(self) -> f64 {
        self.left + self.curve + self.right
    }
}

fn gaps(picture: &Picture, grid: &Grid) -> Vec<Gap> {
    let mut gaps = vec![Gap::default(); grid.columns.len() + 1];
    let mut lines = vec![0_usize; gaps.len()];
    for (link, run) in picture.links.iter().zip(&grid.runs) {
        let column = |i: usize| grid.items[run.items[i]].column;
        let (out, into) = side(column(0), column(run.items.len() - 1));
        let label = if link.label.is_empty() { 0.0 } else { fit::width(&link.label, EDGE) + 10.0 };
        let mut need = |c: usize, side: Side, width: f64| match side {
            Side::Left => gaps[c].right = gaps[c].right.max(width),
            Side::Right => gaps[c + 1].left = gaps[c + 1].left.max(width),
        };
        need(column(0), out, if link.both_ways { ARROW + 4.0 } else { 4.0 });
        need(column(run.items.len() - 1), into, label + ARROW + 4.0);
        if run.loops {
            lines[column(0) + 1] += 1;
        }
        for pair in run.items.windows(2) {
            lines[grid.items[pair[0]].column.min(grid.items[pair[1]].column) + 1] += 1;
        }
    }
    for (gap, &lines) in gaps.iter_mut().zip(&lines) {
        if lines > 0 {
            gap.curve = (36.0 + 2.4 * lines as f64).min(140.0);
        }
    }
    gaps
}

struct Frame<'a> {
    grid: &'a Grid,
    columns: &'a [(f64, f64)],
    gaps: &'a [Gap],
}

impl Frame<'_> {
    /// Where the curves beside a column end: the outer end of its labels.
    fn edge(&self, column: usize, side: Side) -> f64 {
        let (x, w) = self.columns[column];
        match side {
            Side::Left => x - self.gaps[column].right,
            Side::Right => x + w + self.gaps[column + 1].left,
        }
    }

    fn wall(&self, column: usize, side: Side) -> f64 {
        let (x, w) = self.columns[column];
        if side == Side::Left { x } else { x + w }
    }

    fn path(&self, picture: &Picture, l: usize, (y0, y1): (f64, f64)) -> Path {
        let (link, run) = (&picture.links[l], &self.grid.runs[l]);
        let (a, b) = (self.grid.items[run.items[0]].column, self.grid.items[run.items[run.items.len() - 1]].column);
        let (out, into) = side(a, b);
        let start = (self.wall(a, out), y0);
        let mut pen = Pen { at: start, pieces: Vec::new() };
        pen.level(self.edge(a, out));
        if run.loops {
            let x = self.edge(a, out);
            let reach = x + self.gaps[a + 1].curve * 0.9;
            pen.pieces.push([(reach, y0), (reach, y1), (x, y1)]);
            pen.at = (x, y1);
        }
        for &item in &run.items[1..run.items.len() - 1] {
            debug_assert_eq!(self.grid.items[item].what, What::Pass);
            let c = self.grid.items[item].column;
            let y = self.grid.items[item].y + self.grid.items[item].height / 2.0;
            pen.curve(self.edge(c, into), y);
            pen.level(self.edge(c, out));
        }
        if !run.loops {
            pen.curve(self.edge(b, into), y1);
        }
        let wall = self.wall(b, into);
        pen.level(wall);
        let heading = if into == Side::Left { 1.0 } else { -1.0 };
        let label = (!link.label.is_empty()).then(|| {
            let w = fit::width(&link.label, EDGE);
            Label { x: wall - heading * (ARROW + 5.0 + w / 2.0), y: y1, w }
        });
        let setting = if out == Side::Right { 1.0 } else { -1.0 };
        Path { start, pieces: pen.pieces, heading, setting, label }
    }
}

struct Pen {
    at: (f64, f64),
    pieces: Vec<[(f64, f64); 3]>,
}

impl Pen {
    fn level(&mut self, x: f64) {
        if (x - self.at.0).abs() > 0.01 {
            let y = self.at.1;
            self.pieces.push([(self.at.0 + (x - self.at.0) / 3.0, y), (x - (x - self.at.0) / 3.0, y), (x, y)]);
            self.at = (x, y);
        }
    }

    fn curve(&mut self, x: f64, y: f64) {
        let bend = (x - self.at.0) * 0.55;
        self.pieces.push([(self.at.0 + bend, self.at.1), (x - bend, y), (x, y)]);
        self.at = (x, y);
    }
}
