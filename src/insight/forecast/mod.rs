//! What the open leads will bring: `Σ value × p`, with a band by simulation, and whether that is enough for a target.
//!
//! `p` is the chance of a win from the layer that a lead is in. *Measured*: of the selected episodes that entered or passed the
//! layer and are closed, the share that was won (see [`calibration`]); it is used where it rests on ten or more, else
//! the *playbook's*. What either alone would say is told beside it. Leads that are parked are not waited for: they are
//! counted apart and not in the sum; leads without a value bring 0, and it is said how many they are.
//!
//! The band: four thousand times each lead is won or not with the `p` of its layer, and where `p` was measured it is drawn
//! anew each time from what the closed ones leave to believe of it, the beta distribution with ½ more of each
//! outcome (Jeffreys' prior); so a few closed leads make a wide band. All leads of a layer share the draw, for what is
//! wrong with a layer's odds is wrong for all of its leads. Leads that stand out in their layer
//! are drawn one by one, 128 of a layer at most, and all the others together as a normal number of the same mean and variance:
//! what these add to the skewness is below a fifth, whatever the odds. The seed is fixed, the same leads always give the same band. It knows chance, and no change of the
//! times: it is no promise.
//!
//! In which month it comes is told by [`months()`].

mod months;
mod whole;

use rayon::prelude::*;

pub use months::{Month, Months, months};
pub use whole::{Whole, whole};

use super::calibration::{Odds, calibration};
use super::currencies::Currencies;
use super::funnel::Window;
use super::places::{Part, counted};
use super::stats::{Dice, Sides};
use crate::book::Book;
use crate::book::episodes::{NO_AMOUNT, flag, status_code};
use crate::book::mask::Mask;
use crate::model::{Layer, Status};

/// Measured odds that rest on fewer are not used.
pub const ENOUGH: u64 = 10;
/// How often the future is drawn.
const RUNS: u64 = 4_000;
/// So many leads of a layer, the largest, are drawn one by one at most.
const ALONE: usize = 128;
/// And of these only those whose value, squared, is more than one in so many parts of the variance of their layer. What
/// the others add to the skewness of the layer's sum is less than |1 − 2p|/√25: a third moment is at most the largest value times
/// the variance.
const PARTS: f64 = 25.0;
const SEED: u64 = 5;

/// The odds of each layer in one drawn future.
type DrawnOdds = [f64; Layer::ALL.len()];

/// What is drawn of a future; each has dice of its own.
#[derive(Debug, Clone, Copy)]
enum Cast {
    Odds,
    Leads,
    Months,
}

impl Cast {
    /// The dice of one future.
    const fn dice(self, run: u64) -> Dice {
        Dice::new(SEED + self as u64 * RUNS + run)
    }
}

/// The odds of each drawn future: what brings the leads and what brings the months are drawn at the same.
fn drawn_odds(odds: &[Odds]) -> Vec<DrawnOdds> {
    let runs = (0..RUNS).into_par_iter();
    runs.map(|run| {
        let mut dice = Cast::Odds.dice(run);
        std::array::from_fn(|layer| odds.get(layer).map_or(0.0, |it| it.drawn(&mut dice)))
    })
    .collect()
}

impl Odds {
    /// Whether the measured odds are used.
    const fn is_measured(&self) -> bool {
        self.measured.n >= ENOUGH
    }

    /// The odds that are used.
    fn p(&self) -> f64 {
        let measured = self.measured.rate.filter(|_| self.is_measured());
        measured.unwrap_or(self.playbook)
    }

    /// The odds of one drawn future.
    fn drawn(&self, dice: &mut Dice) -> f64 {
        let it = &self.measured;
        if self.is_measured() {
            dice.beta(it.hits as f64 + 0.5, (it.n - it.hits) as f64 + 0.5)
        } else {
            self.playbook
        }
    }
}

