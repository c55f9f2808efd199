//! Parquet → [`Input`]s: a row is what a line of JSON is. Of each column one page is held at a time, and no row group.

mod column;
mod pages;
mod schema;

use super::count::Count;
use super::open::unreadable;
use super::records::{TOLD, day};
use crate::base::Diag;
use crate::text::Input;
use column::{Cells, Value};
use pages::Pages;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use schema::{COLUMNS, Kind, Places};
use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A page may be so many times as long as a text: its writer puts many texts into one.
const PAGE: u64 = 4;

/// After so many rows the reading is counted.
const STEP: u64 = 64;

/// The rows of a file as inputs.
pub(super) struct Rows {
    name: String,
    file: File,
    about: ParquetMetaData,
    /// Where each column is, and what it holds.
    columns: Places,
    most: u64,
    /// The next row group, and the one that is read.
    group: usize,
    open: Option<Group>,
    /// The number of the row, from 1, as a line of JSON has one.
    row: u64,
    bad: usize,
    over: bool,
    progress: Progress,
}

/// A row group as it is read.
struct Group {
    cells: [Option<Cells>; COLUMNS.len()],
    left: u64,
}

/// What part of the file has been told to whoever counts.
struct Progress {
    count: Count,
    bytes: u64,
    rows: u64,
    told: u64,
}

impl Rows {
    /// Begin to read a file of this name, in which a text may have `most` bytes.
    ///
    /// # Errors
    /// When it is no Parquet, is cut short, or has not the columns.
    pub(super) fn new(name: String, path: &str, file: File, most: u64, count: Count) -> Result<Self, Diag> {
        let about = careful(|| ParquetMetaDataReader::new().parse_and_finish(&file));
        let about = about.map_err(|e| Diag::error("input::bad_parquet", path, format!("this is no whole Parquet file: {}", said(&e))))?;
        let columns = schema::columns(&about, path)?;
        let rows = (0..about.num_row_groups()).fold(0, |sum: u64, group| sum.saturating_add(rows(&about, group)));
        let progress = Progress { count, bytes: file.metadata().map_or(0, |m| m.len()), rows, told: 0 };
        Ok(Rows { name, file, about, columns, most, group: 0, open: None, row: 0, bad: 0, over: false, progress })
    }

    /// The next row, be it good or bad.
    fn row(&mut self) -> Option<Result<Input, Diag>> {
        loop {
            if let Some(group) = self.open.as_mut().filter(|group| group.left > 0) {
                group.left -= 1;
                self.row += 1;
                if self.row.is_multiple_of(STEP) {
                    self.progress.tell(self.row);
                }
                return Some(match careful(|| group.row()) {
                    Ok(values) => self.input(values),
                    Err(e) => Err(self.broken(&e)),
                });
            }
            if self.group == self.about.num_row_groups() {
                return None;
            }
            self.group += 1;
            let left = rows(&self.about, self.group - 1);
            if left == 0 {
                continue;
            }
            let cells = careful(|| self.begin());
            let failed = cells.as_ref().err().map(said);
            self.open = Some(Group { cells: cells.unwrap_or_default(), left });
            if let Some(e) = failed {
                // As if it were the first row that cannot be read.
                self.row += 1;
                self.open.iter_mut().for_each(|group| group.left -= 1);
                return Some(Err(self.broken(&ParquetError::General(e))));
            }
        }
    }

    /// Begin the row group before `self.group`.
    fn begin(&self) -> Result<[Option<Cells>; COLUMNS.len()], ParquetError> {
        let about = self.about.row_group(self.group - 1);
        let mut cells: [Option<Cells>; COLUMNS.len()] = Default::default();
        for (cells, place) in cells.iter_mut().zip(self.columns) {
            let Some((number, kind)) = place else { continue };
            let chunk = about.columns().get(number).ok_or_else(|| ParquetError::General("a column is missing".to_owned()))?;
            let pages = Pages::of(&self.file, chunk, usize::try_from(about.num_rows())?, self.most.saturating_mul(PAGE))?;
            *cells = Some(Cells::new(chunk.column_descr_ptr(), kind, pages));
        }
        Ok(cells)
    }

