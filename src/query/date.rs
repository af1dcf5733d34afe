//! Days and periods as people type them: `2026-11-21`, `2026-Q2`, `last-month`, `-90d`.
//!
//! A [`DateWord`] keeps what was typed; only [`DateWord::period`] needs to know what day it is.

use std::fmt;

use chrono::{Datelike, Days as Count, NaiveDate, Weekday};

use super::fault::Fault;
use super::length::Length;
pub use super::length::Unit;

/// A day or a period, fixed or relative to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateWord {
    /// `2026-11-21`.
    Day(NaiveDate),
    /// `2026-W47`, as ISO 8601 counts weeks.
    Week(i32, u32),
    /// `2026-11`.
    Month(i32, u32),
    /// `2026-Q4`.
    Quarter(i32, u32),
    /// `2026`.
    Year(i32),
    /// `yesterday`, `this-week`, `next-quarter`: a period so many before or after today's.
    Near(i32, Unit),
    /// `-90d`: from so long ago through today; beside `<` or `..` the day that long ago.
    Ago(Length),
    /// `since-meeting`: from the day of the last meeting through today; beside `<` or `..` that day. Where no meeting
    /// was held, the last seven days stand for it.
    SinceMeeting,
    /// `+7d`: from today through the day so far ahead; beside `<` or `..` that day.
    Ahead(Length),
}

/// Whole days, from the first to before the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
}

/// The words that stand for a period near today.
pub const WORDS: [(&str, i32, Unit); 15] = [
    ("today", 0, Unit::Day),
    ("yesterday", -1, Unit::Day),
    ("tomorrow", 1, Unit::Day),
    ("this-week", 0, Unit::Week),
    ("last-week", -1, Unit::Week),
    ("next-week", 1, Unit::Week),
    ("this-month", 0, Unit::Month),
    ("last-month", -1, Unit::Month),
    ("next-month", 1, Unit::Month),
    ("this-quarter", 0, Unit::Quarter),
    ("last-quarter", -1, Unit::Quarter),
    ("next-quarter", 1, Unit::Quarter),
    ("this-year", 0, Unit::Year),
    ("last-year", -1, Unit::Year),
    ("next-year", 1, Unit::Year),
];

/// The word for the time since the last meeting.
pub const SINCE_MEETING: &str = "since-meeting";

/// What a date word may have to be read against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// The day itself.
    pub day: NaiveDate,
    /// The day on which a week begins.
    pub week_start: Weekday,
    /// The day of the last meeting before it, if one was held.
    pub meeting: Option<NaiveDate>,
}

impl Today {
    /// A day with weeks that begin on Monday, before which no meeting was held.
    #[must_use]
    pub const fn on(day: NaiveDate) -> Self {
        Self {
            day,
            week_start: Weekday::Mon,
            meeting: None,
        }
    }

    /// From which day on something is since the last meeting.
    #[must_use]
    pub fn since(self) -> Option<NaiveDate> {
        // Today is one of the seven days of a week.
        let a_week = || self.day.checked_sub_days(Count::new(6));
        self.meeting.or_else(a_week)
    }
}

/// Whether a text is the word for the time since the last meeting.
#[must_use]
pub fn is_since_meeting(text: &str) -> bool {
    DateWord::read(text.trim()) == Ok(DateWord::SinceMeeting)
}

/// All words that stand for days.
pub fn words() -> impl Iterator<Item = &'static str> {
    let near = WORDS.iter().map(|(word, ..)| *word);
    near.chain([SINCE_MEETING])
}

impl DateWord {
    /// Reads any of the forms; case does not matter.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let lower = text.to_ascii_lowercase().replace('_', "-");
        if let Some((_, steps, unit)) = WORDS.iter().find(|(word, ..)| *word == lower) {
            return Ok(Self::Near(*steps, *unit));
        }
        if lower == SINCE_MEETING {
            return Ok(Self::SinceMeeting);
        }
        if let Some(length) = lower.strip_prefix('-') {
            return Length::read(length).map(Self::Ago);
        }
        if let Some(length) = lower.strip_prefix('+') {
            return Length::read(length).map(Self::Ahead);
        }
        if Length::read(&lower).is_ok() {
            return Err(Fault::LengthForDate(text.to_owned()));
        }
        read_fixed(&lower).ok_or_else(|| Fault::NoDate(text.to_owned()))
    }

    /// The days that it covers when it stands alone.
    #[must_use]
    pub fn period(self, now: Today) -> Option<Period> {
        let today = now.day;
        let days = |from, to| Some(Period { from, to });
        match self {
            Self::Day(day) => days(day, day.succ_opt()?),
            Self::Week(year, week) => {
                let from = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
                days(from, from.checked_add_days(Count::new(7))?)
            }
            Self::Month(year, month) => calendar(year, month, 1),
            Self::Quarter(year, quarter) => calendar(year, (quarter - 1) * 3 + 1, 3),
            Self::Year(year) => calendar(year, 1, 12),
            Self::Near(steps, unit) => near(steps, unit, today, now.week_start),
            Self::SinceMeeting => days(now.since()?, today.succ_opt()?),
            Self::Ago(length) => days(length.before(today)?, today.succ_opt()?),
            Self::Ahead(length) => days(today, length.after(today)?.succ_opt()?),
        }
    }

    /// The days that it covers as one end of a range or beside a comparison.
    #[must_use]
    pub fn bound(self, now: Today) -> Option<Period> {
        let day = match self {
            Self::Ago(length) => length.before(now.day)?,
            Self::Ahead(length) => length.after(now.day)?,
            Self::SinceMeeting => now.since()?,
            Self::Day(_)
            | Self::Week(..)
            | Self::Month(..)
            | Self::Quarter(..)
            | Self::Year(_)
            | Self::Near(..) => return self.period(now),
        };
        Self::Day(day).period(now)
    }
}

