//! Working time: on which days and between which hours people work, and how much of that has passed.
//!
//! Promises between marketing and sales are counted in it: what comes in on Friday evening is not late
//! on Saturday. Reads no clock.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::setting_fault::SettingFault;
use super::time::Moment;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// How soon a rep has to answer, and when people work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sla {
    /// Within how many working hours a rep accepts or returns what was handed over.
    pub accept_within_hours: u16,
    /// Within how many days of accepting a rep says the first word about it.
    pub feedback_within_days: u16,
    /// Within how many days marketing replies to what sales says.
    pub reply_within_days: u16,
    /// The days on which people work.
    pub workdays: Vec<Weekday>,
    /// The hour at which work begins, in the workspace's zone.
    pub from_hour: u8,
    /// The hour at which it ends.
    pub to_hour: u8,
}

impl Default for Sla {
    fn default() -> Self {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        Self {
            accept_within_hours: 8,
            feedback_within_days: 5,
            reply_within_days: 5,
            workdays: vec![Mon, Tue, Wed, Thu, Fri],
            from_hour: 9,
            to_hour: 17,
        }
    }
}

impl Sla {
    /// Says what in it can't be used.
    pub(super) fn verify(&self) -> Result<(), SettingFault> {
        if self.workdays.is_empty() {
            return Err(SettingFault::NoWorkday);
        }
        if self.from_hour >= self.to_hour || self.to_hour > 24 {
            return Err(SettingFault::Hours);
        }
        Ok(())
    }

    /// The same as minutes of work.
    #[must_use]
    pub const fn accept_within(&self) -> i64 {
        self.accept_within_hours as i64 * 60
    }
}

/// A working day: when it begins and ends, and how many minutes were worked before it.
#[derive(Debug, Clone, Copy)]
struct Shift {
    begins: i64,
    ends: i64,
    before: i64,
}

/// Counts working minutes between moments of a span of days.
#[derive(Debug, Clone)]
pub struct WorkClock {
    shifts: Vec<Shift>,
    /// The first day that it knows, and for each one from there on how many shifts begin on days before it.
    first: i64,
    before: Vec<u32>,
}

/// How far beyond its last day a clock can tell when a promise ends.
const AHEAD: u64 = 60;
/// The longest span that is laid out; what is earlier counts as the beginning.
const LONGEST: i64 = 4_000;

impl WorkClock {
    /// Lays out the working days between two moments, and some beyond.
    #[must_use]
    pub fn new(sla: &Sla, zone: Tz, from: Moment, to: Moment) -> Self {
        let last = to.day(zone).checked_add_days(Days::new(AHEAD));
        let last = last.unwrap_or(NaiveDate::MAX);
        let first = from.day(zone).min(to.day(zone));
        let first = first.max(last - Days::new(LONGEST.unsigned_abs()));
        let mut shifts = Vec::new();
        let mut before = 0;
        for day in first.iter_days().take_while(|it| *it <= last) {
            if !sla.workdays.contains(&day.weekday()) {
                continue;
            }
            let midnight = Moment::start_of(day, zone).0;
            let hour = |hour: u8| midnight + i64::from(hour) * 60 * MINUTE;
            let (begins, ends) = (hour(sla.from_hour), hour(sla.to_hour));
            shifts.push(Shift {
                begins,
                ends,
                before,
            });
            before += (ends - begins) / MINUTE;
        }
        let (first, before) = begun(&shifts);
        Self {
            shifts,
            first,
            before,
        }
    }

    /// Minutes worked from the beginning of the clock to a moment.
    fn worked(&self, at: Moment) -> i64 {
        let day = at.0.div_euclid(DAY) - self.first;
        let last = self.before.len().saturating_sub(1);
        let day = usize::try_from(day).unwrap_or_default().min(last);
        let begun = self.before.get(day).map_or(0, |it| *it as usize);
        let more = self.shifts.get(begun..).unwrap_or_default();
        let more = more.iter().take_while(|it| it.begins <= at.0).count();
        (begun + more)
            .checked_sub(1)
            .and_then(|index| self.shifts.get(index))
            .map_or(0, |shift| {
                shift.before + (at.0.min(shift.ends) - shift.begins) / MINUTE
            })
    }

    /// Working minutes from one moment to a later one; negative where it is earlier.
    #[must_use]
    pub fn between(&self, from: Moment, to: Moment) -> i64 {
        self.worked(to) - self.worked(from)
    }
}

/// The first day of some shifts, and for each one from there on how many begin on days before it.
///
/// Days here are those of the epoch: they only say from where on to look.
fn begun(shifts: &[Shift]) -> (i64, Vec<u32>) {
    let day = |it: &Shift| it.begins.div_euclid(DAY);
    let first = shifts.first().map_or(0, day);
    let mut before = Vec::new();
    for (number, shift) in (0..).zip(shifts) {
        let days = usize::try_from(day(shift) - first).unwrap_or_default();
        before.resize((days + 1).max(before.len()), number);
    }
    (first, before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};

    fn at(day: u32, hour: u32, minute: u32) -> Moment {
        // In Warsaw in November, an hour ahead of UTC.
        let local = chrono_tz::Europe::Warsaw
            .with_ymd_and_hms(2026, 11, day, hour, minute, 0)
            .unwrap();
        Moment(local.with_timezone(&Utc).timestamp_millis())
    }

    fn clock() -> WorkClock {
        let zone = chrono_tz::Europe::Warsaw;
        WorkClock::new(&Sla::default(), zone, at(2, 0, 0), at(30, 0, 0))
    }

    #[test]
    fn nights_and_weekends_do_not_count() {
        let clock = clock();
        // 20 November 2026 is a Friday.
        for (from, to, minutes) in [
            (at(20, 16, 30), at(20, 17, 0), 30),
            (at(20, 16, 30), at(22, 12, 0), 30),
            (at(20, 16, 30), at(23, 9, 15), 45),
            (at(21, 3, 0), at(22, 23, 0), 0),
            (at(18, 9, 0), at(19, 9, 0), 480),
            (at(23, 9, 15), at(20, 16, 30), -45),
            (at(20, 8, 0), at(20, 10, 0), 60),
        ] {
            assert_eq!(clock.between(from, to), minutes, "{from:?} {to:?}");
        }
    }

    #[test]
    fn hours_that_make_no_day_are_refused() {
        let none = Sla {
            workdays: vec![],
            ..Sla::default()
        };
        assert!(none.verify().is_err());
        let turned = Sla {
            from_hour: 17,
            to_hour: 9,
            ..Sla::default()
        };
        assert!(turned.verify().is_err());
        assert!(Sla::default().verify().is_ok());
    }
}
