//! The funnel of a selection without its times: what moves with every key.
//!
//! The definitions are those of [`funnel`](super::funnel) over the whole of time, and the figures are the same; an
//! episode's way and its lead's standing are one number here, so that counting is a histogram. Times in layers and windows are `funnel`'s.

use super::funnel::Sums;
use super::stats::{Rate, wilson};
use crate::book::Book;
use crate::book::episodes::flag;
use crate::book::mask::Mask;
use crate::book::track::NEVER;
use crate::model::{Layer, Status};

/// One layer.
#[derive(Debug, Clone)]
pub struct OutlineLayer {
    /// The layer.
    pub layer: Layer,
    /// Leads in it, open or parked.
    pub open: u64,
    /// Of these, parked.
    pub parked: u64,
    /// What they are worth.
    pub value: Sums,
    /// Episodes that entered or passed it.
    pub entered: u64,
    /// Of these, the ones that went on.
    pub advanced: u64,
    /// Of those that did not go on, the ones that are not closed.
    pub still_open: u64,
    /// The share that went on.
    pub conversion: Rate,
}

/// The funnel of a selection.
#[derive(Debug, Clone)]
pub struct Outline {
    /// The five layers, top to bottom.
    pub layers: Vec<OutlineLayer>,
    /// Episodes won.
    pub won: u64,
    /// What they were worth.
    pub won_value: Sums,
    /// Episodes lost.
    pub lost: u64,
    /// The share of the closed that was won.
    pub win_rate: Rate,
    /// The same of leads as they stand: what was closed and reopened is one lead and several episodes.
    pub as_leads: Rate,
}

/// The episodes that came without history: they are left out of conversions.
#[must_use]
pub fn found(book: &Book) -> Mask {
    Mask::of(&book.episodes.columns.flags, |it| {
        it & flag::OPENING != 0 && it & flag::LIVE != 0
    })
}

/// How many of some episodes came without history.
#[must_use]
pub fn left_out(book: &Book, episodes: &Mask) -> u64 {
    found(book).and(episodes).count()
}

/// How many of the selected leads stand in a layer, open or parked, in which they stood when their history began: they are in
/// the stock, and in no conversion from there.
#[must_use]
pub fn standing(book: &Book, selected: &Mask, layer: Layer) -> u64 {
    let c = &book.episodes.columns;
    let at = layer.index();
    let stands = |row: &usize| {
        let closed = [Status::Won, Status::Lost].map(crate::book::episodes::status_code);
        c.flags[*row] & flag::LATEST != 0
            && usize::from(c.layer[*row]) == at
            && !closed.contains(&c.status[*row])
            && c.reached[*row][at] == NEVER
    };
    let found = found(book).and(selected);
    found.iter().filter(stands).count() as u64
}

/// Counts the funnel of selected episodes, and of the leads that stand for them.
#[must_use]
pub fn outline(book: &Book, episodes: &Mask, leads: &Mask) -> Outline {
    let outcome = book.outcome(episodes, leads);
    let (shapes, standings) = (outcome.shapes, outcome.standings);
    let of = |test: &dyn Fn(usize) -> bool| -> u64 {
        let all = shapes.iter().enumerate();
        all.filter(|(shape, _)| test(*shape))
            .map(|(_, count)| u64::from(*count))
            .sum()
    };
    let is = |shape: usize, status: Status| shape >> 6 == status_code(status);
    let layers = Layer::ALL
        .into_iter()
        .zip(outcome.open)
        .map(|(layer, value)| {
            let at = layer.index();
            let reached = |shape: usize, layer: usize| shape >> layer & 1 == 1;
            let entered = of(&|shape| reached(shape, at));
            let advanced = of(&|shape| reached(shape, at) && reached(shape, at + 1));
            let gone = of(&|shape| {
                reached(shape, at) && !reached(shape, at + 1) && is(shape, Status::Lost)
            });
            let stands = |status| u64::from(standings[at << 2 | status_code(status)]);
            OutlineLayer {
                layer,
                open: stands(Status::Open) + stands(Status::Parked),
                parked: stands(Status::Parked),
                value,
                entered,
                advanced,
                still_open: entered - advanced - gone,
                conversion: wilson(advanced, entered),
            }
        });
    let (won, lost) = (
        of(&|shape| is(shape, Status::Won)),
        of(&|shape| is(shape, Status::Lost)),
    );
    let as_they_stand = |status: Status| -> u64 {
        let of = standings.iter().skip(status_code(status)).step_by(4);
        of.map(|it| u64::from(*it)).sum()
    };
    let won_leads = as_they_stand(Status::Won);
    Outline {
        as_leads: wilson(won_leads, won_leads + as_they_stand(Status::Lost)),
        layers: layers.collect(),
        won,
        won_value: outcome.won,
        lost,
        win_rate: wilson(won, won + lost),
    }
}

fn status_code(status: Status) -> usize {
    usize::from(crate::book::episodes::status_code(status))
}
