//! examples/spark, run where pyspark and Java are installed (`pip install 'pyspark==4.*'`, `apt install default-jre-headless`).

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

#[test]
fn part_files_hold_what_one_run_gives_also_when_an_executor_is_killed() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spark.py");
    match Command::new("python3").arg(script).arg(assert_cmd::cargo::cargo_bin("silkgraph")).output() {
        Err(e) => println!("skipped: no python3 ({e})"),
        Ok(out) => {
            let told = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
            println!("{told}");
            assert!(out.status.success(), "{told}");
        }
    }
}
