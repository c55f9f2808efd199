//! What a line is by its own words: page marks, datelines, signatures, credits, list numbers.

use super::chars::{space, unseen, wide};
use crate::base::{AnyOf, WordSet};
use std::sync::LazyLock;

/// Agencies and papers that open a dateline.
const AGENCIES: &[&str] = &[
    "新华社",
    "中新社",
    "中新网",
    "人民日报",
    "人民网",
    "央视网",
    "央视新闻",
    "光明日报",
    "经济日报",
    "本报",
    "本台",
    "国际在线",
    "澎湃新闻",
    "环球网",
    "新华网",
    "中国日报",
    "法新社",
    "路透社",
    "塔斯社",
    "俄新社",
];

/// Offices that a signature names.
const OFFICES: &[&str] = &[
    "主席",
    "总统",
    "总理",
    "首相",
    "国王",
    "部长",
    "外长",
    "大臣",
    "秘书长",
    "代表",
    "大使",
    "委员长",
    "议长",
    "元首",
    "总书记",
    "埃米尔",
    "苏丹",
    "王储",
    "省长",
    "市长",
];

/// Words that open a credit line or a page's trappings, whatever follows.
const CREDITS: &[&str] = &[
    "责任编辑",
    "本版责任编辑",
    "本版责编",
    "本版编辑",
    "本版主编",
    "版式设计",
    "美编：",
    "制图：",
    "责编：",
    "编辑：",
    "编辑:",
    "来源：",
    "来源:",
    "信息来源",
    "文章来源",
    "作者：",
    "作者:",
    "原标题",
    "扫一扫",
    "扫描二维码",
    "分享到",
    "分享至",
    "分享：",
    "字号：",
    "字体：",
    "字号:",
    "字体:",
    "版权所有",
    "免责声明：",
    "Copyright",
    "©",
    "京ICP",
    "京公网安备",
    "您当前的位置",
    "当前位置",
    "您的位置",
    "发布时间",
    "发布日期",
    "海量资讯",
    "打开APP",
    "下载客户端",
    "微信公众号",
    "浏览次数",
    "阅读次数",
    "校对：",
    "审核：",
    "监制：",
    "返回搜狐",
    "上一篇：",
    "下一篇：",
    "上一条：",
    "下一条：",
];

/// Words that are trappings where hardly anything follows.
const TRAPPINGS: &[&str] = &[
    "打印",
    "摄影",
    "相关新闻",
    "相关阅读",
    "相关链接",
    "相关报道",
    "相关文章",
    "延伸阅读",
    "上一篇",
    "下一篇",
    "版权声明",
    "免责声明",
    "特别声明",
    "网站地图",
    "联系我们",
    "关于我们",
    "点击查看",
    "关注我们",
    "返回顶部",
    "返回首页",
    "字体大小",
    "大中小",
    "收藏",
    "举报",
    "分享",
    "首页",
    "关闭窗口",
    "字号",
    "字体",
    "责编",
    "编辑",
];

/// A line without its spaces, quickly: `None` where it is longer than `max` bytes.
pub(super) fn squeeze(line: &str, max: usize) -> Option<String> {
    (line.len() <= max).then(|| line.chars().filter(|c| !space(*c) && !unseen(*c)).collect())
}

/// The length in bytes of a page mark at the start of a line: `▲ ▲（紧接 1版）`, `下转第四版`.
/// True says that the article comes from another page, false that it goes on there.
pub(super) fn page_mark(line: &str) -> Option<(usize, bool)> {
    let first = line.chars().next()?;
    if !matches!(first, '▲' | '▼' | '△' | '▽' | '◀' | '▶' | '（' | '(' | '【' | '[' | '下' | '上' | '紧') {
        return None;
    }
    let mut text = line;
    let skip = |t: &mut &str, f: fn(char) -> bool| *t = t.trim_start_matches(f);
    skip(&mut text, |c| matches!(c, '▲' | '▼' | '△' | '▽' | '◀' | '▶') || space(c));
    let arrows = text.len() < line.len();
    let bare = text;
    skip(&mut text, |c| matches!(c, '（' | '(' | '【' | '[') || space(c));
    let from = [("下转", false), ("上接", true), ("紧接", true), ("接上", true), ("转接", false)];
    let Some((word, came)) = from.iter().find(|(w, _)| text.starts_with(w)) else {
        return (arrows && bare.is_empty()).then_some((line.len(), false));
    };
    text = text.get(word.len()..)?;
    let tail: String = text.chars().take(14).collect();
    let stop = tail.find('版')?;
    let number = tail.get(..stop)?;
    if !number
        .chars()
        .all(|c| c.is_alphanumeric() && (!wide(c) || "第一二三四五六七八九十".contains(c) || ('０'..='９').contains(&c)) || space(c))
    {
        return None;
    }
    text = text.get(stop + '版'.len_utf8()..)?;
    if let Some(close) = text.find(['）', ')', '】', ']']).filter(|i| *i <= 60) {
        let before = text.get(..close)?;
        if bare.starts_with(['（', '(', '【', '[']) {
            text = text.get(close..)?.trim_start_matches(['）', ')', '】', ']']);
        } else if !before.is_empty() {
            return None;
        }
    } else if !text.trim_matches(space).is_empty() {
        return None;
    }
    Some((line.len() - text.len(), *came))
}

/// Where a page mark at the end of a line begins: `…（下转7版）`.
pub(super) fn trailing_page_mark(line: &str) -> Option<usize> {
    let tail_from = line.floor_char_boundary(line.len().saturating_sub(60));
    let tail = line.get(tail_from..)?;
    let at = tail_from + tail.find("（下转").or_else(|| tail.find("(下转"))?;
    let (len, _) = page_mark(line.get(at..)?)?;
    (at > 0 && at + len == line.len()).then_some(at)
}

