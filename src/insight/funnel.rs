//! The funnel of a selection: stock, value, conversions, time in layer, win rate.
//!
//! Definitions, in one place:
//! - *open*: leads whose latest episode is in the layer, open or parked;
//! - *entered*: episodes that first entered or passed the layer in the window; an episode that was in
//!   the stock when its history began has not entered that layer and is left out of it;
//! - *advanced*: of these, the ones that reached the layer below or went beyond, whenever that was;
//! - *conversion*: advanced ÷ entered, with the Wilson 95 % band; *still open* says how many of the
//!   entered may yet advance;
//! - *odds*: of the entered that are closed, the share that was won;
//! - *median days*: time in the layer until it was left forward or lost, open stays censored
//!   (Kaplan–Meier); layers that were only passed do not count;
//! - *win rate*: won ÷ (won + lost), by the day of closing.

use super::replay::Seen;
use super::stats::{End, Rate, Survival, Tally, wilson};
use crate::book::Book;
use crate::book::mask::Mask;
use crate::book::rows::over;
pub use crate::book::sums::Sums;
pub use crate::book::track::NEVER;
use crate::model::{Layer, Moment, Status};

/// From a minute on and before another; the whole of time by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first minute in it.
    pub from: u32,
    /// The first minute after it.
    pub to: u32,
}

impl Default for Window {
    fn default() -> Self {
        Self { from: 0, to: NEVER }
    }
}

impl Window {
    #[inline]
    pub(crate) const fn has(self, minute: u32) -> bool {
        self.from <= minute && minute < self.to
    }
}

/// The minute of a moment, in the count that windows use.
#[must_use]
pub fn minute(at: Moment) -> u32 {
    crate::book::track::minute(at)
}

/// What is counted for one layer.
#[derive(Debug, Clone)]
pub struct LayerFigures {
    /// The layer.
    pub layer: Layer,
    /// Leads in it, open or parked.
    pub open: u64,
    /// Of these, parked.
    pub parked: u64,
    /// What they are worth.
    pub value: Sums,
    /// Episodes that first entered or passed it in the window.
    pub entered: u64,
    /// Of these, the ones that went on.
    pub advanced: u64,
    /// Of those that did not go on, the ones that are not closed.
    pub still_open: u64,
    /// The share that went on.
    pub conversion: Rate,
    /// Of the entered that are closed, the share that was won.
    pub odds: Rate,
    /// The median of the days in the layer; nothing where half have not left it yet.
    pub median_days: Option<u32>,
    /// The longest that was seen, for "more than so many days".
    pub longest_days: Option<u32>,
}

/// The funnel of a selection.
#[derive(Debug, Clone)]
pub struct Funnel {
    /// Leads in the selection.
    pub leads: u64,
    /// Episodes in the selection.
    pub episodes: u64,
    /// Episodes that were in the stock when their history began.
    pub opening: u64,
    /// The five layers, top to bottom.
    pub layers: Vec<LayerFigures>,
    /// Episodes won in the window.
    pub won: u64,
    /// What they were worth.
    pub won_value: Sums,
    /// Episodes lost in the window.
    pub lost: u64,
    /// The share of the closed that was won.
    pub win_rate: Rate,
}

/// What one block of rows comes to.
#[derive(Default)]
pub(super) struct Part {
    leads: u64,
    episodes: u64,
    opening: u64,
    won: u64,
    lost: u64,
    won_value: Sums,
    layers: [LayerPart; 5],
}

#[derive(Default)]
struct LayerPart {
    open: u64,
    parked: u64,
    value: Sums,
    /// Those that entered, by status, and by whether they went on.
    entered: [[u64; 2]; Status::ALL.len()],
    stays: Tally,
}

/// Counts the funnel of the selected episodes; `now` is the minute at which open stays are censored.
#[must_use]
pub fn funnel(book: &Book, selected: &Mask, window: Window, now: u32) -> Funnel {
    let c = &book.episodes.columns;
    let count = |part: &mut Part, row: usize| {
        if let Some(seen) = Seen::now(c, row) {
            part.count(&seen, (c.currency.get(row), c.value[row]), window, now);
        }
    };
    over(selected, Part::default, count, Part::merged).figures()
}

