//! The tables of the kinds, made from the field tables: their columns, their statements, and how a
//! value goes into a column and comes out of it.
//!
//! A lead's track is no column: its steps have a table of their own, see `steps`.

use rusqlite::types::ValueRef;
use rusqlite::{Row, Statement};

use super::days::{day, iso};
use crate::model::names::{domain_key, name_key, phone_key};
use crate::model::{FieldId, FieldType, Kind, Moment, Record, Seen, Track, Value};
use crate::store::Natural;

/// Where a kind's own columns begin, after `id` and `revision`.
pub(super) const FIRST: usize = 2;

/// A column that holds a field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub field: FieldId,
    pub name: &'static str,
    pub ty: FieldType,
    /// Whether it must hold text, be it empty.
    pub required: bool,
}

/// A column that follows from a field, for finding records.
#[derive(Debug, Clone, Copy)]
pub(super) struct Derived {
    pub name: &'static str,
    pub from: &'static str,
    pub make: fn(&str) -> String,
}

impl Derived {
    /// What it holds where the field holds this.
    pub(super) fn of(&self, value: Seen<'_>) -> Option<String> {
        value.text().map(self.make).filter(|it| !it.is_empty())
    }
}

/// The columns of a lead that follow from its track.
pub(super) const STANDING: [&str; 5] = ["layer", "status", "entered", "moved", "closed"];

/// What they hold.
pub(super) fn standing(track: &Track) -> [Seen<'static>; STANDING.len()] {
    let moment = |it: Option<Moment>| it.map_or(Seen::None, |it| Seen::Integer(it.0));
    [
        track.layer().map_or(Seen::None, |it| Seen::Text(it.code())),
        Seen::Text(track.status().code()),
        moment(track.entered()),
        moment(track.moved()),
        moment(track.closed()),
    ]
}

/// One kind's table.
#[derive(Debug)]
pub(super) struct Table {
    pub kind: Kind,
    pub columns: Vec<Column>,
    pub derived: &'static [Derived],
    pub get: String,
    pub scan: String,
    pub insert: String,
    pub delete: String,
    pub revision: String,
}

/// All tables, by kind.
#[derive(Debug)]
pub(super) struct Tables(Vec<Table>);

impl Tables {
    pub(super) fn new() -> Self {
        Self(Kind::ALL.into_iter().map(Table::new).collect())
    }

    pub(super) fn of(&self, kind: Kind) -> &Table {
        &self.0[kind as usize]
    }
}

/// A name as SQL takes it, whatever words SQL keeps for itself.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

impl Table {
    fn new(kind: Kind) -> Self {
        let empty = Record::empty(kind).values();
        let columns: Vec<Column> = (0_u8..)
            .zip(kind.fields())
            .zip(&empty)
            .filter(|((_, field), _)| field.ty != FieldType::Track)
            .map(|((index, field), value)| Column {
                field: FieldId(index),
                name: field.name,
                ty: field.ty,
                required: !value.is_none(),
            })
            .collect();
        let derived = derived(kind);
        let standing: &[&str] = if kind == Kind::Lead { &STANDING } else { &[] };
        let table = quoted(kind.code());
        let fields: Vec<String> = columns.iter().map(|it| quoted(it.name)).collect();
        let further = derived
            .iter()
            .map(|it| it.name)
            .chain(standing.iter().copied());
        let all: Vec<String> = ["id", "revision"]
            .map(str::to_owned)
            .into_iter()
            .chain(fields.iter().cloned())
            .chain(further.map(quoted))
            .collect();
        let marks: Vec<String> = (1..=all.len()).map(|n| format!("?{n}")).collect();
        let select = format!("SELECT id, revision, {} FROM {table}", fields.join(", "));
        Self {
            kind,
            columns,
            derived,
            get: format!("{select} WHERE id = ?1"),
            scan: format!("{select} WHERE id >= ?1 AND id < ?2 ORDER BY id"),
            insert: format!(
                "INSERT INTO {table} ({}) VALUES ({})",
                all.join(", "),
                marks.join(", ")
            ),
            delete: format!("DELETE FROM {table} WHERE id = ?1 AND revision = ?2"),
            revision: format!("SELECT revision FROM {table} WHERE id = ?1"),
        }
    }

