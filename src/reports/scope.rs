//! Which leads a report is of, when, and in which groups. What is counted of them is each report's own.

use super::{Ask, What};
use super::{ReportError, Result};
use crate::book::Book;
use crate::book::facets::{Share, Split};
use crate::book::mask::Mask;
use crate::book::select::At;
use crate::book::track::{NEVER, minute};
use crate::insight::funnel::Window;
use crate::insight::sets::{self, Lie};
use crate::model::Moment;
use crate::query::{Context, Days, Field};

/// Leads that stand beside each other.
pub(super) struct Groups {
    /// What they are the values of.
    pub(super) head: &'static str,
    pub(super) list: Vec<Group>,
}

/// One of them.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) rows: Mask,
}

/// Which leads, when, and by what.
pub(super) struct Scope<'a> {
    pub(super) ask: &'a Ask,
    pub(super) book: &'a Book,
    /// The filter as it is written.
    pub(super) filter: String,
    pub(super) selected: Mask,
    /// How many leads are selected, and how many there are.
    pub(super) leads: (u64, u64),
    pub(super) period: Option<Days>,
    pub(super) versus: Option<Days>,
    pub(super) now: Moment,
    pub(super) by: Vec<Field>,
    /// The groups of the first field, or the segments.
    pub(super) groups: Option<Groups>,
    /// How segments lie over the leads.
    pub(super) lie: Option<Lie>,
    /// Whether two periods are held against each other, row by row.
    pub(super) compared: bool,
    /// Where they are: as of which minute this one is seen.
    pub(super) seen: u32,
}

impl<'a> Scope<'a> {
    /// The minutes of some days; all of time without them.
    pub(super) fn window_of(&self, days: Option<Days>) -> Window {
        let zone = self.book.settings().general.zone;
        let (from, to) = days.map_or((None, None), |it| it.moments(zone));
        Window {
            from: from.map_or(0, minute),
            to: to.map_or(NEVER, minute),
        }
    }

    /// The minutes of the period.
    pub(super) fn window(&self) -> Window {
        self.window_of(self.period)
    }

    /// The minute that counts as now.
    pub(super) fn minute(&self) -> u32 {
        minute(self.now)
    }

    pub(super) fn split_by(&self, field: Field) -> Option<Split<'_>> {
        self.book
            .split(field, &self.selected, self.ask.limit.max(1))
    }

    /// Every value by itself; of two fields only so many, as each meets each.
    pub(super) fn finest(&self, field: Field) -> Option<Split<'_>> {
        let limit = if self.by.len() > 1 { 1_000 } else { usize::MAX };
        self.book.split(field, &self.selected, limit)
    }

    /// The workspace's currency.
    pub(super) fn home(&self) -> &str {
        &self.book.settings().general.currency
    }

    /// The groups with their names, or all that is selected.
    pub(super) fn parts(&self) -> impl Iterator<Item = (String, Mask)> {
        let whole = self.groups.is_none().then_some(&self.selected);
        let groups = self.groups.iter().flat_map(|it| &it.list);
        let whole = whole.map(|it| ("all".to_owned(), it.clone()));
        whole
            .into_iter()
            .chain(groups.map(|it| (it.name.clone(), it.rows.clone())))
    }

    /// Whether it is of the period that another one is held against.
    pub(super) fn is_earlier(&self) -> bool {
        self.compared && self.period == self.versus
    }

    /// The same of the period that it is held against, as old as the later one is now.
    pub(super) fn earlier(&self) -> Self {
        let (before, after) = (self.window_of(self.versus), self.window());
        let age = self.minute().saturating_sub(after.from);
        let list = self.groups.iter().flat_map(|it| &it.list);
        let list = list.map(|it| Group {
            name: it.name.clone(),
            rows: it.rows.clone(),
        });
        Scope {
            filter: self.filter.clone(),
            selected: self.selected.clone(),
            by: self.by.clone(),
            groups: self.groups.as_ref().map(|it| Groups {
                head: it.head,
                list: list.collect(),
            }),
            period: self.versus,
            seen: before.from.saturating_add(age),
            ..*self
        }
    }
}

/// Puts the leads into the groups that were asked for.
pub(super) fn group(scope: &mut Scope<'_>, reading: &Context) -> Result<()> {
    let readable = &reading.segments;
    let by_segment = scope.by.first() == Some(&Field::Seg) || !scope.ask.segments.is_empty();
    if by_segment {
        let names = &scope.ask.segments;
        let known = |it: &&String| readable.get(it.trim()).is_none();
        if let Some(unknown) = names.iter().find(known) {
            return Err(ReportError::NotFound(format!(
                "there is no segment `{unknown}`"
            )));
        }
        let asked = (reading, At { now: scope.now });
        let sets = sets::segments(scope.book, readable, asked, &scope.selected, names);
        if sets.is_empty() {
            return Err(ReportError::NotFound(
                "there is no saved segment yet".to_owned(),
            ));
        }
        scope.lie = Some(sets::lie(scope.book, &scope.selected, &sets));
        let list = sets.into_iter().map(|it| Group {
            name: it.name,
            rows: it.rows,
        });
        scope.groups = Some(Groups {
            head: "segment",
            list: list.collect(),
        });
        return Ok(());
    }
    let Some(field) = scope.by.first().filter(|_| scope.ask.what != What::Why) else {
        return Ok(());
    };
    let Some(split) = scope.split_by(*field) else {
        return Ok(());
    };
    let masks = sets::places(&split, &scope.selected);
    let named = split.shares().iter().zip(masks);
    let list = named.map(|(share, rows)| Group {
        name: share_name(share),
        rows,
    });
    let groups = Groups {
        head: field.name(),
        list: list.collect(),
    };
    scope.groups = Some(groups);
    Ok(())
}

/// What stands in a place of a split.
pub(super) fn share_name(share: &Share) -> String {
    match share {
        Share::Value(value) => value.clone(),
        Share::Without => "none".to_owned(),
        Share::Others(many) => format!("{many} others"),
    }
}
