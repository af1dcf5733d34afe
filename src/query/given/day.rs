//! Reads days as people type them, and what is to be done next with its day at either end of the words.
//!
//! Nothing here says in which words of a language a day may be named: whoever knows the reader does.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{NotRead, literal};
use crate::model::Moment;
use crate::model::time::MONTHS;
use crate::query::ast::Literal;
use crate::query::date::{DateWord, Today};
use crate::query::length::Length;

/// Where a day without a date or a year lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// The next one, as for "call back on friday".
    Ahead,
    /// The last one, as for "it was won on friday".
    Back,
}

/// Reads a day: `2026-12-01`, `1.12.`, `1 dec`, `tomorrow`, `friday`, `+2w`, `-3d`, `next-month` (its first day); ahead,
/// `2w` is in two weeks, because nobody plans for the past.
///
/// # Errors
/// It is no day.
pub fn toward(text: &str, today: NaiveDate, way: Toward) -> Result<NaiveDate, NotRead> {
    let typed = text.trim().to_lowercase();
    let no_day = |problem: &str| NotRead::Day {
        given: text.to_owned(),
        problem: problem.to_owned(),
    };
    if let Some(weekday) = weekday(&typed) {
        let day = nearest_weekday(weekday, today, way);
        return day.ok_or_else(|| no_day("it is out of range"));
    }
    if let Some(written) = Written::read(&typed) {
        let day = written.day(today, way);
        return day.ok_or_else(|| no_day("the calendar has none such"));
    }
    let typed = match Length::read(&typed) {
        Ok(_) if way == Toward::Ahead => format!("+{typed}"),
        Ok(_) | Err(_) => typed,
    };
    match literal("due", &typed) {
        Ok(Literal::Date(word)) => {
            first_day(word, today).ok_or_else(|| no_day("it is out of range"))
        }
        Ok(_) => Err(no_day("write 2026-12-01, tomorrow, friday or +2w")),
        Err(problem) => Err(no_day(&problem)),
    }
}

/// Reads a past day as the moment in it at which things are recorded: now for today, else its start.
///
/// # Errors
/// It is no day.
pub fn past(text: &str, now: Moment, zone: chrono_tz::Tz) -> Result<Moment, NotRead> {
    if let Ok(at) = chrono::DateTime::parse_from_rfc3339(text.trim()) {
        return Ok(Moment(at.timestamp_millis()));
    }
    let today = now.day(zone);
    let day = toward(text, today, Toward::Back)?;
    Ok(if day == today {
        now
    } else {
        Moment::start_of(day, zone)
    })
}

/// What is to be done next, and by when.
pub type Next = (Option<String>, Option<NaiveDate>);

/// Reads what is to be done next: `call back 2026-12-01` is words, and a day at either end of them.
///
/// # Errors
/// Gives what stands at an end, where it is written like a date and is none.
pub fn step(text: &str, day: impl Fn(&str) -> Option<NaiveDate>) -> Result<Next, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = |words: &[&str]| (!words.is_empty()).then(|| words.join(" "));
    // A date may be two words: `1 dec`.
    for long in [2, 1] {
        let Some(rest) = words.len().checked_sub(long) else {
            continue;
        };
        let (before, last) = words.split_at(rest);
        let (first, after) = words.split_at(long);
        for (said, left) in [(last, before), (first, after)] {
            let said = said.join(" ");
            // A year is more likely a part of what is to be done: `plan 2027`.
            if said.bytes().all(|it| it.is_ascii_digit()) {
                continue;
            }
            if let Some(day) = day(&said) {
                return Ok((joined(left), Some(day)));
            }
            if Written::read(&said.to_lowercase()).is_some() {
                return Err(said);
            }
        }
    }
    Ok((joined(&words), None))
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// Whether a word is a name, or its first three letters or more.
fn shortens(typed: &str, name: &str) -> bool {
    typed.len() >= 3 && name.starts_with(typed)
}

fn weekday(typed: &str) -> Option<Weekday> {
    let mut all = WEEKDAYS.iter();
    all.find(|(name, _)| shortens(typed, name))
        .map(|(_, day)| *day)
}

fn nearest_weekday(weekday: Weekday, today: NaiveDate, way: Toward) -> Option<NaiveDate> {
    let days = |from: Weekday, to: Weekday| {
        let days = (to.num_days_from_monday() + 7 - from.num_days_from_monday()) % 7;
        Days::new(u64::from(if days == 0 { 7 } else { days }))
    };
    match way {
        Toward::Ahead => today.checked_add_days(days(today.weekday(), weekday)),
        Toward::Back => today.checked_sub_days(days(weekday, today.weekday())),
    }
}

