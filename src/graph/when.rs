//! EDTF and ISO 8601 values in Chinese words: a date's label, the same in every text.

/// The value in words: `2023-05-18/2023-05-19` → 2023年5月18日至2023年5月19日, `R/P2Y` → 每2年.
/// None where it is of another form.
pub(super) fn words(value: &str) -> Option<String> {
    if let Some(every) = value.strip_prefix("R/") {
        return duration(every).map(|d| format!("每{d}"));
    }
    match value.split_once('/') {
        Some((from, to)) => Some(format!("{}至{}", day(from)?, day(to)?)),
        None => duration(value).or_else(|| day(value)),
    }
}

fn duration(value: &str) -> Option<String> {
    let value = value.strip_prefix('P')?;
    let (count, unit) = value.split_at_checked(value.len().checked_sub(1)?)?;
    let count: u32 = count.parse().ok()?;
    let unit = match unit {
        "Y" => "年",
        "M" => "个月",
        "W" => "周",
        "D" => "天",
        _ => return None,
    };
    Some(format!("{count}{unit}"))
}

fn day(value: &str) -> Option<String> {
    let (value, about) = match value.strip_suffix(['?', '~', '%']) {
        Some(value) => (value, "约"),
        None => (value, ""),
    };
    let numbers: Vec<u16> = value.split('-').map(|p| p.parse().ok()).collect::<Option<_>>()?;
    match numbers[..] {
        [year] if value.len() == 4 => Some(format!("{about}{year}年")),
        [year, month @ 1..=12] => Some(format!("{about}{year}年{month}月")),
        [year, month @ 1..=12, day @ 1..=31] => Some(format!("{about}{year}年{month}月{day}日")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_words() {
        for (value, want) in [
            ("2023-05-18/2023-05-19", "2023年5月18日至2023年5月19日"),
            ("2022/2026", "2022年至2026年"),
            ("2013-09", "2013年9月"),
            ("2050~", "约2050年"),
            ("P10Y", "10年"),
            ("R/P2Y", "每2年"),
        ] {
            assert_eq!(words(value).as_deref(), Some(want), "{value}");
        }
        for none in ["", "P", "2023-21", "201X", "2023-05/..", "年", "P年"] {
            assert_eq!(words(none), None, "{none}");
        }
    }
}
