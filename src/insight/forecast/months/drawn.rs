//! Draws the months of one currency: what is expected of each, and what it comes to in each of the futures.
//!
//! It counts nothing and knows no lead: what was counted comes from [`super`].

use chrono::{Datelike, Months as Calendar, NaiveDate};
use rayon::prelude::*;

use super::{Band, Counts, Month, Months, Odds};
use crate::book::Book;
use crate::insight::forecast::{Cast, DrawnOdds};
use crate::insight::stats::{Cause, Dice, Incidence};
use crate::model::{Layer, Moment};

/// The months that come: the first day of each, and how many days from now it ends.
pub(super) struct Ahead {
    firsts: Vec<NaiveDate>,
    ends: Vec<u32>,
}

impl Ahead {
    pub(super) fn of(book: &Book, now: Moment, many: u32) -> Self {
        let zone = book.settings().general.zone;
        let today = now.day(zone);
        let first = today.with_day(1).unwrap_or(today);
        let firsts: Vec<NaiveDate> = (0..=many)
            .filter_map(|it| first.checked_add_months(Calendar::new(it)))
            .collect();
        let end = |day: &NaiveDate| {
            let days = day.signed_duration_since(today).num_days();
            u32::try_from(days).unwrap_or_default()
        };
        Self {
            ends: firsts.iter().skip(1).map(end).collect(),
            firsts,
        }
    }
}

/// For how much of what is won each month stands; then what comes later.
struct Shares {
    months: Vec<f64>,
    later: f64,
}

impl Shares {
    /// Of leads of an age, where something is known of when they are won.
    fn of(curve: &Incidence, age: u32, ends: &[u32]) -> Option<Self> {
        let steps = curve.steps();
        let by = |day: u32| {
            let passed = steps.partition_point(|it| it.day <= day);
            passed
                .checked_sub(1)
                .map_or(0.0, |at| steps[at].by(Cause::Advanced))
        };
        let (so_far, in_the_end) = (by(age), by(u32::MAX));
        let rest = in_the_end - so_far;
        if rest <= f64::EPSILON {
            return None;
        }
        let mut before = so_far;
        let mut months = Vec::with_capacity(ends.len());
        for end in ends {
            // A month ends before the first day of the next one.
            let until = by(age.saturating_add(*end).saturating_sub(1)).max(before);
            months.push((until - before) / rest);
            before = until;
        }
        Some(Self {
            months,
            later: (in_the_end - before) / rest,
        })
    }
}

/// The small leads of a layer in a month: their sum, the sum of their squares, and of these by the share once more.
#[derive(Clone, Copy, Default)]
struct Small {
    leads: f64,
    value: f64,
    squares: f64,
    twice: f64,
}

/// How a large lead falls into the months.
struct Fall {
    /// The share of each month.
    months: Vec<f64>,
    /// Of each month and those before it, together.
    until: Vec<f64>,
    /// Of all months.
    all: f64,
}

impl Fall {
    fn of(months: Vec<f64>) -> Self {
        let so_far = months.iter().scan(0.0, |sum, share| {
            *sum += share;
            Some(*sum)
        });
        let until: Vec<f64> = so_far.collect();
        Self {
            months,
            all: until.last().copied().unwrap_or_default(),
            until,
        }
    }
}

/// What is drawn, of one currency.
pub(super) struct Falls<'a> {
    odds: &'a [Odds],
    /// By layer and month.
    small: Vec<Vec<Small>>,
    /// Value, layer, and the share of each month.
    large: Vec<(f64, usize, Fall)>,
    later: f64,
    unknown: f64,
}

