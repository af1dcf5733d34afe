//! Holds what a screen asks of the workspace; how it is answered is in `ui/answers`.

use std::ops::Range;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::Ticket;
use super::offered::{FieldAsk, Lookup};
use crate::insight::conversion::Definition;
use crate::insight::groups::By;
use crate::model::{Key, Moment, Topic};
use crate::query::{Field, looks_back};
use crate::ui::action::LeadAction;
use crate::ui::explained::Explains;
use crate::ui::period::{Against, Period};
use crate::ui::route::Route;
use crate::ui::screens::{CompareAsk, FacetAsk, Report, TodayAsk};
use crate::workspace::Unit;
use crate::workspace::as_of::end_of;

/// A question and its ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// Comes back with the answer.
    pub ticket: Ticket,
    /// What is asked.
    pub question: Question,
}

impl Ask {
    /// The same, as a question of this screen.
    #[must_use]
    pub fn of(self, screen: Route) -> Self {
        Self {
            ticket: self.ticket.of(screen),
            question: self.question,
        }
    }
}

/// Which groups of leads are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Groups {
    /// By what.
    pub by: By,
    /// The number of the first.
    pub first: usize,
    /// How many.
    pub seen: usize,
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// The funnel of what a filter selects.
    Funnel {
        /// The filter.
        filter: String,
        /// The period in which is counted what went on and what ended.
        period: Period,
        /// What that is compared with.
        against: Against,
        /// The groups that are seen, where leads are grouped.
        groups: Option<Groups>,
        /// Of which saved segments, where groups are segments; none for all of them.
        sets: Vec<String>,
        /// Whether another day is asked for in a moment: what of an earlier one takes time to tell need not be told.
        moving: bool,
        /// Where the caret is while the filter is typed.
        caret: Option<usize>,
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
        /// Where the caret is while the filter is typed.
        caret: Option<usize>,
    },
    /// The part of the board that is seen.
    Board {
        /// The filter, its order in it.
        filter: String,
        /// Of each column, the cards that are asked for.
        cards: [Range<usize>; 5],
        /// Whether parked leads are shown.
        parked: bool,
        /// The lead whose place is asked for, wherever it is now.
        keep: Option<u64>,
        /// Where the caret is while the filter is typed.
        caret: Option<usize>,
    },
    /// What a filter selects, by facets, and its funnel.
    Segments {
        /// The filter.
        filter: String,
        /// What is counted.
        unit: Unit,
        /// The facets that are chosen, seen or not.
        fields: Vec<Field>,
        /// Those that are seen, and what of each.
        seen: Vec<FacetAsk>,
        /// The saved segment that was taken for the filter.
        segment: Option<u64>,
        /// Where the caret is while the filter is typed.
        caret: Option<usize>,
    },
    /// A report over what a filter selects.
    Insights {
        /// The filter.
        filter: String,
        /// Which.
        report: Report,
        /// The period in which is counted what went on and what ended.
        period: Period,
        /// What leads are grouped by, where its lines are groups; nothing where nobody has chosen it.
        by: Option<Field>,
        /// By which saved segments, where it is by these; none for all of them.
        sets: Vec<String>,
        /// What is meant by a conversion.
        definition: Definition,
        /// What it is held against, if it is.
        against: Option<Against>,
        /// Where the caret is while the filter is typed.
        caret: Option<usize>,
    },
    /// A page of the meeting.
    Meeting {
        /// What it is about.
        topic: Topic,
        /// What leads are told apart by where a change is explained; what tells them apart where nothing is said.
        by: Option<Field>,
        /// As it was in the evening of this day; now without one.
        day: Option<NaiveDate>,
    },
    /// The minutes that were kept of a meeting.
    KeptMinutes {
        /// Its number.
        id: u64,
    },
    /// The minutes of the meeting.
    Minutes {
        /// What leads are told apart by where a change is explained; what tells them apart where nothing is said.
        by: Option<Field>,
        /// As they would have been in the evening of this day; now without one.
        day: Option<NaiveDate>,
    },
    /// Segments side by side.
    Compare {
        /// Which.
        ask: CompareAsk,
        /// Where the caret is while the filter is typed.
        caret: Option<usize>,
    },
    /// A page of what there is to do.
    Today {
        /// Of which day.
        day: TodayAsk,
        /// The first lead that is seen.
        first: usize,
        /// How many are seen.
        lines: usize,
        /// The lead whose line is asked for, wherever it is now.
        keep: Option<u64>,
        /// Where the caret is while the filter is typed.
        caret: Option<usize>,
    },
    /// The segments that are saved, and one of them in full.
    Saved {
        /// The first that is seen.
        first: usize,
        /// How many are seen.
        lines: usize,
        /// The one in full; the first where it is not there.
        at: Option<u64>,
    },
    /// Who is in a filter or a segment now.
    Members {
        /// The filter.
        filter: String,
        /// What is counted.
        unit: Unit,
    },
    /// What could be typed at the caret.
    Offers {
        /// The filter so far.
        filter: String,
        /// The caret, in bytes.
        caret: usize,
    },
    /// The workspace's definitions and users.
    Settings,
    /// How a number is made.
    Explain {
        /// The filter.
        filter: String,
        /// The period that it is of.
        period: Period,
        /// Which number.
        what: Explains,
    },
    /// What the workspace lets one choose from.
    Choices(ChoiceList),
    /// The leads that a filter selects, or those of them between two, in the order in which they are shown.
    Marked {
        /// The filter, its order in it.
        filter: String,
        /// The first and the last, in whichever order; without, all.
        ends: Option<(u64, u64)>,
        /// On the board, whether parked leads are among them; otherwise they are lines of the list.
        board: Option<bool>,
    },
    /// The leads with something to do that lie between two, or else in these places.
    DayMarked {
        /// Of which day.
        day: TodayAsk,
        /// The first and the last, in whichever order.
        ends: Option<(u64, u64)>,
        /// The places, where there are no ends.
        places: Range<usize>,
    },
    /// Which of some leads take an action.
    Judge(Judge),
    /// What was changed last, by whomever.
    Changes,
    /// What a new lead has to know: the workspace's currency.
    Currency,
    /// All that is known of a lead or an account.
    Page {
        /// Of whom.
        key: Key,
        /// As it was in the evening of this day; now without one.
        day: Option<NaiveDate>,
    },
    /// What was typed for a field means, and what could be typed there.
    Field(FieldAsk),
    /// What the workspace knows that fits what was typed into a field.
    Lookup {
        /// From where.
        list: Lookup,
        /// What was typed.
        text: String,
    },
}

