//! Turns the text of a cell into a typed value, or says for people why that cannot be.
//!
//! How a column writes its dates and numbers is told by the caller; nothing is guessed here.

mod clock;
mod currency;
mod date;
mod number;
mod signs;

pub use currency::{CurrencySign, split_currency};
pub use date::{DateOrder, When, Written, parse_date, parse_date_time, read_date};
pub use number::{DecimalMark, Grouping, Number, parse_integer, parse_money, parse_number};
pub use signs::{Signs, read_signs};

/// Why a text is not the value that it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// It is no date at all.
    #[error("is no date; write it as {example}")]
    NotADate {
        /// A date in the form that is expected.
        example: &'static str,
    },
    /// There is no such day in the calendar.
    #[error("names a day that does not exist: {year}-{month}-{day}")]
    NoSuchDay {
        /// The year.
        year: i32,
        /// The month.
        month: u32,
        /// The day of the month.
        day: u32,
    },
    /// The day and the month are the other way round than in the rest of the column.
    #[error("has {month} as its month; the column is read {order}")]
    WrongOrder {
        /// What stands where the month should.
        month: u32,
        /// How the column is read.
        order: DateOrder,
    },
    /// There is no such time of day.
    #[error("has no readable time of day; write it as 14:30 or 14:30:00")]
    NotATime,
    /// It is no number at all.
    #[error("is no number")]
    NotANumber,
    /// Its marks do not fit the column's decimal mark.
    #[error("is no number with a {mark} before its decimals")]
    WrongMarks {
        /// The column's decimal mark.
        mark: DecimalMark,
    },
    /// It has more digits than can be kept.
    #[error("has more digits than the 18 that can be kept")]
    TooManyDigits,
    /// It should be whole and is not.
    #[error("is no whole number")]
    NotWhole,
    /// It has more decimals than its currency.
    #[error("has more than {digits} decimals")]
    TooManyDecimals {
        /// The decimals that the currency has.
        digits: u8,
    },
}
