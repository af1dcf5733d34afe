//! Days and amounts as people type them, told as errors of the command line.

use chrono::NaiveDate;

use super::error::{CliError, Result};
use crate::model::Moment;
use crate::query::given;
pub(super) use crate::query::given::{Next, Toward};

/// Reads a day: `2026-12-01`, `tomorrow`, `friday`, `+2w`, `-3d`, `next-month` (its first day).
pub(super) fn day(text: &str, today: NaiveDate, toward: Toward) -> Result<NaiveDate> {
    given::toward(text, today, toward).map_err(not_understood)
}

/// Reads what is to be done next, with its day at either end of the words.
pub(super) fn next(text: &str, today: NaiveDate) -> Result<Next> {
    let ahead = |word: &str| given::toward(word, today, Toward::Ahead);
    given::step(text, |word| ahead(word).ok()).or_else(|written| {
        // Written like a day and none: why, says whoever reads days.
        ahead(&written)
            .map(|day| (None, Some(day)))
            .map_err(not_understood)
    })
}

/// Reads a past day as the moment in it at which things are recorded: now for today, else its start.
pub(super) fn moment(text: &str, now: Moment, zone: chrono_tz::Tz) -> Result<Moment> {
    given::past(text, now, zone).map_err(not_understood)
}

/// Reads an amount in major units (`1250`, `12.5k`, `1.5m`) as minor units.
pub(super) fn amount(text: &str, currency: &str) -> Result<i64> {
    given::minor(text, currency).map_err(not_understood)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is what `map_err` hands on"
)]
fn not_understood(why: given::NotRead) -> CliError {
    CliError::NotUnderstood(why.to_string())
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
