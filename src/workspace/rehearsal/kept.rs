//! Holds what is to be written until it is, in as little room as that takes; what is decided about it is not known here.

use crate::model::{Change, FieldEdit, FieldId, Key, Op, Record, Seq, Value};

/// A change as it is kept until it is written.
pub(super) enum Kept {
    /// One by which a record begins to exist: the fields that hold something, a bit each, and what they hold. There are
    /// many of them, and it is a third of the room.
    Made(Key, u64, Box<[Value]>),
    Other(Change),
}

impl Kept {
    /// Keeps a change.
    pub(super) fn of(change: &Change) -> Self {
        let in_order = change
            .edits
            .is_sorted_by(|one, other| one.field < other.field);
        let fits = change
            .edits
            .iter()
            .all(|it| u32::from(it.field.0) < u64::BITS);
        if change.op != Op::Insert || change.prev != Seq::ZERO || !in_order || !fits {
            return Self::Other(change.clone());
        }
        let fields = change.edits.iter().map(|it| 1 << it.field.0);
        let values = change.edits.iter().map(|it| it.after.clone());
        Self::Made(change.key, fields.sum(), values.collect())
    }

    /// The change again.
    pub(super) fn change(self) -> Change {
        let (key, held, values) = match self {
            Self::Made(key, held, values) => (key, held, values),
            Self::Other(change) => return change,
        };
        let edits = fields(held).zip(values).map(|(field, after)| FieldEdit {
            field,
            before: Value::None,
            after,
        });
        Change {
            key,
            prev: Seq::ZERO,
            op: Op::Insert,
            edits: edits.collect(),
        }
    }

    /// The record that begins to exist by it.
    pub(super) fn record(&self) -> Option<Record> {
        let (key, held, values) = match self {
            Self::Made(key, held, values) => (key, *held, values),
            Self::Other(change) => return change.apply(None).ok().flatten(),
        };
        let mut record = Record::empty(key.kind);
        for (field, value) in fields(held).zip(values) {
            // They were taken from a record of this kind.
            record.set(field, value.clone()).ok()?;
        }
        Some(record)
    }
}

/// The fields of bits.
fn fields(held: u64) -> impl Iterator<Item = FieldId> {
    (0..64_u8)
        .filter(move |at| held >> at & 1 == 1)
        .map(FieldId)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Account, Kind, Minor, Product};

    #[test]
    fn a_change_comes_back_as_it_was_and_says_what_it_makes() {
        let account = Record::from(Account {
            name: "Helvetia Pumps".to_owned(),
            city: Some("Basel".to_owned()),
            employees: Some(40),
            ..Account::default()
        });
        let key = Key::new(Kind::Account, 7);
        let renamed = Record::from(Account {
            name: "Helvetia Pumpen".to_owned(),
            ..Account::default()
        });
        let made = Change::insert(key, account.clone());
        let edited = Change::between(key, Seq(3), Some(&account), Some(&renamed)).unwrap();
        let again = Change {
            prev: Seq(2),
            ..Change::insert(
                Key::new(Kind::Product, 1),
                Record::from(Product {
                    name: "GTX".to_owned(),
                    price: Some(Minor(55_000)),
                    ..Product::default()
                }),
            )
        };
        for change in [&made, &edited, &again] {
            assert_eq!(Kept::of(change).change(), *change);
        }
        assert!(matches!(Kept::of(&made), Kept::Made(..)));
        assert_eq!(Kept::of(&made).record(), Some(account));
        assert_eq!(Kept::of(&again).record(), again.apply(None).unwrap());
        assert_eq!(Kept::of(&edited).record(), None);
    }
}
