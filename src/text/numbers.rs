//! The numbers that list items, headings and answers begin with.

use super::chars::space;

/// How a list item counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// `1.` `（1）` `①`
    Arabic(u32),
    /// `一、`
    Han(u32),
    /// `（一）`
    HanBracket(u32),
    /// `一是` `第一，`
    Word,
    /// `•` and the like.
    Bullet,
    /// `问：` `答：`
    Talk,
    /// `——`
    Dash,
}

fn han_count(text: &str) -> Option<u32> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).and_then(|i| u32::try_from(i + 1).ok());
    let count = text.chars().count();
    if count == 0 || count > 3 {
        return None;
    }
    match text.split_once('十') {
        None => {
            if count == 1 {
                text.chars().next().and_then(digit)
            } else {
                None
            }
        }
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { tens.chars().next().and_then(digit)? };
            let ones = if ones.is_empty() { 0 } else { ones.chars().next().and_then(digit)? };
            Some(tens * 10 + ones)
        }
    }
}

/// The list number that a line begins with.
pub(super) fn number(line: &str) -> Option<Number> {
    let first = line.chars().next()?;
    match first {
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let rest = line.get(digits..)?.trim_start_matches(' ');
            let n = line.get(..digits)?.parse().ok().filter(|n| *n < 1000)?;
            rest.starts_with(['.', '．', '、', ')', '）']).then_some(Number::Arabic(n))
        }
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            let stop = line.find(|c| !"一二三四五六七八九十".contains(c))?;
            let n = han_count(line.get(..stop)?)?;
            let rest = line.get(stop..)?;
            if rest.starts_with('、') || rest.starts_with(" 、") {
                Some(Number::Han(n))
            } else {
                (rest.starts_with("是") || rest.starts_with("要")).then_some(Number::Word)
            }
        }
        '（' | '(' => {
            let rest = line.get(first.len_utf8()..)?;
            let stop = rest.find(['）', ')']).filter(|i| *i <= 9)?;
            let inner = rest.get(..stop)?.trim_matches(space);
            inner.parse().ok().filter(|n| *n < 100).map(Number::Arabic).or_else(|| han_count(inner).map(Number::HanBracket))
        }
        '①'..='⑳' => Some(Number::Arabic(u32::from(first) - u32::from('①') + 1)),
        '•' | '●' | '■' | '◆' | '▪' | '○' | '★' | '◎' | '※' => Some(Number::Bullet),
        '问' | '答' | '记' => {
            let rest = line.get(first.len_utf8()..)?.trim_start_matches(space);
            let rest = if first == '记' { rest.strip_prefix('者')? } else { rest };
            rest.trim_start_matches(space).starts_with(['：', ':']).then_some(Number::Talk)
        }
        '第' => {
            let rest = line.get(first.len_utf8()..)?;
            let stop = rest.find(['，', '、', ','])?;
            han_count(rest.get(..stop)?).map(|_| Number::Word)
        }
        '—' | '－' | '―' | '─' => {
            let second = line.get(first.len_utf8()..)?.chars().next()?;
            matches!(second, '—' | '－' | '―' | '─').then_some(Number::Dash)
        }
        _ => None,
    }
}
