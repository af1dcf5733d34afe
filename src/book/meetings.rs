//! Holds what meetings decided and when they were held: few records, whole.

use chrono::NaiveDate;

use super::Small;
use crate::model::{Meeting, Resolution, Seq};
use crate::query::Today;

/// A record and the change set that wrote it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T> {
    /// The change set.
    pub revision: Seq,
    /// The record.
    pub record: T,
}

/// The meetings and what came of them.
#[derive(Debug, Clone, Default)]
pub struct Meetings {
    /// The meetings that were held.
    pub held: Small<Meeting>,
    resolutions: Small<Kept<Resolution>>,
}

impl Meetings {
    /// A decision or a hypothesis.
    #[must_use]
    pub fn resolution(&self, id: u64) -> Option<&Kept<Resolution>> {
        self.resolutions.get(id)
    }

    /// All decisions and hypotheses, oldest first.
    pub fn resolutions(&self) -> impl Iterator<Item = (u64, &Kept<Resolution>)> {
        self.resolutions.iter()
    }

    /// The last day before another on which a meeting was held.
    ///
    /// The day itself does not count: what a meeting looks at is the same before and after it was closed.
    #[must_use]
    pub fn last(&self, before: NaiveDate) -> Option<NaiveDate> {
        let days = self.held.iter().filter_map(|(_, it)| it.day);
        days.filter(|it| *it < before).max()
    }

    /// The days on which meetings were held.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.held.iter().filter_map(|(_, it)| it.day)
    }

    /// The meeting that was held on a day; of several the one that was closed last.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<(u64, &Meeting)> {
        let held = self.held.iter().filter(|(_, it)| it.day == Some(day));
        held.max_by_key(|(id, it)| (it.at, *id))
    }

    pub(super) fn keep(&mut self, id: u64, resolution: Option<Kept<Resolution>>) {
        self.resolutions.put(id, resolution);
    }

    pub(super) fn hold(&mut self, id: u64, meeting: Option<Meeting>) {
        self.held.put(id, meeting);
    }
}

impl super::Book {
    /// The last day before another on which a meeting was held.
    #[must_use]
    pub fn last_meeting(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.meetings.last(today)
    }

    /// What date words are read against on a day.
    #[must_use]
    pub fn today(&self, day: NaiveDate) -> Today {
        Today {
            meeting: self.last_meeting(day),
            ..Today::on(day)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_meeting_is_one_of_an_earlier_day() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d);
        let mut meetings = Meetings::default();
        assert_eq!(meetings.last(day(23).unwrap()), None);
        for (id, d) in [(1, 16), (2, 9), (3, 23)] {
            let meeting = Meeting {
                day: day(d),
                ..Meeting::default()
            };
            meetings.hold(id, Some(meeting));
        }
        assert_eq!(meetings.last(day(23).unwrap()), day(16));
        assert_eq!(meetings.last(day(30).unwrap()), day(23));
        assert_eq!(meetings.last(day(9).unwrap()), None);
        assert_eq!(meetings.on(day(9).unwrap()).map(|it| it.0), Some(2));
        meetings.hold(1, None);
        assert_eq!(meetings.last(day(23).unwrap()), day(9));
    }
}
