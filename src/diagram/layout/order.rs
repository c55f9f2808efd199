//! The order of the items in each column: barycentres to and fro, then exchanges of neighbours; fewest crossings win.

use super::grid::Grid;

const SWEEPS: usize = 28;
/// Above so many items, neighbours are not exchanged: it would take long and show little.
const EXCHANGE: usize = 600;

/// Order every column.
pub(super) fn order(grid: &mut Grid) {
    let mut rank = vec![0.0; grid.items.len()];
    for column in &grid.columns {
        number(column, &mut rank);
    }
    let mut best = (crossings(grid, &rank), grid.columns.clone());
    let last = grid.columns.len();
    for sweep in 0..SWEEPS {
        let columns: Vec<usize> = if sweep % 2 == 0 { (0..last).collect() } else { (0..last).rev().collect() };
        for c in columns {
            let forward = sweep % 2 == 0;
            let mut keyed: Vec<(f64, usize)> = grid.columns[c].iter().map(|&i| (key(grid, i, c, forward, sweep, &rank), i)).collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            grid.columns[c] = keyed.into_iter().map(|(_, i)| i).collect();
            number(&grid.columns[c], &mut rank);
        }
        let now = crossings(grid, &rank);
        if now < best.0 {
            best = (now, grid.columns.clone());
        }
    }
    grid.columns = best.1;
    for column in &grid.columns {
        number(column, &mut rank);
    }
    if grid.items.len() <= EXCHANGE {
        for _ in 0..6 {
            let changed = (0..last).filter(|&c| exchange(grid, c, &mut rank)).count();
            if changed == 0 {
                break;
            }
        }
    }
}

/// Where the neighbours are on one side (in the last sweeps: on both); where there are none, where it is.
fn key(grid: &Grid, item: usize, column: usize, forward: bool, sweep: usize, rank: &[f64]) -> f64 {
    let both = sweep >= SWEEPS / 2;
    let wanted = |other: usize| both || (grid.items[other].column < column) == forward;
    let (mut sum, mut count) = (0.0, 0.0);
    for &(other, _) in grid.near[item].iter().filter(|(other, _)| wanted(*other)) {
        sum += rank[other];
        count += 1.0;
    }
    if count == 0.0 { rank[item] } else { sum / count }
}

/// Ranks from 0 to 1, so that columns of different length compare.
fn number(column: &[usize], rank: &mut [f64]) {
    let step = 1.0 / column.len().max(1) as f64;
    for (place, &item) in column.iter().enumerate() {
        rank[item] = (place as f64 + 0.5) * step;
    }
}

/// Crossings between neighbouring columns, by counting inversions.
fn crossings(grid: &Grid, rank: &[f64]) -> usize {
    let mut gaps: Vec<Vec<(f64, f64)>> = vec![Vec::new(); grid.columns.len()];
    for run in grid.runs.iter().filter(|r| !r.loops) {
        for pair in run.items.windows(2) {
            let (a, b) = if grid.items[pair[0]].column < grid.items[pair[1]].column { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
            gaps[grid.items[a].column].push((rank[a], rank[b]));
        }
    }
    gaps.iter_mut().map(|ends| inversions(ends)).sum()
}

fn inversions(ends: &mut [(f64, f64)]) -> usize {
    ends.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.total_cmp(&y.1)));
    let mut seen: Vec<f64> = Vec::with_capacity(ends.len());
    let mut count = 0;
    for &(_, right) in ends.iter() {
        let at = seen.partition_point(|&s| s <= right);
        count += seen.len() - at;
        seen.insert(at, right);
    }
    count
}

/// Exchange neighbours of a column where that saves crossings; true where any were.
fn exchange(grid: &mut Grid, column: usize, rank: &mut [f64]) -> bool {
    let mut changed = false;
    for place in 1..grid.columns[column].len() {
        let (a, b) = (grid.columns[column][place - 1], grid.columns[column][place]);
        let (mut now, mut then) = (0, 0);
        for &(x, _) in &grid.near[a] {
            for &(y, _) in grid.near[b].iter().filter(|(y, _)| grid.items[*y].column == grid.items[x].column) {
                now += usize::from(rank[x] > rank[y]);
                then += usize::from(rank[x] < rank[y]);
            }
        }
        if then < now {
            grid.columns[column].swap(place - 1, place);
            rank.swap(a, b);
            changed = true;
        }
    }
    changed
}
