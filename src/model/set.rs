//! Change sets: the unit of commit, log, undo and live update, and what is known of one.

use super::change::Change;
use super::ids::{OpId, Seq, UserId};
use super::stage::coded;
use super::time::Moment;

/// What kind of command made a change set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// Records were created.
    Create,
    /// Fields were edited.
    Edit,
    /// Leads changed their layer.
    Move,
    /// Leads were won.
    Win,
    /// Leads were lost.
    Lose,
    /// Leads were parked.
    Park,
    /// Leads came back from being parked.
    Wake,
    /// Closed leads began a new episode.
    Reopen,
    /// Leads got another owner.
    Assign,
    /// Leads were handed over to a rep.
    Handover,
    /// Handed-over leads were accepted.
    Accept,
    /// Handed-over leads were given back.
    Return,
    /// Feedback was given.
    Feedback,
    /// Feedback got a reply.
    Reply,
    /// A contact was made.
    Touch,
    /// A next step was set.
    Next,
    /// Records were taken away.
    Remove,
    /// The definitions changed.
    Settings,
    /// A file was imported.
    Import,
    /// A change set was taken back.
    Undo,
    /// An undo was taken back.
    Redo,
}

/// What takes back, and what takes that back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// A change set was taken back.
    Undo,
    /// An undo was taken back.
    Redo,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 21] = [
        Self::Create,
        Self::Edit,
        Self::Move,
        Self::Win,
        Self::Lose,
        Self::Park,
        Self::Wake,
        Self::Reopen,
        Self::Assign,
        Self::Handover,
        Self::Accept,
        Self::Return,
        Self::Feedback,
        Self::Reply,
        Self::Touch,
        Self::Next,
        Self::Remove,
        Self::Settings,
        Self::Import,
        Self::Undo,
        Self::Redo,
    ];

    /// Whether it takes something back, and what: nothing of its own is done by it.
    #[must_use]
    pub const fn back(self) -> Option<Back> {
        match self {
            Self::Undo => Some(Back::Undo),
            Self::Redo => Some(Back::Redo),
            Self::Create
            | Self::Edit
            | Self::Move
            | Self::Win
            | Self::Lose
            | Self::Park
            | Self::Wake
            | Self::Reopen
            | Self::Assign
            | Self::Handover
            | Self::Accept
            | Self::Return
            | Self::Feedback
            | Self::Reply
            | Self::Touch
            | Self::Next
            | Self::Remove
            | Self::Settings
            | Self::Import => None,
        }
    }

    /// Whether it is done to leads; nothing where it may be to records of any kind.
    #[must_use]
    pub const fn of_leads(self) -> Option<bool> {
        match self {
            Self::Settings | Self::Import | Self::Undo | Self::Redo => Some(false),
            Self::Create | Self::Edit | Self::Remove => None,
            Self::Move
            | Self::Win
            | Self::Lose
            | Self::Park
            | Self::Wake
            | Self::Reopen
            | Self::Assign
            | Self::Handover
            | Self::Accept
            | Self::Return
            | Self::Feedback
            | Self::Reply
            | Self::Touch
            | Self::Next => Some(true),
        }
    }

    /// The stable code, as stored and printed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Edit => "edit",
            Self::Move => "move",
            Self::Win => "win",
            Self::Lose => "lose",
            Self::Park => "park",
            Self::Wake => "wake",
            Self::Reopen => "reopen",
            Self::Assign => "assign",
            Self::Handover => "handover",
            Self::Accept => "accept",
            Self::Return => "return",
            Self::Feedback => "feedback",
            Self::Reply => "reply",
            Self::Touch => "touch",
            Self::Next => "next",
            Self::Remove => "remove",
            Self::Settings => "settings",
            Self::Import => "import",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

coded!(Verb, "verb");

/// What is known of a change set beside its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetInfo {
    /// Its place in the order of all changes.
    pub seq: Seq,
    /// The request that made it.
    pub op: OpId,
    /// Who made it; nobody for what the program did by itself.
    pub actor: Option<UserId>,
    /// When it was recorded.
    pub at: Moment,
    /// What kind of command made it.
    pub verb: Verb,
    /// The change set that this one takes back.
    pub undoes: Option<Seq>,
    /// The change set that took this one back, while it is taken back.
    pub undone_by: Option<Seq>,
    /// How many changes it has.
    pub count: u64,
}

/// Everything that one command changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSet {
    /// Who, when, why.
    pub info: SetInfo,
    /// The changes, in the order in which they were made.
    pub changes: Vec<Change>,
}
