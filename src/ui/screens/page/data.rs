//! Holds what a page shows: facts that the cursor can rest on, and the story beside them.

use crate::model::{Clean, FieldId, Key, Layer};
use crate::ui::screens::LeadLine;
use crate::ui::stands::Stands;
use crate::ui::wording::told::Entry;
use crate::ui::words::Words;

/// What became of the question for a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// All that is known.
    Page(Box<PageData>),
    /// It is not there any more.
    Gone,
    /// It could not be read, and why.
    Unread(Clean),
}

/// What is known of one lead or one account.
#[derive(Debug, Clone, PartialEq)]
pub struct PageData {
    /// Of whom.
    pub key: Key,
    /// The change set that wrote it last; of an account, the last one that is in what its leads say.
    pub revision: u64,
    /// What it is called.
    pub title: Clean,
    /// What stands behind the name.
    pub under: Words,
    /// What stands at the right of the name.
    pub worth: Words,
    /// Where a lead stands.
    pub standing: Option<Standing>,
    /// The account of a lead.
    pub account: Option<u64>,
    /// What is known, in its order.
    pub facts: Vec<Fact>,
    /// What happened, newest first.
    pub story: Vec<Entry>,
}

/// Where a lead stands, and how it came there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// As far as that says what can be done with it.
    pub stands: Stands,
    /// For how many days it was in each layer, where it was in it.
    pub days: [Option<u32>; 5],
    /// The milestones that it reached, a bit each.
    pub milestones: u64,
}

/// What the cursor rests on; it stays there while facts come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// A field of a record.
    Field(Key, FieldId),
    /// A milestone, by its bit.
    Milestone(u8),
    /// A person.
    Contact(u64),
    /// A lead of an account.
    Lead(u64),
    /// Something that follows from the rest, by its place.
    Follows(u8),
}

/// One thing that is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// Space before what follows, and what it is called.
    Heading(Words),
    /// A value with its label.
    Value(ValueFact),
    /// A milestone of a lead.
    Milestone {
        /// Its bit.
        id: u8,
        /// What it is called.
        name: Clean,
        /// The layer whose exit it guards.
        layer: Layer,
        /// Whether it is reached.
        done: bool,
    },
    /// A person; its fields follow, and are shown when it is opened.
    Contact {
        /// Who.
        id: u64,
        /// The name.
        name: Clean,
        /// The part in a purchase, and the position.
        role: Words,
    },
    /// A lead of an account.
    Lead(Box<LeadLine>),
    /// Words that nothing can be done with.
    Words(Words),
}

/// A value with its label.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueFact {
    /// What it is.
    pub spot: Spot,
    /// What it is called.
    pub label: Clean,
    /// What it says.
    pub shown: Words,
    /// What one would type for it.
    pub typed: String,
    /// The change set that wrote its record last.
    pub revision: u64,
    /// The person whose field it is.
    pub of: Option<u64>,
}

impl Fact {
    /// What the cursor rests on here, if it can.
    #[must_use]
    pub fn spot(&self) -> Option<Spot> {
        match self {
            Self::Heading(_) | Self::Words(_) => None,
            Self::Value(it) => Some(it.spot),
            Self::Milestone { id, .. } => Some(Spot::Milestone(*id)),
            Self::Contact { id, .. } => Some(Spot::Contact(*id)),
            Self::Lead(line) => Some(Spot::Lead(line.id)),
        }
    }

    /// What it says, as one line of text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Heading(words) | Self::Words(words) => words.text(),
            Self::Value(it) => format!("{}: {}", it.label, it.shown.text()),
            Self::Milestone { name, done, .. } => {
                format!("{} {name}", if *done { "✓" } else { "·" })
            }
            Self::Contact { name, role, .. } => format!("{name} · {}", role.text()),
            Self::Lead(line) => format!("#{} {} {}", line.id, line.account, line.product),
        }
    }
}
