//! Holds what the lines of a report are: the values of a field, or saved segments, which may overlap.

use super::{Asked, Source, filter_of};
use crate::i18n::Msg;
use crate::insight::sets::{Set, lie};
use crate::model::Clean;
use crate::query::Field;
use crate::ui::screens::Sheet;
use crate::workspace::{Mask, Share, Split};

/// Groups of the selected leads.
pub(super) enum Groups<'a> {
    /// By the values of a field.
    Values(Box<Split<'a>>),
    /// By saved segments.
    Sets(&'a [Set]),
}

impl Groups<'_> {
    /// What is counted of each.
    pub(super) fn each<T>(
        &self,
        of_values: impl FnOnce(&Split<'_>) -> Vec<T>,
        of_rows: impl Fn(&Mask) -> T,
    ) -> Vec<T> {
        match self {
            Self::Values(split) => of_values(split),
            Self::Sets(sets) => sets.iter().map(|it| of_rows(&it.rows)).collect(),
        }
    }

    /// The same with all together; values are counted with their whole in one pass, segments may lie over each other.
    pub(super) fn whole_and_each<T>(
        &self,
        of_values: impl FnOnce(&Split<'_>) -> (T, Vec<T>),
        of_rows: impl Fn(&Mask) -> T,
        selected: &Mask,
    ) -> (T, Vec<T>) {
        match self {
            Self::Values(split) => of_values(split),
            Self::Sets(sets) => {
                let each = sets.iter().map(|it| of_rows(&it.rows));
                (of_rows(selected), each.collect())
            }
        }
    }

    /// What each is called, the filter for it, and whether it is no value by itself.
    pub(super) fn named(
        &self,
        source: &Source<'_>,
        by: Field,
    ) -> Vec<(Clean, Option<String>, bool)> {
        match self {
            Self::Values(split) => split
                .shares()
                .iter()
                .map(|it| {
                    let quiet = !matches!(it, Share::Value(_));
                    (source.named(by, it), filter_of(by, it), quiet)
                })
                .collect(),
            Self::Sets(sets) => sets
                .iter()
                .map(|it| (Clean::new(&it.name), Some(it.filter.clone()), false))
                .collect(),
        }
    }
}

impl Source<'_> {
    /// The selected leads by what they are grouped by.
    pub(super) fn groups(&self, by: Field) -> Option<Groups<'_>> {
        if by == Field::Seg {
            return Some(Groups::Sets(&self.sets));
        }
        self.split(by).map(|it| Groups::Values(Box::new(it)))
    }

    /// Says of segments how they lie over each other, or why a report can't go by them.
    pub(super) fn tell_segments(&self, asked: &Asked<'_>, sheet: &mut Sheet) {
        if asked.by != Field::Seg || !asked.report.is_grouped() {
            return;
        }
        let said = if asked.report == crate::ui::screens::Report::Why {
            self.t(Msg::ReportNoSegments)
        } else {
            let it = lie(self.book, &self.selected, &self.sets);
            self.told(
                Msg::ReportSegments,
                [
                    ("many", self.count(it.in_many)),
                    ("none", self.count(it.in_none)),
                ],
            )
        };
        sheet.note = Some(match sheet.note.take() {
            Some(note) => Clean::from_string(format!("{said} · {note}")),
            None => said,
        });
    }
}
