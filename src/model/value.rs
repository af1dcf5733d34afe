//! What a field can hold, and the types that a field can have.
//!
//! A `Value` is the form in which fields travel: in changes, in the log, in files. Typed records
//! hold the same in Rust's own types; `Typed` converts between the two and refuses what does not fit.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ids::{AccountId, ContactId, LeadId, ProductId, UserId};
use super::record::Kind;
use super::seen::Seen;
use super::time::Moment;
use super::track::{Tail, Track};

/// What a field holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    None,
    /// Text or a code.
    Text(String),
    /// A count, an amount in minor units, an id, a set of flags, or milliseconds.
    Integer(i64),
    /// A calendar day.
    Date(NaiveDate),
    /// The end of a lead's track, from some step on.
    Track(Tail),
}

impl Value {
    /// Whether there is nothing.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => number.fmt(f),
            Self::Date(day) => day.fmt(f),
            Self::Track(tail) => tail.fmt(f),
        }
    }
}

/// The type of a field: how it is parsed, stored, shown and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// An amount in minor units of the record's currency.
    Money,
    /// A calendar day.
    Date,
    /// A point in time.
    Moment,
    /// One of a closed list of codes.
    Code(&'static [&'static str]),
    /// The id of another record.
    Link(Kind),
    /// A set of milestones, a bit each.
    Flags,
    /// A lead's history.
    Track,
}

/// Converts between a Rust type and [`Value`].
pub trait Typed: Sized {
    /// The field type that this is.
    const TYPE: FieldType;
    /// The value, `Value::None` where there is nothing.
    fn value(&self) -> Value;
    /// The value of what is not needed any more: text goes over as it lies.
    fn into_value(self) -> Value {
        self.value()
    }
    /// The value where it lies; nothing of one that has to be worked out.
    fn seen(&self) -> Option<Seen<'_>> {
        None
    }
    /// Takes a value in; gives it back where it does not fit.
    fn take(&mut self, value: Value) -> Result<(), Value>;
}

impl Typed for Option<String> {
    const TYPE: FieldType = FieldType::Text;
    fn value(&self) -> Value {
        self.clone().map_or(Value::None, Value::Text)
    }
    fn into_value(self) -> Value {
        self.map_or(Value::None, Value::Text)
    }
    fn seen(&self) -> Option<Seen<'_>> {
        Some(self.as_deref().map_or(Seen::None, Seen::Text))
    }
    fn take(&mut self, value: Value) -> Result<(), Value> {
        *self = match value {
            Value::None => None,
            Value::Text(text) => Some(text),
            other @ (Value::Integer(_) | Value::Date(_) | Value::Track(_)) => return Err(other),
        };
        Ok(())
    }
}

impl Typed for String {
    const TYPE: FieldType = FieldType::Text;
    fn value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn into_value(self) -> Value {
        Value::Text(self)
    }
    fn seen(&self) -> Option<Seen<'_>> {
        Some(Seen::Text(self))
    }
    fn take(&mut self, value: Value) -> Result<(), Value> {
        *self = match value {
            Value::Text(text) => text,
            Value::None => String::new(),
            other @ (Value::Integer(_) | Value::Date(_) | Value::Track(_)) => return Err(other),
        };
        Ok(())
    }
}

impl Typed for Option<NaiveDate> {
    const TYPE: FieldType = FieldType::Date;
    fn value(&self) -> Value {
        self.map_or(Value::None, Value::Date)
    }
    fn seen(&self) -> Option<Seen<'_>> {
        Some(self.map_or(Seen::None, Seen::Date))
    }
    fn take(&mut self, value: Value) -> Result<(), Value> {
        *self = match value {
            Value::None => None,
            Value::Date(day) => Some(day),
            other @ (Value::Integer(_) | Value::Text(_) | Value::Track(_)) => return Err(other),
        };
        Ok(())
    }
}

impl Typed for Track {
    const TYPE: FieldType = FieldType::Track;
    fn value(&self) -> Value {
        if self.steps().is_empty() {
            Value::None
        } else {
            Value::Track(self.tail(0))
        }
    }
    fn into_value(self) -> Value {
        if self.steps().is_empty() {
            Value::None
        } else {
            Value::Track(self.into_tail())
        }
    }
    fn seen(&self) -> Option<Seen<'_>> {
        Some(Seen::None)
    }
    fn take(&mut self, value: Value) -> Result<(), Value> {
        match value {
            Value::None => self.splice(Tail::default()),
            Value::Track(tail) => self.splice(tail),
            other @ (Value::Integer(_) | Value::Text(_) | Value::Date(_)) => return Err(other),
        }
        Ok(())
    }
}

