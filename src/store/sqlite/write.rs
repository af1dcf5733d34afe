//! A change set in the making: rows and log in one transaction, made durable together.
//!
//! Changes go into the rows at once and into the log block by block, so that an import of any size
//! needs the memory of one block.

use std::collections::HashMap;
use std::ops::{ControlFlow, Range};

use rusqlite::ffi;

use super::fault::{commit_fault, violates};
use super::pack::Packer;
use super::rows::RowWriter;
use super::view::View;
use super::{Result, SqliteStore, open};
use crate::model::{Change, Key, Kind, OpId, Seq, SetInfo};
use crate::store::{LogFilter, Natural, Read, SetHead, StoreError, Stored, Write};

/// From so many changes on a set gets more room: indexes are written to all over, and what does not fit into the usual
/// room is written and read again and again, while all others wait.
const MANY: u64 = 4_096;

/// A transaction that writes; dropped without a commit, it is rolled back.
pub(super) struct Writer<'s> {
    store: &'s SqliteStore,
    view: View<'s>,
    rows: RowWriter<'s>,
    packer: Packer,
    seq: Seq,
    /// The revisions that records had before this set changed them.
    began: HashMap<Key, Seq>,
    /// Why this set can't be committed any more: a change of it was applied by half.
    broken: Option<String>,
}

impl<'s> Writer<'s> {
    /// Takes over a transaction that was begun.
    pub(super) fn new(store: &'s SqliteStore, view: View<'s>) -> Result<Self> {
        let seq = view.head()?.next();
        Ok(Self {
            store,
            view,
            rows: RowWriter::new(view, seq),
            packer: Packer::default(),
            seq,
            began: HashMap::new(),
            broken: None,
        })
    }

    fn add(&mut self, change: &Change) -> Result<()> {
        self.rows.apply(change)?;
        if change.prev != Seq::ZERO && change.prev < self.seq {
            self.began.insert(change.key, change.prev);
        }
        let block = self
            .packer
            .push(change)
            .map_err(|e| self.view.corrupt(e.to_string()))?;
        if let Some(block) = block {
            self.view.add_block(self.seq, block)?;
        }
        if self.packer.total() == MANY {
            self.room(open::WIDE)?;
        }
        Ok(())
    }

    /// Sets how much of the file may be in memory.
    fn room(&self, pragma: &str) -> Result<()> {
        let set = self.view.conn.execute_batch(pragma);
        set.map_err(|e| self.view.fault(e))
    }

    /// What a COMMIT that failed says of the set.
    ///
    /// A write that fails leaves the journal without the mark by which it ends a set, for that one is written last and
    /// in one piece with a page: such a set is not there, and does not come back. After all else it may.
    fn uncommitted(&self, op: OpId, error: rusqlite::Error) -> StoreError {
        self.store.roll_back();
        let unwritten = violates(&error, &[ffi::SQLITE_IOERR_WRITE]);
        if unwritten && matches!(self.view.applied(op), Ok(None)) {
            return self.view.fault(error);
        }
        commit_fault(self.view.path, error)
    }

    /// Writes what is left to write before COMMIT.
    fn complete(&mut self, head: &SetHead) -> Result<()> {
        if let Some(detail) = &self.broken {
            return Err(StoreError::Io {
                path: self.view.path.to_owned(),
                detail: format!(
                    "a change of this set was not applied ({detail}); nothing was kept"
                ),
            });
        }
        if let Some(block) = self.packer.finish() {
            self.view.add_block(self.seq, block)?;
        }
        self.rows.keep_counters()?;
        let info = head.info(self.seq, self.packer.total());
        match self.view.add_set(&info) {
            Ok(()) => Ok(()),
            Err(e) if violates(&e, &[ffi::SQLITE_CONSTRAINT_UNIQUE]) => {
                match self.view.applied(head.op)? {
                    Some(seq) => Err(StoreError::Applied { op: head.op, seq }),
                    None => Err(self.view.fault(e)),
                }
            }
            Err(e) => Err(self.view.fault(e)),
        }
    }
}

