//! stub
use crate::mention::date::When;
use jiff::civil::Date;
/// c
#[derive(Clone, Debug, Default)]
pub struct Clock {
    d: Option<Date>,
}
impl Clock {
    /// n
    pub fn new(d: Option<Date>) -> Self {
        Clock { d }
    }
    /// v
    pub fn value(&mut self, _w: &When) -> Option<String> {
        let _ = self.d;
        None
    }
}
/// c
pub fn calendar(_e: &str) -> Option<(Date, Date)> {
    None
}
