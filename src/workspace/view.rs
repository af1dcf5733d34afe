//! Holds a view of what is kept at one moment, for whoever asks for several things of it: each on its own would be a view
//! of its own. It says nothing of the book.

use std::ops::ControlFlow;

use super::{Result, Workspace};
use crate::model::{Change, Key, Kind, Op, Record, Seq, SetInfo, UserId};
use crate::store::{LogFilter, Read, Stored};

/// So many changes of a set tell what it is about: by hand one makes fewer, and what a filter selects is of one kind.
const LOOKED_AT: usize = 64;

/// What is kept, at one moment.
pub struct View<'r>(&'r dyn Read);

impl View<'_> {
    /// One record.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn get(&self, key: Key) -> Result<Option<Stored>> {
        Ok(self.0.get(key)?)
    }

    /// Change sets, newest first.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn log(&self, filter: &LogFilter) -> Result<Vec<SetInfo>> {
        Ok(self.0.log(filter)?)
    }

    /// What is known of one change set.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn info(&self, seq: Seq) -> Result<Option<SetInfo>> {
        Ok(self.0.info(seq)?)
    }

    /// The changes of one set, in their order, until told to stop.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn changes(&self, seq: Seq, each: &mut dyn FnMut(Change) -> ControlFlow<()>) -> Result<()> {
        for page in 0..self.0.pages(seq)? {
            for change in self.0.page(seq, page)? {
                if each(change).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// What all the records are that a set changed, if they are of one kind; of a very long one it may not be known.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn only_kind(&self, seq: Seq) -> Result<Option<Kind>> {
        Ok(self.0.only_kind(seq)?)
    }

    /// The record that a change is about, as it was before where it was removed.
    #[must_use]
    pub fn record(&self, change: &Change) -> Option<Record> {
        match change.op {
            Op::Insert => change.apply(None).ok()?,
            Op::Update => self.get(change.key).ok()?.map(|it| it.record),
            Op::Remove => change.clone().inverse(change.prev).apply(None).ok()?,
        }
    }

    /// Whether a reader sees what a change is about: of a private segment neither the name nor the filter is told to
    /// others. Nothing where it is not known, for the segment was taken away since.
    #[must_use]
    pub fn is_seen(&self, change: &Change, reader: Option<UserId>) -> Option<bool> {
        if change.key.kind != Kind::Segment {
            return Some(true);
        }
        // Who sees it now counts, also for what was done while others saw it, too.
        let kept = self.get(change.key).ok().flatten().map(|it| it.record);
        let Record::Segment(segment) = kept.or_else(|| self.record(change))? else {
            return None;
        };
        Some(segment.is_seen_by(reader))
    }

    /// Whether a change set is about leads, or what was said of them.
    pub(super) fn is_of_leads(&self, set: &SetInfo) -> Result<bool> {
        if let Some(known) = set.verb.of_leads() {
            return Ok(known);
        }
        let mut of_leads = false;
        let mut left = LOOKED_AT;
        self.changes(set.seq, &mut |change| {
            left -= 1;
            of_leads = matches!(change.key.kind, Kind::Lead | Kind::Feedback | Kind::Touch);
            if of_leads || left == 0 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })?;
        Ok(of_leads)
    }
}

impl Workspace {
    /// Looks at several things that are kept, as they are at one moment; the book must not be held.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn view<T>(&self, look: impl FnOnce(&View<'_>) -> Result<T>) -> Result<T> {
        self.look(|read| look(&View(read)))
    }

    /// One record.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn get(&self, key: Key) -> Result<Option<Stored>> {
        self.view(|it| it.get(key))
    }

    /// Change sets, newest first.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn log(&self, filter: &LogFilter) -> Result<Vec<SetInfo>> {
        self.view(|it| it.log(filter))
    }

    /// What is known of one change set.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn info(&self, seq: Seq) -> Result<Option<SetInfo>> {
        self.view(|it| it.info(seq))
    }

    /// The changes of one set, in their order, until told to stop.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn changes(&self, seq: Seq, each: &mut dyn FnMut(Change) -> ControlFlow<()>) -> Result<()> {
        self.view(|it| it.changes(seq, each))
    }
}
