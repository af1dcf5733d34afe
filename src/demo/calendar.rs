//! The two years of the history: which days people work on, how busily, and when leads come in.
//!
//! Time is counted in *effort*: an ordinary working day is 1, a day of August or before Christmas less,
//! a Sunday nothing. Lives of leads run in effort, so that no step falls on a holiday, everything
//! slows down in summer, and a later effort is never an earlier moment. The history ends with the
//! day before `now`'s, so it is the same all day long. Reads no clock.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use chrono_tz::Tz;

use super::draw::{Draw, Purpose};
use crate::model::Moment;

/// How many months the history goes back.
const MONTHS: u32 = 24;
/// How much more leads come in at the end than at the beginning.
const GROWTH: f64 = 1.0;
/// Leads that come in on a working day, January to December.
const SEASON: [f64; 12] = [
    0.92, 1.0, 1.22, 1.05, 1.0, 1.0, 0.88, 0.55, 1.25, 1.22, 1.05, 0.92,
];
/// What the bought list brings in its month, against an ordinary month.
const LIST_FLOOD: f64 = 0.85;
/// What is left of the other leads in that month: the money went into the list.
const LIST_DROUGHT: f64 = 0.78;

/// How much of the month's work is done beside calling the list.
const LIST_TEMPO: f64 = 0.78;

/// The days of the history.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    start: NaiveDate,
    /// When each day begins, in the workspace's time zone; one more than there are days.
    midnights: Vec<Moment>,
    /// The effort spent before each day; one more than there are days.
    effort: Vec<f64>,
    /// The leads that came in before each day; one more than there are days.
    intake: Vec<f64>,
    /// The first and the last day on which the bought list was called.
    list: (NaiveDate, NaiveDate),
    /// How much of the intake of that month the list is.
    list_share: f64,
}

impl Calendar {
    /// Lays out the days before the day of `now`.
    pub(super) fn new(seed: u64, now: Moment, zone: Tz) -> Self {
        let today = now.day(zone);
        let start = today
            .checked_sub_months(Months::new(MONTHS))
            .unwrap_or(today);
        let list = list_month(today);
        let days = today.signed_duration_since(start).num_days().max(1) as u64;
        let (mut effort, mut intake) = (vec![0.0], vec![0.0]);
        let mut midnights = vec![Moment::start_of(start, zone)];
        let (mut spent, mut came) = (0.0, 0.0);
        for index in 0..days {
            let day = start + Days::new(index);
            spent += tempo(day) * beside_list(day, list);
            came += season(day) * growth(index, days) * noise(seed, index) * flood(day, list);
            effort.push(spent);
            intake.push(came);
            midnights.push(Moment::start_of(day + Days::new(1), zone));
        }
        Self {
            start,
            midnights,
            effort,
            intake,
            list,
            list_share: LIST_FLOOD / (LIST_FLOOD + LIST_DROUGHT),
        }
    }

    /// The day of `now`: the first that is not in the history.
    pub(super) fn today(&self) -> NaiveDate {
        self.start + Days::new(self.days())
    }

    fn days(&self) -> u64 {
        self.effort.len() as u64 - 1
    }

    /// All the effort of the history; whatever would take more has not happened yet.
    pub(super) fn horizon(&self) -> f64 {
        self.effort.last().copied().unwrap_or_default()
    }

    /// When a share of all leads (0 to 1) had come in, in effort.
    pub(super) fn arrival(&self, share: f64) -> f64 {
        let total = self.intake.last().copied().unwrap_or_default();
        let (index, part) = locate(&self.intake, share * total);
        let (from, to) = (self.effort[index], self.effort[index + 1]);
        from + part * (to - from)
    }

    /// The moment at which so much effort was spent: a whole second of a working day.
    pub(super) fn moment(&self, effort: f64) -> Moment {
        let (index, part) = locate(&self.effort, effort);
        // From twenty to nine to a quarter to six.
        let second = 31_200 + (part * 32_700.0) as i64;
        Moment(self.midnights[index].0 + second * 1000)
    }

    /// The day on which so much effort was spent.
    pub(super) fn day(&self, effort: f64) -> NaiveDate {
        self.start + Days::new(locate(&self.effort, effort).0 as u64)
    }

    /// The effort that was spent before a day; nothing for days that are not over.
    pub(super) fn effort(&self, day: NaiveDate) -> Option<f64> {
        let index = day.signed_duration_since(self.start).num_days().max(0);
        let index = usize::try_from(index).ok()?;
        self.effort[..self.effort.len() - 1].get(index).copied()
    }

    /// The share of the leads of a day that come from the bought list.
    pub(super) fn list_share(&self, day: NaiveDate) -> f64 {
        if (self.list.0..=self.list.1).contains(&day) {
            self.list_share
        } else {
            0.0
        }
    }
}

