//! Holds what is known of leads whose value has changed; it is the log's to say, and decides nothing.

use super::ids::UserId;
use super::time::Moment;

/// A lead that is worth more or less than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revaluation {
    /// The lead's number.
    pub lead: u64,
    /// What it was worth, in minor units.
    pub before: i64,
    /// What it is worth since.
    pub after: i64,
    /// Who changed it last; nobody for what the program did by itself.
    pub by: Option<UserId>,
    /// When that was.
    pub at: Moment,
}

impl Revaluation {
    /// How much more it is worth, or less.
    #[must_use]
    pub const fn change(&self) -> i64 {
        self.after.saturating_sub(self.before)
    }
}

/// The leads whose value has changed in a stretch of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revalued {
    /// Each once, by their numbers.
    pub leads: Vec<Revaluation>,
    /// Whether more was changed than is read, so that they are not all.
    pub cut: bool,
}
