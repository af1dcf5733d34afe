//! Holds what a field of a form takes, and what it gives: words, a choice, a day, an amount, a step.

use chrono::NaiveDate;

use super::super::desk::Lookup;
use crate::model::Clean;
use crate::query::given::Next;

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// Any words.
    Text,
    /// One of a few; `tall` has a line for each.
    Choice {
        /// Which.
        picks: Vec<Pick>,
        /// Whether each has a line of its own.
        tall: bool,
    },
    /// A day, not before the first one that is allowed.
    Date {
        /// How many days ahead it must lie at least.
        ahead: i64,
    },
    /// An amount.
    Money {
        /// The currency's code.
        currency: String,
    },
    /// Something that the workspace knows.
    Lookup {
        /// From where.
        list: Lookup,
        /// What becomes of something new.
        new: New,
    },
    /// An e-mail address.
    Email,
    /// What is to be done next; its day may stand at either end of the words.
    Step,
}

/// What becomes of something that the workspace does not know yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum New {
    /// It is not taken.
    Refused,
    /// It is taken, but what is known and begins so is meant first.
    Rare,
    /// It is taken as it is typed.
    Welcome,
}

/// One of a few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// What is kept.
    pub code: String,
    /// What it is called.
    pub label: Clean,
}

/// What a field gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Nothing was typed.
    Nothing,
    /// Words.
    Text(String),
    /// The code of a choice.
    Code(String),
    /// A day.
    Day(NaiveDate),
    /// An amount in minor units.
    Amount(i64),
    /// What is to be done next as it was typed, and as words and a day.
    Step(String, Next),
    /// Something that the workspace knows: its key.
    Known(String),
}

impl Entry {
    /// The words, the code or the key.
    #[must_use]
    pub fn text(self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Code(text) | Self::Known(text) => Some(text),
            Self::Nothing | Self::Day(_) | Self::Amount(_) | Self::Step(..) => None,
        }
    }

    /// The amount.
    #[must_use]
    pub const fn amount(&self) -> Option<i64> {
        match self {
            Self::Amount(amount) => Some(*amount),
            Self::Nothing
            | Self::Text(_)
            | Self::Code(_)
            | Self::Day(_)
            | Self::Known(_)
            | Self::Step(..) => None,
        }
    }

    /// The day.
    #[must_use]
    pub const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Nothing
            | Self::Text(_)
            | Self::Code(_)
            | Self::Amount(_)
            | Self::Known(_)
            | Self::Step(..) => None,
        }
    }

    /// What is to be done next, and by when; beside a day of its own the words stay as they are.
    #[must_use]
    pub fn step(self, due: Option<NaiveDate>) -> Next {
        match self {
            Self::Step(text, _) if due.is_some() => (Some(text), due),
            Self::Step(_, next) => next,
            Self::Nothing
            | Self::Text(_)
            | Self::Code(_)
            | Self::Day(_)
            | Self::Amount(_)
            | Self::Known(_) => (None, due),
        }
    }
}