impl<'a> Falls<'a> {
    pub(super) fn of(
        counts: &Counts,
        place: usize,
        odds: &'a [Odds],
        curves: &[Incidence; 5],
        ahead: &Ahead,
    ) -> Self {
        let empty = vec![Small::default(); ahead.ends.len()];
        let mut it = Self {
            odds,
            small: vec![empty; odds.len()],
            large: Vec::new(),
            later: 0.0,
            unknown: 0.0,
        };
        let shares = |layer: usize, age: u32| Shares::of(&curves[layer], age, &ahead.ends);
        let layers = Layer::ALL.len();
        for (of, age, batch) in counts.small.all().filter(|it| it.0 / layers == place) {
            let layer = of % layers;
            let expected = batch.value as f64 * odds[layer].p();
            let Some(shares) = shares(layer, age) else {
                it.unknown += expected;
                continue;
            };
            it.later += expected * shares.later;
            for (small, share) in it.small[layer].iter_mut().zip(&shares.months) {
                small.leads += share * batch.leads as f64;
                small.value += share * batch.value as f64;
                small.squares += share * batch.squares as f64;
                small.twice += share * share * batch.squares as f64;
            }
        }
        for (value, _, layer, age) in counts.large.iter().filter(|it| it.1 == place) {
            let expected = *value as f64 * odds[*layer].p();
            match shares(*layer, *age) {
                None => it.unknown += expected,
                Some(shares) => {
                    it.later += expected * shares.later;
                    it.large
                        .push((*value as f64, *layer, Fall::of(shares.months)));
                }
            }
        }
        it
    }

    /// What each month comes to in one future.
    fn future(&self, odds: &DrawnOdds, mut dice: Dice, many: usize) -> Vec<f64> {
        let mut sums = vec![0.0; many];
        for (value, layer, shares) in &self.large {
            let (drawn, p) = (dice.unit(), odds[*layer]);
            // Most are won in none of the months.
            if drawn >= p * shares.all {
                continue;
            }
            let month = shares.until.partition_point(|it| p * it <= drawn);
            if let Some(sum) = sums.get_mut(month) {
                *sum += value;
            }
        }
        for (at, sum) in sums.iter_mut().enumerate() {
            let (mut mean, mut variance) = (0.0, 0.0);
            for (small, p) in self.small.iter().zip(odds) {
                let it = small.get(at).copied().unwrap_or_default();
                mean += p * it.value;
                variance += (p * it.squares - p * p * it.twice).max(0.0);
            }
            if mean > 0.0 {
                *sum += (mean + variance.sqrt() * dice.normal()).max(0.0);
            }
        }
        sums
    }

    pub(super) fn months(&self, currency: &str, odds: &[DrawnOdds], ahead: &Ahead) -> Months {
        let many = ahead.ends.len();
        let nothing =
            self.large.is_empty() && self.small.iter().flatten().all(|it| it.value <= 0.0);
        let odds = if nothing { &[] } else { odds };
        let runs = odds.par_iter().enumerate();
        let futures: Vec<Vec<f64>> = runs
            .map(|(run, odds)| self.future(odds, Cast::Months.dice(run as u64), many))
            .collect();
        let month = |(at, month): (usize, &NaiveDate)| {
            let mut drawn: Vec<f64> = futures
                .iter()
                .filter_map(|it| it.get(at).copied())
                .collect();
            let small = self.small.iter().zip(self.odds);
            let small = small.filter_map(|(it, odds)| Some((it.get(at)?, odds.p())));
            let (mut expected, mut wins) = (0.0, 0.0);
            for (it, p) in small {
                expected += p * it.value;
                wins += p * it.leads;
            }
            for (value, layer, shares) in &self.large {
                let chance =
                    self.odds[*layer].p() * shares.months.get(at).copied().unwrap_or_default();
                expected += chance * value;
                wins += chance;
            }
            Month {
                month: *month,
                expected,
                wins,
                band: Band::of(&mut drawn),
            }
        };
        Months {
            currency: currency.to_owned(),
            months: ahead.firsts[..many.min(ahead.firsts.len())]
                .par_iter()
                .enumerate()
                .map(month)
                .collect(),
            later: self.later,
            unknown: self.unknown,
        }
    }
}
