//! The boundary to what is kept: records, the log of changes, and the promise that both agree.
//!
//! It takes no SQL and shows no type of any database, so that a second store can stand behind it;
//! `tests/it/store` holds a suite that any store has to pass. It answers few questions: what a record
//! is, what changed since, everything in order. All analysis happens in `book` and `insight`.

pub mod error;
mod natural;
pub mod sqlite;

use std::ops::ControlFlow;

pub use error::StoreError;
pub use natural::Natural;

use crate::model::{
    Change, FieldId, Key, Kind, Moment, Op, OpId, Record, Seen, Seq, SetInfo, Step, UserId, Value,
    Verb,
};

/// What the boundary's questions answer with.
pub type Result<T> = std::result::Result<T, StoreError>;

/// A record as it is kept: with its revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The id within its kind.
    pub id: u64,
    /// The change set that wrote it last.
    pub revision: Seq,
    /// The record.
    pub record: Record,
}

/// What a change set is committed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetHead {
    /// The request that made it.
    pub op: OpId,
    /// Who made it.
    pub actor: Option<UserId>,
    /// When.
    pub at: Moment,
    /// What kind of command made it.
    pub verb: Verb,
    /// The change set that it takes back.
    pub undoes: Option<Seq>,
}

impl SetHead {
    /// The change set that it heads, of so many changes.
    #[must_use]
    pub const fn info(&self, seq: Seq, count: u64) -> SetInfo {
        SetInfo {
            seq,
            op: self.op,
            actor: self.actor,
            at: self.at,
            verb: self.verb,
            undoes: self.undoes,
            undone_by: None,
            count,
        }
    }
}

/// A part of what new data are made of; none of its kinds is in another part.
pub struct Part<'a, E> {
    /// The records, some at a time, each kind in the order of its ids; an error ends the whole.
    pub records: Box<dyn Iterator<Item = std::result::Result<Vec<Record>, E>> + Send + 'a>,
    /// Is told of them, in this order.
    pub told: Tell<'a>,
}

/// Takes in records.
pub type Tell<'a> = Box<dyn FnMut(Key, &Record) + Send + 'a>;

/// Which change sets to list, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// Only this author's.
    pub actor: Option<UserId>,
    /// Only those before this one.
    pub before: Option<Seq>,
    /// So many at the most.
    pub limit: usize,
}

/// What opens and keeps the workspace's data; one a thread.
pub trait Store: Send {
    /// The identity of the data, made when it was created; a copy restored elsewhere keeps it.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn identity(&mut self) -> Result<u128>;

    /// A consistent view of one moment; short-lived, never held while somebody thinks.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn read(&mut self) -> Result<Box<dyn Read + '_>>;

    /// Begins to write; waits for other writers, up to its deadline.
    ///
    /// # Errors
    /// `Busy` after the deadline, `ReadOnly` where writing is not possible.
    fn write(&mut self) -> Result<Box<dyn Write + '_>>;

    /// From now on, writing waits for other writers so long at the most; where nobody else can write, there is nothing
    /// to set.
    fn wait_at_most(&mut self, _most: std::time::Duration) {}

    /// A second handle on the same data, for another thread.
    ///
    /// # Errors
    /// Where the data can't be opened.
    fn another(&self) -> Result<Box<dyn Store>>;

    /// Something to wait on until others have committed.
    ///
    /// # Errors
    /// Where the data can't be watched.
    fn watch(&self) -> Result<Box<dyn Watch>>;

    /// Proves that what is kept is whole; calls back with what is being looked at.
    ///
    /// # Errors
    /// Only where the proof itself can't be made; what it finds is in the report.
    fn check(&mut self, progress: &mut dyn FnMut(&str)) -> Result<CheckReport>;

