//! Queries within limits of time, rows and memory, many at once.

use super::site::Settings;
use crate::base::Diag;
use crate::graph::{Dataset, Graph, Guard, resident};
use crate::query::{self, Answer, Limits};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, timeout};

/// How often a running query is looked at.
const TICK: Duration = Duration::from_millis(50);
/// A query that runs longer takes one of the turns for long ones, so that quick ones need not wait behind it.
const QUICK: Duration = Duration::from_millis(500);
/// One that finds none of those free is refused after so long, where others wait.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long after its limit a query that still runs is stopped the harder way.
const GRACE: Duration = Duration::from_secs(1);
/// How many times the limit the program may hold beyond what it held at rest before a query begins with a debt.
const KEPT: u64 = 4;
/// The longest query, in bytes.
pub(super) const LONGEST: usize = 256 * 1024;
/// Brackets in brackets, at most.
const DEEPEST: usize = 64;
/// Signs that join operands, at most: each can be one more level of the query's tree.
const MOST_JOINTS: usize = 300;

/// Asks queries of one graph.
pub struct Asker {
    graph: Graph,
    turns: Arc<Semaphore>,
    long: Arc<Semaphore>,
    timeout: Duration,
    rows: usize,
    memory: u64,
    /// What the program held when it was first asked.
    at_rest: OnceLock<u64>,
}

/// Why a query was not answered.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is wrong; where.
    Wrong(Box<Diag>),
    /// It took too long.
    Time(Duration),
    /// It took too much memory.
    Memory(u64),
    /// It is longer or deeper than any question has to be.
    Size,
    /// Too many others are being answered.
    Busy,
    /// The program failed.
    Broken,
}

impl Asker {
    /// Ask this graph within these limits.
    pub(super) fn new(graph: Graph, settings: &Settings) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let turns = Arc::new(Semaphore::new((cores * 4).max(16)));
        let long = Arc::new(Semaphore::new(cores.max(4)));
        Asker { graph, turns, long, timeout: settings.timeout, rows: settings.rows, memory: settings.memory, at_rest: OnceLock::new() }
    }

    /// Ask. The second value is true where there were more rows than `rows`, or than this server gives.
    pub(super) async fn ask(&self, query: String, dataset: Option<Dataset>, rows: Option<usize>) -> Result<(Answer, bool), Refusal> {
        if query.len() > LONGEST || !is_shallow(&query) {
            return Err(Refusal::Size);
        }
        let turn = Arc::clone(&self.turns).acquire_owned();
        let turn = timeout(self.timeout, turn).await.ok().and_then(Result::ok).ok_or(Refusal::Busy)?;
        // Others that run may have grown already, and the allocator keeps what they held for some time. That much is no
        // reason to stop this one; beyond it, growth counts whoever grew.
        let kept = self.memory.saturating_mul(KEPT);
        let before = resident().min(self.at_rest.get_or_init(resident).saturating_add(kept));
        let guard = Guard::with_memory(before, self.memory);
        let rows = rows.unwrap_or(usize::MAX).min(self.rows);
        let limits = Limits { guard: guard.clone(), rows: Some(rows), dataset };
        let graph = self.graph.clone();
        let _stopper = StopAtDrop(guard.clone());
        let turn = Arc::new(Mutex::new(Some(turn)));
        let held = Arc::clone(&turn);
        let mut work = tokio::task::spawn_blocking(move || {
            let answer = query::run_within(&graph, "query", &query, &limits);
            drop(held.lock().map(|mut turn| turn.take()));
            answer
        });
        let began = Instant::now();
        let until = began + self.timeout;
        let mut quick = true;
        loop {
            tokio::select! {
                done = &mut work => return match done {
                    Ok(Err(diag)) if diag.code == "query::stopped" => Err(Refusal::Memory(self.memory)),
                    Ok(answer) => answer.map_err(|d| Refusal::Wrong(Box::new(d))),
                    Err(_) => Err(Refusal::Broken),
                },
                () = sleep(TICK) => {
                    if quick && began.elapsed() >= QUICK {
                        match Arc::clone(&self.long).try_acquire_owned() {
                            Ok(long) => {
                                quick = false;
                                // The work holds its turn until it really ends, whoever waits for it.
                                if let Ok(mut turn) = turn.lock() && turn.is_some() {
                                    *turn = Some(long);
                                }
                            }
                            Err(_) if began.elapsed() >= PATIENCE && self.turns.available_permits() == 0 => return Err(Refusal::Busy),
                            Err(_) => {}
                        }
                    }
                    if Instant::now() >= until {
                        return Err(Refusal::Time(self.timeout));
                    }
                    // One that makes no rows is looked at from here.
                    guard.look();
                    if guard.is_stopped() || resident().saturating_sub(before) > self.memory.saturating_mul(4) {
                        return Err(Refusal::Memory(self.memory));
                    }
                }
            }
        }
    }
}

/// Ends the query when nobody waits for it any more: at a limit, or when the client has gone.
struct StopAtDrop(Guard);

impl Drop for StopAtDrop {
    fn drop(&mut self) {
        self.0.stop();
        let guard = self.0.clone();
        tokio::spawn(async move {
            sleep(GRACE).await;
            guard.cancel();
        });
    }
}

/// False where brackets nest so deep, or operands are so many, that reading the query would take long or use up the
/// stack. What stands in IRIs and strings does not count.
fn is_shallow(query: &str) -> bool {
    let bytes = query.as_bytes();
    let (mut depth, mut deepest, mut joints, mut i) = (0usize, 0usize, 0usize, 0);
    while let Some(&c) = bytes.get(i) {
        let rest = &bytes[i + 1..];
        let skip = match c {
            b'<' => rest.iter().position(|b| b.is_ascii_whitespace() || *b == b'>').filter(|&end| rest[end] == b'>'),
            b'"' | b'\'' => rest.iter().position(|b| *b == c || *b == b'\n').filter(|&end| rest[end] == c),
            _ => None,
        };
        i += 1 + skip.map_or(0, |end| end + 1);
        match c {
            b'(' | b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
                joints += 1;
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'|' | b'&' | b'/' | b'+' | b'-' | b'*' | b'^' | b'!' | b'.' | b';' | b'=' => joints += 1,
            _ => {}
        }
    }
    deepest <= DEEPEST && joints <= MOST_JOINTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts() {
        assert!(is_shallow("SELECT * { ?a <http://a.b/c-d-e> \"(((((\" }"));
        assert!(!is_shallow(&"(".repeat(DEEPEST + 1)));
        assert!(is_shallow(&"()".repeat(DEEPEST + 1)));
        assert!(!is_shallow(&"1+".repeat(MOST_JOINTS + 1)));
        assert!(is_shallow(&"<a/b/c> ".repeat(MOST_JOINTS)));
        assert!(is_shallow("") && is_shallow("<") && is_shallow("\""));
    }
}
