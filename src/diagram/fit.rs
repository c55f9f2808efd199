//! How wide words are, and how to break them into lines.

use unicode_width::UnicodeWidthChar;

/// Width in em of a character: wide ones 1, narrow ones by their kind. A little too wide rather than too narrow.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.34,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.95,
        'A'..='Z' | '&' => 0.72,
        _ => match c.width_cjk() {
            Some(2) => 1.0,
            Some(0) | None => 0.0,
            _ => 0.58,
        },
    }
}

/// Parts of names that a line should not break.
const WHOLE: &str = "\
    中国 中亚 国家 联合国 国际 地区 天然气 管道 健康 产业 机制 常设 秘书处 元首 会晤 能源 发展 伙伴 关系 合作 \
    委员会 分委会 论坛 联盟 实业家 投资 贸易 商务 旅行 数据 安全 绿色 低碳 技术 通信 经济 对话 战略 倡议 计划 \
    决议 中心 目标 铁路 公路 走廊 运输 会议 峰会 高级别 电子 新疆 边境 恐怖 恐怖主义 犯罪 公约 协定 声明 宣言 \
    文化 旅游 教育 农业 生态 创新 科技 冰川 监测 研究 可持续 纲要 方案 行动 命运 共同体 共同 丝绸之路 气候 \
    工业 数字 减贫 首脑 部长 会谈 水事 和平 世纪 重点 项目 人民 艺术 青年 大学 医药 反恐 禁毒 核武器 打击 \
    防止 流窜 使用 全面 主义 全球 文明 原则 斯坦 乌兹别克 吉尔吉斯 哈萨克 塔吉克 土库曼 阿富汗";

/// True where a break at `at` would part one of [`WHOLE`].
fn parts_word(chars: &[char], at: usize) -> bool {
    WHOLE.split(' ').any(|word| {
        let word: Vec<char> = word.chars().collect();
        (1..word.len()).any(|k| at >= k && at - k + word.len() <= chars.len() && chars[at - k..at - k + word.len()] == word[..])
    })
}

/// Width of some words in pixels at a font size.
pub fn width(words: &str, size: f64) -> f64 {
    words.chars().map(em).sum::<f64>() * size
}

/// Cells of a terminal: wide characters 2, narrow ones 1.
pub fn cells(words: &str) -> usize {
    words.chars().filter_map(UnicodeWidthChar::width_cjk).sum()
}

/// One space for every run of white space; no control characters.
pub fn clean(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A mark that must not begin a line.
fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '）'
            | '”'
            | '’'
            | '》'
            | '！'
            | '？'
            | '—'
            | '·'
            | ')'
            | ','
            | ':'
            | ';'
            | '.'
            | ' '
            | '-'
            | '%'
    ) || c == '年'
}

/// A mark after which a line likes to end.
fn likes(c: char) -> bool {
    matches!(c, '—' | '·' | '、' | '，' | '和' | '与' | '及' | '的' | ' ' | '”' | '》' | '）' | '-' | '：')
}

/// Break words into at most `lines` lines of at most `room` cells, of about the same length;
/// what does not fit ends in `…`. Chinese may break between any two characters, Latin words only between words
/// (or where one is longer than a line).
pub fn wrap(words: &str, room: usize, lines: usize) -> Vec<String> {
    let words = clean(words);
    let total = cells(&words);
    if total <= room {
        return vec![words];
    }
    let wanted = total.div_ceil(room);
    let mut out: Vec<String> = Vec::new();
    let mut rest: Vec<char> = words.chars().collect();
    while !rest.is_empty() && out.len() + 1 < lines {
        let left = wanted.saturating_sub(out.len()).max(1);
        let width = cells(&rest.iter().collect::<String>());
        if width <= room {
            break;
        }
        let at = cut(&rest, width.div_ceil(left).min(room), room);
        let tail = rest.split_off(at);
        out.push(rest.iter().collect::<String>().trim_end().to_owned());
        rest = tail.into_iter().skip_while(|c| c.is_whitespace()).collect();
    }
    let last: String = rest.iter().collect();
    if !last.is_empty() {
        out.push(shorten(&last, room));
    }
    out
}

/// Words cut to `room` cells, with `…` where something was cut.
pub fn shorten(words: &str, room: usize) -> String {
    if cells(words) <= room {
        return words.to_owned();
    }
    let mut used = 2;
    let kept = words.chars().take_while(|c| {
        used += c.width_cjk().unwrap_or(0);
        used <= room
    });
    let kept: String = kept.collect();
    format!("{}…", kept.trim_end())
}

/// Words cut to some pixels at a font size, with `…` where something was cut.
pub fn shorten_to(words: &str, size: f64, pixels: f64) -> String {
    let mut room = cells(words);
    while room > 2 && width(&shorten(words, room), size) > pixels {
        room -= 1;
    }
    shorten(words, room)
}

/// Where to cut: as near as possible to `aim` cells, never past `room`, at least after one character.
fn cut(chars: &[char], aim: usize, room: usize) -> usize {
    let mut used = 0;
    let mut best: Option<(usize, usize)> = None;
    for at in 1..chars.len() {
        let (before, after) = (chars[at - 1], chars[at]);
        used += before.width_cjk().unwrap_or(0);
        if used > room {
            break;
        }
        let inside = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
        if inside || closes(after) || matches!(before, '“' | '《' | '（' | '(' | '‘') {
            continue;
        }
        let far = used.abs_diff(aim) * 2 + if likes(before) { 0 } else { 8 } + if parts_word(chars, at) { 14 } else { 0 };
        if best.is_none_or(|(cost, _)| far <= cost) {
            best = Some((far, at));
        }
    }
    let forced = || {
        let mut used = 0;
        chars
            .iter()
            .take_while(|c| {
                used += c.width_cjk().unwrap_or(0);
                used <= room
            })
            .count()
            .max(1)
    };
    best.map_or_else(forced, |(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_even_and_break_at_marks() {
        assert_eq!(wrap("全球发展倡议", 20, 3), ["全球发展倡议"]);
        assert_eq!(wrap("联合国可持续发展目标中亚及阿富汗地区中心", 20, 3).len(), 2);
        assert_eq!(wrap("中国—中亚电子商务合作对话机制", 20, 3), ["中国—中亚电子", "商务合作对话机制"]);
        assert_eq!(wrap("中国—中亚天然气管道D线", 20, 3), ["中国—中亚", "天然气管道D线"]);
        assert_eq!(wrap("卡瑟姆若马尔特·托卡耶夫", 20, 3), ["卡瑟姆若马尔特·", "托卡耶夫"]);
        assert_eq!(wrap("Central Asia Regional Centre", 16, 3), ["Central Asia", "Regional Centre"]);
    }

    #[test]
    fn nothing_is_wider_than_its_room() {
        for words in ["a".repeat(90), "中".repeat(50), "《》《》".repeat(20), "，".repeat(40), "Über\nalles \"x\" <b>".repeat(9)] {
            for line in wrap(&words, 20, 3) {
                assert!(cells(&line) <= 20, "{line}");
            }
            assert!(wrap(&words, 20, 3).len() <= 3);
        }
    }
}
