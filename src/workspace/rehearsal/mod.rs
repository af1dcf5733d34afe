//! Many changes decided on a view of one moment, and written later in the shortest transaction possible.
//!
//! An import reads and decides for seconds, and writing keeps all other writers waiting. So it is rehearsed: what it
//! would write is kept here, over what is there, and everybody goes on working. The transaction then only writes. What
//! others did meanwhile is looked at first: numbers that they took move those of the rehearsal, and where they touched
//! what was decided by, nothing is written and the rehearsal is held again.
//!
//! One transaction and not many: an import is seen as a whole or not at all, also by those who read meanwhile and after
//! a loss of power, and no half of it has ever to be taken back. In pieces others would come in between, and link to
//! records that a failing import then takes away again; who looks would count a half. The price is that others wait for
//! as long as the rows are written: screens say so and go on waiting, the command line gives up after its deadline. So
//! that it is short, nothing is decided there, and the store gives a large set the room that its indexes take.

mod grounds;
mod kept;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::{ControlFlow, Range};

use self::grounds::Grounds;
use self::kept::Kept;
use super::{Result, Workspace, WorkspaceError};
use crate::model::{Change, FieldType, Key, Kind, Misfit, Op, OpId, Seq, SetInfo, Value};
use crate::store::{LogFilter, Natural, Read, SetHead, StoreError, Stored, Write};

/// So many changes of others are looked at; after more it is quicker to decide anew.
const LOOKED_AT: u64 = 10_000;

/// After so many changes it is asked whether to go on.
const PULSE: usize = 1_024;

/// The next number of each kind.
type Counters = [u64; Kind::ALL.len()];

/// What would be there, over what is there.
pub(super) struct Rehearsal<'a> {
    base: Box<dyn Read + 'a>,
    began: Counters,
    next: Counters,
    seq: Seq,
    /// What was changed here, as it is now.
    now: HashMap<Key, Stored>,
    /// What was changed or made here first with a property, and the few that have it too.
    found_by: HashMap<Natural, u64>,
    others: HashMap<Natural, Vec<u64>>,
    /// What was made here, in the order of its numbers, and where it is kept.
    made: BTreeMap<Key, usize>,
    changes: Vec<Kept>,
    decided_by: RefCell<Grounds>,
}

/// What is to be written.
pub(super) struct Rehearsed {
    seq: Seq,
    began: Counters,
    changes: Vec<Kept>,
    grounds: Grounds,
}

impl<'a> Rehearsal<'a> {
    /// Begins on a view.
    pub(super) fn new(base: Box<dyn Read + 'a>) -> Result<Self> {
        let mut began = [0; Kind::ALL.len()];
        for kind in Kind::ALL {
            began[kind as usize] = base.next_id(kind)?;
        }
        Ok(Self {
            seq: base.head()?.next(),
            base,
            began,
            next: began,
            now: HashMap::new(),
            found_by: HashMap::new(),
            others: HashMap::new(),
            made: BTreeMap::new(),
            changes: Vec::new(),
            decided_by: RefCell::default(),
        })
    }

    fn can_be_found_by(&mut self, natural: Natural, id: u64) {
        match self.found_by.get(&natural) {
            None => {
                self.found_by.insert(natural, id);
            }
            Some(first) if *first == id => {}
            Some(_) => {
                let others = self.others.entry(natural).or_default();
                if !others.contains(&id) {
                    others.push(id);
                }
            }
        }
    }

    /// What is there now of what was changed or made here.
    fn here(&self, key: Key) -> Option<Stored> {
        if let Some(stored) = self.now.get(&key) {
            return Some(stored.clone());
        }
        let record = self.changes.get(*self.made.get(&key)?)?.record()?;
        Some(Stored {
            id: key.id,
            revision: self.seq,
            record,
        })
    }

    /// Ends it; what it came to can be written.
    pub(super) fn end(self) -> Rehearsed {
        Rehearsed {
            seq: self.seq,
            began: self.began,
            changes: self.changes,
            grounds: self.decided_by.into_inner(),
        }
    }
}

