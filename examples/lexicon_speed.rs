//! How fast the names are found: `cargo run --release --example lexicon_speed -- LEXICON_FOLDER TEXT_FILE [MEGABYTES]`.

use silkgraph::lexicon::Lexicon;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(folder), Some(file)) = (args.next(), args.next()) else {
        return Err("usage: lexicon_speed LEXICON_FOLDER TEXT_FILE [MEGABYTES]".into());
    };
    let size = args.next().map_or(Ok(20), |m| m.parse::<usize>())? * 1_000_000;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "ttl") {
            files.push((path.display().to_string(), std::fs::read_to_string(&path)?));
        }
    }
    let start = Instant::now();
    let lexicon = Lexicon::load(&files).map_err(|d| format!("{} mistakes, the first: {}", d.len(), d[0].message))?;
    let loaded = start.elapsed();
    let one = std::fs::read_to_string(file)?;
    let text = one.repeat((size / one.len().max(1)).max(1));
    let start = Instant::now();
    let hits = lexicon.find(&text).len();
    let seconds = start.elapsed().as_secs_f64();
    let names = lexicon.names().count();
    let speed = text.len() as f64 / 1e6 / seconds;
    eprintln!("{names} names loaded in {loaded:.1?}; {} bytes, {hits} hits, {speed:.0} MB/s", text.len());
    Ok(())
}
