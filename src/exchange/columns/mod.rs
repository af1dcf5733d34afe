//! Looks at a whole table once and finds what each column can bear: text, whole numbers, numbers, dates.
//!
//! Where a column can be read in two ways, what the user says decides, then evidence in it, then its sibling columns, then a stated default; and
//! whichever it was is said in a sentence. It changes no value and rejects no row.

mod decide;
mod evidence;

use std::fmt;

use self::evidence::Evidence;
use super::value::{DateOrder, DecimalMark};
use super::{ExchangeError, Options, Row, Rows, Step};

/// What a column's cells can be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// No cell holds anything.
    Empty,
    /// Anything.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers with decimals or groups.
    Number,
    /// Days.
    Date,
    /// Days with a time.
    DateTime,
}

impl fmt::Display for ColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Empty => "empty",
            Self::Text => "text",
            Self::Integer => "whole number",
            Self::Number => "number",
            Self::Date => "date",
            Self::DateTime => "date and time",
        })
    }
}

/// On what grounds one of two readings was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grounds {
    /// The user said so.
    Said,
    /// Nothing in the column can be read in two ways.
    Clear,
    /// A cell that can be read in one way only.
    Evidence,
    /// The other columns of the file.
    Siblings,
    /// Nothing: the default.
    Default,
}

/// A cell that serves as an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The physical line.
    pub line: u64,
    /// The cell, shortened.
    pub value: String,
}

/// What was found about one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its cells can be read as; a few of them may not.
    pub kind: ColumnType,
    /// How many cells hold something.
    pub filled: u64,
    /// How dates in it are to be read, also where it is no date column.
    pub order: DateOrder,
    /// Why.
    pub order_grounds: Grounds,
    /// How numbers in it are to be read, also where it is no number column.
    pub mark: DecimalMark,
    /// Why.
    pub mark_grounds: Grounds,
    /// The currencies beside its numbers, as written; at most eight.
    pub currencies: Vec<String>,
    /// How many cells cannot be read as the column's type.
    pub misfits: u64,
    /// The first of them.
    pub first_misfit: Option<Example>,
    /// What was decided and on what grounds, a sentence each.
    pub said: Vec<String>,
}

/// What was found about a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// The columns in the file's order.
    pub columns: Vec<Column>,
    /// Rows that were met.
    pub rows: u64,
    /// Rows of them that cannot be used at all.
    pub rejected: u64,
}

/// Goes through all rows and finds what each column can bear; the options may say how dates and decimals are to be read.
///
/// # Errors
/// What stops the reading of the file.
pub fn analyse(rows: &mut dyn Rows, options: &Options) -> Result<Analysis, ExchangeError> {
    let mut evidence = vec![Evidence::default(); rows.header().len()];
    let mut row = Row::new();
    let mut rejected = 0;
    loop {
        match rows.step(&mut row)? {
            Step::Row => {
                for (column, cell) in evidence.iter_mut().zip(row.cells()) {
                    column.see(cell, row.line());
                }
            }
            Step::Rejected(_) => rejected += 1,
            Step::End => break,
        }
    }
    Ok(Analysis {
        columns: decide::columns(rows.header(), &evidence, options),
        rows: rows.rows_seen(),
        rejected,
    })
}
