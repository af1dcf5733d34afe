//! Holds what the screens of saved segments show, ready made: plain data, nothing is counted here.

use std::ops::Range;

use chrono::NaiveDate;

use crate::model::Clean;
use crate::ui::wording::told::Entry;
use crate::workspace::Unit;

/// A saved segment, as a line shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedLine {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: Clean,
    /// The name and the filter as they are kept.
    pub kept: (String, String),
    /// Whose it is.
    pub owner: Clean,
    /// What it is about.
    pub unit: Unit,
    /// Whether everybody sees it.
    pub shared: bool,
    /// Whether it keeps who was in it.
    pub frozen: bool,
    /// How many are in it now; nothing where that is not seen, or its filter can't be read.
    pub count: Option<u64>,
    /// The note.
    pub note: String,
}

/// What is known of one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedDetail {
    /// Which.
    pub id: u64,
    /// Why its filter can't be read any more.
    pub wrong: Option<Clean>,
    /// Who changed it when, newest first.
    pub story: Vec<Entry>,
}

/// The segments that somebody sees, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedPage {
    /// The last change that is in it.
    pub head: u64,
    /// All of them.
    pub lines: Vec<SavedLine>,
    /// Those of which it is known how many are in them.
    pub counted: Range<usize>,
    /// The one in full.
    pub detail: Option<SavedDetail>,
}

/// The saved segment that a filter is, or was before it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: Clean,
    /// What it is about.
    pub unit: Unit,
    /// Whether it keeps who was in it.
    pub frozen: bool,
    /// Whether the filter is another by now.
    pub changed: bool,
}

/// A lead or an account that entered a segment or left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedLine {
    /// Its number.
    pub id: u64,
    /// What it is called.
    pub name: Clean,
    /// The day on which it was changed last within the time.
    pub when: Option<NaiveDate>,
    /// The conditions that hold on one side only; without any, it is not there on the other.
    pub why: Option<Clean>,
}

/// Who entered a segment and who left it since a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedPage {
    /// Which segment.
    pub id: u64,
    /// Its name.
    pub name: Clean,
    /// What it is about.
    pub unit: Unit,
    /// Since when; that day counts.
    pub since: NaiveDate,
    /// How many there were.
    pub before: u64,
    /// How many there are.
    pub after: u64,
    /// Who entered.
    pub entered: Vec<MovedLine>,
    /// Who left.
    pub left: Vec<MovedLine>,
}
