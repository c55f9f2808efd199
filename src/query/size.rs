//! Queries longer or deeper than any question has to be.

use crate::base::Diag;

/// The longest query, in bytes.
const LONGEST: usize = 4 << 20;
/// Brackets in brackets, at most.
const DEEPEST: usize = 128;
/// Signs that join operands, at most: each can be one more level of the query's tree.
const MOST_JOINTS: usize = 20_000;

/// Refuse a query whose reading could use up the stack: brackets nest too deep, or operands are too many.
/// Brackets in strings and comments count too.
///
/// The work on one that passes goes to [`with_stack`]. Gives the number of operands.
pub(super) fn check(file: &str, query: &str) -> Result<usize, Diag> {
    let refuse = |at: usize, what: &str| {
        // Without the words themselves: a huge query is often one line.
        let before = query.get(..at).unwrap_or_default();
        let (line, column) = (before.matches('\n').count() + 1, before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1);
        let message = format!("the query cannot be read: {what}, at line {line}, column {column}");
        Diag::error("query::syntax", file, message)
    };
    if query.len() > LONGEST {
        return Err(Diag::error("query::syntax", file, format!("the query is longer than {LONGEST} bytes")));
    }
    let (mut depth, mut joints) = (0usize, 0usize);
    for (at, c) in query.bytes().enumerate() {
        match c {
            b'(' | b'[' | b'{' => {
                depth += 1;
                joints += 1;
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'|' | b'&' | b'/' | b'+' | b'-' | b'*' | b'^' | b'!' | b'.' | b';' => joints += 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Err(refuse(at, &format!("more than {DEEPEST} brackets in each other")));
        }
        if joints > MOST_JOINTS {
            return Err(refuse(at, &format!("more than {MOST_JOINTS} operands")));
        }
    }
    Ok(joints)
}

/// Operands that an ordinary stack is enough for.
const SHALLOW: usize = 300;
/// Bytes of stack for each operand more, taken only where they are used.
const LEVEL: usize = 64 << 10;

/// Work on a query of so many operands: reading, answering and dropping it go as deep as they are many.
pub(super) fn with_stack<T: Send>(file: &str, joints: usize, work: impl FnOnce() -> Result<T, Diag> + Send) -> Result<T, Diag> {
    if joints <= SHALLOW {
        return work();
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(joints * LEVEL).spawn_scoped(scope, work);
        let thread = thread.map_err(|e| Diag::error("query::evaluation", file, format!("no memory for a query of this depth: {e}")))?;
        thread.join().unwrap_or_else(|why| std::panic::resume_unwind(why))
    })
}
