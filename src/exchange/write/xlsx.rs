//! Writes a workbook with one sheet, in constant memory: text, numbers and dates, never formulas.

use std::io::Write;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, TableWriter};
use crate::exchange::ExchangeError;

/// The most digits of a number that a spreadsheet program keeps.
const EXACT: u64 = 999_999_999_999_999;
/// The last year that a spreadsheet program knows.
const LAST_YEAR: i32 = 9_999;

/// Writes XLSX.
pub struct XlsxWriter {
    out: Option<Box<dyn Write + Send>>,
    name: String,
    book: Workbook,
    columns: Vec<String>,
    row: u32,
    date: Format,
    moment: Format,
    bold: Format,
}

impl XlsxWriter {
    /// A writer to `out`; `name` is what messages call the file.
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>, name: &str) -> Self {
        Self {
            out: Some(out),
            name: name.to_owned(),
            book: Workbook::new(),
            columns: Vec::new(),
            row: 0,
            date: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            bold: Format::new().set_bold(),
        }
    }

    fn cannot_hold(&self, column: usize, error: &XlsxError) -> ExchangeError {
        ExchangeError::CannotHold {
            file: self.name.clone(),
            row: u64::from(self.row),
            column: self.columns.get(column).cloned().unwrap_or_default(),
            reason: error.to_string(),
        }
    }

    fn cell(&mut self, column: usize, cell: &Cell<'_>) -> Result<(), XlsxError> {
        let at = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
        let (row, date, moment) = (self.row, &self.date, &self.moment);
        let sheet = self.book.worksheet_from_index(0)?;
        match cell {
            Cell::Empty | Cell::Text("") => {}
            Cell::Text(text) => text_cell(sheet, row, at, text)?,
            Cell::Integer(number) => number_cell(sheet, row, at, *number, 0, cell)?,
            Cell::Decimal { units, exponent } => {
                number_cell(sheet, row, at, *units, *exponent, cell)?
            }
            Cell::Date(day) => date_cell(sheet, (row, at), *day, NaiveTime::MIN, date, cell)?,
            Cell::DateTime(when) => {
                date_cell(sheet, (row, at), when.date(), when.time(), moment, cell)?
            }
        }
        Ok(())
    }
}

fn text_cell(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    sheet.write_string(row, column, text)?;
    Ok(())
}

/// A number with more digits than the program keeps is written as text: it is then an identifier, not an amount.
fn number_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    units: i64,
    exponent: u8,
    cell: &Cell<'_>,
) -> Result<(), XlsxError> {
    let text = cell.to_string();
    match text.parse::<f64>() {
        Ok(number) if units.unsigned_abs() <= EXACT && exponent < 16 => {
            sheet.write_number(row, column, number)?;
            Ok(())
        }
        Ok(_) | Err(_) => text_cell(sheet, row, column, &text),
    }
}

/// A day that the program's calendar lacks (before March 1900) is written as text.
fn date_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    day: NaiveDate,
    time: NaiveTime,
    format: &Format,
    cell: &Cell<'_>,
) -> Result<(), XlsxError> {
    let known = (day.year(), day.month()) >= (1900, 3) && day.year() <= LAST_YEAR;
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(day.year()).unwrap_or_default();
    if !known {
        return text_cell(sheet, row, column, &cell.to_string());
    }
    let millis = time.nanosecond() / 1_000_000 % 1_000;
    let value = ExcelDateTime::from_ymd(year, small(day.month()), small(day.day()))?
        .and_hms_milli(
            u16::try_from(time.hour()).unwrap_or_default(),
            small(time.minute()),
            small(time.second()),
            u16::try_from(millis).unwrap_or_default(),
        )?;
    sheet.write_datetime_with_format(row, column, &value, format)?;
    Ok(())
}

impl TableWriter for XlsxWriter {
    fn header(&mut self, names: &[&str]) -> Result<(), ExchangeError> {
        self.columns = names.iter().map(|name| (*name).to_owned()).collect();
        let bold = self.bold.clone();
        let written = self
            .book
            .add_worksheet_with_constant_memory()
            .and_then(|sheet| {
                sheet.set_freeze_panes(1, 0)?;
                for (column, name) in (0_u16..).zip(names) {
                    sheet.write_string_with_format(0, column, *name, &bold)?;
                }
                Ok(())
            });
        written.map_err(|error| self.cannot_hold(0, &error))
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExchangeError> {
        self.row += 1;
        for (column, cell) in cells.iter().enumerate() {
            self.cell(column, cell)
                .map_err(|error| self.cannot_hold(column, &error))?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ExchangeError> {
        let Some(mut out) = self.out.take() else {
            return Ok(());
        };
        let fail = |source| ExchangeError::Write {
            file: self.name.clone(),
            source,
        };
        self.book
            .save_to_writer(&mut out)
            .map_err(|error| fail(std::io::Error::other(error)))?;
        out.flush().map_err(fail)
    }
}
