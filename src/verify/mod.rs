//! Floor 11: our Turtle, read again by another reader; every quotation, compared with its text;
//! every direct triple, traced to a statement.

mod facts;
mod quotes;
mod readers;

pub use facts::{Facts, facts};
pub use quotes::{Quotes, quotes};
pub use readers::{Readers, readers};

#[cfg(test)]
mod tests;
