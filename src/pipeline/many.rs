//! Many inputs on all cores, in bounded memory, in the order they came.

use super::{Kit, Run, run, stages};
use crate::base::Diag;
use crate::text::{Input, read, read_whole};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;
use std::thread;

/// How many bytes of text, and how many inputs, a thread takes at a time: so many that a stage's code and tables stay in the
/// cache while it works on one text after the other.
const CHUNK: (usize, usize) = (64 << 10, 64);

/// How many bytes of text there may be for each thread in chunks that are worked on, wait for work, or are done and wait for
/// those before them. One chunk more than there are threads may always be: texts may be larger.
const HELD: usize = 256 << 10;

/// A pool of so many threads; 0 means one for each core.
///
/// # Errors
/// When the system gives no threads.
pub fn threads(count: usize) -> Result<ThreadPool, Diag> {
    ThreadPoolBuilder::new()
        .num_threads(count)
        .build()
        .map_err(|e| Diag::error("pipeline::threads", "", format!("cannot start {count} threads: {e}")))
}

/// Run the stages on every input. The result is sorted by file name and does not depend on the
/// number of threads or the order of the inputs. An input that breaks a stage is a diagnostic.
///
/// # Errors
/// When the threads cannot be started.
pub fn run_many(kit: &Kit, inputs: &[Input], threads: usize) -> Result<(Vec<Run>, Vec<Diag>), Diag> {
    let results: Vec<_> = self::threads(threads)?.install(|| inputs.par_iter().flat_map_iter(|i| guarded(kit, &[i])).collect());
    let (mut runs, mut diags) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(run) => runs.push(run),
            Err(diag) => diags.push(diag),
        }
    }
    runs.sort_by(|a: &Run, b| (&a.text.file, &a.text.sha256).cmp(&(&b.text.file, &b.text.sha256)));
    diags.sort_by(|a: &Diag, b| a.file.cmp(&b.file));
    Ok((runs, diags))
}

/// Run the stages on a stream of inputs: `work` on all threads, `sink` on this one, in the order of
/// the stream. While some chunks are worked on, those done are given to `sink` and others read; so many bytes for each
/// thread are held at a time and no more. A pool of one thread is not used: all is done on this one.
///
/// # Errors
/// The first one that `sink` gives; the stream stops there.
pub fn each<T: Send, E>(
    kit: &Kit,
    pool: &ThreadPool,
    inputs: impl Iterator<Item = Result<Input, Diag>>,
    work: impl Fn(Run) -> T + Sync,
    sink: impl FnMut(Result<T, Diag>) -> Result<(), E>,
) -> Result<(), E> {
    let all = |inputs: Vec<Input>| guarded_whole(kit, inputs).into_iter().map(|run| run.map(&work)).collect();
    each_chunk(pool, inputs, all, sink)
}

/// The same with the inputs as they come, some at a time.
pub(super) fn each_chunk<T: Send, E>(
    pool: &ThreadPool,
    inputs: impl Iterator<Item = Result<Input, Diag>>,
    work: impl Fn(Vec<Input>) -> Vec<Result<T, Diag>> + Sync,
    mut sink: impl FnMut(Result<T, Diag>) -> Result<(), E>,
) -> Result<(), E> {
    let mut chunks = Chunks { inputs: inputs.fuse(), most: 1 };
    let threads = pool.current_num_threads();
    if threads == 1 {
        for chunk in chunks.by_ref() {
            chunk.through(&work).into_iter().try_for_each(&mut sink)?;
        }
        return Ok(());
    }
    pool.in_place_scope(|scope| {
        let (send, receive) = mpsc::channel();
        let mut done: BTreeMap<usize, thread::Result<Vec<Result<T, Diag>>>> = BTreeMap::new();
        let (mut begun, mut given) = (0, 0);
        // Of the chunks that are not given yet, how many bytes each has; texts without any weigh something too.
        let mut held: VecDeque<usize> = VecDeque::new();
        let mut over = false;
        loop {
            while !over && (held.len() <= threads || held.iter().sum::<usize>() < threads * HELD) {
                let Some(chunk) = chunks.next() else {
                    over = true;
                    break;
                };
                held.push_back(chunk.bytes().max(CHUNK.0 / CHUNK.1));
                let (send, work) = (send.clone(), &work);
                scope.spawn(move |_| {
                    let made = catch_unwind(AssertUnwindSafe(|| chunk.through(work)));
                    // Nobody listens any more where `sink` has failed.
                    let _ = send.send((begun, made));
                });
                begun += 1;
            }
            if given == begun {
                return Ok(());
            }
            match done.remove(&given) {
                Some(made) => {
                    given += 1;
                    held.pop_front();
                    made.unwrap_or_else(|panic| resume_unwind(panic)).into_iter().try_for_each(&mut sink)?;
                }
                None => done.extend(receive.recv()),
            }
        }
    })
}

