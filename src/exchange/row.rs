//! Holds one row of text cells and the trait by which every format hands its rows over.
//!
//! A row's buffers are reused: reading a million rows allocates no more than reading one.

use super::{ExchangeError, Flaw, Rejected};

/// One row: its cells as text, and where it stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub(super) line: u64,
    pub(super) number: u64,
    pub(super) text: String,
    pub(super) ends: Vec<usize>,
}

impl Row {
    /// An empty row, to be filled by [`Rows::step`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The physical line where the row starts (in a worksheet: its row), counted from one.
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// The row's number among the data rows, counted from one.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// How many cells there are: as many as the header has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no cells.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell in a column, counted from zero; as it was written, spaces and all.
    #[must_use]
    pub fn get(&self, column: usize) -> Option<&str> {
        let end = *self.ends.get(column)?;
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end)
    }

    /// All cells in the header's order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).filter_map(|column| self.get(column))
    }

    /// Rejects this row for what stands in one of its columns.
    #[must_use]
    pub fn rejected(&self, header: &[String], column: usize, flaw: impl Into<Flaw>) -> Rejected {
        Rejected::new(
            self.line,
            self.number,
            header.get(column).cloned(),
            self.get(column).unwrap_or_default(),
            flaw,
        )
    }

    /// Empties the row for the next one.
    pub(super) fn begin(&mut self, line: u64, number: u64) {
        self.line = line;
        self.number = number;
        self.text.clear();
        self.ends.clear();
    }

    /// Adds a cell.
    pub(super) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Adds empty cells until there are `count`.
    pub(super) fn pad(&mut self, count: usize) {
        while self.ends.len() < count {
            self.ends.push(self.text.len());
        }
    }

    /// Takes one byte out of the text: the first of a cell.
    pub(super) fn cut_first_byte(&mut self, column: usize) {
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.remove(start);
        for end in &mut self.ends[column..] {
            *end -= 1;
        }
    }
}

/// What a step over the rows came upon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A row, which is now in the buffer.
    Row,
    /// A row that cannot be used, and why; the buffer holds nothing of worth.
    Rejected(Rejected),
    /// The end.
    End,
}

/// How far a pass is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes that have been read.
    pub done: u64,
    /// Bytes that there are.
    pub total: u64,
}

/// One pass over the rows of a table.
pub trait Rows {
    /// The columns' names, all different, none empty.
    fn header(&self) -> &[String];

    /// Reads the next row into the buffer.
    ///
    /// # Errors
    /// What stops the whole file; after an error the pass is over.
    fn step(&mut self, row: &mut Row) -> Result<Step, ExchangeError>;

    /// How many rows were met, good and rejected; blank lines are none.
    fn rows_seen(&self) -> u64;

    /// How many lines held nothing and were passed over.
    fn blank_lines(&self) -> u64;

    /// How far the pass is.
    fn progress(&self) -> Progress;
}