/// The open leads of one layer in one currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayerForecast {
    /// The odds of the layer, as assumed and as measured.
    pub odds: Odds,
    /// Open leads.
    pub open: u64,
    /// Of these, the ones without a value.
    pub without_value: u64,
    /// What they are worth, in minor units.
    pub value: i128,
    /// Parked leads, which are not in the sum.
    pub parked: u64,
    /// What these are worth.
    pub parked_value: i128,
}

impl LayerForecast {
    /// Whether the measured odds are used.
    #[must_use]
    pub const fn is_measured(&self) -> bool {
        self.odds.is_measured()
    }

    /// The odds that are used.
    #[must_use]
    pub fn p(&self) -> f64 {
        self.odds.p()
    }

    /// What is expected of it, in minor units.
    #[must_use]
    pub fn expected(&self) -> f64 {
        self.value as f64 * self.p()
    }

    /// What the playbook alone expects.
    #[must_use]
    pub fn by_playbook(&self) -> f64 {
        self.value as f64 * self.odds.playbook
    }

    /// What the measured odds alone expect; nothing where none were measured.
    #[must_use]
    pub fn by_measured(&self) -> Option<f64> {
        Some(self.value as f64 * self.odds.measured.rate?)
    }
}

/// What so many of the drawn futures stay below, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Band {
    /// 2.5 % of them.
    pub low: f64,
    /// A tenth.
    pub p10: f64,
    /// Half.
    pub median: f64,
    /// Nine tenths.
    pub p90: f64,
    /// 97.5 %.
    pub high: f64,
}

impl Band {
    /// Read off futures; puts them into an order of its own.
    fn of(futures: &mut [f64]) -> Self {
        // What is smaller than the last one that was asked for lies before it, and is not looked at again.
        let (last, mut from) = (futures.len().saturating_sub(1), 0);
        let mut at = |share: f64| {
            let place = (share * last as f64).round() as usize;
            let rest = futures.get_mut(from..).unwrap_or_default();
            if rest.is_empty() {
                return 0.0;
            }
            let (_, it, _) = rest.select_nth_unstable_by(place - from, f64::total_cmp);
            from = place;
            *it
        };
        Self {
            low: at(0.025),
            p10: at(0.1),
            median: at(0.5),
            p90: at(0.9),
            high: at(0.975),
        }
    }
}

/// The forecast in one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The currency.
    pub currency: String,
    /// The layers, top to bottom.
    pub layers: Vec<LayerForecast>,
    /// The futures that were drawn.
    pub band: Band,
}

impl Forecast {
    /// What is expected in all, in minor units.
    #[must_use]
    pub fn expected(&self) -> f64 {
        self.layers.iter().map(LayerForecast::expected).sum()
    }

    /// What the playbook alone expects.
    #[must_use]
    pub fn by_playbook(&self) -> f64 {
        self.layers.iter().map(LayerForecast::by_playbook).sum()
    }

    /// What the open leads are worth.
    #[must_use]
    pub fn value(&self) -> i128 {
        self.layers.iter().map(|it| it.value).sum()
    }
}

/// The open leads of a layer and a currency, as they are gathered.
#[derive(Debug, Clone, Default)]
struct Stock {
    open: u64,
    without_value: u64,
    value: i128,
    parked: u64,
    parked_value: i128,
    /// The largest, and some more until they are sorted out.
    large: Vec<i64>,
    /// What is worth less is not among the largest.
    least: Option<i64>,
    /// The sum of the others, and of their squares.
    small: i128,
    squares: u128,
}

impl Stock {
    fn add(&mut self, value: i64) {
        if self.least.is_some_and(|least| value < least) {
            self.add_small(value);
            return;
        }
        self.large.push(value);
        if self.large.len() >= 4 * ALONE {
            self.sort_out();
        }
    }

    fn add_small(&mut self, value: i64) {
        self.small += i128::from(value);
        self.squares = self.squares.saturating_add(square(value));
    }

    fn sort_out(&mut self) {
        self.large.sort_unstable_by_key(|it| std::cmp::Reverse(*it));
        for small in self.large.split_off(ALONE.min(self.large.len())) {
            self.add_small(small);
        }
        self.least = self.large.get(ALONE - 1).copied();
    }

