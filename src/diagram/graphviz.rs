//! Graphviz's `dot` as a program, where it is installed.

use crate::base::Diag;
use std::io::Write;
use std::process::{Command, Stdio};

/// True where `dot` can be run.
pub fn installed() -> bool {
    runs("dot", "-V")
}

/// True where librsvg's converter can be run: SVG by our own layout → PNG or PDF.
pub fn converter_installed() -> bool {
    runs("rsvg-convert", "--version")
}

fn runs(program: &str, flag: &str) -> bool {
    Command::new(program).arg(flag).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// Draw DOT with Graphviz. `format` is `svg`, `png` or `pdf`.
///
/// # Errors
/// When `dot` is not installed or does not like its input.
pub fn draw(dot: &str, format: &str) -> Result<Vec<u8>, Diag> {
    let flag = format!("-T{format}");
    let resolution = if format == "png" { "-Gdpi=110" } else { "-Gdpi=72" };
    pass("dot", &[&flag, resolution], dot)
}

/// Turn our own SVG into PNG or PDF with librsvg's converter.
///
/// # Errors
/// When `rsvg-convert` is not installed or fails.
pub fn convert(svg: &str, format: &str) -> Result<Vec<u8>, Diag> {
    let zoom = if format == "png" { "1.5" } else { "1" };
    pass("rsvg-convert", &["--format", format, "--zoom", zoom], svg)
}

/// Run a program with some input; its output.
fn pass(program: &str, arguments: &[&str], input: &str) -> Result<Vec<u8>, Diag> {
    let failed = |message: String| Diag::error("diagram::program", "", message);
    let child = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|e| failed(format!("cannot run {program}: {e}")))?;
    let stdin = child.stdin.take();
    let input = input.to_owned();
    // Written beside reading, so that neither side waits for the other.
    let writer = std::thread::spawn(move || stdin.map_or(Ok(()), |mut to| to.write_all(input.as_bytes())));
    let output = child.wait_with_output().map_err(|e| failed(format!("{program} broke off: {e}")))?;
    let _ = writer.join();
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(failed(format!("{program} failed: {}", said.lines().next().unwrap_or("it gave no reason"))))
}
