//! Floor 11: why a fact is here, and why another is not.
//!
//! [`cases`] runs the examples and rejects that rules carry; [`fact`] tells why a statement is in a graph.

pub mod cases;
pub mod fact;
mod fate;
mod names;
mod underline;

pub use names::{Names, fold};
pub use underline::{Mark, underline};