/// The last position whose value is not above the one sought, and how far it is on to the next.
fn locate(sums: &[f64], sought: f64) -> (usize, f64) {
    let after = sums.partition_point(|it| *it <= sought);
    let index = after.clamp(1, sums.len() - 1) - 1;
    let (from, to) = (sums[index], sums[index + 1]);
    let part = if to > from {
        (sought - from) / (to - from)
    } else {
        0.0
    };
    (index, part.clamp(0.0, 0.999_999))
}

/// The latest July that was over two months ago.
fn list_month(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let year = if today.month() >= 10 {
        today.year()
    } else {
        today.year() - 1
    };
    let day = |day| NaiveDate::from_ymd_opt(year, 7, day).unwrap_or(today);
    (day(1), day(31))
}

fn is_working(day: NaiveDate) -> bool {
    let holiday = matches!(
        (day.month(), day.day()),
        (1, 1 | 6) | (5, 1) | (12, 24..=26 | 31)
    );
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holiday
}

fn is_year_end(day: NaiveDate) -> bool {
    day.month() == 12 && day.day() > 19
}

/// How much of an ordinary day's work is done.
fn tempo(day: NaiveDate) -> f64 {
    match day.month() {
        _ if !is_working(day) => 0.0,
        7 => 0.75,
        8 => 0.6,
        12 if is_year_end(day) => 0.35,
        _ => 1.0,
    }
}

fn season(day: NaiveDate) -> f64 {
    if is_working(day) {
        let quiet = if is_year_end(day) { 0.3 } else { 1.0 };
        SEASON[day.month0() as usize] * quiet
    } else {
        0.0
    }
}

fn growth(index: u64, days: u64) -> f64 {
    1.0 + GROWTH * index as f64 / days as f64
}

/// Good and bad weeks.
fn noise(seed: u64, index: u64) -> f64 {
    1.0 + 0.12 * Draw::new(seed, Purpose::Season, index / 7).normal()
}

fn flood(day: NaiveDate, list: (NaiveDate, NaiveDate)) -> f64 {
    if (list.0..=list.1).contains(&day) {
        LIST_DROUGHT + LIST_FLOOD
    } else {
        1.0
    }
}

/// What calling the list leaves of the work on all other leads.
fn beside_list(day: NaiveDate, list: (NaiveDate, NaiveDate)) -> f64 {
    if (list.0..=list.1).contains(&day) {
        LIST_TEMPO
    } else {
        1.0
    }
}

/// The next working day from this one on.
pub(super) fn working_day(day: NaiveDate) -> NaiveDate {
    day.iter_days().find(|it| is_working(*it)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: i32, month: u32, day: u32) -> Calendar {
        let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let zone = chrono_tz::Europe::Warsaw;
        Calendar::new(1, Moment(Moment::start_of(day, zone).0 + 1), zone)
    }

    #[test]
    fn moments_fall_on_working_days_and_never_go_back() {
        let calendar = at(2028, 2, 29);
        let mut last = Moment(0);
        for step in 0..20_000 {
            let effort = calendar.horizon() * f64::from(step) / 20_000.0;
            let moment = calendar.moment(effort);
            let day = moment.day(chrono_tz::Europe::Warsaw);
            assert!(moment >= last && is_working(day), "{day}");
            assert_eq!(day, calendar.day(effort));
            last = moment;
        }
        assert!(last < Moment::start_of(calendar.today(), chrono_tz::Europe::Warsaw));
    }

    #[test]
    fn august_and_christmas_are_quiet_and_autumn_is_not() {
        let calendar = at(2026, 11, 21);
        let mut months = [0_u32; 13];
        for step in 0..100_000 {
            let day = calendar.day(calendar.arrival(f64::from(step) / 100_000.0));
            if day.year() == 2025 {
                months[day.month() as usize] += 1;
            }
        }
        assert!(months[8] * 3 < months[9] * 2, "{months:?}");
        assert!(months[12] < months[10], "{months:?}");
    }

    #[test]
    fn the_list_was_bought_in_a_july_that_is_over() {
        for (month, year) in [(1, 2025), (7, 2025), (9, 2025), (10, 2026), (12, 2026)] {
            let calendar = at(2026, month, 15);
            let july = |year| NaiveDate::from_ymd_opt(year, 7, 10).unwrap();
            assert!(calendar.list_share(july(year)) > 0.3, "{month}");
            assert!(calendar.list_share(july(year - 1)) == 0.0, "{month}");
        }
    }

    #[test]
    fn days_to_come_have_no_effort_yet() {
        let calendar = at(2026, 1, 1);
        assert_eq!(calendar.effort(calendar.today()), None);
        let yesterday = calendar.today().pred_opt().unwrap();
        assert!(calendar.effort(yesterday).unwrap() <= calendar.horizon());
    }
}
