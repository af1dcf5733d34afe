//! Classes of numbers and months of moments, so that a facet can count them like words. Class 0 is "no number".

use chrono::{DateTime, Datelike, NaiveDate};
use chrono_tz::Tz;

use super::track::NEVER;

/// Where the classes of a number of people begin; below the first is no class.
///
/// The bounds of micro, small and medium companies (10, 50, 250) are among them.
pub const PEOPLE: [i64; 15] = [
    0, 1, 5, 10, 20, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000,
];

/// Where the classes of an amount begin: one, two and five of every power of ten, and before them nothing and below.
pub const AMOUNTS: [i64; 50] = {
    let mut edges = [i64::MIN + 1; 50];
    edges[1] = 0;
    let mut at = 2;
    let mut power = 1;
    while at < 50 {
        edges[at] = power;
        edges[at + 1] = 2 * power;
        edges[at + 2] = 5 * power;
        at += 3;
        power *= 10;
    }
    edges
};

/// The year in which the first decade begins.
pub const FIRST_DECADE: i64 = 1000;

/// The class of a number by where the classes begin: the first is 1.
#[must_use]
pub fn class(number: i64, edges: &[i64]) -> u8 {
    u8::try_from(edges.partition_point(|edge| *edge <= number)).unwrap_or(u8::MAX)
}

/// The decade of a year, the first one for all before it.
#[must_use]
pub fn decade(year: i64) -> u8 {
    let decades = (year - FIRST_DECADE).div_euclid(10).clamp(0, 253);
    u8::try_from(decades + 1).unwrap_or(u8::MAX)
}

/// The lowest and the highest number of a class; for class 0 those below where the first one begins, if there are any.
#[must_use]
pub fn numbers_of(class: u8, edges: &[i64]) -> (i64, i64) {
    let class = usize::from(class);
    let low = class.checked_sub(1).map(|at| edges.get(at).copied());
    let high = edges.get(class).map_or(i64::MAX, |next| next - 1);
    (low.map_or(i64::MIN + 1, |it| it.unwrap_or(i64::MAX)), high)
}

/// The first and the last year of a decade; none for decade 0.
#[must_use]
pub fn years_of(decade: u8) -> (i64, i64) {
    let first = FIRST_DECADE + 10 * (i64::from(decade) - 1);
    match decade {
        0 => (i64::MAX, i64::MIN),
        1 => (i64::MIN + 1, first + 9),
        254.. => (first, i64::MAX),
        2..254 => (first, first + 9),
    }
}

/// Months as numbers, and which one each moment lies in.
#[derive(Debug, Clone)]
pub struct Months {
    /// The first minute of each month, from the first that occurs.
    starts: Vec<u32>,
    /// The place of the month of each day's first minute, counted from the first of these; days of 24 hours. Nothing
    /// where there are more than anybody has leads for.
    by_day: Vec<u16>,
    first: i32,
    zone: Tz,
}

const DAY: u32 = 24 * 60;
/// The most days that are looked up: a hundred years and more.
const MOST_DAYS: usize = 1 << 16;

impl Months {
    /// The months between the first and the last of some minutes, in a time zone.
    #[must_use]
    pub fn of(minutes: &[u32], zone: Tz) -> Self {
        let moments = || minutes.iter().copied().filter(|at| *at != NEVER);
        let month = |at: u32| {
            let at = DateTime::from_timestamp(i64::from(at) * 60, 0).unwrap_or_default();
            let local = at.with_timezone(&zone);
            local.year() * 12 + local.month0().cast_signed()
        };
        let (Some(first), Some(last)) = (moments().min(), moments().max()) else {
            return Self {
                starts: Vec::new(),
                by_day: Vec::new(),
                first: 0,
                zone,
            };
        };
        let latest = last;
        let (first, last) = (month(first), month(last));
        let starts: Vec<u32> = (first..=last).map(|month| start(month, zone)).collect();
        Self {
            by_day: places_by_day(&starts, latest),
            starts,
            first,
            zone,
        }
    }

    /// How many there are, with the one that stands for no moment.
    #[must_use]
    pub fn width(&self) -> usize {
        self.starts.len() + 1
    }

    /// The place of a minute's month, 0 for none.
    #[must_use]
    pub fn place(&self, minute: u32) -> u16 {
        if minute == NEVER {
            return 0;
        }
        let since = self.starts.first().and_then(|it| minute.checked_sub(*it));
        let day = since.and_then(|since| self.by_day.get((since / DAY) as usize));
        match day {
            // No month is as short as a day, so at most one begins between the day's first minute and this one.
            Some(place) => {
                let next = self.starts.get(usize::from(*place));
                place + u16::from(next.is_some_and(|it| *it <= minute))
            }
            None => place(&self.starts, minute),
        }
    }

    /// Whether the month of a minute is among them.
    #[must_use]
    pub fn holds(&self, minute: u32) -> bool {
        let behind = || {
            let many = i32::try_from(self.starts.len()).unwrap_or(i32::MAX);
            start(self.first.saturating_add(many), self.zone)
        };
        minute == NEVER || self.starts.first().is_some_and(|it| *it <= minute) && minute < behind()
    }

