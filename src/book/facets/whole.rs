//! What facets are counted by, kept until something changes: months, classes, and the counts without a filter.
//!
//! Where a filter leaves more than half, only what it leaves out is counted.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::lanes::{FACETS, Source};
use super::{Selection, Unit};
use crate::book::Book;
use crate::book::bins::Months;
use crate::book::histogram::{Lane, histograms};
use crate::book::mask::Mask;
use crate::query::Field;

/// By field, of every code how many rows are there, were won, were lost.
pub(super) type Tables = [Vec<u32>; 3];

/// Everything that is there, in both units.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    leads: OnceLock<WholeUnit>,
    accounts: OnceLock<WholeUnit>,
    entered: OnceLock<ByMonth>,
    moved: OnceLock<ByMonth>,
    closed: OnceLock<ByMonth>,
    values: OnceLock<Vec<u8>>,
}

/// Which month each row of a column of moments lies in.
#[derive(Debug, Clone)]
pub(super) struct ByMonth {
    /// The months.
    pub(super) months: Months,
    /// The place of each row's month.
    pub(super) places: Vec<u16>,
}

#[derive(Debug, Clone)]
struct WholeUnit {
    rows: [Mask; 3],
    many: [u64; 3],
    tables: Vec<OnceLock<Tables>>,
}

impl Book {
    /// Counts the rows of a selection by the codes of columns that have one for each of them.
    pub(super) fn direct(
        &self,
        selection: &Selection,
        unit: Unit,
        sources: &[&Source<'_>],
    ) -> Vec<Tables> {
        let lanes: Vec<Lane<'_>> = sources
            .iter()
            .map(|it| it.lane(self.across(unit)))
            .collect();
        if lanes.is_empty() {
            return Vec::new();
        }
        let whole = self.whole_of(unit);
        let mut tables: Vec<Tables> = lanes.iter().map(|_| Tables::default()).collect();
        for (at, rows) in selection.rows(unit).into_iter().enumerate() {
            let base = &whole.rows[at];
            let counted = if 2 * rows.count() > whole.many[at] {
                let missing = histograms(&lanes, &base.clone().and(&rows.clone().not()));
                // An account that was won may be one that was lost where only some of its leads are selected.
                let beyond = rows.clone().and(&base.clone().not());
                let beyond = (!beyond.is_empty()).then(|| histograms(&lanes, &beyond));
                let mut counted = Vec::with_capacity(lanes.len());
                for (lane, (source, missing)) in sources.iter().zip(missing).enumerate() {
                    let all = &self.whole_table(whole, unit, source)[at];
                    let more = beyond.as_ref().map(|it| it[lane].as_slice());
                    counted.push(corrected(all, &missing, more));
                }
                counted
            } else {
                histograms(&lanes, rows)
            };
            for (tables, counted) in tables.iter_mut().zip(counted) {
                tables[at] = counted;
            }
        }
        tables
    }

    /// Where leads find the codes of their accounts.
    pub(super) fn across(&self, unit: Unit) -> Option<&[u32]> {
        (unit == Unit::Leads).then_some(self.episodes.columns.account.as_slice())
    }

    /// The months of a field of moments, where it is one that has a facet.
    pub(super) fn by_month(&self, field: Field) -> Option<&ByMonth> {
        let c = &self.episodes.columns;
        let fields = [
            (Field::Entered, &self.whole.entered, &c.entered),
            (Field::Moved, &self.whole.moved, &c.moved),
            (Field::Closed, &self.whole.closed, &c.closed),
        ];
        let (_, cell, minutes) = fields.into_iter().find(|it| it.0 == field)?;
        Some(cell.get_or_init(|| {
            let months = Months::of(minutes, self.settings().general.zone);
            let places = minutes.par_iter().map(|at| months.place(*at)).collect();
            ByMonth { months, places }
        }))
    }

    /// The class of each row's value.
    pub(super) fn classes_of_values(&self) -> &[u8] {
        self.whole.values.get_or_init(|| self.value_classes())
    }

    fn whole_of(&self, unit: Unit) -> &WholeUnit {
        let cell = match unit {
            Unit::Leads => &self.whole.leads,
            Unit::Accounts => &self.whole.accounts,
        };
        cell.get_or_init(|| {
            let all = self.selection(std::iter::empty(), unit, false);
            let rows = all.rows(unit).map(Mask::clone);
            WholeUnit {
                many: rows.each_ref().map(Mask::count),
                rows,
                tables: FACETS.iter().map(|_| OnceLock::new()).collect(),
            }
        })
    }

    /// The counts of a field without a filter.
    fn whole_table<'a>(&self, whole: &'a WholeUnit, unit: Unit, source: &Source<'_>) -> &'a Tables {
        whole.tables[position(source.field)].get_or_init(|| {
            let lane = [source.lane(self.across(unit))];
            let count = |rows| histograms(&lane, rows).swap_remove(0);
            whole.rows.each_ref().map(count)
        })
    }
}

fn position(field: Field) -> usize {
    let found = FACETS.iter().position(|it| *it == field);
    // Only fields of the list have a source.
    found.unwrap_or_default()
}

fn corrected(all: &[u32], missing: &[u32], beyond: Option<&[u32]>) -> Vec<u32> {
    let mut counts: Vec<u32> = all
        .iter()
        .zip(missing)
        .map(|(all, missing)| all - missing)
        .collect();
    for (count, more) in counts.iter_mut().zip(beyond.into_iter().flatten()) {
        *count += more;
    }
    counts
}