/// Integers of several meanings: the conversion to and from `i64` is all that differs.
macro_rules! integers {
    ($($type:ty, $field_type:expr, $to:expr, $from:expr;)+) => {$(
        impl Typed for Option<$type> {
            const TYPE: FieldType = $field_type;
            fn value(&self) -> Value {
                self.map_or(Value::None, |it| Value::Integer($to(it)))
            }
            fn seen(&self) -> Option<Seen<'_>> {
                Some(self.map_or(Seen::None, |it| Seen::Integer($to(it))))
            }
            fn take(&mut self, value: Value) -> Result<(), Value> {
                *self = match value {
                    Value::None => None,
                    Value::Integer(number) => Some($from(number)),
                    other @ (Value::Text(_) | Value::Date(_) | Value::Track(_)) => return Err(other),
                };
                Ok(())
            }
        }
    )+};
}

/// An amount in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minor(pub i64);

/// A set of milestones: bit *n* is the milestone with the id *n*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flags(pub u64);

integers! {
    i64, FieldType::Integer, |it| it, |number| number;
    Minor, FieldType::Money, |it: Minor| it.0, Minor;
    Moment, FieldType::Moment, |it: Moment| it.0, Moment;
    Flags, FieldType::Flags, |it: Flags| it.0.cast_signed(), |number: i64| Flags(number.cast_unsigned());
    AccountId, FieldType::Link(Kind::Account), |it: AccountId| it.0.cast_signed(), |number: i64| AccountId(number.cast_unsigned());
    ContactId, FieldType::Link(Kind::Contact), |it: ContactId| it.0.cast_signed(), |number: i64| ContactId(number.cast_unsigned());
    ProductId, FieldType::Link(Kind::Product), |it: ProductId| it.0.cast_signed(), |number: i64| ProductId(number.cast_unsigned());
    UserId, FieldType::Link(Kind::User), |it: UserId| it.0.cast_signed(), |number: i64| UserId(number.cast_unsigned());
    LeadId, FieldType::Link(Kind::Lead), |it: LeadId| it.0.cast_signed(), |number: i64| LeadId(number.cast_unsigned());
}

macro_rules! code_fields {
    ($($type:ty),+) => {$(
        impl Typed for Option<$type> {
            const TYPE: FieldType = FieldType::Code(<$type>::CODES);
            fn value(&self) -> Value {
                self.map_or(Value::None, |it| Value::Text(it.code().to_owned()))
            }
            fn seen(&self) -> Option<Seen<'_>> {
                Some(self.map_or(Seen::None, |it| Seen::Text(it.code())))
            }
            fn take(&mut self, value: Value) -> Result<(), Value> {
                *self = match value {
                    Value::None => None,
                    Value::Text(text) => {
                        // What is stored is the code itself; people may have typed it otherwise.
                        let stored = <$type>::ALL.into_iter().find(|it| it.code() == text);
                        match stored.map_or_else(|| text.parse(), Ok) {
                            Ok(code) => Some(code),
                            Err(_) => return Err(Value::Text(text)),
                        }
                    }
                    other @ (Value::Integer(_) | Value::Date(_) | Value::Track(_)) => return Err(other),
                };
                Ok(())
            }
        }
    )+};
}

code_fields!(
    super::codes::Temperature,
    super::codes::LeadKind,
    super::codes::BuyingRole,
    super::codes::UserRole,
    super::codes::Unit,
    super::codes::Sharing,
    super::codes::Nature,
    super::codes::Fate
);

// The form in the log: null, text, number, {"date": …}, {"keep": n, "steps": […]}.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => out.serialize_unit(),
            Self::Text(text) => out.serialize_str(text),
            Self::Integer(number) => out.serialize_i64(*number),
            Self::Date(day) => {
                let mut map = out.serialize_map(Some(1))?;
                map.serialize_entry("date", day)?;
                map.end()
            }
            Self::Track(tail) => {
                let mut map = out.serialize_map(Some(2))?;
                map.serialize_entry("keep", &tail.keep)?;
                map.serialize_entry("steps", &tail.steps)?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, text, a whole number, a date or a track")
    }
    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::None)
    }
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Integer(number))
    }
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
        i64::try_from(number)
            .map(Value::Integer)
            .map_err(|_| E::custom("number too large"))
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }
    fn visit_string<E: de::Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Err(de::Error::custom("a list is no value"))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut tail = Tail::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "date" => return Ok(Value::Date(map.next_value()?)),
                "keep" => tail.keep = map.next_value()?,
                "steps" => tail.steps = map.next_value()?,
                other => return Err(de::Error::unknown_field(other, &["date", "keep", "steps"])),
            }
        }
        Ok(Value::Track(tail))
    }
}
