//! Reads calendar days and moments as people and programs write them.
//!
//! Years come first, or days, or months; only the last two can be mistaken for each other, and which of them a column
//! means is decided over the whole column, not here. Day numbers of spreadsheet programs are no dates here.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};

use super::ValueError;
use super::clock::read_time;
use crate::model::time::MONTHS;

/// What stands first in dates whose year stands last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 31/12/2026.
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
}

impl DateOrder {
    const fn example(self) -> &'static str {
        match self {
            Self::DayFirst => "2026-12-31 or 31.12.2026",
            Self::MonthFirst => "2026-12-31 or 12/31/2026",
        }
    }
}

impl std::str::FromStr for DateOrder {
    type Err = crate::model::UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "day-first" => Ok(Self::DayFirst),
            "month-first" => Ok(Self::MonthFirst),
            _ => Err(crate::model::UnknownCode {
                what: "order of dates",
                given: text.to_owned(),
                known: "day-first month-first".to_owned(),
            }),
        }
    }
}

impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
        })
    }
}

/// A day as it is written, before it is known what its numbers mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Year, month, day: only one reading.
    Clear {
        /// The year.
        year: i32,
        /// The month.
        month: u32,
        /// The day of the month.
        day: u32,
    },
    /// Two numbers, of which one is the day and one the month.
    Open {
        /// The first number.
        first: u32,
        /// The second number.
        second: u32,
        /// The year.
        year: i32,
    },
}

/// A day, perhaps with a time of day, perhaps with the distance from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The day.
    pub date: NaiveDate,
    /// The time of day, if one is written.
    pub time: Option<NaiveTime>,
    /// Seconds east of UTC, if that is written.
    pub offset: Option<i32>,
}

/// Reads a day; a time of day behind it is read and left out.
///
/// # Errors
/// When it is no date, or no day of the calendar.
pub fn parse_date(text: &str, order: DateOrder) -> Result<NaiveDate, ValueError> {
    parse_date_time(text, order).map(|when| when.date)
}

/// Reads a day with the time that may follow it.
///
/// # Errors
/// When it is no date, no day of the calendar, or no time of day.
pub fn parse_date_time(text: &str, order: DateOrder) -> Result<When, ValueError> {
    let example = order.example();
    let (written, rest) = read_date(text).ok_or(ValueError::NotADate { example })?;
    let (year, month, day) = match written {
        Written::Clear { year, month, day } => (year, month, day),
        Written::Open {
            first,
            second,
            year,
        } => match order {
            DateOrder::DayFirst => (year, second, first),
            DateOrder::MonthFirst => (year, first, second),
        },
    };
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(match written {
        Written::Open { .. } if month > 12 && day <= 12 => ValueError::WrongOrder { month, order },
        Written::Open { .. } | Written::Clear { .. } => ValueError::NoSuchDay { year, month, day },
    })?;
    let (time, offset) = read_time(rest).ok_or(ValueError::NotATime)?;
    Ok(When { date, time, offset })
}

/// Reads a day without deciding what its numbers mean; also what follows it, which may be a time.
#[must_use]
pub fn read_date(text: &str) -> Option<(Written, &str)> {
    let text = text.trim();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    numeric(text)
        .or_else(|| named(text))
        .or_else(|| ideographic(text))
}

/// A number of at most so many digits at the start, how many there are, and the rest.
pub(super) fn digits(text: &str, most: usize) -> Option<(u32, usize, &str)> {
    let count = text
        .bytes()
        .take(most + 1)
        .take_while(u8::is_ascii_digit)
        .count();
    if count == 0 || count > most {
        return None;
    }
    let (number, rest) = text.split_at(count);
    Some((number.parse().ok()?, count, rest))
}

/// Three numbers with the same mark between them, or eight digits.
fn numeric(text: &str) -> Option<(Written, &str)> {
    let (first, length, rest) = digits(text, 8)?;
    if length == 8 {
        let (year, month, day) = (first / 10_000, first / 100 % 100, first % 100);
        return clear(year, month, day, rest);
    }
    let mark = rest
        .chars()
        .next()
        .filter(|mark| matches!(mark, '-' | '/' | '.'))?;
    let (second, middle, rest) = digits(rest.strip_prefix(mark)?, 2)?;
    let (third, last, rest) = digits(rest.strip_prefix(mark)?, 4)?;
    match (length, middle, last) {
        (4, 1 | 2, 1 | 2) => clear(first, second, third, rest),
        (1 | 2, 1 | 2, 2 | 4) => {
            let year = full_year(third, last)?;
            // A point may end the year, as it does in some languages.
            let rest = rest
                .strip_prefix(mark)
                .filter(|_| mark == '.')
                .unwrap_or(rest);
            Some((
                Written::Open {
                    first,
                    second,
                    year,
                },
                rest,
            ))
        }
        _ => None,
    }
}

