//! How fast names and dates are found, and how fast a bare automaton over the same names runs:
//! `cargo run --release --example ceiling -- TEXTS.jsonl`. One line of JSON for each; one thread; `seconds` leave out set-up.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use silkgraph::mention::date;
use silkgraph::pipeline::{self, Kit};
use std::io::{BufReader, Write};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: ceiling TEXTS.jsonl")?;
    let records = pipeline::records(path.clone(), BufReader::new(std::fs::File::open(path)?), pipeline::LONGEST);
    let texts: Vec<String> = records.filter_map(Result::ok).filter_map(|i| String::from_utf8(i.bytes).ok()).collect();
    let kit = Kit::embedded().map_err(|d| d[0].message.clone())?;
    let names: Vec<&str> = kit.lexicon.names().map(|n| n.0).collect();
    let bare: CharwiseDoubleArrayAhoCorasick<u32> =
        CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(&names).map_err(|e| e.to_string())?;
    measure("daachorse", &texts, |t| bare.leftmost_find_iter(t).count())?;
    measure("silkgraph-names", &texts, |t| kit.lexicon.find(t).len())?;
    measure("silkgraph-dates", &texts, |t| date::find(t).len())
}

fn measure(what: &str, texts: &[String], find: impl Fn(&str) -> usize) -> Result<(), Box<dyn std::error::Error>> {
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut best = f64::MAX;
    let mut found = 0;
    for _ in 0..3 {
        let start = Instant::now();
        found = texts.iter().map(|t| find(t)).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    writeln!(std::io::stdout(), "{{\"name\": \"{what}\", \"bytes\": {bytes}, \"seconds\": {best:.6}, \"found\": {found}}}")?;
    Ok(())
}
