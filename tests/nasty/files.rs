//! Files that are not there, not whole, or not what they seem. Good ones beside them are in the graph all the same.

use super::{GOOD, build, codes, relations, silkgraph};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::path::Path;

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("in")).unwrap();
    for (name, bytes) in files {
        std::fs::write(dir.path().join("in").join(name), bytes).unwrap();
    }
    dir
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// Build `in`; with the good file beside the bad ones the graph must hold the good file's fact.
fn bad(dir: &Path, want: i32, says: &[&str]) -> String {
    std::fs::write(dir.join("in/good.txt"), GOOD).unwrap();
    let (code, out, err) = silkgraph(dir, &["build", "in", "-o", "out", "--no-diagram"]);
    assert_eq!(code, want, "{err:.800}");
    says.iter().for_each(|s| assert!(err.contains(s), "no “{s}” in: {err:.800}"));
    let graph = std::fs::read_to_string(dir.join("out/graph.ttl")).unwrap();
    assert!(graph.contains("good.txt") && graph.contains("supports"), "the good file is lost");
    out
}

#[test]
fn packed_files_cut_short() {
    let whole = GOOD.repeat(3000);
    let packed = gz(whole.as_bytes());
    let zst = zstd::encode_all(whole.as_bytes(), 3).unwrap();
    let dir = folder(&[
        ("cut.txt.gz", &packed[..packed.len() - 12]),
        ("head.txt.gz", &packed[..5]),
        ("none.txt.gz", b""),
        ("noise.txt.gz", b"no gzip at all"),
        ("cut.txt.zst", &zst[..zst.len() / 2]),
        ("noise.txt.zst", b"no zstd at all"),
        ("twice.txt.gz", &gz(&packed)),
    ]);
    bad(dir.path(), 3, &["cut.txt.gz", "head.txt.gz", "noise.txt.gz", "cut.txt.zst", "noise.txt.zst", "twice.txt.gz"]);
}

