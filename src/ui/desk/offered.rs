//! Holds what is asked while something is typed, and what is offered then: nothing of it changes anything.

use std::ops::Range;

use crate::model::{Clean, FieldId, Key, Value};

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
    /// What meetings decided and believed.
    Decisions,
    /// The teams that there are.
    Teams,
    /// Time zones.
    Zones,
    /// Currencies.
    Currencies,
    /// The saved segments that one sees.
    Segments,
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
