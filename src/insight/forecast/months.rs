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
//! The band: four thousand times, at the odds that were drawn for the forecast, the largest leads fall into a month or into none
//! one by one, the many small ones together as a normal number of the same mean and variance for each month. Months
//! are calendar months of the workspace's zone, the running one from now on. How fast leads were won is
//! taken for certain, so the band is of how much rather than of when.

mod drawn;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use self::drawn::{Ahead, Falls};
use super::super::calibration::calibration;
use super::super::currencies::Currencies;
use super::super::funnel::Window;
use super::super::places::{Part, counted};
use super::super::stats::{End, Incidence, Tally};
use super::{ALONE, Band, Odds, drawn_odds, square};
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
    let drawn = drawn_odds(&odds);
    of_currencies(
        book,
        selected,
        (&odds, &drawn),
        (window, now, many),
        usize::MAX,
    )
}

/// The same at odds that are known already, of so many currencies, those of most leads.
pub(super) fn of_currencies(
    book: &Book,
    selected: &Mask,
    (odds, drawn): (&[Odds], &[super::DrawnOdds]),
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
            Falls::of(&counts, place, odds, &curves, &calendar).months(currency, drawn, &calendar)
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
    let (status, entered) = (c.status[row], &c.reached[row]);
    let is = |one| status == status_code(one);
    let days = |from: u32, to: u32| to.saturating_sub(from) / DAY;
    let (until, end) = match (is(Status::Won), is(Status::Lost)) {
        (true, _) => (c.closed[row], End::Advanced),
        (false, true) => (c.closed[row], End::Lost),
        (false, false) => (now, End::Open),
    };
    for (stays, reached) in it.stays.iter_mut().zip(entered) {
        if *reached != NEVER && window.has(*reached) {
            stays.add(days(*reached, until), end);
        }
    }
    if !is(Status::Open) || c.flags[row] & flag::LATEST == 0 {
        return;
    }
    let layer = usize::from(c.layer[row]).min(Layer::ALL.len() - 1);
    let reached = entered[layer];
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
    let currency = currencies.place(c.currency.get(row));
    // Of more currencies than are told apart, the rarest are not told at all.
    if currency < currencies.names().len() {
        it.add((value, currency, layer, age));
    }
}
