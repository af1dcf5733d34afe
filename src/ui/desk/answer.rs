//! Holds what comes back to a question, whatever it was.
//!
//! It is brought to the screen that asked, and to no other; a screen knows only the answers to its own questions.

use std::ops::Range;
use std::sync::Arc;

use super::offered::{FieldSaid, Found, Offered};
use crate::i18n::Msg;
use crate::model::settings::Choice;
use crate::model::{Clean, Members};
use crate::ui::explained::Explained;
use crate::ui::screens::{
    BoardPage, ComparePage, Figures, LeadPage, MeetingPage, PageFound, SavedPage, SegmentsPage,
    SettingsPage, Sheet, TodayPage,
};

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The funnel.
    Funnel(Selected<Figures>),
    /// A page of leads.
    Leads(Selected<LeadPage>),
    /// The board.
    Board(Selected<BoardPage>),
    /// What a filter selects, by facets.
    Segments(Selected<SegmentsPage>),
    /// A report.
    Insights(Selected<Arc<Sheet>>),
    /// A page of the meeting.
    Meeting(Box<MeetingPage>),
    /// The minutes of the meeting, as Markdown.
    Minutes(String),
    /// The segments that are saved.
    Saved(Box<SavedPage>),
    /// Who is in a filter: leads or accounts, as it was asked.
    Members(Selected<Members>),
    /// A page of what there is to do.
    Today(Selected<TodayPage>),
    /// What can be typed.
    Offers(Offered),
    /// The leads that were asked for, to be marked.
    Marked(Vec<u64>),
    /// Which of the marked leads take an action.
    Judged(Judged),
    /// What was changed last, newest first.
    Changes(Vec<ChangeLine>),
    /// The workspace's definitions and users.
    Settings(Box<SettingsPage>),
    /// A list of the workspace: what is offered still, in its order.
    Choices(Vec<Choice>),
    /// How a number is made.
    Explained(Box<Explained>),
    /// The workspace's currency.
    Currency(String),
    /// All that is known of a lead or an account.
    Page(PageFound),
    /// Segments side by side.
    Compare(Selected<ComparePage>),
    /// What fits a field, best first.
    Found(Vec<Found>),
    /// What stands in a field of a record means.
    Field(Box<FieldSaid>),
}

/// Which of the marked leads take an action.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// Those that take it.
    pub leads: Vec<u64>,
    /// How many of these the filter does not select.
    pub hidden: usize,
    /// Why the others don't; nothing where all take it.
    pub why: Option<Msg>,
}

/// What came of a filter.
#[derive(Debug, Clone, PartialEq)]
pub enum Selected<T> {
    /// It can be read: what is to be shown of what it selects, and what in it means nothing here.
    Read(Box<T>, Option<Trouble>),
    /// It cannot be read; what was shown stays.
    Trouble(Trouble),
    /// What is typed at the caret says nothing yet; what was shown stays.
    Unfinished,
}

impl<T> Selected<T> {
    /// What is to be shown, where the filter can be read.
    #[must_use]
    pub fn read(self) -> Option<T> {
        match self {
            Self::Read(it, _) => Some(*it),
            Self::Trouble(_) | Self::Unfinished => None,
        }
    }
}

impl<T> From<T> for Selected<T> {
    fn from(it: T) -> Self {
        Self::Read(Box::new(it), None)
    }
}

/// A change set as the list of changes shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeLine {
    /// Its number.
    pub seq: u64,
    /// When it was.
    pub when: Clean,
    /// Who made it.
    pub who: Clean,
    /// Whether that is the reader.
    pub mine: bool,
    /// What was done.
    pub what: Clean,
    /// How many records it changed.
    pub records: u64,
    /// Who took it back and when, where somebody did.
    pub undone: Option<Clean>,
}

/// What is wrong with a filter, or what in it means nothing here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trouble {
    /// Where, in bytes of the filter.
    pub span: Range<usize>,
    /// What is wrong and what would be right.
    pub message: Clean,
}
