//! How fast money comes out of the funnel: the pipeline velocity, with the four numbers that it is made of.
//!
//! `velocity = N × average won value × win rate ÷ average days to win`, in money a day, where all four are of one
//! population: the selected leads of one currency. `N` are those open now (parked ones are not), the other three come from
//! those that were closed in the window: won ÷ (won + lost); what a won one was worth; and the days from entering the funnel
//! to the win, of those whose entering is known. It says what the funnel of today would bring a day if it went on as
//! in the window; it is a figure to compare with itself, and no forecast.
//!
//! The band: `N` is known, and what chance has drawn are the closed leads. With the value `y` of each (0 where it was lost), whether its
//! days are known `t`, and these days `d`, the rest is `Σy/n ÷ (Σd/Σt)`, and by the delta method its logarithm has the variance
//! `n/(n−1) · Σ(y/Σy − 1/n + t/Σt − d/Σd)²`, in which value and days of the same lead may hang together. The ends are
//! `velocity · e^(± t₉₅ · √variance)`, with one degree of freedom less than there are wins, for the lost ones have neither value nor days.
//! (G. W. Oehlert, American Statistician 46 (1992) 27–29.)

use super::currencies::Currencies;
use super::funnel::Window;
use super::places::{Part, counted};
use super::stats::{Estimate, Pairs, Rate, student, wilson};
use crate::book::Book;
use crate::book::episodes::{NO_AMOUNT, flag, status_code};
use crate::book::facets::Split;
use crate::book::mask::Mask;
use crate::book::track::NEVER;
use crate::model::Status;

/// Minutes of a day.
const DAY: f64 = 24.0 * 60.0;

/// The four inputs of one currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Velocity {
    /// Open now.
    pub open: u64,
    /// Won in the window.
    pub won: u64,
    /// Lost in the window.
    pub lost: u64,
    /// The won, each with what it was worth in minor units.
    pub values: Pairs,
    /// The won whose entering is known, each with the minutes from there to its win.
    pub times: Pairs,
    /// What these were worth.
    timed_value: i128,
    /// The value of each of these times its minutes.
    value_minutes: i128,
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
        self.values.estimate().value
    }

    /// The days from entering to the win.
    #[must_use]
    pub fn average_days(&self) -> Option<f64> {
        self.days().value
    }

    /// The same with how sure they are.
    #[must_use]
    pub fn days(&self) -> Estimate {
        let it = self.times.estimate();
        Estimate {
            value: it.value.map(|it| it / DAY),
            error: it.error.map(|it| it / DAY),
            ..it
        }
    }

    /// Minor units a day; nothing where one of the four is not there, or wins took no time at all.
    #[must_use]
    pub fn a_day(&self) -> Option<f64> {
        let days = self.average_days().filter(|it| *it > 0.0)?;
        Some(self.open as f64 * self.average_value()? * self.win_rate().rate? / days)
    }

    /// Between what the velocity lies with 95 % certainty; nothing where fewer than two were won.
    #[must_use]
    pub fn band(&self) -> Option<(f64, f64)> {
        let velocity = self.a_day().filter(|it| *it > 0.0)?;
        let half = student(self.won as f64 - 1.0) * self.log_error()?;
        Some((velocity * (-half).exp(), velocity * half.exp()))
    }

    /// The standard error of the velocity's logarithm.
    fn log_error(&self) -> Option<f64> {
        let (value, minutes) = (self.values.sum() as f64, self.times.sum() as f64);
        if self.won < 2 || value <= 0.0 || minutes <= 0.0 {
            return None;
        }
        let (n, timed) = ((self.won + self.lost) as f64, self.times.n() as f64);
        let together = self.timed_value as f64 / (value * timed)
            - self.value_minutes as f64 / (value * minutes);
        let squares = self.values.squares() as f64 / (value * value)
            + self.times.squares() as f64 / (minutes * minutes)
            - 1.0 / n
            - 1.0 / timed
            + 2.0 * together;
        Some((n / (n - 1.0) * squares.max(0.0)).sqrt())
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
            mine.values.merge(&theirs.values);
            mine.times.merge(&theirs.times);
            mine.timed_value += theirs.timed_value;
            mine.value_minutes += theirs.value_minutes;
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
        if it.0.is_empty() {
            it.0.resize(many, Velocity::default());
        }
        let Some(it) = it.0.get_mut(currencies.place(c.currency.get(row))) else {
            return;
        };
        let is = |status| c.status[row] == status_code(status);
        let closed = c.closed[row];
        it.open += u64::from(is(Status::Open) && flags & flag::LATEST != 0);
        it.lost += u64::from(is(Status::Lost) && window.has(closed));
        if is(Status::Won) && window.has(closed) {
            it.won += 1;
            let value = c.value[row];
            let value = if value == NO_AMOUNT { 0 } else { value };
            it.values.add(value, 1);
            if flags & flag::OPENING == 0 && c.entered[row] != NEVER {
                let minutes = i64::from(closed.saturating_sub(c.entered[row]));
                it.times.add(minutes, 1);
                it.timed_value += i128::from(value);
                it.value_minutes += i128::from(value) * i128::from(minutes);
            }
        }
    };
    let parts = counted(selected, split, count);
    let parts = parts.into_iter().map(|mut it: ByCurrency| {
        it.0.resize(many, Velocity::default());
        it.0
    });
    (currencies, parts.collect())
}
