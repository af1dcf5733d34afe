//! Writes delimited text as RFC 4180 has it, in UTF-8, with formula-like cells made harmless.

use std::io::{BufWriter, Write};

use super::{Cell, TableWriter};
use crate::exchange::{ExchangeError, harmless};

/// Writes CSV, or TSV with a tab as delimiter.
///
/// A text cell that a spreadsheet program would take for a formula (it starts with `=`, `+`, `-`, `@`, a tab or a line
/// break and is no plain number), or that looks as if it had been marked so before, gets one `'` in front; the reader of
/// delimited text takes exactly that one off again.
pub struct CsvWriter {
    out: BufWriter<Box<dyn Write + Send>>,
    name: String,
    delimiter: u8,
    line: Vec<u8>,
}

impl CsvWriter {
    /// A writer to `out`; `name` is what messages call the file.
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>, name: &str, delimiter: u8) -> Self {
        Self {
            out: BufWriter::with_capacity(64 << 10, out),
            name: name.to_owned(),
            delimiter,
            line: Vec::new(),
        }
    }

    fn cell(&mut self, cell: &Cell<'_>) {
        match cell {
            Cell::Text(text) => self.text(text),
            // Numbers and dates hold nothing that would need quotes; writing to memory cannot fail.
            Cell::Empty
            | Cell::Integer(_)
            | Cell::Decimal { .. }
            | Cell::Date(_)
            | Cell::DateTime(_) => {
                let _ = write!(self.line, "{cell}");
            }
        }
    }

    fn text(&mut self, text: &str) {
        let marked = harmless::needs_mark(text);
        let quoted = self.needs_quotes(text);
        if quoted {
            self.line.push(b'"');
        }
        if marked {
            self.line.push(b'\'');
        }
        if quoted {
            for part in text.split_inclusive('"') {
                self.line.extend_from_slice(part.as_bytes());
                if part.ends_with('"') {
                    self.line.push(b'"');
                }
            }
            self.line.push(b'"');
        } else {
            self.line.extend_from_slice(text.as_bytes());
        }
    }

    /// Also for characters that another reader could take for a delimiter, and for blanks at the ends.
    fn needs_quotes(&self, text: &str) -> bool {
        let special = |byte: u8| {
            matches!(byte, b'"' | b',' | b';' | b'\t' | b'|' | b'\r' | b'\n')
                || byte == self.delimiter
        };
        text.bytes().any(special) || text.starts_with(' ') || text.ends_with(' ')
    }

    fn end_line(&mut self) -> Result<(), ExchangeError> {
        self.line.extend_from_slice(b"\r\n");
        let written = self.out.write_all(&self.line);
        self.line.clear();
        written.map_err(|source| self.error(source))
    }

    fn error(&self, source: std::io::Error) -> ExchangeError {
        ExchangeError::Write {
            file: self.name.clone(),
            source,
        }
    }
}

impl TableWriter for CsvWriter {
    fn header(&mut self, names: &[&str]) -> Result<(), ExchangeError> {
        let cells: Vec<_> = names.iter().map(|name| Cell::Text(name)).collect();
        self.row(&cells)
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExchangeError> {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.line.push(self.delimiter);
            }
            self.cell(cell);
        }
        // A row without content would be read as a blank line; quotes make it a row.
        if self.line.iter().all(|byte| *byte == self.delimiter) {
            self.line.splice(0..0, *b"\"\"");
        }
        self.end_line()
    }

    fn finish(&mut self) -> Result<(), ExchangeError> {
        self.out.flush().map_err(|source| self.error(source))
    }
}
