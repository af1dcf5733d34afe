//! Periods that figures are counted in: `2026-Q2`, `last-month`, `2026-01..2026-03`, `-90d`, and the ones beside them.
//!
//! What is typed is what stands behind `closed:` in a filter, so that a period and a filter never mean two things. Knows
//! nothing of leads, and reads no clock: today comes with the [`Context`].

use chrono::{Datelike, Days as Count, Months, NaiveDate};
use chrono_tz::Tz;

use super::ast::Expr;
use super::resolve::{Context, read};
use super::typed::{Days, Wanted};
use crate::model::Moment;

/// What a period is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Versus {
    /// The one of the same length just before it.
    Before,
    /// The same days a year before.
    YearBefore,
    /// Another one.
    Other(Days),
}

/// Reads a period.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub fn period(text: &str, context: &Context) -> Result<Days, String> {
    let text = text.trim();
    let several =
        text.is_empty() || text.contains(|it: char| it.is_whitespace() || ",()\":".contains(it));
    let wrong = |why: &str| {
        format!(
            "`{text}` is no period: {why}; a period is 2026-Q2, last-month, 2026-01..2026-03, -90d or since-meeting"
        )
    };
    if several {
        return Err(wrong("it is not one word"));
    }
    let filter = read(&format!("closed:{text}"), context).map_err(|errors| {
        let first = errors.first().map(|it| it.fault.alone().to_string());
        let first = first.unwrap_or_default();
        // What would be a date is no help beside what would be a period.
        wrong(first.split("; write ").next().unwrap_or_default())
    })?;
    if let Expr::Term(condition) = &filter.expr
        && let Wanted::Days(days) = &condition.wanted
        && let [days] = days.as_slice()
        && !condition.none
        && !condition.any
    {
        return Ok(*days);
    }
    Err(wrong("it is not one stretch of days"))
}

/// Reads what a period is compared with: `before`, `year-before`, or another period.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub fn versus(text: &str, context: &Context) -> Result<Versus, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "before" => Ok(Versus::Before),
        "year-before" => Ok(Versus::YearBefore),
        _ => period(text, context).map(Versus::Other),
    }
}

impl Days {
    /// The same days a year before; the end of February stays the end of February.
    #[must_use]
    pub fn year_before(self) -> Option<Self> {
        self.moved(|day| day.checked_sub_months(Months::new(12)))
    }

    /// The days just before, as many of them; as many months where these are whole months. Days without an end or a
    /// beginning have none before them.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        let (from, to) = (self.from?, self.to?);
        if from.day() == 1 && to.day() == 1 && from < to {
            let months = (to.year() - from.year()) * 12 + to.month0().cast_signed()
                - from.month0().cast_signed();
            let months = Months::new(u32::try_from(months).ok()?);
            return self.moved(|day| day.checked_sub_months(months));
        }
        let long = u64::try_from((to - from).num_days()).ok()?;
        self.moved(|day| day.checked_sub_days(Count::new(long)))
    }

    /// What it is compared with; nothing where there is no such.
    #[must_use]
    pub fn against(self, versus: Versus) -> Option<Self> {
        match versus {
            Versus::Before => self.before(),
            Versus::YearBefore => self.year_before(),
            Versus::Other(days) => Some(days),
        }
    }

    /// Its first moment and the first one after it, in a time zone; an open end has none.
    #[must_use]
    pub fn moments(self, zone: Tz) -> (Option<Moment>, Option<Moment>) {
        let start = |day| Moment::start_of(day, zone);
        (self.from.map(start), self.to.map(start))
    }

    fn moved(self, by: impl Fn(NaiveDate) -> Option<NaiveDate>) -> Option<Self> {
        let end = |day: Option<NaiveDate>| day.map(|it| by(it).ok_or(())).transpose().ok();
        Some(Self {
            from: end(self.from)?,
            to: end(self.to)?,
        })
    }
}

impl std::fmt::Display for Days {
    /// As it is typed: a year, a quarter, a month or a day where it is one, else both ends.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let last = self.to.and_then(|it| it.pred_opt());
        if let (Some(from), Some(to), Some(last)) = (self.from, self.to, last) {
            let is = |months| {
                from.day() == 1 && from.checked_add_months(Months::new(months)) == Some(to)
            };
            return match from.month0() {
                _ if from == last => write!(f, "{from}"),
                0 if is(12) => write!(f, "{}", from.format("%Y")),
                0 | 3 | 6 | 9 if is(3) => {
                    write!(f, "{}-Q{}", from.format("%Y"), from.month0() / 3 + 1)
                }
                _ if is(1) => write!(f, "{}", from.format("%Y-%m")),
                _ => write!(f, "{from}..{last}"),
            };
        }
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        f.write_str("..")?;
        last.map_or(Ok(()), |last| write!(f, "{last}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Days {
        // A Saturday.
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        period(text, &Context::on(today)).unwrap()
    }

    #[test]
    fn a_period_is_read_as_behind_a_field_and_written_as_short_as_it_goes() {
        for (typed, written) in [
            ("2026-Q2", "2026-Q2"),
            ("2026-04..2026-06", "2026-Q2"),
            ("last-month", "2026-10"),
            ("2025", "2025"),
            ("2026-02-29..2026-03", "no"),
            ("today", "2026-11-21"),
            ("2026-W47", "2026-11-16..2026-11-22"),
            ("2026-01..2026-02-10", "2026-01-01..2026-02-10"),
            (">=2026-05", "2026-05-01.."),
            ("<2026", "..2025-12-31"),
        ] {
            if written == "no" {
                let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
                assert!(period(typed, &Context::on(today)).is_err());
            } else {
                assert_eq!(days(typed).to_string(), written, "{typed}");
            }
        }
    }

    #[test]
    fn the_period_before_is_as_long_and_whole_months_stay_whole() {
        for (typed, before, year) in [
            ("2026-Q1", "2025-Q4", "2025-Q1"),
            ("2026-03", "2026-02", "2025-03"),
            ("2026", "2025", "2025"),
            (
                "2026-W02",
                "2025-12-29..2026-01-04",
                "2025-01-05..2025-01-11",
            ),
            ("2024-02-29", "2024-02-28", "no"),
            (
                "2026-01..2026-08",
                "2025-05-01..2025-12-31",
                "2025-01-01..2025-08-31",
            ),
        ] {
            assert_eq!(days(typed).before().unwrap().to_string(), before, "{typed}");
            if year != "no" {
                assert_eq!(
                    days(typed).year_before().unwrap().to_string(),
                    year,
                    "{typed}"
                );
            }
        }
        assert_eq!(days(">=2026").before(), None);
        assert_eq!(
            days(">=2026").year_before().unwrap().to_string(),
            "2025-01-01.."
        );
    }

    #[test]
    fn what_is_no_period_is_told_with_what_would_be() {
        let context = Context::on(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap());
        for text in [
            "",
            "soon",
            "none",
            "2026 2025",
            "2026,2025",
            "a:b",
            "2026-13",
        ] {
            let told = period(text, &context).unwrap_err();
            assert!(
                told.contains("is no period: ") && told.matches("2026-Q2").count() == 1,
                "{told}"
            );
        }
        assert_eq!(versus("before", &context), Ok(Versus::Before));
        assert_eq!(versus("Year-Before", &context), Ok(Versus::YearBefore));
        assert!(matches!(versus("2025", &context), Ok(Versus::Other(_))));
    }
}
