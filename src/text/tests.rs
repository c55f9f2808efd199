//! What stage 1 promises, on small texts and on any text.

use super::*;
use proptest::prelude::*;

fn text(bytes: impl Into<Vec<u8>>) -> Text {
    read(&Input { file: "t.txt".into(), bytes: bytes.into(), ..Input::default() })
}

fn sentences(text: &Text) -> Vec<&str> {
    text.articles.iter().flat_map(|a| &a.sentences).map(|s| s.span.of(&text.norm)).collect()
}

fn norm(words: &str) -> String {
    text(words).norm
}

fn sound(text: &Text) {
    for article in &text.articles {
        let mut at = 0;
        for (i, s) in article.sentences.iter().enumerate() {
            assert!(s.span.start >= at && !s.span.is_empty(), "sentences out of order");
            at = s.span.end;
            let words = &text.norm[s.span.range()];
            assert_eq!(words, words.trim());
            assert!(!words.contains('\n'));
            assert!(s.heading.is_none_or(|h| h < i));
            let raw = text.to_raw(s.span);
            assert!(raw.end <= text.raw.len() && text.raw.is_char_boundary(raw.start) && text.raw.is_char_boundary(raw.end));
        }
    }
    let mut last = (0, 0);
    for (i, c) in text.norm.char_indices() {
        let raw = text.to_raw(Span::new(i, i + c.len_utf8()));
        assert!(raw.start >= last.0 && raw.end >= last.1, "map not monotone at {i}");
        assert!(text.raw.is_char_boundary(raw.start) && text.raw.is_char_boundary(raw.end));
        last = (raw.start, raw.end);
    }
    let mut all: Vec<_> = text.articles.iter().flat_map(|a| &a.sentences).map(|s| s.span).collect();
    all.sort();
    assert!(all.windows(2).all(|p| p[0].end <= p[1].start), "sentences overlap");
}

#[test]
fn one_form_for_each_sign() {
    assert_eq!(norm("中国 － 中亚，２０２３ 年 ５ 月 １８ 日，４．５％。"), "中国—中亚，2023年5月18日，4.5%。\n");
    assert_eq!(norm("中国–中亚、中国-中亚，C-17、2022-2026、five-year。"), "中国—中亚、中国—中亚，C-17、2022-2026、five-year。\n");
    assert_eq!(norm("中 塔 公 路 ，10＋1 与 Smart City 项目。"), "中塔公路，10+1与Smart City项目。\n");
    assert_eq!(norm("上合组织(SCO), 中国:\"一带一路\"和\"丝路\"!"), "上合组织（SCO），中国：“一带一路”和“丝路”！\n");
    assert_eq!(norm("「西安」宣言，卡瑟姆•托卡耶夫，时间12:07。"), "“西安”宣言，卡瑟姆·托卡耶夫，时间12:07。\n");
    assert_eq!(norm("一\u{200b}带\u{ad}一路——共商。"), "一带一路——共商。\n");
    assert_eq!(norm("The Shanghai (SCO) group, in 2023: it grew.\n"), "The Shanghai (SCO) group, in 2023: it grew.\n");
    assert_eq!(norm("⼈民⽇报。"), "人民日报。\n");
}

#[test]
fn encodings() {
    let words = "中国—中亚峰会于2023年5月在西安举行，各方签署了一系列合作文件。\n";
    let han = "上海合作組織成員國元首理事會會議在撒馬爾罕舉行，與會各方簽署了宣言。";
    let (gb, _, _) = encoding_rs::GB18030.encode(words);
    assert_eq!(text(gb.into_owned()).norm, words);
    let (big5, _, _) = encoding_rs::BIG5.encode(han);
    assert_eq!(text(big5.into_owned()).raw, han);
    let le: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(text(le.clone()).raw, words);
    assert_eq!(text(be).raw, words);
    assert_eq!(text([b"\xff\xfe".to_vec(), le].concat()).raw, words);
    let bom = text(format!("\u{feff}{words}"));
    assert!(bom.raw.starts_with('\u{feff}') && bom.norm == words);
    let broken = text([words.as_bytes(), b"\xff", words.as_bytes()].concat());
    assert_eq!(broken.diags[0].code, "text::replaced");
    assert_eq!(broken.diags[0].position(), Some((2, 1)));
}

