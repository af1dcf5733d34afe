//! Many changes as one unit: what an import or a new workspace writes with.

use std::collections::HashSet;
use std::ops::Range;

use super::{Result, Workspace, WorkspaceError};
use crate::model::validate::validate;
use crate::model::{
    Change, FieldId, FieldType, Key, Kind, Moment, OpId, Record, Refusal, Seq, SetInfo, Settings,
    UserId, Value, Verb,
};
use crate::store::{LogFilter, Natural, SetHead, Stored, Write};

/// A unit of many changes in the making; what it is told is written when it is told.
pub struct Bulk<'a> {
    write: &'a mut dyn Write,
    settings: Settings,
    /// The ids that were given out here, by kind; they follow each other.
    made: [Range<u64>; Kind::ALL.len()],
    /// What was found to be there.
    linked: HashSet<Key>,
    count: u64,
}

impl<'a> Bulk<'a> {
    pub(super) fn new(write: &'a mut dyn Write, settings: Settings) -> Self {
        Self {
            write,
            settings,
            made: Kind::ALL.map(|_| 0..0),
            linked: HashSet::new(),
            count: 0,
        }
    }

    /// The workspace's definitions.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The number that this unit will have.
    #[must_use]
    pub fn seq(&self) -> Seq {
        self.write.seq()
    }

