//! Many inputs on all cores, in bounded memory, in the order they came.

use super::{Kit, Run, run};
use crate::base::Diag;
use crate::text::Input;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How many bytes of text, and how many inputs, each thread works on at a time.
const CHUNK: (usize, usize) = (256 << 10, 128);

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
/// the stream. While one chunk is worked on, the one before is given to `sink` and the next one read;
/// no more is held at a time. A pool of one thread is not used: all is done on this one.
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
    let mut next = chunk(&mut inputs, threads);
    let mut done: Vec<Result<T, Diag>> = Vec::new();
    while !next.is_empty() || !done.is_empty() {
        let now = std::mem::take(&mut next);
        let before = std::mem::take(&mut done);
        pool.in_place_scope(|scope| {
            let (slot, one) = (&mut done, &one);
            scope.spawn(move |_| *slot = now.into_par_iter().map(one).collect());
            before.into_iter().try_for_each(&mut sink)?;
            next = chunk(&mut inputs, threads);
            Ok(())
        })?;
    }
    Ok(())
}

/// The next inputs of a stream.
fn chunk(inputs: &mut impl Iterator<Item = Result<Input, Diag>>, threads: usize) -> Vec<Result<Input, Diag>> {
    let mut chunk = Vec::new();
    let mut size = 0;
    while size < CHUNK.0 * threads && chunk.len() < CHUNK.1 * threads {
        let Some(input) = inputs.next() else { break };
        size += input.as_ref().map_or(0, |i| i.bytes.len());
        chunk.push(input);
    }
    chunk
}

/// One input must not take the others down with it.
pub(super) fn guarded(kit: &Kit, input: &Input) -> Result<Run, Diag> {
    catch_unwind(AssertUnwindSafe(|| run(kit, input))).map_err(|_| {
        Diag::error("pipeline::internal", &input.file, "a stage failed on this text; it was left out")
            .help("this is a mistake of silkgraph: please report it with the text")
    })
}
