//! Makes rows of a worksheet's cells: the first row with content names the columns, and all others follow its width.

use crate::exchange::limits::{CELL_BYTES, COLUMNS, ROW_BYTES};
use crate::exchange::source::Meter;
use crate::exchange::{
    ExchangeError, Flaw, Note, Progress, Rejected, Row, Rows, Source, Step, header,
};

/// What is wrong with one row of a sheet.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The column, counted from zero, where it is one.
    pub column: Option<usize>,
    /// Why, for people.
    pub reason: Flaw,
}

/// A row of a sheet while it is filled.
#[derive(Debug, Clone, Default)]
pub struct SheetRow {
    /// The cells so far; its line is the sheet's row.
    pub row: Row,
    /// The first thing that is wrong with it.
    pub fault: Option<Fault>,
}

impl SheetRow {
    /// Empties it.
    pub fn begin(&mut self) {
        self.row.begin(0, 0);
        self.fault = None;
    }

    /// Puts a text into a column; columns come in order.
    pub fn place(&mut self, column: usize, text: &str) {
        if text.is_empty() || self.fault.is_some() {
            return;
        }
        if column >= COLUMNS {
            self.fail(
                None,
                format!(
                    "has a cell in column {}, beyond the {COLUMNS} that a sheet can have",
                    column + 1
                ),
            );
        } else if column < self.row.len() {
            self.fail(Some(column), "is written twice, or out of order".to_owned());
        } else if text.len() > CELL_BYTES {
            self.fail(Some(column), Flaw::TooMuch("1 MiB"));
        } else if self.row.text.len() + text.len() > ROW_BYTES {
            self.fail(None, Flaw::TooMuch("16 MiB"));
        } else {
            self.row.pad(column);
            self.row.push(text);
        }
    }

    /// Notes what is wrong, if it is the first thing.
    pub fn fail(&mut self, column: Option<usize>, reason: impl Into<Flaw>) {
        let reason = reason.into();
        self.fault.get_or_insert(Fault { column, reason });
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        self.row.text.is_empty() && self.fault.is_none()
    }
}

/// Where a sheet's rows come from.
pub trait Grid {
    /// Reads the next row that has cells; false at the end.
    fn next_row(&mut self, row: &mut SheetRow) -> Result<bool, ExchangeError>;
}

/// A pass over a sheet.
pub struct SheetRows<G> {
    grid: G,
    header: Vec<String>,
    row: SheetRow,
    meter: Meter,
    rows: u64,
    ended: bool,
}

impl<G: Grid> SheetRows<G> {
    /// Reads up to the header.
    pub fn new(
        source: &Source,
        mut grid: G,
        meter: Meter,
        notes: &mut Vec<Note>,
    ) -> Result<Self, ExchangeError> {
        let mut row = SheetRow::default();
        loop {
            if !grid.next_row(&mut row)? {
                return Err(ExchangeError::Empty {
                    file: source.name().to_owned(),
                });
            }
            if !row.is_blank() {
                break;
            }
        }
        let bad = |reason| ExchangeError::Header {
            file: source.name().to_owned(),
            line: row.row.line,
            reason,
        };
        if let Some(fault) = &row.fault {
            let cell = fault
                .column
                .map_or(String::new(), |column| format!("cell {} ", column + 1));
            return Err(bad(format!("{cell}{}", fault.reason)));
        }
        let header = header::finish(row.row.cells(), row.row.len() as u64, notes).map_err(bad)?;
        Ok(Self {
            grid,
            header,
            row,
            meter,
            rows: 0,
            ended: false,
        })
    }

    /// The columns' names.
    pub fn names(&self) -> &[String] {
        &self.header
    }

    fn reject(&self, column: Option<usize>, reason: Flaw) -> Step {
        let name = column.map(|column| {
            let unnamed = || format!("column {}", column + 1);
            self.header.get(column).cloned().unwrap_or_else(unnamed)
        });
        let value = match column {
            Some(column) => self.row.row.get(column).unwrap_or_default(),
            None => &self.row.row.text,
        };
        Step::Rejected(Rejected::new(
            self.row.row.line,
            self.rows,
            name,
            value,
            reason,
        ))
    }
}

impl<G: Grid> Rows for SheetRows<G> {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn step(&mut self, row: &mut Row) -> Result<Step, ExchangeError> {
        loop {
            if self.ended || !self.grid.next_row(&mut self.row)? {
                self.ended = true;
                return Ok(Step::End);
            }
            if !self.row.is_blank() {
                break;
            }
        }
        self.rows += 1;
        if let Some(fault) = self.row.fault.take() {
            return Ok(self.reject(fault.column, fault.reason));
        }
        // Empty cells are never placed, so the last cell holds something.
        let (width, cells) = (self.header.len(), self.row.row.len());
        if cells > width {
            return Ok(self.reject(
                None,
                Flaw::Uneven {
                    cells: cells as u64,
                    width,
                    lines: 1,
                },
            ));
        }
        self.row.row.pad(width);
        self.row.row.number = self.rows;
        std::mem::swap(row, &mut self.row.row);
        Ok(Step::Row)
    }

    fn rows_seen(&self) -> u64 {
        self.rows
    }

    fn blank_lines(&self) -> u64 {
        0
    }

    fn progress(&self) -> Progress {
        let progress = self.meter.progress();
        let done = if self.ended {
            progress.total
        } else {
            progress.done
        };
        Progress { done, ..progress }
    }
}
