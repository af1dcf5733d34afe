//! Tests of `exchange`: a corpus of honest, broken and hostile files, built here byte by byte.

mod columns;
mod delimited;
mod encodings;
mod json;
mod round_trip;
mod sheets;

use std::io::Write;
use std::sync::{Arc, Mutex};

use fiveply::exchange::{ExchangeError, Options, Rejected, Row, Source, Step, Tally, open};

/// All that a reader gives of a file.
#[derive(Debug)]
struct Seen {
    found: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    lines: Vec<u64>,
    rejected: Vec<Rejected>,
    blank: u64,
}

/// Reads a file to its end, twice, and holds the two passes and the tally against each other.
fn read_with(bytes: &[u8], options: &Options) -> Result<Seen, ExchangeError> {
    let source = Source::spool(&mut &*bytes, "test")?;
    let (_, mut table) = open(source, options)?;
    let first = pass(table.as_mut())?;
    let second = pass(table.as_mut())?;
    assert_eq!(first.rows, second.rows);
    assert_eq!(first.rejected, second.rejected);
    Ok(first)
}

fn pass(table: &mut dyn fiveply::exchange::TableReader) -> Result<Seen, ExchangeError> {
    let mut seen = Seen {
        found: table.found().to_string(),
        header: table.header().to_vec(),
        rows: Vec::new(),
        lines: Vec::new(),
        rejected: Vec::new(),
        blank: 0,
    };
    let mut rows = table.rows()?;
    assert_eq!(rows.header(), seen.header);
    let mut tally = Tally::new(0);
    let mut row = Row::new();
    loop {
        match rows.step(&mut row)? {
            Step::Row => {
                tally.loaded();
                assert_eq!(row.len(), seen.header.len());
                assert_eq!(row.number(), rows.rows_seen());
                seen.lines.push(row.line());
                seen.rows.push(row.cells().map(str::to_owned).collect());
            }
            Step::Rejected(rejected) => {
                assert_eq!(rejected.row, rows.rows_seen());
                tally.rejected(rejected.clone())?;
                seen.rejected.push(rejected);
            }
            Step::End => break,
        }
    }
    let progress = rows.progress();
    assert_eq!(
        progress.done, progress.total,
        "a pass that ended is complete"
    );
    seen.blank = rows.blank_lines();
    tally.close(rows.rows_seen())?;
    Ok(seen)
}

fn read(bytes: impl AsRef<[u8]>) -> Seen {
    read_with(bytes.as_ref(), &Options::default()).unwrap()
}

fn refusal(bytes: impl AsRef<[u8]>) -> String {
    read_with(bytes.as_ref(), &Options::default())
        .unwrap_err()
        .to_string()
}

/// A place to write to that can be looked at afterwards.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Paper {
    fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
