//! The life of a lead: how long it stays in each layer, and whether it goes on, back, to sleep, or out.
//!
//! A life is lived in effort (see `calendar`) and stops where the history ends: what would come later
//! has not happened yet. Knows nothing of names, and nothing of the company beyond what it is given.

use chrono::{Days, NaiveDate};

use super::calendar::{Calendar, working_day};
use super::catalog::{CHEAP_RIVAL, RIVALS};
use super::draw::{Draw, logistic};
use crate::model::{Event, Layer, Settings, Step, Track};

/// Log odds that a stay ends with a step forward, by layer, for an ordinary lead.
const ONWARD: [f64; 5] = [0.75, 0.48, 0.9, 1.2, 1.85];
/// How much of a lead's own quality counts in each layer: bad leads fall out early.
const WEIGHT: [f64; 5] = [1.0, 1.0, 0.8, 0.7, 0.5];
/// Median effort before a step forward, and its spread.
const ONWARD_PACE: [(f64, f64); 5] = [
    (12.0, 1.1),
    (15.0, 1.0),
    (17.0, 0.9),
    (14.0, 0.8),
    (8.0, 0.8),
];
/// Median effort before a loss is admitted, and its spread: hope dies slowly.
const LOSS_PACE: [(f64, f64); 5] = [
    (114.0, 1.2),
    (90.0, 1.1),
    (62.0, 1.0),
    (40.0, 0.9),
    (22.0, 0.8),
];
/// How often a stay is interrupted by parking.
const PARKED: [f64; 5] = [0.05, 0.09, 0.07, 0.04, 0.01];
/// How often a stay ends with a step back.
const BACK: [f64; 5] = [0.0, 0.04, 0.07, 0.06, 0.04];
/// How often a step forward passes over a layer.
const SKIP: f64 = 0.06;
/// How often a lost lead is taken up again.
const REOPEN: f64 = 0.06;
/// After so many steps a life only goes forward or out.
const RESTLESS: usize = 12;
/// How long, in effort, the cheaper rival has been there at the end of the history.
const RIVAL_SINCE: f64 = 75.0;

/// Reasons of losses.
const REASONS: [&str; 9] = [
    "price",
    "competitor",
    "no-need",
    "no-budget",
    "no-authority",
    "timing",
    "wrong-size",
    "no-answer",
    "unknown",
];
/// How often each is the reason, by layer: no need early, the price late.
const REASON_WEIGHTS: [[u32; 9]; 5] = [
    [2, 2, 30, 9, 9, 9, 11, 22, 6],
    [7, 8, 18, 17, 9, 16, 6, 13, 6],
    [18, 21, 7, 16, 9, 15, 2, 7, 5],
    [32, 28, 3, 13, 6, 12, 0, 3, 3],
    [30, 15, 2, 20, 8, 21, 0, 2, 2],
];
/// How often each is the reason for leads of the bought list.
const LIST_REASONS: [u32; 9] = [4, 2, 27, 7, 8, 3, 26, 20, 3];

/// What a life begins with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Birth {
    /// When, in effort.
    pub at: f64,
    /// In which layer.
    pub layer: Layer,
    /// Whether it was there before the history began.
    pub opening: bool,
    /// How good the lead is, in log odds.
    pub quality: f64,
    /// How long everything takes, 1 for an ordinary lead.
    pub pace: f64,
    /// Whether it comes from the bought list.
    pub listed: bool,
    /// Whether it is about the line into which the cheaper rival came.
    pub contested: bool,
}

/// Something that happened to a lead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Beat {
    Opening(Layer),
    Enter(Layer, u64),
    Reopen(Layer),
    Park(Option<NaiveDate>),
    Wake,
    Win(u64),
    Lose(&'static str, Option<&'static str>),
}

/// A life as far as it has been lived.
#[derive(Debug, Clone)]
pub(super) struct Life {
    /// What happened, and when, in effort.
    pub beats: Vec<(f64, Beat)>,
    /// The milestones reached in the latest episode, a bit each.
    pub milestones: u64,
}

impl Life {
    /// The last thing that happened.
    pub(super) fn last(&self) -> Beat {
        self.beats.last().map_or(Beat::Wake, |it| it.1)
    }

