//! Holds one record of delimited text, and what can be wrong with the text as a whole; it reads nothing.

use std::io;

use crate::exchange::limits::COLUMNS;

/// One record: the bytes of its cells one after the other, and where each ends.
#[derive(Debug, Default)]
pub struct Record {
    /// All cells without delimiters and quotes.
    pub bytes: Vec<u8>,
    /// Where each cell ends; no more than a table may have columns.
    pub ends: Vec<usize>,
    /// How many cells there are, also beyond that limit.
    pub cells: u64,
    /// The physical line where the record starts.
    pub line: u64,
    /// The physical line where it ends.
    pub last_line: u64,
    /// Whether any cell was quoted.
    pub quoted: bool,
    /// The first cell, counted from zero, with text after its closing quote.
    pub stray: Option<usize>,
}

impl Record {
    /// Empties the record for the next one.
    pub fn begin(&mut self, line: u64) {
        self.bytes.clear();
        self.ends.clear();
        self.cells = 0;
        self.line = line;
        self.last_line = line;
        self.quoted = false;
        self.stray = None;
    }

    /// Ends the cell whose bytes were added last.
    pub fn end_cell(&mut self) {
        if self.ends.len() < COLUMNS {
            self.ends.push(self.bytes.len());
        } else {
            self.bytes.truncate(self.ends.last().copied().unwrap_or(0));
        }
        self.cells += 1;
    }

    /// Whether the record is a line without content: nothing, blanks, or delimiters only.
    pub fn is_blank(&self) -> bool {
        !self.quoted
            && self
                .bytes
                .iter()
                .all(|byte| *byte == b' ' || *byte == b'\t')
    }
}

/// What makes it pointless to read on.
#[derive(Debug)]
pub enum Fault {
    /// The bytes cannot be read.
    Io(io::Error),
    /// A quote was opened and never closed.
    OpenQuote(Place),
    /// A cell holds more bytes than any honest cell.
    LongCell(Place),
    /// A cell holds more line breaks than any honest cell.
    ManyBreaks(Place),
    /// A row holds more bytes than any honest row.
    LongRow(Place),
}

/// Where a cell starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The physical line, counted from one.
    pub line: u64,
    /// The column, counted from one.
    pub column: u64,
}
