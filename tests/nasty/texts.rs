//! Single files with bytes that no one should have written.

use super::{GOOD, build, codes, relations};
use encoding_rs::{BIG5, GB18030, GBK};

/// A name, the file's name and bytes, the codes told (sorted), and the least number of relations found.
pub struct Case(pub &'static str, pub &'static str, pub Vec<u8>, pub &'static [&'static str], pub usize);

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn join(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

fn encodings() -> Vec<Case> {
    let long = GOOD.repeat(20);
    let traditional = "上海合作組織成員國元首理事會會議在撒馬爾罕舉行，與會各方簽署了宣言。".repeat(4);
    let latin = "中国(China)支持“一带一路”倡议。\n".repeat(4);
    let good = GOOD.as_bytes();
    let late = join(&[long.repeat(120).as_bytes(), b"\0"]);
    vec![
        Case("empty", "a.txt", vec![], &["text::empty"], 0),
        Case("white space", "a.txt", " \u{3000}\r\n\t\n".into(), &["text::empty"], 0),
        Case("a byte-order mark alone", "a.txt", b"\xEF\xBB\xBF".to_vec(), &["text::empty"], 0),
        Case("NULs", "a.txt", vec![0; 64], &["input::binary"], 0),
        Case("one NUL", "a.txt", join(&[good, b"\0", good]), &["text::binary"], 0),
        Case("a NUL after 64 KiB", "a.txt", late, &["text::binary"], 0),
        Case("PNG", "a.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), &["input::binary"], 0),
        Case("PDF", "a.txt", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3".to_vec(), &["input::binary"], 0),
        Case("a Word file", "a.txt", b"PK\x03\x04\x14\0\x06\0".to_vec(), &["input::binary"], 0),
        // Random bytes are text in some encoding: nothing is found in it.
        Case("noise", "a.txt", (0..2000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect(), &[], 0),
        Case("GB18030", "a.txt", GB18030.encode(&long).0.into_owned(), &[], 20),
        Case("GB18030 of four bytes", "a.txt", GB18030.encode(&format!("{long}𠀀㐀")).0.into_owned(), &[], 20),
        Case("GBK", "a.txt", GBK.encode(&latin).0.into_owned(), &[], 1),
        Case("half a GBK character", "a.txt", join(&[&GBK.encode(&long).0, b"\xD6"]), &["text::replaced"], 20),
        Case("Big5", "a.txt", BIG5.encode(&traditional).0.into_owned(), &[], 0),
        Case("UTF-16 LE, BOM", "a.txt", join(&[b"\xFF\xFE", &utf16(&long, u16::to_le_bytes)]), &[], 20),
        Case("UTF-16 BE, BOM", "a.txt", join(&[b"\xFE\xFF", &utf16(&long, u16::to_be_bytes)]), &[], 20),
        Case("UTF-16 LE", "a.txt", utf16(&latin, u16::to_le_bytes), &[], 1),
        Case("UTF-16 BE", "a.txt", utf16(&latin, u16::to_be_bytes), &[], 1),
        Case("UTF-16, odd length", "a.txt", join(&[b"\xFF\xFE", &utf16(&long, u16::to_le_bytes), b"A"]), &["text::replaced"], 20),
        Case("UTF-16, half a pair", "a.txt", join(&[b"\xFF\xFE", &utf16(&long, u16::to_le_bytes), b"\0\xD8"]), &["text::replaced"], 19),
        Case("UTF-32", "a.txt", join(&[b"\xFF\xFE\0\0", b"A\0\0\0B\0\0\0"]), &["input::binary"], 0),
        Case("UTF-8, BOM", "a.txt", join(&[b"\xEF\xBB\xBF", good]), &[], 1),
        Case("UTF-8 with a broken byte", "a.txt", join(&[good, b"\xFF", good]), &["text::replaced"], 2),
        Case("UTF-8 cut in a character", "a.txt", join(&[long.as_bytes(), &good[..good.len() - 1]]), &["text::replaced"], 20),
        Case("overlong UTF-8", "a.txt", join(&[long.as_bytes(), b"\xC0\xAF\xE0\x80\xAF", good]), &["text::replaced"], 20),
        Case("surrogates in UTF-8", "a.txt", join(&[long.as_bytes(), b"\xED\xA0\x80", good]), &["text::replaced"], 20),
    ]
}

fn characters() -> Vec<Case> {
    let text = |name, words: String, least| Case(name, "a.txt", words.into_bytes(), &[], least);
    vec![
        text("CR alone", format!("{GOOD}\r{GOOD}\r"), 2),
        text("mixed line ends", format!("{GOOD}\r\n{GOOD}\n\r{GOOD}\r{GOOD}\n"), 4),
        text("NEL, LS, PS, VT, FF", format!("{GOOD}\u{85}{GOOD}\u{2028}{GOOD}\u{2029}{GOOD}\u{B}{GOOD}\u{C}{GOOD}"), 1),
        text("astral Han", format!("𠀀𠮷𪚥。{GOOD}𠀀{GOOD}"), 1),
        text("emoji, flags, skin", format!("👩‍👩‍👧‍👦🇨🇳👍🏽。{GOOD}"), 1),
        text("combining marks", format!("{}。{GOOD}", "e\u{301}\u{327}中\u{20DD}".repeat(50)), 1),
        text("a thousand marks on one letter", format!("a{}。{GOOD}", "\u{301}".repeat(1000)), 1),
        text("bidi controls", format!("\u{202E}{GOOD}\u{202C}\u{2066}{GOOD}\u{2069}"), 2),
        text("zero-width joiners in names", "中\u{200D}国支\u{200B}持“一\u{200C}带一\u{2060}路”倡议。".to_owned(), 1),
        text("soft hyphens and selectors", "中\u{AD}国支持“一带\u{FE0F}一路”倡议。".to_owned(), 1),
        text("other planes' private use", format!("\u{F0000}\u{10FFFD}。{GOOD}"), 1),
        text("noncharacters", format!("\u{FFFE}\u{FFFF}\u{1FFFE}。{GOOD}"), 1),
        text("control characters", format!("\u{1}\u{7}\u{1B}[31m。{GOOD}"), 1),
        text("opening quotes", format!("{}\n\n{GOOD}", "“各方".repeat(3000)), 1),
        text("closing quotes", format!("{}\n\n{GOOD}", "各方”》）".repeat(3000)), 1),
        text("nested brackets", format!("{}\n\n{GOOD}", "（".repeat(20_000)), 1),
        text("crossed quotes", format!("{}\n\n{GOOD}", "“《（”》）".repeat(2000)), 1),
        text("100,000 digits", format!("{}年{}月。\n\n{GOOD}", "1".repeat(100_000), "9".repeat(100)), 1),
        text("days that are not", format!("9999年99月99日，0000年0月0日，2023年2月30日，二〇二三年十三月。{GOOD}"), 1),
        text("numbers too great", format!("第99999999999999999999999届峰会，{}亿亿个项目。{GOOD}", "九".repeat(400)), 1),
        text("punctuation alone", "。，、；：？！…—".repeat(500), 0),
        text("50,000 titles", format!("{}\n\n{GOOD}", "西安宣言\n".repeat(50_000)), 1),
        text("200,000 empty lines", format!("{}{GOOD}", "\n".repeat(200_000)), 1),
        text("a list of 5,000 states", format!("{}支持“一带一路”倡议。\n\n{GOOD}", ["中国"; 5000].join("、")), 1),
        text("10 MB on one line", format!("{}{GOOD}", "这是没有任何名称的一句话，只是很长很长，".repeat(175_000)), 1),
    ]
}

fn check(cases: Vec<Case>) -> usize {
    let count = cases.len();
    for Case(name, file, bytes, want, least) in cases {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(file);
        std::fs::write(&path, bytes).unwrap();
        let (built, diags) = build(&[path]);
        assert_eq!(codes(&diags), want, "{name}: {diags:.300?}");
        assert!(relations(&built) >= least, "{name}: {} relations, not {least}", relations(&built));
        assert!(diags.iter().all(|d| d.file.ends_with(file) && !d.message.is_empty()), "{name}");
    }
    count
}

#[test]
fn every_encoding() {
    assert!(check(encodings()) >= 25);
}

#[test]
fn every_character() {
    assert!(check(characters()) >= 25);
}

#[test]
fn every_markup() {
    assert!(check(super::markup::cases()) >= 10);
}

#[test]
fn private_use_characters_are_no_mentions() {
    let dir = tempfile::tempdir().unwrap();
    let words: String = ('\u{E000}'..='\u{E07F}').map(|c| format!("{c}支持{c}，各方将推动{c}建设。")).collect();
    std::fs::write(dir.path().join("a.txt"), format!("{words}\n\n{GOOD}\n")).unwrap();
    let (built, diags) = build(&[dir.path().join("a.txt")]);
    assert!(diags.is_empty(), "{diags:?}");
    assert_eq!(relations(&built), 1);
    let text = silkgraph::text::read(&silkgraph::text::Input { bytes: words.into_bytes(), ..Default::default() });
    assert!(!text.norm.contains(silkgraph::rules::encode::stands_for_mention));
    assert_eq!(text.norm.matches('\u{FFFD}').count(), 3 * 0x80);
}
