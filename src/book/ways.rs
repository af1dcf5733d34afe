//! What became of selected episodes and how the leads that stand for them stand, with what they are worth: one pass over
//! the rows, over columns that are put together when they are first asked for.
//!
//! It counts and sums; what a layer's figures mean is `insight`'s.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Book;
use super::episodes::{Columns, NO_AMOUNT, status_code};
use super::mask::Mask;
use super::once::made;
use super::sums::Sums;
use crate::model::{Layer, Status};

/// How many shapes there are, see `episode_columns::shape`.
const SHAPES: usize = 1 << 8;

/// The statuses, of which a shape has one in its highest bits.
const STATUSES: usize = Status::ALL.len();

/// The five layers.
const LAYERS: usize = Layer::ALL.len();

/// How many pairs of a layer and a shape there are.
const PAIRS: usize = SHAPES * LAYERS;

/// A currency has a purse for the open leads of each layer, and one for the won.
const PURSES: usize = LAYERS + 1;

/// Rows from which on a thread gets more than two pieces: then one that falls behind costs less.
const MANY: usize = 1 << 20;

/// What is read of each episode.
#[derive(Debug, Clone, Default)]
pub(super) struct Ways {
    /// The layer and the shape.
    pairs: Vec<u16>,
    /// Where its worth is added; the last purse is for what counts nowhere.
    purses: Vec<u32>,
    /// The currencies that occur.
    currencies: Vec<u32>,
}

/// What some episodes come to, and the leads that stand for them.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// How many episodes have each shape.
    pub shapes: Vec<u32>,
    /// How many leads are in each layer with each status, see `episode_columns::standing`.
    pub standings: Vec<u32>,
    /// What the open and parked leads of each layer are worth.
    pub open: [Sums; LAYERS],
    /// What the won episodes were worth.
    pub won: Sums,
}

/// What was counted of some rows.
#[derive(Debug, Clone)]
struct Tally {
    pairs: Vec<u32>,
    /// Sums of amounts by their halves, the low one without a sign: two numbers that do not wait for each other.
    low: Vec<i64>,
    high: Vec<i64>,
}

impl Tally {
    fn none(purses: usize) -> Self {
        Self {
            pairs: vec![0; PAIRS],
            low: vec![0; purses],
            high: vec![0; purses],
        }
    }

    fn sum(&self, purse: usize) -> Option<i128> {
        let (low, high) = (self.low.get(purse)?, self.high.get(purse)?);
        Some(i128::from(*low) + (i128::from(*high) << 32))
    }

    fn and(self, more: &Self) -> Self {
        self.with(more, |mine, more| mine + more, |mine, more| mine + more)
    }

    fn without(self, less: &Self) -> Self {
        self.with(less, |mine, less| mine - less, |mine, less| mine - less)
    }

    fn with(mut self, other: &Self, count: fn(u32, u32) -> u32, sum: fn(i64, i64) -> i64) -> Self {
        let pairs = self.pairs.iter_mut().zip(&other.pairs);
        pairs.for_each(|(mine, theirs)| *mine = count(*mine, *theirs));
        let halves = [(&mut self.low, &other.low), (&mut self.high, &other.high)];
        for (mine, theirs) in halves {
            let sums = mine.iter_mut().zip(theirs);
            sums.for_each(|(mine, theirs)| *mine = sum(*mine, *theirs));
        }
        self
    }
}

/// What was counted of episodes, and of the leads that stand for them.
#[derive(Debug, Clone)]
pub(super) struct Both {
    episodes: Tally,
    leads: Tally,
}

