//! Random mutations of real files, for so many seconds a target: `cargo run --release --example fuzz -- 300 [TARGET] [SEED]`.
//!
//! Ends with 1 at the first failure and writes the input to `fuzz-TARGET.bin`. Needs no nightly compiler.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use silkgraph::base::Span;
use silkgraph::eval::{Page, Side};
use silkgraph::graph::Graph;
use silkgraph::pipeline::{Kit, run};
use silkgraph::rules::RuleSet;
use silkgraph::text::{Input, read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// A target: its name, what it starts from, what it does with bytes.
type Target = (&'static str, &'static [&'static [u8]], fn(&Kit, &[u8]));

const TEXTS: &[&[u8]] = &[
    include_bytes!("../data/texts/anniversary-2022.txt"),
    include_bytes!("../data/texts/xian-2023-page-a.txt"),
    include_bytes!("../data/texts/kazakhstan-2023-page.txt"),
    "# 宣言\n\n> 各方**支持**[中国](x)。\n\n- 一、\n- 二、\n\n| a | b |\n|---|---|\n".as_bytes(),
    "<!DOCTYPE html><html><head><title>宣言</title></head><body><h1>宣言</h1><p>中国支持&ldquo;一带一路&rdquo;倡议。</p><ul><li>甲</li></ul></body></html>".as_bytes(),
    "2023年5月19日至20日，去年同期，本世纪中叶，2021—2025年，二〇二三年五月，今年下半年。".as_bytes(),
];
const RULES: &[&[u8]] = &[
    include_bytes!("../data/rules/words.toml"),
    include_bytes!("../tests/nasty/rules/many-at-once.toml"),
    include_bytes!("../tests/nasty/rules/unbound-name.toml"),
];
const LEXICON: &[&[u8]] = &[include_bytes!("../data/lexicon/states.ttl"), include_bytes!("../data/lexicon/sources.ttl")];
const NOTES: &[&[u8]] = &[include_bytes!("../data/gold/xian-2023-part-3.jsonl"), include_bytes!("../data/gold/xian-2023-page-b.jsonl")];

const TARGETS: &[Target] = &[
    ("text", TEXTS, |_, bytes| sound(&read(&input(bytes)))),
    ("run", TEXTS, |kit, bytes| {
        let run = run(kit, &input(bytes));
        sound(&run.text);
        for m in &run.mentions.list {
            place(&run.text, m.span.start, m.span.end);
        }
        for c in &run.claims.list {
            place(&run.text, c.evidence.start, c.evidence.end);
        }
        let quads = silkgraph::graph::quads(&kit.lexicon, run.reading(), Default::default());
        let triples = Graph::from_quads(quads).unwrap().triples();
        let mut out = Vec::new();
        silkgraph::export::turtle(&triples, &mut out).unwrap();
        let again = oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::Turtle).for_slice(&out);
        assert_eq!(again.map(Result::unwrap).count(), triples.len());
    }),
    ("rules", RULES, |_, bytes| {
        let source = String::from_utf8_lossy(bytes).into_owned();
        places(RuleSet::load(&[("a.toml".to_owned(), source)]).err());
    }),
    ("lexicon", LEXICON, |_, bytes| {
        let source = String::from_utf8_lossy(bytes).into_owned();
        places(silkgraph::lexicon::Lexicon::load(&[("a.ttl".to_owned(), source)]).err());
    }),
    ("annotations", NOTES, |_, bytes| {
        let page = Page::new("d", std::str::from_utf8(TEXTS[0]).unwrap());
        let _ = Side::gold(&page, ("d.jsonl", &String::from_utf8_lossy(bytes)), None);
        silkgraph::pipeline::records("d.jsonl".to_owned(), std::io::Cursor::new(bytes.to_vec())).for_each(drop);
    }),
];

fn input(bytes: &[u8]) -> Input {
    Input { file: "t.txt".into(), bytes: bytes.to_vec(), ..Input::default() }
}

fn place(text: &silkgraph::text::Text, start: usize, end: usize) {
    assert!(start < end && text.norm.get(start..end).is_some(), "a span is no words of the text");
    let raw = text.to_raw(Span::new(start, end));
    assert!(raw.start < raw.end && text.raw.get(raw.range()).is_some(), "a span is no words of the raw text");
}

fn sound(text: &silkgraph::text::Text) {
    text.articles.iter().flat_map(|a| &a.sentences).for_each(|s| place(text, s.span.start, s.span.end));
}

fn places(diags: Option<Vec<silkgraph::base::Diag>>) {
    for diag in diags.unwrap_or_default() {
        assert!(diag.labels.iter().all(|l| diag.source.get(l.range.clone()).is_some()), "a place outside of the file: {diag:?}");
    }
}

/// A generator of random numbers: xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n.max(1)
    }
}

const ODD: &[&str] = &[
    "\0",
    "\u{FEFF}",
    "\u{200B}",
    "\u{202E}",
    "\u{E000}",
    "\u{E07F}",
    "\u{FFFD}",
    "\u{301}",
    "𠀀",
    "\r",
    "\n\n",
    "“",
    "”",
    "《",
    "》",
    "（",
    "）",
    "<p>",
    "</p>",
    "<!--",
    "&#x",
    "**",
    "[",
    "]",
    "```",
    "---\n",
    "年",
    "月",
    "日",
    "第",
    "、",
    "，",
    "。",
    "……",
    "\"",
    "\\",
    "{",
    "}",
    "<",
    ">",
    "一、",
    "99999999999999999999",
    "\\u{0}",
    "null",
    "1e999",
    "@zh",
    "sg:",
];

/// A part of a seed with up to twenty changes.
fn mutate(random: &mut Random, seeds: &[&[u8]]) -> Vec<u8> {
    let part = |random: &mut Random, most: usize| {
        let seed = seeds[random.below(seeds.len())];
        let start = random.below(seed.len());
        seed[start..(start + random.below(most) + 1).min(seed.len())].to_vec()
    };
    let mut bytes = part(random, 3000);
    for _ in 0..=random.below(20) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(6) {
            0 if at < bytes.len() => bytes[at] = random.below(256) as u8,
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, part(random, 300))),
            3 => drop(bytes.splice(at..end, part(random, 60))),
            4 => {
                let again = bytes[at..end].repeat(random.below(8));
                drop(bytes.splice(at..at, again));
            }
            _ => drop(bytes.splice(at..at, ODD[random.below(ODD.len())].bytes())),
        }
    }
    bytes
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let seconds: u64 = args.first().and_then(|a| a.parse().ok()).unwrap_or(10);
    let seed: u64 = args.get(2).and_then(|a| a.parse().ok()).unwrap_or(0x51_4B_67);
    let kit = Kit::embedded().unwrap();
    for (name, seeds, work) in TARGETS.iter().filter(|t| args.get(1).is_none_or(|a| a == t.0)) {
        let mut random = Random(seed | 1);
        let (until, mut count) = (Instant::now() + Duration::from_secs(seconds), 0u64);
        while Instant::now() < until {
            let bytes = mutate(&mut random, seeds);
            if catch_unwind(AssertUnwindSafe(|| work(&kit, &bytes))).is_err() {
                std::fs::write(format!("fuzz-{name}.bin"), &bytes).unwrap();
                println!("{name}: failed after {count} executions; the input is in fuzz-{name}.bin");
                std::process::exit(1);
            }
            count += 1;
        }
        println!("{name}: {count} executions in {seconds} s, no failure");
    }
}
