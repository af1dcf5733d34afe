//! The numbers that name things: record ids, revisions, operations.
//!
//! Ids come from the store and are never used twice; people say them aloud (`#1042`).

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "#{}", self.0)
            }
        }
    )+};
}

ids! {
    /// Names a company.
    AccountId,
    /// Names a person at an account.
    ContactId,
    /// Names something that we sell.
    ProductId,
    /// Names a user of the workspace.
    UserId,
    /// Names a pursuit of one product at one account.
    LeadId,
    /// Names a coded word of a rep on a lead.
    FeedbackId,
    /// Names one contact made with a lead.
    TouchId,
    /// Names a saved segment.
    SegmentId,
    /// Names a list that was made.
    ListId,
    /// Names a decision or a hypothesis.
    ResolutionId,
}

/// The number of a change set: its place in the one order of all changes, from 1.
///
/// As a record's revision it is the change set that wrote the record last; 0 is "not there".
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// Before the first change.
    pub const ZERO: Self = Self(0);

    /// The number after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Names one request to change something, chosen by whoever asks: the same one is applied once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpId(pub u128);

impl fmt::Display for OpId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
