//! Writes JSON lines: one object a row, its keys in the columns' order, empty cells as null.

use std::io::{BufWriter, Write};

use super::{Cell, TableWriter};
use crate::exchange::ExchangeError;

/// Writes JSON lines.
pub struct JsonWriter {
    out: BufWriter<Box<dyn Write + Send>>,
    name: String,
    keys: Vec<String>,
    line: Vec<u8>,
}

impl JsonWriter {
    /// A writer to `out`; `name` is what messages call the file.
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>, name: &str) -> Self {
        Self {
            out: BufWriter::with_capacity(64 << 10, out),
            name: name.to_owned(),
            keys: Vec::new(),
            line: Vec::new(),
        }
    }

    fn cell(&mut self, cell: &Cell<'_>) {
        // Writing to memory cannot fail.
        let _ = match cell {
            Cell::Empty => write!(self.line, "null"),
            Cell::Integer(_) | Cell::Decimal { .. } => write!(self.line, "{cell}"),
            Cell::Text(_) | Cell::Date(_) | Cell::DateTime(_) => {
                write!(self.line, "{}", quoted(&cell.to_string()))
            }
        };
    }

    fn error(&self, source: std::io::Error) -> ExchangeError {
        ExchangeError::Write {
            file: self.name.clone(),
            source,
        }
    }
}

/// A text as a JSON string.
fn quoted(text: &str) -> serde_json::Value {
    serde_json::Value::from(text)
}

impl TableWriter for JsonWriter {
    fn header(&mut self, names: &[&str]) -> Result<(), ExchangeError> {
        self.keys = names.iter().map(|name| quoted(name).to_string()).collect();
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExchangeError> {
        self.line.clear();
        for (index, cell) in cells.iter().enumerate() {
            self.line.push(if index == 0 { b'{' } else { b',' });
            let key = self.keys.get(index).map_or("\"\"", String::as_str);
            self.line.extend_from_slice(key.as_bytes());
            self.line.push(b':');
            self.cell(cell);
        }
        self.line.extend_from_slice(b"}\n");
        self.out
            .write_all(&self.line)
            .map_err(|source| self.error(source))
    }

    fn finish(&mut self) -> Result<(), ExchangeError> {
        self.out.flush().map_err(|source| self.error(source))
    }
}
