//! How long it takes: the time in each layer, and from the first layer to the end.
//!
//! - *in a layer*: from when it was first entered until it was left forward or lost, for leads that were really in it;
//!   open stays are counted for as long as they have lasted (Kaplan–Meier, see [`Survival`]);
//! - *to the end*: from when the funnel was entered until it was won or lost, open ones likewise;
//! - *to the win*: the same of those that were won, and of them alone: no statement about the others.
//!
//! Days are whole ones. The median and the ninetieth percentile are the first day by which so many have left; where the
//! curve does not come down that far, only that it takes longer than the longest seen is known. What was found in the
//! stock when its history began has no beginning and is left out. The window is about when a stay began.

use rayon::prelude::*;

use super::funnel::Window;
use super::places::{Part, counted, counted_with_whole};
use super::stats::{End, Survival, Tally};
use crate::book::Book;
use crate::book::episodes::{Columns, flag, status_code};
use crate::book::facets::Split;
use crate::book::mask::Mask;
use crate::book::track::NEVER;
use crate::model::{Layer, Status};

/// How long some stays last.
#[derive(Debug, Clone, PartialEq)]
pub struct Lasting {
    /// How many days.
    pub survival: Survival,
}

impl Lasting {
    fn of(tally: &Tally) -> Self {
        Self {
            survival: Survival::of(tally),
        }
    }

    /// By which day half have left.
    #[must_use]
    pub fn median(&self) -> Days {
        self.quantile(0.5)
    }

    /// By which day nine of ten have left.
    #[must_use]
    pub fn p90(&self) -> Days {
        self.quantile(0.9)
    }

    fn quantile(&self, share: f64) -> Days {
        match (self.survival.quantile(share), self.survival.longest()) {
            (Some(days), _) => Days::By(days),
            (None, Some(longest)) => Days::Beyond(longest),
            (None, None) => Days::Unknown,
        }
    }
}

/// A number of days, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// So many.
    By(u32),
    /// More than the longest that was seen.
    Beyond(u32),
    /// Nothing was seen.
    Unknown,
}

/// All times of a selection.
#[derive(Debug, Clone, PartialEq)]
pub struct Durations {
    /// In each layer, top to bottom.
    pub layers: Vec<(Layer, Lasting)>,
    /// From entering the funnel to being won or lost.
    pub to_end: Lasting,
    /// From entering the funnel to being won, of those that were.
    pub to_win: Lasting,
    /// Left out, for they were found in the stock.
    pub left_out: u64,
}

#[derive(Debug, Clone, Default)]
struct Stays {
    layers: [Tally; 5],
    to_end: Tally,
    to_win: Tally,
    left_out: u64,
}

/// The times of selected episodes; `now` is the minute up to which open stays have lasted.
#[must_use]
pub fn durations(book: &Book, selected: &Mask, window: Window, now: u32) -> Durations {
    let mut all = by(book, selected, window, now, None);
    all.pop().unwrap_or_else(|| Stays::default().figures())
}

/// The same for each place of a split.
#[must_use]
pub fn durations_by(
    book: &Book,
    selected: &Mask,
    window: Window,
    now: u32,
    split: &Split<'_>,
) -> Vec<Durations> {
    by(book, selected, window, now, Some(split))
}

/// The same for all of them, too, with every episode looked at once.
#[must_use]
pub fn durations_and_by(
    book: &Book,
    selected: &Mask,
    window: Window,
    now: u32,
    split: &Split<'_>,
) -> (Durations, Vec<Durations>) {
    let c = &book.episodes.columns;
    let (whole, parts) = counted_with_whole(selected, split, |it: &mut Stays, row| {
        it.count(c, row, window, now)
    });
    let parts = parts.into_par_iter().map(Stays::figures);
    (whole.figures(), parts.collect())
}

fn by(
    book: &Book,
    selected: &Mask,
    window: Window,
    now: u32,
    split: Option<&Split<'_>>,
) -> Vec<Durations> {
    let c = &book.episodes.columns;
    let parts = counted(selected, split, |it: &mut Stays, row| {
        it.count(c, row, window, now)
    });
    parts.into_par_iter().map(Stays::figures).collect()
}

impl Stays {
    fn count(&mut self, c: &Columns, row: usize, window: Window, now: u32) {
        let flags = c.flags[row];
        if flags & flag::LIVE == 0 {
            return;
        }
        let won = c.status[row] == status_code(Status::Won);
        let lost = c.status[row] == status_code(Status::Lost);
        let closed = c.closed[row];
        let days = |from: u32, to: u32| to.saturating_sub(from) / (24 * 60);
        let reached = &c.reached[row];
        for (index, tally) in self.layers.iter_mut().enumerate() {
            let (entered, next) = (reached[index], reached[index + 1]);
            if c.visited[row] >> index & 1 == 0 || entered == NEVER || !window.has(entered) {
                continue;
            }
            let (until, end) = match (next != NEVER, lost) {
                (true, _) => (next, End::Advanced),
                (false, true) => (closed, End::Lost),
                (false, false) => (now, End::Open),
            };
            tally.add(days(entered, until), end);
        }
        let entered = c.entered[row];
        if entered == NEVER || !window.has(entered) {
            return;
        }
        if flags & flag::OPENING != 0 {
            self.left_out += 1;
            return;
        }
        if won {
            self.to_win.add(days(entered, closed), End::Advanced);
            self.to_end.add(days(entered, closed), End::Advanced);
        } else if lost {
            self.to_end.add(days(entered, closed), End::Lost);
        } else {
            self.to_end.add(days(entered, now), End::Open);
        }
    }

    fn figures(self) -> Durations {
        let layers = Layer::ALL.into_iter().zip(&self.layers);
        Durations {
            layers: layers.map(|(it, tally)| (it, Lasting::of(tally))).collect(),
            to_end: Lasting::of(&self.to_end),
            to_win: Lasting::of(&self.to_win),
            left_out: self.left_out,
        }
    }
}

impl Part for Stays {
    fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.layers.iter_mut().zip(&other.layers) {
            mine.merge(theirs);
        }
        self.to_end.merge(&other.to_end);
        self.to_win.merge(&other.to_win);
        self.left_out += other.left_out;
    }
}
