//! Tracks in eight bytes a step, and what an episode's columns follow from.
//!
//! Moments are whole minutes here (a minute is finer than any figure that is shown).

use std::collections::HashMap;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::column::Column;
use super::columns::Dictionary;
use super::pieces::pieced;
use crate::model::{Event, Layer, Moment, Status, Step};

/// No moment.
pub const NEVER: u32 = u32::MAX;
/// No day.
pub const NO_DAY: i32 = i32::MIN;

/// A moment in minutes since the Unix epoch; what is earlier counts as the epoch.
#[must_use]
pub fn minute(at: Moment) -> u32 {
    u32::try_from(at.0.max(0) / 60_000).map_or(NEVER - 1, |it| it.min(NEVER - 1))
}

/// The moment of a minute, if it is one.
#[must_use]
pub fn moment(minute: u32) -> Option<Moment> {
    (minute != NEVER).then(|| Moment(i64::from(minute) * 60_000))
}

/// A day as a number; days count from the first of the common era.
#[must_use]
pub fn day_number(day: Option<NaiveDate>) -> i32 {
    day.map_or(NO_DAY, |it| it.num_days_from_ce())
}

/// The day of a number, if it is one.
#[must_use]
pub fn day(number: i32) -> Option<NaiveDate> {
    if number == NO_DAY {
        return None;
    }
    NaiveDate::from_num_days_from_ce_opt(number)
}

/// What kind of step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Mark {
    /// Was there already when the history began.
    Opening,
    /// Entered a layer.
    Enter,
    /// Entered a layer and skipped milestones.
    EnterUnmet,
    /// Began a new episode.
    Reopen,
    /// Was put aside; the argument is the day to come back.
    Park,
    /// Came back.
    Wake,
    /// Was won.
    Win,
    /// Was lost; the argument is the code of how, see [`Outcomes`].
    Lose,
}

impl Mark {
    /// By their numbers.
    const ALL: [Self; 8] = [
        Self::Opening,
        Self::Enter,
        Self::EnterUnmet,
        Self::Reopen,
        Self::Park,
        Self::Wake,
        Self::Win,
        Self::Lose,
    ];
}

/// A step, packed.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout,
)]
#[repr(C)]
pub struct Packed {
    /// When.
    pub at: u32,
    /// The number of the mark, the layer entered, and what the mark says it is.
    what: u32,
}

/// How far the layer lies from the end, and how far the argument.
const LAYER: u32 = 3;
const ARGUMENT: u32 = 6;

/// The largest argument that there is room for; a day of the year 180,000 is less.
const LARGEST: u32 = u32::MAX >> ARGUMENT;

impl Packed {
    /// An argument that there is no room for is none.
    const fn of(at: u32, mark: Mark, layer: u8, argument: u32) -> Self {
        let argument = if argument > LARGEST { 0 } else { argument };
        let what = mark as u32 | ((layer & 7) as u32) << LAYER | argument << ARGUMENT;
        Self { at, what }
    }

    /// What it is.
    #[must_use]
    #[inline]
    pub const fn mark(self) -> Mark {
        Mark::ALL[(self.what & 7) as usize]
    }

    /// The layer entered; 0 where none is.
    #[must_use]
    #[inline]
    pub const fn layer(self) -> u8 {
        (self.what >> LAYER & 7) as u8
    }

    /// What the mark says it is; 0 is nothing.
    const fn argument(self) -> u32 {
        self.what >> ARGUMENT
    }
}

/// How leads were lost: each reason with each competitor that occurs beside it has a code.
#[derive(Debug, Clone, Default)]
pub struct Outcomes {
    /// The reasons.
    pub reasons: Dictionary,
    /// Who got it.
    pub competitors: Dictionary,
    /// The codes of a reason and of a competitor; the first pair has code 1.
    pairs: Column<[u32; 2]>,
    /// Follows from the pairs; worked out when it is first asked for.
    known: OnceLock<HashMap<[u32; 2], u32>>,
}

pieced!(Outcomes {
    reasons,
    competitors,
    pairs
});

