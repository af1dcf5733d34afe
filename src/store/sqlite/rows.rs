//! Applies changes to the rows: inserts, updates, removals, and what follows from their fields.
//!
//! Knows nothing of the log, so that a replay of the log goes the same way as the writing of it.

use std::collections::HashMap;

use rusqlite::{CachedStatement, ffi, params};

use super::fault::violates;
use super::tables::{FIRST, bit};
use super::view::View;
use super::{Result, binding, steps};
use crate::model::{Change, FieldId, Key, Kind, Misfit, Op, Record, Seq, Tail, Track, Value};
use crate::store::StoreError;

/// How many different updates are kept ready.
const READY: usize = 64;

/// Writes the rows of one change set.
pub(super) struct RowWriter<'s> {
    view: View<'s>,
    seq: Seq,
    inserts: [Option<CachedStatement<'s>>; Kind::ALL.len()],
    updates: HashMap<(Kind, u64), CachedStatement<'s>>,
    step: Option<CachedStatement<'s>>,
    /// The next id of the kinds that were looked up, and whether it was raised.
    counters: [Option<(u64, bool)>; Kind::ALL.len()],
}

impl<'s> RowWriter<'s> {
    pub(super) fn new(view: View<'s>, seq: Seq) -> Self {
        Self {
            view,
            seq,
            inserts: [const { None }; Kind::ALL.len()],
            updates: HashMap::new(),
            step: None,
            counters: [None; Kind::ALL.len()],
        }
    }

    /// The id after the highest that was given, ids of this set included.
    pub(super) fn next_id(&self, kind: Kind) -> Result<u64> {
        match self.counters[kind as usize] {
            Some((next, _)) => Ok(next),
            None => self.view.next_id(kind),
        }
    }

    /// Gives an id out.
    pub(super) fn take_id(&mut self, kind: Kind) -> Result<u64> {
        let id = self.next_id(kind)?;
        self.counters[kind as usize] = Some((id + 1, true));
        Ok(id)
    }

    /// Notes that an id is taken, wherever it came from.
    fn note_id(&mut self, key: Key) -> Result<()> {
        let next = self.next_id(key.kind)?;
        let known = self.counters[key.kind as usize].get_or_insert((next, false));
        if key.id >= known.0 {
            *known = (key.id + 1, true);
        }
        Ok(())
    }

    /// Writes the counters that were raised.
    pub(super) fn keep_counters(&self) -> Result<()> {
        if !self.counters.iter().any(|it| matches!(it, Some((_, true)))) {
            return Ok(());
        }
        let mut statement = self.view.prepare(
            "INSERT INTO counter (kind, next) VALUES (?1, ?2) \
             ON CONFLICT (kind) DO UPDATE SET next = excluded.next",
        )?;
        for (kind, counter) in Kind::ALL.into_iter().zip(self.counters) {
            if let Some((next, true)) = counter {
                statement
                    .execute(params![kind.code(), next.cast_signed()])
                    .map_err(|e| self.view.fault(e))?;
            }
        }
        Ok(())
    }

    /// Applies a change; the record's revision becomes the set's number.
    pub(super) fn apply(&mut self, change: &Change) -> Result<()> {
        if change.key.id == 0 || i64::try_from(change.key.id).is_err() {
            return Err(misfit(change.key, "its number is out of range"));
        }
        match change.op {
            Op::Insert => self.insert(change),
            Op::Update => self.update(change),
            Op::Remove => self.remove(change),
        }
    }

    fn insert(&mut self, change: &Change) -> Result<()> {
        let Key { kind, id } = change.key;
        if change.prev != Seq::ZERO {
            return Err(misfit(change.key, "it begins to exist, yet has a revision"));
        }
        self.note_id(change.key)?;
        let view = self.view;
        let table = view.tables.of(kind);
        let statement = match &mut self.inserts[kind as usize] {
            Some(ready) => ready,
            none => none.insert(view.prepare(&table.insert)?),
        };
        let tail = track_of(change);
        if tail.is_some_and(|it| it.keep != 0) {
            return Err(misfit(
                change.key,
                "its track does not begin at its beginning",
            ));
        }
        let bound = binding::insert(statement, table, change, self.seq);
        if !bound.map_err(|e| view.fault(e))? {
            return Err(misfit(change.key, "a value does not fit its field"));
        }
        if kind == Kind::Lead {
            let first = FIRST + table.columns.len() + table.derived.len() + 1;
            let steps = tail.map(|it| it.steps.clone()).unwrap_or_default();
            binding::standing(statement, first, &Track::new(steps)).map_err(|e| view.fault(e))?;
        }
        statement
            .raw_execute()
            .map_err(|e| refused(view, change, e))?;
        self.add_steps(id, tail)
    }

