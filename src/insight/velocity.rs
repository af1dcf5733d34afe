//! How fast money comes out of the funnel: the pipeline velocity, with the four numbers that it is made of.
//!
//! `velocity = N × average won value × win rate ÷ average days to win`, in money a day, where all four are of one
//! population: the selected leads of one currency. `N` are those open now (parked ones are not), the other three come from
//! those that were closed in the window: won ÷ (won + lost); what a won one was worth; and the days from entering the funnel
//! to the win, of those whose entering is known. It says what the funnel of today would bring a day if it went on as
//! in the window; it is a figure to compare with itself, and no forecast.

use super::currencies::Currencies;
use super::funnel::Window;
use super::places::{Part, counted};
use super::stats::{Rate, wilson};
use crate::book::Book;
use crate::book::episodes::{NO_AMOUNT, flag, status_code};
use crate::book::facets::Split;
use crate::book::mask::Mask;
use crate::book::track::NEVER;
use crate::model::Status;

/// The four inputs of one currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Velocity {
    /// Open now.
    pub open: u64,
    /// Won in the window.
    pub won: u64,
    /// Lost in the window.
    pub lost: u64,
    /// What was won, in minor units.
    pub won_value: i128,
    /// Of the won, those whose entering is known.
    pub timed: u64,
    /// The minutes from their entering to their win, all together.
    pub minutes: u64,
}

impl Velocity {
    /// Won ÷ (won + lost).
    #[must_use]
    pub fn win_rate(&self) -> Rate {
        wilson(self.won, self.won + self.lost)
    }

    /// What a won lead was worth, in minor units.
    #[must_use]
    pub fn average_value(&self) -> Option<f64> {
        (self.won > 0).then(|| self.won_value as f64 / self.won as f64)
    }

    /// The days from entering to the win.
    #[must_use]
    pub fn average_days(&self) -> Option<f64> {
        let days = self.minutes as f64 / (24.0 * 60.0);
        (self.timed > 0).then(|| days / self.timed as f64)
    }

    /// Minor units a day; nothing where one of the four is not there, or wins took no time at all.
    #[must_use]
    pub fn a_day(&self) -> Option<f64> {
        let days = self.average_days().filter(|it| *it > 0.0)?;
        Some(self.open as f64 * self.average_value()? * self.win_rate().rate? / days)
    }
}

#[derive(Debug, Clone, Default)]
struct ByCurrency(Vec<Velocity>);

impl Part for ByCurrency {
    fn merge(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), Velocity::default());
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            mine.open += theirs.open;
            mine.won += theirs.won;
            mine.lost += theirs.lost;
            mine.won_value += theirs.won_value;
            mine.timed += theirs.timed;
            mine.minutes += theirs.minutes;
        }
    }
}

/// The velocity of selected episodes by currency, for each place of a split if there is one.
#[must_use]
pub fn velocity(
    book: &Book,
    selected: &Mask,
    window: Window,
    split: Option<&Split<'_>>,
) -> (Currencies, Vec<Vec<Velocity>>) {
    let currencies = Currencies::of(book, selected);
    let many = currencies.names().len();
    let c = &book.episodes.columns;
    let count = |it: &mut ByCurrency, row: usize| {
        let flags = c.flags[row];
        if flags & flag::LIVE == 0 {
            return;
        }
        it.0.resize(many, Velocity::default());
        let Some(it) = it.0.get_mut(currencies.place(c.currency[row])) else {
            return;
        };
        let is = |status| c.status[row] == status_code(status);
        let closed = c.closed[row];
        it.open += u64::from(is(Status::Open) && flags & flag::LATEST != 0);
        it.lost += u64::from(is(Status::Lost) && window.has(closed));
        if is(Status::Won) && window.has(closed) {
            it.won += 1;
            let value = c.value[row];
            it.won_value += i128::from(if value == NO_AMOUNT { 0 } else { value });
            let known = flags & flag::OPENING == 0 && c.entered[row] != NEVER;
            it.timed += u64::from(known);
            it.minutes += u64::from(known) * u64::from(closed.saturating_sub(c.entered[row]));
        }
    };
    let parts = counted(selected, split, count);
    let parts = parts.into_iter().map(|mut it: ByCurrency| {
        it.0.resize(many, Velocity::default());
        it.0
    });
    (currencies, parts.collect())
}
