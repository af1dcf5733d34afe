//! The same rates in an earlier window, seen at the same age, and whether the later ones differ from them.
//!
//! A young cohort has had less time to go on than an old one. So the earlier cohort is seen as it was when it was as
//! old as the later one is now: what happened to it since does not count. Cohorts of two windows share no episode,
//! which is what Newcombe's interval asks for.

use super::funnel::{Funnel, Window};
use super::stats::{Rate, newcombe, wilson};
use crate::book::Book;
use crate::book::episodes::{Columns, flag};
use crate::book::mask::Mask;
use crate::book::rows::over;
use crate::book::track::NEVER;
use crate::model::Status;

/// A difference that rests on fewer than this on either side is not told.
pub const FEW: u64 = 10;

/// What was counted in a window, as it looked at some minute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Episodes that first entered or passed each layer.
    pub entered: [u64; 5],
    /// Of these, the ones that had gone on.
    pub advanced: [u64; 5],
    /// Of those that had not, the ones that were not closed.
    pub open: [u64; 5],
    /// Won.
    pub won: u64,
    /// Lost.
    pub lost: u64,
}

/// By how much later rates lie above earlier ones; nothing where that may be chance.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Changes {
    /// Of each layer's conversion.
    pub conversions: [Option<f64>; 5],
    /// Of the win rate.
    pub win_rate: Option<f64>,
}

/// Counts a window's cohort as it looked at the minute `seen`.
#[must_use]
pub fn counts(book: &Book, selected: &Mask, window: Window, seen: u32) -> Counts {
    let columns = &book.episodes.columns;
    let count = |counts: &mut Counts, row: usize| counts.count(columns, row, window, seen);
    over(selected, Counts::default, count, Counts::merged)
}

impl Counts {
    #[inline]
    pub(super) fn count(&mut self, c: &Columns, row: usize, window: Window, seen: u32) {
        if c.flags[row] & flag::LIVE == 0 {
            return;
        }
        // Most episodes had all their steps before the window, or came after it.
        if c.acted[row] < window.from || c.entered[row] >= window.to {
            return;
        }
        let closed = c.closed[row];
        // Nothing is asked that can't be foreseen: adding nothing is quicker than a wrong guess.
        let ended = (closed < seen) & window.has(closed);
        let status = Status::ALL[usize::from(c.status[row] & 3)];
        self.won += u64::from(ended & (status == Status::Won));
        self.lost += u64::from(ended & (status == Status::Lost));
        let reached = &c.reached[row];
        for layer in 0..5 {
            let entered = reached[layer];
            let came = (entered != NEVER) & (entered < seen) & window.has(entered);
            self.entered[layer] += u64::from(came);
            let went_on = reached[layer + 1] < seen;
            self.advanced[layer] += u64::from(came & went_on);
            self.open[layer] += u64::from(came & !went_on & (closed >= seen));
        }
    }

    pub(super) fn merged(mut self, other: Self) -> Self {
        for layer in 0..5 {
            self.entered[layer] += other.entered[layer];
            self.advanced[layer] += other.advanced[layer];
            self.open[layer] += other.open[layer];
        }
        self.won += other.won;
        self.lost += other.lost;
        self
    }

    /// By how much a later funnel's rates lie above these.
    #[must_use]
    pub fn changes(&self, later: &Funnel) -> Changes {
        let mut changes = Changes {
            win_rate: told(&later.win_rate, &wilson(self.won, self.won + self.lost)),
            ..Changes::default()
        };
        for (layer, figures) in later.layers.iter().enumerate().take(5) {
            let earlier = wilson(self.advanced[layer], self.entered[layer]);
            changes.conversions[layer] = told(&figures.conversion, &earlier);
        }
        changes
    }
}

/// The difference, where both sides rest on enough and its interval leaves out none.
fn told(later: &Rate, earlier: &Rate) -> Option<f64> {
    let apart = newcombe(later, earlier);
    apart
        .difference
        .filter(|_| apart.differs() && later.n.min(earlier.n) >= FEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_told_where_it_is_more_than_chance_and_rests_on_enough() {
        let near = |got: Option<f64>, want: f64| (got.unwrap() - want).abs() < 1e-9;
        assert!(near(told(&wilson(58, 100), &wilson(80, 100)), -0.22));
        assert_eq!(told(&wilson(58, 100), &wilson(60, 100)), None);
        assert_eq!(told(&wilson(0, 9), &wilson(100, 100)), None);
        assert_eq!(told(&wilson(5, 10), &wilson(0, 0)), None);
    }
}
