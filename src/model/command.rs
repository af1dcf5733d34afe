//! Commands: what users can ask for. `decide` says what they change, or why they can't be done.

use chrono::NaiveDate;

use super::entities::{Account, Contact, Lead};
use super::ids::{ContactId, LeadId, OpId, Seq, UserId};
use super::record::{FieldId, Key, Record};
use super::set::Verb;
use super::stage::Layer;
use super::tags::Tagging;
use super::time::Moment;
use super::value::{Minor, Value};

/// A lead to act on, and the revision that the user saw when deciding to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The lead.
    pub lead: LeadId,
    /// The revision seen; nothing means "whatever it is now".
    pub base: Option<Seq>,
}

impl From<LeadId> for Target {
    fn from(lead: LeadId) -> Self {
        Self { lead, base: None }
    }
}

/// Where a move goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To a layer.
    To(Layer),
    /// So many layers down, towards won.
    Forward(u8),
    /// So many layers up.
    Back(u8),
}

/// What can be done to a lead; each applies to one or to many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Moves it to another layer.
    Move {
        /// Where to.
        to: Direction,
        /// When it happened; now if nothing.
        at: Option<Moment>,
    },
    /// Closes it with a deal.
    Win {
        /// What it came to, if that differs from the lead's value.
        value: Option<Minor>,
        /// When it happened; now if nothing.
        at: Option<Moment>,
    },
    /// Closes it without a deal.
    Lose {
        /// The coded reason.
        reason: String,
        /// Who got it.
        competitor: Option<String>,
        /// In words; kept as a feedback.
        note: Option<String>,
        /// When it happened; now if nothing.
        at: Option<Moment>,
    },
    /// Puts it aside.
    Park {
        /// The day to come back.
        until: Option<NaiveDate>,
    },
    /// Takes it up again.
    Wake,
    /// Begins a new episode.
    Reopen {
        /// In this layer; where it was, if nothing.
        to: Option<Layer>,
    },
    /// Gives it to somebody.
    Assign {
        /// The new owner.
        owner: UserId,
    },
    /// Gives it to a rep, who has to accept or return it.
    Handover {
        /// The rep.
        to: UserId,
    },
    /// Takes what was handed over.
    Accept,
    /// Gives what was handed over back to whoever did.
    Return {
        /// The coded reason.
        reason: String,
        /// In words; kept as a feedback.
        note: Option<String>,
    },
    /// Says what there is to say of it.
    Feedback {
        /// The coded verdict.
        verdict: String,
        /// The coded reason.
        reason: Option<String>,
        /// In words.
        note: Option<String>,
        /// Whom we met there.
        competitor: Option<String>,
        /// When to come back.
        come_back: Option<NaiveDate>,
    },
    /// Says what marketing makes of the last feedback.
    Reply {
        /// In words.
        text: String,
        /// The decision or the hypothesis that came of it.
        decision: Option<u64>,
    },
    /// Records a contact that was made.
    Touch {
        /// How: a channel of the workspace.
        channel: String,
        /// With whom.
        contact: Option<ContactId>,
        /// In words.
        note: Option<String>,
        /// When it happened; now if nothing.
        at: Option<Moment>,
    },
    /// Sets what is to be done next; nothing clears it.
    Next {
        /// What.
        step: Option<String>,
        /// By when.
        due: Option<NaiveDate>,
    },
    /// What was to be done is done: it is recorded as a contact where it was one, and the next step is set.
    Done {
        /// What is next.
        step: Option<String>,
        /// By when.
        due: Option<NaiveDate>,
    },
    /// Sets fields.
    Edit(Vec<(FieldId, Value)>),
    /// Puts tags on and takes tags off.
    Tag(Tagging),
}

impl Act {
    /// The verb under which the change is logged.
    #[must_use]
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Move { .. } => Verb::Move,
            Self::Win { .. } => Verb::Win,
            Self::Lose { .. } => Verb::Lose,
            Self::Park { .. } => Verb::Park,
            Self::Wake => Verb::Wake,
            Self::Reopen { .. } => Verb::Reopen,
            Self::Assign { .. } => Verb::Assign,
            Self::Handover { .. } => Verb::Handover,
            Self::Accept => Verb::Accept,
            Self::Return { .. } => Verb::Return,
            Self::Feedback { .. } => Verb::Feedback,
            Self::Reply { .. } => Verb::Reply,
            Self::Touch { .. } => Verb::Touch,
            Self::Next { .. } | Self::Done { .. } => Verb::Next,
            Self::Edit(_) | Self::Tag(_) => Verb::Edit,
        }
    }
}

/// What to do where some can't be done or somebody changed the same since.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OnConflict {
    /// Do nothing and say so.
    #[default]
    Refuse,
    /// Do the others.
    Skip,
    /// Do it all the same; the other's change is overwritten.
    Overwrite,
}

/// A lead to begin, with the account and the contact that are made for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLead {
    /// Its company, where that is new.
    pub account: Option<Account>,
    /// Whom we talk to, where that may be somebody new; of the same name at the same company there is one.
    pub contact: Option<Contact>,
    /// The lead; whoever makes it owns it, unless it says otherwise.
    pub lead: Lead,
}

/// What a user asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Creates records, in one unit; a later one may link to an earlier one by its id.
    Create(Vec<Record>),
    /// Begins a lead, and makes what it needs, in one unit.
    NewLead(Box<NewLead>),
    /// Edits any record's fields.
    Edit {
        /// The record.
        key: Key,
        /// The revision seen; nothing means "whatever it is now".
        base: Option<Seq>,
        /// The fields and their new values.
        edits: Vec<(FieldId, Value)>,
    },
    /// Takes a record away that nothing links to; an undo brings it back.
    Remove {
        /// The record.
        key: Key,
        /// The revision seen; nothing means "whatever it is now".
        base: Option<Seq>,
    },
    /// Edits the same fields of several records, in one unit.
    EditAll {
        /// The records.
        keys: Vec<Key>,
        /// Whose team it is: whoever has joined it since is edited too.
        team: Option<String>,
        /// The revision seen; nothing means "whatever it is now".
        base: Option<Seq>,
        /// The fields and their new values.
        edits: Vec<(FieldId, Value)>,
    },
    /// Does something to leads, in one unit.
    Leads {
        /// Which.
        targets: Vec<Target>,
        /// What.
        act: Act,
        /// What to do with those that can't.
        on_conflict: OnConflict,
    },
    /// Takes a change set back: the given one, or the author's last.
    Undo {
        /// Which.
        seq: Option<Seq>,
        /// What to do where somebody changed the same since.
        on_conflict: OnConflict,
    },
    /// Takes a change set back, whoever made it.
    TakeBack {
        /// Which.
        seq: Seq,
        /// What to do where somebody changed the same since.
        on_conflict: OnConflict,
    },
    /// Takes the author's last undo back.
    Redo {
        /// What to do where somebody changed the same since.
        on_conflict: OnConflict,
    },
}

/// A command with who asks, and the name of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The request's name: the same one is applied once.
    pub op: OpId,
    /// Who asks.
    pub actor: UserId,
    /// What is asked.
    pub command: Command,
}