    /// The statement that sets some fields of a record (bits of `fields`), what follows from them, and
    /// its revision; the record and the revision that it must have are the last two parameters.
    pub(super) fn update(&self, fields: u64, standing: bool) -> String {
        let mut sets = vec!["revision = ?1".to_owned()];
        let columns = self.columns.iter().filter(|it| fields & bit(it.field) != 0);
        let derived = self
            .derived
            .iter()
            .filter(|it| fields & self.source(it).map_or(0, bit) != 0);
        let standing: &[&str] = if standing { &STANDING } else { &[] };
        for name in columns
            .map(|it| it.name)
            .chain(derived.map(|it| it.name))
            .chain(standing.iter().copied())
        {
            sets.push(format!("{} = ?{}", quoted(name), sets.len() + 1));
        }
        let next = sets.len() + 1;
        format!(
            "UPDATE {} SET {} WHERE id = ?{next} AND revision = ?{}",
            quoted(self.kind.code()),
            sets.join(", "),
            next + 1
        )
    }

    /// The field that a derived column follows from.
    pub(super) fn source(&self, derived: &Derived) -> Option<FieldId> {
        self.kind.field(derived.from)
    }

    /// Puts a row together, without a lead's track; says which column holds what can't be.
    pub(super) fn record(&self, row: &Row<'_>) -> Result<Record, Unreadable> {
        let mut record = Record::empty(self.kind);
        let mut broken = None;
        let mut values = (FIRST..).zip(&self.columns).map_while(|(index, column)| {
            let value = row
                .get_ref(index)
                .map_err(Unreadable::Sql)
                .and_then(|it| read(column.ty, it).ok_or(Unreadable::Column(column.name)));
            match value {
                Ok(value) => Some(value),
                Err(error) => {
                    broken = Some(error);
                    None
                }
            }
        });
        record.fill(&mut values).map_err(Unreadable::Column)?;
        broken.map_or(Ok(record), Err)
    }
}

/// Why a row is no record.
pub(super) enum Unreadable {
    Column(&'static str),
    Sql(rusqlite::Error),
}

impl From<rusqlite::Error> for Unreadable {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

/// A field's bit in a set of fields.
pub(super) const fn bit(field: FieldId) -> u64 {
    1 << (field.0 & 63)
}

fn derived(kind: Kind) -> &'static [Derived] {
    const fn name(from: &'static str) -> Derived {
        Derived {
            name: "name_key",
            from,
            make: name_key,
        }
    }
    const EMAIL: Derived = Derived {
        name: "email_key",
        from: "email",
        make: email_key,
    };
    const PHONE: Derived = Derived {
        name: "phone_key",
        from: "phone",
        make: phone_key,
    };
    const DOMAIN: Derived = Derived {
        name: "domain_key",
        from: "domain",
        make: domain_key,
    };
    match kind {
        Kind::User => const { &[name("user")] },
        Kind::Product => const { &[name("product")] },
        Kind::Account => const { &[name("account"), DOMAIN, EMAIL, PHONE] },
        Kind::Contact => const { &[name("contact"), EMAIL, PHONE] },
        Kind::Lead
        | Kind::Feedback
        | Kind::Touch
        | Kind::Setting
        | Kind::Segment
        | Kind::List
        | Kind::Resolution
        | Kind::Meeting => &[],
    }
}

fn email_key(address: &str) -> String {
    address.trim().to_lowercase()
}

/// The table, the column and the value by which a record is found; none where the kind has no such column.
pub(super) fn lookup(natural: &Natural) -> Option<(Kind, &'static str, String)> {
    let keyed = |kind: Kind, column: &'static str, key: String| {
        let known = derived(kind).iter().any(|it| it.name == column);
        (known && !key.is_empty()).then_some((kind, column, key))
    };
    match natural {
        Natural::ExternalId(kind, id) => kind
            .field("external_id")
            .map(|_| (*kind, "external_id", id.clone())),
        Natural::Name(kind, key) => keyed(*kind, "name_key", key.clone()),
        Natural::Domain(domain) => keyed(Kind::Account, "domain_key", domain_key(domain)),
        Natural::Email(kind, address) => keyed(*kind, "email_key", email_key(address)),
        Natural::Phone(kind, number) => keyed(*kind, "phone_key", phone_key(number)),
    }
}

