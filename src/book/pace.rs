//! How long won leads stayed in each layer, and from when on a lead counts as stuck.
//!
//! A stay begins when a layer is entered and ends with the next move or the win; days on which the lead
//! was parked do not count. Of the stays of all won episodes the workspace's quantile (75 % unless set
//! otherwise) is the limit of a layer; with fewer than ten there is none, and nothing is stuck there.
//! An open lead is stuck when nothing has happened to it for longer: no step, no touch, no feedback;
//! unless its next step is dated today or later. The filter `is:stuck` asks for it, so it lies here.

use chrono::NaiveDate;

use super::Book;
use super::episodes::{flag, status_code};
use super::mask::Mask;
use super::once::made;
use super::rows::over;
use super::track::{Mark, NEVER, NO_DAY, Packed, day_number, minute};
use crate::model::{Layer, Moment, Status};

/// Fewer stays than this say nothing.
const ENOUGH: usize = 10;

/// The limits of the five layers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pace {
    /// After so many minutes without anything happening a lead is stuck; nothing where too few were won.
    pub limits: [Option<u32>; 5],
    /// How many stays each is made of.
    pub stays: [u32; 5],
}

impl Pace {
    /// The limit of a layer in whole days.
    #[must_use]
    pub fn days(&self, layer: Layer) -> Option<u32> {
        self.limits[layer.index()].map(|it| it / (24 * 60))
    }
}

impl Book {
    /// The limits, computed when first asked for and kept until a won lead changes.
    #[must_use]
    pub fn pace(&self) -> Pace {
        *made(&self.pace, || self.measure())
    }

    fn measure(&self) -> Pace {
        let c = &self.episodes.columns;
        let won = status_code(Status::Won);
        let mut stays: [Vec<u32>; 5] = Default::default();
        for row in 0..c.len() {
            // Once a lead: all its episodes lie in one track.
            if c.flags[row] & flag::LATEST != 0
                && self.episodes.chain(row).any(|it| c.status[it] == won)
            {
                let steps = self.episodes.steps(row);
                for life in steps.chunk_by(|_, next| next.mark() != Mark::Reopen) {
                    collect(life, &mut stays);
                }
            }
        }
        let percent = usize::from(self.settings().general.stuck_quantile_percent.min(100));
        let mut pace = Pace::default();
        for (layer, stays) in stays.iter_mut().enumerate() {
            pace.stays[layer] = u32::try_from(stays.len()).unwrap_or(u32::MAX);
            if stays.len() >= ENOUGH {
                let rank = (stays.len() * percent).div_ceil(100).max(1) - 1;
                pace.limits[layer] = Some(*stays.select_nth_unstable(rank).1);
            }
        }
        pace
    }

    /// When something last happened to the lead in a row: a step, a touch, a word.
    #[must_use]
    pub fn last_life(&self, row: usize) -> u32 {
        let step = Some(self.episodes.last_step(row)).filter(|it| *it != NEVER);
        let said = Some(self.episodes.columns.talk[row].touched).filter(|it| *it != NEVER);
        step.max(said).unwrap_or(NEVER)
    }

    /// For how many whole days nothing has happened to the lead in a row.
    #[must_use]
    pub fn idle_days(&self, row: usize, now: Moment) -> i64 {
        match self.last_life(row) {
            NEVER => 0,
            last => i64::from(minute(now).saturating_sub(last) / (24 * 60)),
        }
    }

    /// Whether the lead in a row is stuck on a day.
    #[must_use]
    pub fn is_stuck(&self, row: usize, pace: &Pace, now: Moment, today: NaiveDate) -> bool {
        let c = &self.episodes.columns;
        let open = c.flags[row] & flag::LATEST != 0 && c.status[row] == status_code(Status::Open);
        let limit = pace
            .limits
            .get(usize::from(c.layer[row]))
            .copied()
            .flatten();
        let Some(limit) = limit.filter(|_| open) else {
            return false;
        };
        let dated = c.next_due[row] != NO_DAY && c.next_due[row] >= day_number(Some(today));
        !dated && minute(now).saturating_sub(self.last_life(row)) > limit
    }

    /// How many of these leads are stuck.
    #[must_use]
    pub fn stuck_among(&self, selected: &Mask, now: Moment) -> u64 {
        let pace = self.pace();
        let today = now.day(self.settings().general.zone);
        let count = |sum: &mut u64, row: usize| {
            *sum += u64::from(self.is_stuck(row, &pace, now, today));
        };
        over(selected, u64::default, count, |one, other| one + other)
    }

    /// The leads that are stuck.
    #[must_use]
    pub fn stuck(&self, now: Moment) -> Mask {
        let pace = self.pace();
        let today = now.day(self.settings().general.zone);
        let rows = self.episodes.columns.len();
        Mask::by_row(rows, |row| self.is_stuck(row, &pace, now, today))
    }
}

/// Adds the stays of an episode, if it was won and its history is known.
fn collect(life: &[Packed], stays: &mut [Vec<u32>; 5]) {
    let won = life.last().is_some_and(|it| it.mark() == Mark::Win);
    if !won {
        return;
    }
    let (mut layer, mut entered, mut parked, mut away) = (None, 0, None, 0);
    for step in life {
        match step.mark() {
            Mark::Park => parked = Some(step.at),
            Mark::Wake => away += step.at - parked.take().unwrap_or(step.at).min(step.at),
            Mark::Opening
            | Mark::Enter
            | Mark::EnterUnmet
            | Mark::Reopen
            | Mark::Win
            | Mark::Lose => {
                let stay = step.at.saturating_sub(entered).saturating_sub(away);
                if let Some(stays) = layer.and_then(|it: u8| stays.get_mut(usize::from(it))) {
                    stays.push(stay);
                }
                // When what was found in the stock had come there is not known.
                layer = (step.mark() != Mark::Opening).then_some(step.layer);
                (entered, away, parked) = (step.at, 0, None);
            }
        }
    }
}
