//! Files that another program writes: pyarrow, where Python has it.

use super::*;

/// Writes a.jsonl and one Parquet file for each way that people write them, and says their names.
const SCRIPT: &str = r#"
import datetime, json
try:
    import pyarrow as pa, pyarrow.parquet as pq
except ImportError:
    raise SystemExit(7)
rows = [json.loads(line) for line in open("a.jsonl", encoding="utf-8")]
days = [r["date"] and datetime.date.fromisoformat(r["date"]) for r in rows]
noon = [d and datetime.datetime(d.year, d.month, d.day, 12) for d in days]
def table(text=pa.string(), id=pa.string(), date=None):
    date = date or pa.array([r["date"] for r in rows])
    return pa.table({"date": date, "id": pa.array([r["id"] for r in rows], id), "other": pa.array([[1, 2]] * len(rows)),
                     "text": pa.array([r["text"] for r in rows], text), "title": pa.array([r["title"] for r in rows])})
for codec in ["NONE", "SNAPPY", "GZIP", "ZSTD", "LZ4"]:
    for version in ["1.0", "2.0"]:
        pq.write_table(table(), f"{codec}-{version}.parquet", compression=codec, data_page_version=version, row_group_size=97, data_page_size=2048)
pq.write_table(table(pa.large_string(), pa.dictionary(pa.int32(), pa.string()), pa.array(days, pa.date32())), "large.parquet")
pq.write_table(table(pa.binary(), date=pa.array(noon, pa.timestamp("us", "UTC"))), "binary.parquet", version="1.0")
pq.write_table(table(date=pa.array(noon, pa.timestamp("ns"))), "old.parquet", use_deprecated_int96_timestamps=True)
for encoding in ["DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY"]:
    pq.write_table(table(), encoding + ".parquet", use_dictionary=False, column_encoding={"text": encoding, "date": "PLAIN", "id": encoding, "title": encoding},
                   compression="ZSTD", write_page_index=True)
pq.write_table(table(), "BROTLI.parquet", compression="BROTLI")
"#;

#[test]
fn files_of_pyarrow_give_the_quads_of_the_lines() {
    let dir = tempfile::tempdir().unwrap();
    both(dir.path(), plain());
    let python = std::process::Command::new("python3").args(["-c", SCRIPT]).current_dir(dir.path()).output();
    match python.as_ref().map(|out| out.status.code()) {
        Ok(Some(0)) => {}
        Ok(Some(7)) | Err(_) => return eprintln!("skipped: files of pyarrow (it is not installed)"),
        _ => panic!("{}", String::from_utf8_lossy(&python.unwrap().stderr)),
    }
    let quads = |name: &str| {
        let (code, out, err) = silkgraph(dir.path(), &["extract", "--format", "nquads", name]);
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
        out
    };
    let lines = quads("a.jsonl");
    let mut read = 0;
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name == "BROTLI.parquet" {
            let (code, _, err) = silkgraph(dir.path(), &["extract", &name]);
            assert!(code == 3 && err.contains("packed with BROTLI") && err.contains("write the file with snappy"), "{err}");
        } else if name.ends_with(".parquet") {
            assert!(quads(&name) == lines, "{name}");
            read += 1;
        }
    }
    assert_eq!(read, 16);
}
