//! `build` killed at random moments, and folders that cannot be written: the old result or the new one is there, whole.

#![allow(clippy::unwrap_used)]
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

type Files = BTreeMap<String, Vec<u8>>;

fn command(dir: &Path, input: &str) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("silkgraph"));
    command.current_dir(dir).args(["--quiet", "build", input, "-o", "out", "--also", "nt,nq,jsonld,csv", "--mentions"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn files(folder: &Path) -> Files {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    entries.map(|e| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap())).collect()
}

/// Two folders of texts that give two different graphs.
fn folders(dir: &Path) -> [&'static str; 2] {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/texts");
    for (name, text) in [("a", "xian-2023-page-a.txt"), ("b", "anniversary-2022.txt")] {
        std::fs::create_dir(dir.join(name)).unwrap();
        std::fs::copy(texts.join(text), dir.join(name).join(text)).unwrap();
    }
    ["a", "b"]
}

/// What was seen of builds that were to be killed.
#[derive(Debug, Default)]
struct Seen {
    killed: usize,
    done: usize,
    /// Temporary files were left for a time.
    temporary: usize,
    /// The list of a set was left: the next reader finished what the build had begun.
    lists: usize,
    /// Files of two builds stood side by side before that.
    torn: usize,
}

/// The list of a set that takes its places.
const LIST: &str = ".silkgraph-set.json";

/// Kill so many builds: half of them at any moment, a quarter when the list is there, a quarter when the first file is renamed.
fn kill(times: usize) -> Seen {
    let dir = tempfile::tempdir().unwrap();
    let (out, inputs) = (dir.path().join("out"), folders(dir.path()));
    let whole: Vec<(Files, Duration)> = inputs
        .iter()
        .map(|input| {
            let began = Instant::now();
            assert!(command(dir.path(), input).status().unwrap().success());
            (files(&out), began.elapsed())
        })
        .collect();
    assert!(whole[0].0.len() == 7 && whole[0].0 != whole[1].0);
    std::fs::write(out.join("notes.txt"), "the user's own").unwrap();
    let mut seed = u64::from(std::process::id()) << 20 | 0x9E37_79B9;
    eprintln!("seed {seed}");
    let mut seen = Seen::default();
    for i in 0..times {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let which = i / 2 % 2;
        let mut child = command(dir.path(), inputs[which]).spawn().unwrap();
        if i % 2 == 0 {
            // All moments of a run, those near its end (when files are written) more often.
            let part = 1.1 - 0.8 * ((seed >> 33) as f64 / f64::from(1u32 << 31)).powi(2);
            std::thread::sleep(whole[which].1.mul_f64(part));
        } else {
            let (list, first) = (out.join(LIST), out.join("graph.svg"));
            let inode = || std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(&first).unwrap());
            let (before, by_list) = (inode(), i % 4 == 1);
            while (if by_list { !list.exists() } else { inode() == before }) && child.try_wait().unwrap().is_none() {
                std::hint::spin_loop();
            }
        }
        match child.try_wait().unwrap() {
            Some(_) => seen.done += 1,
            None => {
                child.kill().unwrap();
                seen.killed += 1;
            }
        }
        child.wait().unwrap();
        let left = files(&out);
        let graph =
            |f: &Files| f.iter().filter(|(name, _)| name.starts_with("graph")).map(|(n, b)| (n.clone(), b.clone())).collect::<Files>();
        seen.temporary += usize::from(left.keys().any(|n| n.ends_with(".tmp")));
        seen.lists += usize::from(left.contains_key(LIST));
        seen.torn += usize::from(whole.iter().all(|(w, _)| *w != graph(&left)));
        for (name, bytes) in graph(&left) {
            assert!(whole.iter().any(|(w, _)| w[&name] == bytes), "{name} is neither the old nor the new one");
        }
        // Whatever reads the graph next finds one build's files, whole.
        let ask = Command::new(assert_cmd::cargo::cargo_bin("silkgraph"))
            .current_dir(&out)
            .args(["query", "--data", "graph.ttl", "-e", "ASK {}"])
            .output();
        assert!(ask.unwrap().status.success());
        let now = files(&out);
        assert!(!now.contains_key(LIST));
        assert!(whole.iter().any(|(w, _)| *w == graph(&now)), "files of two builds stand side by side: {:?}", now.keys());
        assert_eq!(now["notes.txt"], b"the user's own");
    }
    assert!(command(dir.path(), inputs[0]).status().unwrap().success());
    let mut now = files(&out);
    now.remove("notes.txt");
    assert_eq!(now.keys().collect::<Vec<_>>(), whole[0].0.keys().collect::<Vec<_>>(), "something stays after the next run");
    assert!(now == whole[0].0);
    seen
}

