//! In which months the forecast comes: what is expected of each of the next months, with a band.
//!
//! *How long it takes* from a layer to the win is read off history: of the selected episodes that entered or passed the layer in
//! the window, the share `F(d)` that was won within `d` days of it, losing competing and open ones counted for as long as
//! they have lasted (Aalen–Johansen, see [`Incidence`]). An open lead that came to its layer `a` days ago will, *if it is
//! won*, be won between the days `s` and `t` from now with the chance
//! `g = (F(a + t) − F(a + s)) / (F(∞) − F(a))`; of this month it is then expected `value × p × g`, with the same `p` as
//! in the [`forecast`](super::forecast()). So the months and what comes later or at no known time add up to the forecast.
//! A lead that is older than any that was won from its layer is *at no known time*, and so is one of a layer from which none was won; one
//! of which nobody knows when it came there counts as new in it.
//!
//! The band: four thousand times the odds are drawn as in the forecast, the largest leads fall into a month or into none
//! one by one, the many small ones together as a normal number of the same mean and variance for each month. Months
//! are calendar months of the workspace's zone, the running one from now on. How fast leads were won is
//! taken for certain, so the band is of how much rather than of when.

use std::collections::BTreeMap;

use chrono::{Datelike, Months as Calendar, NaiveDate};
use rayon::prelude::*;

use super::super::calibration::calibration;
use super::super::currencies::Currencies;
use super::super::funnel::Window;
use super::super::places::{Part, counted};
use super::super::stats::{Cause, Dice, End, Incidence, Tally};
use super::{ALONE, Band, Odds, RUNS, SEED, square};
use crate::book::Book;
use crate::book::episodes::{NO_AMOUNT, flag, status_code};
use crate::book::mask::Mask;
use crate::book::track::{NEVER, minute};
use crate::model::{Layer, Moment, Status};

const DAY: u32 = 24 * 60;

/// What is expected of one month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Month {
    /// Its first day.
    pub month: NaiveDate,
    /// What is expected of it, in minor units.
    pub expected: f64,
    /// How many wins.
    pub wins: f64,
    /// The futures that were drawn.
    pub band: Band,
}

/// The forecast of one currency by months.
#[derive(Debug, Clone, PartialEq)]
pub struct Months {
    /// The currency.
    pub currency: String,
    /// This month from now on, and those after it.
    pub months: Vec<Month>,
    /// What is expected after the last of them.
    pub later: f64,
    /// What is expected at a time that history does not tell.
    pub unknown: f64,
}

impl Months {
    /// All of it, whenever it comes: the forecast.
    #[must_use]
    pub fn expected(&self) -> f64 {
        let months: f64 = self.months.iter().map(|it| it.expected).sum();
        months + self.later + self.unknown
    }
}

/// Open leads of one layer that came there on one day, in one currency.
#[derive(Debug, Clone, Copy, Default)]
struct Batch {
    leads: u64,
    value: i128,
    squares: u128,
}

impl Batch {
    const fn add(&mut self, other: &Self) {
        self.leads += other.leads;
        self.value += other.value;
        self.squares = self.squares.saturating_add(other.squares);
    }
}

/// Leads of fewer days than this are counted in a plain table; longer ones come of broken dates only.
const DENSE: u32 = 1 << 14;

/// Small leads by currency and layer, and there by age in days.
#[derive(Debug, Clone, Default)]
struct Batches {
    dense: Vec<Vec<Batch>>,
    sparse: BTreeMap<(usize, u32), Batch>,
}

impl Batches {
    fn put(&mut self, of: usize, age: u32, batch: &Batch) {
        self.slot(of, age).add(batch);
    }

    fn slot(&mut self, of: usize, age: u32) -> &mut Batch {
        if age >= DENSE {
            return self.sparse.entry((of, age)).or_default();
        }
        if self.dense.len() <= of {
            self.dense.resize_with(of + 1, Vec::new);
        }
        let (by_age, age) = (&mut self.dense[of], age as usize);
        if by_age.len() <= age {
            by_age.resize(age + 1, Batch::default());
        }
        &mut by_age[age]
    }

    /// All that there are, with their place and their age.
    fn all(&self) -> impl Iterator<Item = (usize, u32, &Batch)> {
        let dense = self.dense.iter().enumerate();
        let dense = dense.flat_map(|(of, all)| (0..).zip(all).map(move |(age, it)| (of, age, it)));
        let sparse = self.sparse.iter().map(|((of, age), it)| (*of, *age, it));
        dense.filter(|it| it.2.leads > 0).chain(sparse)
    }
}

/// A lead that is looked at by itself: value, currency, layer, age.
type Alone = (i64, usize, usize, u32);

/// What is counted before it is a figure.
#[derive(Debug, Clone, Default)]
struct Counts {
    /// From each layer to the win.
    stays: [Tally; 5],
    small: Batches,
    /// The largest, and some more until they are sorted out.
    large: Vec<Alone>,
    /// What is worth less is not among the largest.
    least: Option<i64>,
}

impl Part for Counts {
    fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.stays.iter_mut().zip(&other.stays) {
            mine.merge(theirs);
        }
        for (of, age, batch) in other.small.all() {
            self.small.put(of, age, batch);
        }
        for it in &other.large {
            self.add(*it);
        }
    }
}

