//! Holds what overlays are opened for, and what each has to know of it; it does nothing.

use crate::model::{Members, Section, Unit};
use crate::ui::deeds::sweep::SweepStep;
use crate::ui::desk::{ChangeLine, Deed, Order};
use crate::ui::listing::{ListOf, ListOrder};
use crate::ui::reporting::ReportOrder;
use crate::ui::screens::Side;

/// What an overlay was opened for; it carries ids, for the lists behind it may move meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// What is done to leads.
    Lead(LeadAsk),
    /// What the company is called.
    Company,
    /// What is known of a new lead.
    NewLead,
    /// Who is new at this account.
    NewContact(u64),
    /// Which period the figures are of.
    Period,
    /// What leads are grouped by.
    Group,
    /// Which of these saved segments are groups.
    Sets(Vec<String>),
    /// Which report is seen.
    Report,
    /// What becomes of a report.
    Outlet,
    /// Into which file a report is written, or whether over one.
    ReportFile(Box<ReportOrder>),
    /// In which order leads stand.
    Order,
    /// Which columns a list has.
    Columns,
    /// Which theme the screen has.
    Theme,
    /// Which language it speaks.
    Language,
    /// Whether all that the filter selects is marked.
    MarkAll,
    /// Which change is taken back.
    TakeBack(Vec<ChangeLine>),
    /// What is decided about a file that is imported.
    Import(ImportAsk),
    /// A change of the workspace's definitions.
    Setting(SettingAsk),
    /// What a list of these is to be.
    List(Box<ListOf>),
    /// Whether the list is made.
    MakeList(Box<ListOrder>),
    /// Under which name look-alikes are kept.
    Alike,
    /// What the filter in force is compared with.
    Side(Vec<Side>),
    /// The leads behind a number, within this filter; without one, within the one in force.
    Behind(Option<String>),
    /// What is kept of a saved segment.
    Segment(SegmentAsk),
    /// What is done to all that a filter selects.
    Sweep(Box<SweepStep>),
    /// What is decided at a meeting.
    Meeting(MeetingAsk),
    /// Whether work is broken off to leave.
    Leave,
    /// Whether something is done against which something stands.
    AllTheSame(Box<Order>),
}

/// What has to be known of what is done to leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeadAsk {
    /// The reason why these leads were lost.
    Lose(Vec<u64>),
    /// Until when these leads wait.
    Park(Vec<u64>),
    /// What sales says about these leads.
    Feedback(Vec<u64>),
    /// What marketing replies to the last feedback on these leads.
    Reply(Vec<u64>),
    /// What is done next for these leads.
    NextStep(Vec<u64>),
    /// What was to be done for these leads is done; what is next.
    StepDone(Vec<u64>),
    /// To whom these leads are given.
    Assign(Vec<u64>),
    /// To whom these leads are handed over.
    HandOver(Vec<u64>),
    /// Why these leads are given back.
    Return(Vec<u64>),
    /// Whether this is to be done with so many leads.
    Sure(Box<Deed>),
}

/// A change of the workspace's definitions, by names, for the lists may move meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingAsk {
    /// The fields of a line.
    Line {
        /// The section; the users without.
        section: Option<Section>,
        /// The line.
        line: String,
        /// The users: one, or all of a team.
        users: Vec<u64>,
        /// The name of the team, where it is one.
        team: Option<String>,
        /// The fields, as the form has them, and what stood in them.
        before: Vec<(String, String)>,
        /// The change that was the last one on the screen.
        seen: Option<u64>,
    },
    /// One more line; milestones have a layer.
    Add(Option<Section>),
}

/// What is kept of a saved segment; by its number, for the list may move meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SegmentAsk {
    /// Under which name these are saved.
    Save {
        /// The filter.
        filter: String,
        /// What is counted.
        unit: Unit,
        /// Who is in it now.
        members: Members,
    },
    /// Its fields: their names, as the form has them, and what stood in them.
    Edit {
        /// Which.
        id: u64,
        /// The fields.
        before: Vec<(&'static str, String)>,
        /// The change that was the last one on the screen.
        seen: Option<u64>,
    },
    /// Since when one wants to know who entered and who left.
    Since,
}

/// What is decided at a meeting; by numbers, for the page may change meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingAsk {
    /// A decision or a hypothesis more.
    New,
    /// The fields of one: their names, as the form has them, and what stood in them.
    Edit {
        /// Which.
        id: u64,
        /// The fields.
        before: Vec<(&'static str, String)>,
        /// The change that was the last one on the screen.
        seen: u64,
    },
    /// How many leads a rep can work at once.
    Room {
        /// Who.
        user: u64,
        /// The change that was the last one on the screen.
        seen: u64,
    },
    /// Which of these meetings' minutes are read.
    Kept(Vec<u64>),
    /// Which pages it has.
    Agenda,
    /// Whether it is closed.
    Close,
}

/// What is decided about a file that is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportAsk {
    /// Which file.
    File,
    /// What this column becomes.
    Target(String),
    /// Where this word leads.
    Stage(String),
    /// What the rows are.
    What,
    /// Under which name the decisions are kept.
    Profile,
}
