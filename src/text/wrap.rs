//! The width at which lines were broken, as seen around a line.

use super::lines::{End, Kind, Line};
use std::cell::Cell;

/// How many lines on each side are looked at.
const WINDOW: usize = 8;

/// Measures columns.
pub(super) struct Wrap<'t> {
    lines: &'t [Line],
    /// The last line asked for and its columns: it is asked for several times.
    last: Cell<(usize, Sides)>,
}

/// The columns above and below a line.
type Sides = (Option<usize>, Option<usize>);

impl<'t> Wrap<'t> {
    /// A measure of these lines.
    pub(super) fn new(lines: &'t [Line]) -> Self {
        Wrap { lines, last: Cell::new((usize::MAX, (None, None))) }
    }

    /// How far a full line may fall short of the width (half-width columns).
    pub(super) fn slack(width: usize) -> usize {
        3 + width / 16
    }

    /// The width of the column above line `i` and below it.
    fn sides(&self, i: usize) -> Sides {
        let (last, known) = self.last.get();
        if last == i {
            return known;
        }
        let above = self.lines.get(i.saturating_sub(WINDOW)..i).unwrap_or_default();
        let below = self.lines.get(i + 1..(i + 1 + WINDOW).min(self.lines.len())).unwrap_or_default();
        let sides = (column(above), column(below));
        self.last.set((i, sides));
        sides
    }

    /// The narrower and the wider of the columns that line `i` may stand in.
    pub(super) fn around(&self, i: usize) -> Option<(usize, usize)> {
        match self.sides(i) {
            (Some(a), Some(b)) => Some((a.min(b), a.max(b))),
            (Some(a), None) | (None, Some(a)) => Some((a, a)),
            (None, None) => None,
        }
    }

    /// The width of the column that line `i` most likely stands in.
    pub(super) fn width(&self, i: usize) -> Option<usize> {
        let line = self.lines.get(i)?;
        let (above, below) = self.sides(i);
        [above, below].into_iter().flatten().min_by_key(|w| w.abs_diff(line.width))
    }

    /// True where the line fills its column.
    pub(super) fn full(&self, i: usize, line: &Line) -> bool {
        if line.width > 100 {
            return false;
        }
        let (above, below) = self.sides(i);
        let fills = |w: usize| line.width + Self::slack(w) >= w && line.width <= w + 6;
        above.is_some_and(fills) || below.is_some_and(fills)
    }

    /// True where empty lines stand between nearly all lines around line `i`.
    pub(super) fn gaps_everywhere(&self, i: usize) -> bool {
        let around = self.lines.get(i.saturating_sub(WINDOW)..(i + WINDOW).min(self.lines.len())).unwrap_or_default();
        let gaps = around.iter().filter(|l| l.gap).count();
        gaps * 5 >= around.len() * 4
    }
}

/// The width at which these lines were broken: their unfinished lines agree on it.
fn column(lines: &[Line]) -> Option<usize> {
    let mut widths = [0; WINDOW];
    let (mut count, mut running) = (0, 0);
    for line in lines {
        // What shows that these are no headlines: commas, stops, list numbers.
        running += usize::from(line.kind == Kind::Text && (line.commas || line.lists || line.stop != End::None || line.number.is_some()));
        if line.kind == Kind::Text && matches!(line.stop, End::None | End::Open) && (12..=100).contains(&line.width) && count < WINDOW {
            widths[count] = line.width;
            count += 1;
        }
    }
    let found = widths.get_mut(..count)?;
    if count < 3 || running * 4 < count {
        return None;
    }
    found.sort_unstable();
    let width = found[count - 2];
    let near = found.iter().filter(|w| w.abs_diff(width) <= 4).count();
    (near >= 3 && near * 2 > count).then_some(width)
}