#[test]
fn lines_of_json_that_are_wrong_are_named_and_the_others_read() {
    let deep = format!("{{\"text\":{}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
    let lines = [
        format!("\u{FEFF}{{\"id\":\"a\",\"text\":\"{GOOD}\"}}"),
        "{\"id\":\"b\",\"text\":".into(),
        "[1,2]".into(),
        "null".into(),
        "{\"id\":\"c\"}".into(),
        "{\"text\":7}".into(),
        "{\"text\":\"中国。\",\"date\":\"19.5.2023\"}".into(),
        "{\"text\":\"\\ud800\"}".into(),
        deep,
        "{\"text\":\"\\u0000\"}".into(),
        String::new(),
        format!("{{\"id\":\"z\",\"text\":\"哈萨克斯坦{GOOD}\"}}"),
    ];
    let mut bytes = lines.join("\r\n").into_bytes();
    bytes.extend(b"\n{\"text\":\"\xFF\"}\n");
    let dir = folder(&[("a.jsonl", &bytes)]);
    let says = ["line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 8", "line 9", "line 13", "a.jsonl#10"];
    bad(dir.path(), 3, &says);
    let graph = std::fs::read_to_string(dir.path().join("out/graph.ttl")).unwrap();
    assert!(graph.contains("sg:file \"a\"") && graph.contains("sg:file \"z\""));
}

#[test]
fn a_file_that_is_no_json_lines_at_all_is_summed_up() {
    let dir = folder(&[("novel.jsonl", "这不是记录。\n".repeat(50_000).as_bytes())]);
    let (code, _, err) = silkgraph(dir.path(), &["extract", "in"]);
    assert_eq!(code, 3);
    assert!(err.contains("line 20 ") && !err.contains("line 21 ") && err.contains("49980 more lines are no records"), "{err:.500}");
    bad(dir.path(), 3, &["49980 more lines"]);
}

#[test]
fn a_packed_file_that_unpacks_without_end_is_refused() {
    let zeros = std::io::Read::take(std::io::repeat(b'0'), 2 << 30);
    let zst = zstd::encode_all(zeros, 1).unwrap();
    let mut small = GzEncoder::new(Vec::new(), Compression::fast());
    (0..40).for_each(|_| small.write_all(&[b'0'; 1 << 20]).unwrap());
    let small = small.finish().unwrap();
    let dir = folder(&[("bomb.txt.zst", &zst), ("bomb.jsonl.zst", &zst), ("small.txt.gz", &small)]);
    std::fs::write(dir.path().join("in/good.txt"), GOOD).unwrap();
    let (code, _, err) = silkgraph(dir.path(), &["build", "in", "-o", "out", "--no-diagram", "--max-text", "32"]);
    assert_eq!(code, 3, "{err:.800}");
    for says in ["bomb.txt.zst", "bomb.jsonl", "small.txt.gz", "longer than 32 MB", "--max-text", "what follows was not read"] {
        assert!(err.contains(says), "no “{says}” in: {err:.1500}");
    }
    assert!(std::fs::read_to_string(dir.path().join("out/graph.ttl")).unwrap().contains("supports"));
    // Nothing near what they unpack to is held.
    assert_eq!(err.matches("input::too_long").count(), 3, "{err:.1500}");
}

#[test]
fn a_file_that_grows_while_it_is_read_is_told_and_the_others_are_read() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let dir = folder(&[("log.txt", b"")]);
    let (path, over) = (dir.path().join("in/log.txt"), AtomicBool::new(false));
    let code = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut log = std::fs::File::options().append(true).open(&path).unwrap();
            while !over.load(Ordering::Relaxed) && log.metadata().unwrap().len() < 8 << 20 {
                log.write_all("这一行还在写。\n".as_bytes()).unwrap();
            }
        });
        std::fs::write(dir.path().join("in/good.txt"), GOOD).unwrap();
        let (code, _, err) = silkgraph(dir.path(), &["build", "in", "-o", "out", "--no-diagram"]);
        over.store(true, Ordering::Relaxed);
        assert!(code == 0 || err.contains("input::changed") && err.contains("log.txt"), "{code}: {err:.500}");
        code
    });
    // Whether it is caught changing is chance; that it was read as a whole of some moment is not.
    assert!([0, 3].contains(&code));
    let graph = std::fs::read_to_string(dir.path().join("out/graph.ttl")).unwrap();
    assert!(graph.contains("good.txt") && graph.contains("supports"));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_is_passed_over_in_folders_and_named_where_it_is_named() {
    let dir = folder(&[("a.parquet", b"PAR1\0\0PAR1"), ("b.PARQUET.gz", b"PAR1"), ("good.txt", GOOD.as_bytes())]);
    let (code, out, err) = silkgraph(dir.path(), &["build", "in", "-o", "out", "--no-diagram"]);
    assert!(code == 0 && err.is_empty() && out.contains("texts                      1"), "{out}{err}");
    for args in
        [["extract", "in/a.parquet"], ["extract", "in/b.PARQUET.gz"], ["extract", "--jsonl=in/a.parquet"], ["build", "in/a.parquet"]]
    {
        let (code, _, err) = silkgraph(dir.path(), &args);
        let told = err.contains("input::no_parquet") && err.contains("--features parquet") && err.contains("arquet");
        assert!(code == 3 && told && err.matches("error[").count() == 1, "{args:?}: {err}");
    }
    std::fs::rename(dir.path().join("in/a.parquet"), dir.path().join("in/a.txt")).unwrap();
    assert!(silkgraph(dir.path(), &["extract", "in/a.txt"]).2.contains("not text"));
}

#[test]
fn names_in_a_graph_do_not_open_files_elsewhere() {
    let dir = folder(&[("a.txt", GOOD.as_bytes())]);
    std::fs::write(dir.path().join("secret.txt"), GOOD).unwrap();
    assert_eq!(silkgraph(dir.path(), &["build", "in", "-o", ".", "--no-diagram", "--also", "nt"]).0, 0);
    let graph = std::fs::read_to_string(dir.path().join("graph.nt")).unwrap();
    let (code, out, _) = silkgraph(dir.path(), &["verify", "--data", "graph.nt", "--texts", "in"]);
    assert!(code == 0 && !out.contains("\n0 quotations stand"), "{out}");
    for name in ["../secret.txt", &dir.path().join("secret.txt").display().to_string(), "/dev/zero", "../in/../secret.txt"] {
        std::fs::write(dir.path().join("evil.nt"), graph.replace("\"a.txt\"", &format!("\"{name}\""))).unwrap();
        let (code, out, err) = silkgraph(dir.path(), &["verify", "--data", "evil.nt", "--texts", "in"]);
        assert!(code == 0 && out.contains("\n0 quotations stand"), "{name} was read: {out}{err}");
    }
}

