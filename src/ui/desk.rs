//! Holds what a screen asks of the workspace, what it has done there, and what comes back: all of it plain data.
//!
//! The host stands between: it carries questions and deeds to the workspace and brings answers as events, so that the
//! machine never waits and a test can answer by hand.

use std::ops::Range;

use super::screen::Severity;
use super::screens::{Figures, LeadPage};
use crate::model::{Clean, Layer, OnConflict};

/// Tells the latest question of a screen from those before it, whose answers no longer matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u64);

impl Ticket {
    /// The ticket of the next question.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// A question and its ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// Comes back with the answer.
    pub ticket: Ticket,
    /// What is asked.
    pub question: Question,
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// The funnel of what a filter selects.
    Funnel {
        /// The filter.
        filter: String,
    },
    /// A page of the leads that a filter selects.
    Leads {
        /// The filter, its order in it.
        filter: String,
        /// The first line that is seen.
        first: usize,
        /// How many lines are seen.
        lines: usize,
        /// The lead whose line is asked for, wherever it is now.
        keep: Option<u64>,
    },
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The funnel.
    Funnel(Box<Figures>),
    /// A page of leads.
    Leads(Box<LeadPage>),
    /// The filter cannot be read; what was shown stays.
    Trouble(Trouble),
}

/// Why a filter cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Where, in bytes of the filter.
    pub span: Range<usize>,
    /// What is wrong and what would be right.
    pub message: Clean,
}

/// What the workspace says.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// The answer to a question.
    Answer(Ticket, Answer),
    /// Something changed, by whomever: what is shown may be old.
    Changed,
    /// How the screen is connected to what others do.
    Link(Link),
    /// What became of a deed, or what somebody else did.
    Said(Severity, Clean),
    /// Something stands against a deed; the reader says whether it is done all the same.
    Doubt {
        /// What stands against it, and what is asked.
        question: Clean,
        /// What is done if the reader says yes.
        order: Order,
    },
}

/// A deed, with what the reader knew when asking for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What is to be done.
    pub deed: Deed,
    /// The change that was the last one on the screen; who changed the same later, was first.
    pub seen: Option<u64>,
    /// What becomes of those that can't be done.
    pub on_conflict: OnConflict,
}

impl From<Deed> for Order {
    fn from(deed: Deed) -> Self {
        Self {
            deed,
            seen: None,
            on_conflict: OnConflict::Refuse,
        }
    }
}

/// How the screen is connected to what others do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Link {
    /// What is shown is how it is.
    #[default]
    Live,
    /// Changes are known that are not shown yet.
    Behind,
    /// Nothing is heard any more.
    Cut,
}

/// What a screen has the workspace do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Moves leads by layers; negative is back.
    Step {
        /// Which.
        leads: Vec<u64>,
        /// How far.
        layers: i8,
    },
    /// Moves leads to a layer.
    MoveTo {
        /// Which.
        leads: Vec<u64>,
        /// Where to.
        layer: Layer,
    },
    /// Closes leads with a deal.
    Win {
        /// Which.
        leads: Vec<u64>,
    },
    /// Closes leads without one.
    Lose {
        /// Which.
        leads: Vec<u64>,
        /// The reason, as typed or chosen.
        reason: String,
    },
    /// Parks leads.
    Park {
        /// Which.
        leads: Vec<u64>,
        /// Until when, as typed.
        until: String,
    },
    /// Wakes parked leads.
    Wake {
        /// Which.
        leads: Vec<u64>,
    },
    /// Logs feedback.
    Feedback {
        /// On which.
        leads: Vec<u64>,
        /// What is said, as typed.
        text: String,
    },
    /// Sets the next step.
    NextStep {
        /// Of which.
        leads: Vec<u64>,
        /// What, as typed.
        text: String,
    },
    /// Takes the last own change back.
    Undo,
    /// Makes it again.
    Redo,
}
