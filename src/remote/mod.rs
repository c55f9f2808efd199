//! Floor 10: a store somewhere else, by the SPARQL 1.1 protocols: [`Store::ask`] queries, [`push`] adds triples.
//!
//! Over plain HTTP: TLS is for a proxy or a tunnel before the store. What may be a passing fault (no connection, 429,
//! 502, 503, 504) is tried again with growing pauses; adding triples that are there already changes nothing, so a
//! request may be sent twice.

mod ask;
mod http;
mod push;

pub use http::{Settings, Store};
pub use push::{Pushed, Target, push};
