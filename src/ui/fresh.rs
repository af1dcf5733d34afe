//! Holds what somebody else has just changed, for the moment in which the eye is led to it.
//!
//! A mark fades in two steps and is gone; a reader who wants nothing to move sees none. The time comes in `Ctx`, and
//! whoever holds marks says in `Screen::wakes` when they look different.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::ctx::Ctx;
use super::theme::Role;

/// What was changed a moment ago, by key: a lead's number, a figure's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fresh<K: Ord> {
    since: BTreeMap<K, NaiveDateTime>,
}

impl<K: Ord> Default for Fresh<K> {
    fn default() -> Self {
        Self {
            since: BTreeMap::new(),
        }
    }
}

/// How a mark looks until what age.
const STEPS: [(TimeDelta, Role); 2] = [
    (TimeDelta::milliseconds(450), Role::FreshStrong),
    (TimeDelta::milliseconds(900), Role::FreshSoft),
];

/// The most marks at a time: more than can be seen lead the eye nowhere.
const MAX_MARKS: usize = 512;

impl<K: Ord> Fresh<K> {
    /// Marks what has changed now.
    pub fn mark(&mut self, key: K, ctx: &Ctx<'_>) {
        let now = ctx.now;
        self.since.retain(|_, since| step(*since, now).is_some());
        if !ctx.reader.reduced_motion && self.since.len() < MAX_MARKS {
            self.since.insert(key, now);
        }
    }

    /// What is laid over what has this key, while it is fresh.
    #[must_use]
    pub fn role(&self, key: &K, ctx: &Ctx<'_>) -> Option<Role> {
        let since = self.since.get(key)?;
        step(*since, ctx.now).map(|(_, role)| role)
    }

    /// When a mark looks different next.
    #[must_use]
    pub fn wakes(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let next = |since: &NaiveDateTime| step(*since, now).map(|(until, _)| *since + until);
        self.since.values().filter_map(next).min()
    }
}

/// The step that a mark is in; none before its time (a clock that was set back) and after it.
fn step(since: NaiveDateTime, now: NaiveDateTime) -> Option<(TimeDelta, Role)> {
    let age = now - since;
    STEPS
        .into_iter()
        .find(|(until, _)| age >= TimeDelta::zero() && age < *until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Locale};
    use crate::ui::{Look, Reader};
    use chrono::NaiveDate;
    use ratatui::layout::Size;

    fn reader(reduced_motion: bool) -> Reader {
        Reader {
            reduced_motion,
            ..Reader::new(Locale::new(Language::English), Look::Dark)
        }
    }

    fn at(reader: &Reader, millis: i64) -> Ctx<'_> {
        let noon = NaiveDate::from_ymd_opt(2026, 11, 21)
            .unwrap()
            .and_hms_opt(12, 0, 0)
            .unwrap();
        Ctx {
            reader,
            now: noon + TimeDelta::milliseconds(millis),
            size: Size::new(80, 24),
        }
    }

    #[test]
    fn a_mark_fades_and_says_when() {
        let reader = reader(false);
        let mut fresh = Fresh::default();
        fresh.mark(7, &at(&reader, 0));
        let seen = |millis| fresh.role(&7, &at(&reader, millis));
        assert_eq!(seen(0), Some(Role::FreshStrong));
        assert_eq!(seen(449), Some(Role::FreshStrong));
        assert_eq!(seen(450), Some(Role::FreshSoft));
        assert_eq!(seen(900), None);
        assert_eq!(fresh.role(&8, &at(&reader, 0)), None);
        let next = |millis| fresh.wakes(at(&reader, millis).now);
        assert_eq!(next(0), Some(at(&reader, 450).now));
        assert_eq!(next(450), Some(at(&reader, 900).now));
        assert_eq!(next(900), None);
    }

    #[test]
    fn a_clock_that_was_set_back_leaves_no_mark_for_an_hour() {
        let reader = reader(false);
        let mut fresh = Fresh::default();
        fresh.mark(7, &at(&reader, 3_600_000));
        assert_eq!(fresh.role(&7, &at(&reader, 0)), None);
        assert_eq!(fresh.wakes(at(&reader, 0).now), None);
    }

    #[test]
    fn who_wants_nothing_to_move_sees_no_mark() {
        let reader = reader(true);
        let mut fresh = Fresh::default();
        fresh.mark(7, &at(&reader, 0));
        assert_eq!(fresh, Fresh::default());
    }

    #[test]
    fn marks_are_forgotten_and_never_more_than_can_be_seen() {
        let reader = reader(false);
        let mut fresh = Fresh::default();
        for key in 0..5_000 {
            fresh.mark(key, &at(&reader, 0));
        }
        assert_eq!(fresh.since.len(), MAX_MARKS);
        fresh.mark(9_999, &at(&reader, 1_000));
        assert_eq!(fresh.since.len(), 1);
    }
}
