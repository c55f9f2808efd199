//! Many inputs on all cores, in bounded memory, in the order they came.

use super::{Kit, Run, run};
use crate::base::Diag;
use crate::text::Input;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;
use std::thread;

/// How many bytes of text, and how many inputs, a thread takes at a time.
const CHUNK: (usize, usize) = (16 << 10, 16);

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
    let results: Vec<_> = self::threads(threads)?.install(|| inputs.par_iter().map(|i| guarded(kit, i)).collect());
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
    each_input(pool, inputs, |input| guarded(kit, &input).map(&work), sink)
}

/// The same with the inputs as they come.
pub(super) fn each_input<T: Send, E>(
    pool: &ThreadPool,
    inputs: impl Iterator<Item = Result<Input, Diag>>,
    work: impl Fn(Input) -> Result<T, Diag> + Sync,
    mut sink: impl FnMut(Result<T, Diag>) -> Result<(), E>,
) -> Result<(), E> {
    let mut inputs = inputs.fuse();
    let one = |input: Result<Input, Diag>| input.and_then(&work);
    let threads = pool.current_num_threads();
    if threads == 1 {
        return inputs.map(one).try_for_each(sink);
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
                let (now, size) = chunk(&mut inputs);
                over = now.is_empty();
                if !over {
                    held.push_back(size.max(CHUNK.0 / CHUNK.1));
                    let (send, one) = (send.clone(), &one);
                    scope.spawn(move |_| {
                        let made = catch_unwind(AssertUnwindSafe(|| now.into_iter().map(one).collect()));
                        // Nobody listens any more where `sink` has failed.
                        let _ = send.send((begun, made));
                    });
                    begun += 1;
                }
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

/// The next inputs of a stream, and how many bytes they have.
fn chunk(inputs: &mut impl Iterator<Item = Result<Input, Diag>>) -> (Vec<Result<Input, Diag>>, usize) {
    let mut chunk = Vec::new();
    let mut size = 0;
    while size < CHUNK.0 && chunk.len() < CHUNK.1 {
        let Some(input) = inputs.next() else { break };
        size += input.as_ref().map_or(0, |i| i.bytes.len());
        chunk.push(input);
    }
    (chunk, size)
}

/// One input must not take the others down with it.
pub(super) fn guarded(kit: &Kit, input: &Input) -> Result<Run, Diag> {
    catch_unwind(AssertUnwindSafe(|| run(kit, input))).map_err(|_| {
        Diag::error("pipeline::internal", &input.file, "a stage failed on this text; it was left out")
            .help("this is a mistake of silkgraph: please report it with the text")
    })
}
