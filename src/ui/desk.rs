//! Holds what a screen asks of the workspace, what it has done there, and what comes back: all of it plain data.
//!
//! The host stands between: it carries questions and deeds to the workspace and brings answers as events, so that the
//! machine never waits and a test can answer by hand.

use std::ops::Range;

use chrono::NaiveDate;

use super::action::AppAction;
use super::explained::{Explained, Explains};
use super::new_lead::Draft;
use super::period::{Against, Period};
use super::screen::Severity;
use super::screens::{
    BoardPage, CompareAsk, ComparePage, FacetAsk, Figures, LeadPage, MeetingPage, PageFound,
    Report, SavedPage, SegmentsPage, SettingsPage, Sheet, TodayOf, TodayPage,
};
use super::words::Words;
use super::work::Worked;
use crate::insight::conversion::Definition;
use crate::insight::groups::By;
use crate::model::setting_edit::SettingEdit;
use crate::model::settings::{Choice, Section};
use crate::model::{
    BuyingRole, Clean, FieldId, Key, Layer, Members, OnConflict, Record, Segment, Topic, UserRole,
    Value,
};
use crate::query::Field;
use crate::workspace::Unit;

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

/// A question and its ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// Comes back with the answer.
    pub ticket: Ticket,
    /// What is asked.
    pub question: Question,
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
        /// What leads are grouped by, where its lines are groups.
        by: Field,
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
        /// What leads are told apart by where a change is explained.
        by: Field,
    },
    /// The minutes of the meeting.
    Minutes {
        /// What leads are told apart by where a change is explained.
        by: Field,
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
        /// The filter.
        filter: String,
        /// Whose.
        of: TodayOf,
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
        /// The filter.
        filter: String,
        /// Whose.
        of: TodayOf,
        /// The first and the last, in whichever order.
        ends: Option<(u64, u64)>,
        /// The places, where there are no ends.
        places: Range<usize>,
    },
    /// What was changed last, by whomever.
    Changes,
    /// What a new lead has to know: the workspace's currency.
    Currency,
    /// All that is known of a lead or an account.
    Page {
        /// Of whom.
        key: Key,
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
            | Self::Today { filter, .. }
            | Self::Offers { filter, .. }
            | Self::Marked { filter, .. }
            | Self::Explain { filter, .. }
            | Self::Members { filter, .. }
            | Self::DayMarked { filter, .. } => Some(filter),
            Self::Compare { ask, .. } => Some(&ask.filter),
            Self::Settings
            | Self::Meeting { .. }
            | Self::Minutes { .. }
            | Self::Choices(_)
            | Self::Changes
            | Self::Saved { .. }
            | Self::Currency
            | Self::Page { .. }
            | Self::Field(_)
            | Self::Lookup { .. } => None,
        }
    }
}

/// How far the way back to an earlier day is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rewinding {
    /// So many records are read.
    Going(u64),
    /// It is there.
    There,
    /// It can't be made, and why.
    Failed(Clean),
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

/// What is asked while a field of a record is typed into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldAsk {
    /// Of whom.
    pub key: Key,
    /// Which field.
    pub field: FieldId,
    /// What stands in it.
    pub text: String,
    /// What is looked for among what could be typed: nothing, as long as nothing was typed.
    pub look: String,
    /// What was chosen, by its key, where something was.
    pub chosen: Option<String>,
}

/// What stands in a field means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRead {
    /// What would be kept.
    pub edits: Vec<(FieldId, Value)>,
    /// In a few words.
    pub meaning: Clean,
}

/// What is said while a field of a record is typed into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSaid {
    /// What was asked.
    pub asked: FieldAsk,
    /// What stands in it means, or why it means nothing.
    pub read: Result<FieldRead, Clean>,
    /// What could be typed, best first.
    pub offers: Vec<Found>,
    /// The offer that is meant.
    pub meant: Option<usize>,
}

/// Where a field is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// Companies, also those that are called nearly so.
    Accounts,
    /// What is sold.
    Products,
    /// Who can own a lead.
    Users,
    /// Words that were put on leads and accounts.
    Tags,
    /// Industries, in words.
    Sectors,
    /// Where leads come from.
    Sources,
    /// Why leads are lost.
    Reasons,
    /// Against whom leads were lost.
    Competitors,
    /// The teams that there are.
    Teams,
    /// Time zones.
    Zones,
    /// Currencies.
    Currencies,
    /// Tables and folders; the host answers, for the workspace knows no files.
    Files,
}

