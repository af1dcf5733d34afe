//! Reads what people type for the fields of a record: one reader for the command line and for the screens.
//!
//! Pure: the time comes with the call, and whoever calls knows the names of records and how to say what is wrong.

mod day;

use super::ast::{Expr, Literal, ValueExpr};
use super::error::nearest;
use super::parse::parse;
use crate::model::{Field, FieldId, FieldType, Kind, Moment, Record, Settings, Value, money};

pub use day::{Next, Toward, past, step, toward};

/// Why a text is no value of a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
    /// It is no whole number.
    #[error("`{given}` is no whole number")]
    Whole {
        /// What was typed.
        given: String,
    },
    /// It is no amount of that currency.
    #[error("`{given}` is no amount: {problem}")]
    Amount {
        /// What was typed.
        given: String,
        /// What would be one.
        problem: String,
    },
    /// It is no day.
    #[error("`{given}` is no day: {problem}")]
    Day {
        /// What was typed.
        given: String,
        /// What would be one.
        problem: String,
    },
    /// It is none of a closed list.
    #[error("`{given}` is not on the list; {}it takes: {}", meant(*.near), .codes.join(" "))]
    Code {
        /// What was typed.
        given: String,
        /// What was probably meant.
        near: Option<&'static str>,
        /// The list.
        codes: &'static [&'static str],
    },
    /// It is no milestone.
    #[error("`{given}` is no milestone; use some of: {known}")]
    Milestone {
        /// What was typed.
        given: String,
        /// The milestones.
        known: String,
    },
    /// Nobody types it.
    #[error("it follows from moves")]
    Follows,
}

fn meant(near: Option<&str>) -> String {
    near.map_or_else(String::new, |it| format!("did you mean `{it}`? "))
}

/// Against what is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The time.
    pub now: Moment,
    /// The workspace's definitions.
    pub settings: &'a Settings,
}

/// What a reader of fields must know beside the fields.
pub trait Names {
    /// How it says that something is wrong.
    type Wrong;

    /// The record that is meant by a name or a number.
    ///
    /// # Errors
    /// There is none, or more than one.
    fn find(&self, kind: Kind, text: &str) -> Result<u64, Self::Wrong>;

    /// A text that is no value of a field.
    fn wrong(&self, field: &Field, why: NotRead) -> Self::Wrong;
}

/// The currency in which a record's amounts are.
#[must_use]
pub fn currency(record: &Record, home: &str) -> String {
    let own = match record {
        Record::Lead(it) => it.currency.as_deref(),
        Record::Product(it) => it.currency.as_deref(),
        Record::User(_)
        | Record::Account(_)
        | Record::Contact(_)
        | Record::Feedback(_)
        | Record::Touch(_)
        | Record::Setting(_)
        | Record::Segment(_)
        | Record::List(_)
        | Record::Resolution(_)
        | Record::Meeting(_) => None,
    };
    own.unwrap_or(home).to_owned()
}

/// Reads what was typed for fields, for a record that has some values already.
///
/// An amount is read in the currency that the record will have; one without gets the workspace's.
///
/// # Errors
/// The first text that is no value of its field.
pub fn given<N: Names>(
    record: &Record,
    typed: &[(FieldId, &str)],
    reading: Reading<'_>,
    names: &N,
) -> Result<Vec<(FieldId, Value)>, N::Wrong> {
    let kind = record.kind();
    let home = &reading.settings.general.currency;
    let of_currency = kind.field("currency");
    let told = typed
        .iter()
        .find(|(id, _)| Some(*id) == of_currency)
        .map(|(_, text)| text.trim().to_uppercase())
        .filter(|it| !it.is_empty());
    let currency = told.clone().unwrap_or_else(|| currency(record, home));
    let mut edits = Vec::with_capacity(typed.len());
    for (id, text) in typed {
        let Some(definition) = kind.definition(*id) else {
            continue;
        };
        let value = match (&told, Some(*id) == of_currency) {
            (Some(code), true) => Value::Text(code.clone()),
            (Some(_) | None, _) => read(definition, text, &currency, reading, names)?,
        };
        edits.push((*id, value));
    }
    if let Some(id) = of_currency
        && told.is_none()
        && record.get(id).is_none()
        && edits
            .iter()
            .any(|(it, value)| is_money(kind, *it) && !value.is_none())
    {
        edits.push((id, Value::Text(currency)));
    }
    Ok(edits)
}

