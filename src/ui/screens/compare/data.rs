//! Holds what the page that compares segments shows, ready made: plain data, nothing is counted here.

use crate::model::Clean;
use crate::query::Field;
use crate::ui::screens::funnel::figures::Rate;
use crate::workspace::Unit;

/// What the filter in force is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// All that it leaves out.
    Rest,
    /// What another filter selects.
    Text(String),
}

/// What is put side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompareAsk {
    /// The filter in force: the first side.
    pub filter: String,
    /// The others.
    pub others: Vec<Side>,
    /// What is counted.
    pub unit: Unit,
    /// Which of the others the first one is held against.
    pub against: usize,
}

/// The funnel of a side.
#[derive(Debug, Clone, PartialEq)]
pub struct SideFigures {
    /// How many it selects.
    pub count: u64,
    /// How many leads stand behind them.
    pub leads: u64,
    /// Which share of their episodes came without history and is in no conversion.
    pub left_out: f64,
    /// How many of each layer went on, and of those that ended were won.
    pub rates: [Option<Rate>; LINES],
    /// How many of each layer may still go on; nothing of what was won.
    pub open: [Option<u64>; LINES],
}

/// One side.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedSide {
    /// What it is called; empty where it is all there is.
    pub name: Clean,
    /// Whether it is all that the first one leaves out.
    pub is_rest: bool,
    /// The filter that gives just these, where there is one.
    pub filter: Option<String>,
    /// What it selects, or why nothing.
    pub found: Result<SideFigures, Clean>,
}

/// The lines of a funnel: five layers, and what was won.
pub const LINES: usize = 6;

/// How far a share of the first lies above the other's, on what they do not share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Apart {
    /// The lower number of the two that speak for it.
    pub n: u64,
    /// By how much; nothing where one is not known.
    pub by: Option<f64>,
    /// The lower end of the band.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Whether that is more than chance explains.
    pub differs: bool,
}

/// A value that one side has more of.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueApart {
    /// As it is read.
    pub label: Clean,
    /// As it is typed behind the field.
    pub value: String,
    /// How many of the first have it.
    pub a: u64,
    /// How many of the other.
    pub b: u64,
    /// Whether the first has more of it.
    pub more: bool,
}

/// A field over whose values two sides spread differently.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldApart {
    /// The field.
    pub field: Field,
    /// How far, from 0 to 1.
    pub v: f64,
    /// How many of the first are counted by it, and of the other: leads, where it is theirs.
    pub of: (u64, u64),
    /// The values that make it.
    pub values: Vec<ValueApart>,
}

/// The first side held against another.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The number of the other among the sides.
    pub other: usize,
    /// How many are in both.
    pub shared: u64,
    /// How many that leaves in the first and in the other.
    pub left: (u64, u64),
    /// Layer by layer, and what was won.
    pub lines: [Apart; LINES],
    /// The fields that differ, the furthest apart first.
    pub fields: Vec<FieldApart>,
    /// Those that the filters cut by.
    pub cut: Vec<Field>,
}

/// What two sides have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Common {
    /// The number of the one.
    pub one: usize,
    /// And of the other.
    pub other: usize,
    /// How many are in both.
    pub shared: u64,
    /// Of those in either.
    pub share: Option<f64>,
    /// The filter for them, where there is one.
    pub filter: Option<String>,
}

/// A saved segment that can be a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSide {
    /// What it is called.
    pub name: Clean,
    /// How it is asked for in a filter.
    pub filter: String,
    /// Whether its members were kept.
    pub frozen: bool,
    /// What it is about.
    pub unit: Unit,
}

/// All that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparePage {
    /// What is counted.
    pub unit: Unit,
    /// How many there are in all.
    pub whole: u64,
    /// The sides, the filter in force first.
    pub sides: Vec<ComparedSide>,
    /// The first held against one of the others.
    pub compared: Option<Compared>,
    /// What they have in common, two by two.
    pub common: Vec<Common>,
    /// What else could be a side.
    pub saved: Vec<SavedSide>,
}
