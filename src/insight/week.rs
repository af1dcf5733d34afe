//! What a meeting counts: what came, went on and ended since the last meeting, held against as many days before, and
//! what waits now.
//!
//! The days are those from the last meeting's day, which belongs to them, through today: what happened on that day after
//! the meeting is missed by nobody. Where no meeting was held yet, they are the seven days that end today.
//!
//! A figure is the number of leads that its filter selects ([`Of::filter`] is its formula): whoever opens it sees as many. A
//! lead counts once in a figure, however often it happened to it. Its words are not decided here.
//!
//! *Before* is told of the same filter over the days before. Of entries, handovers and feedback a lead has its last one alone, so what
//! was begun again, handed over or spoken of again since is not counted there: before is rather too small than too large.
//! Today is not over where it is counted, and the days before are.

use chrono::{Days, NaiveDate};

use crate::book::Book;
use crate::book::select::At;
use crate::model::{Moment, Topic};
use crate::query::{Context, read};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    /// Leads that entered the funnel, or were begun again; what was found there when its history began is not new.
    New,
    /// Leads that went forward; a win is a way forward, too.
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
    /// Leads whose feedback of these days has a reply.
    Replied,
    /// Leads whose feedback of these days waits for a reply.
    Unreplied,
    /// Leads that were put aside.
    Parked,
    /// Leads that are worth more than before; no words of a filter select them, see [`Of::filter`].
    ValueUp,
    /// Leads that are worth less than before.
    ValueDown,
}

impl Of {
    /// Everything that a filter counts, in the order in which a meeting looks at it.
    pub const ALL: [Self; 19] = [
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
        Self::Replied,
        Self::Unreplied,
        Self::Parked,
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
            Self::Replied => "replied",
            Self::Unreplied => "unreplied",
            Self::Parked => "parked",
            Self::ValueUp => "value-up",
            Self::ValueDown => "value-down",
        }
    }

    /// The filter for the leads behind it, in the days from the first to the last.
    #[must_use]
    pub fn filter(self, from: NaiveDate, to: NaiveDate) -> String {
        let days = format!("{from}..{to}");
        match self {
            // What was found when its history began came at some other time.
            Self::New => format!("entered:{days} -is:opening"),
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
            Self::Replied => format!("fed:{days} replied:any"),
            Self::Unreplied => format!("fed:{days} replied:none"),
            Self::Parked => format!("moved:parked during:{days}"),
            // Only the log knows: whoever counted them names them.
            Self::ValueUp | Self::ValueDown => String::new(),
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
            | Self::Feedback
            | Self::Replied
            | Self::Unreplied
            | Self::Parked
            | Self::ValueUp
            | Self::ValueDown => true,
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
            | Self::ValueUp
            | Self::Feedback
            | Self::Replied => Some(true),
            Self::Lost
            | Self::Back
            | Self::Stuck
            | Self::Overdue
            | Self::NoStep
            | Self::ParkedDue
            | Self::Unanswered
            | Self::ValueDown
            | Self::Unreplied
            | Self::Returned => Some(false),
            Self::Reopened | Self::Handed | Self::Parked => None,
        }
    }
}

/// The figures that belong to a page, in its order.
#[must_use]
pub const fn figures(topic: Topic) -> &'static [Of] {
    match topic {
        Topic::Week => &[Of::New, Of::Forward, Of::Won, Of::Lost],
        Topic::Moves => &[
            Of::HighIntent,
            Of::NearCustomer,
            Of::Back,
            Of::Parked,
            Of::ValueUp,
            Of::ValueDown,
        ],
        Topic::Waits => &[Of::Stuck, Of::Overdue, Of::NoStep, Of::ParkedDue],
        Topic::Teams => &[Of::Handed, Of::Unanswered, Of::Returned, Of::Unreplied],
        Topic::Feedback => &[Of::Feedback, Of::Replied],
        Topic::Last | Topic::Why | Topic::Forecast | Topic::Capacity | Topic::Decisions => &[],
    }
}

/// The days that a meeting looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// Whether it began with the meeting before; otherwise it is a week, because there was none.
    pub since_meeting: bool,
}

impl Stretch {
    /// Those up to today: since the last meeting, or a week.
    #[must_use]
    pub fn of(book: &Book, now: Moment) -> Self {
        let to = now.day(book.settings().general.zone);
        match book.last_meeting(to) {
            Some(from) => Self {
                from,
                to,
                since_meeting: true,
            },
            None => Self {
                from: to.checked_sub_days(Days::new(6)).unwrap_or(to),
                to,
                since_meeting: false,
            },
        }
    }

    /// How many days.
    #[must_use]
    pub fn days(&self) -> u64 {
        (self.to - self.from).num_days().unsigned_abs() + 1
    }

    /// The first and the last of as many days before.
    #[must_use]
    pub fn before(&self) -> (NaiveDate, NaiveDate) {
        let back = |days| self.from.checked_sub_days(Days::new(days));
        (
            back(self.days()).unwrap_or(self.from),
            back(1).unwrap_or(self.from),
        )
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
    /// How many of them that names, the largest changes, where it can't name all.
    pub named: Option<u64>,
}

/// Counts figures in a stretch of days; those that no filter selects are left out.
#[must_use]
pub fn counts(book: &Book, wanted: &[Of], stretch: Stretch, now: Moment) -> Vec<Count> {
    let Stretch { from, to, .. } = stretch;
    let count = |filter: &str| {
        read(filter, &Context::on(to)).map_or(0, |filter| {
            let selected = book.select(&filter, At { now });
            book.leads_of(&filter, &selected).count()
        })
    };
    let known = wanted.iter().filter(|it| Of::ALL.contains(it));
    let figure = |of: &Of| {
        let filter = of.filter(from, to);
        let (first, last) = stretch.before();
        let before = of.is_of_days().then(|| count(&of.filter(first, last)));
        Count {
            of: *of,
            now: count(&filter),
            before,
            filter,
            named: None,
        }
    };
    known.map(figure).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_held_against_as_many_days_before_it() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let stretch = Stretch {
            from: day(16),
            to: day(22),
            since_meeting: false,
        };
        assert_eq!((stretch.days(), stretch.before()), (7, (day(9), day(15))));
    }

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
