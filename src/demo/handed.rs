//! Which leads marketing handed over to a rep, when, and what the rep answered.
//!
//! Most are accepted and called within the agreed day: how soon is the rep's habit, and the season's. Of the
//! youngest some still wait, and some came back.

use chrono::Datelike;

use super::draw::{Draw, Purpose, exp};
use super::pursuit::{Ground, Pursuit};
use super::staff::Staff;
use crate::model::UserId;

/// A lead that came in within so much effort and has not moved since is young.
const YOUNG: f64 = 20.0;
/// How many of the young ones still wait, and how many of the others came back.
const WAITING: f64 = 0.4;
const RETURNED: f64 = 0.14;
/// For how long, in effort, the longest waiting ones have waited.
const PATIENCE: f64 = 2.0;
/// How soon an ordinary rep answers, and calls after having said yes; in effort, with the spread.
const ANSWERS: (f64, f64) = (0.36, 0.9);
const CALLS: (f64, f64) = (0.13, 0.8);
/// How far reps differ in that.
const HABIT: f64 = 0.3;
/// How much longer it takes in each month: fairs bring more than can be called, and in August half are away.
const CROWDED: [f64; 12] = [
    0.9, 0.95, 1.15, 1.05, 0.95, 0.95, 1.1, 1.3, 1.2, 1.1, 0.95, 1.1,
];
/// Why they come back, and how often.
const REASONS: [(&str, u32); 5] = [
    ("wrong-person", 28),
    ("wrong-company", 26),
    ("bad-data", 20),
    ("not-my-area", 16),
    ("duplicate", 10),
];

/// A handover; moments are effort.
#[derive(Debug, Clone, Copy)]
pub(super) struct Handed {
    pub at: f64,
    pub by: UserId,
    pub to: UserId,
    pub answer: Answer,
    /// When the rep first called, having said yes.
    pub called: Option<f64>,
}

/// What the rep said.
#[derive(Debug, Clone, Copy)]
pub(super) enum Answer {
    Waiting,
    Accepted(f64),
    Returned(f64, &'static str),
}

impl Answer {
    /// When it was said.
    pub(super) const fn at(self) -> Option<f64> {
        match self {
            Self::Waiting => None,
            Self::Accepted(at) | Self::Returned(at, _) => Some(at),
        }
    }

    /// Why it came back.
    pub(super) const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Waiting | Self::Accepted(_) => None,
            Self::Returned(_, reason) => Some(reason),
        }
    }
}

impl Ground {
    /// The handover of a lead, if marketing brought it and somebody has it.
    pub(super) fn handed(&self, position: u64, pursuit: &Pursuit) -> Option<Handed> {
        let (layer, since) = pursuit.life.stay();
        let to = self.owner(pursuit, layer, since)?;
        if !pursuit.source().marketing {
            return None;
        }
        let mut draw = Draw::new(self.seed, Purpose::Handover, position);
        let by = Staff::marketer(draw.below(3));
        let horizon = self.calendar.horizon();
        let unmoved = pursuit.life.beats.len() == 1;
        let young = unmoved && pursuit.at > horizon - YOUNG;
        if young && draw.chance(WAITING) {
            let at = (horizon - PATIENCE * draw.unit()).max(pursuit.at);
            let answer = Answer::Waiting;
            return Some(Handed {
                at,
                by,
                to,
                answer,
                called: None,
            });
        }
        // Whoever moves a lead has accepted it.
        let limit = pursuit.life.beats.get(1).map_or(horizon, |it| it.0);
        let at = (pursuit.at + draw.skewed(0.2, 0.7)).min(limit);
        let slowness = self.slowness(to, at);
        let after = |draw: &mut Draw, (median, sigma)| draw.skewed(median * slowness, sigma);
        let answered = at + after(&mut draw, ANSWERS);
        let answer = if young && draw.chance(RETURNED) && answered < limit {
            let reason = REASONS[draw.weighted(REASONS.iter().map(|it| it.1))].0;
            Answer::Returned(answered, reason)
        } else if unmoved && answered >= horizon {
            Answer::Waiting
        } else {
            Answer::Accepted(answered.min(limit))
        };
        let called = match answer {
            Answer::Accepted(at) => Some((at + after(&mut draw, CALLS)).min(limit)),
            Answer::Waiting | Answer::Returned(..) => None,
        };
        Some(Handed {
            at,
            by,
            to,
            answer,
            called: called.filter(|it| *it < horizon),
        })
    }

    /// How long a rep takes at some time, 1 for an ordinary one in an ordinary month.
    fn slowness(&self, rep: UserId, at: f64) -> f64 {
        let habit = Draw::new(self.seed, Purpose::Habit, rep.0).normal();
        exp(HABIT * habit) * CROWDED[self.calendar.day(at).month0() as usize]
    }
}
