//! What `extract` shows on a terminal while it works, and what it leaves when it is ended.

#![allow(clippy::unwrap_used)]
#![cfg(unix)]

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use unicode_width::UnicodeWidthStr;

fn program() -> std::path::PathBuf {
    assert_cmd::cargo::cargo_bin("silkgraph")
}

/// Lines of JSON that take a while; in the middle one that is none.
fn lines(dir: &Path, records: usize) {
    let mut file = std::fs::File::create(dir.join("a.jsonl")).unwrap();
    for i in 0..records {
        let text = format!("第{i}条。2023年5月{}日，中国支持“一带一路”倡议，哈萨克斯坦总统访问西安。", i % 28 + 1).repeat(5);
        writeln!(file, "{{\"id\":\"r{i}\",\"text\":\"{text}\"}}").unwrap();
        if i == records / 2 {
            writeln!(file, "no record").unwrap();
        }
    }
}

/// What a terminal of so many columns gets from a command of a shell. None where there is no `script`.
fn terminal(dir: &Path, columns: usize, command: &str) -> Option<String> {
    let command = format!("stty rows 24 cols {columns}; {command}");
    let script = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(dir)
        .env("SILKGRAPH", program())
        .env("TERM", "xterm")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .output();
    let Ok(script) = script else {
        eprintln!("skipped: what a terminal shows (no script)");
        return None;
    };
    assert_eq!(script.status.code(), Some(3), "{}", String::from_utf8_lossy(&script.stdout));
    Some(String::from_utf8(script.stdout).unwrap())
}

/// What the lines of a terminal held one after the other, without what steers it.
fn shown(seen: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut rest = seen.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{1B}' => {
                // To the letter that ends it.
                let end = rest.by_ref().skip(1).find(char::is_ascii_alphabetic);
                if end != Some('m') {
                    lines.push(String::new());
                }
            }
            '\r' | '\n' => lines.push(String::new()),
            c => lines.last_mut().unwrap().push(c),
        }
    }
    lines.iter_mut().for_each(|l| l.truncate(l.trim_end().len()));
    lines.retain(|l| !l.is_empty());
    lines
}

#[test]
fn a_terminal_sees_how_far_it_is_and_the_output_does_not() {
    let dir = tempfile::tempdir().unwrap();
    lines(dir.path(), 12_000);
    let quiet = Command::new(program()).current_dir(dir.path()).args(["extract", "a.jsonl", "--format", "nquads"]).output().unwrap();
    let said = String::from_utf8(quiet.stderr).unwrap();
    assert!(said.starts_with("error[input::bad_record]") && !said.contains("MB/s") && !said.contains('\u{1B}'), "{said}");
    for columns in [80, 40] {
        let Some(seen) = terminal(dir.path(), columns, "$SILKGRAPH extract a.jsonl --format nquads > out.nq") else { return };
        assert!(std::fs::read(dir.path().join("out.nq")).unwrap() == quiet.stdout);
        let lines = shown(&seen);
        let bars: Vec<_> = lines.iter().filter(|l| l.contains("% ") || l.contains("%,")).collect();
        assert!(bars.iter().any(|l| l.contains("MB/s") && l.contains(" left") && l.contains('░')), "{lines:?}");
        assert!(bars.iter().all(|l| l.width() < columns), "{bars:?}");
        assert_eq!(bars.iter().any(|l| l.contains(" texts/s, ") && l.ends_with(" MB")), columns == 80, "{bars:?}");
        // What went wrong begins a line of its own, and the bar is gone at the end.
        assert_eq!(lines.iter().filter(|l| l.starts_with("error[input::bad_record]")).count(), 1, "{lines:?}");
        assert!(seen.trim_end().ends_with("\u{1B}[2K") || seen.ends_with("\r\u{1B}[2K"), "{:?}", &seen[seen.len().saturating_sub(100)..]);
    }
    let Some(piped) = terminal(dir.path(), 80, "cat a.jsonl | $SILKGRAPH extract --jsonl - --format nquads > out.nq") else { return };
    assert!(piped.contains(" MB/s, ") && piped.contains(" texts in ") && !piped.contains("% ") && !piped.contains(" left"), "{piped:?}");
    let quiet = terminal(dir.path(), 80, "$SILKGRAPH -q extract a.jsonl --format nquads > out.nq").unwrap();
    assert!(quiet.contains("no record") || quiet.contains("not a record"), "{quiet}");
    assert!(!quiet.contains("MB/s") && !quiet.contains('░'), "{quiet:?}");
    // Where the quads go to the terminal as well there is no bar between them.
    let both = terminal(dir.path(), 80, "$SILKGRAPH extract a.jsonl --format nquads").unwrap();
    assert!(!both.contains("MB/s") && !both.contains('░'));
}

#[test]
fn a_pipe_that_is_read_slowly_ends_with_a_whole_line_when_the_program_is_killed() {
    let dir = tempfile::tempdir().unwrap();
    lines(dir.path(), 3000);
    for (format, read) in [("nquads", 1), ("annotations", 5000), ("nquads", 70_001), ("webanno", 100_003)] {
        let mut child = Command::new(program())
            .current_dir(dir.path())
            .args(["-q", "extract", "a.jsonl", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let mut seen = vec![0; read];
        out.read_exact(&mut seen).unwrap();
        // The pipe is full by then, and the program waits in the middle of what it writes.
        std::thread::sleep(std::time::Duration::from_millis(400));
        child.kill().unwrap();
        child.wait().unwrap();
        out.read_to_end(&mut seen).unwrap();
        assert!(seen.len() > 30_000 && seen.ends_with(b"\n"), "{format}: …{}", String::from_utf8_lossy(&seen[seen.len() - 200..]));
        if format == "annotations" {
            let last = seen.split(|b| *b == b'\n').rfind(|l| !l.is_empty()).unwrap();
            serde_json::from_slice::<serde_json::Value>(last).unwrap();
        }
    }
}

#[test]
fn a_file_ends_with_a_whole_text_when_the_program_is_killed() {
    let dir = tempfile::tempdir().unwrap();
    lines(dir.path(), 12_000);
    let run = |name: &str| {
        let out = std::fs::File::create(dir.path().join(name)).unwrap();
        let mut command = Command::new(program());
        command.current_dir(dir.path()).args(["-q", "extract", "a.jsonl", "--format", "nquads"]).stdout(out).stderr(Stdio::null());
        command
    };
    assert_eq!(run("whole.nq").status().unwrap().code(), Some(3));
    let whole = std::fs::read(dir.path().join("whole.nq")).unwrap();
    for wait in [150, 220, 290, 360] {
        let mut child = run("part.nq").spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let part = std::fs::read(dir.path().join("part.nq")).unwrap();
        assert!(whole.starts_with(&part) && (part.is_empty() || part.ends_with(b"\n")));
    }
}
