//! Makes facts of a record's fields, and of its note.

use super::Maker;
use crate::model::{Clean, FieldId, FieldType, Key, Kind, Record, Status, Value, money};
use crate::query::given::currency;
use crate::ui::screens::{Fact, Spot, ValueFact};
use crate::ui::theme::Role;
use crate::ui::wording::facts::Says;
use crate::ui::words::Words;

impl Maker<'_> {
    /// A field of a record as a fact.
    pub(super) fn fact(
        &self,
        key: Key,
        record: &Record,
        revision: u64,
        field: FieldId,
    ) -> ValueFact {
        let settings = self.says.book.settings();
        let currency = currency(record, &settings.general.currency);
        let value = record.get(field);
        let shown = self.says.value(key.kind, field, &value, &currency);
        ValueFact {
            spot: Spot::Field(key, field),
            label: self.says.field(key.kind, field),
            shown: Words::one(shown, self.role(key, record, field)),
            typed: typed(key.kind, field, &value, &currency, &self.says),
            revision,
            of: None,
        }
    }

    /// What matters stands out: whose it is, what it is worth, what is late.
    fn role(&self, key: Key, record: &Record, field: FieldId) -> Role {
        let name = key.kind.definition(field).map_or("", |it| it.name);
        match (record, name) {
            (Record::Lead(lead), "next_due") if lead.track.status() == Status::Open => {
                match lead.next_due {
                    Some(due) if due < self.says.today => Role::Bad,
                    Some(due) if due == self.says.today => Role::Look,
                    Some(_) | None => Role::Text,
                }
            }
            (Record::Lead(_), "account" | "value") => Role::Strong,
            _ => Role::Text,
        }
    }

    /// Some fields of a record, in an order.
    pub(super) fn facts(
        &self,
        key: Key,
        record: &Record,
        revision: u64,
        names: &[&str],
    ) -> Vec<Fact> {
        let fields = names.iter().filter_map(|name| key.kind.field(name));
        fields
            .map(|field| Fact::Value(self.fact(key, record, revision, field)))
            .collect()
    }

    /// A note, a paragraph a line; one that is empty is there to be written.
    pub(super) fn note(&self, key: Key, record: &Record, revision: u64) -> Vec<Fact> {
        let Some(field) = key.kind.field("note") else {
            return Vec::new();
        };
        let mut fact = self.fact(key, record, revision, field);
        let text = fact.typed.clone();
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        fact.shown = Words::one(Clean::new(first), Role::Text);
        let rest = lines.map(|line| ValueFact {
            label: Clean::default(),
            shown: Words::one(Clean::new(line), Role::Text),
            ..fact.clone()
        });
        let rest: Vec<ValueFact> = rest.collect();
        let mut facts = vec![Fact::Heading(Words::new()), Fact::Value(fact)];
        facts.extend(rest.into_iter().map(Fact::Value));
        facts
    }
}

/// What one would type for a value.
fn typed(kind: Kind, field: FieldId, value: &Value, currency: &str, says: &Says<'_>) -> String {
    let ty = kind.definition(field).map_or(FieldType::Text, |it| it.ty);
    match (ty, value) {
        (FieldType::Money, Value::Integer(minor)) => money::major(*minor, currency),
        (FieldType::Link(kind), Value::Integer(id)) => {
            let key = Key::new(kind, id.cast_unsigned());
            says.name(key).into_string()
        }
        (FieldType::Flags, Value::Integer(bits)) => says
            .book
            .settings()
            .milestone_codes(bits.cast_unsigned())
            .join(" "),
        // What a code is called is understood, too.
        (FieldType::Code(_), Value::Text(code)) => says.code(code).into_string(),
        (_, value) => value.to_string(),
    }
}
