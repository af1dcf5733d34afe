//! Holds what becomes of rows: loaded or rejected, never lost, and the report of the rejected.
//!
//! The tally counts outcomes; the reader counts rows; [`Tally::close`] holds the two against each other.

use std::collections::BTreeMap;
use std::io::Write;

use super::ExchangeError;
use super::flaw::Flaw;
use super::limits::SHOWN_CHARS;
use super::write::{Cell, CsvWriter, TableWriter};

/// A row that was not loaded: where it stood, what was wrong, and with which value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The physical line where the row starts, counted from one.
    pub line: u64,
    /// The number among the data rows, counted from one.
    pub row: u64,
    /// The column at fault, where it is one.
    pub column: Option<String>,
    /// The value at fault, shortened.
    pub value: String,
    /// Why, in English.
    pub reason: String,
    /// Why, by its name.
    pub flaw: Flaw,
}

impl Rejected {
    /// A rejected row; a long value is shortened.
    #[must_use]
    pub fn new(
        line: u64,
        row: u64,
        column: Option<String>,
        value: &str,
        flaw: impl Into<Flaw>,
    ) -> Self {
        let flaw = flaw.into();
        Self {
            line,
            row,
            column,
            value: shorten(value),
            reason: flaw.to_string(),
            flaw,
        }
    }
}

/// The beginning of a text, as much as a message may show of it.
#[must_use]
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What became of all rows of a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Rows that were met.
    pub rows: u64,
    /// Rows that were loaded.
    pub loaded: u64,
    /// Rows that were rejected.
    pub rejected: u64,
}

/// Counts what becomes of each row, and reports the rejected.
pub struct Tally {
    loaded: u64,
    rejected: u64,
    first: Vec<Rejected>,
    keep: usize,
    reasons: BTreeMap<String, u64>,
    flaws: BTreeMap<String, Flaw>,
    report: Option<Report>,
}

impl Tally {
    /// How many different reasons are counted apart; a reason that names a value can be new in every row.
    const REASONS: usize = 100;

    /// A tally that keeps the first `keep` rejected rows to be shown.
    #[must_use]
    pub fn new(keep: usize) -> Self {
        Self {
            loaded: 0,
            rejected: 0,
            first: Vec::new(),
            keep,
            reasons: BTreeMap::new(),
            flaws: BTreeMap::new(),
            report: None,
        }
    }

    /// Also writes every rejected row to a report.
    #[must_use]
    pub fn with_report(mut self, report: Report) -> Self {
        self.report = Some(report);
        self
    }

    /// One more row was loaded.
    pub const fn loaded(&mut self) {
        self.loaded += 1;
    }

    /// One more row was rejected.
    ///
    /// # Errors
    /// When the report cannot be written.
    pub fn rejected(&mut self, rejected: Rejected) -> Result<(), ExchangeError> {
        self.rejected += 1;
        if let Some(report) = &mut self.report {
            report.push(&rejected)?;
        }
        if let Some(count) = self.reasons.get_mut(&rejected.reason) {
            *count += 1;
        } else if self.reasons.len() < Self::REASONS {
            self.reasons.insert(rejected.reason.clone(), 1);
            let flaw = rejected.flaw.clone();
            self.flaws.insert(rejected.reason.clone(), flaw);
        }
        if self.first.len() < self.keep {
            self.first.push(rejected);
        }
        Ok(())
    }

    /// The counts so far.
    #[must_use]
    pub const fn totals(&self) -> Totals {
        Totals {
            rows: self.loaded + self.rejected,
            loaded: self.loaded,
            rejected: self.rejected,
        }
    }

    /// The first rejected rows.
    #[must_use]
    pub fn first(&self) -> &[Rejected] {
        &self.first
    }

    /// How often each reason was given; at most the first hundred different ones.
    #[must_use]
    pub const fn reasons(&self) -> &BTreeMap<String, u64> {
        &self.reasons
    }

    /// These reasons by their names.
    #[must_use]
    pub const fn flaws(&self) -> &BTreeMap<String, Flaw> {
        &self.flaws
    }

    /// Ends the tally: the report is completed, and rows in = loaded + rejected is checked.
    ///
    /// # Errors
    /// When the report cannot be written, or a row was met that was neither loaded nor rejected.
    pub fn close(&mut self, rows_seen: u64) -> Result<Totals, ExchangeError> {
        if let Some(report) = self.report.take() {
            report.finish()?;
        }
        let totals = self.totals();
        if totals.rows == rows_seen {
            Ok(totals)
        } else {
            Err(ExchangeError::Uneven {
                rows: rows_seen,
                loaded: totals.loaded,
                rejected: totals.rejected,
            })
        }
    }
}

/// The report of rejected rows, as CSV with the columns `row,line,column,value,reason`.
pub struct Report {
    writer: CsvWriter,
}

impl Report {
    /// A report that writes to `out`; `name` is what messages call it.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn new(out: Box<dyn Write + Send>, name: &str) -> Result<Self, ExchangeError> {
        let mut writer = CsvWriter::new(out, name, b',');
        writer.header(&["row", "line", "column", "value", "reason"])?;
        Ok(Self { writer })
    }

    /// Adds a rejected row.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, rejected: &Rejected) -> Result<(), ExchangeError> {
        self.writer.row(&[
            Cell::from_count(rejected.row),
            Cell::from_count(rejected.line),
            Cell::Text(rejected.column.as_deref().unwrap_or_default()),
            Cell::Text(&rejected.value),
            Cell::Text(&rejected.reason),
        ])
    }

    /// Completes the report.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<(), ExchangeError> {
        self.writer.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_nobody_accounts_for_is_an_error() {
        let mut tally = Tally::new(1);
        tally.loaded();
        tally
            .rejected(Rejected::new(3, 2, None, "x", "because"))
            .unwrap();
        let error = tally.close(3).unwrap_err();
        assert!(matches!(
            error,
            ExchangeError::Uneven {
                rows: 3,
                loaded: 1,
                rejected: 1
            }
        ));
        assert_eq!(tally.close(2).unwrap().rows, 2);
    }

    #[test]
    fn a_long_value_is_shortened_at_a_character() {
        let shown = shorten(&"ż".repeat(500));
        assert_eq!(shown.chars().count(), SHOWN_CHARS + 1);
    }
}
