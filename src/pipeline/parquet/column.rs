//! The values of a column, row by row.

use super::schema::Kind;
use parquet::basic::Type as Physical;
use parquet::column::page::PageReader;
use parquet::column::reader::ColumnReaderImpl;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type, Int96Type};
use parquet::errors::{ParquetError, Result};
use parquet::schema::types::ColumnDescPtr;

/// A value.
pub(super) enum Value {
    /// Words, or bytes that should be some.
    Words(ByteArray),
    /// A whole number.
    Number(i64),
}

/// A part of a column as it is read.
pub(super) enum Cells {
    Words(Values<ByteArrayType>),
    Short(Values<Int32Type>, Kind),
    Long(Values<Int64Type>),
    Old(Values<Int96Type>),
}

impl Cells {
    /// Begin with the pages of a part.
    pub(super) fn new(column: ColumnDescPtr, kind: Kind, pages: Box<dyn PageReader>) -> Self {
        match column.physical_type() {
            Physical::INT32 => Cells::Short(Values::new(column, pages), kind),
            Physical::INT64 => Cells::Long(Values::new(column, pages)),
            Physical::INT96 => Cells::Old(Values::new(column, pages)),
            _ => Cells::Words(Values::new(column, pages)),
        }
    }

    /// The value of the next row; nothing where it has none.
    pub(super) fn next(&mut self) -> Result<Option<Value>> {
        Ok(match self {
            Cells::Words(values) => values.next()?.map(Value::Words),
            // The four bytes of a large number without a sign are those of one below 0.
            Cells::Short(values, Kind::Unsigned) => values.next()?.map(|v| Value::Number(i64::from(v.cast_unsigned()))),
            Cells::Short(values, _) => values.next()?.map(|v| Value::Number(i64::from(v))),
            Cells::Long(values) => values.next()?.map(Value::Number),
            Cells::Old(values) => values.next()?.map(|v| Value::Number(v.to_seconds())),
        })
    }
}

/// The values of a part of a column, one at a time: words may be long.
pub(super) struct Values<T: DataType> {
    reader: ColumnReaderImpl<T>,
    levels: Vec<i16>,
    values: Vec<T::T>,
}

impl<T: DataType> Values<T> {
    fn new(column: ColumnDescPtr, pages: Box<dyn PageReader>) -> Self {
        Values { reader: ColumnReaderImpl::new(column, pages), levels: Vec::new(), values: Vec::new() }
    }

    fn next(&mut self) -> Result<Option<T::T>> {
        self.levels.clear();
        self.values.clear();
        let (rows, ..) = self.reader.read_records(1, Some(&mut self.levels), None, &mut self.values)?;
        if rows == 0 { Err(ParquetError::EOF("the column ends before its rows do".to_owned())) } else { Ok(self.values.pop()) }
    }
}
