//! The texts of the project: their articles, and every annotated name in one piece.

use super::*;
use jiff::civil::date;
use std::collections::HashSet;

fn file(name: &str) -> Text {
    let path = format!("{}/data/texts/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    read(&Input { bytes: std::fs::read(&path).expect("a text of the project"), file: path, ..Input::default() })
}

fn articles(name: &str) -> Vec<(String, Option<Date>, Genre)> {
    file(name).articles.into_iter().map(|a| (a.title, a.date, a.genre)).collect()
}

fn expect(rows: &[(&str, i8, Genre)]) -> Vec<(String, Option<Date>, Genre)> {
    rows.iter().map(|(t, day, g)| ((*t).to_owned(), Some(date(2023, 5, *day)), *g)).collect()
}

#[test]
fn articles_of_each_text() {
    let title = "携手建设守望相助、共同发展、普遍安全、世代友好的中国—中亚命运共同体——在中国—中亚峰会上的主旨讲话";
    assert_eq!(
        articles("xian-2023-page-b"),
        expect(&[
            (title, 19, Genre::Speech),
            ("", 19, Genre::Declaration),
            ("中国—中亚峰会成果清单", 19, Genre::OutcomeList),
            ("", 19, Genre::News)
        ])
    );
    let title = "国务院委员兼外长秦刚就中国—中亚峰会成果接受媒体采访 长安复携手中丝路启新程";
    assert_eq!(
        articles("xian-2023-page-a"),
        expect(&[
            ("中国—中亚峰会西安宣言", 19, Genre::Declaration),
            (title, 19, Genre::Interview),
            ("中国—中亚峰会成果清单", 19, Genre::OutcomeList)
        ])
    );
    assert_eq!(
        articles("kazakhstan-2023-page"),
        expect(&[
            ("", 16, Genre::News),
            ("中华人民共和国和哈萨克斯坦共和国联合声明", 17, Genre::Declaration),
            ("", 17, Genre::News),
            ("", 17, Genre::News),
            ("推动中国—中亚合作步入新时代", 17, Genre::Commentary),
        ])
    );
    assert_eq!(
        articles("anniversary-2022"),
        [("中国同中亚五国领导人关于建交30周年的联合声明".to_owned(), Some(date(2022, 1, 25)), Genre::Declaration)]
    );
    let part = articles("xian-2023-part-3");
    assert_eq!((part.len(), part[0].0.as_str(), part[0].2), (1, "中国—中亚峰会西安宣言全文（三）", Genre::Declaration));
}

#[derive(serde::Deserialize)]
struct Row {
    mention: Option<Place>,
    relation: Option<Place>,
}

#[derive(serde::Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

/// Raw byte ranges.
type Places = Vec<(usize, usize)>;

/// The annotated mentions and evidence sentences of a text, as raw byte ranges.
fn gold(name: &str, raw: &str) -> (Places, Places) {
    let bytes: Vec<usize> = raw.char_indices().map(|(i, _)| i).chain([raw.len()]).collect();
    let path = format!("{}/data/gold/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let lines = std::fs::read_to_string(path).expect("annotations");
    let rows: Vec<Row> = lines.lines().map(|l| serde_json::from_str(l).expect("a row")).collect();
    let place = |p: &Place| (bytes[p.start], bytes[p.end]);
    let mentions = rows.iter().filter_map(|r| r.mention.as_ref()).map(place).collect();
    let mut evidence: Vec<_> = rows.iter().filter_map(|r| r.relation.as_ref()).map(place).collect();
    evidence.sort_unstable();
    evidence.dedup();
    (mentions, evidence)
}

const ANNOTATED: [&str; 3] = ["xian-2023-page-a", "xian-2023-page-b", "xian-2023-part-3"];

#[test]
fn every_annotated_name_is_in_one_piece() {
    for name in ANNOTATED {
        let text = file(name);
        let back: Vec<(usize, usize, usize, usize)> = text
            .norm
            .char_indices()
            .map(|(i, c)| {
                let raw = text.to_raw(Span::new(i, i + c.len_utf8()));
                (i, i + c.len_utf8(), raw.start, raw.end)
            })
            .collect();
        for (start, end) in gold(name, &text.raw).0 {
            let words = &text.raw[start..end];
            let inside: Vec<_> = back.iter().filter(|(_, _, s, e)| *s >= start && *e <= end && s < e).collect();
            let (Some(first), Some(last)) = (inside.first(), inside.last()) else { panic!("{name}: {words:?} lost") };
            let span = Span::new(first.0, last.1);
            assert!(!span.of(&text.norm).contains('\n'), "{name}: {words:?} broken");
            let squeeze = |t: &str| t.split_whitespace().collect::<String>();
            assert_eq!(squeeze(text.to_raw(span).of(&text.raw)), squeeze(words), "{name}");
            let whole = text.articles.iter().flat_map(|a| &a.sentences).any(|s| s.span.contains(span));
            assert!(whole, "{name}: {words:?} is cut by a sentence's end");
        }
    }
}

#[test]
fn sentences_agree_with_the_evidence() {
    let (mut same, mut all) = (0, 0);
    for name in ANNOTATED {
        let text = file(name);
        let ours: HashSet<(usize, usize)> =
            text.articles.iter().flat_map(|a| &a.sentences).map(|s| text.to_raw(s.span)).map(|r| (r.start, r.end)).collect();
        for place in gold(name, &text.raw).1 {
            all += 1;
            same += usize::from(ours.contains(&place));
        }
    }
    // The others: a title or dateline with the sentence after it, a block of signatures.
    assert!(same * 100 >= all * 95, "{same} of {all}");
}
