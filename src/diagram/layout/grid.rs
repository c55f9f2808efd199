//! Columns of items: boxes, and the places where relations pass.

use super::{EDGE, room};
use crate::diagram::fit;
use crate::diagram::picture::{Link, Picture};

/// What stands in a column: a box, or a relation that passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Shape(usize),
    Pass,
}

#[derive(Clone, Debug)]
pub(super) struct Item {
    pub what: What,
    pub column: usize,
    pub height: f64,
    pub y: f64,
}

/// A relation: the items that it runs through, from subject to object.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub items: Vec<usize>,
    pub loops: bool,
}

/// The side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Left,
    Right,
}

#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub items: Vec<Item>,
    pub columns: Vec<Vec<usize>>,
    pub runs: Vec<Run>,
    pub widths: Vec<f64>,
    /// Neighbours of an item in other columns, with a weight.
    pub near: Vec<Vec<(usize, f64)>>,
}

/// How high an end of a relation is at a box.
pub(super) fn thickness(link: &Link, at_object: bool) -> f64 {
    match (at_object, link.label.is_empty()) {
        (true, false) => EDGE + 4.5,
        (true, true) => 9.0,
        (false, _) if link.both_ways => 9.0,
        (false, _) => 5.5,
    }
}

impl Grid {
    pub fn new(picture: &Picture) -> Self {
        let count = picture.shapes.len();
        let mut column_of = vec![0; count];
        for (c, (_, shapes)) in picture.columns.iter().enumerate() {
            shapes.iter().for_each(|&s| column_of[s] = c);
        }
        let mut sides = vec![[0.0_f64; 2]; count];
        for link in &picture.links {
            let (from, to) = side(column_of[link.from], column_of[link.to]);
            sides[link.from][from as usize] += thickness(link, false);
            sides[link.to][to as usize] += thickness(link, true);
        }
        let mut widths = vec![0.0_f64; picture.columns.len()];
        let mut items: Vec<Item> = Vec::new();
        for (i, shape) in picture.shapes.iter().enumerate() {
            let (w, h) = room(&shape.lines, &shape.below);
            let c = column_of[i];
            widths[c] = widths[c].max(w);
            items.push(Item { what: What::Shape(i), column: c, height: h.max(sides[i][0] + 4.0).max(sides[i][1] + 4.0), y: 0.0 });
        }
        for (c, (heading, _)) in picture.columns.iter().enumerate() {
            widths[c] = widths[c].max(fit::width(heading, 12.5) + 12.0);
        }
        let mut columns: Vec<Vec<usize>> = picture.columns.iter().map(|(_, shapes)| shapes.clone()).collect();
        let mut runs = Vec::new();
        for link in &picture.links {
            let (a, b) = (column_of[link.from], column_of[link.to]);
            let mut run = vec![link.from];
            let between: Vec<usize> = if a < b { (a + 1..b).collect() } else { (b + 1..a).rev().collect() };
            for c in between {
                columns[c].push(items.len());
                run.push(items.len());
                items.push(Item { what: What::Pass, column: c, height: 4.0, y: 0.0 });
            }
            run.push(link.to);
            runs.push(Run { items: run, loops: a == b });
        }
        let mut near = vec![Vec::new(); items.len()];
        for run in runs.iter().filter(|r| !r.loops) {
            for pair in run.items.windows(2) {
                // Passing relations pull harder: they should be straight.
                let weight = match (items[pair[0]].what, items[pair[1]].what) {
                    (What::Pass, What::Pass) => 6.0,
                    (What::Shape(_), What::Shape(_)) => 1.0,
                    _ => 2.0,
                };
                near[pair[0]].push((pair[1], weight));
                near[pair[1]].push((pair[0], weight));
            }
        }
        Grid { items, columns, runs, widths, near }
    }

    /// The space that must be between two items of a column, one below the other.
    pub fn gap(&self, above: usize, below: usize) -> f64 {
        match (self.items[above].what, self.items[below].what) {
            (What::Shape(_), What::Shape(_)) => 14.0,
            (What::Pass, What::Pass) => 3.0,
            _ => 8.0,
        }
    }
}

/// At which sides a relation leaves and arrives, by the columns of its ends. In one column both are right.
pub(super) fn side(from: usize, to: usize) -> (Side, Side) {
    match from.cmp(&to) {
        std::cmp::Ordering::Less => (Side::Right, Side::Left),
        std::cmp::Ordering::Greater => (Side::Left, Side::Right),
        std::cmp::Ordering::Equal => (Side::Right, Side::Right),
    }
}