impl Ways {
    fn of(book: &Book) -> Self {
        let c = &book.episodes.columns;
        let both = c.layer.par_iter().zip(c.shape.par_iter());
        let pair = |(layer, shape): (&u8, &u8)| pair_of(*layer, *shape);
        let mut currencies = Vec::new();
        let mut places = HashMap::new();
        let mut before = None;
        for row in 0..c.len() {
            let currency = c.currency.get(row);
            if before != Some(currency) {
                before = Some(currency);
                places.entry(currency).or_insert_with(|| {
                    currencies.push(currency);
                    currencies.len() - 1
                });
            }
        }
        let nowhere = currencies.len() * PURSES;
        let purse = |row: usize| {
            let place = places.get(&c.currency.get(row)).copied();
            purse(c, row, place, nowhere)
        };
        Self {
            pairs: both.map(pair).collect(),
            purses: (0..c.len()).into_par_iter().map(purse).collect(),
            currencies,
        }
    }

    /// Reads a row anew; says whether its currency was there before.
    pub(super) fn follow(&mut self, c: &Columns, row: usize) -> bool {
        let its = c.currency.get(row);
        let place = self.currencies.iter().position(|it| *it == its);
        let nowhere = self.currencies.len() * PURSES;
        if let (Some(pair), Some(its)) = (self.pairs.get_mut(row), self.purses.get_mut(row)) {
            *pair = pair_of(c.layer[row], c.shape[row]);
            *its = purse(c, row, place, nowhere);
        }
        place.is_some()
    }

    /// Counts some of 64 rows.
    #[inline]
    fn add(&self, into: &mut Tally, values: &[i64], word: u64, first: usize) {
        let end = self.pairs.len().min(first + 64);
        let (Some(pairs), Some(purses), Some(values)) = (
            self.pairs.get(first..end),
            self.purses.get(first..end),
            values.get(first..end),
        ) else {
            return;
        };
        let mut rest = word;
        while rest != 0 {
            let at = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            let (Some(pair), Some(purse)) = (pairs.get(at), purses.get(at)) else {
                return;
            };
            if let Some(count) = into.pairs.get_mut(usize::from(*pair)) {
                *count += 1;
            }
            let (purse, value) = (*purse as usize, values.get(at).copied().unwrap_or_default());
            if let (Some(low), Some(high)) = (into.low.get_mut(purse), into.high.get_mut(purse)) {
                *low += value & 0xFFFF_FFFF;
                *high += value >> 32;
            }
        }
    }

    fn outcome(&self, both: &Both) -> Outcome {
        let shapes = (0..SHAPES).map(|shape| {
            let each = both.episodes.pairs.iter();
            each.skip(shape).step_by(SHAPES).sum()
        });
        // The status is a part of the shape.
        let standings = both.leads.pairs.chunks(SHAPES / STATUSES);
        let sums = |place: usize, of: &Tally| {
            let mut sums = Sums::default();
            for (at, currency) in self.currencies.iter().enumerate() {
                if let Some(sum) = of.sum(at * PURSES + place) {
                    sums.add_sum(*currency, sum);
                }
            }
            sums
        };
        Outcome {
            shapes: shapes.collect(),
            standings: standings.map(|shapes| shapes.iter().sum()).collect(),
            open: std::array::from_fn(|layer| sums(layer, &both.leads)),
            won: sums(LAYERS, &both.episodes),
        }
    }
}

const fn pair_of(layer: u8, shape: u8) -> u16 {
    (layer as u16) << 8 | shape as u16
}

/// The purse for what the episode in a row is worth, in the currency at a place.
fn purse(c: &Columns, row: usize, currency: Option<usize>, nowhere: usize) -> u32 {
    let (won, parked) = (status_code(Status::Won), status_code(Status::Parked));
    let place = match c.status[row] {
        status if status == won => Some(LAYERS),
        status if status <= parked => Some(usize::from(c.layer[row]).min(LAYERS - 1)),
        _ => None,
    };
    let worth = place.filter(|_| c.value[row] != NO_AMOUNT);
    let at = worth.and_then(|place| Some(currency? * PURSES + place));
    u32::try_from(at.unwrap_or(nowhere)).unwrap_or(u32::MAX)
}

