//! Conversion from layer to layer, in each of the definitions that people mean by it, side by side.
//!
//! The window is about when a layer was first entered or passed; `now` is when one looks. An episode counts once in each.
//!
//! | definition | numerator | denominator |
//! |---|---|---|
//! | *reached or passed* | those of the denominator that reached the next layer or went beyond, whenever that was | episodes that first entered or passed the layer in the window |
//! | *strict* | those of the denominator that were moved from this layer straight into the next | of the same, the ones that were really in the layer and did not only pass it |
//! | *period flow* | episodes that first entered or passed the next layer in the window | episodes that first entered or passed this one in the window |
//! | *incidence* | expected to go on in the end | as for reached or passed |
//!
//! *Reached or passed* is what is shown where nothing else is said. It can still grow: it counts those who are still open
//! as if they never went on, and says how many they are. *Incidence* takes them as seen so far: the Aalen–Johansen
//! estimate at the longest time seen, in which being lost competes with going on; with nobody open both are the same.
//! *Period flow* sets two different crowds against each other and may pass 100 %: it is a ratio, and no conversion.
//! Winning goes on from the last layer, and passes all that lie between.
//!
//! *Left out* of all: episodes that stood in the layer when their history began; when they had come there, and how many had
//! come with them and were gone by then, nobody knows.
//!
//! Sources: the formulas of [`wilson`] and [`Incidence`].

use rayon::prelude::*;

use super::funnel::Window;
use super::places::{Part, counted, counted_with_whole};
use super::stats::{Cause, Chance, End, Incidence, Rate, Tally, wilson};
use crate::book::Book;
use crate::book::episodes::{flag, status_code};
use crate::book::facets::Split;
use crate::book::mask::Mask;
use crate::book::track::NEVER;
use crate::model::{Layer, Status};

/// What is meant by the share that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Definition {
    /// Of those that entered or passed the layer, the ones that got further.
    #[default]
    ReachedOrPassed,
    /// Of those that were in the layer, the ones that were moved straight into the next.
    Strict,
    /// Those that came to the next layer against those that came to this one, in the same window.
    PeriodFlow,
    /// The same as the first, with the open ones counted as far as they have been seen.
    Incidence,
}

impl Definition {
    /// Every definition, the usual one first.
    pub const ALL: [Self; 4] = [
        Self::ReachedOrPassed,
        Self::Strict,
        Self::PeriodFlow,
        Self::Incidence,
    ];

    /// The stable code, as printed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReachedOrPassed => "reached-or-passed",
            Self::Strict => "strict",
            Self::PeriodFlow => "period-flow",
            Self::Incidence => "incidence",
        }
    }
}

/// How many came to a layer, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cohort {
    /// First entered or passed the layer in the window.
    pub entered: u64,
    /// Of these, reached the next or went beyond.
    pub advanced: u64,
    /// Of these, lost before that.
    pub lost: u64,
}

impl Cohort {
    /// Those that may yet go on.
    #[must_use]
    pub const fn still_open(&self) -> u64 {
        self.entered - self.advanced - self.lost
    }

    /// The share that went on.
    #[must_use]
    pub fn rate(&self) -> Rate {
        wilson(self.advanced, self.entered)
    }
}

/// How one layer's leads went on, in every definition.
#[derive(Debug, Clone)]
pub struct Conversion {
    /// The layer.
    pub layer: Layer,
    /// Reached or passed.
    pub reached: Cohort,
    /// Were in the layer and did not only pass it.
    pub were_in: u64,
    /// Of these, moved straight into the next.
    pub direct: u64,
    /// First entered or passed the next layer in the window.
    pub came_next: u64,
    /// Both ends of the time in the layer or above, the open ones counted as far as seen; a passing takes no time.
    pub incidence: Incidence,
    /// Stood in the layer when their history began, which was in the window.
    pub left_out: u64,
}

impl Conversion {
    /// The share that was moved straight on.
    #[must_use]
    pub fn strict(&self) -> Rate {
        wilson(self.direct, self.were_in)
    }

    /// Comings to the next layer for each coming to this one; nothing where nobody came.
    #[must_use]
    pub fn flow(&self) -> Option<f64> {
        (self.reached.entered > 0).then(|| self.came_next as f64 / self.reached.entered as f64)
    }

    /// The share that goes on in the end, as far as can be seen.
    #[must_use]
    pub fn in_the_end(&self) -> Option<Chance> {
        self.incidence.at_the_end(Cause::Advanced)
    }

    /// The share of all that are known to have been in the layer that is left out.
    #[must_use]
    pub fn left_out_share(&self) -> Option<f64> {
        let all = self.reached.entered + self.left_out;
        (all > 0).then(|| self.left_out as f64 / all as f64)
    }
}

const LOST: u8 = status_code(Status::Lost);

/// A bit for each layer.
type Layers = u8;

/// How often each set of layers occurred. Counting sets takes one step a row, counting each layer of them five.
#[derive(Debug, Clone)]
struct Sets([u32; 1 << 5]);

impl Default for Sets {
    fn default() -> Self {
        Self([0; 1 << 5])
    }
}

impl Sets {
    fn add(&mut self, layers: Layers) {
        self.0[usize::from(layers & 0b1_1111)] += 1;
    }

    /// In how many of them a layer was.
    fn with(&self, layer: usize) -> u64 {
        let sets = self.0.iter().enumerate();
        let with = sets.filter(|(layers, _)| layers >> layer & 1 == 1);
        with.map(|(_, many)| u64::from(*many)).sum()
    }

