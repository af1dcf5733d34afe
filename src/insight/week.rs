//! What a weekly meeting looks at: what came, went on and ended in seven days, held against the seven before them, and
//! what waits now.
//!
//! A figure is the number of leads that its filter selects: whoever opens it sees as many. Its words are not decided here.

use chrono::{Days, NaiveDate};

use crate::book::Book;
use crate::book::select::At;
use crate::model::Moment;
use crate::query::{Context, read};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    /// Leads that came in.
    New,
    /// Leads that went forward.
    Forward,
    /// Leads that were won.
    Won,
    /// Leads that were lost.
    Lost,
    /// Leads that went back.
    Back,
    /// Leads that were taken up again after they had been closed.
    Reopened,
    /// Leads that reached the fourth layer.
    HighIntent,
    /// Leads that reached the fifth layer.
    NearCustomer,
    /// Leads that idle for longer than won leads did.
    Stuck,
    /// Leads whose next step is overdue.
    Overdue,
    /// Leads without a next step.
    NoStep,
    /// Parked leads whose day has come.
    ParkedDue,
    /// Leads that marketing handed over.
    Handed,
    /// Handovers that should have been answered by now.
    Unanswered,
    /// Leads that sales gave back.
    Returned,
    /// Leads of which sales gave feedback.
    Feedback,
}

impl Of {
    /// Everything, in the order in which a meeting looks at it.
    pub const ALL: [Self; 16] = [
        Self::New,
        Self::Forward,
        Self::Won,
        Self::Lost,
        Self::Back,
        Self::Reopened,
        Self::HighIntent,
        Self::NearCustomer,
        Self::Stuck,
        Self::Overdue,
        Self::NoStep,
        Self::ParkedDue,
        Self::Handed,
        Self::Unanswered,
        Self::Returned,
        Self::Feedback,
    ];

    /// The stable code, as printed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Forward => "forward",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Back => "back",
            Self::Reopened => "reopened",
            Self::HighIntent => "high-intent",
            Self::NearCustomer => "near-customer",
            Self::Stuck => "stuck",
            Self::Overdue => "overdue",
            Self::NoStep => "no-step",
            Self::ParkedDue => "parked-due",
            Self::Handed => "handed",
            Self::Unanswered => "unanswered",
            Self::Returned => "returned",
            Self::Feedback => "feedback",
        }
    }

    /// The filter for the leads behind it, in the days from the first to the last.
    #[must_use]
    pub fn filter(self, from: NaiveDate, to: NaiveDate) -> String {
        let days = format!("{from}..{to}");
        match self {
            Self::New => format!("entered:{days}"),
            Self::Forward => format!("moved:forward during:{days}"),
            Self::Won => format!("outcome:won closed:{days}"),
            Self::Lost => format!("outcome:lost closed:{days}"),
            Self::Back => format!("moved:back during:{days}"),
            Self::Reopened => format!("is:reopened entered:{days}"),
            Self::HighIntent => format!("reached:high-intent during:{days}"),
            Self::NearCustomer => format!("reached:near-customer during:{days}"),
            Self::Stuck => "is:stuck".to_owned(),
            Self::Overdue => format!("is:open due:<{to}"),
            Self::NoStep => "is:open no:next".to_owned(),
            Self::ParkedDue => format!("is:parked until:..{to}"),
            Self::Handed => format!("handed:{days}"),
            Self::Unanswered => "is:handed sla:breached".to_owned(),
            Self::Returned => format!("is:returned answered:{days}"),
            Self::Feedback => format!("fed:{days}"),
        }
    }

    /// Whether it is of days that have passed; otherwise it is how things stand.
    #[must_use]
    pub const fn is_of_days(self) -> bool {
        match self {
            Self::New
            | Self::Forward
            | Self::Won
            | Self::Lost
            | Self::Back
            | Self::Reopened
            | Self::HighIntent
            | Self::NearCustomer
            | Self::Handed
            | Self::Returned
            | Self::Feedback => true,
            Self::Stuck | Self::Overdue | Self::NoStep | Self::ParkedDue | Self::Unanswered => {
                false
            }
        }
    }

    /// Whether more of it is better; nothing where that can't be said.
    #[must_use]
    pub const fn more_is_better(self) -> Option<bool> {
        match self {
            Self::New
            | Self::Forward
            | Self::Won
            | Self::HighIntent
            | Self::NearCustomer
            | Self::Feedback => Some(true),
            Self::Lost
            | Self::Back
            | Self::Stuck
            | Self::Overdue
            | Self::NoStep
            | Self::ParkedDue
            | Self::Unanswered
            | Self::Returned => Some(false),
            Self::Reopened | Self::Handed => None,
        }
    }
}

/// What a meeting talks about, a page each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Topic {
    /// The week in one picture.
    #[default]
    Week,
    /// What moved otherwise.
    Moves,
    /// What waits.
    Waits,
    /// What marketing and sales did for each other.
    Teams,
}

impl Topic {
    /// The topics, in their order.
    pub const ALL: [Self; 4] = [Self::Week, Self::Moves, Self::Waits, Self::Teams];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Moves => "moves",
            Self::Waits => "waits",
            Self::Teams => "teams",
        }
    }

    /// What belongs to it.
    #[must_use]
    pub const fn figures(self) -> [Of; 4] {
        match self {
            Self::Week => [Of::New, Of::Forward, Of::Won, Of::Lost],
            Self::Moves => [Of::HighIntent, Of::NearCustomer, Of::Back, Of::Reopened],
            Self::Waits => [Of::Stuck, Of::Overdue, Of::NoStep, Of::ParkedDue],
            Self::Teams => [Of::Handed, Of::Unanswered, Of::Returned, Of::Feedback],
        }
    }
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What is counted.
    pub of: Of,
    /// How many leads.
    pub now: u64,
    /// How many in the week before; nothing for how things stand.
    pub before: Option<u64>,
    /// The filter for the leads behind it.
    pub filter: String,
}

/// The figures of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// The figures, in the order of [`Of::ALL`].
    pub counts: Vec<Count>,
}

impl Week {
    /// The figures of a topic, in its order.
    pub fn figures(&self, topic: Topic) -> impl Iterator<Item = &Count> {
        let wanted = topic.figures().into_iter();
        wanted.filter_map(|of| self.counts.iter().find(|it| it.of == of))
    }

    /// Counts the seven days that end with the day of `now`.
    #[must_use]
    pub fn of(book: &Book, now: Moment) -> Self {
        let to = now.day(book.settings().general.zone);
        let back = |days| to.checked_sub_days(Days::new(days)).unwrap_or(to);
        let from = back(6);
        let count = |filter: &str| {
            read(filter, &Context::on(to)).map_or(0, |filter| {
                let selected = book.select(&filter, At { now });
                book.leads_of(&filter, &selected).count()
            })
        };
        let counts = Of::ALL.map(|of| {
            let filter = of.filter(from, to);
            let before = of
                .is_of_days()
                .then(|| count(&of.filter(back(13), back(7))));
            Count {
                of,
                now: count(&filter),
                before,
                filter,
            }
        });
        Self {
            from,
            to,
            counts: counts.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_can_be_read_and_is_its_own() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let (from, to) = (day(16), day(22));
        let filters = Of::ALL.map(|of| of.filter(from, to));
        for (index, filter) in filters.iter().enumerate() {
            assert!(read(filter, &Context::on(to)).is_ok(), "{filter}");
            assert!(!filters[..index].contains(filter), "{filter}");
        }
    }
}
