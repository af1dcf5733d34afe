//! Gathers what the cells of one column tell, one cell after the other; it decides nothing.

use super::Example;
use crate::exchange::reject::shorten;
use crate::exchange::value::{
    DateOrder, DecimalMark, Signs, Written, parse_date_time, read_date, read_signs,
};

/// How many cells were seen of one sort, and the first of them.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// How many.
    pub count: u64,
    /// The first.
    pub first: Option<Example>,
}

impl Seen {
    fn add(&mut self, cell: &str, line: u64) {
        self.count += 1;
        if self.first.is_none() {
            self.first = Some(Example {
                line,
                value: shorten(cell),
            });
        }
    }
}

/// What was seen in one column.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Cells that hold something.
    pub filled: u64,
    /// Digits only.
    pub plain: Seen,
    /// Digits only, with a zero in front as codes have it.
    pub leading_zero: Seen,
    /// Numbers whose decimal mark can only be the point.
    pub point: Seen,
    /// Numbers whose decimal mark can only be the comma.
    pub comma: Seen,
    /// Numbers whose one mark may do either.
    pub either: Seen,
    /// Numbers grouped by blanks.
    pub grouped: Seen,
    /// Dates with only one reading.
    pub clear_date: Seen,
    /// Dates whose first number is over 12.
    pub day_first: Seen,
    /// Dates whose second number is over 12.
    pub month_first: Seen,
    /// Dates that can be read both ways to different days.
    pub open_date: Seen,
    /// Dates with a time of day.
    pub timed: u64,
    /// Anything else.
    pub other: Seen,
    /// Currencies beside numbers, as written.
    pub currencies: Vec<String>,
}

/// How many different currencies are kept.
const CURRENCIES: usize = 8;
/// After so many cells of which none is a number or a date, the others are only counted.
const ENOUGH: u64 = 2_000;
/// The longest text that may be a number or a date.
const LONGEST: usize = 64;

impl Evidence {
    /// Looks at one more cell.
    pub fn see(&mut self, cell: &str, line: u64) {
        let cell = cell.trim();
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        let hopeless = self.other.count >= ENOUGH && self.other.count + 1 == self.filled;
        let possible =
            !hopeless && cell.len() <= LONGEST && cell.bytes().any(|byte| byte.is_ascii_digit());
        if !possible || !(self.see_number(cell, line) || self.see_date(cell, line)) {
            self.other.add(cell, line);
        }
    }

    fn see_number(&mut self, cell: &str, line: u64) -> bool {
        let Some((signs, currency)) = read_signs(cell) else {
            return false;
        };
        if let Some(currency) = currency
            && self.currencies.len() < CURRENCIES
            && !self.currencies.iter().any(|known| known == currency.text)
        {
            self.currencies.push(currency.text.to_owned());
        }
        let seen = match signs {
            Signs::Plain { leading_zero: true } => &mut self.leading_zero,
            Signs::Plain {
                leading_zero: false,
            } => &mut self.plain,
            Signs::Only(DecimalMark::Point) => &mut self.point,
            Signs::Only(DecimalMark::Comma) => &mut self.comma,
            Signs::Either(_) => &mut self.either,
            Signs::Grouped => &mut self.grouped,
        };
        seen.add(cell, line);
        true
    }

    fn see_date(&mut self, cell: &str, line: u64) -> bool {
        let Some((written, _)) = read_date(cell) else {
            return false;
        };
        let order = match written {
            Written::Open {
                first: 0..=12,
                second: 13..,
                ..
            } => DateOrder::MonthFirst,
            Written::Open { .. } | Written::Clear { .. } => DateOrder::DayFirst,
        };
        let Ok(when) = parse_date_time(cell, order) else {
            return false;
        };
        self.timed += u64::from(when.time.is_some());
        let seen = match written {
            Written::Clear { .. } => &mut self.clear_date,
            Written::Open { first, .. } if first > 12 => &mut self.day_first,
            Written::Open { second, .. } if second > 12 => &mut self.month_first,
            // 07/07 is the same day either way.
            Written::Open { first, second, .. } if first == second => &mut self.clear_date,
            Written::Open { .. } => &mut self.open_date,
        };
        seen.add(cell, line);
        true
    }

    /// How many cells are dates.
    pub const fn dates(&self) -> u64 {
        self.clear_date.count + self.day_first.count + self.month_first.count + self.open_date.count
    }

    /// How many cells are numbers.
    pub const fn numbers(&self) -> u64 {
        self.plain.count
            + self.leading_zero.count
            + self.point.count
            + self.comma.count
            + self.either.count
            + self.grouped.count
    }
}
