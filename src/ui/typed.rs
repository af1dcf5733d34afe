//! Reads what people type into fields: days that lie ahead, and amounts.
//!
//! Pure: today comes with the call. What can't be read is nothing; the caller says what would be right.

use chrono::{NaiveDate, Weekday};

use crate::i18n::{Locale, Msg};
use crate::model::{Clean, money};
use crate::query::amount;
use crate::query::given::{Next, Toward, step, toward};

const WEEKDAYS: [(Weekday, Msg); 7] = [
    (Weekday::Mon, Msg::WeekdayMon),
    (Weekday::Tue, Msg::WeekdayTue),
    (Weekday::Wed, Msg::WeekdayWed),
    (Weekday::Thu, Msg::WeekdayThu),
    (Weekday::Fri, Msg::WeekdayFri),
    (Weekday::Sat, Msg::WeekdaySat),
    (Weekday::Sun, Msg::WeekdaySun),
];

/// What a day of the week is called.
pub(super) fn weekday_name(weekday: Weekday) -> Option<Msg> {
    let mut all = WEEKDAYS.iter();
    all.find(|(day, _)| *day == weekday).map(|(_, name)| *name)
}

/// A day as it is typed, also in the words of the reader's language: `2026-12-01`, `fri`, `+2w`, `明天`, `周五`.
#[must_use]
pub fn day_in_words(text: &str, today: NaiveDate, locale: &Locale) -> Option<NaiveDate> {
    let typed = text.trim();
    let said = |message: Msg| locale.t(message).eq_ignore_ascii_case(typed);
    if said(Msg::DayToday) {
        return Some(today);
    }
    if said(Msg::DayTomorrow) {
        return today.succ_opt();
    }
    match WEEKDAYS.into_iter().find(|(_, name)| said(*name)) {
        // What it is called elsewhere in the program's own words is read there.
        Some((weekday, _)) => toward(&weekday.to_string(), today, Toward::Ahead).ok(),
        None => toward(typed, today, Toward::Ahead).ok(),
    }
}

/// What is to be done next, with its day at either end of the words.
///
/// # Errors
/// Says in the reader's language what is written like a day and is none, or that a day alone says not what is done.
pub fn next(text: &str, today: NaiveDate, locale: &Locale) -> Result<Next, Clean> {
    match step(text, |word| day_in_words(word, today, locale)) {
        Ok((None, Some(_))) => Err(told(Msg::NextOnlyDay, text, locale)),
        Ok(next) => Ok(next),
        Err(written) => Err(no_such_day(&written, locale)),
    }
}

/// Says that a text is no day, and what would be one.
pub(super) fn no_such_day(given: &str, locale: &Locale) -> Clean {
    told(Msg::NoSuchDay, given, locale)
}

fn told(message: Msg, given: &str, locale: &Locale) -> Clean {
    Clean::from_string(locale.t_args(message, &[("given", given.into())]))
}

/// An amount as a language writes it (`€ 64 000`, `64,000`, `6.4 万`), in plain digits; anything else as it is.
#[must_use]
pub fn amount_in_words(text: &str, currency: &str) -> String {
    let space = |it: char| it.is_whitespace() || it == '_';
    let bare = text.replace(space, "");
    let symbol = money::symbol(currency);
    let bare = bare
        .trim_start_matches(symbol.as_str())
        .trim_end_matches(symbol.as_str())
        .trim_start_matches(currency)
        .trim_end_matches(currency);
    let grouped = bare.split('.').next().is_some_and(|whole| {
        let mut parts = whole.split(',');
        let first = parts.next().is_some_and(|it| (1..=3).contains(&it.len()));
        first && whole.contains(',') && parts.all(|it| it.len() == 3)
    });
    let bare = if grouped {
        bare.replace(',', "")
    } else {
        bare.to_owned()
    };
    for (unit, times) in [("万", 10_000), ("亿", 100_000_000)] {
        let number = bare.strip_suffix(unit).and_then(|it| amount(it, currency));
        if let Some(minor) = number.and_then(|it| it.checked_mul(times)) {
            return money::major(minor, currency);
        }
    }
    // What is no amount is told as it was typed.
    if amount(&bare, currency).is_some() {
        bare
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn amounts_are_read_as_a_language_writes_them() {
        for (text, expected) in [
            ("€ 64 000", "64000"),
            ("64,000", "64000"),
            ("1,250.50", "1250.50"),
            ("12.5k", "12.5k"),
            ("6.4 万", "64000"),
            ("EUR 1 000", "1000"),
            ("12,5", "12,5"),
            ("a lot", "a lot"),
        ] {
            assert_eq!(amount_in_words(text, "EUR"), expected, "{text}");
        }
    }

    #[test]
    fn days_are_read_in_words_lengths_and_dates() {
        // A Saturday.
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let english = Locale::new(Language::English);
        let chinese = Locale::new(Language::Chinese);
        for (text, expected) in [
            ("fri", "2026-11-27"),
            ("Saturday", "2026-11-28"),
            ("tomorrow", "2026-11-22"),
            ("+7d", "2026-11-28"),
            ("2w", "2026-12-05"),
            ("+1m", "2026-12-21"),
            ("2026-12-01", "2026-12-01"),
        ] {
            let read = day_in_words(text, today, &english).map(|it| it.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
        for (text, expected) in [("明天", "2026-11-22"), ("周五", "2026-11-27")] {
            let read = day_in_words(text, today, &chinese).map(|it| it.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
        for text in ["", "+", "soon", "7", "d", "+9999999999d", "é"] {
            assert_eq!(day_in_words(text, today, &english), None, "{text}");
        }
    }
}
