//! `build --cache`: the same bytes as a build without, whatever was built before.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::path::{Path, PathBuf};

struct Folder {
    dir: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("texts")).unwrap();
        Folder { dir }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn text(&self, name: &str, words: &str) {
        std::fs::write(self.path("texts").join(name), words).unwrap();
    }

    /// Build with and without the cache; graph and drawing must be the same, and so must what is printed but for the time.
    fn check(&self, more: &[&str], what: &str) {
        let build = |out: &str, cache: &[&str]| {
            let (texts, out) = (self.path("texts"), self.path(out));
            let args = [&["build", texts.to_str().unwrap(), "-o", out.to_str().unwrap()][..], cache, more].concat();
            let ran = Command::cargo_bin("silkgraph").unwrap().args(args).output().unwrap();
            assert!(ran.status.success(), "{what}: {}", String::from_utf8_lossy(&ran.stderr));
            let told = String::from_utf8(ran.stdout).unwrap();
            let told: Vec<String> =
                told.lines().take_while(|l| !l.is_empty()).filter(|l| !l.starts_with("seconds")).map(str::to_owned).collect();
            let files = ["graph.ttl", "graph.svg", "graph.nq"].map(|name| std::fs::read(out.join(name)).unwrap_or_default());
            (told, files)
        };
        let cache = self.path("cache");
        let (with, without) = (build("with", &["--cache", cache.to_str().unwrap()]), build("without", &[]));
        assert_eq!(with.0, without.0, "{what}");
        for (with, without) in with.1.iter().zip(&without.1) {
            assert!(with == without, "{what}: another file with the cache");
        }
        assert!(!without.1[0].is_empty());
    }

    /// How many bytes each segment of the cache has, in order of size.
    fn segments(&self) -> Vec<u64> {
        let entries = std::fs::read_dir(self.path("cache")).unwrap().map(|e| e.unwrap());
        let segments = entries.filter(|e| e.path().extension().is_some_and(|e| e == "cache"));
        let mut sizes: Vec<u64> = segments.map(|e| e.metadata().unwrap().len()).collect();
        sizes.sort_unstable();
        sizes
    }
}

#[test]
fn a_build_after_a_change_gives_the_bytes_of_a_full_build() {
    let folder = Folder::new();
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/texts");
    for name in ["anniversary-2022.txt", "xian-2023-part-3.txt", "xian-2023-page-a.txt"] {
        folder.text(name, &std::fs::read_to_string(texts.join(name)).unwrap());
    }
    folder.check(&[], "nothing known");
    assert_eq!(folder.segments().len(), 1);
    folder.check(&[], "all known");
    assert_eq!(folder.segments().len(), 1, "nothing new, nothing written");
    folder.text("new.txt", "中国支持哈萨克斯坦提出的丝路生态论坛倡议。");
    folder.check(&[], "a text more");
    let sizes = folder.segments();
    assert!(sizes.len() == 2 && sizes[0] * 4 < sizes[1], "only what is new is written: {sizes:?}");
    folder.text("new.txt", "中国支持乌兹别克斯坦提出的丝路生态论坛倡议。");
    folder.check(&[], "a text changed");
    std::fs::rename(folder.path("texts").join("new.txt"), folder.path("texts").join("newer.txt")).unwrap();
    folder.check(&[], "a text of another name");
    std::fs::remove_file(folder.path("texts").join("anniversary-2022.txt")).unwrap();
    folder.check(&[], "a text less");
    folder.check(&["--mentions"], "another option");
    folder.check(&["--also", "nq"], "another format");
    folder.check(&["--threads", "1"], "one thread");
    // A rule less: other facts.
    let kit = folder.path("kit/data/rules");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/rules"), &kit);
    folder.check(&["--kit", folder.path("kit").to_str().unwrap()], "another kit");
    let acts = kit.join("relations/acts.toml");
    std::fs::write(&acts, format!("{}\n# another\n", std::fs::read_to_string(&acts).unwrap())).unwrap();
    folder.check(&["--kit", folder.path("kit").to_str().unwrap()], "a rule file changed");
    // A cache that was cut short is not believed.
    for entry in std::fs::read_dir(folder.path("cache")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    }
    folder.check(&[], "a cache cut short");
}

#[test]
fn odd_texts_are_told_of_at_every_build() {
    let folder = Folder::new();
    folder.text("good.txt", "中国支持哈萨克斯坦提出的丝路生态论坛倡议。");
    folder.text("odd.txt", "   \n");
    for time in ["first", "second"] {
        let (texts, out, cache) = (folder.path("texts"), folder.path("out"), folder.path("cache"));
        let args = ["build", texts.to_str().unwrap(), "-o", out.to_str().unwrap(), "--cache", cache.to_str().unwrap()];
        let ran = Command::cargo_bin("silkgraph").unwrap().args(args).output().unwrap();
        assert!(String::from_utf8_lossy(&ran.stderr).contains("text::empty"), "{time}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { std::fs::copy(&path, &target).map(drop).unwrap() }
    }
}
