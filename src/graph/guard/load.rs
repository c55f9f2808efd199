//! Which of the queries that run at once has to stop where they take too much memory together.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

/// After one was stopped the others are left alone for so long: memory goes back to the system with some delay.
const RESPITE: Duration = Duration::from_millis(500);

/// Rows, long texts counted as many, that hold little memory: a query that has looked at fewer is not what fills it.
const LIGHT: u64 = 20_000;

/// All queries that have a limit of memory.
static RUNNING: Mutex<Crowd> = Mutex::new(Crowd { loads: Vec::new(), last: None });

/// Queries that run at once.
struct Crowd {
    loads: Vec<Weak<Load>>,
    /// When one of them was last stopped for its memory.
    last: Option<Instant>,
}

impl Crowd {
    fn add(&mut self, load: &Arc<Load>) {
        self.loads.retain(|other| other.strong_count() > 0);
        self.loads.push(Arc::downgrade(load));
    }

    /// Those that may hold memory of some size and are not stopped yet.
    fn heavy(&self) -> impl Iterator<Item = Arc<Load>> + '_ {
        let may_hold = |load: &Arc<Load>| load.rows.load(Ordering::Relaxed) >= LIGHT && !load.stopped.load(Ordering::Relaxed);
        self.loads.iter().filter_map(Weak::upgrade).filter(may_hold)
    }

    /// Stop the one that has looked at most rows.
    fn stop_heaviest(&mut self) {
        if self.last.is_some_and(|last| last.elapsed() < RESPITE) {
            return;
        }
        let heaviest = self.heavy().max_by_key(|load| load.rows.load(Ordering::Relaxed));
        if let Some(heaviest) = heaviest {
            heaviest.stop();
            self.last = Some(Instant::now());
        }
    }

    /// Stop all that may hold memory of some size.
    fn stop_heavy(&mut self) {
        self.heavy().for_each(|load| load.stop());
        self.last = Some(Instant::now());
    }
}

/// The bytes of memory that the program holds; 0 where the system does not say.
pub fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = statm.split(' ').nth(1).and_then(|p| p.parse().ok()).unwrap_or(0);
    pages * 4096
}

/// What a query does.
#[derive(Debug, Default)]
pub(super) struct Load {
    /// True once it is to end.
    pub(super) stopped: AtomicBool,
    /// The rows that it has looked at, long texts counted as many.
    pub(super) rows: AtomicU64,
}

impl Load {
    /// One that is compared with the others.
    pub(super) fn running() -> Arc<Self> {
        let load = Arc::new(Load::default());
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).add(&load);
        load
    }

    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// The program has grown by more than it may: stop the query that has looked at most rows, be it this one or another;
    /// past twice the limit all that have looked at many. One of few rows is not what fills the memory, and is left alone.
    pub(super) fn relieve(grown: u64, most: u64) {
        if grown <= most {
            return;
        }
        let mut crowd = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if grown > most.saturating_mul(2) { crowd.stop_heavy() } else { crowd.stop_heaviest() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_with_most_rows_stops() {
        let mut crowd = Crowd { loads: Vec::new(), last: None };
        let loads = [10, LIGHT, LIGHT + 1, LIGHT + 2].map(|rows| Arc::new(Load { rows: rows.into(), ..Load::default() }));
        loads.iter().for_each(|load| crowd.add(load));
        let stopped = || loads.each_ref().map(|load| load.stopped.load(Ordering::Relaxed));
        crowd.stop_heaviest();
        assert_eq!(stopped(), [false, false, false, true]);
        // Some time is left to the memory to come back.
        crowd.stop_heaviest();
        assert_eq!(stopped(), [false, false, false, true]);
        crowd.last = None;
        crowd.stop_heaviest();
        assert_eq!(stopped(), [false, false, true, true]);
        crowd.stop_heavy();
        assert_eq!(stopped(), [false, true, true, true]);
    }
}
