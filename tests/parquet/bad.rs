//! Parquet that is none, is cut short, lies, or has rows that are no records. What is good is read all the same.

use super::*;
use parquet::file::reader::{FileReader, SerializedFileReader};

const TEXT: &str = "optional binary text (UTF8);";

fn folder() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.parquet");
    (dir, path)
}

fn texts(n: usize) -> Cells {
    words((0..n).map(|i| format!("第{i}条。{GOOD}")))
}

#[test]
fn rows_without_a_text_are_named_and_the_others_read() {
    let (_dir, path) = folder();
    let first = Cells::Words(vec![Some(GOOD.into()), None, Some(b"\xFF\xFE".to_vec()), Some(GOOD.into())]);
    let second = Cells::Words(vec![None, Some(Vec::new()), Some(GOOD.into())]);
    write(&path, TEXT, plain(), &[&[first], &[texts(0)], &[second]]);
    let (good, bad) = read(path, 1 << 20);
    assert_eq!(good.iter().map(|i| i.file.as_str()).collect::<Vec<_>>(), ["a.parquet#1", "a.parquet#4", "a.parquet#6", "a.parquet#7"]);
    let missing = |row: u32| format!("row {row} is not a record: its text is missing");
    assert_eq!(bad, [missing(2), "row 3: its text is no UTF-8".to_owned(), missing(5)]);
}

#[test]
fn bad_rows_are_summed_up_after_twenty() {
    let (dir, path) = folder();
    let rows = (0..3000).map(|i| (i % 2 == 0).then(|| GOOD.as_bytes().to_vec())).collect();
    write(&path, TEXT, plain(), &[&[Cells::Words(rows)]]);
    let (good, bad) = read(path.clone(), 1 << 20);
    assert_eq!((good.len(), bad.len(), bad[20].as_str()), (1500, 21, "1480 more rows are no records"));
    let (code, out, err) = silkgraph(dir.path(), &["extract", "a.parquet", "--format", "nquads"]);
    assert!(code == 3 && err.contains("--> a.parquet") && err.contains("row 2 is not") && err.contains("1480 more rows"), "{err:.500}");
    assert!(String::from_utf8_lossy(&out).contains("a.parquet#2999"));
}

#[test]
fn files_that_are_no_parquet_are_told_and_the_others_read() {
    let (dir, path) = folder();
    write(&path, TEXT, plain(), &[&[texts(100)]]);
    let whole = std::fs::read(&path).unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(dir.path().join(name), bytes).unwrap();
    put("cut.parquet", &whole[..whole.len() - 5]);
    put("half.parquet", &whole[..whole.len() / 2]);
    put("none.parquet", b"");
    put("novel.parquet", GOOD.repeat(100).as_bytes());
    put("packed.parquet.gz", &whole);
    put("hidden.dat", &whole);
    put("foot.parquet", &[&whole[..whole.len() - 100], &[0xFF; 92], &whole[whole.len() - 8..]].concat());
    write(
        &dir.path().join("columns.parquet"),
        "required binary body (UTF8); required int64 n;",
        plain(),
        &[&[texts(1), Cells::Long(vec![Some(1)])]],
    );
    write(&dir.path().join("number.parquet"), "required int64 text;", plain(), &[&[Cells::Long(vec![Some(1)])]]);
    std::fs::write(dir.path().join("good.txt"), GOOD).unwrap();
    let (code, out, err) = silkgraph(dir.path(), &["build", ".", "-o", "out", "--no-diagram"]);
    assert_eq!((code, err.matches("error[").count()), (3, 8), "{err}");
    for name in ["cut", "half", "none", "novel", "foot"] {
        assert!(err.contains(&format!("{name}.parquet")), "{err}");
    }
    assert_eq!(err.matches("this is no whole Parquet file").count(), 5, "{err}");
    assert!(err.contains("there is no column `text`; there are body, n"), "{err}");
    assert!(err.contains("the column `text` is INT64, not a string") && err.contains("packed Parquet"), "{err}");
    assert!(String::from_utf8_lossy(&out).contains("texts                    101"), "{}", String::from_utf8_lossy(&out));
    let (code, _, err) = silkgraph(dir.path(), &["extract", "hidden.dat"]);
    assert!(code == 3 && err.contains("not text"), "{err}");
    write(&path, "repeated binary text (UTF8);", plain(), &[]);
    assert_eq!(read(path, 1 << 20).1, ["the column `text` is a list of BYTE_ARRAY, not a string"]);
}