/// A stream of inputs, some at a time: one first and then twice as many each time, so that the first is not waited for.
struct Chunks<I> {
    inputs: I,
    most: usize,
}

/// Some inputs, and what could not be read with its place among them.
#[derive(Default)]
struct Chunk {
    inputs: Vec<Input>,
    bad: Vec<(usize, Diag)>,
}

impl<I: Iterator<Item = Result<Input, Diag>>> Iterator for Chunks<I> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        let mut chunk = Chunk::default();
        let mut size = 0;
        while size < CHUNK.0 && chunk.len() < self.most {
            match self.inputs.next() {
                None => break,
                Some(Err(diag)) => chunk.bad.push((chunk.len(), diag)),
                Some(Ok(input)) => {
                    size += input.bytes.len();
                    chunk.inputs.push(input);
                }
            }
        }
        self.most = (self.most * 2).min(CHUNK.1);
        (chunk.len() > 0).then_some(chunk)
    }
}

impl Chunk {
    fn len(&self) -> usize {
        self.inputs.len() + self.bad.len()
    }

    fn bytes(&self) -> usize {
        self.inputs.iter().map(|i| i.bytes.len()).sum()
    }

    /// What `work` makes of them, and what was bad, in order.
    fn through<T>(self, work: impl Fn(Vec<Input>) -> Vec<Result<T, Diag>>) -> Vec<Result<T, Diag>> {
        let mut all = work(self.inputs);
        self.bad.into_iter().for_each(|(place, diag)| all.insert(place, Err(diag)));
        all
    }
}

/// One input must not take the others down with it.
pub(super) fn guarded(kit: &Kit, inputs: &[&Input]) -> Vec<Result<Run, Diag>> {
    if let Ok(runs) = catch_unwind(AssertUnwindSafe(|| stages(kit, inputs.iter().map(|i| read(i)).collect()))) {
        return runs.into_iter().map(Ok).collect();
    }
    inputs.iter().map(|i| catch_unwind(AssertUnwindSafe(|| run(kit, i))).map_err(|_| failed(&i.file))).collect()
}

/// The same, and one that is alone, as large ones are, is let go of as soon as it is read.
fn guarded_whole(kit: &Kit, mut inputs: Vec<Input>) -> Vec<Result<Run, Diag>> {
    if inputs.len() != 1 {
        return guarded(kit, &inputs.iter().collect::<Vec<_>>());
    }
    let Some(input) = inputs.pop() else { return Vec::new() };
    let file = input.file.clone();
    match catch_unwind(AssertUnwindSafe(|| stages(kit, vec![read_whole(input)]))) {
        Ok(runs) => runs.into_iter().map(Ok).collect(),
        Err(_) => vec![Err(failed(&file))],
    }
}

fn failed(file: &str) -> Diag {
    Diag::error("pipeline::internal", file, "a stage failed on this text; it was left out")
        .help("this is a mistake of silkgraph: please report it with the text")
}