impl Outcomes {
    fn pack(&mut self, reason: &str, competitor: Option<&str>) -> u32 {
        let pair = [
            self.reasons.code(Some(reason)),
            self.competitors.code(competitor),
        ];
        let pairs = &self.pairs;
        let known = || pairs.iter().copied().zip(1..).collect();
        if let Some(code) = self.known.get_or_init(known).get(&pair) {
            return *code;
        }
        self.pairs.push(pair);
        let code = u32::try_from(self.pairs.len()).unwrap_or(u32::MAX);
        if let Some(known) = self.known.get_mut() {
            known.insert(pair, code);
        }
        code
    }

    /// The codes of the reason and of the competitor that a code stands for.
    #[must_use]
    pub fn pair(&self, code: u32) -> [u32; 2] {
        let index = (code as usize).checked_sub(1);
        let pair = index.and_then(|it| self.pairs.get(it));
        pair.copied().unwrap_or_default()
    }
}

/// Packs a step.
pub fn pack(Step(at, event): &Step, words: &mut Outcomes) -> Packed {
    let layer = event
        .layer()
        .map_or(0, |it| u8::try_from(it.index()).unwrap_or_default());
    let (mark, argument) = match event {
        Event::Opening(_) => (Mark::Opening, 0),
        Event::Enter { unmet: 0, .. } => (Mark::Enter, 0),
        Event::Enter { .. } => (Mark::EnterUnmet, 0),
        Event::Reopen(_) => (Mark::Reopen, 0),
        Event::Park(until) => (Mark::Park, day_argument(*until)),
        Event::Wake => (Mark::Wake, 0),
        Event::Win { .. } => (Mark::Win, 0),
        Event::Lose { reason, competitor } => {
            (Mark::Lose, words.pack(reason, competitor.as_deref()))
        }
    };
    Packed::of(minute(*at), mark, layer, argument)
}

/// Days count from the first of the common era: none that anybody plans for has the number 0.
fn day_argument(day: Option<NaiveDate>) -> u32 {
    u32::try_from(day_number(day)).unwrap_or_default()
}

/// What follows from an episode's steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// What it is, or ended as.
    pub status: Status,
    /// The layer it is in, or was in last.
    pub layer: u8,
    /// When it entered the funnel.
    pub entered: u32,
    /// When it entered its layer.
    pub moved: u32,
    /// When it ended.
    pub closed: u32,
    /// When its last step was.
    pub acted: u32,
    /// When each layer was first reached or passed, and last when it was won.
    pub reached: [u32; 6],
    /// The layers that it was in, a bit each; those it only passed are not among them.
    pub visited: u8,
    /// The layers from which it was moved straight into the next, a bit each; from the last one that is into won.
    pub direct: u8,
    /// The code of how it was lost, see [`Outcomes`].
    pub outcome: u32,
    /// The day to come back.
    pub parked_until: i32,
    /// It was in the stock when its history began: it stays out of conversions.
    pub opening: bool,
    /// It skipped layers or milestones.
    pub skipped: bool,
    /// It moved back.
    pub back: bool,
    /// It is not the first episode of its lead.
    pub reopened: bool,
}

impl Life {
    /// Derives it from the steps of one episode.
    ///
    /// Reached or passed: a move over several layers reaches those between at the same moment; what
    /// lies above the layer in which the episode began was never entered and is not reached; a win
    /// passes all that is left. An opening is no entry: when that layer was reached is not known.
    #[must_use]
    pub fn of(steps: &[Packed]) -> Self {
        let mut it = Self {
            status: Status::Open,
            layer: 0,
            entered: NEVER,
            moved: NEVER,
            closed: NEVER,
            acted: NEVER,
            reached: [NEVER; 6],
            visited: 0,
            direct: 0,
            outcome: 0,
            parked_until: NO_DAY,
            opening: false,
            skipped: false,
            back: false,
            reopened: false,
        };
        for (position, step) in steps.iter().enumerate() {
            it.take(position == 0, step);
        }
        it
    }

