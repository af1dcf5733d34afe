//! What the rules refuse, in words that say what to do; the ones who ask decide how to show it.

use chrono::NaiveDate;

use super::field_fault::FieldFault;
use super::record::Key;
use super::settings::BadSection;
use super::stage::{Layer, Status};

/// Why a command can't be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The lead is closed.
    #[error("it is {status}; reopen it first")]
    Closed {
        /// How it closed.
        status: Status,
    },
    /// The lead is where it is to be moved.
    #[error("it is in {layer} already")]
    AlreadyThere {
        /// The layer.
        layer: Layer,
    },
    /// There is no layer that far.
    #[error("there is no layer {direction} {layer}; {hint}")]
    NoSuchLayer {
        /// `above` or `below`.
        direction: &'static str,
        /// Where the lead is.
        layer: Layer,
        /// What to do instead.
        hint: &'static str,
    },
    /// The lead is not parked.
    #[error("it is not parked, it is {status}; park it, or move it")]
    NotParked {
        /// What it is.
        status: Status,
    },
    /// The lead is parked already.
    #[error("it is parked already; wake it first to give it another day")]
    AlreadyParked,
    /// The lead is not closed.
    #[error("it is {status}, not closed; only a won or lost lead can be reopened")]
    NotClosed {
        /// What it is.
        status: Status,
    },
    /// The lead does not wait for an answer to a handover.
    #[error("it does not wait to be accepted ({why}); hand it over first")]
    NotWaiting {
        /// Why not: `it was never handed over`, `it is accepted`, `it was returned`.
        why: &'static str,
    },
    /// The lead waits for that rep already.
    #[error("it waits for that rep already; it is for them to accept or return it")]
    AlreadyHanded,
    /// A code is not on the workspace's list.
    #[error("`{given}` is no {what} of this workspace; use one of: {known}")]
    UnknownChoice {
        /// `reason`, `verdict`, `channel` or `milestone`.
        what: &'static str,
        /// What was given.
        given: String,
        /// What is on the list.
        known: String,
    },
    /// A day to come back that has passed.
    #[error("{day} is not after today; give a later day")]
    NotLater {
        /// The day.
        day: NaiveDate,
    },
    /// A moment before what is recorded already.
    #[error("{day} is before its last step ({last}); give that day or a later one")]
    BeforeLastStep {
        /// What was given.
        day: NaiveDate,
        /// The day of the last step.
        last: NaiveDate,
    },
    /// A moment that has not come.
    #[error("{day} has not come yet; give today or an earlier day")]
    InTheFuture {
        /// What was given.
        day: NaiveDate,
    },
    /// A field that can't hold the value.
    #[error("{field}: {problem}")]
    BadField {
        /// The field's name.
        field: String,
        /// What is wrong, and what would be right.
        problem: FieldFault,
    },
    /// A field that must not be empty.
    #[error("{field} must not be empty")]
    Missing {
        /// The field's name.
        field: &'static str,
    },
    /// A field that only moves and handovers can change.
    #[error(
        "{field} is not edited but follows from what is done; use move, win, lose, park, reopen, handover, accept or return"
    )]
    NotEditable {
        /// The field's name.
        field: &'static str,
    },
    /// A record that is not there.
    #[error("there is no {key}")]
    NoSuchRecord {
        /// The record.
        key: Key,
    },
    /// A name that another record has.
    #[error("{what} `{name}` is there already ({key}); use it or choose another name")]
    NameTaken {
        /// The kind.
        what: &'static str,
        /// The name.
        name: String,
        /// Who has it.
        key: Key,
    },
    /// A definition that records speak of.
    #[error(
        "`{code}` is still used by {count} records; retire it instead: it is offered no more then, and they keep it"
    )]
    StillUsed {
        /// Its code.
        code: String,
        /// How many speak of it.
        count: u64,
    },
    /// A section of settings that can't be used.
    #[error(transparent)]
    Section(#[from] BadSection),
}