#[test]
fn texts_longer_than_the_limit_are_left_out() {
    let (_dir, path) = folder();
    let fits = format!("{}a", "长".repeat(349_525));
    assert_eq!(fits.len(), 1 << 20);
    write(&path, TEXT, plain().set_compression(Compression::SNAPPY), &[&[words([GOOD, &format!("{fits}a"), &fits, GOOD])]]);
    let (good, bad) = read(path, 1 << 20);
    assert_eq!((good.len(), bad), (3, vec!["row 2: the text is longer than 1 MB".to_owned()]));
}

#[test]
fn a_page_that_unpacks_without_end_is_refused_before_it_is() {
    let (_dir, path) = folder();
    let endless = vec![b'0'; 64 << 20];
    let gzip = Compression::GZIP(GzipLevel::default());
    let says = ["row 2 is in a page of more than 4 MB; the 1 after it in its row group were not read"];
    let write = |compression, version| {
        let props = plain().set_compression(compression).set_dictionary_enabled(false).set_writer_version(version);
        let long = words([&endless[..], GOOD.as_bytes()]);
        write(&path, TEXT, props, &[&[texts(1)], &[long], &[texts(2)]]);
    };
    for compression in [gzip, Compression::ZSTD(ZstdLevel::default()), Compression::SNAPPY, Compression::LZ4_RAW, Compression::UNCOMPRESSED]
    {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            write(compression, version);
            let (good, bad) = read(path.clone(), 1 << 20);
            assert_eq!((good.len(), bad.as_slice()), (3, says.map(str::to_owned).as_slice()), "{compression} {version:?}");
        }
    }
    // A header that lies: it says 100 bytes, where gzip unpacks 64 MB.
    for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
        write(gzip, version);
        let about = SerializedFileReader::try_from(path.as_path()).unwrap();
        let at = about.metadata().row_group(1).column(0).data_page_offset() as usize;
        let mut bytes = std::fs::read(&path).unwrap();
        // Field 1, the kind; field 2, the size, a number of four bytes.
        assert!(bytes[at] == 0x15 && bytes[at + 2] == 0x15 && bytes[at + 6] & 0x80 == 0 && bytes[at + 5] & 0x80 != 0);
        bytes[at + 3..at + 7].copy_from_slice(&[0xC8, 0x81, 0x80, 0x00]);
        std::fs::write(&path, bytes).unwrap();
        let (good, bad) = read(path.clone(), 1 << 20);
        assert_eq!((good.len(), bad.as_slice()), (3, says.map(str::to_owned).as_slice()), "{version:?}");
    }
}

#[test]
fn any_bytes_end_with_rows_or_messages() {
    let (_dir, path) = folder();
    let v2 = || plain().set_writer_version(WriterVersion::PARQUET_2_0).set_dictionary_enabled(false);
    let ways = [
        plain(),
        v2().set_compression(Compression::SNAPPY).set_column_encoding(ColumnPath::from("text"), Encoding::DELTA_BYTE_ARRAY),
        v2().set_column_encoding(ColumnPath::from("text"), Encoding::DELTA_LENGTH_BYTE_ARRAY),
        plain().set_compression(Compression::GZIP(GzipLevel::default())),
        plain().set_compression(Compression::LZ4_RAW),
    ];
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    std::panic::set_hook(Box::new(|_| ()));
    let (mut rows, mut told) = (0, 0);
    for props in ways {
        let schema = format!("{TEXT} required int64 id; optional int32 date (DATE);");
        let columns = |n: usize| [texts(n), Cells::Long((0..n as i64).map(Some).collect()), Cells::Short(vec![Some(1); n])];
        write(&path, &schema, props, &[&columns(40), &columns(3)]);
        let whole = std::fs::read(&path).unwrap();
        for round in 0..400 {
            let mut bytes = whole.clone();
            for _ in 0..=random(4) {
                let at = random(bytes.len());
                bytes[at] = if round % 2 == 0 { random(256) as u8 } else { bytes[at] ^ (1 << random(8)) };
            }
            std::fs::write(&path, &bytes).unwrap();
            let (good, bad) = read(path.clone(), 1 << 20);
            assert!(good.len() <= 43 && bad.len() <= 43, "{} {}", good.len(), bad.len());
            rows += good.len();
            told += bad.len();
        }
    }
    let _ = std::panic::take_hook();
    assert!(rows > 10_000 && told > 500, "{rows} {told}");
}
