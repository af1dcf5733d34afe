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
        let said = self.episodes.columns.talk[row].touched;
        later(self.episodes.last_step(row), said)
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
        self.stuck_by(*pace, now, today)(row)
    }

    /// The same for whoever asks of many: where the columns lie is looked up once.
    pub fn stuck_by(
        &self,
        pace: Pace,
        now: Moment,
        today: NaiveDate,
    ) -> impl Fn(usize) -> bool + Sync {
        let c = &self.episodes.columns;
        let [flags, status, layer] = [&c.flags, &c.status, &c.layer].map(|it| it.as_slice());
        let (due, acted, talk) = (c.next_due.as_slice(), c.acted.as_slice(), c.talk.as_slice());
        let (limits, now, today) = (pace.limits, minute(now), day_number(Some(today)));
        move |row| {
            if flags[row] & flag::LATEST == 0 || status[row] != status_code(Status::Open) {
                return false;
            }
            let limit = limits.get(usize::from(layer[row])).copied().flatten();
            let dated = due[row] != NO_DAY && due[row] >= today;
            // Of a lead's latest episode it is known when its last step was.
            let last = later(acted[row], talk[row].touched);
            limit.is_some_and(|limit| !dated && now.saturating_sub(last) > limit)
        }
    }

    /// The leads that are stuck.
    #[must_use]
    pub fn stuck(&self, now: Moment) -> Mask {
        let is_stuck = self.stuck_by(self.pace(), now, now.day(self.settings().general.zone));
        Mask::by_row(self.episodes.columns.len(), is_stuck)
    }
}

/// The later of two minutes, of which either may be none.
const fn later(one: u32, other: u32) -> u32 {
    match (one, other) {
        (NEVER, it) | (it, NEVER) => it,
        (one, other) if one < other => other,
        (one, _) => one,
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
                layer = (step.mark() != Mark::Opening).then_some(step.layer());
                (entered, away, parked) = (step.at, 0, None);
            }
        }
    }
}
