//! Reads what people type into fields: days that lie ahead, and amounts.
//!
//! Pure: today comes with the call. What can't be read is nothing; the caller says what would be right.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::i18n::{Locale, Msg};
use crate::model::money;
use crate::query::{Context, amount, day};

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

/// A day as it is typed: `2026-12-01`, `tomorrow`, `fri`, `+2w`; `7d` is in seven days, because nobody plans for last week.
#[must_use]
pub fn day_ahead(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    if let Ok(weekday) = text.parse::<Weekday>() {
        return next(weekday, today);
    }
    let length = text.strip_suffix(['d', 'w', 'm', 'y']);
    if length.is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit())) {
        return after(text, today);
    }
    if let Some(length) = text.strip_prefix('+') {
        return after(length, today);
    }
    day(text, &Context::on(today))
}

/// The same, also in the words of the reader's language: `明天`, `周五`.
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
        Some((weekday, _)) => next(weekday, today),
        None => day_ahead(typed, today),
    }
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

/// The next such day; the same weekday is in a week.
fn next(weekday: Weekday, today: NaiveDate) -> Option<NaiveDate> {
    let ahead = weekday.days_since(today.weekday());
    today.checked_add_days(Days::new(u64::from(if ahead == 0 { 7 } else { ahead })))
}

/// The day that lies so far ahead.
fn after(length: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (number, unit) = length.split_at_checked(length.len().checked_sub(1)?)?;
    let number: u32 = number.parse().ok()?;
    match unit {
        "d" => today.checked_add_days(Days::new(number.into())),
        "w" => today.checked_add_days(Days::new(u64::from(number) * 7)),
        "m" => today.checked_add_months(chrono::Months::new(number)),
        "y" => today.checked_add_months(chrono::Months::new(number.checked_mul(12)?)),
        _ => None,
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