fn is_money(kind: Kind, field: FieldId) -> bool {
    kind.definition(field)
        .is_some_and(|it| it.ty == FieldType::Money)
}

fn read<N: Names>(
    field: &Field,
    text: &str,
    currency: &str,
    reading: Reading<'_>,
    names: &N,
) -> Result<Value, N::Wrong> {
    let text = text.trim();
    if text.is_empty() || (text == "none" && field.ty != FieldType::Text) {
        return Ok(Value::None);
    }
    let zone = reading.settings.general.zone;
    let value = match field.ty {
        FieldType::Text => Ok(Value::Text(text.to_owned())),
        FieldType::Integer => whole(text).map(Value::Integer),
        FieldType::Money => minor(text, currency).map(Value::Integer),
        FieldType::Date => toward(text, reading.now.day(zone), Toward::Ahead).map(Value::Date),
        FieldType::Moment => past(text, reading.now, zone).map(|it| Value::Integer(it.0)),
        FieldType::Code(codes) => code(text, codes).map(Value::Text),
        FieldType::Link(kind) => {
            let id = names.find(kind, text)?;
            Ok(Value::Integer(id.cast_signed()))
        }
        FieldType::Flags => flags(text, reading.settings).map(Value::Integer),
        FieldType::Track => Err(NotRead::Follows),
    };
    value.map_err(|why| names.wrong(field, why))
}

fn whole(text: &str) -> Result<i64, NotRead> {
    text.replace('_', "").parse().map_err(|_| NotRead::Whole {
        given: text.to_owned(),
    })
}

fn code(text: &str, codes: &'static [&'static str]) -> Result<String, NotRead> {
    let wanted = text.to_lowercase().replace([' ', '_'], "-");
    if codes.contains(&wanted.as_str()) {
        return Ok(wanted);
    }
    Err(NotRead::Code {
        given: text.to_owned(),
        near: nearest(&wanted, codes.iter().copied()),
        codes,
    })
}

fn flags(text: &str, settings: &Settings) -> Result<i64, NotRead> {
    let milestones = &settings.milestones;
    let mut bits = 0_u64;
    for code in text.split([',', ' ']).filter(|it| !it.is_empty()) {
        let wanted = code.to_lowercase();
        let Some(found) = milestones.iter().find(|it| it.code == wanted) else {
            let known: Vec<&str> = milestones.iter().map(|it| it.code.as_str()).collect();
            return Err(NotRead::Milestone {
                given: code.to_owned(),
                known: known.join(" "),
            });
        };
        bits |= 1 << found.id;
    }
    Ok(bits.cast_signed())
}

/// Reads an amount in major units (`1250`, `12.5k`, `1.5m`) as minor units.
///
/// # Errors
/// It is no amount of that currency.
pub fn minor(text: &str, currency: &str) -> Result<i64, NotRead> {
    let typed = text.trim().replace('_', "");
    if let Ok(minor) = money::minor(&typed, currency) {
        return Ok(minor);
    }
    let problem = match literal("value", &typed) {
        // In ten-thousandths of a major unit.
        Ok(Literal::Amount(amount)) => {
            let parts = 10_i64.pow(4_u32.saturating_sub(money::decimals(currency)));
            if amount.0 % parts == 0 {
                return Ok(amount.0 / parts);
            }
            let digits = money::decimals(currency);
            format!("{currency} has only {digits} digits behind the point")
        }
        Ok(_) => "write it as 250, 10k or 1.5m".to_owned(),
        Err(problem) => problem,
    };
    Err(NotRead::Amount {
        given: text.to_owned(),
        problem,
    })
}

/// Reads one value the way a filter on a field would.
fn literal(field: &str, text: &str) -> Result<Literal, String> {
    if text.is_empty() || text.contains(|it: char| it.is_whitespace() || ",():\"".contains(it)) {
        return Err("it is not one word".to_owned());
    }
    let parsed = parse(&format!("{field}:{text}"));
    if let Some(error) = parsed.errors.first() {
        return Err(error.fault.alone().to_string());
    }
    let Expr::Term(term) = parsed.ast.expr else {
        return Err("it is not one value".to_owned());
    };
    match term.values.into_iter().next().map(|it| it.what) {
        Some(ValueExpr::Exact(literal)) => Ok(literal),
        Some(
            ValueExpr::Compare(..)
            | ValueExpr::Range(..)
            | ValueExpr::UpTo(..)
            | ValueExpr::None
            | ValueExpr::Any,
        )
        | None => Err("it is not one value".to_owned()),
    }
}
