//! Floor 9: a graph as a drawing, and what its shape says.
//!
//! [`View`] (plain data) → [`picture()`] chooses what there is room for → [`svg()`] by our own layout,
//! or [`dot()`] for Graphviz. [`analysis`] measures the same view. Equal graphs give equal bytes.

pub mod analysis;
pub mod colour;
mod columns;
mod dot;
mod fit;
pub mod graphviz;
pub mod layout;
mod options;
mod pairs;
mod picture;
mod routes;
mod select;
mod svg;
mod triples;
mod view;
pub mod words;

pub use dot::dot;
pub use options::{CORE, Cluster, Form, Lang, Options};
pub use picture::{Link, Picture, Shape, picture};
pub use routes::{Route, Stop};
pub use svg::{FONTS, Linker, SvgOptions, Target, svg};
pub use view::{Edge, Node, Row, Source, View};

#[cfg(test)]
mod tests;