    /// The first day of the month in a place.
    #[must_use]
    pub fn day(&self, place: usize) -> Option<NaiveDate> {
        let place = i32::try_from(place.checked_sub(1)?).ok()?;
        first_day(self.first + place)
    }
}

/// How many months have begun by a minute.
fn place(starts: &[u32], minute: u32) -> u16 {
    u16::try_from(starts.partition_point(|start| *start <= minute)).unwrap_or(u16::MAX)
}

/// The places of the days from the first month on to a minute.
fn places_by_day(starts: &[u32], latest: u32) -> Vec<u16> {
    let Some(first) = starts.first().copied().filter(|it| *it <= latest) else {
        return Vec::new();
    };
    let days = ((latest - first) / DAY) as usize + 1;
    if days > MOST_DAYS || starts.len() >= usize::from(u16::MAX) {
        return Vec::new();
    }
    let minutes = (0..days).map(|day| first + u32::try_from(day).unwrap_or_default() * DAY);
    minutes.map(|minute| place(starts, minute)).collect()
}

fn first_day(month: i32) -> Option<NaiveDate> {
    let number = u32::try_from(month.rem_euclid(12)).ok()?;
    NaiveDate::from_ymd_opt(month.div_euclid(12), number + 1, 1)
}

fn start(month: i32, zone: Tz) -> u32 {
    first_day(month).map_or(NEVER, |day| {
        super::track::minute(crate::model::Moment::start_of(day, zone))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Moment;

    #[test]
    fn a_number_is_in_the_class_that_begins_at_or_below_it() {
        for (number, expected) in [
            (-3, 0),
            (0, 1),
            (1, 2),
            (4, 2),
            (5, 3),
            (49, 5),
            (50, 6),
            (249, 7),
            (250, 8),
        ] {
            assert_eq!(class(number, &PEOPLE), expected, "{number}");
        }
        assert_eq!(class(i64::MAX, &PEOPLE), 15);
        for (number, expected) in [
            (-1, 1),
            (0, 2),
            (1, 3),
            (2, 4),
            (4, 4),
            (5, 5),
            (10, 6),
            (1_999, 12),
        ] {
            assert_eq!(class(number, &AMOUNTS), expected, "{number}");
        }
        for number in [-7, 0, 1, 9, 10, 99, 100_000, i64::MAX] {
            for edges in [PEOPLE.as_slice(), &AMOUNTS] {
                let (low, high) = numbers_of(class(number, edges), edges);
                assert!(low <= number && number <= high, "{number}");
                assert!(low == i64::MIN + 1 || class(low - 1, edges) < class(number, edges));
                assert!(high == i64::MAX || class(high + 1, edges) > class(number, edges));
            }
            let (low, high) = years_of(decade(number));
            assert!(low <= number && number <= high, "{number}");
        }
        assert!(AMOUNTS.is_sorted());
        assert_eq!((decade(1999), decade(2000), decade(-5)), (100, 101, 1));
    }

    #[test]
    fn a_minute_lies_in_the_month_that_began_last() {
        // A leap year, and clocks that go forward and back.
        for zone in [chrono_tz::Europe::Warsaw, chrono_tz::America::Havana] {
            let minute = |text: &str| {
                let at = DateTime::parse_from_rfc3339(text).unwrap();
                super::super::track::minute(Moment(at.timestamp_millis()))
            };
            let (first, last) = (
                minute("2023-11-08T00:00:00Z"),
                minute("2026-02-11T09:30:00Z"),
            );
            let months = Months::of(&[first, last], zone);
            assert!(!months.by_day.is_empty());
            for minute in (first - 90_000..last + 90_000).step_by(7) {
                assert_eq!(
                    months.place(minute),
                    place(&months.starts, minute),
                    "{minute}"
                );
            }
            for start in &months.starts {
                assert_eq!(months.place(*start), months.place(start - 1) + 1);
            }
        }
        // Of a thousand years the days are not laid out.
        let months = Months::of(&[0, u32::MAX - 1], chrono_tz::UTC);
        assert!(months.by_day.is_empty());
        assert_eq!(months.place(44_640), 2);
    }

    #[test]
    fn a_month_begins_at_midnight_of_the_workspace() {
        let zone = chrono_tz::Europe::Warsaw;
        let minute = |text: &str| {
            let at = DateTime::parse_from_rfc3339(text).unwrap();
            super::super::track::minute(Moment(at.timestamp_millis()))
        };
        // Half past eleven on 31 January in London is the first of February in Warsaw.
        let minutes = [
            minute("2026-01-05T12:00:00Z"),
            minute("2026-01-31T23:30:00Z"),
            NEVER,
        ];
        let months = Months::of(&minutes, zone);
        assert_eq!(months.width(), 3);
        assert_eq!(minutes.map(|it| months.place(it)), [1, 2, 0]);
        assert_eq!(months.day(2), NaiveDate::from_ymd_opt(2026, 2, 1));
        assert_eq!(Months::of(&[NEVER], zone).width(), 1);
    }
}
