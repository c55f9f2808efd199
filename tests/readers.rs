//! Everything that is written, read back by other people's programs: rdflib, networkx, rapper, pySHACL where they are
//! installed (`pip install rdflib networkx pyshacl pyoxigraph`, `apt install raptor2-utils`).

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use assert_cmd::Command;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

fn path(local: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(local)
}

fn silkgraph(args: &[&Path]) -> String {
    let out = Command::cargo_bin("silkgraph").unwrap().arg("-q").args(args).output().unwrap();
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// The five texts, without SOURCES.md, which is about them.
fn texts() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(path("data/texts")).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_some_and(|e| e == "txt") {
            std::fs::copy(&file, dir.path().join(file.file_name().unwrap())).unwrap();
        }
    }
    dir
}

/// Run a script with Python; without Python that is said, and nothing fails.
fn python(script: &str, args: &[&Path]) {
    match std::process::Command::new("python3").arg(path("tests").join(script)).args(args).output() {
        Err(e) => println!("skipped: no python3 ({e})"),
        Ok(out) => {
            let told = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
            println!("{told}");
            assert!(out.status.success(), "{told}");
        }
    }
}

#[test]
fn other_readers_see_the_same() {
    let (dir, texts) = (tempfile::tempdir().unwrap(), texts());
    let at = |name: &str| dir.path().join(name);
    let option = Path::new;
    let also = option("nt,nq,trig,jsonld,rdf,graphml,gexf,csv");
    silkgraph(&[option("build"), texts.path(), option("-o"), dir.path(), option("--also"), also, option("--mentions")]);
    let graph = at("graph.nq");
    silkgraph(&[option("export"), option("--data"), &graph, option("-o"), &at("void.ttl")]);
    for ending in ["ttl", "nt"] {
        silkgraph(&[option("export"), option("--data"), &graph, option("--rdf12"), option("-o"), &at(&format!("rdf12.{ending}"))]);
    }
    for format in ["brat", "webanno"] {
        silkgraph(&[option("extract"), texts.path(), option("--format"), option(format), option("-o"), &at(format)]);
    }
    python("readers.py", &[dir.path(), texts.path()]);
}

#[test]
fn the_graph_conforms_to_the_shapes_and_verify_finds_no_fault() {
    let (dir, texts) = (tempfile::tempdir().unwrap(), texts());
    let option = Path::new;
    silkgraph(&[option("build"), texts.path(), option("-o"), dir.path()]);
    let graph = dir.path().join("graph.ttl");
    let told = silkgraph(&[option("verify"), option("--data"), &graph, option("--texts"), texts.path()]);
    assert!(told.contains("the same graph") && told.contains(" 0 do not, 0 were not checked"), "{told}");
    let one = dir.path().join("one");
    let text = texts.path().join("xian-2023-part-3.txt");
    silkgraph(&[option("build"), &text, option("--mentions"), option("-o"), &one]);
    python("shapes.py", &[&path("ontology/shapes.ttl"), &graph, &one.join("graph.ttl")]);
}

#[test]
fn rdflib_and_curl_ask_the_server() {
    let (dir, texts) = (tempfile::tempdir().unwrap(), texts());
    let option = Path::new;
    silkgraph(&[option("build"), texts.path(), option("-o"), dir.path()]);
    let graph = dir.path().join("graph.ttl");
    let mut server = std::process::Command::new(assert_cmd::cargo::cargo_bin("silkgraph"))
        .args([option("-q"), option("serve"), option("--port"), option("0"), option("--data"), &graph])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let asked = std::panic::catch_unwind(|| python("store.py", &[Path::new(address.trim()), &graph]));
    server.kill().unwrap();
    server.wait().unwrap();
    asked.unwrap();
}
