//! What a connection sees inside a transaction: records, by id, by property, by link, in order.
//!
//! Reads only. The log's questions are in `log`; both answer for readers and for writers alike.

use std::ops::{ControlFlow, Range};
use std::path::Path;

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, Rows, params};

use super::fault::fault;
use super::recent::Recent;
use super::tables::{self, Column, Table, Tables, Unreadable, quoted};
use super::{Result, steps};
use crate::model::{FieldId, Key, Kind, Record, Seen, Seq, Step, Track};
use crate::store::{Glimpse, Natural, StoreError, Stored};

/// No kind has more columns of its own.
const MOST: usize = 32;

/// A connection inside a transaction, and what is needed to make sense of its rows.
#[derive(Clone, Copy)]
pub(super) struct View<'s> {
    pub conn: &'s Connection,
    pub path: &'s Path,
    pub tables: &'s Tables,
    /// What was read of the log last, where that is remembered.
    pub recent: Option<&'s Recent>,
}

impl<'s> View<'s> {
    pub(super) fn fault(&self, error: rusqlite::Error) -> StoreError {
        fault(self.path, error)
    }

    pub(super) fn corrupt(&self, detail: String) -> StoreError {
        StoreError::Corrupt {
            path: self.path.to_owned(),
            detail,
        }
    }

    pub(super) fn prepare(&self, sql: &str) -> Result<CachedStatement<'s>> {
        self.conn.prepare_cached(sql).map_err(|e| self.fault(e))
    }

    pub(super) fn get(&self, key: Key) -> Result<Option<Stored>> {
        let Ok(id) = i64::try_from(key.id) else {
            return Ok(None);
        };
        let table = self.tables.of(key.kind);
        let mut statement = self.prepare(&table.get)?;
        let mut rows = statement.query([id]).map_err(|e| self.fault(e))?;
        let Some(row) = rows.next().map_err(|e| self.fault(e))? else {
            return Ok(None);
        };
        let mut stored = self.stored(table, row)?;
        if let Record::Lead(lead) = &mut stored.record {
            lead.track = self.track(id)?;
        }
        Ok(Some(stored))
    }

    fn stored(&self, table: &Table, row: &Row<'_>) -> Result<Stored> {
        let number = |index| -> Result<u64> {
            let number: i64 = row.get(index).map_err(|e| self.fault(e))?;
            Ok(number.cast_unsigned())
        };
        let id = number(0)?;
        let record = table.record(row).map_err(|problem| match problem {
            Unreadable::Sql(e) => self.fault(e),
            Unreadable::Column(column) => self.odd(table.kind, id, column),
        })?;
        Ok(Stored {
            id,
            revision: Seq(number(1)?),
            record,
        })
    }

    /// A lead's track.
    pub(super) fn track(&self, lead: i64) -> Result<Track> {
        let mut statement = self.prepare(&steps::scan())?;
        let rows = statement
            .query(params![lead, lead.saturating_add(1)])
            .map_err(|e| self.fault(e))?;
        let mut cursor = Steps::new(*self, rows);
        let mut steps = Vec::new();
        cursor.of(lead, &mut steps)?;
        Ok(Track::new(steps))
    }

    pub(super) fn find(&self, natural: &Natural) -> Result<Vec<u64>> {
        let Some((kind, column, value)) = tables::lookup(natural) else {
            return Ok(Vec::new());
        };
        let sql = format!(
            "SELECT id FROM {} WHERE {} = ?1 ORDER BY id",
            quoted(kind.code()),
            quoted(column)
        );
        self.ids(&sql, [value])
    }

    fn ids<P: rusqlite::Params>(&self, sql: &str, params: P) -> Result<Vec<u64>> {
        let mut statement = self.prepare(sql)?;
        let ids = statement
            .query_map(params, |row| row.get::<_, i64>(0))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<i64>>>)
            .map_err(|e| self.fault(e))?;
        Ok(ids.into_iter().map(i64::cast_unsigned).collect())
    }

    pub(super) fn linked_from(&self, key: Key) -> Result<Option<Key>> {
        for kind in Kind::ALL {
            for column in tables::links(kind, key.kind) {
                let sql = format!(
                    "SELECT id FROM {} WHERE {} = ?1 ORDER BY id LIMIT 1",
                    quoted(kind.code()),
                    quoted(column)
                );
                if let [id, ..] = self.ids(&sql, [key.id.cast_signed()])?[..] {
                    return Ok(Some(Key::new(kind, id)));
                }
            }
        }
        Ok(None)
    }

    pub(super) fn linking(&self, kind: Kind, to: Key) -> Result<Vec<u64>> {
        let conditions: Vec<String> = tables::links(kind, to.kind)
            .map(|column| format!("{} = ?1", quoted(column)))
            .collect();
        if conditions.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT id FROM {} WHERE {} ORDER BY id",
            quoted(kind.code()),
            conditions.join(" OR ")
        );
        self.ids(&sql, [to.id.cast_signed()])
    }

    pub(super) fn next_id(&self, kind: Kind) -> Result<u64> {
        let mut statement = self.prepare("SELECT next FROM counter WHERE kind = ?1")?;
        let next: Option<i64> = statement
            .query_row([kind.code()], |row| row.get(0))
            .optional()
            .map_err(|e| self.fault(e))?;
        Ok(next.map_or(1, i64::cast_unsigned))
    }

    /// Walks a kind's rows and, for leads, their steps beside them: both lie in the order of ids.
    pub(super) fn scan(
        &self,
        kind: Kind,
        ids: Range<u64>,
        each: &mut dyn FnMut(Stored) -> ControlFlow<()>,
    ) -> Result<()> {
        let bound = |id: u64| i64::try_from(id).unwrap_or(i64::MAX);
        let bounds = [bound(ids.start), bound(ids.end)];
        let table = self.tables.of(kind);
        let mut statement = self.prepare(&table.scan)?;
        let mut rows = statement.query(bounds).map_err(|e| self.fault(e))?;
        let mut of_steps = match kind {
            Kind::Lead => Some(self.prepare(&steps::scan())?),
            Kind::User
            | Kind::Product
            | Kind::Account
            | Kind::Contact
            | Kind::Feedback
            | Kind::Touch
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => None,
        };
        let mut cursor = match &mut of_steps {
            Some(statement) => {
                let rows = statement.query(bounds).map_err(|e| self.fault(e))?;
                Some(Steps::new(*self, rows))
            }
            None => None,
        };
        while let Some(row) = rows.next().map_err(|e| self.fault(e))? {
            let mut stored = self.stored(table, row)?;
            if let (Record::Lead(lead), Some(cursor)) = (&mut stored.record, &mut cursor) {
                let mut steps = Vec::new();
                cursor.of(stored.id.cast_signed(), &mut steps)?;
                lead.track = Track::new(steps);
            }
            if each(stored).is_break() {
                break;
            }
        }
        Ok(())
    }
}