/// The first day of a period; for `+2w` and `-3d` the day so far away.
fn first_day(word: DateWord, today: NaiveDate) -> Option<NaiveDate> {
    word.bound(Today::on(today)).map(|it| it.from)
}

/// What is written like a date, whether the calendar has it or not.
#[derive(Debug, Clone, Copy)]
struct Written {
    year: Option<i32>,
    month: u32,
    day: u32,
}

impl Written {
    /// Reads `2026-12-01`, `1.12.`, `1.12.2026`, `1 dec`, `dec 1`, `12月1日`, lower case.
    fn read(typed: &str) -> Option<Self> {
        let numbers = typed.split(|it: char| !it.is_ascii_digit());
        let numbers: Vec<&str> = numbers.filter(|it| !it.is_empty()).collect();
        let mut shape = typed.to_owned();
        for number in &numbers {
            shape = shape.replacen(number, "#", 1);
        }
        let short = |digits: &str| digits.parse().ok().filter(|_| digits.len() <= 2);
        let year = |digits: &str| digits.parse().ok().filter(|_| digits.len() == 4);
        let of = |year, month: &str, day: &str| {
            let (month, day) = (short(month)?, short(day)?);
            Some(Self { year, month, day })
        };
        match (shape.as_str(), numbers.as_slice()) {
            ("#-#-#" | "#/#/#" | "#年#月#日" | "#年#月#号", [y, month, day]) => {
                of(Some(year(y)?), month, day)
            }
            ("#.#.#", [day, month, y]) => of(Some(year(y)?), month, day),
            ("#.#.", [day, month]) | ("#月#日" | "#月#号", [month, day]) => {
                of(None, month, day)
            }
            (shape, [day]) => {
                let (one, other) = shape.split_once(' ')?;
                let name = [one, other].into_iter().find(|it| *it != "#")?;
                let month = MONTHS.iter().position(|it| shortens(name, it))? + 1;
                of(None, &month.to_string(), day)
            }
            _ => None,
        }
    }

    /// The day; one without a year is the nearest that way.
    fn day(self, today: NaiveDate, way: Toward) -> Option<NaiveDate> {
        let of = |year| NaiveDate::from_ymd_opt(year, self.month, self.day);
        if let Some(year) = self.year {
            return of(year);
        }
        // Within eight years there is a 29 February.
        (0..=8).find_map(|years| match way {
            Toward::Ahead => of(today.year() + years).filter(|it| *it >= today),
            Toward::Back => of(today.year() - years).filter(|it| *it <= today),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        // A Saturday.
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn read(text: &str) -> Result<(String, String), String> {
        let day = |word: &str| toward(word, today(), Toward::Ahead).ok();
        let (step, due) = step(text, day)?;
        let due = due.map_or_else(String::new, |it| it.to_string());
        Ok((step.unwrap_or_default(), due))
    }

    #[test]
    fn what_is_next_has_its_day_at_either_end() {
        for (text, step, due) in [
            ("call back 2026-12-01", "call back", "2026-12-01"),
            ("tomorrow call back", "call back", "2026-11-22"),
            ("call 7d", "call", "2026-11-28"),
            ("call 1.12.", "call", "2026-12-01"),
            ("call 1.12.2027", "call", "2027-12-01"),
            ("call 1 Dec", "call", "2026-12-01"),
            ("Feb 28 call", "call", "2027-02-28"),
            ("call 29 february", "call", "2028-02-29"),
            ("打电话 12月1日", "打电话", "2026-12-01"),
            ("fri", "", "2026-11-27"),
            ("call back", "call back", ""),
            ("plan 2027", "plan 2027", ""),
            ("install 1.2.3", "install 1.2.3", ""),
            ("call 12-34-5678", "call 12-34-5678", ""),
            ("sell 5..9", "sell 5..9", ""),
            ("call 12/31/2026", "call 12/31/2026", ""),
            ("  ", "", ""),
        ] {
            let expected = Ok((step.to_owned(), due.to_owned()));
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_like_a_date_and_is_none_is_told() {
        for (text, told) in [
            ("call 2026-13-45", "2026-13-45"),
            ("call 2026-02-30", "2026-02-30"),
            ("call 31 Feb", "31 Feb"),
            ("32.11. call", "32.11."),
            ("打电话 2月31日", "2月31日"),
        ] {
            assert_eq!(read(text), Err(told.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_lies_where_it_is_meant() {
        let read = |way| toward("1.12.", today(), way).map(|it| it.to_string());
        assert_eq!(read(Toward::Ahead).as_deref(), Ok("2026-12-01"));
        assert_eq!(read(Toward::Back).as_deref(), Ok("2025-12-01"));
    }
}
