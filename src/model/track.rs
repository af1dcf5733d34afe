//! A lead's track: everything that moved it, in order; what it is now follows from it.
//!
//! Invariants, kept by `decide`: the first step of an episode enters a layer (`Opening`, `Enter` or
//! `Reopen`); a win or a loss ends the episode and only `Reopen` may follow; moments never go back.
//! An undone step is cut off the track, so it counts nowhere; the log keeps it.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::stage::{Layer, Status};
use super::time::Moment;

/// One thing that happened to a lead, and when it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step(pub Moment, pub Event);

/// What happened to a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// Was already in this layer when we began to keep its history: in the stock, out of conversions.
    Opening(Layer),
    /// Entered a layer, for the first time, forward or back.
    Enter {
        /// The layer.
        layer: Layer,
        /// Milestones that were skipped by this move, a bit each.
        #[serde(default, skip_serializing_if = "is_zero")]
        unmet: u64,
    },
    /// Began a new episode in this layer; the one before stands as it ended.
    Reopen(Layer),
    /// Was put aside, perhaps until a day.
    Park(Option<NaiveDate>),
    /// Came back from being parked.
    Wake,
    /// Closed with a deal.
    Win {
        /// Milestones that were skipped, a bit each.
        #[serde(default, skip_serializing_if = "is_zero")]
        unmet: u64,
    },
    /// Closed without a deal.
    Lose {
        /// The coded reason.
        reason: String,
        /// Who got it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        competitor: Option<String>,
    },
}

// serde hands its predicate a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl Event {
    /// The layer that this event enters, if it enters one.
    #[must_use]
    pub const fn layer(&self) -> Option<Layer> {
        match self {
            Self::Opening(layer) | Self::Reopen(layer) | Self::Enter { layer, .. } => Some(*layer),
            Self::Park(_) | Self::Wake | Self::Win { .. } | Self::Lose { .. } => None,
        }
    }

    /// The stable word for the kind of event.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Opening(_) => "opening",
            Self::Enter { .. } => "enter",
            Self::Reopen(_) => "reopen",
            Self::Park(_) => "park",
            Self::Wake => "wake",
            Self::Win { .. } => "win",
            Self::Lose { .. } => "lose",
        }
    }
}

/// The steps of a track from some position on: what a change replaces, and by what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tail {
    /// How many steps before it stay.
    pub keep: usize,
    /// The steps from there to the end.
    pub steps: Vec<Step>,
}

impl fmt::Display for Tail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, Step(at, event)) in self.steps.iter().enumerate() {
            let gap = if i == 0 { "" } else { ", " };
            write!(f, "{gap}{} {}", at.utc().format("%Y-%m-%d"), event.code())?;
            if let Some(layer) = event.layer() {
                write!(f, " {layer}")?;
            }
        }
        Ok(())
    }
}

/// All that moved a lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Track {
    steps: Vec<Step>,
}

impl Track {
    /// Takes the steps as they are; `decide` and the store's own rows are where they come from.
    #[must_use]
    pub const fn new(steps: Vec<Step>) -> Self {
        Self { steps }
    }

    /// The steps, oldest first.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Adds a step at the end.
    pub fn push(&mut self, at: Moment, event: Event) {
        self.steps.push(Step(at, event));
    }

    /// The steps from a position on.
    #[must_use]
    pub fn tail(&self, keep: usize) -> Tail {
        Tail {
            keep,
            steps: self.steps.get(keep..).unwrap_or_default().to_vec(),
        }
    }

    /// All steps of a track that is not needed any more.
    #[must_use]
    pub fn into_tail(self) -> Tail {
        Tail {
            keep: 0,
            steps: self.steps,
        }
    }

    /// Replaces the end.
    pub fn splice(&mut self, tail: Tail) {
        self.steps.truncate(tail.keep);
        self.steps.extend(tail.steps);
    }

    /// How many steps at the beginning two tracks share.
    #[must_use]
    pub fn shared(&self, other: &Self) -> usize {
        self.steps
            .iter()
            .zip(&other.steps)
            .take_while(|(a, b)| a == b)
            .count()
    }

    /// The steps of each episode, oldest first.
    pub fn episodes(&self) -> impl Iterator<Item = &[Step]> {
        self.steps
            .chunk_by(|_, Step(_, next)| !matches!(next, Event::Reopen(_)))
    }

    /// The steps of the latest episode.
    #[must_use]
    pub fn episode(&self) -> &[Step] {
        self.episodes().last().unwrap_or_default()
    }

    /// The layer that the lead is in, or was in when it closed; a win keeps the last one entered.
    #[must_use]
    pub fn layer(&self) -> Option<Layer> {
        self.steps.iter().rev().find_map(|Step(_, it)| it.layer())
    }

    /// What the lead is now.
    #[must_use]
    pub fn status(&self) -> Status {
        match self.last().map(|Step(_, event)| event) {
            Some(Event::Win { .. }) => Status::Won,
            Some(Event::Lose { .. }) => Status::Lost,
            Some(Event::Park(_)) => Status::Parked,
            Some(Event::Wake | Event::Opening(_) | Event::Enter { .. } | Event::Reopen(_))
            | None => Status::Open,
        }
    }

    /// When the latest episode entered the funnel.
    #[must_use]
    pub fn entered(&self) -> Option<Moment> {
        self.episode().first().map(|Step(at, _)| *at)
    }

    /// When the layer was last entered.
    #[must_use]
    pub fn moved(&self) -> Option<Moment> {
        self.steps
            .iter()
            .rev()
            .find(|Step(_, event)| event.layer().is_some())
            .map(|Step(at, _)| *at)
    }

    /// When the latest episode ended, if it did.
    #[must_use]
    pub fn closed(&self) -> Option<Moment> {
        self.last().and_then(|Step(at, event)| {
            matches!(event, Event::Win { .. } | Event::Lose { .. }).then_some(*at)
        })
    }

    /// The reason and the competitor of the loss, if the latest episode was lost.
    #[must_use]
    pub fn loss(&self) -> Option<(&str, Option<&str>)> {
        match self.last() {
            Some(Step(_, Event::Lose { reason, competitor })) => {
                Some((reason, competitor.as_deref()))
            }
            Some(_) | None => None,
        }
    }

    /// The day to come back, if the lead is parked with one.
    #[must_use]
    pub fn parked_until(&self) -> Option<NaiveDate> {
        match self.last() {
            Some(Step(_, Event::Park(until))) => *until,
            Some(_) | None => None,
        }
    }

    /// The last step.
    #[must_use]
    pub fn last(&self) -> Option<&Step> {
        self.steps.last()
    }
}