impl View<'_> {
    /// Walks some columns of a kind's rows and, where a lead's track is asked for, its steps beside them.
    pub(super) fn some(
        &self,
        kind: Kind,
        fields: &[FieldId],
        each: &mut dyn FnMut(&Glimpse<'_>),
    ) -> Result<()> {
        let table = self.tables.of(kind);
        let column = |field: &FieldId| table.columns.iter().find(|it| it.field == *field);
        let columns: Vec<&Column> = fields.iter().filter_map(column).collect();
        let names: Vec<String> = columns.iter().map(|it| quoted(it.name)).collect();
        let sql = format!(
            "SELECT id, {} FROM {} ORDER BY id",
            names.join(", "),
            quoted(kind.code())
        );
        let mut statement = self.prepare(&sql)?;
        let mut rows = statement.query([]).map_err(|e| self.fault(e))?;
        let mut of_steps = match columns.len() < fields.len() {
            true => Some(self.prepare(&steps::scan())?),
            false => None,
        };
        let mut cursor = match &mut of_steps {
            Some(statement) => {
                let rows = statement.query([0, i64::MAX]).map_err(|e| self.fault(e))?;
                Some(Steps::new(*self, rows))
            }
            None => None,
        };
        let mut steps = Vec::new();
        while let Some(row) = rows.next().map_err(|e| self.fault(e))? {
            let number = |index| row.get::<_, i64>(index).map_err(|e| self.fault(e));
            let lead = number(0)?;
            let id = lead.cast_unsigned();
            let mut values = [Seen::None; MOST];
            for ((value, column), index) in values.iter_mut().zip(&columns).zip(1..) {
                let stored = row.get_ref(index).map_err(|e| self.fault(e))?;
                let seen = tables::seen(column.ty, stored);
                *value = seen.ok_or_else(|| self.odd(kind, id, column.name))?;
            }
            if let Some(cursor) = &mut cursor {
                steps.clear();
                cursor.of(lead, &mut steps)?;
            }
            each(&Glimpse {
                id,
                values: &values[..columns.len().min(MOST)],
                steps: &steps,
            });
        }
        Ok(())
    }

    /// What is said of a column that holds what can't be in it.
    fn odd(&self, kind: Kind, id: u64, column: &str) -> StoreError {
        self.corrupt(format!(
            "{} holds what can't be in `{column}`",
            Key::new(kind, id)
        ))
    }
}

/// A walk over steps, one lead after the other.
struct Steps<'s, 'r> {
    view: View<'s>,
    rows: Rows<'r>,
    /// The first step of a lead that was not asked for yet.
    ahead: Option<(i64, Step)>,
}

impl<'s, 'r> Steps<'s, 'r> {
    const fn new(view: View<'s>, rows: Rows<'r>) -> Self {
        Self {
            view,
            rows,
            ahead: None,
        }
    }

    /// Adds the steps of a lead; leads are asked for in the order of their ids.
    fn of(&mut self, lead: i64, steps: &mut Vec<Step>) -> Result<()> {
        loop {
            let (owner, step) = match self.ahead.take() {
                Some(ahead) => ahead,
                None => match self.next()? {
                    Some(next) => next,
                    None => return Ok(()),
                },
            };
            if owner > lead {
                self.ahead = Some((owner, step));
                return Ok(());
            }
            if owner == lead {
                steps.push(step);
            }
        }
    }

    fn next(&mut self) -> Result<Option<(i64, Step)>> {
        let view = self.view;
        let Some(row) = self.rows.next().map_err(|e| view.fault(e))? else {
            return Ok(None);
        };
        let (lead, step) = steps::read(row).map_err(|e| view.fault(e))?;
        step.map(|step| Some((lead, step))).ok_or_else(|| {
            view.corrupt(format!(
                "{} has a step that makes no sense",
                Key::new(Kind::Lead, lead.cast_unsigned())
            ))
        })
    }
}
