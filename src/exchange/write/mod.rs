//! Writes tables: one trait, a writer a format.
//!
//! Cells are typed, so that each format can write numbers and dates its own way; text is never run as a formula.

mod csv;
mod json;
mod xlsx;

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};

pub use self::csv::CsvWriter;
pub use self::json::JsonWriter;
pub use self::xlsx::XlsxWriter;
use super::ExchangeError;

/// One cell to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number with decimals: `units` divided by ten to the power of `exponent`.
    Decimal {
        /// The number without its decimal mark.
        units: i64,
        /// How many of its digits are decimals.
        exponent: u8,
    },
    /// A calendar day.
    Date(NaiveDate),
    /// A day and a time of day.
    DateTime(NaiveDateTime),
}

impl Cell<'_> {
    /// A count as a cell.
    #[must_use]
    pub fn from_count(count: u64) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Cell<'_> {
    /// The cell as plain text: ISO dates, a point as decimal mark, no grouping.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Decimal { units, exponent } => write_decimal(f, *units, *exponent),
            Self::Date(date) => write!(f, "{date}"),
            Self::DateTime(moment) => write!(f, "{}", moment.format("%Y-%m-%dT%H:%M:%S%.f")),
        }
    }
}

fn write_decimal(f: &mut fmt::Formatter<'_>, units: i64, exponent: u8) -> fmt::Result {
    let places = usize::from(exponent);
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    let sign = if units < 0 { "-" } else { "" };
    let mark = if places == 0 { "" } else { "." };
    write!(f, "{sign}{whole}{mark}{part}")
}

/// Writes one table, row by row.
pub trait TableWriter {
    /// Writes the columns' names; once, and first.
    ///
    /// # Errors
    /// When it cannot be written.
    fn header(&mut self, names: &[&str]) -> Result<(), ExchangeError>;

    /// Writes a row with as many cells as there are columns.
    ///
    /// # Errors
    /// When it cannot be written, or the format cannot hold one of the cells.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExchangeError>;

    /// Completes the table; nothing may be written after it.
    ///
    /// # Errors
    /// When the rest cannot be written.
    fn finish(&mut self) -> Result<(), ExchangeError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_places() {
        let text = |units, exponent| Cell::Decimal { units, exponent }.to_string();
        assert_eq!(text(5, 2), "0.05");
        assert_eq!(text(-123_456, 2), "-1234.56");
        assert_eq!(text(7, 0), "7");
        assert_eq!(text(i64::MIN, 18), "-9.223372036854775808");
    }
}