    /// Writes a consistent, verified copy while others write; returns the last change set in it. It is asked whether to
    /// go on.
    ///
    /// # Errors
    /// Where the copy can't be written or does not verify, or is stopped; no half copy is left.
    fn backup(
        &mut self,
        to: &std::path::Path,
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Seq>;

    /// The file beside the data, with something added to its name, that holds what can be made anew from it; nothing
    /// where the data is in no file.
    fn companion(&self, _suffix: &str) -> Option<Companion> {
        None
    }

    /// The bytes of what is committed but not yet folded into the data, where they have become so
    /// many that somebody must be keeping a view open; nothing is as it should be.
    fn overgrown(&self) -> Option<u64> {
        None
    }
}

/// A file beside the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// Its name.
    pub path: std::path::PathBuf,
    /// Who may read and write it: whoever may read and write the data.
    pub mode: u32,
    /// Whether it may be made.
    pub writable: bool,
}

/// Some of a record, where it lies.
#[derive(Debug, Clone, Copy)]
pub struct Glimpse<'a> {
    /// The record's id.
    pub id: u64,
    /// The fields, as they were asked for.
    pub values: &'a [Seen<'a>],
    /// The steps of the track, if that was asked for.
    pub steps: &'a [Step],
}

/// What somebody who goes back in time has to know of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Back {
    /// A record began to exist.
    Inserted(Key),
    /// One was taken back.
    Removed(Key),
    /// Fields got other values.
    Updated(Change),
}

impl From<Change> for Back {
    fn from(change: Change) -> Self {
        match change.op {
            Op::Insert => Self::Inserted(change.key),
            Op::Remove => Self::Removed(change.key),
            Op::Update => Self::Updated(change),
        }
    }
}

/// A consistent view of one moment.
pub trait Read {
    /// The last change set in this view.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn head(&self) -> Result<Seq>;

    /// A record.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn get(&self, key: Key) -> Result<Option<Stored>>;

    /// The ids of the records that have a property, lowest first.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn find(&self, natural: &Natural) -> Result<Vec<u64>>;

    /// A record that links to this one, if there is one.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn linked_from(&self, key: Key) -> Result<Option<Key>>;

    /// The ids of the records of a kind that link to this one, lowest first.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn linking(&self, kind: Kind, to: Key) -> Result<Vec<u64>>;

    /// All records of a kind with an id in a range, in the order of their ids, until told to stop.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn scan(
        &self,
        kind: Kind,
        ids: std::ops::Range<u64>,
        each: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<()>;

    /// Some fields of all records of a kind, in the order of their ids: whoever counts needs no whole records.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn some(
        &self,
        kind: Kind,
        fields: &[FieldId],
        each: &mut dyn FnMut(&Glimpse<'_>),
    ) -> Result<()> {
        self.scan(kind, 0..u64::MAX, &mut |stored| {
            let all = stored.record.values();
            let value = |field: &FieldId| all.get(usize::from(field.0));
            let values: Vec<Seen<'_>> = fields
                .iter()
                .map(|field| value(field).map_or(Seen::None, Seen::from))
                .collect();
            let track = fields.iter().find_map(|field| match value(field)? {
                Value::Track(track) => Some(track),
                Value::None | Value::Text(_) | Value::Integer(_) | Value::Date(_) => None,
            });
            each(&Glimpse {
                id: stored.id,
                values: &values,
                steps: track.map_or(&[], |track| &track.steps),
            });
            ControlFlow::Continue(())
        })
    }

    /// The id after the highest that was ever given to a kind.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn next_id(&self, kind: Kind) -> Result<u64>;

    /// The change set that a request made, if it was applied.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn applied(&self, op: OpId) -> Result<Option<Seq>>;

    /// What is known of a change set.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn info(&self, seq: Seq) -> Result<Option<SetInfo>>;

    /// Change sets, newest first.
    ///
    /// # Errors
    /// Where the data can't be read.
    fn log(&self, filter: &LogFilter) -> Result<Vec<SetInfo>>;

    /// How many pages the changes of one set lie on; 0 where there is no such set.
    ///
    /// # Errors
    /// Where the log can't be read.
    fn pages(&self, seq: Seq) -> Result<u64>;

