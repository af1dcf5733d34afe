//! Holds what a screen asks of the workspace, what it has done there, and what comes back: all of it plain data.
//!
//! The host stands between: it carries questions and deeds to the workspace and brings answers as events, so that the
//! machine never waits and a test can answer by hand.

mod answer;
mod deed;
mod news;
mod offered;
mod question;

pub use answer::{Answer, ChangeLine, Judged, Selected, Trouble};
pub use deed::{Deed, Order, Person};
pub use news::{Link, News, Rewinding};
pub use offered::{FieldAsk, FieldRead, FieldSaid, Found, Likeness, Lookup, Offer, Offered};
pub use question::{Ask, ChoiceList, Groups, Judge, Question};

use super::route::Route;

/// Tells the latest question of a screen from those before it, whose answers no longer matter, and on its way to the
/// host and back also whose question it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket {
    number: u64,
    /// The screen that asked; none for what lies over the screens.
    asker: Option<Route>,
}

impl Ticket {
    /// The first of a row of tickets apart from the usual one: for a screen that asks two things at a time.
    #[must_use]
    pub const fn apart() -> Self {
        Self {
            number: 1 << 63,
            asker: None,
        }
    }

    /// The ticket of the next question.
    #[must_use]
    pub const fn next(self) -> Self {
        Self {
            number: self.number + 1,
            asker: self.asker,
        }
    }

    /// The same, as a question of this screen: the app writes it on what a screen asks.
    #[must_use]
    pub const fn of(self, asker: Route) -> Self {
        Self {
            number: self.number,
            asker: Some(asker),
        }
    }

    /// The screen that asked, and the ticket as that screen knows it.
    #[must_use]
    pub const fn taken(self) -> (Option<Route>, Self) {
        let known = Self {
            number: self.number,
            asker: None,
        };
        (self.asker, known)
    }
}
