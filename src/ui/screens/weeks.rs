//! Goes through the ends of weeks: by hand, or by itself while time passes. What is seen on each is not its business.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use crate::query::looks_back;
use crate::ui::ctx::Ctx;
use crate::ui::view::{View, as_of};

/// So many weeks back a replay begins that is begun on no earlier day.
const YEAR: i64 = 52;
/// How long a week is seen, in thousandths of a second: from slow to fast.
const PACES: [i64; 6] = [1_600, 800, 400, 200, 100, 50];
/// The pace that can be followed.
const USUAL: usize = 2;
/// A frame that is so late was not looked at.
const LEFT: TimeDelta = TimeDelta::seconds(4);
/// At most so many weeks are gone at a time where frames come too slowly.
const LEAP: i64 = 4;

/// Goes so many weeks back or on, from the last one to now; says whether that is an earlier day, and nothing where the
/// filter can't be read.
pub(super) fn slide(view: &mut View, weeks: i64, ctx: &Ctx<'_>) -> Option<bool> {
    let today = ctx.today();
    let day = week_end(view.past(today), today, weeks);
    let filter = view.looking_back(day)?;
    view.filter.set(&filter);
    Some(day.is_some())
}

/// The filters of the weeks before and after the one of a filter, as far as they are earlier than today.
pub fn beside(filter: &str, today: NaiveDate) -> Vec<String> {
    let seen = looks_back(filter, today);
    let ends = [-1, 1].map(|weeks| week_end(seen, today, weeks));
    let filters = ends.into_iter().flatten();
    filters.filter_map(|day| as_of(filter, Some(day))).collect()
}

/// The end of a week, so many weeks before or after a day; nothing where that is not before today.
fn week_end(now: Option<NaiveDate>, today: NaiveDate, weeks: i64) -> Option<NaiveDate> {
    let from = now.unwrap_or(today);
    let since = i64::from(from.weekday().num_days_from_monday());
    let last = from - TimeDelta::days(since + 1);
    // On the last day of a week, the week before begins a week ago.
    let at_end = since == 6 && now.is_some();
    let start = if at_end { from } else { last };
    let weeks = if at_end || weeks > 0 {
        weeks
    } else {
        weeks + 1
    };
    let day = start.checked_add_signed(TimeDelta::try_weeks(weeks)?)?;
    (day < today).then_some(day)
}

/// Weeks that go by while time passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Replay {
    /// When the next one is due; nothing while it stands.
    due: Option<NaiveDateTime>,
    pace: usize,
}

impl Default for Replay {
    fn default() -> Self {
        Self {
            due: None,
            pace: USUAL,
        }
    }
}

impl Replay {
    /// Whether weeks go by.
    pub(super) const fn goes(&self) -> bool {
        self.due.is_some()
    }

    /// When the next week is due.
    pub(super) const fn due(&self) -> Option<NaiveDateTime> {
        self.due
    }

    /// The pace, counted from one, and how many there are.
    pub(super) const fn pace(&self) -> (usize, usize) {
        (self.pace + 1, PACES.len())
    }

    /// Lets weeks go by, from the earlier day that is looked at or from a year ago.
    pub(super) fn begin(&mut self, view: &mut View, ctx: &Ctx<'_>) -> Option<bool> {
        let then = if view.past(ctx.today()).is_some() {
            Some(true)
        } else {
            slide(view, -YEAR, ctx)
        };
        self.due = (then == Some(true)).then(|| ctx.now + self.long());
        then
    }

    /// Stands still.
    pub(super) const fn stop(&mut self) {
        self.due = None;
    }

    /// Goes faster, or slower.
    pub(super) fn hurry(&mut self, by: isize, now: NaiveDateTime) {
        self.pace = self.pace.saturating_add_signed(by).min(PACES.len() - 1);
        if self.due.is_some() {
            self.due = Some(now + self.long());
        }
    }

    /// How many weeks are due: more than one where frames come too slowly, none before the time.
    pub(super) fn weeks_due(&mut self, now: NaiveDateTime) -> i64 {
        let Some(late) = self.due.map(|due| now - due) else {
            return 0;
        };
        if late > LEFT {
            self.stop();
        }
        if late < TimeDelta::zero() || late > LEFT {
            return 0;
        }
        self.due = Some(now + self.long());
        (1 + late.num_milliseconds() / self.long().num_milliseconds()).min(LEAP)
    }

    fn long(&self) -> TimeDelta {
        TimeDelta::milliseconds(PACES.get(self.pace).copied().unwrap_or(PACES[USUAL]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Locale};
    use crate::ui::{Look, Reader};
    use ratatui::layout::Size;

    #[test]
    fn weeks_end_on_sundays_and_the_last_is_followed_by_now() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        // A Saturday.
        let today = day(21);
        assert_eq!(week_end(None, today, -1), Some(day(15)));
        assert_eq!(week_end(Some(day(15)), today, -1), Some(day(8)));
        assert_eq!(week_end(Some(day(8)), today, 1), Some(day(15)));
        assert_eq!(week_end(Some(day(15)), today, 1), None);
        assert_eq!(week_end(None, today, 1), None);
        assert_eq!(week_end(None, today, -2), Some(day(8)));
        assert_eq!(week_end(Some(day(11)), today, -1), Some(day(8)));
        assert_eq!(week_end(Some(day(11)), today, 1), Some(day(15)));
        // A Sunday is not over either.
        assert_eq!(week_end(None, day(15), -1), Some(day(8)));
    }

    #[test]
    fn beside_a_week_lie_the_one_before_and_the_one_after_until_now() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let ends = |filter: &str| beside(filter, today);
        assert_eq!(ends("temp:warm"), ["temp:warm asof:2026-11-15"]);
        let both = ["asof:2026-11-01", "asof:2026-11-15"];
        assert_eq!(ends("asof:2026-11-08"), both);
        assert_eq!(ends("temp:"), Vec::<String>::new());
    }

    #[test]
    fn a_week_goes_by_at_its_time_more_where_frames_are_late_and_none_after_nobody_looked() {
        let reader = Reader::new(Locale::new(Language::English), Look::Dark);
        let noon = NaiveDate::from_ymd_opt(2026, 11, 21)
            .unwrap()
            .and_hms_opt(12, 0, 0)
            .unwrap();
        let at = |millis| noon + TimeDelta::milliseconds(millis);
        let ctx = Ctx {
            reader: &reader,
            now: noon,
            size: Size::new(80, 24),
        };
        let (mut view, mut replay) = (View::default(), Replay::default());
        assert_eq!(replay.weeks_due(at(9)), 0);
        assert_eq!(replay.begin(&mut view, &ctx), Some(true));
        assert_eq!(view.filter.text(), "asof:2025-11-23");
        assert_eq!(replay.weeks_due(at(399)), 0);
        assert_eq!(replay.weeks_due(at(400)), 1);
        assert_eq!(replay.due(), Some(at(800)));
        assert_eq!(replay.weeks_due(at(1_650)), 3);
        replay.hurry(99, at(1_650));
        assert_eq!((replay.pace(), replay.due()), ((6, 6), Some(at(1_700))));
        assert_eq!(replay.weeks_due(at(3_000)), LEAP);
        assert_eq!(replay.weeks_due(at(9_000)), 0);
        assert!(!replay.goes());
        // An earlier day that is looked at is where it goes on.
        assert_eq!(replay.begin(&mut view, &ctx), Some(true));
        assert_eq!(view.filter.text(), "asof:2025-11-23");
        replay.stop();
        assert_eq!(replay.due(), None);
    }
}
