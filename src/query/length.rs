//! Lengths of time: `14d`, `2w`, `3m`, `1y`. Months and years are the calendar's, counted back from today.

use std::fmt;

use chrono::{Days, Months, NaiveDate};

use super::fault::Fault;

/// The unit of a length, or of a calendar period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

impl Unit {
    const LETTERS: [(Self, char); 5] = [
        (Self::Day, 'd'),
        (Self::Week, 'w'),
        (Self::Month, 'm'),
        (Self::Quarter, 'q'),
        (Self::Year, 'y'),
    ];

    /// The name, as in `last-month`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// A number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// More than any history has, and little enough for every sum of dates.
const MOST: u32 = 9_999;

impl Length {
    /// Reads a number and a letter.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let refused = || Fault::NoLength(text.to_owned());
        let letter = text.chars().next_back().ok_or_else(refused)?;
        let (unit, _) = Unit::LETTERS
            .into_iter()
            .find(|(_, known)| letter.eq_ignore_ascii_case(known))
            .ok_or_else(refused)?;
        let digits = &text[..text.len() - letter.len_utf8()];
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(refused());
        }
        match digits.parse::<u32>() {
            Ok(count) if count <= MOST => Ok(Self { count, unit }),
            Ok(_) | Err(_) => Err(Fault::LongLength {
                text: text.to_owned(),
                most: MOST,
            }),
        }
    }

    /// The day that lies so long before.
    #[must_use]
    pub fn before(self, day: NaiveDate) -> Option<NaiveDate> {
        match self.months() {
            Some(months) => day.checked_sub_months(months),
            None => day.checked_sub_days(self.plain_days()),
        }
    }

    /// The day that lies so long after.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self.months() {
            Some(months) => day.checked_add_months(months),
            None => day.checked_add_days(self.plain_days()),
        }
    }

    /// How many days it is, counted back from a day.
    #[must_use]
    pub fn days_before(self, day: NaiveDate) -> Option<i64> {
        self.before(day).map(|then| (day - then).num_days())
    }

    /// One unit more: a typed `2w` goes on until three weeks have passed.
    pub(super) const fn plus_one(self) -> Self {
        Self {
            count: self.count + 1,
            unit: self.unit,
        }
    }

    fn months(self) -> Option<Months> {
        let each = match self.unit {
            Unit::Day | Unit::Week => return None,
            Unit::Month => 1,
            Unit::Quarter => 3,
            Unit::Year => 12,
        };
        Some(Months::new(self.count.saturating_mul(each)))
    }

    fn plain_days(self) -> Days {
        let each = if self.unit == Unit::Week { 7 } else { 1 };
        Days::new(u64::from(self.count) * each)
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = Unit::LETTERS[self.unit as usize].1;
        write!(f, "{}{letter}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_length_is_a_number_and_a_letter() {
        for text in ["14d", "2w", "3m", "1q", "1y", "0d"] {
            assert_eq!(
                Length::read(text).map(|one| one.to_string()).as_deref(),
                Ok(text)
            );
        }
        for text in [
            "",
            "d",
            "14",
            "1h",
            "-3d",
            "10000d",
            "99999999999d",
            "1日",
            "1.5d",
        ] {
            assert!(Length::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn months_are_the_calendars() {
        let days = |text, from| Length::read(text).unwrap().days_before(day(from));
        assert_eq!(days("1m", "2024-03-31"), Some(31));
        assert_eq!(days("1m", "2024-03-29"), Some(29));
        assert_eq!(days("1m", "2023-03-29"), Some(29));
        assert_eq!(days("1y", "2024-12-31"), Some(366));
        assert_eq!(days("1y", "2024-02-29"), Some(366));
        assert_eq!(days("2w", "2026-01-05"), Some(14));
        assert_eq!(
            Length::read("1q").unwrap().after(day("2025-11-30")),
            Some(day("2026-02-28"))
        );
    }
}