impl Counts {
    fn add(&mut self, lead: Alone) {
        if self.least.is_some_and(|least| lead.0 < least) {
            self.add_small(lead);
            return;
        }
        self.large.push(lead);
        if self.large.len() >= 4 * ALONE {
            self.sort_out();
        }
    }

    fn add_small(&mut self, (value, currency, layer, age): Alone) {
        let batch = Batch {
            leads: 1,
            value: value.into(),
            squares: square(value),
        };
        self.small
            .put(currency * Layer::ALL.len() + layer, age, &batch);
    }

    fn sort_out(&mut self) {
        self.large.sort_unstable_by_key(|it| std::cmp::Reverse(*it));
        for small in self.large.split_off(ALONE.min(self.large.len())) {
            self.add_small(small);
        }
        self.least = self.large.get(ALONE - 1).map(|it| it.0);
    }
}

/// The forecast of the selected leads by so many months, a currency each, as seen at `now`; odds and times are those of the
/// selected that entered in the window.
#[must_use]
pub fn months(book: &Book, selected: &Mask, window: Window, now: Moment, many: u32) -> Vec<Months> {
    let odds = calibration(book, selected, window);
    of_currencies(book, selected, &odds, (window, now, many), usize::MAX)
}

/// The same at odds that are known already, of so many currencies, those of most leads.
pub(super) fn of_currencies(
    book: &Book,
    selected: &Mask,
    odds: &[Odds],
    (window, now, many): (Window, Moment, u32),
    most: usize,
) -> Vec<Months> {
    let currencies = Currencies::of(book, selected);
    let at = minute(now);
    let count = |it: &mut Counts, row: usize| count(book, &currencies, it, row, (window, at));
    let mut counts: Counts = counted(selected, None, count).pop().unwrap_or_default();
    counts.sort_out();
    let curves = counts.stays.each_ref().map(Incidence::of);
    let calendar = Ahead::of(book, now, many);
    let named = currencies.names().iter().enumerate().take(most);
    named
        .map(|(place, currency)| {
            Drawn::of(&counts, place, odds, &curves, &calendar).months(currency, &calendar)
        })
        .collect()
}

fn count(
    book: &Book,
    currencies: &Currencies,
    it: &mut Counts,
    row: usize,
    (window, now): (Window, u32),
) {
    let c = &book.episodes.columns;
    if c.flags[row] & flag::LIVE == 0 {
        return;
    }
    let is = |status| c.status[row] == status_code(status);
    let days = |from: u32, to: u32| to.saturating_sub(from) / DAY;
    for (stays, reached) in it.stays.iter_mut().zip(&c.reached[row]) {
        if *reached == NEVER || !window.has(*reached) {
            continue;
        }
        let (until, end) = match (is(Status::Won), is(Status::Lost)) {
            (true, _) => (c.closed[row], End::Advanced),
            (false, true) => (c.closed[row], End::Lost),
            (false, false) => (now, End::Open),
        };
        stays.add(days(*reached, until), end);
    }
    if !is(Status::Open) || c.flags[row] & flag::LATEST == 0 {
        return;
    }
    let layer = usize::from(c.layer[row]).min(Layer::ALL.len() - 1);
    let reached = c.reached[row][layer];
    let age = if reached == NEVER {
        0
    } else {
        days(reached, now)
    };
    let value = if c.value[row] == NO_AMOUNT {
        0
    } else {
        c.value[row]
    };
    let currency = currencies.place(c.currency[row]);
    // Of more currencies than are told apart, the rarest are not told at all.
    if currency < currencies.names().len() {
        it.add((value, currency, layer, age));
    }
}

/// The months that come: the first day of each, and how many days from now it ends.
struct Ahead {
    firsts: Vec<NaiveDate>,
    ends: Vec<u32>,
}

impl Ahead {
    fn of(book: &Book, now: Moment, many: u32) -> Self {
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
struct Drawn<'a> {
    odds: &'a [Odds],
    /// By layer and month.
    small: Vec<Vec<Small>>,
    /// Value, layer, and the share of each month.
    large: Vec<(f64, usize, Fall)>,
    later: f64,
    unknown: f64,
}

impl<'a> Drawn<'a> {
    fn of(
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
    fn future(&self, run: u64, many: usize) -> Vec<f64> {
        let mut dice = Dice::new(SEED + run);
        let odds: Vec<f64> = self.odds.iter().map(|it| it.drawn(&mut dice)).collect();
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
        for (small, p) in self.small.iter().zip(&odds) {
            for (sum, it) in sums.iter_mut().zip(small).filter(|it| it.1.value > 0.0) {
                let spread = (p * it.squares - p * p * it.twice).max(0.0).sqrt();
                *sum += (p * it.value + spread * dice.normal()).max(0.0);
            }
        }
        sums
    }

    fn months(&self, currency: &str, ahead: &Ahead) -> Months {
        let many = ahead.ends.len();
        let nothing =
            self.large.is_empty() && self.small.iter().flatten().all(|it| it.value <= 0.0);
        let runs = if nothing { 0 } else { RUNS };
        let futures: Vec<Vec<f64>> = (0..runs)
            .into_par_iter()
            .map(|run| self.future(run, many))
            .collect();
        let month = |(at, month): (usize, &NaiveDate)| {
            let mut drawn: Vec<f64> = futures
                .iter()
                .filter_map(|it| it.get(at).copied())
                .collect();
            drawn.sort_unstable_by(f64::total_cmp);
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
                band: Band::of(&drawn),
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
