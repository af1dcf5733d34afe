//! Holds the figures that the segments' screen shows, ready made: plain data, nothing is counted here.

use super::terms::Standing;
use crate::model::Clean;
use crate::query::Field;
use crate::ui::screens::InForce;
use crate::ui::screens::funnel::figures::{Amounts, Rate};
use crate::workspace::Unit;

/// The part of a facet that is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetAsk {
    /// The field.
    pub field: Field,
    /// The first value that is seen.
    pub first: usize,
    /// How many are seen.
    pub lines: usize,
    /// Only those that hold this.
    pub find: String,
    /// Below which value, where values lie in one another; empty at the top.
    pub path: String,
    /// Whether those that win most come first, rather than those that are most.
    pub by_lift: bool,
    /// Whether upright bars are seen, of all classes.
    pub upright: bool,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetLine {
    /// The field that it is a value of: where values lie in one another, not always the facet's.
    pub field: Field,
    /// As it is typed behind the field; nothing where no filter gives just these.
    pub value: Option<String>,
    /// As it is read.
    pub label: Clean,
    /// The same in fewer words, for where it does not fit.
    pub brief: Option<Clean>,
    /// How many have it.
    pub count: u64,
    /// How many of the closed were won.
    pub won: Option<Rate>,
    /// How many times the whole's share that is, drawn towards it where few speak for it.
    pub lift: Option<f64>,
    /// Whether the share lies apart from the whole's by more than chance: above it or below.
    pub better: Option<bool>,
    /// What the filter says of it.
    pub standing: Standing,
    /// Whether finer values lie within it.
    pub inner: bool,
}

/// One class of numbers or days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The place of its value, where there is one.
    pub line: Option<usize>,
    /// Where it begins, if it is worth a label.
    pub edge: Option<Clean>,
    /// How many are selected.
    pub count: u64,
    /// How many there are of all.
    pub all: u64,
    /// What the filter says of it.
    pub standing: Standing,
}

/// Numbers or days by their classes, from the lowest to the highest, with those that nothing is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// The classes.
    pub bars: Vec<Bar>,
    /// What they are counted in.
    pub unit: Clean,
}

/// A facet, as much of it as is seen.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetPage {
    /// What was asked for.
    pub asked: FacetAsk,
    /// What the filter says of the field.
    pub condition: Option<Clean>,
    /// Below which value, by its name.
    pub within: Option<Clean>,
    /// How many values there are.
    pub many: usize,
    /// How many the facet counts in all: its own condition left out.
    pub total: u64,
    /// How many the most frequent value has.
    pub longest: u64,
    /// The values that are seen.
    pub lines: Vec<FacetLine>,
    /// The same as upright bars, where that was asked for.
    pub bars: Option<Bars>,
}

/// One layer of a selection.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlinedLayer {
    /// How many reached it.
    pub reached: u64,
    /// How many of those went on.
    pub went_on: Option<Rate>,
    /// The same among all leads.
    pub all: Option<Rate>,
    /// How many of those that did not go on may yet.
    pub open: u64,
}

/// The funnel of a selection.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlined {
    /// The layers, top to bottom.
    pub layers: [OutlinedLayer; 5],
    /// How many were won.
    pub won: u64,
    /// How many of those that ended were won.
    pub win_rate: Option<Rate>,
    /// The same among all leads.
    pub win_rate_all: Option<Rate>,
    /// How many are open still.
    pub open: u64,
    /// What these are worth.
    pub open_value: Amounts,
    /// What was won.
    pub won_value: Amounts,
    /// The share of leads that is left out of conversions, for they came without history.
    pub left_out: f64,
    /// How many leads are closed as they stand, where leads are counted and that are others than the episodes that ended.
    pub closed_leads: Option<u64>,
}

/// All that the segments' screen shows.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentsPage {
    /// What is counted.
    pub unit: Unit,
    /// How many of it the filter selects.
    pub shown: u64,
    /// How many there are.
    pub whole: u64,
    /// How many leads stand behind them.
    pub leads: u64,
    /// The facets that are seen.
    pub facets: Vec<FacetPage>,
    /// Those that are empty for all there is, whatever the filter.
    pub empty: Vec<Field>,
    /// The funnel.
    pub funnel: Outlined,
    /// The saved segment that the filter is, or was.
    pub segment: Option<InForce>,
}

impl SegmentsPage {
    /// A facet.
    #[must_use]
    pub fn facet(&self, field: Field) -> Option<&FacetPage> {
        self.facets.iter().find(|facet| facet.asked.field == field)
    }
}
