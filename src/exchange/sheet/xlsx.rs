//! Reads Office Open XML workbooks cell by cell, through calamine's streaming reader only.
//!
//! The reader that fills a range would trust the sheet's declared size and make room for it.

use std::io::BufReader;

use calamine::{Cell, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::container::{self, broken};
use super::grid::{Grid, SheetRow, SheetRows};
use super::value;
use crate::exchange::format::{Found, FoundSheet, Options, TableReader};
use crate::exchange::source::{Meter, Pass};
use crate::exchange::{ExchangeError, Note, Rows, Source};

type Book = Xlsx<BufReader<Pass>>;

/// A sheet of an Office Open XML workbook.
pub struct XlsxTable {
    source: Source,
    book: Book,
    meter: Meter,
    packed: u64,
    header: Vec<String>,
    found: Found,
    sheet: String,
}

impl XlsxTable {
    /// Weighs the workbook and finds sheet and header.
    ///
    /// # Errors
    /// When the workbook is damaged or a bomb, or lacks the sheet or a header.
    pub fn open(source: Source, options: &Options) -> Result<Self, ExchangeError> {
        let packed = container::weigh_xlsx(&source)?;
        let pass = source.pass()?;
        let meter = pass.meter();
        let book = Xlsx::new(BufReader::with_capacity(64 << 10, pass))
            .map_err(|error| broken(&source, 0, &error.to_string()))?;
        let sheet = choose(&source, &book, options.sheet.as_deref())?;
        let mut table = Self {
            source,
            book,
            meter,
            packed,
            header: Vec::new(),
            found: Found::default(),
            sheet: sheet.name.clone(),
        };
        let mut notes = Vec::new();
        let header = table.pass(&mut notes)?.names().to_vec();
        table.header = header;
        table.found = Found {
            sheet: Some(sheet),
            notes,
            ..Found::default()
        };
        Ok(table)
    }

    fn pass(&mut self, notes: &mut Vec<Note>) -> Result<SheetRows<XlsxGrid<'_>>, ExchangeError> {
        // Nothing is read here but by the book's own pass; this finds out whether the file is still the same.
        self.source.pass()?;
        self.meter.restart(self.packed);
        let cells = self
            .book
            .worksheet_cells_reader(&self.sheet)
            .map_err(|error| broken(&self.source, 0, &error.to_string()))?;
        let grid = XlsxGrid {
            source: &self.source,
            cells,
            ahead: None,
            last: 0,
            bad: None,
            unsure: false,
            ended: false,
        };
        SheetRows::new(&self.source, grid, self.meter.clone(), notes)
    }
}

/// The sheet that was asked for, else the first one that is shown.
fn choose(source: &Source, book: &Book, wanted: Option<&str>) -> Result<FoundSheet, ExchangeError> {
    let sheets: Vec<_> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .collect();
    let all: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let chosen = match wanted {
        Some(wanted) => all.iter().find(|name| name.as_str() == wanted).cloned(),
        None => sheets
            .iter()
            .find(|sheet| sheet.visible == SheetVisible::Visible)
            .or(sheets.first())
            .map(|sheet| sheet.name.clone()),
    };
    match chosen {
        Some(name) => Ok(FoundSheet { name, all }),
        None => Err(ExchangeError::NoSheet {
            file: source.name().to_owned(),
            wanted: wanted.map(str::to_owned),
            known: all.join(", "),
        }),
    }
}

impl TableReader for XlsxTable {
    fn found(&self) -> &Found {
        &self.found
    }

    fn header(&self) -> &[String] {
        &self.header
    }

    fn rows(&mut self) -> Result<Box<dyn Rows + '_>, ExchangeError> {
        Ok(Box::new(self.pass(&mut Vec::new())?))
    }
}