#[test]
fn a_killed_build_leaves_the_files_of_one_build() {
    eprintln!("{:?}", kill(12));
}

#[test]
#[ignore = "some minutes; cargo test --release --test faults -- --ignored --nocapture"]
fn two_hundred_killed_builds() {
    let seen = kill(200);
    eprintln!("{seen:?}");
    assert!(seen.killed >= 100 && seen.lists >= 10 && seen.torn >= 1, "{seen:?}");
}

fn build(dir: &Path, out: &str) -> (i32, String) {
    let result = Command::new(assert_cmd::cargo::cargo_bin("silkgraph")).current_dir(dir).args(["build", "a", "-o", out]).output().unwrap();
    (result.status.code().unwrap(), String::from_utf8_lossy(&result.stderr).into_owned())
}

#[test]
fn a_folder_that_cannot_be_written_keeps_what_it_has() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    folders(dir.path());
    assert_eq!(build(dir.path(), "out").0, 0);
    let before = files(&dir.path().join("out"));
    std::fs::set_permissions(dir.path().join("out"), std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(dir.path().join("out/probe"), "").is_ok() {
        std::fs::remove_file(dir.path().join("out/probe")).unwrap();
        eprintln!("skipped: a read-only folder (this user may write everything)");
    } else {
        let (code, err) = build(dir.path(), "out");
        assert_eq!((code, err.contains("out")), (70, true), "{err}");
    }
    std::fs::set_permissions(dir.path().join("out"), std::fs::Permissions::from_mode(0o755)).unwrap();
    // A folder stands where a file should go: nothing else is replaced.
    std::fs::remove_file(dir.path().join("out/graph.svg")).unwrap();
    std::fs::create_dir_all(dir.path().join("out/graph.svg/in the way")).unwrap();
    let (code, err) = build(dir.path(), "out");
    assert_eq!((code, err.contains("graph.svg")), (70, true), "{err}");
    assert!(std::fs::read(dir.path().join("out/graph.ttl")).unwrap() == before["graph.ttl"]);
    let names: Vec<_> = std::fs::read_dir(dir.path().join("out")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_full_disk_keeps_what_it_has() {
    let dir = tempfile::tempdir().unwrap();
    folders(dir.path());
    let disk = dir.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&disk).stderr(Stdio::null()).status();
    if !mounted.is_ok_and(|s| s.success()) {
        // The next best: a device that is always full, for the other way out.
        eprintln!("skipped: a full disk (no tmpfs can be mounted)");
        return;
    }
    std::fs::write(disk.join("graph.ttl"), "the old one").unwrap();
    let (code, err) = build(dir.path(), "disk");
    let after = files(&disk);
    assert!(Command::new("umount").arg(&disk).status().unwrap().success());
    assert_eq!((code, err.contains("disk")), (70, true), "{err}");
    assert_eq!(after, Files::from([("graph.ttl".to_owned(), b"the old one".to_vec())]));
}

#[test]
fn standard_output_that_is_full_is_told() {
    let Ok(full) = std::fs::File::options().write(true).open("/dev/full") else { return eprintln!("skipped: no /dev/full") };
    let dir = tempfile::tempdir().unwrap();
    folders(dir.path());
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("silkgraph"));
    let out = command.current_dir(dir.path()).args(["extract", "a"]).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(out.status.code(), Some(70), "{}", String::from_utf8_lossy(&out.stderr));
}
