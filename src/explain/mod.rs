//! Floor 11: why a fact is here, and why another is not.
//!
//! [`cases`] runs the examples and rejects that rules carry; [`fact`] tells why a statement is in a graph,
//! [`why_not`] why another is not; [`lint`] looks over rules and names, [`begin`] writes a new rule's file,
//! and [`diff`] compares what two texts say.

pub mod begin;
pub mod cases;
pub mod diff;
pub mod fact;
mod fate;
pub mod lint;
mod names;
mod underline;
pub mod why_not;

pub use names::{Names, fold};
pub use underline::{Mark, underline};