/// The cells of a sheet, gathered into rows.
struct XlsxGrid<'a> {
    source: &'a Source,
    cells: XlsxCellReader<'a, BufReader<Pass>>,
    /// The first cell of the next row.
    ahead: Option<Cell<DataRef<'a>>>,
    /// The sheet's row that was read last, counted from one.
    last: u64,
    /// A cell that cannot be used and whose place is not yet known.
    bad: Option<String>,
    /// Whether that cell may belong to the row that begins now.
    unsure: bool,
    /// Whether the reader came to the end, behind which it must not be asked.
    ended: bool,
}

impl<'a> XlsxGrid<'a> {
    /// The next cell; one that cannot be used is kept in mind, for the reader does not say where it stood.
    fn next_cell(&mut self) -> Result<Option<Cell<DataRef<'a>>>, ExchangeError> {
        if let Some(cell) = self.ahead.take() {
            return Ok(Some(cell));
        }
        while !self.ended {
            match self.cells.next_cell() {
                Ok(Some(cell)) => return Ok(Some(cell)),
                Ok(None) => self.ended = true,
                Err(error) if is_of_one_cell(&error) => self.bad = Some(error.to_string()),
                Err(error) => return Err(broken(self.source, self.last, &error.to_string())),
            }
        }
        Ok(None)
    }

    /// Lays the unusable cell at the door of the row it may stand in; of two rows, at both.
    fn settle(&mut self, row: &mut SheetRow, next_column: Option<u32>) {
        if self.unsure {
            row.fail(
                None,
                "this row or the one before holds a cell that cannot be read".to_owned(),
            );
            self.unsure = false;
        }
        if let Some(reason) = self.bad.take() {
            let shared = next_column.is_some_and(|column| column > 0);
            let place = if shared {
                "this row or the one after"
            } else {
                "this row"
            };
            row.fail(
                None,
                format!("{place} holds a cell that cannot be read: {reason}"),
            );
            self.unsure = shared;
        }
    }
}

/// Whether an error concerns one cell, so that the reader can go on behind it.
fn is_of_one_cell(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::CellError(_)
            | XlsxError::ParseFloat(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::Unrecognized { .. }
            | XlsxError::Unexpected(_)
    )
}

impl Grid for XlsxGrid<'_> {
    fn next_row(&mut self, row: &mut SheetRow) -> Result<bool, ExchangeError> {
        row.begin();
        let mut current = None;
        while let Some(cell) = self.next_cell()? {
            let (at, column) = cell.get_position();
            let line = u64::from(at) + 1;
            match current {
                None if line <= self.last => {
                    let reason = format!("row {line} comes after row {}", self.last);
                    return Err(broken(self.source, line, &reason));
                }
                None => {
                    current = Some(line);
                    self.last = line;
                    row.row.line = line;
                    if self.unsure {
                        self.settle(row, None);
                    }
                }
                Some(now) if now != line => {
                    self.settle(row, Some(column));
                    self.ahead = Some(cell);
                    return Ok(true);
                }
                Some(_) => {}
            }
            if self.bad.is_some() {
                self.settle(row, None);
            }
            place(row, column as usize, cell.get_value());
        }
        if self.bad.is_some() && current.is_none() {
            row.row.line = self.last + 1;
            current = Some(self.last + 1);
        }
        self.settle(row, None);
        Ok(current.is_some())
    }
}

/// Puts a cell into its row as text.
fn place(row: &mut SheetRow, column: usize, value: &DataRef<'_>) {
    match value {
        DataRef::Empty => {}
        DataRef::Int(number) => row.place(column, &number.to_string()),
        DataRef::Float(number) => row.place(column, &value::number(*number)),
        DataRef::String(text) => row.place(column, text),
        DataRef::SharedString(text) => row.place(column, text),
        DataRef::Bool(yes) => row.place(column, if *yes { "true" } else { "false" }),
        DataRef::DateTime(moment) => row.place(column, &value::moment(moment)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => row.place(column, text),
        DataRef::Error(error) => row.place(column, &error.to_string()),
    }
}
