//! Writes a workbook with one sheet, row by row as they come: text, numbers and dates, never formulas.
//!
//! The container is written as a stream, so that nothing of it lies in memory or in a file of its own. What every
//! workbook consists of beside its rows is in `parts`.

mod parts;

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use self::parts::{PARTS, SHEET, SHEET_BEGINS, SHEET_ENDS, Style};
use super::{Cell, TableWriter};
use crate::exchange::ExchangeError;

/// The most digits of a number that a spreadsheet program keeps.
const EXACT: u64 = 999_999_999_999_999;
/// The last year that a spreadsheet program knows.
const LAST_YEAR: i32 = 9_999;
/// So many rows, with the header, columns, and characters of a cell are all that a sheet can have.
const ROWS: u64 = 1_048_576;
const COLUMNS: usize = 16_384;
const CHARACTERS: usize = 32_767;
/// Bytes that are gathered before they are packed.
const GATHERED: usize = 64 << 10;

/// Where the container goes, until something goes wrong or it is left: a container that is dropped unfinished would
/// write its end, and complain to the terminal where it can't.
struct Gate {
    out: Box<dyn Write + Send>,
    shut: Arc<AtomicBool>,
}

impl Write for Gate {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.shut.load(Ordering::Relaxed) {
            return Ok(bytes.len());
        }
        let written = self.out.write(bytes);
        let again = |error: &io::Error| error.kind() == io::ErrorKind::Interrupted;
        if written.as_ref().is_err_and(|error| !again(error)) {
            self.shut.store(true, Ordering::Relaxed);
        }
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

type Stream = ZipWriter<StreamWriter<Gate>>;

/// Writes XLSX.
pub struct XlsxWriter {
    zip: Option<Stream>,
    shut: Arc<AtomicBool>,
    name: String,
    columns: Vec<String>,
    row: u64,
    gathered: String,
}

impl XlsxWriter {
    /// A writer to `out`; `name` is what messages call the file.
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>, name: &str) -> Self {
        let shut = Arc::default();
        let gate = Gate {
            out,
            shut: Arc::clone(&shut),
        };
        Self {
            zip: Some(ZipWriter::new_stream(gate)),
            shut,
            name: name.to_owned(),
            columns: Vec::new(),
            row: 0,
            gathered: String::new(),
        }
    }

    fn cannot_write(&self, source: io::Error) -> ExchangeError {
        ExchangeError::Write {
            file: self.name.clone(),
            source,
        }
    }

    fn cannot_hold(&self, column: usize, reason: &str) -> ExchangeError {
        ExchangeError::CannotHold {
            file: self.name.clone(),
            row: self.row,
            column: self.columns.get(column).cloned().unwrap_or_default(),
            reason: reason.to_owned(),
        }
    }

    /// Begins a part of the container.
    fn part(&mut self, name: &str, text: &str) -> Result<(), ExchangeError> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let begun = self.zip.as_mut().map_or(Ok(()), |zip| {
            zip.start_file(name, options)?;
            zip.write_all(text.as_bytes())
        });
        begun.map_err(|error| self.cannot_write(error))
    }

    /// Puts a row's cells together, and packs what was gathered where it is much.
    fn line<'a>(
        &mut self,
        cells: impl Iterator<Item = (Cell<'a>, Style)>,
    ) -> Result<(), ExchangeError> {
        if self.row >= ROWS {
            return Err(self.cannot_hold(0, "a sheet has no more rows"));
        }
        // Writing to a string does not fail.
        let _ = write!(self.gathered, "<row r=\"{}\">", self.row + 1);
        for (column, (cell, style)) in cells.enumerate() {
            let put = if column < COLUMNS {
                put(&mut self.gathered, (self.row, column), &cell, style)
            } else {
                Err("a sheet has no more columns")
            };
            put.map_err(|reason| self.cannot_hold(column, reason))?;
        }
        self.gathered.push_str("</row>");
        self.pack(GATHERED)
    }

    /// Packs what was gathered, where it is at least so much.
    fn pack(&mut self, least: usize) -> Result<(), ExchangeError> {
        if self.gathered.len() < least {
            return Ok(());
        }
        let packed = match &mut self.zip {
            Some(zip) => zip.write_all(self.gathered.as_bytes()),
            None => Ok(()),
        };
        self.gathered.clear();
        packed.map_err(|error| self.cannot_write(error))
    }
}

impl Drop for XlsxWriter {
    fn drop(&mut self) {
        self.shut.store(true, Ordering::Relaxed);
    }
}