fn clear(year: u32, month: u32, day: u32, rest: &str) -> Option<(Written, &str)> {
    let year = i32::try_from(year).ok()?;
    Some((Written::Clear { year, month, day }, rest))
}

/// Two digits are a year between 1970 and 2069.
fn full_year(year: u32, length: usize) -> Option<i32> {
    let year = i32::try_from(year).ok()?;
    match (length, year) {
        (2, 0..70) => Some(2_000 + year),
        (2, _) => Some(1_900 + year),
        (4, _) => Some(year),
        _ => None,
    }
}

/// An English month's name or its first three letters at the start, and the rest.
fn month_name(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, rest) = text.split_at(length);
    let name = name.to_ascii_lowercase();
    let fits = |month: &&str| {
        **month == name
            || (name.len() == 3 && month.starts_with(&name))
            || (name == "sept" && month.starts_with(&name))
    };
    let index = MONTHS.iter().position(fits)?;
    Some((
        u32::try_from(index).ok()? + 1,
        rest.strip_prefix('.').unwrap_or(rest),
    ))
}

/// `17-Mar-2017`, `17 March 2017`, `March 17, 2017`.
fn named(text: &str) -> Option<(Written, &str)> {
    let skip = |rest: &'_ str| -> usize {
        rest.bytes()
            .take_while(|byte| matches!(byte, b' ' | b'-' | b'/' | b',' | b'.'))
            .count()
    };
    let (day, month, rest) = if text.starts_with(|one: char| one.is_ascii_digit()) {
        let (day, _, rest) = digits(text, 2)?;
        let (month, rest) = month_name(&rest[skip(rest)..])?;
        (day, month, rest)
    } else {
        let (month, rest) = month_name(text)?;
        let (day, _, rest) = digits(&rest[skip(rest)..], 2)?;
        (day, month, rest)
    };
    let (year, length, rest) = digits(&rest[skip(rest)..], 4)?;
    let year = full_year(year, length)?;
    Some((Written::Clear { year, month, day }, rest))
}

/// `2017年3月17日`.
fn ideographic(text: &str) -> Option<(Written, &str)> {
    let (year, _, rest) = digits(text, 4)?;
    let (month, _, rest) = digits(rest.strip_prefix('年')?.trim_start(), 2)?;
    let (day, _, rest) = digits(rest.strip_prefix('月')?.trim_start(), 2)?;
    clear(year, month, day, rest.strip_prefix(['日', '号'])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, order: DateOrder) -> String {
        parse_date(text, order).map_or_else(|error| error.to_string(), |date| date.to_string())
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        use DateOrder::{DayFirst, MonthFirst};
        for text in [
            "2017-03-07",
            "2017/3/7",
            "2017.03.07",
            "20170307",
            "7 March 2017",
            "07-Mar-17",
            "Mar 7, 2017",
            "2017年3月7日",
        ] {
            assert_eq!(day(text, DayFirst), "2017-03-07", "{text}");
            assert_eq!(day(text, MonthFirst), "2017-03-07", "{text}");
        }
        for text in ["7/3/2017", "07.03.2017", "7-3-17", "07.03.2017."] {
            assert_eq!(day(text, DayFirst), "2017-03-07", "{text}");
            assert_eq!(day(text, MonthFirst), "2017-07-03", "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_said() {
        assert_eq!(
            day("25/03/2017", DateOrder::MonthFirst),
            "has 25 as its month; the column is read month first"
        );
        assert_eq!(
            day("31/02/2017", DateOrder::DayFirst),
            "names a day that does not exist: 2017-2-31"
        );
        for text in [
            "42663",
            "1.5",
            "soon",
            "",
            "2017-13",
            "1/2/3/4",
            "12-3/2017",
            "2017-03-07x",
        ] {
            assert!(parse_date(text, DateOrder::DayFirst).is_err(), "{text}");
        }
    }
}
