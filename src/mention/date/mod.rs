//! stub
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    Stub,
}
pub struct Found {
    pub range: std::ops::Range<usize>,
    pub when: When,
}
pub fn find(_t: &str) -> Vec<Found> {
    Vec::new()
}