/// Some whole months of the calendar.
fn calendar(year: i32, month: u32, months: u32) -> Option<Period> {
    let from = NaiveDate::from_ymd_opt(year, month, 1)?;
    let to = from.checked_add_months(chrono::Months::new(months))?;
    Some(Period { from, to })
}

/// The period that lies so many steps from the one that today is in.
fn near(steps: i32, unit: Unit, today: NaiveDate, week_start: Weekday) -> Option<Period> {
    let first = match unit {
        Unit::Day => today,
        Unit::Week => {
            let since = today.weekday().days_since(week_start);
            today.checked_sub_days(Count::new(u64::from(since)))?
        }
        Unit::Month => today.with_day(1)?,
        Unit::Quarter => today.with_day(1)?.with_month0(today.month0() / 3 * 3)?,
        Unit::Year => NaiveDate::from_ymd_opt(today.year(), 1, 1)?,
    };
    let step = |count| Length { count, unit };
    let from = match steps {
        ..=-1 => step(steps.unsigned_abs()).before(first)?,
        0 => first,
        1.. => step(steps.unsigned_abs()).after(first)?,
    };
    let to = step(1).after(from)?;
    Some(Period { from, to })
}

/// Reads a fixed day or period, lower case.
fn read_fixed(text: &str) -> Option<DateWord> {
    let number = |digits: &str, width: usize| {
        let ok = digits.len() == width && digits.bytes().all(|b| b.is_ascii_digit());
        ok.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let year_of = |digits: &str| {
        let year = number(digits, 4).filter(|year| *year > 0)?;
        i32::try_from(year).ok()
    };
    let mut parts = text.split('-');
    let year = year_of(parts.next()?)?;
    let (second, third) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let Some(second) = second else {
        return Some(DateWord::Year(year));
    };
    if let Some(day) = third {
        let (month, day) = (number(second, 2)?, number(day, 2)?);
        return NaiveDate::from_ymd_opt(year, month, day).map(DateWord::Day);
    }
    if let Some(quarter) = second.strip_prefix('q') {
        let quarter = number(quarter, 1).filter(|one| (1..=4).contains(one))?;
        return Some(DateWord::Quarter(year, quarter));
    }
    if let Some(week) = second.strip_prefix('w') {
        let week = number(week, 2)?;
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
        return Some(DateWord::Week(year, week));
    }
    let month = number(second, 2).filter(|month| (1..=12).contains(month))?;
    Some(DateWord::Month(year, month))
}

impl fmt::Display for DateWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Self::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Near(steps, unit) => {
                let known = WORDS
                    .iter()
                    .find(|(_, s, u)| (*s, *u) == (steps, unit))
                    .map_or("today", |(word, ..)| *word);
                f.write_str(known)
            }
            Self::SinceMeeting => f.write_str(SINCE_MEETING),
            Self::Ago(length) => write!(f, "-{length}"),
            Self::Ahead(length) => write!(f, "+{length}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The period of a word, as first and last day.
    fn period(word: &str, today: &str) -> String {
        let period = DateWord::read(word)
            .unwrap()
            .period(Today::on(day(today)))
            .unwrap();
        format!("{}..{}", period.from, period.to.pred_opt().unwrap())
    }

    #[test]
    fn fixed_periods_cover_whole_days() {
        for (word, covers) in [
            ("2024-02-29", "2024-02-29..2024-02-29"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2023-02", "2023-02-01..2023-02-28"),
            ("2026-q1", "2026-01-01..2026-03-31"),
            ("2026-Q4", "2026-10-01..2026-12-31"),
            ("2017", "2017-01-01..2017-12-31"),
            ("2026-W01", "2025-12-29..2026-01-04"),
            ("2020-W53", "2020-12-28..2021-01-03"),
        ] {
            assert_eq!(period(word, "2026-11-21"), covers, "{word}");
        }
    }

    #[test]
    fn words_are_right_at_the_edges_of_weeks_quarters_and_years() {
        for (word, today, covers) in [
            ("today", "2024-02-29", "2024-02-29..2024-02-29"),
            ("yesterday", "2024-03-01", "2024-02-29..2024-02-29"),
            ("tomorrow", "2026-12-31", "2027-01-01..2027-01-01"),
            ("this-week", "2026-11-22", "2026-11-16..2026-11-22"),
            ("this-week", "2026-11-23", "2026-11-23..2026-11-29"),
            ("last-week", "2027-01-01", "2026-12-21..2026-12-27"),
            ("next-week", "2026-12-31", "2027-01-04..2027-01-10"),
            ("last-month", "2026-01-31", "2025-12-01..2025-12-31"),
            ("last-month", "2024-03-31", "2024-02-01..2024-02-29"),
            ("next-month", "2026-01-31", "2026-02-01..2026-02-28"),
            ("this-quarter", "2026-03-31", "2026-01-01..2026-03-31"),
            ("last-quarter", "2026-01-01", "2025-10-01..2025-12-31"),
            ("next-quarter", "2026-12-31", "2027-01-01..2027-03-31"),
            ("last-quarter", "2026-05-31", "2026-01-01..2026-03-31"),
            ("this-year", "2026-12-31", "2026-01-01..2026-12-31"),
            ("last-year", "2024-02-29", "2023-01-01..2023-12-31"),
            ("-90d", "2026-11-21", "2026-08-23..2026-11-21"),
            ("-1m", "2026-03-31", "2026-02-28..2026-03-31"),
            ("-1y", "2024-02-29", "2023-02-28..2024-02-29"),
            ("+7d", "2026-12-28", "2026-12-28..2027-01-04"),
        ] {
            assert_eq!(period(word, today), covers, "{word} on {today}");
        }
    }

    #[test]
    fn the_week_begins_where_the_workspace_says() {
        let week = DateWord::Near(0, Unit::Week);
        let sunday = day("2026-11-22");
        let from = |week_start| {
            let today = Today {
                week_start,
                ..Today::on(sunday)
            };
            week.period(today).map(|one| one.from)
        };
        assert_eq!(from(Weekday::Sun), Some(sunday));
        assert_eq!(from(Weekday::Mon), Some(day("2026-11-16")));
        assert_eq!(from(Weekday::Sat), Some(day("2026-11-21")));
    }

    #[test]
    fn since_the_last_meeting_is_from_its_day_and_a_week_where_none_was_held() {
        let word = DateWord::read("Since_Meeting").unwrap();
        let today = Today::on(day("2026-11-22"));
        let held = Today {
            meeting: Some(day("2026-11-09")),
            ..today
        };
        for (now, first) in [(today, "2026-11-16"), (held, "2026-11-09")] {
            let period = word.period(now).unwrap();
            assert_eq!((period.from, period.to), (day(first), day("2026-11-23")));
            let bound = word.bound(now).unwrap();
            assert_eq!(bound.from, day(first));
            assert_eq!(bound.to, day(first).succ_opt().unwrap());
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "-",
            "21.11.2026",
            "2026-13",
            "2026-00",
            "2023-02-29",
            "2026-Q5",
            "2026-W54",
            "2025-W53",
            "0000",
            "26",
            "20260",
            "2026-1-1",
            "2026-11-21-",
            "90d",
            "last-day",
            "٢٠٢٦",
        ] {
            assert!(DateWord::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_form_is_written_as_it_is_read() {
        for text in words().chain([
            "2026-11-21",
            "0987-02",
            "2026-Q2",
            "2026-W07",
            "-90d",
            "+2w",
        ]) {
            assert_eq!(
                DateWord::read(text).map(|w| w.to_string()).as_deref(),
                Ok(text)
            );
        }
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for today in [NaiveDate::MIN, NaiveDate::MAX] {
            for (_, steps, unit) in WORDS {
                let period = DateWord::Near(steps, unit).period(Today::on(today));
                assert!(
                    period.is_none_or(|one| one.from < one.to),
                    "{steps} {unit:?}"
                );
            }
            for text in [
                "-9999y",
                "+9999y",
                "9999",
                "2020-W53",
                "9999-12-31",
                "since-meeting",
            ] {
                let bound = DateWord::read(text).unwrap().bound(Today::on(today));
                assert!(bound.is_none_or(|one| one.from < one.to), "{text}");
            }
        }
    }
}
