//! Fields of records: read from what people type, written in words, written as JSON.
//!
//! Goes by the field tables of the model alone, so that a new field needs nothing here.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use super::error::{CliError, Result};
use super::names::Names;
use crate::model::{
    Event, Field, FieldId, FieldType, Key, Kind, Moment, Record, Step, Value, money,
};
pub(super) use crate::query::given::currency;
use crate::query::given::{self, NotRead, Reading, given};
use crate::query::nearest;
use crate::reports::figures::major;

/// An object that keeps the order of its keys.
#[derive(Debug, Clone, Default)]
pub(super) struct Object(pub Vec<(&'static str, Json)>);

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// Splits `field=value`, and finds the field.
pub(super) fn assignment(kind: Kind, text: &str) -> Result<(FieldId, &str)> {
    let Some((name, value)) = text.split_once('=') else {
        return Err(CliError::NotUnderstood(format!(
            "`{text}` sets nothing; write field=value, such as note=\"call before noon\""
        )));
    };
    Ok((field(kind, name)?, value))
}

/// A field by its name.
pub(super) fn field(kind: Kind, name: &str) -> Result<FieldId> {
    let wanted = name.trim().to_lowercase().replace('-', "_");
    // What people call the name of a record.
    let wanted = if wanted == "name" {
        kind.code()
    } else {
        &wanted
    };
    let editable = |it: &&Field| it.ty != FieldType::Track;
    if let Some(id) = kind.field(wanted)
        && kind.definition(id).as_ref().is_some_and(editable)
    {
        return Ok(id);
    }
    let hint = match (kind, wanted) {
        (Kind::Lead, "layer" | "stage" | "status" | "track" | "closed" | "moved" | "entered") => {
            "it follows from moves; use move, win, lose, park or reopen".to_owned()
        }
        _ => {
            let names = || kind.fields().iter().filter(editable).map(|it| it.name);
            nearest(wanted, names()).map_or_else(
                || format!("it has: {}", names().collect::<Vec<_>>().join(" ")),
                |it| format!("did you mean `{it}`?"),
            )
        }
    };
    Err(CliError::NotUnderstood(format!(
        "a {kind} has no field `{name}` to set; {hint}"
    )))
}

/// Reads what was typed for fields, for a record that has some values already.
pub(super) fn read_all(
    record: &Record,
    typed: &[(FieldId, &str)],
    now: Moment,
    names: &Names<'_>,
) -> Result<Vec<(FieldId, Value)>> {
    let reading = Reading {
        now,
        settings: names.settings,
    };
    given(record, typed, reading, names)
}

impl given::Names for Names<'_> {
    type Wrong = CliError;

    fn find(&self, kind: Kind, text: &str) -> Result<u64> {
        self.find(kind, text)
    }

    fn wrong(&self, field: &Field, why: NotRead) -> CliError {
        CliError::NotUnderstood(format!("{}: {why}", field.name))
    }
}

/// A value in words.
pub(super) fn words(ty: FieldType, value: &Value, currency: &str, names: &Names<'_>) -> String {
    match (ty, value) {
        (_, Value::None) => "empty".to_owned(),
        (FieldType::Money, Value::Integer(minor)) => {
            format!("{} {currency}", money::major(*minor, currency))
        }
        (FieldType::Link(kind), Value::Integer(id)) => {
            let key = Key::new(kind, id.cast_unsigned());
            let title = names.title(key);
            if title.is_empty() {
                format!("#{}", key.id)
            } else {
                title
            }
        }
        (FieldType::Flags, Value::Integer(bits)) => names
            .settings
            .milestone_codes(bits.cast_unsigned())
            .join(", "),
        (FieldType::Moment, Value::Integer(at)) => {
            let zone = names.settings.general.zone;
            let at = Moment(*at).utc().with_timezone(&zone);
            at.format("%Y-%m-%d %H:%M").to_string()
        }
        (_, Value::Track(tail)) => tail.steps.last().map_or_else(
            || "as before".to_owned(),
            |Step(_, event)| match event {
                Event::Opening(layer) | Event::Reopen(layer) | Event::Enter { layer, .. } => {
                    layer.to_string()
                }
                Event::Park(_) => "parked".to_owned(),
                Event::Wake => "open".to_owned(),
                Event::Win { .. } => "won".to_owned(),
                Event::Lose { .. } => "lost".to_owned(),
            },
        ),
        (_, value) => value.to_string(),
    }
}

/// A value as JSON: links by name, amounts in major units, days and moments in ISO form.
pub(super) fn json(ty: FieldType, value: &Value, currency: &str, names: &Names<'_>) -> Json {
    match (ty, value) {
        (_, Value::None) => Json::Null,
        (FieldType::Money, Value::Integer(minor)) => major(*minor, currency),
        (FieldType::Link(_), Value::Integer(_)) => words(ty, value, currency, names).into(),
        (FieldType::Flags, Value::Integer(bits)) => {
            names.settings.milestone_codes(bits.cast_unsigned()).into()
        }
        (FieldType::Moment, Value::Integer(at)) => {
            instant(Moment(*at), names.settings.general.zone)
        }
        (_, Value::Integer(number)) => (*number).into(),
        (_, Value::Text(text)) => text.as_str().into(),
        (_, Value::Date(day)) => day.to_string().into(),
        (_, Value::Track(_)) => words(ty, value, currency, names).into(),
    }
}

/// A moment as RFC 3339 text in a time zone.
pub(super) fn instant(at: Moment, zone: chrono_tz::Tz) -> Json {
    let at = at.utc().with_timezone(&zone);
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true).into()
}

/// All fields of a record as JSON, but for a lead's track.
pub(super) fn object(id: u64, record: &Record, names: &Names<'_>) -> Object {
    let currency = currency(record, &names.settings.general.currency);
    let mut object = vec![("id", Json::from(id))];
    for (field, value) in record.kind().fields().iter().zip(record.values()) {
        if field.ty != FieldType::Track {
            object.push((field.name, json(field.ty, &value, &currency, names)));
        }
    }
    Object(object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_the_names_people_use() {
        let name = |kind: Kind, text| {
            field(kind, text).map(|id| kind.definition(id).map_or("", |it| it.name))
        };
        assert_eq!(name(Kind::Account, "name").unwrap(), "account");
        assert_eq!(name(Kind::Lead, "Next-Due").unwrap(), "next_due");
        let told = name(Kind::Lead, "ownr").unwrap_err().to_string();
        assert!(told.ends_with("did you mean `owner`?"), "{told}");
        let told = name(Kind::Lead, "layer").unwrap_err().to_string();
        assert!(told.contains("use move"), "{told}");
    }

    #[test]
    fn amounts_in_json_are_major_units() {
        assert_eq!(major(1250, "EUR").to_string(), "12.5");
        assert_eq!(major(1_000_553_400, "USD").to_string(), "10005534");
        assert_eq!(major(1250, "JPY").to_string(), "1250");
    }

    #[test]
    fn an_object_keeps_the_order_of_its_keys() {
        let object = Object(vec![("z", 1.into()), ("a", Json::Null)]);
        assert_eq!(
            serde_json::to_string(&object).unwrap(),
            r#"{"z":1,"a":null}"#
        );
    }
}
