//! Reads JSON as rows: an array of objects, an object with one such array in it, or an object a line.
//!
//! The keys are the columns, in the order in which they are first seen; a row that lacks a key has an empty cell. Nested
//! values become their JSON text. Numbers stay as they are written: none passes through binary fractions.

mod bytes;
mod member;
mod scan;
mod shape;

use std::collections::HashMap;

use bytes::{Element, Fault};
use member::members;
use scan::Scanner;
use shape::{Shape, find_shape};

use super::decode::Decoded;
use super::encoding::{self, FoundEncoding};
use super::format::{Found, Options, TableReader};
use super::limits::{CELL_BYTES, COLUMNS};
use super::source::Meter;
use super::{ExchangeError, Flaw, Long, Note, Progress, Rejected, Row, Rows, Source, Step, header};

/// A file of JSON.
pub struct JsonTable {
    source: Source,
    encoding: FoundEncoding,
    shape: Shape,
    header: Vec<String>,
    columns: HashMap<String, usize>,
    found: Found,
}

impl JsonTable {
    /// Finds the array of objects and all keys.
    ///
    /// # Errors
    /// When the file cannot be read, or holds no objects.
    pub fn open(source: Source, options: &Options) -> Result<Self, ExchangeError> {
        let encoding = encoding::find(&source, options.encoding.as_deref())?;
        let shape = find_shape(Decoded::new(&source, &encoding)?)
            .map_err(|fault| explain(&source, fault))?;
        Self::with_shape(source, encoding, shape)
    }

    /// Takes every line for an object of its own.
    ///
    /// # Errors
    /// When the file cannot be read, or holds no objects.
    pub fn open_lines(source: Source, options: &Options) -> Result<Self, ExchangeError> {
        let encoding = encoding::find(&source, options.encoding.as_deref())?;
        Self::with_shape(source, encoding, Shape::Lines)
    }

    fn with_shape(
        source: Source,
        encoding: FoundEncoding,
        shape: Shape,
    ) -> Result<Self, ExchangeError> {
        let mut notes = Vec::new();
        if let Shape::Array { key: Some(key), .. } = &shape {
            notes.push(Note::RowsIn(key.clone()));
        }
        let mut table = Self {
            source,
            encoding,
            shape,
            header: Vec::new(),
            columns: HashMap::new(),
            found: Found::default(),
        };
        table.find_columns(&mut notes)?;
        table.found = Found {
            encoding: Some(encoding),
            notes,
            ..Found::default()
        };
        Ok(table)
    }

    /// Goes through all objects once and collects their keys.
    fn find_columns(&mut self, notes: &mut Vec<Note>) -> Result<(), ExchangeError> {
        let mut keys: Vec<String> = Vec::new();
        let mut columns = HashMap::new();
        let mut pass = self.pass()?;
        while pass.next_element()? {
            let Ok(members) = pass.element.text().and_then(members) else {
                continue;
            };
            for (key, _) in members {
                if !columns.contains_key(key.as_ref()) {
                    columns.insert(key.clone().into_owned(), keys.len());
                    keys.push(key.into_owned());
                }
            }
            if keys.len() > COLUMNS {
                break;
            }
        }
        let bad = |reason| ExchangeError::Header {
            file: self.source.name().to_owned(),
            line: 1,
            reason,
        };
        if keys.is_empty() {
            return Err(bad("there is no object with keys".to_owned()));
        }
        let names = keys.iter().map(String::as_str);
        self.header = header::finish(names, keys.len() as u64, notes).map_err(bad)?;
        self.columns = columns;
        Ok(())
    }

    fn pass(&self) -> Result<JsonRows<'_>, ExchangeError> {
        let input = Decoded::new(&self.source, &self.encoding)?;
        let meter = input.meter();
        let scanner =
            Scanner::new(input, &self.shape).map_err(|fault| explain(&self.source, fault))?;
        Ok(JsonRows {
            table: self,
            scanner,
            element: Element::default(),
            places: Vec::new(),
            meter,
            rows: 0,
        })
    }
}

/// Says what a fault means for the user.
fn explain(source: &Source, fault: Fault) -> ExchangeError {
    match fault {
        Fault::Io(error) => source.read_error(error),
        Fault::Broken { line, reason } => ExchangeError::Broken {
            file: source.name().to_owned(),
            line,
            reason,
        },
        Fault::Long { line } => ExchangeError::TooLong {
            file: source.name().to_owned(),
            line,
            column: 1,
            what: Long::Object,
        },
    }
}

impl TableReader for JsonTable {
    fn found(&self) -> &Found {
        &self.found
    }

    fn header(&self) -> &[String] {
        &self.header
    }

    fn rows(&mut self) -> Result<Box<dyn Rows + '_>, ExchangeError> {
        Ok(Box::new(self.pass()?))
    }
}

/// A pass over the objects.
struct JsonRows<'a> {
    table: &'a JsonTable,
    scanner: Scanner<Decoded>,
    element: Element,
    /// The cell of each column in the object at hand, as JSON text.
    places: Vec<Option<String>>,
    meter: Meter,
    rows: u64,
}

impl JsonRows<'_> {
    fn next_element(&mut self) -> Result<bool, ExchangeError> {
        self.scanner
            .next(&mut self.element)
            .map_err(|fault| explain(&self.table.source, fault))
    }

    /// Puts the members of the object into their columns; an error is the column at fault, if any, and the reason.
    fn place(&mut self) -> Result<(), (Option<usize>, Flaw)> {
        self.places.clear();
        self.places.resize(self.table.header.len(), None);
        let members = self
            .element
            .text()
            .and_then(members)
            .map_err(|reason| (None, reason.into()))?;
        for (key, value) in members {
            // All keys were collected in the first pass, whose objects were the same.
            let Some(column) = self.table.columns.get(key.as_ref()).copied() else {
                return Err((None, format!("has the unknown key `{key}`").into()));
            };
            let text = member::cell_text(value).map_err(|reason| (Some(column), reason.into()))?;
            if text.len() > CELL_BYTES {
                return Err((Some(column), Flaw::TooMuch("1 MiB")));
            }
            if text.contains('\0') {
                return Err((Some(column), Flaw::ZeroByte));
            }
            if self.places[column].replace(text.into_owned()).is_some() {
                return Err((Some(column), Flaw::Twice));
            }
        }
        Ok(())
    }
}

impl Rows for JsonRows<'_> {
    fn header(&self) -> &[String] {
        &self.table.header
    }

    fn step(&mut self, row: &mut Row) -> Result<Step, ExchangeError> {
        if !self.next_element()? {
            return Ok(Step::End);
        }
        self.rows += 1;
        let line = self.element.line;
        if let Err((column, reason)) = self.place() {
            let name = column
                .and_then(|column| self.table.header.get(column))
                .cloned();
            let value = String::from_utf8_lossy(&self.element.bytes);
            return Ok(Step::Rejected(Rejected::new(
                line, self.rows, name, &value, reason,
            )));
        }
        row.begin(line, self.rows);
        for place in &self.places {
            row.push(place.as_deref().unwrap_or_default());
        }
        Ok(Step::Row)
    }

    fn rows_seen(&self) -> u64 {
        self.rows
    }

    fn blank_lines(&self) -> u64 {
        self.scanner.blank_lines()
    }

    fn progress(&self) -> Progress {
        self.meter.progress()
    }
}
