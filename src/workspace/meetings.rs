//! What a decision or a hypothesis must be like before it is kept: the filter that it speaks of can be read by everybody.
//!
//! It measures nothing; that is `insight`'s.

use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::NaiveDate;

use super::bulk::Bulk;
use super::execute::Context;
use super::{Result, Workspace, WorkspaceError};
use crate::book::saved::{readable, stands_for};
use crate::model::{Kind, Record, Resolution, Segment};
use crate::query;

impl Workspace {
    /// The days on which meetings were held.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn meeting_days(&self) -> Result<Vec<NaiveDate>> {
        let mut days = Vec::new();
        self.each(Kind::Meeting, &mut |stored| {
            if let Record::Meeting(meeting) = stored.record {
                days.extend(meeting.day);
            }
            ControlFlow::Continue(())
        })?;
        Ok(days)
    }
}

/// Checks one before it is kept; `before` is what it was.
pub(super) fn check(
    bulk: &Bulk<'_>,
    cx: Context,
    before: Option<&Resolution>,
    after: &Resolution,
) -> Result<()> {
    let Some(filter) = &after.filter else {
        return Ok(());
    };
    if before.is_some_and(|it| it.filter.as_ref() == Some(filter)) {
        return Ok(());
    }
    let mut all: Vec<Segment> = Vec::new();
    bulk.each(Kind::Segment, &mut |stored| {
        if let Record::Segment(segment) = stored.record {
            all.push(segment);
        }
    })?;
    let today = cx.now.day(bulk.settings().general.zone);
    let segments = readable(all.iter().map(|it| (it, stands_for(it))), None);
    let context = query::Context::on(today).with(Arc::new(segments));
    let found = query::read(filter, &context);
    match found.err().and_then(|it| it.into_iter().next()) {
        Some(error) => Err(WorkspaceError::Filter(Box::new(error))),
        None => Ok(()),
    }
}