/// How near something that was found is to what was typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Likeness {
    /// It holds it.
    #[default]
    Holds,
    /// It may be the same, written otherwise.
    Near,
    /// It is the same.
    Same,
}

/// Something that the workspace knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What is kept of it: its number, or its code.
    pub key: String,
    /// What it is called.
    pub label: Clean,
    /// What tells it from others, in a few words.
    pub after: Clean,
    /// How near it is.
    pub likeness: Likeness,
    /// What one should know before taking it.
    pub more: Clean,
}

/// What can be typed, and in place of what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// What an offer takes the place of, in bytes.
    pub span: Range<usize>,
    /// The offers, best first.
    pub offers: Vec<Offer>,
}

/// Something that can be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is put in.
    pub insert: String,
    /// What it is called.
    pub label: Clean,
    /// How many leads have it.
    pub count: Option<u64>,
}

impl Offer {
    /// Whether something has to follow: a field wants its value.
    #[must_use]
    pub fn wants_more(&self) -> bool {
        self.insert.ends_with(':')
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The funnel.
    Funnel(Box<Figures>),
    /// A page of leads.
    Leads(Box<LeadPage>),
    /// The board.
    Board(Box<BoardPage>),
    /// What a filter selects, by facets.
    Segments(Box<SegmentsPage>),
    /// A report.
    Insights(Box<Sheet>),
    /// A page of the meeting.
    Meeting(Box<MeetingPage>),
    /// The minutes of the meeting, as Markdown.
    Minutes(String),
    /// The segments that are saved.
    Saved(Box<SavedPage>),
    /// Who is in a filter: leads or accounts, as it was asked.
    Members(Members),
    /// A page of what there is to do.
    Today(Box<TodayPage>),
    /// The filter cannot be read; what was shown stays.
    Trouble(Trouble),
    /// What is typed at the caret says nothing yet; what was shown stays.
    Unfinished,
    /// What can be typed.
    Offers(Offered),
    /// The leads that were asked for, to be marked.
    Marked(Vec<u64>),
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
    Page(Key, PageFound),
    /// Segments side by side.
    Compare(Box<ComparePage>),
    /// What fits a field, best first.
    Found(Vec<Found>),
    /// What stands in a field of a record means.
    Field(Box<FieldSaid>),
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
    /// How many leads it is about.
    pub leads: u64,
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

/// What the workspace says.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// The answer to a question.
    Answer(Ticket, Answer),
    /// What came of work that takes its time, or how far it is.
    Work(Worked),
    /// Which records changed, where they are few; that what is shown may be old is said after it.
    Touched(Vec<Key>),
    /// How far the book of the earlier day is that was asked for.
    Rewinding(Rewinding),
    /// Something changed, by whomever: what is shown may be old.
    Changed,
    /// What somebody else changed; that it may be old is said after it.
    Others {
        /// Who.
        who: Clean,
        /// The leads, as far as they can be seen one by one.
        leads: Vec<u64>,
    },
    /// How the screen is connected to what others do.
    Link(Link),
    /// A lead that the reader has begun is there.
    Begun {
        /// Its number.
        lead: u64,
        /// Its company.
        account: Clean,
    },
    /// What became of a deed, or what somebody else did.
    Said(Severity, Words),
    /// What the reader asked for was not done, and why; and the name of the field that it is about, where it is one.
    Refused(Clean, Option<String>),
    /// What somebody else did.
    Told(Words),
    /// The reader did something, took it back or did it again; and what turns that round.
    Turned(Words, AppAction),
    /// Something stands against a deed; the reader says whether it is done all the same.
    Doubt {
        /// What stands against it, and what is asked.
        question: Clean,
        /// What is done if the reader says yes.
        order: Order,
        /// What they made of it and what the reader would, where that is one value.
        sides: Option<[Clean; 2]>,
    },
}

/// A deed, with what the reader knew when asking for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What is to be done.
    pub deed: Deed,
    /// The change that was the last one on the screen; who changed the same later, was first.
    pub seen: Option<u64>,
    /// What becomes of those that can't be done.
    pub on_conflict: OnConflict,
}