impl Write for Writer<'_> {
    fn seq(&self) -> Seq {
        self.seq
    }

    fn new_id(&mut self, kind: Kind) -> Result<u64> {
        self.rows.take_id(kind)
    }

    fn apply(&mut self, change: &Change) -> Result<()> {
        let applied = self.add(change);
        if let Err(e) = &applied {
            self.broken.get_or_insert_with(|| e.to_string());
        }
        applied
    }

    fn commit(mut self: Box<Self>, head: SetHead) -> Result<Seq> {
        self.complete(&head)?;
        let committed = self.view.prepare("COMMIT")?.execute([]);
        if let Err(e) = committed {
            return Err(self.uncommitted(head.op, e));
        }
        self.store.committed();
        Ok(self.seq)
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        self.store.roll_back();
        if self.packer.total() >= MANY {
            // Whoever goes on with too much room only has too much.
            let _usual = self.room(open::USUAL);
        }
    }
}

impl Read for Writer<'_> {
    fn head(&self) -> Result<Seq> {
        self.view.head()
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

    fn next_id(&self, kind: Kind) -> Result<u64> {
        self.rows.next_id(kind)
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

    /// What this set itself does is told when it is committed.
    fn story(&self, key: Key, limit: usize) -> Result<Vec<(SetInfo, Change)>> {
        let last = match (self.began.get(&key), self.view.revision(key)?) {
            (Some(before), _) => Some(*before),
            (None, Some(revision)) if revision < self.seq => Some(revision),
            (None, _) => self.view.removal_before(key, self.seq)?,
        };
        self.view.story_from(key, last, limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Account, Moment, Record, UserId, Verb};
    use crate::store::sqlite::Mode;
    use crate::store::{Store, Write};

    fn insert(write: &mut dyn Write, note: &str) -> Result<()> {
        let record = Record::from(Account {
            name: "ACME".to_owned(),
            note: Some(note.to_owned()),
            ..Account::default()
        });
        let key = Key::new(Kind::Account, write.new_id(Kind::Account)?);
        let change = Change::between(key, Seq::ZERO, None, Some(&record));
        write.apply(&change.expect("an insert is a change"))
    }

    fn fill(store: &mut SqliteStore, op: u128, rows: usize) -> Result<Seq> {
        let mut write = store.write()?;
        for _ in 0..rows {
            insert(&mut *write, &"x".repeat(3_000))?;
        }
        write.commit(SetHead {
            op: OpId(op),
            actor: Some(UserId(1)),
            at: Moment(0),
            verb: Verb::Import,
            undoes: None,
        })
    }

    #[test]
    fn a_full_disk_is_told_and_nothing_of_the_set_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = SqliteStore::create(&dir.path().join("crm.db"), Mode::WRITE).unwrap();
        fill(&mut store, 1, 10).unwrap();
        let pages: u32 = store
            .conn
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap();
        let limit = |store: &SqliteStore, pages: u32| {
            let sql = format!("PRAGMA max_page_count = {pages}");
            store.conn.execute_batch(&sql).unwrap();
        };
        for room in 0..40 {
            limit(&store, pages + room);
            let full = fill(&mut store, 2, 50);
            assert!(matches!(full, Err(StoreError::Full { .. })), "{full:?}");
            assert!(store.conn.is_autocommit());
            assert_eq!(store.read().unwrap().head().unwrap(), Seq(1));
        }
        assert_eq!(store.check(&mut |_| {}).unwrap().problems, [""; 0]);
        limit(&store, 1_000_000);
        assert_eq!(fill(&mut store, 2, 50).unwrap(), Seq(2));
        assert_eq!(store.check(&mut |_| {}).unwrap().problems, [""; 0]);
    }
}
