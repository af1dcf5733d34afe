//! Reads delimited text (CSV, TSV and their kin) as rows.
//!
//! Rows with too few or too many cells, undecodable bytes, zero bytes or text after a closing quote are rejected
//! one by one; only what makes the rest of the file unreadable is an error.

mod dialect;
mod record;
mod scan;

use std::io::BufRead;

pub use dialect::Dialect;
use record::{Fault, Place, Record};
use scan::Scanner;

use super::decode::Decoded;
use super::encoding::{self, FoundEncoding};
use super::format::{Found, Options, TableReader};
use super::source::Meter;
use super::{
    ExchangeError, Flaw, Long, Note, Progress, Rejected, Row, Rows, Source, Step, harmless, header,
};

/// How much of a file is looked at to find the dialect.
const SAMPLE_BYTES: usize = 256 << 10;

/// A file of delimited text.
pub struct CsvTable {
    source: Source,
    encoding: FoundEncoding,
    dialect: Dialect,
    preamble: bool,
    header: Vec<String>,
    found: Found,
}

impl CsvTable {
    /// Finds encoding, delimiter, quoting and header.
    ///
    /// # Errors
    /// When the file cannot be read or has no header.
    pub fn open(source: Source, options: &Options) -> Result<Self, ExchangeError> {
        let encoding = encoding::find(&source, options.encoding.as_deref())?;
        let (sample, whole) = sample(&source, &encoding)?;
        let (preamble, body) = told_by_first_line(&sample);
        let told = options.delimiter.or(preamble);
        let dialect = dialect::find(body, whole, told);
        let mut table = Self {
            source,
            encoding,
            dialect,
            preamble: preamble.is_some(),
            header: Vec::new(),
            found: Found::default(),
        };
        let mut notes = Vec::new();
        table.header = table.pass()?.read_header(&mut notes)?;
        table.found = Found {
            encoding: Some(encoding),
            dialect: Some(dialect),
            notes,
            ..Found::default()
        };
        Ok(table)
    }

    fn pass(&self) -> Result<CsvRows<'_>, ExchangeError> {
        let input = Decoded::new(&self.source, &self.encoding)?;
        let meter = input.meter();
        let mut rows = CsvRows {
            table: self,
            scanner: Scanner::new(input, self.dialect),
            record: Record::default(),
            meter,
            rows: 0,
            blank: 0,
        };
        if self.preamble {
            rows.record()?;
        }
        Ok(rows)
    }
}

/// The start of the decoded text, and whether that is all of it.
fn sample(source: &Source, encoding: &FoundEncoding) -> Result<(Vec<u8>, bool), ExchangeError> {
    let mut input = Decoded::new(source, encoding)?;
    let mut sample = Vec::new();
    while sample.len() < SAMPLE_BYTES {
        let piece = input.fill_buf().map_err(|error| source.read_error(error))?;
        if piece.is_empty() {
            return Ok((sample, true));
        }
        let count = piece.len().min(SAMPLE_BYTES - sample.len());
        sample.extend_from_slice(&piece[..count]);
        input.consume(count);
    }
    Ok((sample, false))
}

/// The delimiter that a first line `sep=;` tells, as spreadsheet programs write it, and what follows.
fn told_by_first_line(sample: &[u8]) -> (Option<u8>, &[u8]) {
    match sample {
        [
            b's',
            b'e',
            b'p',
            b'=',
            delimiter,
            end @ (b'\n' | b'\r'),
            rest @ ..,
        ] if delimiter != end => (Some(*delimiter), rest.strip_prefix(b"\n").unwrap_or(rest)),
        _ => (None, sample),
    }
}

impl TableReader for CsvTable {
    fn found(&self) -> &Found {
        &self.found
    }

    fn header(&self) -> &[String] {
        &self.header
    }

    fn rows(&mut self) -> Result<Box<dyn Rows + '_>, ExchangeError> {
        let mut rows = self.pass()?;
        rows.read_header(&mut Vec::new())?;
        Ok(Box::new(rows))
    }
}

/// A pass over the rows of delimited text.
struct CsvRows<'a> {
    table: &'a CsvTable,
    scanner: Scanner<Decoded>,
    record: Record,
    meter: Meter,
    rows: u64,
    blank: u64,
}

