//! Which columns a file has, and what they hold.

use crate::base::Diag;
use jiff::{Span, civil::Date};
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::file::metadata::ParquetMetaData;
use parquet::schema::types::{ColumnDescPtr, SchemaDescriptor};

/// The columns that are read: that of the text first.
pub(super) const COLUMNS: [&str; 5] = ["text", "id", "title", "date", "url"];

/// Where each of [`COLUMNS`] is, and what it holds.
pub(super) type Places = [Option<(usize, Kind)>; COLUMNS.len()];

/// Where each column is, and that it holds what it should.
pub(super) fn columns(about: &ParquetMetaData, path: &str) -> Result<Places, Diag> {
    const SHOWN: usize = 20;
    let bad = |what: String| Diag::error("input::bad_parquet", path, what);
    let schema = about.file_metadata().schema_descr();
    let mut found = [None; COLUMNS.len()];
    for (place, name) in found.iter_mut().zip(COLUMNS) {
        let Some(number) = find(schema, name) else { continue };
        let column = schema.column(number);
        let (fits, wants) = match (name, Kind::of(&column)) {
            ("id", kind) => (kind.filter(|k| matches!(k, Kind::Words | Kind::Signed | Kind::Unsigned)), "a string or a whole number"),
            ("date", kind) => {
                (kind.filter(|k| matches!(k, Kind::Words | Kind::Days | Kind::Moments(_))), "a string, a date or a timestamp")
            }
            (_, kind) => (kind.filter(|k| *k == Kind::Words), "a string"),
        };
        let kind = fits.filter(|_| column.path().parts().len() == 1);
        let kind = kind.ok_or_else(|| bad(format!("the column `{name}` is {}, not {wants}", described(&column))))?;
        *place = Some((number, kind));
        let packed = |p: &Compression| !matches!(p, Compression::BROTLI(_) | Compression::LZO | Compression::LZ4);
        if let Some(other) = about.row_groups().iter().filter_map(|g| g.columns().get(number)).map(|c| c.compression()).find(|p| !packed(p))
        {
            let what = format!("the column `{name}` is packed with {other}");
            return Err(bad(what).help("write the file with snappy, gzip, zstd or LZ4_RAW"));
        }
    }
    if found[0].is_none() {
        let mut names: Vec<&str> = schema.root_schema().get_fields().iter().map(|f| f.name()).collect();
        let more = names.len().saturating_sub(SHOWN);
        names.truncate(SHOWN);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        let what = match names.is_empty() {
            true => "there is no column `text`: there is none at all".to_owned(),
            false => format!("there is no column `text`; there are {}{rest}", names.join(", ")),
        };
        return Err(bad(what).help("name the columns text, and if you like id, title, date and url"));
    }
    Ok(found)
}

/// What the values of a column mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words.
    Words,
    /// Whole numbers.
    Signed,
    /// Whole numbers, none below 0.
    Unsigned,
    /// Days since 1 January 1970.
    Days,
    /// Moments since then, so many a day.
    Moments(i64),
}

impl Kind {
    /// Nothing where there may be several in a row, or none of these.
    fn of(column: &ColumnDescPtr) -> Option<Self> {
        const DAY: i64 = 86_400;
        let basic = column.self_type().get_basic_info();
        let single = basic.has_repetition() && basic.repetition() != Repetition::REPEATED && column.max_rep_level() == 0;
        let (logical, converted) = (column.logical_type_ref(), column.converted_type());
        match (column.physical_type(), logical) {
            _ if !single => None,
            (Physical::BYTE_ARRAY, None | Some(LogicalType::String | LogicalType::Enum | LogicalType::Json))
                if !matches!(converted, ConvertedType::DECIMAL | ConvertedType::BSON) =>
            {
                Some(Kind::Words)
            }
            (Physical::INT96, _) => Some(Kind::Moments(DAY)),
            (Physical::INT32, Some(LogicalType::Date)) => Some(Kind::Days),
            (Physical::INT64, Some(LogicalType::Timestamp(t))) => Some(Kind::Moments(match t.unit {
                TimeUnit::MILLIS => DAY * 1_000,
                TimeUnit::MICROS => DAY * 1_000_000,
                TimeUnit::NANOS => DAY * 1_000_000_000,
            })),
            (Physical::INT32 | Physical::INT64, Some(LogicalType::Integer(i))) => {
                Some(if i.is_signed { Kind::Signed } else { Kind::Unsigned })
            }
            (Physical::INT32 | Physical::INT64, None) => match converted {
                ConvertedType::DATE => Some(Kind::Days),
                ConvertedType::TIMESTAMP_MILLIS => Some(Kind::Moments(DAY * 1_000)),
                ConvertedType::TIMESTAMP_MICROS => Some(Kind::Moments(DAY * 1_000_000)),
                ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64 => Some(Kind::Unsigned),
                ConvertedType::NONE | ConvertedType::INT_8 | ConvertedType::INT_16 | ConvertedType::INT_32 | ConvertedType::INT_64 => {
                    Some(Kind::Signed)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The day of a value of this kind.
    pub(super) fn day(self, value: i64) -> Option<Date> {
        let days = if let Kind::Moments(a_day) = self { value.div_euclid(a_day) } else { value };
        Date::constant(1970, 1, 1).checked_add(Span::new().try_days(days).ok()?).ok()
    }
}

/// What a column is said to hold, for a message.
fn described(column: &ColumnDescPtr) -> String {
    let physical = column.physical_type();
    match (column.logical_type_ref(), column.max_rep_level()) {
        (_, 1..) => format!("a list of {physical}"),
        (Some(logical), _) => format!("{physical} ({logical:?})"),
        (None, _) if column.converted_type() != ConvertedType::NONE => format!("{physical} ({})", column.converted_type()),
        (None, _) => physical.to_string(),
    }
}

/// The number of the first column of this name, or under it.
fn find(schema: &SchemaDescriptor, name: &str) -> Option<usize> {
    schema.columns().iter().position(|c| c.path().parts().first().is_some_and(|first| first == name))
}