impl TableWriter for XlsxWriter {
    fn header(&mut self, names: &[&str]) -> Result<(), ExchangeError> {
        self.columns = names.iter().map(|name| (*name).to_owned()).collect();
        for (name, text) in PARTS {
            self.part(name, text)?;
        }
        self.part(SHEET, SHEET_BEGINS)?;
        self.line(names.iter().map(|name| (Cell::Text(name), Style::Bold)))
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExchangeError> {
        self.row += 1;
        self.line(cells.iter().map(|cell| (*cell, Style::Plain)))
    }

    fn finish(&mut self) -> Result<(), ExchangeError> {
        self.gathered.push_str(SHEET_ENDS);
        self.pack(0)?;
        let Some(zip) = self.zip.take() else {
            return Ok(());
        };
        let finished = zip.finish().map_err(io::Error::from);
        let flushed = finished.and_then(|stream| stream.into_inner().flush());
        flushed.map_err(|error| self.cannot_write(error))
    }
}

/// Adds a cell, or says why it can't be held.
fn put(
    out: &mut String,
    place: (u64, usize),
    cell: &Cell<'_>,
    style: Style,
) -> Result<(), &'static str> {
    match cell {
        Cell::Empty | Cell::Text("") => {}
        Cell::Text(text) => return put_text(out, place, text, style),
        Cell::Integer(number) => put_number(out, place, (*number, 0), cell),
        Cell::Decimal { units, exponent } => put_number(out, place, (*units, *exponent), cell),
        Cell::Date(day) => put_date(out, place, (*day, NaiveTime::MIN), (cell, Style::Day)),
        Cell::DateTime(when) => {
            put_date(
                out,
                place,
                (when.date(), when.time()),
                (cell, Style::Moment),
            );
        }
    }
    Ok(())
}

fn put_text(
    out: &mut String,
    place: (u64, usize),
    text: &str,
    style: Style,
) -> Result<(), &'static str> {
    if text.chars().count() > CHARACTERS {
        return Err("a cell has no more than 32,767 characters");
    }
    begin(out, place, style);
    out.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    escape(out, text);
    out.push_str("</t></is></c>");
    Ok(())
}

/// What is known to be short.
fn put_short(out: &mut String, place: (u64, usize), cell: &Cell<'_>) {
    let _never_too_long = put_text(out, place, &cell.to_string(), Style::Plain);
}

/// A number with more digits than the program keeps is written as text: it is then an identifier, not an amount.
fn put_number(
    out: &mut String,
    place: (u64, usize),
    (units, exponent): (i64, u8),
    cell: &Cell<'_>,
) {
    if units.unsigned_abs() > EXACT || exponent >= 16 {
        return put_short(out, place, cell);
    }
    begin(out, place, Style::Plain);
    let _ = write!(out, "><v>{cell}</v></c>");
}

/// A day that the program's calendar lacks (before March 1900) is written as text.
fn put_date(
    out: &mut String,
    place: (u64, usize),
    (day, time): (NaiveDate, NaiveTime),
    (cell, style): (&Cell<'_>, Style),
) {
    if (day.year(), day.month()) < (1900, 3) || day.year() > LAST_YEAR {
        return put_short(out, place, cell);
    }
    // The program counts a leap day that 1900 did not have.
    let before_first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    let days = (day - before_first).num_days();
    let millis = time.nanosecond() / 1_000_000 % 1_000;
    let seconds = f64::from(time.num_seconds_from_midnight()) + f64::from(millis) / 1_000.0;
    begin(out, place, style);
    let _ = write!(out, "><v>{}</v></c>", days as f64 + seconds / 86_400.0);
}

/// Begins a cell: its place, and how it looks.
fn begin(out: &mut String, (row, column): (u64, usize), style: Style) {
    out.push_str("<c r=\"");
    letters(out, column);
    let _ = write!(out, "{}\"", row + 1);
    if style != Style::Plain {
        let _ = write!(out, " s=\"{}\"", style as u8);
    }
}

/// What a column is called: A to Z, AA to ZZ, and so on.
fn letters(out: &mut String, column: usize) {
    if column >= 26 {
        letters(out, column / 26 - 1);
    }
    out.push(char::from(b'A' + (column % 26) as u8));
}

/// Adds text as it stands in a sheet; what XML can't hold is written by its number, and so is what looks like that.
fn escape(out: &mut String, text: &str) {
    for (at, sign) in text.char_indices() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' if is_number(&text[at..]) => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(sign),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "_x{:04X}_", u32::from(sign));
            }
            _ => out.push(sign),
        }
    }
}

/// Whether it begins with a character's number, such as `_x000D_`.
fn is_number(text: &str) -> bool {
    let Some((digits, b'_')) = text
        .as_bytes()
        .get(2..7)
        .and_then(|it| it.split_last())
        .map(|(last, digits)| (digits, *last))
    else {
        return false;
    };
    text.starts_with("_x") && digits.iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            let mut said = String::new();
            letters(&mut said, column);
            assert_eq!(said, name);
        }
    }

    #[test]
    fn what_looks_like_the_number_of_a_character_stays_what_it_is() {
        let mut said = String::new();
        escape(&mut said, "a\r_x000D_ <&> _xyz_");
        assert_eq!(said, "a_x000D__x005F_x000D_ &lt;&amp;&gt; _xyz_");
    }

    #[test]
    fn a_disk_without_room_is_told_as_one() {
        struct Full(usize);
        impl Write for Full {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0 = self
                    .0
                    .checked_sub(bytes.len())
                    .ok_or(io::ErrorKind::StorageFull)?;
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        for room in [0, 10, 2_000, 20_000] {
            let mut writer = XlsxWriter::new(Box::new(Full(room)), "out.xlsx");
            let mut write = || {
                writer.header(&["n"])?;
                for n in 0..100_000 {
                    writer.row(&[Cell::Integer(n)])?;
                }
                writer.finish()
            };
            let error = write().unwrap_err();
            let full = matches!(&error, ExchangeError::Write { source, .. }
                if source.kind() == io::ErrorKind::StorageFull);
            assert!(full, "{room}: {error}");
        }
    }
}