    fn update(&mut self, change: &Change) -> Result<()> {
        let kind = change.key.kind;
        let view = self.view;
        let table = view.tables.of(kind);
        let standing = match track_of(change) {
            Some(tail) => Some(self.replace_steps(change, tail)?),
            None => None,
        };
        let fields = change.edits.iter().fold(0, |set, it| set | bit(it.field));
        if self.updates.len() >= READY {
            self.updates.clear();
        }
        let statement = match self.updates.entry((kind, fields)) {
            std::collections::hash_map::Entry::Occupied(ready) => ready.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                let sql = table.update(fields, standing.is_some());
                place.insert(view.prepare(&sql)?)
            }
        };
        let bound = binding::update(statement, table, change, self.seq, standing.as_ref());
        if !bound.map_err(|e| view.fault(e))? {
            return Err(misfit(change.key, "a value does not fit its field"));
        }
        match statement.raw_execute() {
            Ok(0) => Err(self.stale(change)?),
            Ok(_) => Ok(()),
            Err(e) => Err(refused(view, change, e)),
        }
    }

    fn remove(&mut self, change: &Change) -> Result<()> {
        let Key { kind, id } = change.key;
        let view = self.view;
        if kind == Kind::Lead {
            self.require(change)?;
            self.cut(id, 0)?;
        }
        let mut statement = view.prepare(&view.tables.of(kind).delete)?;
        let gone = statement.execute([id.cast_signed(), change.prev.0.cast_signed()]);
        match gone {
            Ok(0) => return Err(self.stale(change)?),
            Ok(_) => {}
            Err(e) => return Err(refused(view, change, e)),
        }
        view.prepare("INSERT OR IGNORE INTO removed (kind, id, seq) VALUES (?1, ?2, ?3)")?
            .execute(params![
                kind.code(),
                id.cast_signed(),
                self.seq.0.cast_signed()
            ])
            .map_err(|e| view.fault(e))?;
        Ok(())
    }

    /// Puts the end of a lead's track in the place of what was there; gives the whole back.
    fn replace_steps(&mut self, change: &Change, tail: &Tail) -> Result<Track> {
        self.require(change)?;
        let id = change.key.id;
        self.cut(id, tail.keep)?;
        self.add_steps(id, Some(tail))?;
        let track = self.view.track(id.cast_signed())?;
        if track.steps().len() != tail.keep + tail.steps.len() {
            return Err(misfit(
                change.key,
                "its track is shorter than the change says",
            ));
        }
        Ok(track)
    }

    fn cut(&self, lead: u64, keep: usize) -> Result<()> {
        let keep = i64::try_from(keep).unwrap_or(i64::MAX);
        self.view
            .prepare(steps::CUT)?
            .execute([lead.cast_signed(), keep])
            .map(drop)
            .map_err(|e| self.view.fault(e))
    }

    fn add_steps(&mut self, lead: u64, tail: Option<&Tail>) -> Result<()> {
        let Some(tail) = tail.filter(|it| !it.steps.is_empty()) else {
            return Ok(());
        };
        let view = self.view;
        let statement = match &mut self.step {
            Some(ready) => ready,
            none => none.insert(view.prepare(steps::INSERT)?),
        };
        let mut insert = || -> rusqlite::Result<()> {
            statement.raw_bind_parameter(1, lead.cast_signed())?;
            for (n, step) in (tail.keep..).zip(&tail.steps) {
                statement.raw_bind_parameter(2, i64::try_from(n).unwrap_or(i64::MAX))?;
                steps::bind(statement, step)?;
                statement.raw_execute()?;
            }
            Ok(())
        };
        insert().map_err(|e| view.fault(e))
    }

    /// Refuses a change that was made for another revision than the record has.
    fn require(&self, change: &Change) -> Result<()> {
        match self.view.revision(change.key)? {
            Some(revision) if revision == change.prev => Ok(()),
            Some(_) | None => Err(self.stale(change)?),
        }
    }

    fn stale(&self, change: &Change) -> Result<StoreError> {
        Ok(match self.view.revision(change.key)? {
            Some(now) => misfit(
                change.key,
                &format!("it was made for revision {}, it has {now}", change.prev),
            ),
            None => misfit(change.key, "it is not there"),
        })
    }
}

/// The track's end that a change sets, if it sets one; nothing as an end is an empty track.
pub(super) fn track_of(change: &Change) -> Option<&Tail> {
    const EMPTY: &Tail = &Tail {
        keep: 0,
        steps: Vec::new(),
    };
    change
        .edits
        .iter()
        .find_map(|edit| match (&edit.before, &edit.after) {
            (_, Value::Track(tail)) => Some(tail),
            (Value::Track(_), Value::None) => Some(EMPTY),
            _ => None,
        })
}

pub(super) fn misfit(key: Key, problem: &str) -> StoreError {
    StoreError::Misfit(Misfit {
        key,
        problem: problem.to_owned(),
    })
}

/// What a constraint says of a change.
fn refused(view: View<'_>, change: &Change, error: rusqlite::Error) -> StoreError {
    let taken = [
        ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
        ffi::SQLITE_CONSTRAINT_ROWID,
    ];
    if violates(&error, &taken) {
        return misfit(change.key, "it is there already");
    }
    if violates(&error, &[ffi::SQLITE_CONSTRAINT_FOREIGNKEY]) {
        if change.op == Op::Remove {
            return match view.linked_from(change.key) {
                Ok(Some(by)) => StoreError::Linked {
                    key: change.key,
                    by,
                },
                Ok(None) => misfit(change.key, "something links to it"),
                Err(e) => e,
            };
        }
        return misfit(change.key, "it links to something that is not there");
    }
    view.fault(error)
}

/// A value of a record that is not what a change says it was, if there is one.
pub(super) fn differs(change: &Change, current: &Record) -> Option<FieldId> {
    let values = current.values();
    change
        .edits
        .iter()
        .find(|edit| {
            let now = values
                .get(usize::from(edit.field.0))
                .unwrap_or(&Value::None);
            match (&edit.before, now) {
                (Value::Track(before), Value::Track(now)) => {
                    now.steps.get(before.keep..).unwrap_or_default() != before.steps
                }
                (Value::Track(before), Value::None) => !before.steps.is_empty(),
                (before, now) => before != now,
            }
        })
        .map(|edit| edit.field)
}