    /// What to say of a row that cannot be read. Where the columns go on after it nobody knows: the next row group is next.
    fn broken(&mut self, error: &ParquetError) -> Diag {
        let left = self.open.take().map_or(0, |group| group.left);
        let row = self.row;
        self.row = row.saturating_add(left);
        let rest = if left > 0 { format!("; the {left} after it in its row group were not read") } else { String::new() };
        let diag = match error {
            ParquetError::External(e) if e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::FileTooLarge) => {
                let mb = self.most.saturating_mul(PAGE) >> 20;
                let what = format!("row {row} is in a page of more than {mb} MB{rest}");
                return Diag::error("input::too_long", &self.name, what)
                    .help("write it with smaller pages, or say --max-text MB: a page may have four times as much");
            }
            _ => format!("row {row} cannot be read: {}{rest}", said(error)),
        };
        Diag::error("input::bad_record", &self.name, diag)
    }

    fn input(&self, values: [Option<Value>; COLUMNS.len()]) -> Result<Input, Diag> {
        let bad = |what: &str| Diag::error("input::bad_record", &self.name, format!("row {}{what}", self.row));
        let kind = |column: usize| self.columns[column].map_or(Kind::Words, |(_, kind)| kind);
        let words = |column: usize, value: Option<Value>| match value {
            Some(Value::Words(bytes)) => match simdutf8::basic::from_utf8(bytes.data()) {
                Ok(words) => Ok(Some(words.to_owned())),
                Err(_) => Err(bad(&format!(": its {} is no UTF-8", COLUMNS[column]))),
            },
            Some(Value::Number(n)) if kind(column) == Kind::Unsigned => Ok(Some(n.cast_unsigned().to_string())),
            Some(Value::Number(n)) => Ok(Some(n.to_string())),
            None => Ok(None),
        };
        let [text, id, title, date, url] = values;
        if let Some(Value::Words(text)) = &text
            && text.len() as u64 > self.most
        {
            let mut diag = unreadable(&self.name, self.most, &io::ErrorKind::FileTooLarge.into());
            diag.message = format!("row {}: {}", self.row, diag.message);
            return Err(diag);
        }
        let text = words(0, text)?.ok_or_else(|| bad(" is not a record: its text is missing"))?;
        let date = match date {
            Some(Value::Number(n)) => Some(kind(3).day(n).ok_or_else(|| bad(&format!(": `{n}` is no date")))?),
            words_or_none => match words(3, words_or_none)? {
                Some(words) => day(&words, &self.name, &format!("row {}", self.row))?,
                None => None,
            },
        };
        let file = words(1, id)?.unwrap_or_else(|| format!("{}#{}", self.name, self.row));
        Ok(Input { file, bytes: text.into_bytes(), title: words(2, title)?, date, url: words(4, url)? })
    }
}

impl Iterator for Rows {
    type Item = Result<Input, Diag>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.over {
                return None;
            }
            let Some(row) = self.row() else {
                self.over = true;
                self.progress.tell(self.progress.rows);
                let rest = self.bad.saturating_sub(TOLD);
                return (rest > 0).then(|| Err(Diag::error("input::bad_record", &self.name, format!("{rest} more rows are no records"))));
            };
            // One that is too long is told each time, as a line of JSON is.
            self.bad += usize::from(row.as_ref().is_err_and(|diag| diag.code == "input::bad_record"));
            if self.bad <= TOLD || !row.as_ref().is_err_and(|diag| diag.code == "input::bad_record") {
                return Some(row);
            }
        }
    }
}

impl Group {
    fn row(&mut self) -> Result<[Option<Value>; COLUMNS.len()], ParquetError> {
        let mut values = [const { None }; COLUMNS.len()];
        for (value, cells) in values.iter_mut().zip(&mut self.cells) {
            if let Some(cells) = cells {
                *value = cells.next()?;
            }
        }
        Ok(values)
    }
}

impl Progress {
    fn tell(&mut self, row: u64) {
        let part = u128::from(self.bytes) * u128::from(row.min(self.rows)) / u128::from(self.rows.max(1));
        let now = if row >= self.rows { self.bytes } else { u64::try_from(part).unwrap_or(self.bytes) };
        self.count.add(now.saturating_sub(self.told));
        self.told = now;
    }
}

/// How many rows a row group says that it has.
fn rows(about: &ParquetMetaData, group: usize) -> u64 {
    u64::try_from(about.row_group(group).num_rows()).unwrap_or(0)
}

/// Files of others reach code of others: what that cannot bear must not end the work.
fn careful<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(ParquetError::General("it makes no sense".to_owned())))
}

/// An error of the reader without the words that it begins with.
fn said(error: &ParquetError) -> String {
    match error {
        ParquetError::General(what) | ParquetError::NYI(what) | ParquetError::EOF(what) => what.clone(),
        other => other.to_string(),
    }
}