impl CsvRows<'_> {
    fn record(&mut self) -> Result<bool, ExchangeError> {
        self.scanner
            .record(&mut self.record)
            .map_err(|fault| self.table.explain(fault))
    }

    /// Passes over blank lines to the next record; false at the end.
    fn next_record(&mut self) -> Result<bool, ExchangeError> {
        while self.record()? {
            if !self.record.is_blank() {
                return Ok(true);
            }
            self.blank += 1;
        }
        Ok(false)
    }

    fn read_header(&mut self, notes: &mut Vec<Note>) -> Result<Vec<String>, ExchangeError> {
        if !self.next_record()? {
            return Err(ExchangeError::Empty {
                file: self.table.source.name().to_owned(),
            });
        }
        self.blank = 0;
        let line = self.record.line;
        let bad = |reason: String| ExchangeError::Header {
            file: self.table.source.name().to_owned(),
            line,
            reason,
        };
        if let Some((column, reason)) = self.damage() {
            return Err(bad(format!("cell {}: {reason}", column + 1)));
        }
        let mut row = Row::new();
        self.fill(&mut row);
        header::finish(row.cells(), self.record.cells, notes).map_err(bad)
    }

    /// The first cell whose bytes are no text, and why.
    fn damage(&self) -> Option<(usize, Flaw)> {
        let record = &self.record;
        let column_of = |at: usize| record.ends.partition_point(|end| *end <= at);
        if let Err(error) = std::str::from_utf8(&record.bytes) {
            let encoding = self.table.encoding.name();
            let flaw = Flaw::NoText(encoding.to_owned());
            return Some((column_of(error.valid_up_to()), flaw));
        }
        if let Some(at) = record.bytes.iter().position(|byte| *byte == 0) {
            return Some((column_of(at), Flaw::ZeroByte));
        }
        record.stray.map(|column| (column, Flaw::AfterQuote))
    }

    /// Moves the record, whose bytes are known to be text, into the row.
    fn fill(&mut self, row: &mut Row) {
        row.begin(self.record.line, self.rows);
        std::mem::swap(&mut row.ends, &mut self.record.ends);
        let spare = std::mem::take(&mut row.text).into_bytes();
        let bytes = std::mem::replace(&mut self.record.bytes, spare);
        row.text = String::from_utf8(bytes).unwrap_or_default();
        harmless::restore_row(row);
    }

    fn reject(&self, column: Option<usize>, value: &[u8], flaw: Flaw) -> Step {
        let name = column
            .and_then(|column| self.table.header.get(column))
            .cloned();
        let value = String::from_utf8_lossy(value);
        Step::Rejected(Rejected::new(
            self.record.line,
            self.rows,
            name,
            &value,
            flaw,
        ))
    }

    /// Rejects the record if it has more or fewer cells than the header; empty cells too many do no harm.
    fn uneven(&self) -> Option<Step> {
        let record = &self.record;
        let width = self.table.header.len();
        let surplus_is_empty = record.cells > width as u64
            && record.cells == record.ends.len() as u64
            && record.ends.last() == record.ends.get(width - 1);
        if record.cells == width as u64 || surplus_is_empty {
            return None;
        }
        let flaw = Flaw::Uneven {
            cells: record.cells,
            width,
            lines: record.last_line - record.line + 1,
        };
        Some(self.reject(None, &self.joined(), flaw))
    }

    /// The record's cells with delimiters between them again, as far as they are kept.
    fn joined(&self) -> Vec<u8> {
        let record = &self.record;
        let mut bytes = Vec::with_capacity(record.bytes.len() + record.ends.len());
        let mut start = 0;
        for (column, end) in record.ends.iter().enumerate() {
            if column > 0 {
                bytes.push(self.table.dialect.delimiter);
            }
            bytes.extend_from_slice(&record.bytes[start..*end]);
            start = *end;
        }
        bytes
    }
}

impl Rows for CsvRows<'_> {
    fn header(&self) -> &[String] {
        &self.table.header
    }

    fn step(&mut self, row: &mut Row) -> Result<Step, ExchangeError> {
        if !self.next_record()? {
            return Ok(Step::End);
        }
        self.rows += 1;
        if let Some((column, reason)) = self.damage() {
            let start = column
                .checked_sub(1)
                .map_or(0, |before| self.record.ends[before]);
            let end = self.record.ends.get(column).copied().unwrap_or(start);
            let value = &self.record.bytes[start..end];
            return Ok(self.reject(Some(column), value, reason));
        }
        if let Some(step) = self.uneven() {
            return Ok(step);
        }
        self.fill(row);
        row.ends.truncate(self.table.header.len());
        Ok(Step::Row)
    }

    fn rows_seen(&self) -> u64 {
        self.rows
    }

    fn blank_lines(&self) -> u64 {
        self.blank
    }

    fn progress(&self) -> Progress {
        self.meter.progress()
    }
}

impl CsvTable {
    /// Says what a fault means for the user.
    fn explain(&self, fault: Fault) -> ExchangeError {
        let file = self.source.name().to_owned();
        let too_long = |place: Place, what| ExchangeError::TooLong {
            file: self.source.name().to_owned(),
            line: place.line,
            column: place.column,
            what,
        };
        match fault {
            Fault::Io(error) => self.source.read_error(error),
            Fault::OpenQuote(place) => ExchangeError::OpenQuote {
                file,
                line: place.line,
                column: place.column,
            },
            Fault::LongCell(place) => too_long(place, Long::Cell),
            Fault::ManyBreaks(place) => too_long(place, Long::Breaks),
            Fault::LongRow(place) => too_long(place, Long::Row),
        }
    }
}