impl Both {
    /// What some rows come to; of each it is said whether it stands for its lead.
    pub(super) fn of_rows(ways: &Ways, values: &[i64], rows: &[(usize, bool)]) -> Self {
        let none = || Tally::none(ways.currencies.len() * PURSES + 1);
        let mut both = Self {
            episodes: none(),
            leads: none(),
        };
        for (row, stands) in rows {
            let (word, first) = (1 << (row % 64), row / 64 * 64);
            ways.add(&mut both.episodes, values, word, first);
            if *stands {
                ways.add(&mut both.leads, values, word, first);
            }
        }
        both
    }

    /// Adds what some rows come to.
    pub(super) fn and(self, more: &Self) -> Self {
        Self {
            episodes: self.episodes.and(&more.episodes),
            leads: self.leads.and(&more.leads),
        }
    }

    /// Takes off what some rows came to.
    pub(super) fn without(self, less: &Self) -> Self {
        Self {
            episodes: self.episodes.without(&less.episodes),
            leads: self.leads.without(&less.leads),
        }
    }
}

impl Book {
    /// What some episodes come to, and the leads that stand for them.
    ///
    /// Where they are most of all that there are, only the others are counted.
    #[must_use]
    pub fn outcome(&self, episodes: &Mask, leads: &Mask) -> Outcome {
        let all = (self.live_episodes(), &self.engaged().leads);
        let is_most = |rows: &Mask, all: &Mask| 2 * rows.count() > all.count();
        let both = if is_most(episodes, all.0) && is_most(leads, all.1) {
            self.but_for(episodes, leads, all)
        } else {
            self.tallies(episodes, leads)
        };
        self.ways().outcome(&both)
    }

    /// Counts some of all that there are by what all come to, but for the others.
    fn but_for(&self, episodes: &Mask, leads: &Mask, all: (&Mask, &Mask)) -> Both {
        let others = (all.0.without(episodes), all.1.without(leads));
        let adds_up =
            |rows: &Mask, others: &Mask, all: &Mask| rows.count() + others.count() == all.count();
        if !adds_up(episodes, &others.0, all.0) || !adds_up(leads, &others.1, all.1) {
            return self.tallies(episodes, leads);
        }
        let kept = self.whole.outcome();
        let all = made(kept, || self.tallies(all.0, all.1)).clone();
        let others = self.tallies(&others.0, &others.1);
        all.without(&others)
    }

    fn tallies(&self, episodes: &Mask, leads: &Mask) -> Both {
        let ways = self.ways();
        let values = self.episodes.columns.value.as_slice();
        // One purse more takes what counts nowhere.
        let purses = ways.currencies.len() * PURSES + 1;
        let each = if ways.pairs.len() < MANY { 2 } else { 8 };
        let words = episodes.words().len().max(leads.words().len());
        let piece = words.div_ceil(rayon::current_num_threads() * each).max(1);
        let pieces = (0..words.div_ceil(piece)).into_par_iter();
        let none = || [(); 3].map(|()| Tally::none(purses));
        let counted = pieces.map(|number| {
            let mut tallies = none();
            for at in number * piece..words.min((number + 1) * piece) {
                let word = |mask: &Mask| mask.words().get(at).copied().unwrap_or_default();
                let (episodes, leads) = (word(episodes), word(leads));
                let [both, alone, instead] = &mut tallies;
                ways.add(both, values, episodes & leads, at * 64);
                if episodes != leads {
                    // An earlier episode, and a lead that is found by one.
                    ways.add(alone, values, episodes & !leads, at * 64);
                    ways.add(instead, values, leads & !episodes, at * 64);
                }
            }
            tallies
        });
        let [both, alone, instead] = counted.reduce(none, |one, other| {
            let mut pairs = one.into_iter().zip(&other).map(|it| it.0.and(it.1));
            [(); 3].map(|()| pairs.next().unwrap_or_else(|| Tally::none(purses)))
        });
        Both {
            leads: instead.and(&both),
            episodes: both.and(&alone),
        }
    }

    fn ways(&self) -> &Ways {
        made(self.whole.ways(), || Ways::of(self))
    }
}
