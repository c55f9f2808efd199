//! How far a command is, on a terminal: a bar, speeds and the time that is left, in one line of its width.

use super::ctx::Ctx;
use crate::pipeline::Count;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How often the line is drawn.
const EVERY: Duration = Duration::from_millis(200);

/// How long it takes until speeds are known.
const SOON: Duration = Duration::from_millis(500);

/// The widest bar, and the narrowest that says something.
const BAR: (usize, usize) = (32, 8);

/// What is known beforehand of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Total {
    /// So many bytes of files.
    Bytes(u64),
    /// So many things.
    Things(u64),
    /// Nothing.
    Unknown,
}

/// The line, or nothing where it would disturb. It is taken away when this is dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    done: Done,
}

/// What has been done till now: things of some kind, and bytes.
#[derive(Clone)]
struct Done {
    kind: &'static str,
    things: Arc<AtomicU64>,
    bytes: Count,
}

impl Progress {
    /// Begin to count things of a kind. Whoever draws asks `bytes` how much was read: the work itself does not stop to tell it.
    pub(super) fn new(ctx: &Ctx, kind: &'static str, total: Total, bytes: Count) -> Self {
        let done = Done { kind, things: Arc::default(), bytes };
        if !ctx.shows_progress() {
            return Progress { bar: ProgressBar::hidden(), done };
        }
        let (began, now) = (Instant::now(), done.clone());
        let line = move |_: &ProgressState, out: &mut dyn Write| {
            let width = terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0));
            let _ = out.write_str(&line(total, &now, began.elapsed(), width));
        };
        let style = ProgressStyle::with_template("{line}").unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style.with_key("line", line));
        bar.enable_steady_tick(EVERY);
        Progress { bar, done }
    }

    /// So many things more.
    pub(super) fn add(&self, things: u64) {
        self.done.things.fetch_add(things, Ordering::Relaxed);
    }

    /// Do something that writes to the terminal, above the line.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// The line for so many columns: what matters most first, as much as there is room for, and before it a bar.
fn line(total: Total, done: &Done, elapsed: Duration, width: usize) -> String {
    let seconds = elapsed.as_secs_f64().max(1e-3);
    let (kind, things, bytes) = (done.kind, done.things.load(Ordering::Relaxed), done.bytes.get());
    let (all, done) = match total {
        Total::Bytes(all) => (all, bytes.min(all)),
        Total::Things(all) => (all, things.min(all)),
        Total::Unknown => (0, 0),
    };
    let part = (all > 0).then(|| done as f64 / all as f64);
    // What was read in the first moment says little of how fast it goes on.
    let known = things > 0 && elapsed >= SOON;
    let speed = (known && bytes > 0).then(|| format!("{:.1} MB/s", bytes as f64 / 1e6 / seconds));
    let left = part.filter(|part| known && *part > 0.0).map(|part| format!("{} left", clock(seconds / part - seconds)));
    let rate = known.then(|| format!("{} {kind}/s", (things as f64 / seconds).round()));
    let size = match total {
        Total::Bytes(all) => format!("{:.1} of {:.1} MB", done as f64 / 1e6, all as f64 / 1e6),
        Total::Things(all) => format!("{done} of {all} {kind}"),
        Total::Unknown => format!("{things} {kind} in {}", clock(seconds)),
    };
    let percent = part.map(|part| format!("{:>3}%", (part * 100.0) as u64));
    let mut line = String::new();
    for (word, least) in [(percent, 0), (speed, 0), (left, 0), (rate, BAR.1), (Some(size), BAR.1)] {
        let Some(word) = word else { continue };
        let next = if line.is_empty() { word } else { format!("{line}, {word}") };
        // What matters less leaves room for a bar.
        if next.len() + least + 1 > width {
            break;
        }
        line = next;
    }
    // In steps, so that it does not tremble as the numbers grow.
    let room = (width.saturating_sub(line.len() + 2) / 4 * 4).min(BAR.0);
    match part.filter(|_| room >= BAR.1) {
        None => line,
        Some(part) => {
            let full = ((part * room as f64) as usize).min(room);
            format!("{}{} {line}", "█".repeat(full), "░".repeat(room - full))
        }
    }
}

/// Minutes and seconds, and hours where there are some.
fn clock(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    match seconds / 3600 {
        0 => format!("{}:{:02}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    fn done(things: u64, bytes: u64) -> Done {
        let done = Done { kind: "texts", things: Arc::new(AtomicU64::new(things)), bytes: Count::default() };
        done.bytes.add(bytes);
        done
    }

    #[test]
    fn the_line_fits_whatever_the_width_and_says_first_what_matters_most() {
        let done = done(45_000, 90_600_000);
        let at = |total, width| line(total, &done, Duration::from_secs(6), width);
        let bytes = Total::Bytes(200_100_000);
        assert_eq!(at(bytes, 80), "█████████░░░░░░░░░░░  45%, 15.1 MB/s, 0:07 left, 7500 texts/s, 90.6 of 200.1 MB");
        assert_eq!(at(bytes, 40), "█████░░░░░░░  45%, 15.1 MB/s, 0:07 left");
        assert_eq!(at(bytes, 20), " 45%, 15.1 MB/s");
        assert_eq!(at(Total::Things(90_000), 60), "████████░░░░░░░░  50%, 15.1 MB/s, 0:06 left, 7500 texts/s");
        assert_eq!(at(Total::Unknown, 80), "15.1 MB/s, 7500 texts/s, 45000 texts in 0:06");
        for (total, width) in [bytes, Total::Things(9), Total::Unknown].into_iter().flat_map(|t| (0..200).map(move |w| (t, w))) {
            assert!(at(total, width).width() <= width.saturating_sub(1), "{width}: {}", at(total, width));
        }
    }

    #[test]
    fn nothing_done_and_more_done_than_there_was() {
        assert_eq!(line(Total::Bytes(10), &done(0, 0), Duration::ZERO, 40), "░░░░░░░░░░░░░░░░   0%, 0.0 of 0.0 MB");
        assert_eq!(line(Total::Things(1), &done(2, 0), Duration::from_secs(7200), 22), "100%, 0:00 left");
        assert_eq!(line(Total::Bytes(0), &done(0, 0), Duration::ZERO, 40), "0.0 of 0.0 MB");
        assert_eq!(line(Total::Bytes(9), &done(0, 5), Duration::from_secs(1), 60), "█████████████████░░░░░░░░░░░░░░░  55%, 0.0 of 0.0 MB");
        assert_eq!(clock(7384.6), "2:03:05");
    }
}