    /// One page of the changes of a set, from 0, in their order; a page fits into memory easily.
    ///
    /// # Errors
    /// Where the log can't be read.
    fn page(&self, seq: Seq, page: u64) -> Result<Vec<Change>>;

    /// What all the records are that a set changed, if they are of one kind; of a very long one it need not be known.
    ///
    /// # Errors
    /// Where the log can't be read.
    fn only_kind(&self, seq: Seq) -> Result<Option<Kind>> {
        let mut only = None;
        for page in 0..self.pages(seq)? {
            for change in self.page(seq, page)? {
                let kind = change.key.kind;
                if only.replace(kind).is_some_and(|it| it != kind) {
                    return Ok(None);
                }
            }
        }
        Ok(only)
    }

    /// The last change set that was recorded by a moment; zero where there was none.
    ///
    /// # Errors
    /// Where the log can't be read.
    fn last_by(&self, moment: Moment) -> Result<Seq> {
        let mut seq = self.head()?;
        while let Some(info) = self.info(seq)? {
            if info.at <= moment {
                break;
            }
            seq = Seq(seq.0 - 1);
        }
        Ok(seq)
    }

    /// What was changed after one set up to another, last first and some at a time, until told to stop. What changed of a
    /// lead but its track need not be told: tracks say by themselves how they stood.
    ///
    /// # Errors
    /// Where the log can't be read.
    fn back(
        &self,
        after: Seq,
        upto: Seq,
        each: &mut dyn FnMut(Vec<Back>) -> ControlFlow<()>,
    ) -> Result<()> {
        for seq in (after.0 + 1..=upto.0).rev() {
            for page in (0..self.pages(Seq(seq))?).rev() {
                let changes = self.page(Seq(seq), page)?.into_iter().rev();
                if each(changes.map(Back::from).collect()).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// All that ever happened to a record, newest first: who, when, what.
    ///
    /// # Errors
    /// Where the log can't be read.
    fn story(&self, key: Key, limit: usize) -> Result<Vec<(SetInfo, Change)>>;
}

/// A change set in the making. Dropped without a commit, it never was.
pub trait Write: Read {
    /// The number that this change set will have.
    fn seq(&self) -> Seq;

    /// Gives out the next id of a kind.
    ///
    /// # Errors
    /// Where the data can't be written.
    fn new_id(&mut self, kind: Kind) -> Result<u64>;

    /// Applies a change to the rows and adds it to the set; the record's revision becomes `seq`.
    /// After an error the set can't be committed any more: it is dropped as a whole.
    ///
    /// # Errors
    /// `Misfit` where the record is not as the change says (its revision differs from `prev`),
    /// and whatever can happen to a write.
    fn apply(&mut self, change: &Change) -> Result<()>;

    /// Makes it durable and rings the bell. Where the set undoes another, that one is marked.
    ///
    /// # Errors
    /// `Unknown` where the outcome can't be told: ask `applied` with the same request. `Applied` where
    /// a set of this request was committed before.
    fn commit(self: Box<Self>, head: SetHead) -> Result<Seq>;
}

/// Waits for commits of other processes (and of other handles in this one).
pub trait Watch: Send {
    /// Waits until something may have been committed or the time is over; says whether.
    ///
    /// # Errors
    /// `Replaced` where another file was put in the place of the one that is open, `Gone` where none was.
    fn wait(&mut self, at_most: std::time::Duration) -> Result<bool>;

    /// Something that ends a `wait` early, from another thread.
    fn waker(&self) -> Box<dyn Fn() + Send>;
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// How many rows of each kind were compared.
    pub rows: Vec<(Kind, u64)>,
    /// How many change sets and changes were replayed.
    pub sets: u64,
    /// How many changes were replayed.
    pub changes: u64,
    /// Bytes of the log, as stored.
    pub log_bytes: u64,
    /// What is wrong, in words, each with the record and the change set; empty is sound.
    pub problems: Vec<String>,
}
