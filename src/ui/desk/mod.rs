//! Holds what a screen asks of the workspace, what it has done there, and what comes back: all of it plain data.
//!
//! The host stands between: it carries questions and deeds to the workspace and brings answers as events, so that the
//! machine never waits and a test can answer by hand.

mod answer;
mod deed;
mod news;
mod offered;
mod question;

pub use answer::{Answer, ChangeLine, Trouble};
pub use deed::{Deed, Order, Person};
pub use news::{Link, News, Rewinding};
pub use offered::{FieldAsk, FieldRead, FieldSaid, Found, Likeness, Lookup, Offer, Offered};
pub use question::{Ask, ChoiceList, Groups, Question};

/// Tells the latest question of a screen from those before it, whose answers no longer matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u64);

impl Ticket {
    /// The first of a row of tickets apart from the usual one: for a screen that asks two things at a time.
    #[must_use]
    pub const fn apart() -> Self {
        Self(1 << 63)
    }

    /// The ticket of the next question.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