    /// How many changes were made so far.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// A record as it is within this unit.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn get(&self, key: Key) -> Result<Option<Stored>> {
        Ok(self.write.get(key)?)
    }

    /// The records that have a property, within this unit.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn find(&self, natural: &Natural) -> Result<Vec<u64>> {
        Ok(self.write.find(natural)?)
    }

    /// Every record of a kind within this unit, lowest id first.
    ///
    /// # Errors
    /// Where the data can't be read.
    pub fn each(&self, kind: Kind, each: &mut dyn FnMut(Stored)) -> Result<()> {
        Ok(self.write.scan(kind, 0..u64::MAX, &mut |stored| {
            each(stored);
            std::ops::ControlFlow::Continue(())
        })?)
    }

    /// The records of a kind with a number in a range, until told to stop.
    pub(super) fn scan(
        &self,
        kind: Kind,
        ids: Range<u64>,
        each: &mut dyn FnMut(Stored) -> std::ops::ControlFlow<()>,
    ) -> Result<()> {
        Ok(self.write.scan(kind, ids, each)?)
    }

    pub(super) fn story(&self, key: Key, limit: usize) -> Result<Vec<(SetInfo, Change)>> {
        Ok(self.write.story(key, limit)?)
    }

    pub(super) fn log(&self, filter: &LogFilter) -> Result<Vec<SetInfo>> {
        Ok(self.write.log(filter)?)
    }

    pub(super) fn info(&self, seq: Seq) -> Result<Option<SetInfo>> {
        Ok(self.write.info(seq)?)
    }

    pub(super) fn pages(&self, seq: Seq) -> Result<u64> {
        Ok(self.write.pages(seq)?)
    }

    pub(super) fn page(&self, seq: Seq, page: u64) -> Result<Vec<Change>> {
        Ok(self.write.page(seq, page)?)
    }

    pub(super) fn linking(&self, kind: Kind, to: Key) -> Result<Vec<u64>> {
        Ok(self.write.linking(kind, to)?)
    }

    pub(super) fn linked_from(&self, key: Key) -> Result<Option<Key>> {
        Ok(self.write.linked_from(key)?)
    }

    /// Adds a record; returns its id.
    ///
    /// # Errors
    /// Where the record is not as it must be, or can't be written.
    pub fn insert(&mut self, record: Record) -> Result<u64> {
        let id = match record.own_id() {
            Some(id) => id,
            None => self.write.new_id(record.kind())?,
        };
        let key = Key::new(record.kind(), id);
        validate(&record).map_err(|why| refused(key, why))?;
        self.apply(&Change::insert(key, record))?;
        let made = &mut self.made[key.kind as usize];
        if made.is_empty() {
            *made = id..id;
        }
        if made.end == id {
            made.end += 1;
        } else {
            self.linked.insert(key);
        }
        Ok(id)
    }

    /// Makes a record what it should be; says whether anything differed.
    ///
    /// # Errors
    /// Where the record is not as it must be, or can't be written.
    pub fn update(&mut self, current: &Stored, after: &Record) -> Result<bool> {
        let key = Key::new(after.kind(), current.id);
        validate(after).map_err(|why| refused(key, why))?;
        let change = Change::between(key, current.revision, Some(&current.record), Some(after));
        match change {
            Some(change) => self.apply(&change).map(|()| true),
            None => Ok(false),
        }
    }

    pub(super) fn apply(&mut self, change: &Change) -> Result<()> {
        self.check_links(change)?;
        self.write.apply(change)?;
        self.count += 1;
        Ok(())
    }

    /// The fields whose value would link to a record that is not there.
    pub(super) fn missing_links<'v>(
        &self,
        values: impl Iterator<Item = (FieldId, &'v Value)>,
        key: Key,
    ) -> Result<Vec<FieldId>> {
        let mut missing = Vec::new();
        for (field, value) in values {
            let definition = key.kind.definition(field);
            if let (Some(FieldType::Link(kind)), Value::Integer(id)) =
                (definition.map(|it| it.ty), value)
                && self
                    .write
                    .get(Key::new(kind, id.cast_unsigned()))?
                    .is_none()
            {
                missing.push(field);
            }
        }
        Ok(missing)
    }

    /// A link has to lead to a record that is there.
    fn check_links(&mut self, change: &Change) -> Result<()> {
        for edit in &change.edits {
            let definition = change.key.kind.definition(edit.field);
            let (Some(FieldType::Link(kind)), Value::Integer(id)) =
                (definition.map(|it| it.ty), &edit.after)
            else {
                continue;
            };
            let key = Key::new(kind, id.cast_unsigned());
            let made = self.made[kind as usize].contains(&key.id);
            if made || self.linked.contains(&key) {
                continue;
            }
            if self.write.get(key)?.is_none() {
                return Err(refused(change.key, Refusal::NoSuchRecord { key }));
            }
            self.linked.insert(key);
        }
        Ok(())
    }

    /// Says that another record of this kind bears the name already.
    ///
    /// # Errors
    /// `NameTaken`, with who has it.
    pub fn require_free_name(&self, kind: Kind, name: &str) -> Result<()> {
        let natural = Natural::Name(kind, crate::model::names::name_key(name));
        match self.find(&natural)?.first() {
            Some(id) => Err(refused(
                Key::new(kind, 0),
                Refusal::NameTaken {
                    what: kind.code(),
                    name: name.to_owned(),
                    key: Key::new(kind, *id),
                },
            )),
            None => Ok(()),
        }
    }
}

/// The error of one record that can't be written.
pub(super) fn refused(key: Key, why: Refusal) -> WorkspaceError {
    WorkspaceError::Refused {
        refused: vec![super::Refused { key, why }],
        of: 1,
    }
}

impl Workspace {
    /// Writes many changes as one unit, or none of them.
    ///
    /// # Errors
    /// Whatever the function returns, and whatever can happen to a write.
    pub fn bulk<T>(
        &self,
        actor: Option<UserId>,
        op: OpId,
        verb: Verb,
        now: Moment,
        work: impl FnOnce(&mut Bulk<'_>) -> Result<T>,
    ) -> Result<T> {
        let done = {
            let mut store = self.store();
            let mut write = store.write()?;
            let settings = super::execute::settings(&*write)?;
            let mut bulk = Bulk::new(&mut *write, settings);
            let done = work(&mut bulk)?;
            if bulk.count() > 0 {
                write.commit(SetHead {
                    op,
                    actor,
                    at: now,
                    verb,
                    undoes: None,
                })?;
            }
            done
        };
        Ok(done)
    }
}
