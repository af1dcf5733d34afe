//! Puts a change into the parameters of an insert or an update, with what follows from its fields.
//!
//! Each says no where a value does not fit its column; it then binds no further.

use rusqlite::Statement;

use super::tables::{self, Derived, FIRST, STANDING, Table};
use crate::model::{Change, FieldEdit, FieldId, Seen, Seq, Track, Value};

/// Binds all columns of a new row but what follows from a lead's track.
pub(super) fn insert(
    statement: &mut Statement<'_>,
    table: &Table,
    change: &Change,
    seq: Seq,
) -> rusqlite::Result<bool> {
    statement.clear_bindings();
    statement.raw_bind_parameter(1, change.key.id.cast_signed())?;
    statement.raw_bind_parameter(2, seq.0.cast_signed())?;
    for (at, column) in (FIRST + 1..).zip(&table.columns) {
        if column.required {
            statement.raw_bind_parameter(at, "")?;
        }
    }
    for edit in &change.edits {
        let Some(at) = table.columns.iter().position(|it| it.field == edit.field) else {
            if matches!(edit.after, Value::Track(_) | Value::None) {
                continue;
            }
            return Ok(false);
        };
        let column = &table.columns[at];
        if column.required && edit.after.is_none() {
            continue;
        }
        let Some(value) = tables::fits(column.ty, &edit.after) else {
            return Ok(false);
        };
        tables::bind(statement, FIRST + at + 1, value)?;
    }
    let first = FIRST + table.columns.len() + 1;
    for (at, derived) in (first..).zip(table.derived) {
        let source = table.source(derived);
        let given = change.edits.iter().find(|it| Some(it.field) == source);
        derived_key(statement, at, derived, given)?;
    }
    Ok(true)
}

/// Binds what an update sets, in the order of `Table::update`.
pub(super) fn update(
    statement: &mut Statement<'_>,
    table: &Table,
    change: &Change,
    seq: Seq,
    track: Option<&Track>,
) -> rusqlite::Result<bool> {
    let edit = |field: FieldId| change.edits.iter().find(|it| it.field == field);
    let known = |it: &&FieldEdit| table.columns.iter().any(|column| column.field == it.field);
    let tracks = usize::from(track.is_some());
    if change.edits.iter().filter(known).count() + tracks != change.edits.len() {
        return Ok(false);
    }
    statement.raw_bind_parameter(1, seq.0.cast_signed())?;
    let mut at = 2;
    for column in &table.columns {
        let Some(edit) = edit(column.field) else {
            continue;
        };
        match tables::fits(column.ty, &edit.after) {
            Some(Seen::None) if column.required => statement.raw_bind_parameter(at, "")?,
            Some(value) => tables::bind(statement, at, value)?,
            None => return Ok(false),
        }
        at += 1;
    }
    for derived in table.derived {
        if let Some(edit) = table.source(derived).and_then(edit) {
            derived_key(statement, at, derived, Some(edit))?;
            at += 1;
        }
    }
    if let Some(track) = track {
        standing(statement, at, track)?;
        at += STANDING.len();
    }
    statement.raw_bind_parameter(at, change.key.id.cast_signed())?;
    statement.raw_bind_parameter(at + 1, change.prev.0.cast_signed())?;
    Ok(true)
}

fn derived_key(
    statement: &mut Statement<'_>,
    at: usize,
    derived: &Derived,
    edit: Option<&FieldEdit>,
) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(at, edit.and_then(|it| derived.of((&it.after).into())))
}

/// Binds what a lead's track comes to, in the order of `STANDING`.
pub(super) fn standing(
    statement: &mut Statement<'_>,
    first: usize,
    track: &Track,
) -> rusqlite::Result<()> {
    let mut columns = (first..).zip(tables::standing(track));
    columns.try_for_each(|(at, value)| tables::bind(statement, at, value))
}
