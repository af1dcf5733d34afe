//! Writes a worksheet's numbers and moments as plain text, the way a person would type them.

use calamine::ExcelDateTime;

/// The last day number that spreadsheet programs know, the end of the year 9999.
const LAST_DAY: f64 = 2_958_466.0;

/// A number without the noise of binary fractions: 15 digits, as spreadsheet programs show it.
pub fn number(value: f64) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    if rounded == 0.0 {
        return "0".to_owned();
    }
    if rounded.abs() < 1e21 && rounded.abs() >= 1e-9 {
        rounded.to_string()
    } else {
        format!("{rounded:e}")
    }
}

/// A moment in ISO form: a day, a day with its time, or a time alone. What lies outside the calendar stays a number.
pub fn moment(value: &ExcelDateTime) -> String {
    let days = value.as_f64();
    if value.is_duration() {
        return duration(days);
    }
    if !(0.0..LAST_DAY).contains(&days) {
        return number(days);
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let mut time = format!("{hour:02}:{minute:02}:{second:02}");
    if milli > 0 {
        time.push_str(&format!(".{milli:03}"));
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if days < 1.0 {
        time
    } else if time == "00:00:00" {
        date
    } else {
        format!("{date}T{time}")
    }
}

/// Hours, minutes and seconds, where hours may pass 24.
fn duration(days: f64) -> String {
    let seconds = (days.abs() * 86_400.0).round();
    let sign = if days < 0.0 { "-" } else { "" };
    let (hours, rest) = ((seconds / 3_600.0).floor(), seconds % 3_600.0);
    let (minutes, seconds) = ((rest / 60.0).floor(), rest % 60.0);
    format!("{sign}{hours:02.0}:{minutes:02.0}:{seconds:02.0}")
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_have_no_noise() {
        let cases = [
            (0.1 + 0.2, "0.3"),
            (1e15, "1000000000000000"),
            (-1234.5, "-1234.5"),
            (-0.0, "0"),
            (5.0, "5"),
            (1e-12, "1e-12"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn moments_are_days_or_times_or_both() {
        let moment = |days, kind| moment(&ExcelDateTime::new(days, kind, false));
        assert_eq!(moment(42_663.0, ExcelDateTimeType::DateTime), "2016-10-20");
        assert_eq!(
            moment(42_663.5, ExcelDateTimeType::DateTime),
            "2016-10-20T12:00:00"
        );
        assert_eq!(moment(0.25, ExcelDateTimeType::DateTime), "06:00:00");
        assert_eq!(moment(1.5, ExcelDateTimeType::TimeDelta), "36:00:00");
        assert_eq!(moment(-3.0, ExcelDateTimeType::DateTime), "-3");
    }
}
