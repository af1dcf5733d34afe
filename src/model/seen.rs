//! What fields hold, seen where it lies: nothing of a record is copied to look at it.

use chrono::NaiveDate;

use super::record::{Record, each};
use super::track::Step;
use super::value::Value;

/// What a field holds, where it lies: nothing of it is copied. A track is none of these.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Seen<'a> {
    /// Nothing.
    #[default]
    None,
    /// Text or a code.
    Text(&'a str),
    /// A count, an amount in minor units, an id, a set of flags, or milliseconds.
    Integer(i64),
    /// A calendar day.
    Date(NaiveDate),
}

impl<'a> Seen<'a> {
    /// The text.
    #[must_use]
    pub const fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::None | Self::Integer(_) | Self::Date(_) => None,
        }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(number),
            Self::None | Self::Text(_) | Self::Date(_) => None,
        }
    }

    /// The number as an id.
    #[must_use]
    pub fn id(self) -> Option<u64> {
        self.number().map(i64::cast_unsigned)
    }

    /// The day.
    #[must_use]
    pub const fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Date(day) => Some(day),
            Self::None | Self::Text(_) | Self::Integer(_) => None,
        }
    }
}

impl<'a> From<&'a Value> for Seen<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::None | Value::Track(_) => Self::None,
            Value::Text(text) => Self::Text(text),
            Value::Integer(number) => Self::Integer(*number),
            Value::Date(day) => Self::Date(*day),
        }
    }
}

impl From<Seen<'_>> for Value {
    fn from(seen: Seen<'_>) -> Self {
        match seen {
            Seen::None => Self::None,
            Seen::Text(text) => Self::Text(text.to_owned()),
            Seen::Integer(number) => Self::Integer(number),
            Seen::Date(day) => Self::Date(day),
        }
    }
}

/// No kind has more fields.
pub const MOST_FIELDS: usize = 24;

impl Record {
    /// All values in the order of the field table, and nothing behind them. What does not lie anywhere is worked out
    /// and kept in `made`.
    #[must_use]
    pub fn seen<'a>(&'a self, made: &'a mut Vec<Value>) -> [Seen<'a>; MOST_FIELDS] {
        let mut all = [Seen::None; MOST_FIELDS];
        let mut cells = all.iter_mut();
        let mut lie = true;
        let put = |value: Option<Seen<'a>>| {
            lie &= value.is_some();
            if let (Some(cell), Some(value)) = (cells.next(), value) {
                *cell = value;
            }
        };
        each!(self, it => it.see(put));
        if !lie {
            *made = self.values();
            all.iter_mut()
                .zip(&*made)
                .for_each(|(cell, value)| *cell = value.into());
        }
        all
    }

    /// What has moved it; only leads move.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        if let Self::Lead(it) = self {
            it.track.steps()
        } else {
            &[]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Expectation, Kind, Lead, Members, Moment, Resolution, Tags, Temperature};

    #[test]
    fn a_record_is_seen_as_its_values_are() {
        let members: Members = [1, 2, 3, 9].into_iter().collect();
        let mut lead = Lead {
            title: Some("12 × GTX".to_owned()),
            value: Some(crate::model::Minor(-7)),
            temperature: Some(Temperature::ALL[1]),
            next_due: NaiveDate::from_ymd_opt(2026, 11, 23),
            handed: Some(Moment(5)),
            tags: Tags::read("b,a"),
            ..Lead::default()
        };
        lead.track.push(Moment(3), crate::model::Event::Wake);
        let expected: Option<Expectation> = "win-rate > 25 %".parse().ok();
        let list = crate::model::List {
            a: Some(members),
            ..Default::default()
        };
        let decision = Resolution {
            expected,
            text: "Call sooner".to_owned(),
            ..Default::default()
        };
        let empty = Kind::ALL.map(Record::empty);
        for record in [lead.into(), list.into(), decision.into()]
            .into_iter()
            .chain(empty)
        {
            let mut made = Vec::new();
            let seen = record.seen(&mut made);
            let values = record.values();
            let mut wanted = [Seen::None; MOST_FIELDS];
            wanted
                .iter_mut()
                .zip(&values)
                .for_each(|(cell, value)| *cell = value.into());
            assert_eq!(seen, wanted);
            assert!(values.len() < MOST_FIELDS, "{}", record.kind());
        }
    }
}