    /// Whether it ended with a win or a loss.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self.last(), Beat::Win(_) | Beat::Lose(..))
    }

    /// When it was won, in effort.
    pub(super) fn won(&self) -> Option<f64> {
        let (at, last) = self.beats.last()?;
        matches!(last, Beat::Win(_)).then_some(*at)
    }

    /// When it ended, or when the history does, in effort.
    pub(super) fn end(&self, horizon: f64) -> f64 {
        match self.beats.last() {
            Some((at, _)) if self.is_closed() => *at,
            Some(_) | None => horizon,
        }
    }

    /// The layer entered last, and when, in effort.
    pub(super) fn stay(&self) -> (Layer, f64) {
        let entered = self.beats.iter().rev().find_map(|(at, beat)| match beat {
            Beat::Opening(layer) | Beat::Enter(layer, _) | Beat::Reopen(layer) => {
                Some((*layer, *at))
            }
            Beat::Park(_) | Beat::Wake | Beat::Win(_) | Beat::Lose(..) => None,
        });
        entered.unwrap_or((Layer::Potential, 0.0))
    }

    /// The same as the model keeps it.
    pub(super) fn track(&self, calendar: &Calendar) -> Track {
        let step = |(at, beat): &(f64, Beat)| Step(calendar.moment(*at), event(*beat));
        Track::new(self.beats.iter().map(step).collect())
    }
}

fn event(beat: Beat) -> Event {
    match beat {
        Beat::Opening(layer) => Event::Opening(layer),
        Beat::Enter(layer, unmet) => Event::Enter { layer, unmet },
        Beat::Reopen(layer) => Event::Reopen(layer),
        Beat::Park(until) => Event::Park(until),
        Beat::Wake => Event::Wake,
        Beat::Win(unmet) => Event::Win { unmet },
        Beat::Lose(reason, competitor) => Event::Lose {
            reason: reason.to_owned(),
            competitor: competitor.map(str::to_owned),
        },
    }
}

/// The milestones that guard each layer, a bit each.
pub(super) fn guards(settings: &Settings) -> [u64; 5] {
    Layer::ALL.map(|layer| settings.guards(layer, layer.next()))
}

/// A life being lived.
struct Living<'a> {
    draw: Draw,
    calendar: &'a Calendar,
    guards: &'a [u64; 5],
    birth: Birth,
    life: Life,
    at: f64,
    layer: Layer,
    parked: bool,
    reopened: bool,
}

/// Lives a life to its end, or to the end of the history.
pub(super) fn live(draw: Draw, birth: Birth, calendar: &Calendar, guards: &[u64; 5]) -> Life {
    let first = if birth.opening {
        Beat::Opening(birth.layer)
    } else {
        Beat::Enter(birth.layer, 0)
    };
    let mut beats = Vec::with_capacity(8);
    beats.push((birth.at, first));
    let mut living = Living {
        draw,
        calendar,
        guards,
        birth,
        life: Life {
            beats,
            milestones: 0,
        },
        at: birth.at,
        layer: birth.layer,
        parked: false,
        reopened: false,
    };
    while living.stay().is_some() {}
    living.life
}