    /// Puts those of the largest to the small ones that no longer stand out among all.
    fn settle(&mut self, p: f64) {
        self.sort_out();
        let large = self.large.iter().map(|it| square(*it));
        let all = large.fold(self.squares, u128::saturating_add);
        let variance = p * (1.0 - p) * all as f64;
        let stands_out = |it: &i64| square(*it) as f64 * PARTS > variance;
        let alone = self.large.partition_point(stands_out);
        for small in self.large.split_off(alone) {
            self.add_small(small);
        }
    }
}

/// A value times itself, as exactly as it can be held.
const fn square(value: i64) -> u128 {
    let side = value.unsigned_abs() as u128;
    side.saturating_mul(side)
}

#[derive(Debug, Clone, Default)]
struct Stocks(Vec<[Stock; 5]>);

impl Part for Stocks {
    fn merge(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), Default::default());
        }
        let all = self.0.iter_mut().flatten().zip(other.0.iter().flatten());
        for (mine, theirs) in all {
            mine.open += theirs.open;
            mine.without_value += theirs.without_value;
            mine.value += theirs.value;
            mine.parked += theirs.parked;
            mine.parked_value += theirs.parked_value;
            mine.small += theirs.small;
            mine.squares = mine.squares.saturating_add(theirs.squares);
            theirs.large.iter().for_each(|it| mine.add(*it));
        }
    }
}

/// The forecast of the selected leads, a currency each; the odds are measured on those of them that entered in the window.
#[must_use]
pub fn forecast(book: &Book, selected: &Mask, window: Window) -> Vec<Forecast> {
    forecast_at(book, selected, &calibration(book, selected, window))
}

/// The forecast of selected leads at given odds, top to bottom: those of a group at the odds of the whole add up to it.
#[must_use]
pub fn forecast_at(book: &Book, selected: &Mask, odds: &[Odds]) -> Vec<Forecast> {
    let drawn = drawn_odds(odds);
    let open = open_leads(book, selected, odds).into_iter();
    open.map(|it| it.drawn(&drawn)).collect()
}

/// The open leads of one currency.
struct Open {
    currency: String,
    layers: Vec<LayerForecast>,
    stocks: [Stock; 5],
}

impl Open {
    /// With the futures that are drawn of them.
    fn drawn(self, odds: &[DrawnOdds]) -> Forecast {
        Forecast {
            band: band(&self.stocks, odds),
            currency: self.currency,
            layers: self.layers,
        }
    }
}

/// The open leads of selected ones, a currency each.
fn open_leads(book: &Book, selected: &Mask, odds: &[Odds]) -> Vec<Open> {
    let currencies = Currencies::of(book, selected);
    let many = currencies.names().len();
    let c = &book.episodes.columns;
    let count = |it: &mut Stocks, row: usize| {
        let open = c.status[row] == status_code(Status::Open);
        let parked = c.status[row] == status_code(Status::Parked);
        if c.flags[row] & flag::LATEST == 0 || !(open | parked) {
            return;
        }
        if it.0.is_empty() {
            it.0.resize(many, Default::default());
        }
        let layer = usize::from(c.layer[row]).min(Layer::ALL.len() - 1);
        let Some(stock) = it.0.get_mut(currencies.place(c.currency.get(row))) else {
            return;
        };
        let stock = &mut stock[layer];
        let value = if c.value[row] == NO_AMOUNT {
            0
        } else {
            c.value[row]
        };
        if open {
            stock.open += 1;
            stock.without_value += u64::from(c.value[row] == NO_AMOUNT);
            stock.value += i128::from(value);
            stock.add(value);
        } else {
            stock.parked += 1;
            stock.parked_value += i128::from(value);
        }
    };
    let mut stocks: Stocks = counted(selected, None, count).pop().unwrap_or_default();
    stocks.0.resize(many, Default::default());
    let named = currencies.names().iter().zip(stocks.0);
    named
        .map(|(currency, mut stock)| {
            let settled = stock.iter_mut().zip(odds);
            settled.for_each(|(it, odds)| it.settle(odds.p()));
            let layers: Vec<LayerForecast> = odds
                .iter()
                .zip(&stock)
                .map(|(odds, it)| LayerForecast {
                    odds: *odds,
                    open: it.open,
                    without_value: it.without_value,
                    value: it.value,
                    parked: it.parked,
                    parked_value: it.parked_value,
                })
                .collect();
            Open {
                currency: currency.clone(),
                layers,
                stocks: stock,
            }
        })
        .collect()
}