/// True where the line opens as a news dateline does: `新华社北京5月16`.
pub(super) fn agency(line: &str) -> Option<&'static str> {
    let line = line.trim_start_matches(['（', '(', '【', '[']);
    AGENCIES.iter().find(|a| line.starts_with(**a)).copied()
}

/// The length of a dateline at the start of squeezed or normalised words:
/// `新华社北京5月16日电（记者董雪）`; with brackets around it too.
pub(super) fn dateline(text: &str) -> Option<usize> {
    let agency = agency(text)?;
    let head = text.get(..text.floor_char_boundary(150))?;
    let stop = ["电", "讯", "报道"].iter().filter_map(|w| head.find(w).map(|i| i + w.len())).min()?;
    let inner = head.get(..stop)?;
    let dated = inner.contains('日') || inner.len() < agency.len() + 40;
    if inner.contains(['，', '。', '；', '：', '“']) || !dated || inner.chars().count() > 45 {
        return None;
    }
    let rest = text.get(stop..)?;
    let bracketed = text.starts_with(['（', '(', '【', '[']);
    if bracketed {
        return rest.starts_with(['）', ')', '】', ']']).then(|| stop + rest.chars().next().map_or(0, char::len_utf8));
    }
    let open = rest.trim_start_matches(space);
    if open.starts_with(['（', '('])
        && let Some(close) = open.find(['）', ')']).filter(|i| *i < 120)
    {
        let sign = open.get(close..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        return Some(stop + (rest.len() - open.len()) + close + sign);
    }
    Some(stop)
}

/// True where squeezed words are a dateline and nothing else.
pub(super) fn only_dateline(text: &str) -> bool {
    dateline(text).is_some_and(|n| text.get(n..).is_some_and(|t| t.trim_matches(['）', ')', '。', ' ']).is_empty()))
}

/// True where squeezed words are a date and perhaps a place: `2023年5月19日于西安`, `（2023年5月19日）`.
pub(super) fn only_date(text: &str) -> bool {
    let text = text.trim_matches(['（', '）', '(', ')']);
    let numeral = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇○零一二三四五六七八九十".contains(c);
    let Some((year, rest)) = text.split_once('年') else { return false };
    let place_first = year.rfind(|c: char| !numeral(c)).map(|i| i + year[i..].chars().next().map_or(1, char::len_utf8)).unwrap_or(0);
    let (place, year) = year.split_at(place_first);
    if year.chars().count() != 4 || place.chars().count() > 10 || place.chars().any(|c| "，。；的在".contains(c)) {
        return false;
    }
    let Some((day, rest)) = rest.split_once('日') else { return false };
    let dated = day.chars().all(|c| numeral(c) || c == '月');
    let rest = rest.trim_start_matches(['于', '，', ',', '，']);
    dated && rest.chars().count() <= 8 && !rest.contains(['，', '。', '至', '、', '在'])
}

/// Whether squeezed words end in an office, or are `签字`.
pub(super) fn ends_in_office(text: &str) -> bool {
    OFFICES.iter().any(|o| text.ends_with(o)) || text.ends_with("（签字）") || text.ends_with("签字")
}

/// True where every word is an office: `主席 总统`.
pub(super) fn only_offices<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    words.all(|w| OFFICES.contains(&w))
}

/// True where the words may be a person's name: Han, the dot, no more.
pub(super) fn name_like(text: &str) -> bool {
    let count = text.chars().count();
    (2..=18).contains(&count)
        && text.chars().all(|c| wide(c) && !matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}') || c == '·' || c == '•')
}

/// True where a line is a credit, an advertisement or a page's trapping.
pub(super) fn credit(line: &str) -> bool {
    let line = line.trim_start_matches(['（', '(', '【', '[', '■', '●', ' ']);
    let short = |skip: usize| {
        let rest = &line[skip..];
        rest.chars().count() <= 4 && !rest.contains(['，', '。', '、'])
    };
    let opens = CREDIT.begins(line).is_some() || TRAPPING.all_begin(line).any(short);
    let stamp = line.starts_with("20")
        && line.get(4..5).is_some_and(|c| matches!(c, "-" | "/" | "."))
        && line.chars().take(16).filter(char::is_ascii_digit).count() >= 6;
    let telling = TELLING.within(line);
    let source = telling && line.contains("来源：") && !line.contains(['。', '，']) && line.chars().count() <= 60;
    if source || stamp && !line.contains(['。', '，']) {
        return true;
    }
    opens && line.chars().count() <= 80
        || telling
            && (line.contains("ICP备")
                || line.contains("二维码") && line.len() < 150
                || line.contains('{') && line.contains('}') && line.contains(';'))
}

static CREDIT: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(CREDITS));
static TRAPPING: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(TRAPPINGS));
/// What [`credit`] looks for inside a line.
static TELLING: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(&["来源：", "ICP备", "二维码", "{"]));

/// True where squeezed words are a by-line: `新华社评论员`, `本报记者张三`.
pub(super) fn byline(text: &str) -> bool {
    text.chars().count() <= 24
        && !text.contains(['，', '。', '：'])
        && (text.ends_with("评论员")
            || agency(text).is_some() && text.contains("记者") && dateline(text).is_none()
            || text.starts_with("文/")
            || text.starts_with("□"))
}

/// True where a paragraph ends as a photograph's caption does.
pub(super) fn photo(text: &str) -> bool {
    let text = text.trim_end_matches(['）', ')', '。', ' ']);
    text.ends_with("摄") && text.chars().rev().take(30).any(|c| matches!(c, '（' | '(' | '。'))
        || text.ends_with("供图")
        || text.ends_with("发）")
}
