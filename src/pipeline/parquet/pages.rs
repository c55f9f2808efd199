//! The pages of a column, each looked at before it is unpacked: a page's header says how long it will be, and may lie.

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::serialized_reader::SerializedPageReader;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

/// Deflate makes one byte into so many at most.
const GZIP: u64 = 1032;

/// How gzip begins.
const MAGIC: &[u8] = b"\x1F\x8B\x08";

/// A file whose pages have so many bytes at most, unpacked.
pub(super) struct Guarded {
    file: File,
    most: u64,
    gzip: bool,
}

/// The pages of a part of a column.
pub(super) struct Pages {
    inner: SerializedPageReader<Guarded>,
    /// True where each page begins with which rows have no value.
    optional: bool,
}

impl Pages {
    /// Those of a chunk with so many rows, `most` bytes at most each.
    pub(super) fn of(file: &File, chunk: &ColumnChunkMetaData, rows: usize, most: u64) -> Result<Box<dyn PageReader>> {
        let gzip = matches!(chunk.compression(), Compression::GZIP(_));
        let file = Arc::new(Guarded { file: file.try_clone()?, most, gzip });
        let optional = chunk.column_descr().max_def_level() > 0;
        Ok(Box::new(Pages { inner: SerializedPageReader::new(file, chunk, rows, None)?, optional }))
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.inner.get_next_page()?;
        match page {
            Some(page) if !holds(&page, self.optional) => Err(wrong("a page says that it holds more than it does")),
            page => Ok(page),
        }
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.inner.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.inner.skip_next_page()
    }
}

impl Length for Guarded {
    fn len(&self) -> u64 {
        self.file.len()
    }
}

impl ChunkReader for Guarded {
    type T = BufReader<File>;

    /// Asked for where the header of a page begins.
    fn get_read(&self, start: u64) -> Result<Self::T> {
        let mut reader = self.file.get_read(start)?;
        let size = unpacked(reader.fill_buf()?).ok_or_else(|| wrong("a page begins in no known way"))?;
        if size > self.most { Err(self.too_long()) } else { Ok(reader) }
    }

    /// Asked for what follows a header.
    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        if length as u64 > self.most {
            return Err(self.too_long());
        }
        let bytes = self.file.get_bytes(start, length)?;
        // All other ways of packing are told how much room there is.
        if self.gzip && length as u64 > self.most / GZIP && memchr::memmem::find_iter(&bytes, MAGIC).any(|at| self.endless(&bytes[at..])) {
            return Err(self.too_long());
        }
        Ok(bytes)
    }
}

impl Guarded {
    fn endless(&self, gzip: &[u8]) -> bool {
        let mut unpacked = MultiGzDecoder::new(gzip).take(self.most.saturating_add(1));
        let mut size = 0;
        let mut room = [0; 1 << 14];
        while let Ok(read) = unpacked.read(&mut room)
            && read > 0
        {
            size += read as u64;
        }
        size > self.most
    }

    fn too_long(&self) -> ParquetError {
        io::Error::from(io::ErrorKind::FileTooLarge).into()
    }
}

fn wrong(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}

/// How long the page whose header begins so says that it is. In every header its kind and the two sizes come first, as
/// whole numbers of Thrift's compact protocol.
fn unpacked(header: &[u8]) -> Option<u64> {
    const NEXT_NUMBER: u8 = 0x15;
    let mut at = 0;
    let mut field = || {
        (*header.get(at)? == NEXT_NUMBER).then_some(())?;
        at += 1;
        number(header, &mut at)
    };
    let (_, size) = (field()?, field()?);
    // Zigzag; one that is below nothing is refused by the reader.
    Some(if size & 1 == 0 { size / 2 } else { 0 })
}

/// A number of seven bits a byte, the lowest first.
fn number(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// True for a page whose numbers of values may be believed: a decoder makes room for as many before it looks.
fn holds(page: &Page, optional: bool) -> bool {
    // The shortest value is a number of four bytes, and so is the length before words.
    const SHORTEST: usize = 4;
    let (buf, values, start) = match page {
        Page::DictionaryPage { buf, num_values, .. } => return *num_values as usize <= buf.len() / SHORTEST,
        Page::DataPage { buf, num_values, def_level_encoding: Encoding::RLE, .. } if optional => {
            let Some(length) = buf.first_chunk() else { return true };
            (buf, *num_values, u32::from_le_bytes(*length) as usize + length.len())
        }
        Page::DataPage { buf, num_values, .. } if optional => (buf, *num_values, (*num_values as usize).div_ceil(8)),
        Page::DataPage { buf, num_values, .. } => (buf, *num_values, 0),
        Page::DataPageV2 { buf, num_values, def_levels_byte_len, rep_levels_byte_len, .. } => {
            (buf, *num_values, *def_levels_byte_len as usize + *rep_levels_byte_len as usize)
        }
    };
    let Some(data) = buf.get(start..).filter(|data| !data.is_empty()) else { return true };
    let lists = match page.encoding() {
        Encoding::DELTA_BINARY_PACKED | Encoding::DELTA_LENGTH_BYTE_ARRAY => 1,
        Encoding::DELTA_BYTE_ARRAY => 2,
        _ => 0,
    };
    let mut at = 0;
    (0..lists).all(|_| deltas(data, &mut at).is_some_and(|count| count <= u64::from(values)))
}

/// How many numbers a list of differences has, and the place after it.
fn deltas(data: &[u8], at: &mut usize) -> Option<u64> {
    let (block, parts, count, _first) = (number(data, at)?, number(data, at)?, number(data, at)?, number(data, at)?);
    let each = block.checked_div(parts).filter(|each| *each > 0)?;
    let mut left = count.saturating_sub(1);
    while left > 0 {
        number(data, at)?;
        let widths = data.get(*at..at.checked_add(usize::try_from(parts).ok()?)?)?;
        *at += widths.len();
        for width in widths {
            if left == 0 {
                break;
            }
            *at = at.checked_add(usize::try_from(u64::from(*width).checked_mul(each)? / 8).ok()?)?;
            left = left.saturating_sub(each);
        }
        // The last list may end before its room does.
        (*at <= data.len() || left == 0).then_some(())?;
    }
    Some(count)
}