#[test]
fn two_texts_of_one_id_are_both_kept_and_told() {
    let other = "哈萨克斯坦支持“一带一路”倡议。";
    let record = |text: &str| format!("{{\"id\":\"same\",\"text\":\"{text}\"}}\n");
    let dir = folder(&[("a.jsonl", (record(GOOD) + &record(other) + &record(other)).as_bytes())]);
    let (built, diags) = build(&[dir.path().join("in")]);
    assert_eq!((codes(&diags), diags.len(), relations(&built)), (vec!["input::duplicate_id"], 2, 3), "{diags:?}");
    assert_eq!(built.summary.statements, 2);
    let (code, _, err) = silkgraph(dir.path(), &["extract", "in", "-o", "out"]);
    assert_eq!((code, err.contains("left out")), (2, true), "{err}");
    assert!(dir.path().join("out/same.jsonl").exists());
}

#[cfg(unix)]
#[test]
fn links_folders_and_files_without_permission() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = folder(&[("secret.txt", GOOD.as_bytes())]);
    let inside = dir.path().join("in");
    symlink("nowhere.txt", inside.join("dangling.txt")).unwrap();
    symlink("circle.txt", inside.join("circle.txt")).unwrap();
    symlink(".", inside.join("self")).unwrap();
    std::fs::create_dir_all(inside.join("folder.txt/file.jsonl")).unwrap();
    std::fs::write(inside.join("folder.txt/inner.txt"), "哈萨克斯坦支持“一带一路”倡议。").unwrap();
    std::fs::set_permissions(inside.join("secret.txt"), std::fs::Permissions::from_mode(0o0)).unwrap();
    let root = std::fs::read(inside.join("secret.txt")).is_ok();
    if root {
        eprintln!("skipped: a file without permission (this user may read everything)");
    }
    let says: &[&str] = if root { &["dangling.txt", "circle.txt"] } else { &["dangling.txt", "circle.txt", "secret.txt"] };
    bad(dir.path(), 3, says);
    let graph = std::fs::read_to_string(dir.path().join("out/graph.ttl")).unwrap();
    assert!(graph.contains("folder.txt/inner.txt"));
    let (code, _, err) = silkgraph(dir.path(), &["build", "in/dangling.txt", "-o", "o"]);
    assert_eq!((code, err.contains("dangling.txt")), (3, true), "{err}");
}

#[test]
fn a_file_that_vanishes_or_shrinks_while_others_are_read() {
    let dir = folder(&[("a.txt", GOOD.as_bytes()), ("b.txt", GOOD.as_bytes()), ("c.txt", "哈萨克斯坦。".as_bytes())]);
    let (found, _) = silkgraph::pipeline::find(&[dir.path().join("in")]);
    std::fs::remove_file(dir.path().join("in/a.txt")).unwrap();
    std::fs::write(dir.path().join("in/c.txt"), "").unwrap();
    let pool = silkgraph::pipeline::threads(1).unwrap();
    let built = silkgraph::pipeline::build(&super::KIT, &pool, &found, Default::default(), &|| ()).unwrap();
    assert_eq!(codes(&built.diags), ["input::unreadable", "text::empty"]);
    assert_eq!(relations(&built), 1);
}

#[test]
fn names_that_lead_out_of_the_folder_stay_in_it() {
    let ids = ["../../up", "/etc/abs", "a/../../b", "C:\\x", "..", "", ".", "nul\\u0000", "line\\nend", "CON", &"很".repeat(5000)];
    let lines: String = ids.iter().map(|id| format!("{{\"id\":\"{}\",\"text\":\"{GOOD}\"}}\n", id.replace("C:\\", "C:\\\\"))).collect();
    let dir = folder(&[("a.jsonl", lines.as_bytes())]);
    for format in ["annotations", "brat", "nquads", "webanno"] {
        let (code, _, err) = silkgraph(dir.path(), &["extract", "in", "-o", "deep/out", "--format", format]);
        // `..`, `.` and the empty name are all “text”: one is written, the others are told.
        assert_eq!((code, err.contains("left out")), (2, true), "{err:.500}");
    }
    let mut names: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["deep", "in"]);
    assert_eq!(std::fs::read_dir(dir.path().join("deep")).unwrap().count(), 1);
}

#[test]
fn odd_arguments() {
    let dir = folder(&[("-dash.txt", GOOD.as_bytes())]);
    let run = |args: &[&str]| silkgraph(dir.path(), args);
    assert_eq!(run(&["build", "--", "in/-dash.txt"]).0, 0);
    for args in [["build", "nowhere"], ["build", "nowhere/*.txt"], ["verify", "--data=in"], ["eval", "--gold=in"]] {
        let (code, _, err) = run(&args);
        assert_eq!(code, 3, "{args:?}: {err}");
    }
    assert_eq!(run(&["build", "in", "--threads", "-1"]).0, 2);
    assert_eq!(run(&["build", "in", "--also", "exe"]).0, 2);
}
