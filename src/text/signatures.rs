//! Who signed: offices and names on lines of their own.

use super::lines::{End, Kind, Line};
use super::marks;

/// Find signatures: office and name on one line, on two, or in columns.
pub(super) fn find(text: &str, lines: &mut [Line]) {
    let words = |l: &Line| text.get(l.start..l.end).unwrap_or_default();
    let plain = |l: &Line| l.kind == Kind::Text && l.width <= 60 && !l.commas && l.stop == End::None && l.number.is_none();
    for i in 0..lines.len() {
        let line = &lines[i];
        if !plain(line) || line.spaced {
            continue;
        }
        let parts: Vec<&str> = words(line).split_whitespace().collect();
        let after_end = i == 0 || lines[i - 1].kind != Kind::Text || !matches!(lines[i - 1].stop, End::None | End::Open);
        let single = parts.len() == 1 && marks::ends_in_office(parts[0]);
        if let [office, name] = parts.as_slice()
            && marks::ends_in_office(office)
            && !marks::ends_in_office(name)
            && marks::name_like(name)
        {
            lines[i].kind = Kind::Signature;
        } else if parts.len() >= 2 && marks::only_offices(parts.iter().copied()) {
            let same = |l: &Line| plain(l) && words(l).split_whitespace().count() == parts.len();
            let before = i > 0 && same(&lines[i - 1]);
            let after = lines.get(i + 1).is_some_and(same);
            if before {
                lines[i - 1].kind = Kind::Signature;
            }
            if after {
                lines[i + 1].kind = Kind::Signature;
            }
            lines[i].kind = Kind::Signature;
        } else if single
            && after_end
            && lines.get(i + 1).is_some_and(|l| plain(l) && marks::name_like(words(l)) && !marks::ends_in_office(words(l)))
        {
            lines[i].kind = Kind::Signature;
            lines[i + 1].kind = Kind::Signature;
        }
    }
}
