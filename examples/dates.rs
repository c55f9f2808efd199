//! The times of a text with their values: `cargo run --example dates -- FILE [YYYY-MM-DD]`.

use silkgraph::{mention::date::find, resolve::when::Clock};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let text = std::fs::read_to_string(args.next().ok_or("usage: dates FILE [YYYY-MM-DD]")?)?;
    let document = args.next().map(|d| d.parse()).transpose()?;
    let mut clock = Clock::new(document);
    for line in text.lines() {
        for sentence in line.split_inclusive('。') {
            clock.sentence();
            for found in find(sentence) {
                let value = clock.value(&found.when).unwrap_or_default();
                let start = sentence[..found.range.start].char_indices().rev().nth(7).map_or(0, |c| c.0);
                let end = sentence[found.range.end..].char_indices().nth(8).map_or(sentence.len(), |c| found.range.end + c.0);
                let (before, words, after) =
                    (&sentence[start..found.range.start], &sentence[found.range.clone()], &sentence[found.range.end..end]);
                eprintln!("{value:24} {before}[{words}]{after}");
            }
        }
    }
    Ok(())
}