impl Living<'_> {
    /// Lives through one stay in a layer; nothing where the life or the history ends.
    fn stay(&mut self) -> Option<()> {
        let layer = self.layer.index();
        let calm = self.life.beats.len() < RESTLESS;
        if calm && self.draw.chance(PARKED[layer]) {
            self.park()?;
        }
        if calm && self.draw.chance(BACK[layer]) {
            return self.back();
        }
        if self.draw.chance(self.odds()) {
            self.forward()
        } else {
            self.lose()
        }
    }

    fn odds(&self) -> f64 {
        let layer = self.layer.index();
        let rival = self.layer == Layer::HighIntent && self.met_cheap_rival();
        let again = if self.reopened { 0.3 } else { 0.0 };
        let harm = if rival { 0.9 } else { 0.0 };
        logistic(ONWARD[layer] + WEIGHT[layer] * (self.birth.quality + again) - harm)
    }

    fn met_cheap_rival(&self) -> bool {
        self.birth.contested && self.at > self.calendar.horizon() - RIVAL_SINCE
    }

    /// Lets time pass; nothing where the history ends before.
    fn pass(&mut self, median: f64, sigma: f64) -> Option<()> {
        self.at += self.draw.skewed(median, sigma);
        (self.at < self.calendar.horizon()).then_some(())
    }

    /// Notes what happened; whatever happens to a parked lead takes it up again.
    fn note(&mut self, beat: Beat) {
        if std::mem::take(&mut self.parked) {
            self.life.beats.push((self.at, Beat::Wake));
        }
        self.life.beats.push((self.at, beat));
    }

    fn park(&mut self) -> Option<()> {
        self.pass(6.0, 0.9)?;
        let until = self.draw.chance(0.85).then(|| {
            let later = self.draw.skewed(65.0, 0.6) as u64 + 5;
            working_day(self.calendar.day(self.at) + Days::new(later))
        });
        self.note(Beat::Park(until));
        self.parked = true;
        match until {
            // The lead waits for its day, and then for somebody to look.
            Some(day) => self.at = self.calendar.effort(day)?.max(self.at),
            None => self.pass(50.0, 0.7)?,
        }
        self.pass(4.0, 1.3)?;
        if self.draw.chance(0.7) {
            self.parked = false;
            self.life.beats.push((self.at, Beat::Wake));
        }
        Some(())
    }

    fn back(&mut self) -> Option<()> {
        let previous = self.layer.previous()?;
        self.pass(18.0 * self.birth.pace, 0.8)?;
        self.note(Beat::Enter(previous, 0));
        self.layer = previous;
        Some(())
    }

    fn forward(&mut self) -> Option<()> {
        let from = self.layer.index();
        let (median, sigma) = ONWARD_PACE[from];
        self.pass(median * self.birth.pace, sigma)?;
        let to = from + 1 + usize::from(self.draw.chance(SKIP));
        let unmet = self.reach(from, to.min(5));
        if let Some(layer) = Layer::at(to) {
            self.note(Beat::Enter(layer, unmet));
            self.layer = layer;
            Some(())
        } else {
            self.note(Beat::Win(unmet));
            None
        }
    }

    /// Reaches most milestones of the layers that are left, and says which not.
    fn reach(&mut self, from: usize, to: usize) -> u64 {
        let mut unmet = 0;
        for layer in from..to {
            let mut bits = self.guards[layer];
            while bits != 0 {
                let bit = bits & bits.wrapping_neg();
                bits ^= bit;
                let likely = if layer == from { 0.93 } else { 0.5 };
                if self.life.milestones & bit == 0 && !self.draw.chance(likely) {
                    unmet |= bit;
                } else {
                    self.life.milestones |= bit;
                }
            }
        }
        unmet
    }

    fn lose(&mut self) -> Option<()> {
        let (median, sigma) = LOSS_PACE[self.layer.index()];
        // Nobody hopes for long where the data were bad from the first call on.
        let hope = if self.birth.listed {
            0.3
        } else {
            self.birth.pace
        };
        self.pass(median * hope, sigma)?;
        let (reason, competitor) = self.reason();
        self.note(Beat::Lose(reason, competitor));
        if self.reopened || self.birth.listed || !self.draw.chance(REOPEN) {
            return None;
        }
        self.pass(60.0, 0.7)?;
        self.reopened = true;
        self.life.milestones = 0;
        self.note(Beat::Reopen(self.layer));
        Some(())
    }

    fn reason(&mut self) -> (&'static str, Option<&'static str>) {
        if self.layer >= Layer::HighIntent && self.met_cheap_rival() && self.draw.chance(0.6) {
            return ("price", Some(CHEAP_RIVAL));
        }
        let weights = if self.birth.listed && self.layer <= Layer::Interested {
            LIST_REASONS
        } else {
            REASON_WEIGHTS[self.layer.index()]
        };
        let reason = REASONS[self.draw.weighted(weights.into_iter())];
        let known = match reason {
            "competitor" => 0.9,
            "price" => 0.45,
            _ => 0.0,
        };
        let rival = RIVALS[self.draw.weighted([40, 30, 20, 10].into_iter())];
        (reason, self.draw.chance(known).then_some(rival))
    }
}
