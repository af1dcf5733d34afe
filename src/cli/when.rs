//! Days and amounts as people type them, read with the words of the filter language.
//!
//! Pure: today comes with the call.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::error::{CliError, Result};
use crate::model::{Moment, money};
use crate::query::{DateWord, Expr, Literal, ValueExpr, parse};

/// Where a weekday without a date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    /// The next one, as for "call back on friday".
    Ahead,
    /// The last one, as for "it was won on friday".
    Back,
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

/// Reads a day: `2026-12-01`, `tomorrow`, `friday`, `+2w`, `-3d`, `next-month` (its first day).
pub(super) fn day(text: &str, today: NaiveDate, toward: Toward) -> Result<NaiveDate> {
    let typed = text.trim().to_lowercase();
    if let Some(weekday) = weekday(&typed) {
        return nearest_weekday(weekday, today, toward)
            .ok_or_else(|| no_day(text, "it is out of range"));
    }
    match literal("due", &typed) {
        Ok(Literal::Date(word)) => {
            first_day(word, today).ok_or_else(|| no_day(text, "it is out of range"))
        }
        Ok(_) => Err(no_day(text, "write 2026-12-01, tomorrow, friday or +2w")),
        Err(problem) => Err(no_day(text, &problem)),
    }
}

/// Reads a past day as the moment in it at which things are recorded: now for today, else its start.
pub(super) fn moment(text: &str, now: Moment, zone: chrono_tz::Tz) -> Result<Moment> {
    if let Ok(at) = chrono::DateTime::parse_from_rfc3339(text.trim()) {
        return Ok(Moment(at.timestamp_millis()));
    }
    let today = now.day(zone);
    let day = day(text, today, Toward::Back)?;
    Ok(if day == today {
        now
    } else {
        Moment::start_of(day, zone)
    })
}

/// Reads an amount in major units (`1250`, `12.5k`, `1.5m`) as minor units.
pub(super) fn amount(text: &str, currency: &str) -> Result<i64> {
    let typed = text.trim().replace('_', "");
    if let Ok(minor) = money::minor(&typed, currency) {
        return Ok(minor);
    }
    let problem = match literal("value", &typed) {
        // In ten-thousandths of a major unit.
        Ok(Literal::Amount(amount)) => {
            let parts = 10_i64.pow(4_u32.saturating_sub(money::decimals(currency)));
            if amount.0 % parts == 0 {
                return Ok(amount.0 / parts);
            }
            format!(
                "{currency} has only {} digits behind the point",
                money::decimals(currency)
            )
        }
        Ok(_) => "write it as 250, 10k or 1.5m".to_owned(),
        Err(problem) => problem,
    };
    Err(CliError::NotUnderstood(format!(
        "`{text}` is no amount: {problem}"
    )))
}

fn no_day(text: &str, problem: &str) -> CliError {
    CliError::NotUnderstood(format!("`{text}` is no day: {problem}"))
}

fn weekday(typed: &str) -> Option<Weekday> {
    if typed.len() < 3 {
        return None;
    }
    WEEKDAYS
        .iter()
        .find(|(name, _)| name.starts_with(typed))
        .map(|(_, day)| *day)
}

fn nearest_weekday(weekday: Weekday, today: NaiveDate, toward: Toward) -> Option<NaiveDate> {
    let days = |from: Weekday, to: Weekday| {
        let days = (to.num_days_from_monday() + 7 - from.num_days_from_monday()) % 7;
        Days::new(u64::from(if days == 0 { 7 } else { days }))
    };
    match toward {
        Toward::Ahead => today.checked_add_days(days(today.weekday(), weekday)),
        Toward::Back => today.checked_sub_days(days(weekday, today.weekday())),
    }
}

/// The first day of a period; for `+2w` and `-3d` the day so far away.
fn first_day(word: DateWord, today: NaiveDate) -> Option<NaiveDate> {
    word.bound(today, Weekday::Mon).map(|it| it.from)
}

/// Reads one value the way a filter on a field would.
fn literal(field: &str, text: &str) -> std::result::Result<Literal, String> {
    if text.is_empty() || text.contains(|it: char| it.is_whitespace() || ",():\"".contains(it)) {
        return Err("it is not one word".to_owned());
    }
    let parsed = parse(&format!("{field}:{text}"));
    if let Some(error) = parsed.errors.first() {
        return Err(error
            .message
            .trim_start_matches(&format!("{field}: "))
            .to_owned());
    }
    let Expr::Term(term) = parsed.ast.expr else {
        return Err("it is not one value".to_owned());
    };
    match term.values.into_iter().next().map(|it| it.what) {
        Some(ValueExpr::Exact(literal)) => Ok(literal),
        Some(ValueExpr::Compare(..) | ValueExpr::Range(..) | ValueExpr::None | ValueExpr::Any)
        | None => Err("it is not one value".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, toward: Toward) -> String {
        // A Sunday.
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        day(text, today, toward).map_or_else(|error| error.to_string(), |it| it.to_string())
    }

    #[test]
    fn days_are_read_as_people_say_them() {
        for (text, ahead, back) in [
            ("2026-12-01", "2026-12-01", "2026-12-01"),
            ("today", "2026-11-22", "2026-11-22"),
            ("tomorrow", "2026-11-23", "2026-11-23"),
            ("Friday", "2026-11-27", "2026-11-20"),
            ("fri", "2026-11-27", "2026-11-20"),
            ("sunday", "2026-11-29", "2026-11-15"),
            ("+2w", "2026-12-06", "2026-12-06"),
            ("-3d", "2026-11-19", "2026-11-19"),
            ("next-month", "2026-12-01", "2026-12-01"),
        ] {
            assert_eq!(read(text, Toward::Ahead), ahead, "{text}");
            assert_eq!(read(text, Toward::Back), back, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_told_with_what_would_be() {
        for text in ["", "soon", "2026-02-30", "7", ">2026-01-01", "a b", "none"] {
            let told = read(text, Toward::Ahead);
            assert!(told.starts_with(&format!("`{text}` is no day: ")), "{told}");
        }
    }

    #[test]
    fn amounts_are_read_in_the_currencys_own_units() {
        let read = |text, currency| amount(text, currency).map_err(|error| error.to_string());
        assert_eq!(read("1250.50", "EUR"), Ok(125_050));
        assert_eq!(read("12.5k", "EUR"), Ok(1_250_000));
        assert_eq!(read("1_000", "JPY"), Ok(1000));
        assert_eq!(read("1.5m", "JPY"), Ok(1_500_000));
        assert!(read("1.005", "EUR").is_err());
        assert!(read("twelve", "EUR").is_err());
        assert!(read("1,250", "EUR").is_err());
    }

    #[test]
    fn a_day_is_recorded_at_its_start_and_today_now() {
        let zone = chrono_tz::Europe::Warsaw;
        let now = Moment(1_795_000_000_000);
        assert_eq!(moment("today", now, zone).unwrap(), now);
        let day = moment("2026-07-01", now, zone).unwrap();
        assert_eq!(day.utc().to_rfc3339(), "2026-06-30T22:00:00+00:00");
        let exact = moment("2026-07-01T12:00:00+02:00", now, zone).unwrap();
        assert_eq!(exact.utc().to_rfc3339(), "2026-07-01T10:00:00+00:00");
    }
}
