//! A view of one moment, held open for as long as it is read.

use std::ops::{ControlFlow, Range};

use super::view::View;
use super::{Result, SqliteStore};
use crate::model::{Change, FieldId, Key, Kind, Moment, OpId, Seq, SetInfo};
use crate::store::{Back, Glimpse, LogFilter, Natural, Read, Stored};

/// A transaction that only reads.
pub(super) struct Reader<'s> {
    store: &'s SqliteStore,
    view: View<'s>,
    head: Seq,
}

impl<'s> Reader<'s> {
    /// Takes over a transaction that was begun; the first read fixes the moment that it sees.
    pub(super) fn new(store: &'s SqliteStore, view: View<'s>) -> Result<Self> {
        let head = view.head()?;
        Ok(Self { store, view, head })
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.store.roll_back();
    }
}

impl Read for Reader<'_> {
    fn head(&self) -> Result<Seq> {
        Ok(self.head)
    }

    fn get(&self, key: Key) -> Result<Option<Stored>> {
        self.view.get(key)
    }

    fn find(&self, natural: &Natural) -> Result<Vec<u64>> {
        self.view.find(natural)
    }

    fn linked_from(&self, key: Key) -> Result<Option<Key>> {
        self.view.linked_from(key)
    }

    fn linking(&self, kind: Kind, to: Key) -> Result<Vec<u64>> {
        self.view.linking(kind, to)
    }

    fn scan(
        &self,
        kind: Kind,
        ids: Range<u64>,
        each: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<()> {
        self.view.scan(kind, ids, each)
    }

    fn some(
        &self,
        kind: Kind,
        fields: &[FieldId],
        each: &mut dyn FnMut(&Glimpse<'_>),
    ) -> Result<()> {
        self.view.some(kind, fields, each)
    }

    fn next_id(&self, kind: Kind) -> Result<u64> {
        self.view.next_id(kind)
    }

    fn applied(&self, op: OpId) -> Result<Option<Seq>> {
        self.view.applied(op)
    }

    fn info(&self, seq: Seq) -> Result<Option<SetInfo>> {
        self.view.info(seq)
    }

    fn log(&self, filter: &LogFilter) -> Result<Vec<SetInfo>> {
        self.view.log(filter)
    }

    fn pages(&self, seq: Seq) -> Result<u64> {
        self.view.pages(seq)
    }

    fn page(&self, seq: Seq, page: u64) -> Result<Vec<Change>> {
        self.view.page(seq, page)
    }

    fn only_kind(&self, seq: Seq) -> Result<Option<Kind>> {
        self.view.only_kind(seq)
    }

    fn last_by(&self, moment: Moment) -> Result<Seq> {
        self.view.last_by(moment)
    }

    fn back(
        &self,
        after: Seq,
        upto: Seq,
        each: &mut dyn FnMut(Vec<Back>) -> ControlFlow<()>,
    ) -> Result<()> {
        self.view.back(after, upto, each)
    }

    fn story(&self, key: Key, limit: usize) -> Result<Vec<(SetInfo, Change)>> {
        self.view.story(key, limit)
    }
}