    fn take(&mut self, first: bool, step: &Packed) {
        self.acted = step.at;
        match step.mark() {
            Mark::Opening | Mark::Enter | Mark::EnterUnmet | Mark::Reopen => {
                self.opening |= step.mark() == Mark::Opening;
                self.reopened |= step.mark() == Mark::Reopen;
                self.skipped |= step.mark() == Mark::EnterUnmet;
                self.status = Status::Open;
                if first {
                    self.entered = step.at;
                } else {
                    self.back |= step.layer() < self.layer;
                    self.skipped |= step.layer() > self.layer + 1;
                    self.direct |= u8::from(step.layer() == self.layer + 1) << self.layer;
                }
                if step.mark() != Mark::Opening {
                    let passed = if first { step.layer() } else { self.layer + 1 };
                    self.reach(passed.min(step.layer()), step.layer(), step.at);
                    self.visited |= 1 << step.layer();
                }
                self.layer = step.layer();
                self.moved = step.at;
                self.parked_until = NO_DAY;
            }
            Mark::Park => {
                self.status = Status::Parked;
                self.parked_until = match step.argument() {
                    0 => NO_DAY,
                    day => day.cast_signed(),
                };
            }
            Mark::Wake => {
                self.status = Status::Open;
                self.parked_until = NO_DAY;
            }
            Mark::Win => {
                self.status = Status::Won;
                self.closed = step.at;
                self.direct |= u8::from(self.layer() == Layer::NearCustomer) << self.layer;
                // What was only found in the stock has passed nothing that we saw.
                if self.visited != 0 {
                    self.reach(self.layer + 1, 5, step.at);
                }
            }
            Mark::Lose => {
                self.status = Status::Lost;
                self.closed = step.at;
                self.outcome = step.argument();
            }
        }
    }

    fn reach(&mut self, from: u8, to: u8, at: u32) {
        for layer in from..=to {
            if let Some(first) = self.reached.get_mut(usize::from(layer))
                && *first == NEVER
            {
                *first = at;
            }
        }
    }

    /// The layer, as such.
    #[must_use]
    pub fn layer(&self) -> Layer {
        Layer::at(usize::from(self.layer)).unwrap_or(Layer::Potential)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;

    #[test]
    fn every_way_to_lose_has_its_code_however_many_competitors_there_are() {
        let mut words = Outcomes::default();
        let lost = |reason: &str, competitor: String| {
            let (reason, competitor) = (reason.to_owned(), Some(competitor));
            Step(Moment(0), Event::Lose { reason, competitor })
        };
        let reasons = ["price", "timing"];
        for number in 0..70_000 {
            pack(
                &lost(reasons[number % 2], format!("rival {number}")),
                &mut words,
            );
        }
        let before = words.pairs.len();
        for number in [0, 1, 65_535, 65_536, 69_999] {
            let step = pack(
                &lost(reasons[number % 2], format!("rival {number}")),
                &mut words,
            );
            let [reason, competitor] = words.pair(Life::of(&[step]).outcome);
            assert_eq!(words.reasons.get(reason), Some(reasons[number % 2]));
            let expected = format!("rival {number}");
            assert_eq!(words.competitors.get(competitor), Some(expected.as_str()));
        }
        assert_eq!(words.pairs.len(), before);
        assert_eq!(words.pair(0), [0, 0]);
    }

    #[test]
    fn a_step_tells_its_layer_and_the_day_to_come_back() {
        let mut words = Outcomes::default();
        let day = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
        let far = day.checked_add_days(Days::new(40_000_000)).unwrap();
        for until in [None, Some(day), Some(far)] {
            let steps = [
                Step(
                    Moment(60_000),
                    Event::Enter {
                        layer: Layer::NearCustomer,
                        unmet: 2,
                    },
                ),
                Step(Moment(120_000), Event::Park(until)),
            ];
            let steps = steps.map(|it| pack(&it, &mut words));
            assert_eq!(steps.map(Packed::mark), [Mark::EnterUnmet, Mark::Park]);
            let life = Life::of(&steps);
            assert_eq!(
                (life.layer(), life.entered, life.acted),
                (Layer::NearCustomer, 1, 2)
            );
            assert_eq!(super::day(life.parked_until), until);
        }
    }
}
