//! What a record must be like, whoever wrote it: a screen, a command, an import.

use super::entities::{Lead, Resolution};
use super::error::Refusal;
use super::field_fault::FieldFault;
use super::handover;
use super::money;
use super::record::{Field, FieldId, Kind, Record};
use super::reply;
use super::settings::{Section, Settings};
use super::value::{FieldType, Minor, Value};

/// The longest text that a field takes, in bytes.
pub const LONGEST_TEXT: usize = 64 * 1024;

/// The longest text of members, in bytes: millions of them, where they lie apart.
pub const MOST_MEMBERS: usize = 64 * 1024 * 1024;

/// The field's definition, where users may edit it.
///
/// # Errors
/// Names the field that only moves can change.
pub fn editable(kind: Kind, field: FieldId) -> Result<&'static Field, Refusal> {
    match kind.definition(field) {
        Some(definition) if !follows(kind, definition) => Ok(definition),
        Some(definition) => Err(Refusal::NotEditable {
            field: definition.name,
        }),
        None => Err(Refusal::BadField {
            field: format!("field {}", field.0),
            problem: FieldFault::NoField(kind),
        }),
    }
}

/// Whether a field follows from what is done, so that nobody sets it.
fn follows(kind: Kind, field: &Field) -> bool {
    let handover = kind == Kind::Lead && handover::FIELDS.contains(&field.name);
    let reply = kind == Kind::Feedback && reply::FIELDS.contains(&field.name);
    handover || reply || field.ty == FieldType::Track
}

/// The refusal of a value that is not of its field's type.
#[must_use]
pub fn misfit(field: &Field, value: &Value) -> Refusal {
    let given = value.to_string();
    let wants = field.ty;
    bad(field.name, FieldFault::Misfit { given, wants })
}

fn bad(field: &str, problem: FieldFault) -> Refusal {
    Refusal::BadField {
        field: field.to_owned(),
        problem,
    }
}

/// Checks a record as a whole.
///
/// # Errors
/// Names the first field that is not as it must be.
pub fn validate(record: &Record) -> Result<(), Refusal> {
    lengths(record)?;
    match record {
        Record::User(it) => {
            named("user", &it.name)?;
            at_least_zero("capacity", it.capacity)
        }
        Record::Product(it) => {
            named("product", &it.name)?;
            amount("price", it.price)?;
            currency(it.currency.as_deref())
        }
        Record::Account(it) => {
            named("account", &it.name)?;
            at_least_zero("employees", it.employees)?;
            naics(it.naics.as_deref())?;
            email(it.email.as_deref())
        }
        Record::Contact(it) => {
            named("contact", &it.name)?;
            email(it.email.as_deref())
        }
        Record::Lead(it) => lead(it),
        Record::Feedback(it) => named("verdict", &it.verdict),
        Record::Touch(it) => named("channel", &it.channel),
        Record::Segment(it) => named("segment", &it.name),
        Record::List(it) => named("list", &it.name),
        Record::Resolution(it) => resolution(it),
        Record::Meeting(it) => match it.day {
            Some(_) => Ok(()),
            None => Err(Refusal::Missing { field: "day" }),
        },
        Record::Setting(it) => {
            let section: Section = it
                .name
                .parse()
                .map_err(|e: super::stage::UnknownCode| bad("name", e.to_string().into()))?;
            Settings::default().put(section, &it.value)?;
            Ok(())
        }
    }
}

fn resolution(it: &Resolution) -> Result<(), Refusal> {
    named("decision", &it.text)?;
    // What is expected is expected of leads that a filter selects; without a filter, of all.
    if it.filter.is_some() && it.expected.is_none() {
        return Err(Refusal::Missing { field: "expected" });
    }
    Ok(())
}

fn lead(lead: &Lead) -> Result<(), Refusal> {
    if lead.track.layer().is_none() {
        return Err(Refusal::Missing { field: "layer" });
    }
    if lead.next.is_none() && lead.next_due.is_some() {
        return Err(Refusal::Missing { field: "next" });
    }
    amount("value", lead.value)?;
    currency(lead.currency.as_deref())
}

/// Checks that milestones are defined; what a lead reached before one was taken off the list stays.
///
/// # Errors
/// Says that one of them is not.
pub fn known_milestones(flags: u64, settings: &Settings) -> Result<(), Refusal> {
    let known = settings
        .milestones
        .iter()
        .fold(0_u64, |bits, it| bits | 1 << it.id);
    if flags & !known == 0 {
        return Ok(());
    }
    Err(bad("milestones", FieldFault::NoMilestone))
}

/// How long the text of a field may be, in bytes.
fn longest(kind: Kind, field: &str) -> usize {
    match (kind, field) {
        (Kind::Segment, "members") | (Kind::List, "a" | "b" | "hold_out") => MOST_MEMBERS,
        _ => LONGEST_TEXT,
    }
}

fn lengths(record: &Record) -> Result<(), Refusal> {
    let kind = record.kind();
    let mut made = Vec::new();
    for (field, value) in kind.fields().iter().zip(record.seen(&mut made)) {
        let bytes = value.text().map_or(0, str::len);
        // Few texts are so long that it matters whose they are.
        if bytes > LONGEST_TEXT && bytes > longest(kind, field.name) {
            let most = longest(kind, field.name);
            return Err(bad(field.name, FieldFault::TooLong { bytes, most }));
        }
    }
    Ok(())
}

fn named(field: &'static str, name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::Missing { field });
    }
    Ok(())
}

fn amount(field: &str, amount: Option<Minor>) -> Result<(), Refusal> {
    at_least_zero(field, amount.map(|it| it.0))
}

fn at_least_zero(field: &str, number: Option<i64>) -> Result<(), Refusal> {
    match number {
        Some(number) if number < 0 => Err(bad(field, FieldFault::BelowZero)),
        Some(_) | None => Ok(()),
    }
}

fn currency(code: Option<&str>) -> Result<(), Refusal> {
    match code {
        Some(code) if !money::is_currency(code) => {
            Err(bad("currency", FieldFault::NoCurrency(code.to_owned())))
        }
        Some(_) | None => Ok(()),
    }
}

fn email(address: Option<&str>) -> Result<(), Refusal> {
    match address {
        Some(address) if !address.contains('@') || address.contains(char::is_whitespace) => {
            Err(bad("email", FieldFault::NoEmail(address.to_owned())))
        }
        Some(_) | None => Ok(()),
    }
}

fn naics(code: Option<&str>) -> Result<(), Refusal> {
    let fits =
        |code: &str| (2..=6).contains(&code.len()) && code.bytes().all(|it| it.is_ascii_digit());
    match code {
        Some(code) if !fits(code) => Err(bad("naics", FieldFault::NoNaics(code.to_owned()))),
        Some(_) | None => Ok(()),
    }
}
