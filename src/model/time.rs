//! Moments, and the one time zone in which a workspace counts its days.
//!
//! Reads no clock: whoever needs "now" is given it.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The months as people write them in English, in lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A point in time: milliseconds since the Unix epoch, UTC.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The calendar day in a time zone.
    #[must_use]
    pub fn day(self, zone: Tz) -> NaiveDate {
        zone.from_utc_datetime(&self.utc().naive_utc()).date_naive()
    }

    /// The first moment of a day in a time zone; where midnight does not exist, the first that does.
    #[must_use]
    pub fn start_of(day: NaiveDate, zone: Tz) -> Self {
        let midnight = day.and_time(NaiveTime::MIN);
        let local = (0..=3).find_map(|hour| {
            zone.from_local_datetime(&(midnight + chrono::TimeDelta::hours(hour)))
                .earliest()
        });
        Self(local.map_or_else(
            || midnight.and_utc().timestamp_millis(),
            |at| at.timestamp_millis(),
        ))
    }

    /// The same as a UTC date and time; out of range is the epoch.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    /// Whole days from an earlier moment, 0 where it is later.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> u32 {
        let millis = self.0.saturating_sub(earlier.0);
        if millis <= 0 {
            0
        } else {
            (millis / 86_400_000) as u32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_starts_where_the_zone_says() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
        let start = Moment::start_of(day, chrono_tz::Europe::Warsaw);
        assert_eq!(start.utc().to_rfc3339(), "2026-06-30T22:00:00+00:00");
        assert_eq!(start.day(chrono_tz::Europe::Warsaw), day);
        assert_eq!(start.day(chrono_tz::UTC), day.pred_opt().unwrap());
    }

    #[test]
    fn a_midnight_that_does_not_exist_begins_an_hour_later() {
        // Santiago skipped 2024-09-08 00:00 when summer time began.
        let day = NaiveDate::from_ymd_opt(2024, 9, 8).unwrap();
        let start = Moment::start_of(day, chrono_tz::America::Santiago);
        assert_eq!(start.day(chrono_tz::America::Santiago), day);
        assert_eq!(start.utc().to_rfc3339(), "2024-09-08T04:00:00+00:00");
    }
}
