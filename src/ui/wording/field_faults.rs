//! Says in the reader's language what is wrong with what a field is to hold.

use crate::i18n::{Arg, Locale, Msg};
use crate::model::{FieldFault, FieldType};

/// What is wrong, and what would be right.
#[must_use]
pub fn said(fault: &FieldFault, locale: &Locale) -> String {
    let say = |message, args: &[(&str, Arg<'_>)]| locale.t_args(message, args);
    let text = |name: &'static str, text: &str| (name, Arg::from(text.to_owned()));
    match fault {
        FieldFault::Misfit { given, wants } => {
            let (wants, known) = takes(wants);
            let args = [
                text("given", given),
                ("wants", wants.into()),
                text("known", &known),
            ];
            say(Msg::RefusedMisfit, &args)
        }
        FieldFault::NoMilestone => say(Msg::RefusedMilestone, &[]),
        FieldFault::TooLong { bytes, most } => say(
            Msg::RefusedTooLong,
            &[("bytes", (*bytes).into()), ("most", (*most).into())],
        ),
        FieldFault::BelowZero => say(Msg::RefusedBelowZero, &[]),
        FieldFault::NoCurrency(typed) => say(Msg::SettingFaultCurrency, &[text("typed", typed)]),
        FieldFault::NoEmail(_) => say(Msg::RefusedEmail, &[]),
        FieldFault::NoNaics(_) => say(Msg::RefusedNaics, &[]),
        FieldFault::Named { by: Some(by), name } => {
            say(Msg::RefusedNamed, &[text("by", by), text("name", name)])
        }
        FieldFault::Named { by: None, name } => {
            say(Msg::RefusedNamedPrivately, &[text("name", name)])
        }
        FieldFault::NotRemoved => say(Msg::RefusedNotRemoved, &[]),
        FieldFault::KeptAmounts { count, home } => say(
            Msg::RefusedKeptAmounts,
            &[("count", (*count).into()), text("home", home)],
        ),
        FieldFault::Ambiguous {
            name,
            first,
            second,
            ..
        } => say(
            Msg::RefusedAmbiguous,
            &[
                text("name", name),
                text("first", &first.to_string()),
                text("second", &second.to_string()),
            ],
        ),
        // No screen writes a stored form or asks for a field that there is not.
        FieldFault::NoField(_) | FieldFault::Form(_) => {
            say(Msg::RefusedForm, &[text("original", &fault.to_string())])
        }
    }
}

/// What a type of field takes, by the name that messages choose by, and its list.
fn takes(wants: &FieldType) -> (&'static str, String) {
    let name = match wants {
        FieldType::Text | FieldType::Track => "text",
        FieldType::Integer => "number",
        FieldType::Money => "money",
        FieldType::Date | FieldType::Moment => "date",
        FieldType::Code(codes) => return ("code", codes.join(" ")),
        FieldType::Link(_) => "link",
        FieldType::Flags => "flags",
    };
    (name, String::new())
}
