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
