//! The win rate, in the three ways in which it is asked for; they answer different questions.
//!
//! - *closed*: of the leads that were closed in the window, the share that was won: won ÷ (won + lost). What is shown where
//!   nothing else is said;
//! - *cohort*: of the leads that entered the funnel in the window, the share that was won so far; it says how many are
//!   still open, and can only grow. What was found in the stock has not entered and is left out;
//! - *by value*: of the money in the leads that were closed in the window, the share that was won; each currency for itself.
//!   A lost lead counts with the value that it was last given, so where losses carry none this is near 1 and says little;
//!   how many of them carry one is said beside it.
//!
//! The shares of leads have Wilson's band. The share of money and the average won lead are a ratio and a mean: theirs is
//! Student's ([`Estimate`]).

use super::currencies::Currencies;
use super::funnel::Window;
use super::places::{Part, counted};
use super::stats::{Estimate, Pairs, Rate, wilson};
use crate::book::Book;
use crate::book::episodes::{NO_AMOUNT, flag, status_code};
use crate::book::facets::Split;
use crate::book::mask::Mask;
use crate::book::track::NEVER;
use crate::model::Status;

/// Money won and lost in one currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Money {
    /// Won leads.
    pub won: u64,
    /// What they were worth, in minor units.
    pub won_value: i128,
    /// Lost leads that carry a value.
    pub lost_with_value: u64,
    /// What they were worth.
    pub lost_value: i128,
    /// The won leads, each with what it was worth.
    pub each: Pairs,
    /// The closed leads that carry a value, each with what of it was won.
    pub of_value: Pairs,
}

impl Money {
    /// The share of the money that was won; nothing where no loss carries a value, for it would always be all of it.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        let all = self.won_value + self.lost_value;
        (self.lost_with_value > 0 && all > 0).then(|| self.won_value as f64 / all as f64)
    }

    /// How sure that share is: a ratio of two sums, in which a large lead counts for more than a small one. From 0 to 1.
    #[must_use]
    pub fn share_band(&self) -> Option<(f64, f64)> {
        self.share()?;
        let (low, high) = self.of_value.estimate().band_from_nothing()?;
        Some((low.min(1.0), high.min(1.0)))
    }

    /// What a won lead was worth, in minor units.
    #[must_use]
    pub fn average(&self) -> Option<f64> {
        self.average_worth().value
    }

    /// The same with how sure it is.
    #[must_use]
    pub fn average_worth(&self) -> Estimate {
        self.each.estimate()
    }
}

/// The win rates of a selection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WinRate {
    /// Won in the window.
    pub won: u64,
    /// Lost in the window.
    pub lost: u64,
    /// Entered the funnel in the window.
    pub entered: u64,
    /// Of these, won so far.
    pub entered_won: u64,
    /// Of these, lost so far.
    pub entered_lost: u64,
    /// Was in the stock when its history began, which was in the window.
    pub left_out: u64,
    /// By the places of the currencies.
    pub money: Vec<Money>,
}

impl WinRate {
    /// By the day of closing.
    #[must_use]
    pub fn closed(&self) -> Rate {
        wilson(self.won, self.won + self.lost)
    }

    /// By the day of entering, so far.
    #[must_use]
    pub fn cohort(&self) -> Rate {
        wilson(self.entered_won, self.entered)
    }

    /// Of those that entered, the ones that may yet be won.
    #[must_use]
    pub const fn still_open(&self) -> u64 {
        self.entered - self.entered_won - self.entered_lost
    }
}

impl Part for WinRate {
    fn merge(&mut self, other: &Self) {
        self.won += other.won;
        self.lost += other.lost;
        self.entered += other.entered;
        self.entered_won += other.entered_won;
        self.entered_lost += other.entered_lost;
        self.left_out += other.left_out;
        if self.money.len() < other.money.len() {
            self.money.resize(other.money.len(), Money::default());
        }
        for (mine, theirs) in self.money.iter_mut().zip(&other.money) {
            mine.won += theirs.won;
            mine.won_value += theirs.won_value;
            mine.lost_with_value += theirs.lost_with_value;
            mine.lost_value += theirs.lost_value;
            mine.each.merge(&theirs.each);
            mine.of_value.merge(&theirs.of_value);
        }
    }
}

/// The win rates of selected episodes, for each place of a split if there is one, with the currencies of their money.
#[must_use]
pub fn win_rates(
    book: &Book,
    selected: &Mask,
    window: Window,
    split: Option<&Split<'_>>,
) -> (Currencies, Vec<WinRate>) {
    let currencies = Currencies::of(book, selected);
    let c = &book.episodes.columns;
    let many = currencies.names().len();
    let count = |it: &mut WinRate, row: usize| {
        if c.flags[row] & flag::LIVE == 0 {
            return;
        }
        let won = c.status[row] == status_code(Status::Won);
        let lost = c.status[row] == status_code(Status::Lost);
        let (entered, closed) = (c.entered[row], c.closed[row]);
        if entered != NEVER && window.has(entered) {
            let found = c.flags[row] & flag::OPENING != 0;
            it.left_out += u64::from(found);
            it.entered += u64::from(!found);
            it.entered_won += u64::from(won & !found);
            it.entered_lost += u64::from(lost & !found);
        }
        if !(won | lost) || !window.has(closed) {
            return;
        }
        it.won += u64::from(won);
        it.lost += u64::from(lost);
        if it.money.is_empty() {
            it.money.resize(many, Money::default());
        }
        if let Some(money) = it.money.get_mut(currencies.place(c.currency.get(row))) {
            let value = c.value[row];
            let worth = if value == NO_AMOUNT { 0 } else { value };
            let amount = i128::from(worth);
            if worth != 0 {
                money.of_value.add(if won { worth } else { 0 }, worth);
            }
            if won {
                money.won += 1;
                money.won_value += amount;
                money.each.add(worth, 1);
            } else {
                money.lost_with_value += u64::from(amount != 0);
                money.lost_value += amount;
            }
        }
    };
    let rates = counted(selected, split, count);
    (currencies, rates)
}
