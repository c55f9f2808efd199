//! HTML and Markdown that fight back.

use super::GOOD;
use super::texts::Case;

/// The cases.
pub fn cases() -> Vec<Case> {
    let html = |name, words: String, least| Case(name, "a.html", words.into_bytes(), &[], least);
    let md = |name, words: String, least| Case(name, "a.md", words.into_bytes(), &[], least);
    vec![
        html("20,000 nested tags", format!("{}<p>{GOOD}</p>{}", "<div>".repeat(20_000), "</div>".repeat(20_000)), 1),
        html("tags never closed", format!("{}<p>{GOOD}", "<ul><li><b><p>".repeat(3000)), 1),
        html("tags never opened", format!("{}<p>{GOOD}</p>", "</div></p></table>".repeat(3000)), 1),
        Case("a comment never closed", "a.html", format!("<p>{GOOD}</p>{}", "<!--".repeat(5000)).into_bytes(), &[], 1),
        html("50,000 attributes", format!("<p {}>{GOOD}</p>", "a=\"b\" ".repeat(50_000)), 1),
        html("broken entities", format!("<p>&#xFFFFFFFF;&#0;&#xD800;&nope;&;&#;&amp;lt;{GOOD}</p>"), 1),
        html("a script never closed", format!("<p>{GOOD}</p><script>{GOOD}"), 1),
        html(
            "no file is read for an entity",
            format!("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><p>&e;</p><p>{GOOD}</p>"),
            1,
        ),
        html("nested tables", format!("{}{GOOD}", "<table><tr><td>".repeat(3000)), 1),
        md("20,000 quotation levels", format!("{}x\n\n{GOOD}", ">".repeat(20_000)), 1),
        md("20,000 brackets", format!("{}x\n\n{GOOD}", "[".repeat(20_000)), 1),
        md("20,000 stars", format!("{}x\n\n{GOOD}", "*_".repeat(10_000)), 1),
        md("a wide table", format!("{}\n{}\n\n{GOOD}", "|".repeat(10_000), "|-".repeat(5000)), 1),
        md("deep lists", format!("{}\n{GOOD}", (0..1000).map(|i| format!("{}- x\n", " ".repeat(i))).collect::<String>()), 0),
        md("front matter never closed", format!("---\ntitle: [\ndate: 2023-99-99\n\n{GOOD}"), 1),
        md("front matter of nonsense", format!("---\n{}\n---\n\n{GOOD}", "title: {{{\n".repeat(2000)), 1),
        md("a fence never closed", format!("{GOOD}\n\n````\n{GOOD}"), 1),
    ]
}