impl Part {
    /// Counts one episode with its value.
    #[inline]
    pub(super) fn count(
        &mut self,
        it: &Seen,
        (currency, value): (u32, i64),
        window: Window,
        now: u32,
    ) {
        self.episodes += 1;
        self.leads += u64::from(it.for_lead);
        self.opening += u64::from(it.opening);
        let closed = it.status.is_closed();
        let ended = window.has(it.closed);
        self.lost += u64::from(ended && it.status == Status::Lost);
        if it.status == Status::Won && ended {
            self.won += 1;
            self.won_value.add(currency, value);
        } else if !closed && it.latest {
            let layer = &mut self.layers[usize::from(it.layer).min(4)];
            layer.open += 1;
            layer.parked += u64::from(it.status == Status::Parked);
            layer.value.add(currency, value);
        }
        for (index, layer) in self.layers.iter_mut().enumerate() {
            let entered = it.reached[index];
            // What never was is in no window.
            if !window.has(entered) {
                continue;
            }
            let stay = Stay {
                entered,
                next: it.reached[index + 1],
                closed: it.closed,
                status: it.status,
                visited: it.visited >> index & 1 == 1,
            };
            layer.count(&stay, now);
        }
    }

    pub(super) fn merged(mut self, other: Self) -> Self {
        self.leads += other.leads;
        self.episodes += other.episodes;
        self.opening += other.opening;
        self.won += other.won;
        self.lost += other.lost;
        self.won_value.merge(&other.won_value);
        for (mine, theirs) in self.layers.iter_mut().zip(&other.layers) {
            mine.merge(theirs);
        }
        self
    }

    pub(super) fn figures(self) -> Funnel {
        Funnel {
            leads: self.leads,
            episodes: self.episodes,
            opening: self.opening,
            layers: Layer::ALL
                .into_iter()
                .zip(self.layers)
                .map(|(layer, part)| part.figures(layer))
                .collect(),
            won: self.won,
            won_value: self.won_value,
            lost: self.lost,
            win_rate: wilson(self.won, self.won + self.lost),
        }
    }
}

/// One episode's time in one layer.
struct Stay {
    entered: u32,
    next: u32,
    closed: u32,
    status: Status,
    visited: bool,
}

impl LayerPart {
    #[inline]
    fn count(&mut self, stay: &Stay, now: u32) {
        // Looked up rather than asked for: which of them it is can't be foreseen, and there are a million.
        let advanced = stay.next != NEVER;
        self.entered[stay.status as usize][usize::from(advanced)] += 1;
        let lost = !advanced && stay.status == Status::Lost;
        let which = usize::from(advanced) << 1 | usize::from(lost);
        let end = [End::Open, End::Lost, End::Advanced, End::Advanced][which];
        let until = [now, stay.closed, stay.next, stay.next][which];
        if stay.visited {
            let days = until.saturating_sub(stay.entered) / (24 * 60);
            self.stays.add(days, end);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.open += other.open;
        self.parked += other.parked;
        self.value.merge(&other.value);
        let all = self.entered.iter_mut().flatten();
        all.zip(other.entered.iter().flatten())
            .for_each(|(mine, theirs)| *mine += theirs);
        self.stays.merge(&other.stays);
    }

    fn of(&self, status: Status) -> u64 {
        self.entered[status as usize].iter().sum()
    }

    fn figures(self, layer: Layer) -> LayerFigures {
        let survival = Survival::of(&self.stays);
        let entered = self.entered.iter().flatten().sum();
        let advanced = self.entered.iter().map(|it| it[1]).sum();
        let gone = self.entered[Status::Lost as usize][0];
        let (won, lost) = (self.of(Status::Won), self.of(Status::Lost));
        LayerFigures {
            layer,
            open: self.open,
            parked: self.parked,
            value: self.value,
            entered,
            advanced,
            still_open: entered - advanced - gone,
            conversion: wilson(advanced, entered),
            odds: wilson(won, won + lost),
            median_days: survival.median(),
            longest_days: survival.longest(),
        }
    }
}
