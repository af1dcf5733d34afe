//! Days as text: the usual width is written and read by hand, as tables are full of them.

use chrono::{Datelike, NaiveDate};

/// A day in ISO form.
pub(super) fn iso(day: NaiveDate) -> String {
    let year = day.year();
    if !(0..=9999).contains(&year) {
        return day.to_string();
    }
    let digit = |number: u32| char::from(b'0' + (number % 10) as u8);
    let mut text = String::with_capacity(10);
    let year = year.unsigned_abs();
    text.extend([1000, 100, 10, 1].map(|it| digit(year / it)));
    for part in [day.month(), day.day()] {
        text.extend(['-', digit(part / 10), digit(part)]);
    }
    text
}

/// The day that is written in ISO form.
pub(super) fn day(text: &[u8]) -> Option<NaiveDate> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, it| {
            it.is_ascii_digit().then(|| sum * 10 + u32::from(it - b'0'))
        })
    };
    if let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text {
        let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
        return NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?);
    }
    std::str::from_utf8(text).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_were_written() {
        for text in ["2026-11-30", "0001-01-01", "+12026-02-28", "-0044-03-15"] {
            let read = day(text.as_bytes()).unwrap();
            assert_eq!(read.to_string(), text);
            assert_eq!(iso(read), text);
        }
        for bad in ["2026-02-30", "2026-1-1x", "", "20261130", "2026-11-3 "] {
            assert_eq!(day(bad.as_bytes()), None, "{bad}");
        }
    }
}
