//! Holds what meetings decided and when they were held: few records, whole.

use chrono::NaiveDate;

use super::Small;
use crate::model::{FieldId, Meeting, Record, Resolution, Seq, Value};
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

    /// Takes out what was decided, settled and held after a day.
    pub(super) fn take_back(&mut self, day: NaiveDate) {
        let later = |it: Option<NaiveDate>| it.is_some_and(|it| it > day);
        let held: Vec<u64> = self
            .held
            .iter()
            .filter(|(_, it)| later(it.day))
            .map(|it| it.0)
            .collect();
        held.into_iter().for_each(|id| self.hold(id, None));
        let all: Vec<(u64, Kept<Resolution>)> = self
            .resolutions
            .iter()
            .map(|(id, it)| (id, it.clone()))
            .collect();
        for (id, mut kept) in all {
            if later(kept.record.meeting) {
                self.keep(id, None);
            } else if later(kept.record.checked) {
                kept.record = kept.record.unsettled();
                self.keep(id, Some(kept));
            }
        }
    }

    /// Gives a decision the value back that a field of it had.
    pub(super) fn give(&mut self, id: u64, field: FieldId, value: &Value) {
        let Some(mut kept) = self.resolutions.get(id).cloned() else {
            return;
        };
        let mut record = Record::from(kept.record);
        // The log holds what the field held, so it fits.
        let _fits = record.set(field, value.clone());
        if let Record::Resolution(it) = record {
            kept.record = it;
            self.keep(id, Some(kept));
        }
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
    use crate::model::Fate;

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

    #[test]
    fn what_was_decided_and_settled_later_was_not_there_on_an_earlier_day() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d);
        let decided = |meeting, checked: Option<u32>| {
            let record = Resolution {
                meeting: day(meeting),
                fate: checked.map(|_| Fate::Done),
                checked: checked.and_then(day),
                measured: checked.map(|_| 30),
                ..Resolution::default()
            };
            let revision = Seq(1);
            Some(Kept { revision, record })
        };
        let mut meetings = Meetings::default();
        meetings.keep(1, decided(9, Some(16)));
        meetings.keep(2, decided(16, Some(23)));
        meetings.keep(3, decided(23, None));
        for (id, d) in [(1, 9), (2, 16), (3, 23)] {
            let day = day(d);
            meetings.hold(
                id,
                Some(Meeting {
                    day,
                    ..Meeting::default()
                }),
            );
        }
        meetings.take_back(day(18).unwrap());
        let fates: Vec<(u64, Fate)> = meetings
            .resolutions()
            .map(|(id, it)| (id, it.record.fate()))
            .collect();
        assert_eq!(fates, [(1, Fate::Done), (2, Fate::Open)]);
        let open = &meetings.resolution(2).unwrap().record;
        assert_eq!((open.measured, open.checked), (None, None));
        assert_eq!(meetings.days().count(), 2);
    }
}