/// Draws the future many times.
fn band(stocks: &[Stock; 5], odds: &[DrawnOdds]) -> Band {
    if stocks.iter().all(|it| it.open == 0) {
        return Band::default();
    }
    let runs = odds.par_iter().enumerate();
    let mut futures: Vec<f64> = runs
        .map(|(run, odds)| future(stocks, odds, Cast::Leads.dice(run as u64)))
        .collect();
    Band::of(&mut futures)
}

fn future(stocks: &[Stock; 5], odds: &DrawnOdds, mut dice: Dice) -> f64 {
    let (mut sum, mut most, mut mean, mut variance) = (0.0, 0.0, 0.0, 0.0);
    for (p, stock) in odds.iter().zip(stocks) {
        let chance = Sides::of(*p);
        for value in &stock.large {
            sum += if dice.comes(chance) {
                *value as f64
            } else {
                0.0
            };
        }
        most += stock.small as f64;
        mean += p * stock.small as f64;
        variance += p * (1.0 - p) * stock.squares as f64;
    }
    if most > 0.0 {
        sum += (mean + variance.sqrt() * dice.normal()).clamp(0.0, most);
    }
    sum
}

/// How a target, what was won already and what is open stand to each other, in minor units of one currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coverage {
    /// The target of a period.
    pub target: i128,
    /// Won in it so far.
    pub won: i128,
    /// What the open leads are worth.
    pub open: i128,
    /// What is expected of them.
    pub expected: f64,
}

impl Coverage {
    /// What is still to be won.
    #[must_use]
    pub fn to_go(&self) -> i128 {
        (self.target - self.won).max(0)
    }

    /// How many times the open leads are worth what is to go; nothing where nothing is.
    #[must_use]
    pub fn times(&self) -> Option<f64> {
        (self.to_go() > 0).then(|| self.open as f64 / self.to_go() as f64)
    }

    /// How many times what is expected of them covers it.
    #[must_use]
    pub fn expected_times(&self) -> Option<f64> {
        (self.to_go() > 0).then(|| self.expected / self.to_go() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At 2 %, 120 leads of 100 bring what the binomial distribution says: none with .0885, at most one with .3054, two .5686,
    /// five .9659, six .9892. A normal number would have its tenth at 0.5 and its 97.5 % at 5.4.
    #[test]
    fn leads_of_small_odds_are_drawn_one_by_one() {
        let mut stocks: [Stock; 5] = Default::default();
        stocks[0].open = 120;
        (0..120).for_each(|_| stocks[0].add(100));
        stocks[0].settle(0.02);
        let band = band(&stocks, &vec![[0.02; 5]; RUNS as usize]);
        assert_eq!(
            (band.low, band.p10, band.median, band.high),
            (0.0, 100.0, 200.0, 600.0)
        );
    }

    proptest::proptest! {
        #[test]
        fn a_band_is_what_stands_there_once_all_are_in_order(futures in proptest::collection::vec(-9..99_i32, 0..300)) {
            let mut futures: Vec<f64> = futures.into_iter().map(f64::from).collect();
            let got = Band::of(&mut futures.clone());
            futures.sort_by(f64::total_cmp);
            let at = |share: f64| {
                let last = futures.len().saturating_sub(1) as f64;
                futures.get((share * last).round() as usize).copied().unwrap_or_default()
            };
            let want = Band { low: at(0.025), p10: at(0.1), median: at(0.5), p90: at(0.9), high: at(0.975) };
            proptest::prop_assert_eq!(got, want);
        }
    }
}
