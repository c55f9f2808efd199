//! Floor 11: our Turtle, read again by another reader; every quotation, compared with its text.

mod quotes;
mod readers;

pub use quotes::{Quotes, quotes};
pub use readers::{Readers, readers};