impl Write for Rehearsal<'_> {
    fn seq(&self) -> Seq {
        self.seq
    }

    fn new_id(&mut self, kind: Kind) -> crate::store::Result<u64> {
        let next = &mut self.next[kind as usize];
        *next += 1;
        Ok(*next - 1)
    }

    fn apply(&mut self, change: &Change) -> crate::store::Result<()> {
        let before = match self.here(change.key) {
            Some(before) => Some(before),
            None if change.op == Op::Insert => None,
            None => self.base.get(change.key)?,
        };
        let is_new = before.is_none();
        let after = change
            .apply(before.map(|it| it.record))
            .map_err(StoreError::Misfit)?;
        // What is taken away would have to be hidden from every question; nothing that is rehearsed does that.
        let Some(record) = after else {
            return Err(StoreError::Misfit(Misfit {
                key: change.key,
                problem: "nothing is removed in a rehearsal".to_owned(),
            }));
        };
        for natural in Natural::all_of(&record) {
            self.can_be_found_by(natural, change.key.id);
        }
        if is_new {
            self.made.insert(change.key, self.changes.len());
        } else {
            let stored = Stored {
                id: change.key.id,
                revision: self.seq,
                record,
            };
            self.now.insert(change.key, stored);
        }
        self.changes.push(Kept::of(change));
        Ok(())
    }

    fn commit(self: Box<Self>, head: SetHead) -> crate::store::Result<Seq> {
        // What is to be kept is asked of the workspace; nothing that is rehearsed keeps itself.
        Err(StoreError::Misfit(Misfit {
            key: Key::new(Kind::Setting, 0),
            problem: format!("request {} is only rehearsed", head.op),
        }))
    }
}

impl Read for Rehearsal<'_> {
    fn head(&self) -> crate::store::Result<Seq> {
        self.base.head()
    }

    fn get(&self, key: Key) -> crate::store::Result<Option<Stored>> {
        if let Some(stored) = self.here(key) {
            return Ok(Some(stored));
        }
        self.decided_by.borrow_mut().read.insert(key);
        self.base.get(key)
    }

    fn find(&self, natural: &Natural) -> crate::store::Result<Vec<u64>> {
        let plain = natural.clone().plain();
        let mut ids = self.base.find(natural)?;
        ids.extend(self.found_by.get(&plain));
        ids.extend(self.others.get(&plain).into_iter().flatten());
        ids.sort_unstable();
        ids.dedup();
        // What was changed here may not have the property any more.
        ids.retain(|id| {
            let now = self.now.get(&Key::new(plain.kind(), *id));
            now.is_none_or(|it| Natural::all_of(&it.record).contains(&plain))
        });
        self.decided_by.borrow_mut().ask(&plain);
        Ok(ids)
    }

    fn linked_from(&self, key: Key) -> crate::store::Result<Option<Key>> {
        self.base.linked_from(key)
    }

    fn linking(&self, kind: Kind, to: Key) -> crate::store::Result<Vec<u64>> {
        self.base.linking(kind, to)
    }

    fn scan(
        &self,
        kind: Kind,
        ids: Range<u64>,
        each: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> crate::store::Result<()> {
        self.decided_by.borrow_mut().walked.insert(kind);
        let mut over = false;
        self.base.scan(kind, ids.clone(), &mut |stored| {
            let now = self.now.get(&Key::new(kind, stored.id));
            let went = each(now.cloned().unwrap_or(stored));
            over = went.is_break();
            went
        })?;
        let made = self
            .made
            .range(Key::new(kind, ids.start)..Key::new(kind, ids.end));
        for (key, _) in made {
            if over {
                break;
            }
            if let Some(stored) = self.here(*key) {
                over = each(stored).is_break();
            }
        }
        Ok(())
    }

    fn next_id(&self, kind: Kind) -> crate::store::Result<u64> {
        Ok(self.next[kind as usize])
    }

    fn applied(&self, op: OpId) -> crate::store::Result<Option<Seq>> {
        self.base.applied(op)
    }

    fn info(&self, seq: Seq) -> crate::store::Result<Option<SetInfo>> {
        self.base.info(seq)
    }

    fn log(&self, filter: &LogFilter) -> crate::store::Result<Vec<SetInfo>> {
        self.base.log(filter)
    }

    fn pages(&self, seq: Seq) -> crate::store::Result<u64> {
        self.base.pages(seq)
    }

    fn page(&self, seq: Seq, page: u64) -> crate::store::Result<Vec<Change>> {
        self.base.page(seq, page)
    }

    fn story(&self, key: Key, limit: usize) -> crate::store::Result<Vec<(SetInfo, Change)>> {
        self.base.story(key, limit)
    }
}