impl Question {
    /// The filter that it asks by, if it asks by one.
    #[must_use]
    pub fn filter(&self) -> Option<&str> {
        match self {
            Self::Funnel { filter, .. }
            | Self::Leads { filter, .. }
            | Self::Board { filter, .. }
            | Self::Segments { filter, .. }
            | Self::Insights { filter, .. }
            | Self::Offers { filter, .. }
            | Self::Marked { filter, .. }
            | Self::Explain { filter, .. }
            | Self::Members { filter, .. }
            | Self::Judge(Judge { filter, .. }) => Some(filter),
            Self::Today { day, .. } | Self::DayMarked { day, .. } => Some(&day.filter),
            Self::Compare { ask, .. } => Some(&ask.filter),
            Self::Settings
            | Self::Meeting { .. }
            | Self::Minutes { .. }
            | Self::KeptMinutes { .. }
            | Self::Choices(_)
            | Self::Changes
            | Self::Saved { .. }
            | Self::Currency
            | Self::Page { .. }
            | Self::Field(_)
            | Self::Lookup { .. } => None,
        }
    }

    /// The end of the earlier day that its filter looks back to, if it does.
    #[must_use]
    pub fn looks_back(&self, now: Moment, zone: Tz) -> Option<Moment> {
        let day = looks_back(self.filter()?, now.day(zone))?;
        Some(end_of(day, zone))
    }
}

/// Leads that are marked, before something is done with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judge {
    /// Which.
    pub leads: Vec<u64>,
    /// What is to be done.
    pub action: LeadAction,
    /// Over how many layers, where they are moved.
    pub far: u8,
    /// What the screen selects: some may have gone out of sight since they were marked.
    pub filter: String,
}

/// A list of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceList {
    /// Why leads are lost.
    Reasons,
    /// What sales can say of a lead.
    Verdicts,
    /// To whom a lead can be given; the code is the user's number.
    Owners,
    /// To whom a lead can be handed over; the code is the user's number.
    Receivers,
    /// Why what was handed over is given back.
    Returns,
}
