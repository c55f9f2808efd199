//! What the words of a short line say of it: a document's title, a sentence of a declaration.

/// Words that a title of a document ends in.
const DOCUMENTS: &[&str] = &[
    "宣言",
    "声明",
    "公报",
    "清单",
    "讲话",
    "致辞",
    "演讲",
    "倡议",
    "协定",
    "条约",
    "备忘录",
    "纪要",
    "决议",
    "章程",
    "议定书",
    "贺信",
    "贺电",
    "文件",
    "行动计划",
    "全文",
    "评论",
    "社论",
    "路线图",
    "纲要",
    "答记者问",
    "记者会",
    "采访",
    "谈话",
    "述评",
    "综述",
    "会谈",
    "峰会",
    "发言",
    "共识",
    "方案",
];

/// True where squeezed words end as a document's title does.
pub(super) fn document_title(text: &str) -> bool {
    let text = text.trim_end_matches(['》', '”', '）', ')']);
    let bare = match text.rfind(['（', '(']) {
        Some(i) if text.len() - i < 24 => text[..i].trim_end(),
        _ => text,
    };
    [bare, text].iter().any(|t| DOCUMENTS.iter().any(|d| t.strip_suffix("（全文").unwrap_or(t).ends_with(d)))
}

/// True where `words` cannot be whole, seen from their end and from the beginning of what follows.
pub(super) fn goes_on(words: &str, next: &str) -> bool {
    let begun = words.ends_with(|c: char| "的在和与及对为将是了同以把被由从向至并或于".contains(c))
        || words.ends_with("关于")
        || words.ends_with("通过");
    let latin = next.starts_with(|c: char| c.is_ascii_lowercase()) || ["the", "of", "and", "in", "for"].iter().any(|w| words.ends_with(w));
    let never_first = latin || next.starts_with(|c: char| "的了着等及，。、；：？！”’）》".contains(c));
    begun || never_first || next.starts_with('—') && !next.starts_with("——")
}

/// Parties that open sentences of declarations.
const PARTIES: &[&str] =
    &["各方", "双方", "中方", "六国", "两国", "我们", "我", "各国", "成员国", "与会", "五国", "三方", "会议", "他", "元首们"];
/// True where a numbered paragraph has a subject of its own: `2. 我们重申…`.
pub(super) fn has_party(words: &str) -> bool {
    let bare = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．' | '、' | ' ' | '（' | '）' | '(' | ')'));
    PARTIES.iter().any(|p| bare.starts_with(p))
}

/// What parties do.
const STANCES: &[&str] = &[
    "指出",
    "强调",
    "支持",
    "欢迎",
    "注意到",
    "重申",
    "认为",
    "愿",
    "将",
    "高度",
    "决心",
    "同意",
    "商定",
    "表示",
    "反对",
    "谴责",
    "一致",
    "宣布",
    "呼吁",
    "主张",
    "坚定",
    "鼓励",
    "肯定",
    "赞赏",
    "感谢",
];

/// True where words open as a sentence of a declaration does: `各方指出…`.
pub(super) fn starts_with_party(words: &str) -> bool {
    let one = words.chars().nth(1) == Some('方');
    let party = PARTIES.iter().find(|p| words.starts_with(**p)).map(|p| p.len()).or(one.then_some(6));
    let Some(len) = party else { return false };
    let rest = words.get(len..).unwrap_or_default();
    let near = rest.get(..rest.floor_char_boundary(24)).unwrap_or(rest);
    STANCES.iter().any(|s| near.contains(s))
}

/// True where a quotation, title or bracket is opened and not closed.
pub(super) fn unclosed(words: &str) -> bool {
    [('“', '”'), ('《', '》'), ('（', '）')].iter().any(|(a, b)| words.matches(*a).count() > words.matches(*b).count())
}

/// True where words end as the title of a whole document does, not of a plan named in passing.
pub(super) fn whole_document(words: &str) -> bool {
    let words = words.strip_suffix("（全文）").unwrap_or(words);
    ["宣言", "声明", "公报", "成果清单", "记者会", "讲话", "致辞", "演讲", "答记者问"].iter().any(|w| words.ends_with(w))
}