impl Rehearsed {
    /// How many changes it is.
    pub(super) const fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether somebody has done since what would have led to other decisions.
    fn is_overtaken(&self, write: &dyn Read) -> Result<bool> {
        let mut looked_at = 0;
        let mut seq = self.seq;
        while seq <= write.head()? {
            let info = write.info(seq)?;
            looked_at += info.map_or(0, |it| it.count);
            if looked_at > LOOKED_AT {
                return Ok(true);
            }
            for page in 0..write.pages(seq)? {
                for change in write.page(seq, page)? {
                    if self.grounds.rest_on(&change, write)? {
                        return Ok(true);
                    }
                }
            }
            seq = seq.next();
        }
        Ok(false)
    }

    /// A change with the numbers and the revision that it is written with.
    fn moved(mut change: Change, began: &Counters, by: &Counters, seqs: [Seq; 2]) -> Change {
        let moved = |kind: Kind, id: u64| {
            let at = kind as usize;
            if id >= began[at] { id + by[at] } else { id }
        };
        let kind = change.key.kind;
        change.key.id = moved(kind, change.key.id);
        let [was, seq] = seqs;
        if change.prev == was {
            change.prev = seq;
        }
        for edit in &mut change.edits {
            let Some(FieldType::Link(to)) = kind.definition(edit.field).map(|it| it.ty) else {
                continue;
            };
            for value in [&mut edit.before, &mut edit.after] {
                if let Value::Integer(id) = value {
                    *id = moved(to, id.cast_unsigned()).cast_signed();
                }
            }
        }
        change
    }
}

impl Workspace {
    /// Decides on many changes without keeping anybody from writing.
    pub(super) fn rehearse<T, E: From<WorkspaceError>>(
        &self,
        work: impl FnOnce(&mut super::Bulk<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<(T, Rehearsed), E> {
        let store = |error: StoreError| E::from(error.into());
        let mut guard = self.store();
        let base = guard.read().map_err(store)?;
        let settings = super::execute::settings(&*base)?;
        let mut rehearsal = Rehearsal::new(base)?;
        let done = work(&mut super::Bulk::new(&mut rehearsal, settings))?;
        Ok((done, rehearsal.end()))
    }

    /// Writes what was rehearsed; nothing, where it was overtaken.
    ///
    /// It is asked how many changes are written whether to go on.
    pub(super) fn write_rehearsed(
        &self,
        rehearsed: Rehearsed,
        head: SetHead,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Option<Seq>> {
        let mut store = self.store();
        let mut write = store.write()?;
        if rehearsed.is_overtaken(&*write)? {
            return Ok(None);
        }
        let mut by = [0; Kind::ALL.len()];
        for kind in Kind::ALL {
            by[kind as usize] = write.next_id(kind)? - rehearsed.began[kind as usize];
        }
        let seqs = [rehearsed.seq, write.seq()];
        let as_it_is = seqs[0] == seqs[1];
        for (done, kept) in rehearsed.changes.into_iter().enumerate() {
            let mut change = kept.change();
            if !as_it_is {
                change = Rehearsed::moved(change, &rehearsed.began, &by, seqs);
            }
            // Numbers are given out as they were; those that were given in vain are given in vain again.
            while change.op == Op::Insert && write.next_id(change.key.kind)? <= change.key.id {
                write.new_id(change.key.kind)?;
            }
            write.apply(&change)?;
            if done % PULSE == 0 && !go_on(done) {
                return Err(WorkspaceError::Stopped);
            }
        }
        Ok(Some(write.commit(head)?))
    }
}