#[test]
fn no_text() {
    for (bytes, code) in [
        (&b""[..], "text::empty"),
        (b" \n\n", "text::empty"),
        (b"\0\x01\x02\xff\0\x17", "text::binary"),
        (b"%PDF-1.4\n\xe2\xe3", "text::binary"),
    ] {
        let text = text(bytes);
        assert_eq!(text.diags[0].code, code);
        assert!(text.articles.is_empty());
    }
}

#[test]
fn wrapped_columns() {
    let page = "各方在热烈、友好和相互理解的\n\n气氛中全面回顾中国同中亚五国友\n\n好交往历史，总结各领域互利合作经\n\n验，展望未来合作方向，声明如下：\n\n一、各方一致认为，中国同中亚\n\n五国保持富有成效的全方位合作，符\n\n合六国人民的根本利益。\n\n二、各方宣布，以举办此次峰会\n\n为契机，中国－\n\n中亚元首会晤机制正\n\n式成立。\n";
    let text = text(page);
    assert_eq!(text.norm.lines().count(), 3, "{}", text.norm);
    assert!(text.norm.contains("中国—中亚元首会晤机制正式成立。"));
    sound(&text);
}

#[test]
fn markdown() {
    let text =
        text("# 西安宣言\n\n## 一、总则\n\n各方**强调**[中亚](http://a.b)的\n**重要**性。\n\n- 第一条\n- 第二条\n\n践**\n\n**行理念。\n");
    assert_eq!(text.articles.len(), 1);
    let article = &text.articles[0];
    assert_eq!(article.title, "西安宣言");
    let parts: Vec<_> = article.sentences.iter().map(|s| (s.part, s.span.of(&text.norm))).collect();
    assert_eq!(parts[1], (Part::Heading, "一、总则"));
    assert_eq!(parts[2], (Part::Body, "各方强调中亚的重要性。"));
    assert_eq!(parts[3], (Part::Item, "第一条"));
    assert_eq!(parts[5].1, "践行理念。");
    sound(&text);
}

#[test]
fn html() {
    let text = text(
        "<!DOCTYPE html><html><head><title>上合组织成员国元首撒马尔罕宣言_某网</title><meta name=\"PubDate\" content=\"2022-09-17 08:00\"></head>\r\n<body><nav><a href=x>首页</a></nav><h1>撒马尔罕&nbsp;宣言</h1>\n<p>　　成员国&ldquo;强调&rdquo;，\r\n中国<b>和</b>各方合作。</p><p><strong>经济合作</strong></p><ul><li>发展贸易；</li></ul><script>if (a<b) {}</script><p><a>相关新闻</a></p></body></html>",
    );
    let article = &text.articles[0];
    assert_eq!(article.title, "撒马尔罕宣言");
    assert_eq!(article.date, Some(jiff::civil::date(2022, 9, 17)));
    let parts: Vec<_> = article.sentences.iter().map(|s| (s.part, s.span.of(&text.norm))).collect();
    assert!(parts.contains(&(Part::Title, "撒马尔罕宣言")), "{parts:?}");
    assert!(parts.contains(&(Part::Body, "成员国“强调”，中国和各方合作。")), "{parts:?}");
    assert!(parts.contains(&(Part::Heading, "经济合作")), "{parts:?}");
    assert!(parts.contains(&(Part::Item, "发展贸易；")), "{parts:?}");
    sound(&text);
}

#[test]
fn sentence_ends() {
    let cut = |words: &str| sentences(&text(words)).into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(cut("各方支持《宣言！》；欢迎“好？”的说法。"), ["各方支持《宣言！》；", "欢迎“好？”的说法。"]);
    assert_eq!(cut("他说：“我来了。你呢？”我们走。"), ["他说：“我来了。", "你呢？”", "我们走。"]);
    assert_eq!(cut("“我们相信未来。”他说。结束了……真的。"), ["“我们相信未来。”", "他说。", "结束了……", "真的。"]);
    assert_eq!(cut("（新华社北京5月1日电）"), ["（新华社北京5月1日电）"]);
}

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        sound(&text(bytes));
    }

    #[test]
    fn any_text(words in "\\PC{0,200}") {
        sound(&text(words));
    }

    #[test]
    fn texts_like_ours(words in "([中国亚—－“”《》（）()<>/p&;#*\\[\\]!?。，；、：:,.0-9 \u{3000}a-z\n\r\t\"-]|\n\n|</?p>|<br>|\\*\\*|新华社|日电|2023年5月|&nbsp;|下转2版|主席|一、){0,150}") {
        sound(&text(words));
    }
}
