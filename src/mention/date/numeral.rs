//! Whole numbers as Chinese texts write them: 2023, 十, 廿一, 二〇二三, 一百零三.

/// A number with the way it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value.
    pub(super) value: u32,
    /// True where it is four figures in a row (2023, 二〇二三): only then can it be a year.
    pub(super) year_like: bool,
    /// True where it is written with ASCII digits.
    pub(super) ascii: bool,
    /// Length in bytes.
    pub(super) len: usize,
}

/// True for the characters that a number can be made of.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || han(c).is_some()
}

/// What a Han numeral is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Han {
    /// 零 to 九.
    Figure(u32),
    /// 廿, 卅: tens in one character.
    Tens(u32),
    /// 十, 百, 千.
    Unit(u32),
    /// 万.
    Myriad,
}

#[inline]
fn han(c: char) -> Option<Han> {
    // Most characters asked about are none.
    if !matches!(c, '\u{25CB}' | '\u{3007}' | '\u{4E00}'..='\u{5EFF}' | '\u{767E}' | '\u{96F6}') {
        return None;
    }
    Some(match c {
        '零' | '〇' | '○' => Han::Figure(0),
        '一' => Han::Figure(1),
        '二' | '两' => Han::Figure(2),
        '三' => Han::Figure(3),
        '四' => Han::Figure(4),
        '五' => Han::Figure(5),
        '六' => Han::Figure(6),
        '七' => Han::Figure(7),
        '八' => Han::Figure(8),
        '九' => Han::Figure(9),
        '廿' => Han::Tens(20),
        '卅' => Han::Tens(30),
        '十' => Han::Unit(10),
        '百' => Han::Unit(100),
        '千' => Han::Unit(1000),
        '万' => Han::Myriad,
        _ => return None,
    })
}

/// The number that `text` starts with. None where there is none, or only a vague one (百, 三四十, 二三).
pub(super) fn read(text: &str) -> Option<Number> {
    let digits = text.bytes().take_while(u8::is_ascii_digit);
    let (ascii, value) = digits.fold((0, Some(0u32)), |(n, value), digit| {
        let next = |v: u32| v.checked_mul(10)?.checked_add(u32::from(digit - b'0'));
        (n + 1, value.and_then(next))
    });
    if ascii > 0 {
        return Some(Number { value: value?, year_like: ascii == 4, ascii: true, len: ascii });
    }
    let run = || text.chars().map_while(han);
    let (mut count, mut figures) = (0, Some(0u32));
    for kind in run() {
        count += 1;
        let next = |n: u32| if let Han::Figure(f) = kind { n.checked_mul(10)?.checked_add(f) } else { None };
        figures = figures.and_then(next);
    }
    if count == 0 {
        return None;
    }
    // Each of them has three bytes.
    let len = count * '一'.len_utf8();
    if let (4, Some(value)) = (count, figures) {
        return Some(Number { value, year_like: true, ascii: false, len });
    }
    Some(Number { value: counted(run(), count)?, year_like: false, ascii: false, len })
}

/// A number written with units, units falling: 两千一百, 二十三, 一百零三.
fn counted(kinds: impl Iterator<Item = Han>, all: usize) -> Option<u32> {
    let (mut done, mut total, mut figure, mut least) = (0, 0, None, u32::MAX);
    for (at, kind) in kinds.enumerate() {
        match (kind, figure) {
            (Han::Figure(0), None) if at > 0 || all == 1 => {}
            (Han::Figure(f), None) => figure = Some(f),
            (Han::Figure(_), Some(_)) => return None,
            (Han::Tens(t), None) if least > 10 => (total, least) = (total + t, 10),
            (Han::Tens(_), _) => return None,
            (Han::Unit(unit), count) if unit < least => {
                // 十 may stand alone at the head; 百 and 千 alone are vague.
                let count = if unit == 10 { count.or((at == 0).then_some(1)) } else { count };
                (total, least, figure) = (total + count? * unit, unit, None);
            }
            (Han::Unit(_), _) => return None,
            (Han::Myriad, count) if done == 0 => {
                let upto = total + count.unwrap_or(0);
                if upto == 0 {
                    return None;
                }
                (done, total, least, figure) = (upto * 10_000, 0, u32::MAX, None);
            }
            (Han::Myriad, _) => return None,
        }
    }
    Some(done + total + figure.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn numbers_are_read() {
        let value = |text| read(text).map(|n| n.value);
        for (text, is) in [
            ("2023年", 2023),
            ("二〇二三年", 2023),
            ("一九九二", 1992),
            ("十", 10),
            ("十九日", 19),
            ("廿一", 21),
            ("卅", 30),
            ("两千一百多", 2100),
            ("一百零三", 103),
            ("一百一十", 110),
            ("三万五千", 35000),
            ("零", 0),
            ("两", 2),
        ] {
            assert_eq!(value(text), Some(is), "{text}");
        }
        for vague in ["百年", "千百年", "万", "三四年", "二三十", "十百", "年", "99999999999"] {
            assert_eq!(value(vague), None, "{vague}");
        }
    }
}