    fn merge(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a += b);
    }
}

/// What one block of rows comes to.
#[derive(Debug, Clone, Default)]
struct Counts {
    /// In which layers they were, of those that they entered or passed in the window.
    were_in: Sets,
    /// From which of these they were moved straight into the next.
    direct: Sets,
    /// To the next of which layers they came in the window.
    came_next: Sets,
    left_out: [u64; 5],
    /// How those that entered or passed a layer in the window ended there.
    ends: [Tally; 5],
}

/// The conversions of selected episodes, top layer first; `now` is the minute at which the open ones are looked at.
#[must_use]
pub fn conversions(book: &Book, selected: &Mask, window: Window, now: u32) -> Vec<Conversion> {
    let mut all = by(book, selected, window, now, None);
    all.pop().unwrap_or_default()
}

/// The same for each place of a split.
#[must_use]
pub fn conversions_by(
    book: &Book,
    selected: &Mask,
    window: Window,
    now: u32,
    split: &Split<'_>,
) -> Vec<Vec<Conversion>> {
    by(book, selected, window, now, Some(split))
}

/// The same for all of them, too, with every episode looked at once.
#[must_use]
pub fn conversions_and_by(
    book: &Book,
    selected: &Mask,
    window: Window,
    now: u32,
    split: &Split<'_>,
) -> (Vec<Conversion>, Vec<Vec<Conversion>>) {
    let c = Read::of(book);
    let count = |it: &mut Counts, row: usize| it.count(&c, row, window, now);
    let (whole, parts) = counted_with_whole(selected, split, count);
    let parts = parts.into_par_iter().map(Counts::figures);
    (whole.figures(), parts.collect())
}

fn by(
    book: &Book,
    selected: &Mask,
    window: Window,
    now: u32,
    split: Option<&Split<'_>>,
) -> Vec<Vec<Conversion>> {
    let c = Read::of(book);
    let count = |it: &mut Counts, row: usize| it.count(&c, row, window, now);
    let parts = counted(selected, split, count);
    parts.into_par_iter().map(Counts::figures).collect()
}

/// What is read of each row: where the cells of a column lie is asked once and not for every row.
struct Read<'a> {
    book: &'a Book,
    flags: &'a [u8],
    reached: &'a [[u32; 6]],
    visited: &'a [u8],
    direct: &'a [u8],
    status: &'a [u8],
    closed: &'a [u32],
    entered: &'a [u32],
}

impl<'a> Read<'a> {
    fn of(book: &'a Book) -> Self {
        let c = &book.episodes.columns;
        Self {
            book,
            flags: &c.flags,
            reached: &c.reached,
            visited: &c.visited,
            direct: &c.direct,
            status: &c.status,
            closed: &c.closed,
            entered: &c.entered,
        }
    }
}

impl Counts {
    #[inline]
    fn count(&mut self, c: &Read<'_>, row: usize, window: Window, now: u32) {
        let flags = c.flags[row];
        if flags & flag::LIVE == 0 {
            return;
        }
        let reached = &c.reached[row];
        // What never was is in no window.
        let mut came: Layers = 0;
        for (layer, at) in reached.iter().enumerate() {
            came |= u8::from(window.has(*at)) << layer;
        }
        let were_in = came & c.visited[row];
        self.came_next.add(came >> 1);
        self.were_in.add(were_in);
        self.direct.add(were_in & c.direct[row]);
        let lost = c.status[row] == LOST;
        let (until, stayed) = if lost {
            (c.closed[row], End::Lost)
        } else {
            (now, End::Open)
        };
        let mut entered: Layers = came & 0b1_1111;
        while entered != 0 {
            let index = entered.trailing_zeros() as usize;
            entered &= entered - 1;
            let next = reached[index + 1];
            let (until, end) = if next == NEVER {
                (until, stayed)
            } else {
                (next, End::Advanced)
            };
            let days = until.saturating_sub(reached[index]) / (24 * 60);
            self.ends[index].add(days, end);
        }
        if flags & flag::OPENING != 0 && window.has(c.entered[row]) {
            let first = c.book.episodes.episode(row).first();
            let found = first.and_then(|it| self.left_out.get_mut(usize::from(it.layer())));
            found.into_iter().for_each(|many| *many += 1);
        }
    }

    fn figures(self) -> Vec<Conversion> {
        let layers = Layer::ALL.into_iter().zip(&self.ends);
        let figures = layers.enumerate().map(|(at, (layer, ends))| {
            let all = ends.total();
            Conversion {
                layer,
                reached: Cohort {
                    entered: all.all(),
                    advanced: all.advanced,
                    lost: all.lost,
                },
                were_in: self.were_in.with(at),
                direct: self.direct.with(at),
                came_next: self.came_next.with(at),
                incidence: Incidence::of(ends),
                left_out: self.left_out[at],
            }
        });
        figures.collect()
    }
}

impl Part for Counts {
    fn merge(&mut self, other: &Self) {
        self.were_in.merge(&other.were_in);
        self.direct.merge(&other.direct);
        self.came_next.merge(&other.came_next);
        for (mine, theirs) in self.left_out.iter_mut().zip(other.left_out) {
            *mine += theirs;
        }
        for (mine, theirs) in self.ends.iter_mut().zip(&other.ends) {
            mine.merge(theirs);
        }
    }
}