impl From<Deed> for Order {
    fn from(deed: Deed) -> Self {
        Self {
            deed,
            seen: None,
            on_conflict: OnConflict::Refuse,
        }
    }
}

/// How the screen is connected to what others do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Link {
    /// What is shown is how it is.
    #[default]
    Live,
    /// Changes are known that are not shown yet.
    Behind,
    /// Nothing is heard any more.
    Cut,
}

/// A person to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The account's number.
    pub account: u64,
    /// The name.
    pub name: String,
    /// The part in a purchase.
    pub role: Option<BuyingRole>,
    /// The position.
    pub title: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
}

/// What a screen has the workspace do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Moves leads by layers; negative is back.
    Step {
        /// Which.
        leads: Vec<u64>,
        /// How far.
        layers: i8,
    },
    /// Moves leads to a layer.
    MoveTo {
        /// Which.
        leads: Vec<u64>,
        /// Where to.
        layer: Layer,
    },
    /// Closes leads with a deal.
    Win {
        /// Which.
        leads: Vec<u64>,
    },
    /// Closes leads without one.
    Lose {
        /// Which.
        leads: Vec<u64>,
        /// The reason's code.
        reason: String,
        /// Who got the deal.
        competitor: Option<String>,
        /// What else is to say.
        note: Option<String>,
    },
    /// Parks leads.
    Park {
        /// Which.
        leads: Vec<u64>,
        /// Until when, as typed.
        until: String,
    },
    /// Wakes parked leads.
    Wake {
        /// Which.
        leads: Vec<u64>,
    },
    /// Logs feedback.
    Feedback {
        /// On which.
        leads: Vec<u64>,
        /// The verdict's code.
        verdict: String,
        /// The reason's code.
        reason: Option<String>,
        /// What else is to say.
        note: Option<String>,
        /// Whom we met there.
        competitor: Option<String>,
        /// When to come back.
        come_back: Option<NaiveDate>,
    },
    /// Sets the next step.
    NextStep {
        /// Of which.
        leads: Vec<u64>,
        /// What, as typed.
        text: String,
    },
    /// What was to be done is done; sets what is next.
    StepDone {
        /// Of which.
        leads: Vec<u64>,
        /// What is next, as typed; nothing where nothing is.
        text: String,
    },
    /// Gives leads to somebody.
    Assign {
        /// Which.
        leads: Vec<u64>,
        /// The user's number.
        owner: u64,
    },
    /// Sets fields of a record.
    Edit {
        /// Which.
        key: Key,
        /// The fields and what they hold then.
        edits: Vec<(FieldId, Value)>,
    },
    /// Keeps something new of a meeting: what it decided, or that it was held.
    Keep(Box<Record>),
    /// Takes a record away.
    Remove(Key),
    /// Makes a person at an account.
    NewContact(Box<Person>),
    /// Begins a lead.
    NewLead(Box<Draft>),
    /// Hands leads over to a rep.
    HandOver {
        /// Which.
        leads: Vec<u64>,
        /// The user's number.
        to: u64,
    },
    /// Accepts what was handed over.
    Accept {
        /// Which.
        leads: Vec<u64>,
    },
    /// Gives back what was handed over.
    Return {
        /// Which.
        leads: Vec<u64>,
        /// The reason's code.
        reason: String,
        /// What else is to say.
        note: Option<String>,
    },
    /// Changes a line of the workspace's definitions.
    Setting {
        /// The section.
        section: Section,
        /// The change.
        edit: SettingEdit,
    },
    /// Changes users: the same of each, in one change.
    Users {
        /// Which.
        ids: Vec<u64>,
        /// Whose team it is, where all of it is meant: also who has joined it since.
        team: Option<String>,
        /// The fields and their texts; what has none is taken away.
        fields: Vec<(String, String)>,
    },
    /// Makes a user.
    NewUser {
        /// The name.
        name: String,
        /// The role; a rep without.
        role: Option<UserRole>,
        /// The team.
        team: Option<String>,
    },
    /// Saves a segment; whoever does owns it.
    SaveSegment(Box<Segment>),
    /// Takes the last own change back.
    Undo,
    /// Takes this change set back, whoever made it.
    TakeBack(u64),
    /// Makes it again.
    Redo,
}
