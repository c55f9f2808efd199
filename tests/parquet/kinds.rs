//! What columns may hold: ids and days of many kinds.

use super::*;

fn one(schema: &str, cells: Cells) -> (Vec<Input>, Vec<String>) {
    let rows = match &cells {
        Cells::Words(v) => v.len(),
        Cells::Short(v) => v.len(),
        Cells::Long(v) => v.len(),
        Cells::Old(v) => v.len(),
    };
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("K.Parquet");
    write(&path, &format!("{schema} required binary text (UTF8);"), plain(), &[&[cells, words(vec![GOOD; rows])]]);
    read(path, 1 << 20)
}

#[test]
fn ids_are_words_or_whole_numbers() {
    let ids = |schema: &str, cells| {
        let (good, bad) = one(schema, cells);
        assert!(bad.is_empty(), "{bad:?}");
        good.into_iter().map(|i| i.file).collect::<Vec<_>>()
    };
    assert_eq!(ids("optional int64 id;", Cells::Long(vec![Some(7), None, Some(i64::MIN)])), ["7", "K.Parquet#2", "-9223372036854775808"]);
    assert_eq!(ids("optional int64 id (INTEGER(64,false));", Cells::Long(vec![Some(-1)])), ["18446744073709551615"]);
    assert_eq!(ids("optional int64 id (UINT_64);", Cells::Long(vec![Some(-1)])), ["18446744073709551615"]);
    assert_eq!(ids("optional int32 id (INTEGER(32,false));", Cells::Short(vec![Some(-1), Some(5)])), ["4294967295", "5"]);
    assert_eq!(ids("optional int32 id (INTEGER(16,true));", Cells::Short(vec![Some(-1)])), ["-1"]);
    assert_eq!(ids("optional binary id;", Cells::Words(vec![Some("甲".into()), Some(Vec::new()), None])), ["甲", "", "K.Parquet#3"]);
}

#[test]
fn days_are_words_dates_or_timestamps() {
    let days = |schema: &str, cells| {
        let (good, bad) = one(schema, cells);
        assert!(bad.is_empty(), "{schema}: {bad:?}");
        good.into_iter().map(|i| i.date.map_or_else(String::new, |d| d.to_string())).collect::<Vec<_>>()
    };
    // 19 May 2023 is day 19,496.
    let second = 19_496 * 86_400 + 86_399;
    assert_eq!(days("optional int32 date (DATE);", Cells::Short(vec![Some(19_496), None, Some(-1)])), ["2023-05-19", "", "1969-12-31"]);
    for (schema, unit) in [
        ("optional int64 date (TIMESTAMP(MILLIS,true));", 1_000),
        ("optional int64 date (TIMESTAMP(MICROS,false));", 1_000_000),
        ("optional int64 date (TIMESTAMP(NANOS,true));", 1_000_000_000),
        ("optional int64 date (TIMESTAMP_MILLIS);", 1_000),
        ("optional int64 date (TIMESTAMP_MICROS);", 1_000_000),
    ] {
        assert_eq!(days(schema, Cells::Long(vec![Some(second * unit), Some(-1)])), ["2023-05-19", "1969-12-31"]);
    }
    let mut old = Int96::new();
    old.set_data(0, 0, 2_440_588 + 19_496);
    assert_eq!(days("optional int96 date;", Cells::Old(vec![Some(old)])), ["2023-05-19"]);
    let said = ["2023-05-19", " 2023-05-19T08:00:00+08:00", ""].map(|d| Some(d.as_bytes().to_vec()));
    assert_eq!(days("optional binary date (UTF8);", Cells::Words(said.to_vec())), ["2023-05-19", "2023-05-19", ""]);
}

#[test]
fn days_that_are_none_are_told_with_their_row() {
    let (good, bad) = one("required int32 date (DATE);", Cells::Short(vec![Some(0), Some(i32::MAX), Some(1)]));
    assert_eq!((good.len(), bad), (2, vec!["row 2: `2147483647` is no date".to_owned()]));
    let (good, bad) = one("required int64 date (TIMESTAMP(MILLIS,true));", Cells::Long(vec![Some(i64::MAX), Some(1)]));
    assert_eq!((good.len(), bad), (1, vec![format!("row 1: `{}` is no date", i64::MAX)]));
    let (good, bad) = one("required binary date (UTF8);", words(["19.5.2023", "2023-05-19"]));
    assert_eq!((good.len(), bad), (1, vec!["row 1: `19.5.2023` is no date".to_owned()]));
}

#[test]
fn columns_of_another_kind_are_named() {
    for (schema, cells, says) in [
        ("required int64 date;", Cells::Long(vec![Some(5)]), "the column `date` is INT64, not a string, a date or a timestamp"),
        ("required int64 title;", Cells::Long(vec![Some(5)]), "the column `title` is INT64, not a string"),
        ("required int32 id (DATE);", Cells::Short(vec![Some(5)]), "the column `id` is INT32 (Date), not a string or a whole number"),
        ("required binary url (BSON);", words(["x"]), "the column `url` is BYTE_ARRAY (Bson), not a string"),
    ] {
        assert_eq!(one(schema, cells).1, [says]);
    }
}
