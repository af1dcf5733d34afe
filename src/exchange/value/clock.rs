//! Reads the time of day that follows a date, and its distance from UTC; days are read in `date`.

use chrono::NaiveTime;

use super::date::digits;

/// A time of day and the distance from UTC behind it; nothing at all is also good.
pub(super) fn read_time(text: &str) -> Option<(Option<NaiveTime>, Option<i32>)> {
    let rest = text.strip_prefix('T').unwrap_or(text).trim();
    if rest.is_empty() {
        return Some((None, None));
    }
    // What follows a date without a gap is no time.
    if !text.starts_with(['T', ' ', ',', '\u{a0}', '\u{202f}']) {
        return None;
    }
    let rest = rest.trim_start_matches(',').trim_start();
    let (hour, _, rest) = digits(rest, 2)?;
    let (minute, _, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(after) => digits(after, 2).map(|(second, _, rest)| (second, rest))?,
        None => (0, rest),
    };
    let (nanos, rest) = fraction(rest)?;
    let (hour, rest) = half_of_day(hour, rest)?;
    let time = NaiveTime::from_hms_nano_opt(hour, minute, second.min(59), nanos)?;
    // A leap second is taken for the one before it.
    if second > 60 {
        return None;
    }
    Some((Some(time), offset(rest.trim())?))
}

fn fraction(text: &str) -> Option<(u32, &str)> {
    let Some(after) = text.strip_prefix(['.', ',']) else {
        return Some((0, text));
    };
    let count = after.bytes().take_while(u8::is_ascii_digit).count();
    let (part, rest) = after.split_at(count);
    let padded = format!("{part:0<9}");
    Some((padded.get(..9)?.parse().ok()?, rest))
}

fn half_of_day(hour: u32, text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start();
    let Some((half, after)) = rest.split_at_checked(2) else {
        return Some((hour, text));
    };
    match (half.to_ascii_lowercase().as_str(), hour) {
        ("am", 12) => Some((0, after)),
        ("am", 1..12) | ("pm", 12) => Some((hour, after)),
        ("pm", 1..12) => Some((hour + 12, after)),
        ("am" | "pm", _) => None,
        (_, _) => Some((hour, text)),
    }
}

/// `Z`, `+02:00`, `+0200`, `+02`, `UTC`, or nothing.
fn offset(text: &str) -> Option<Option<i32>> {
    if text.is_empty() {
        return Some(None);
    }
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return Some(Some(0));
    }
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, length, rest) = digits(&text[1..], 4)?;
    let (hours, minutes) = match (length, rest.strip_prefix(':')) {
        (4, None) if rest.is_empty() => (hours / 100, hours % 100),
        (1 | 2, None) if rest.is_empty() => (hours, 0),
        (1 | 2, Some(after)) => (
            hours,
            digits(after, 2).filter(|(_, _, end)| end.is_empty())?.0,
        ),
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    i32::try_from(hours * 3_600 + minutes * 60)
        .ok()
        .map(|seconds| Some(sign * seconds))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use crate::exchange::value::{DateOrder, ValueError, parse_date_time};

    #[test]
    fn times_and_offsets_follow_a_day() {
        let read = |text| parse_date_time(text, DateOrder::MonthFirst).unwrap();
        let time = |hour, minute, second| NaiveTime::from_hms_opt(hour, minute, second);
        assert_eq!(read("2017-03-07T14:05:09Z").time, time(14, 5, 9));
        assert_eq!(read("2017-03-07T14:05:09+02:00").offset, Some(7_200));
        assert_eq!(read("2017-03-07 14:05:09.250-0330").offset, Some(-12_600));
        assert_eq!(read("3/7/2017 2:05 PM").time, time(14, 5, 0));
        assert_eq!(read("3/7/2017 12:00 am").time, time(0, 0, 0));
        assert_eq!(read("2017-03-07").time, None);
        for text in [
            "2017-03-07 25:00",
            "2017-03-07 14",
            "2017-03-07 13:00 pm",
            "2017-03-07 10:00 x",
        ] {
            assert_eq!(
                parse_date_time(text, DateOrder::DayFirst),
                Err(ValueError::NotATime),
                "{text}"
            );
        }
    }
}
