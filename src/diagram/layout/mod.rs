//! A layered layout: columns of boxes, relations in the space between them.
//!
//! Boxes never overlap. A relation ends in a level piece before its object's box, and its label stands
//! on that piece; each has its own height at the box, so labels never overlap either. Where a relation
//! passes a column, it has a place of its own between the boxes.

mod grid;
mod order;
mod paths;
mod place;

pub use paths::{Label, Path};

use super::fit;
use super::picture::Picture;

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// Places for everything in a picture.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Width of what is laid out.
    pub width: f64,
    /// Height of what is laid out.
    pub height: f64,
    /// A box for each shape.
    pub boxes: Vec<Rect>,
    /// A path for each link.
    pub paths: Vec<Path>,
    /// Middle and width of each column.
    pub columns: Vec<(f64, f64)>,
}

/// Size of label text.
pub const NAME: f64 = 14.0;
/// Height of a line of it.
pub const NAME_LINE: f64 = 18.0;
/// Size of a second label.
pub const BELOW: f64 = 10.5;
/// Height of a line of it.
pub const BELOW_LINE: f64 = 13.5;
/// Width of the band with the type's sign.
pub const BAND: f64 = 21.0;
/// Size of edge labels.
pub const EDGE: f64 = 11.5;
const PAD: f64 = 8.0;

/// The room that a shape's words need: width and height of its box.
pub fn room(lines: &[String], below: &[String]) -> (f64, f64) {
    let widest = |lines: &[String], size: f64| lines.iter().map(|l| fit::width(l, size)).fold(0.0, f64::max);
    let width = widest(lines, NAME).max(widest(below, BELOW)) + BAND + 2.0 * PAD;
    let height = NAME_LINE * lines.len() as f64 + BELOW_LINE * below.len() as f64 + 11.0;
    (width.max(76.0).ceil(), height.ceil())
}

/// Lay out a picture with columns; one without (routes, or nothing) gives the empty layout.
pub fn layout(picture: &Picture) -> Layout {
    if picture.columns.is_empty() {
        return Layout::default();
    }
    let mut grid = grid::Grid::new(picture);
    order::order(&mut grid);
    place::place(&mut grid);
    paths::finish(picture, &grid)
}
