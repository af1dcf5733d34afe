//! Changes: what a command did, field by field, with the values before and after.
//!
//! A change set is the unit of everything: commit, log, undo, live update. History, audit and every
//! figure follow from it, so a change says all that is needed to apply it and to take it back.

use serde::{Deserialize, Serialize};

use super::ids::Seq;
use super::record::{FieldId, Key, Record};
use super::value::Value;

/// What a change does to its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    /// The record begins to exist; every `before` is nothing.
    Insert,
    /// Some fields get other values.
    Update,
    /// The record is taken back; every `after` is nothing.
    Remove,
}

impl Op {
    const fn inverse(self) -> Self {
        match self {
            Self::Insert => Self::Remove,
            Self::Update => Self::Update,
            Self::Remove => Self::Insert,
        }
    }
}

/// One field's values before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit {
    /// The field.
    pub field: FieldId,
    /// What it held.
    pub before: Value,
    /// What it holds now.
    pub after: Value,
}

/// What happened to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The record.
    pub key: Key,
    /// The record's revision before: the change set that wrote it last, 0 if it was not there.
    pub prev: Seq,
    /// What was done.
    pub op: Op,
    /// The fields that differ.
    pub edits: Vec<FieldEdit>,
}

impl Change {
    /// The change from one state of a record to another; none where nothing differs.
    #[must_use]
    pub fn between(
        key: Key,
        prev: Seq,
        before: Option<&Record>,
        after: Option<&Record>,
    ) -> Option<Self> {
        let (op, old, new) = match (before, after) {
            (None, None) => return None,
            (None, Some(new)) => (Op::Insert, vec![], new.values()),
            (Some(old), Some(new)) => (Op::Update, old.values(), new.values()),
            (Some(old), None) => (Op::Remove, old.values(), vec![]),
        };
        let width = old.len().max(new.len());
        let mut old = old.into_iter().chain(std::iter::repeat(Value::None));
        let mut new = new.into_iter().chain(std::iter::repeat(Value::None));
        let edits: Vec<FieldEdit> = (0..width)
            .filter_map(|index| {
                let (before, after) = trim(old.next()?, new.next()?);
                (before != after).then(|| FieldEdit {
                    field: FieldId(u8::try_from(index).unwrap_or(u8::MAX)),
                    before,
                    after,
                })
            })
            .collect();
        (op != Op::Update || !edits.is_empty()).then_some(Self {
            key,
            prev,
            op,
            edits,
        })
    }

    /// The change by which a record begins to exist.
    #[must_use]
    pub fn insert(key: Key, record: Record) -> Self {
        let values = record.into_values();
        // Most records leave much open.
        let mut edits = Vec::with_capacity(values.iter().filter(|it| !it.is_none()).count());
        let given = (0_u8..).zip(values).filter(|(_, value)| !value.is_none());
        edits.extend(given.map(|(index, after)| FieldEdit {
            field: FieldId(index),
            before: Value::None,
            after,
        }));
        Self {
            key,
            prev: Seq::ZERO,
            op: Op::Insert,
            edits,
        }
    }

    /// The record as it is after this change; nothing where it was removed.
    ///
    /// # Errors
    /// Names the field whose value does not fit, or says that there was no record to change.
    pub fn apply(&self, current: Option<Record>) -> Result<Option<Record>, Misfit> {
        let mut record = match (self.op, current) {
            (Op::Insert, None) => Record::empty(self.key.kind),
            (Op::Update, Some(record)) => record,
            (Op::Remove, Some(_)) => return Ok(None),
            (Op::Insert, Some(_)) => return Err(self.misfit("it is there already")),
            (Op::Update | Op::Remove, None) => return Err(self.misfit("it is not there")),
        };
        for edit in &self.edits {
            record
                .set(edit.field, edit.after.clone())
                .map_err(|value| self.misfit(&format!("`{value:?}` does not fit a field")))?;
        }
        Ok(Some(record))
    }

    fn misfit(&self, problem: &str) -> Misfit {
        Misfit {
            key: self.key,
            problem: problem.to_owned(),
        }
    }

    /// The change that takes this one back, for a record that now has the given revision.
    #[must_use]
    pub fn inverse(self, revision: Seq) -> Self {
        Self {
            key: self.key,
            prev: revision,
            op: self.op.inverse(),
            edits: self
                .edits
                .into_iter()
                .map(|edit| FieldEdit {
                    field: edit.field,
                    before: edit.after,
                    after: edit.before,
                })
                .collect(),
        }
    }

    /// The fields that no longer hold what this change gave them: somebody changed them since.
    ///
    /// An insert clashes on every field that was touched since, because taking it back loses them all.
    #[must_use]
    pub fn clashes(&self, current: Option<&Record>) -> Vec<FieldId> {
        let Some(current) = current else {
            return match self.op {
                Op::Remove => vec![],
                Op::Insert | Op::Update => self.edits.iter().map(|it| it.field).collect(),
            };
        };
        let values = current.values();
        match self.op {
            Op::Remove => vec![FieldId(0)],
            Op::Update => self
                .edits
                .iter()
                .filter(|edit| !holds(&values, edit))
                .map(|edit| edit.field)
                .collect(),
            Op::Insert => (0_u8..)
                .zip(&values)
                .filter(|(index, value)| {
                    let given = self.edits.iter().find(|it| it.field.0 == *index);
                    given.map_or(&Value::None, |it| &it.after) != *value
                })
                .map(|(index, _)| FieldId(index))
                .collect(),
        }
    }
}

/// Whether a field still holds what an edit gave it.
fn holds(values: &[Value], edit: &FieldEdit) -> bool {
    let Some(value) = values.get(usize::from(edit.field.0)) else {
        return false;
    };
    match (value, &edit.after) {
        (Value::Track(now), Value::Track(then)) => {
            now.steps.get(then.keep..) == Some(then.steps.as_slice())
        }
        (now, then) => now == then,
    }
}

/// Cuts what two tracks share off both, so that the log holds only what differs.
fn trim(before: Value, after: Value) -> (Value, Value) {
    match (before, after) {
        (Value::Track(mut old), Value::Track(mut new)) => {
            let shared = old
                .steps
                .iter()
                .zip(&new.steps)
                .take_while(|(a, b)| a == b)
                .count();
            for tail in [&mut old, &mut new] {
                tail.steps.drain(..shared);
                tail.keep += shared;
            }
            (Value::Track(old), Value::Track(new))
        }
        other => other,
    }
}

/// A change that does not fit the record it speaks of: the log and the rows disagree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a change of {key} does not fit: {problem}")]
pub struct Misfit {
    /// The record.
    pub key: Key,
    /// What does not fit.
    pub problem: String,
}
