//! Parquet files in: rows are what lines of JSON are. Files are written here, and by pyarrow where it is installed.

#![allow(clippy::unwrap_used)]
#![cfg(feature = "parquet")]

mod bad;
mod kinds;
mod others;

use assert_cmd::Command;
use parquet::basic::{Compression, Encoding, GzipLevel, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type, Int96, Int96Type};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use silkgraph::text::Input;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A sentence that states one fact.
const GOOD: &str = "中国支持“一带一路”倡议。";

/// The values of a column; `None` where a row has none.
enum Cells {
    Words(Vec<Option<Vec<u8>>>),
    Short(Vec<Option<i32>>),
    Long(Vec<Option<i64>>),
    Old(Vec<Option<Int96>>),
}

fn words<S: AsRef<[u8]>>(values: impl IntoIterator<Item = S>) -> Cells {
    Cells::Words(values.into_iter().map(|v| Some(v.as_ref().to_vec())).collect())
}

/// A file with a schema such as `optional binary text (UTF8)`, and row groups of columns.
fn write(path: &Path, schema: &str, props: WriterPropertiesBuilder, groups: &[&[Cells]]) {
    let schema = Arc::new(parse_message_type(&format!("message m {{ {schema} }}")).unwrap());
    let file = std::fs::File::create(path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(props.build())).unwrap();
    for columns in groups {
        let mut group = writer.next_row_group().unwrap();
        for column in *columns {
            match column {
                Cells::Words(v) => {
                    column_of::<ByteArrayType>(&mut group, &v.iter().map(|v| v.clone().map(ByteArray::from)).collect::<Vec<_>>())
                }
                Cells::Short(v) => column_of::<Int32Type>(&mut group, v),
                Cells::Long(v) => column_of::<Int64Type>(&mut group, v),
                Cells::Old(v) => column_of::<Int96Type>(&mut group, v),
            }
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
}

fn column_of<T: DataType>(group: &mut SerializedRowGroupWriter<'_, std::fs::File>, values: &[Option<T::T>]) {
    let mut column = group.next_column().unwrap().unwrap();
    let levels: Vec<i16> = values.iter().map(|v| i16::from(v.is_some())).collect();
    let present: Vec<T::T> = values.iter().flatten().cloned().collect();
    column.typed::<T>().write_batch(&present, Some(&levels), None).unwrap();
    column.close().unwrap();
}

fn plain() -> WriterPropertiesBuilder {
    WriterProperties::builder()
}

/// What the program makes of a file: exit code, standard output, standard error.
fn silkgraph(folder: &Path, args: &[&str]) -> (i32, Vec<u8>, String) {
    let out = Command::cargo_bin("silkgraph").unwrap().env("NO_COLOR", "1").current_dir(folder).args(args).output().unwrap();
    (out.status.code().unwrap_or(-1), out.stdout, String::from_utf8_lossy(&out.stderr).into_owned())
}

/// The inputs of a file: what is good, and the messages of what is not.
fn read(path: PathBuf, most: u64) -> (Vec<Input>, Vec<String>) {
    let (mut found, diags) = silkgraph::pipeline::find(&[path]);
    assert!(diags.is_empty(), "{diags:?}");
    found[0].most = most;
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    match silkgraph::pipeline::open(&found[0]) {
        Ok(inputs) => inputs.for_each(|i| match i {
            Ok(input) => good.push(input),
            Err(diag) => bad.push(diag.message),
        }),
        Err(diag) => bad.push(diag.message),
    }
    (good, bad)
}

/// Records of a few hundred different texts, some long, some without title or date.
fn records() -> Vec<(String, String, Option<String>, Option<String>)> {
    let places = ["哈萨克斯坦", "乌兹别克斯坦", "中国", "吉尔吉斯斯坦"];
    let text = |i: usize| {
        let place = places[i % places.len()];
        format!("新华社{place}电\n\n第{i}次会议。{place}支持“一带一路”倡议。2023年5月{}日，各方在西安举行会晤。\n", i % 28 + 1)
            .repeat(1 + i % 7)
    };
    (0..400)
        .map(|i| {
            let title = (i % 3 > 0).then(|| format!("题目{i}"));
            let date = (i % 5 > 0).then(|| format!("2023-05-{:02}", i % 28 + 1));
            (format!("r{i}"), text(i), title, date)
        })
        .collect()
}

const SCHEMA: &str = "optional binary title (UTF8); required int64 extra; optional binary date (UTF8); required binary text (UTF8); optional binary id (UTF8);";

/// The same records as JSON lines and as columns, in row groups of 150.
fn both(folder: &Path, props: WriterPropertiesBuilder) {
    let records = records();
    let lines = records.iter().map(|(id, text, title, date)| serde_json::json!({"id": id, "text": text, "title": title, "date": date}));
    std::fs::write(folder.join("a.jsonl"), lines.map(|l| format!("{l}\n")).collect::<String>()).unwrap();
    let bytes = |v: &Option<String>| v.clone().map(String::into_bytes);
    let groups: Vec<Vec<Cells>> = records
        .chunks(150)
        .map(|part| {
            let dates = Cells::Words(part.iter().map(|r| bytes(&r.3)).collect());
            let extra = Cells::Long(part.iter().map(|_| Some(7)).collect());
            vec![
                Cells::Words(part.iter().map(|r| bytes(&r.2)).collect()),
                extra,
                dates,
                words(part.iter().map(|r| &r.1)),
                words(part.iter().map(|r| &r.0)),
            ]
        })
        .collect();
    write(&folder.join("a.parquet"), SCHEMA, props, &groups.iter().map(Vec::as_slice).collect::<Vec<_>>());
}

#[test]
fn the_same_text_gives_the_same_quads_as_a_line_and_as_a_row() {
    let gzip = Compression::GZIP(GzipLevel::default());
    let zstd = Compression::ZSTD(ZstdLevel::default());
    let delta = |props: WriterPropertiesBuilder, encoding| {
        props.set_dictionary_enabled(false).set_column_encoding(ColumnPath::from("text"), encoding)
    };
    let v2 = || plain().set_writer_version(WriterVersion::PARQUET_2_0);
    let ways = [
        plain(),
        plain().set_compression(Compression::SNAPPY).set_data_page_size_limit(4096).set_write_batch_size(8),
        v2().set_compression(gzip),
        plain().set_compression(zstd).set_dictionary_enabled(false),
        v2().set_compression(Compression::LZ4_RAW),
        delta(v2().set_compression(zstd), Encoding::DELTA_BYTE_ARRAY),
        delta(plain().set_compression(gzip), Encoding::DELTA_LENGTH_BYTE_ARRAY),
    ];
    let dir = tempfile::tempdir().unwrap();
    let mut lines = None;
    for props in ways {
        both(dir.path(), props);
        let quads = |args: &[&str]| {
            let (code, out, err) = silkgraph(dir.path(), &[&["extract", "--format", "nquads"], args].concat());
            assert_eq!((code, err.as_str()), (0, ""));
            out
        };
        let lines = lines.get_or_insert_with(|| quads(&["a.jsonl"]));
        assert!(lines.len() > 100_000);
        assert!(quads(&["a.parquet"]) == *lines);
        assert!(quads(&["a.parquet", "--threads", "1"]) == *lines);
        assert!(quads(&["--jsonl", "a.parquet"]) == *lines);
    }
    // A folder has both; each text is there twice.
    let (code, out, err) = silkgraph(dir.path(), &["build", ".", "-o", "out", "--no-diagram"]);
    assert!(
        code == 0 && String::from_utf8_lossy(&out).contains("texts                    800") && err.contains("given twice"),
        "{err:.500}"
    );
    let graph = |name: &str| {
        assert_eq!(silkgraph(dir.path(), &["-q", "build", name, "-o", "o", "--no-diagram"]).0, 0);
        std::fs::read(dir.path().join("o/graph.ttl")).unwrap()
    };
    assert!(graph("a.parquet") == graph("a.jsonl"));
}