/// The columns of a kind that link to another kind.
pub(super) fn links(from: Kind, to: Kind) -> impl Iterator<Item = &'static str> {
    from.fields()
        .iter()
        .filter(move |field| field.ty == FieldType::Link(to))
        .map(|field| field.name)
}

/// A value as its column holds it; none where it is not of the column's type.
pub(super) fn fits(ty: FieldType, value: &Value) -> Option<Seen<'_>> {
    match (ty, value) {
        (_, Value::None) => Some(Seen::None),
        (FieldType::Text, Value::Text(text)) => Some(Seen::Text(text)),
        (FieldType::Code(codes), Value::Text(text)) => {
            codes.contains(&text.as_str()).then_some(Seen::Text(text))
        }
        (
            FieldType::Integer
            | FieldType::Money
            | FieldType::Moment
            | FieldType::Link(_)
            | FieldType::Flags,
            Value::Integer(number),
        ) => Some(Seen::Integer(*number)),
        (FieldType::Date, Value::Date(day)) => Some(Seen::Date(*day)),
        (_, Value::Text(_) | Value::Integer(_) | Value::Date(_) | Value::Track(_)) => None,
    }
}

/// Puts what a column holds into a parameter.
pub(super) fn bind(
    statement: &mut Statement<'_>,
    at: usize,
    value: Seen<'_>,
) -> rusqlite::Result<()> {
    match value {
        Seen::None => statement.raw_bind_parameter(at, rusqlite::types::Null),
        Seen::Text(text) => statement.raw_bind_parameter(at, text),
        Seen::Integer(number) => statement.raw_bind_parameter(at, number),
        Seen::Date(day) => statement.raw_bind_parameter(at, iso(day)),
    }
}

/// A column's value; none where it is not of the column's type.
pub(super) fn read(ty: FieldType, stored: ValueRef<'_>) -> Option<Value> {
    seen(ty, stored).map(Value::from)
}

/// A column's value where it lies; none where it is not of the column's type.
pub(super) fn seen(ty: FieldType, stored: ValueRef<'_>) -> Option<Seen<'_>> {
    match (ty, stored) {
        (_, ValueRef::Null) => Some(Seen::None),
        (FieldType::Text | FieldType::Code(_), ValueRef::Text(bytes)) => {
            std::str::from_utf8(bytes).ok().map(Seen::Text)
        }
        (
            FieldType::Integer
            | FieldType::Money
            | FieldType::Moment
            | FieldType::Link(_)
            | FieldType::Flags,
            ValueRef::Integer(number),
        ) => Some(Seen::Integer(number)),
        (FieldType::Date, ValueRef::Text(bytes)) => day(bytes).map(Seen::Date),
        (_, ValueRef::Text(_) | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_)) => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_in_the_order_of_kinds() {
        let tables = Tables::new();
        for kind in Kind::ALL {
            assert_eq!(tables.of(kind).kind, kind);
        }
    }

    #[test]
    fn an_update_sets_only_what_changed_and_what_follows_from_it() {
        let tables = Tables::new();
        let account = tables.of(Kind::Account);
        let fields = bit(Kind::Account.field("domain").unwrap());
        assert_eq!(
            account.update(fields, false),
            "UPDATE \"account\" SET revision = ?1, \"domain\" = ?2, \"domain_key\" = ?3 \
             WHERE id = ?4 AND revision = ?5"
        );
    }
}
