//! Heights: each item as near as its order allows to where its neighbours are.

use super::grid::Grid;

const ROUNDS: usize = 40;

/// Give every item its top, from 0 down.
pub(super) fn place(grid: &mut Grid) {
    for column in grid.columns.clone() {
        let mut y = 0.0;
        for (i, &item) in column.iter().enumerate() {
            if i > 0 {
                y += grid.gap(column[i - 1], item);
            }
            grid.items[item].y = y;
            y += grid.items[item].height;
        }
    }
    // Columns start centred on the tallest, which stays compact: it sets the height.
    let height = |grid: &Grid, c: usize| grid.columns[c].last().map_or(0.0, |&i| grid.items[i].y + grid.items[i].height);
    let heights: Vec<f64> = (0..grid.columns.len()).map(|c| height(grid, c)).collect();
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    for (c, own) in heights.iter().enumerate() {
        for &item in &grid.columns[c].clone() {
            grid.items[item].y += (tallest - own) / 2.0;
        }
    }
    for round in 0..ROUNDS {
        let last = grid.columns.len();
        let columns: Vec<usize> = if round % 2 == 0 { (0..last).collect() } else { (0..last).rev().collect() };
        for c in columns {
            settle(grid, c, tallest);
        }
    }
    let top = grid.items.iter().map(|i| i.y).fold(f64::INFINITY, f64::min);
    if top.is_finite() {
        grid.items.iter_mut().for_each(|i| i.y = (i.y - top).round());
    }
}

fn middle(grid: &Grid, item: usize) -> f64 {
    grid.items[item].y + grid.items[item].height / 2.0
}

/// Least squares under the order and the gaps (pool adjacent violators), within the page's height.
fn settle(grid: &mut Grid, column: usize, height: f64) {
    let order = grid.columns[column].clone();
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(order.len());
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (i, &item) in order.iter().enumerate() {
        if i > 0 {
            offset += grid.items[order[i - 1]].height + grid.gap(order[i - 1], item);
        }
        offsets.push(offset);
        let (mut sum, mut weight) = (0.0, 0.0);
        for &(other, w) in &grid.near[item] {
            sum += middle(grid, other) * w;
            weight += w;
        }
        let wish = if weight > 0.0 { sum / weight - grid.items[item].height / 2.0 } else { grid.items[item].y };
        let weight = weight.clamp(0.2, 12.0);
        blocks.push(((wish - offset) * weight, weight, 1));
        while let [.., a, b] = blocks.as_slice()
            && a.0 / a.1 >= b.0 / b.1
        {
            let joined = (a.0 + b.0, a.1 + b.1, a.2 + b.2);
            blocks.truncate(blocks.len() - 2);
            blocks.push(joined);
        }
    }
    let end = order.last().map_or(0.0, |&last| offset + grid.items[last].height);
    let room = (height - end).max(0.0);
    let mut i = 0;
    for (sum, weight, count) in blocks {
        let at = (sum / weight).clamp(0.0, room);
        for _ in 0..count {
            grid.items[order[i]].y = offsets[i] + at;
            i += 1;
        }
    }
}
