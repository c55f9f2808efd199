//! Prints the articles of a file: title, date, genre, then each sentence with its part.
//!
//! `cargo run --example read_text data/texts/xian-2023-page-a.txt`
#![allow(clippy::print_stdout)]

use silkgraph::text::{Input, read};

fn main() -> std::io::Result<()> {
    for file in std::env::args().skip(1) {
        let text = read(&Input { bytes: std::fs::read(&file)?, file, ..Input::default() });
        println!("==== {} ({} articles)", text.file, text.articles.len());
        for diag in &text.diags {
            println!("!! {}: {}", diag.code, diag.message);
        }
        for article in &text.articles {
            let date = article.date.map_or("no date".to_owned(), |d| d.to_string());
            println!("\n## {} | {date} | {}", article.title, article.genre.name());
            for (i, s) in article.sentences.iter().enumerate() {
                let heading = s.heading.map_or(String::new(), |h| format!("^{h}"));
                println!("{i:4} {:9} p{}{heading} {}", format!("{:?}", s.part), s.paragraph, s.span.of(&text.norm));
            }
        }
    }
    Ok(())
}
