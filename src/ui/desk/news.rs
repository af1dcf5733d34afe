//! Holds what the workspace says by itself or after a deed.

use super::Ticket;
use super::answer::Answer;
use super::deed::Order;
use crate::model::{Clean, Key, Seq};
use crate::ui::action::AppAction;
use crate::ui::screen::Severity;
use crate::ui::words::Words;
use crate::ui::work::Worked;

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
    /// How much of a snapshot is written, in percent; nothing once it is there or left.
    Keeping(Option<u8>),
    /// Something changed, by whomever: what is shown may be old.
    Changed,
    /// What somebody else changed; that it may be old is said after it.
    Others {
        /// Who.
        who: Clean,
        /// The leads, as far as they can be seen one by one.
        leads: Vec<u64>,
    },
    /// A change set was taken back, or what took it back was.
    TakenBack {
        /// The change set.
        seq: Seq,
        /// What takes it back.
        by: Seq,
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
