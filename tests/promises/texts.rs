//! Texts: from bytes to relations, nothing panics and every place is exact.

use super::{KIT, cases};
use proptest::prelude::*;
use silkgraph::base::{Span, sha256_hex};
use silkgraph::pipeline::{Run, run};
use silkgraph::text::Input;

/// The real texts, cut at sentence ends and line ends.
fn pieces() -> Vec<&'static str> {
    const TEXTS: [&str; 3] = [
        include_str!("../../data/texts/anniversary-2022.txt"),
        include_str!("../../data/texts/xian-2023-page-a.txt"),
        include_str!("../../data/texts/kazakhstan-2023-page.txt"),
    ];
    TEXTS.iter().flat_map(|t| t.split_inclusive(['\n', '。', '，', '、'])).filter(|p| !p.trim().is_empty()).collect()
}

/// All that is promised of a run.
fn sound(bytes: Vec<u8>) -> Run {
    let input = Input { file: "t.txt".into(), bytes, ..Input::default() };
    let run = run(&KIT, &input);
    let (text, raw) = (&run.text, &run.text.raw);
    assert_eq!(text.sha256, sha256_hex(&input.bytes));
    assert!(!text.norm.contains(silkgraph::rules::encode::stands_for_mention));
    let inside = |start: usize, end: usize| {
        assert!(start < end && end <= text.norm.len(), "{start}..{end} of {}", text.norm.len());
        assert!(text.norm.is_char_boundary(start) && text.norm.is_char_boundary(end));
        let place = text.to_raw(Span::new(start, end));
        assert!(place.start < place.end && place.end <= raw.len(), "{place:?} of {}", raw.len());
        assert!(raw.is_char_boundary(place.start) && raw.is_char_boundary(place.end));
        place
    };
    for article in &text.articles {
        for sentence in &article.sentences {
            inside(sentence.span.start, sentence.span.end);
        }
    }
    for mention in &run.mentions.list {
        let place = inside(mention.span.start, mention.span.end);
        let sentence = &text.articles[mention.article].sentences[mention.sentence];
        assert!(sentence.span.contains(mention.span), "a mention outside its sentence");
        let (first, last) = (mention.span.of(&text.norm).chars().next(), place.of(raw).chars().next());
        // Where the first character was not changed, both begin with it.
        if first.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) && last.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) {
            assert_eq!(first, last, "an offset is not exact");
        }
    }
    for claim in &run.claims.list {
        inside(claim.evidence.start, claim.evidence.end);
        assert!(claim.subject < run.resolved.entities.len() && claim.object < run.resolved.entities.len());
        for mention in [claim.subject_mention, claim.object_mention].into_iter().flatten() {
            assert!(mention < run.mentions.list.len());
        }
    }
    let quads = silkgraph::graph::quads(&KIT.lexicon, run.reading(), silkgraph::graph::Options { mentions: true });
    let mut out = Vec::new();
    silkgraph::export::nquads(&quads, &mut out).unwrap();
    for quad in oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::NQuads).for_slice(&out) {
        quad.unwrap();
    }
    for write in [silkgraph::export::annotations, silkgraph::export::brat, silkgraph::export::webanno] {
        let mut out = Vec::new();
        write(run.reading(), &mut out).unwrap();
        String::from_utf8(out).unwrap();
    }
    run
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn of_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        sound(bytes);
    }

    #[test]
    fn of_any_characters(words in proptest::collection::vec(any::<char>(), 0..200)) {
        sound(words.into_iter().collect::<String>().into_bytes());
    }

    #[test]
    fn of_our_texts_shuffled(order in proptest::collection::vec(any::<prop::sample::Index>(), 1..60), odd in "([\u{200b}\u{202e}\u{e005}\u{301}“”《》（）\r\n\t ]|\\PC){0,3}") {
        let pieces = pieces();
        let text: Vec<&str> = order.iter().map(|i| *i.get(&pieces)).collect();
        sound(text.join(&odd).into_bytes());
    }

    #[test]
    fn of_our_texts_with_characters_changed(start in any::<prop::sample::Index>(), edits in proptest::collection::vec((any::<prop::sample::Index>(), "\\PC{0,3}"), 0..30)) {
        let pieces = pieces();
        let from = start.index(pieces.len());
        let mut chars: Vec<String> = pieces[from..(from + 40).min(pieces.len())].concat().chars().map(String::from).collect();
        for (at, with) in edits {
            *at.get_mut(&mut chars) = with;
        }
        sound(chars.concat().into_bytes());
    }

    #[test]
    fn of_bytes_of_our_texts_changed(start in any::<prop::sample::Index>(), edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12)) {
        let pieces = pieces();
        let from = start.index(pieces.len());
        let mut bytes = pieces[from..(from + 20).min(pieces.len())].concat().into_bytes();
        for (at, with) in edits {
            *at.get_mut(&mut bytes) = with;
        }
        sound(bytes);
    }

    #[test]
    fn of_any_encoding(order in proptest::collection::vec(any::<prop::sample::Index>(), 8..30), which in 0..4usize) {
        let pieces = pieces();
        let text: String = order.iter().map(|i| *i.get(&pieces)).collect();
        let bytes = match which {
            0 => encoding_rs::GB18030.encode(&text).0.into_owned(),
            1 => [&[0xFF, 0xFE][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat(),
            2 => [&[0xFE, 0xFF][..], &text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()].concat(),
            _ => text.clone().into_bytes(),
        };
        prop_assert_eq!(sound(bytes).text.raw, text);
    }

    #[test]
    fn of_dates(words in "([0-9〇一二三四五六七八九十百千两零廿]{0,5}(年|月|日|世纪|周年|年代|季度|号|个月|年来)|今年|去年|同年|当天|至|到|从|起|前|后|以来|以前|[0-9]{4}[-.—][0-9]{1,2}|第|，|。){1,14}") {
        sound(format!("2023年5月19日，{words}中国支持“一带一路”倡议。").into_bytes());
    }
}
