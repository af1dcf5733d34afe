//! Holds what a screen has the workspace do; it is turned into commands in `ui/deeds`.

use chrono::NaiveDate;

use crate::model::setting_edit::SettingEdit;
use crate::model::settings::Section;
use crate::model::{BuyingRole, FieldId, Key, Layer, OnConflict, Record, Segment, UserRole, Value};
use crate::ui::deeds::new_lead::Draft;

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
    /// Begins won or lost leads again, each where it was last.
    Reopen {
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
    /// Replies to the last feedback.
    Reply {
        /// On which.
        leads: Vec<u64>,
        /// What.
        text: String,
        /// The number of the decision that came of it.
        decision: Option<u64>,
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
