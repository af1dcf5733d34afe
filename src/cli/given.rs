//! Options made from the model's field tables: `--owner Anna` for each field of a kind of record.

use std::marker::PhantomData;

use clap::{Arg, ArgMatches, Command, FromArgMatches};

use crate::model::{Field, FieldId, FieldType, Kind};

/// A kind of record, as a type.
pub trait Of: Clone + std::fmt::Debug + Send + Sync + 'static {
    /// The kind.
    const KIND: Kind;
    /// Fields that are not offered, because they are given in another way.
    const LEFT_OUT: &'static [&'static str];
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $kind:expr, $left_out:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name;

        impl Of for $name {
            const KIND: Kind = $kind;
            const LEFT_OUT: &'static [&'static str] = $left_out;
        }
    )+};
}

kinds! {
    /// Accounts; the name is a word of its own.
    OfAccount = Kind::Account, &["account"];
    /// Contacts; the name is a word of its own.
    OfContact = Kind::Contact, &["contact"];
    /// Products; the name is a word of its own.
    OfProduct = Kind::Product, &["product"];
    /// Users; the name is a word of its own.
    OfUser = Kind::User, &["user"];
    /// Decisions and hypotheses; the words are given apart, and what has become of them has verbs.
    OfDecision = Kind::Resolution, &["decision", "state", "measured", "measured_of", "checked"];
    /// Leads; the account is an option of its own.
    OfLead = Kind::Lead, &["account", "track", "handed", "handed_by", "handed_to", "answered", "returned"];
}

/// The fields that were given by options.
#[derive(Debug, Clone)]
pub struct Given<K> {
    /// Each with what was typed.
    pub fields: Vec<(FieldId, String)>,
    kind: PhantomData<K>,
}

impl<K: Of> Given<K> {
    /// The same as pairs of field and text.
    pub(super) fn typed(&self) -> Vec<(FieldId, &str)> {
        self.fields
            .iter()
            .map(|(id, text)| (*id, text.as_str()))
            .collect()
    }
}

fn offered<K: Of>() -> impl Iterator<Item = &'static Field> {
    K::KIND
        .fields()
        .iter()
        .filter(|it| !K::LEFT_OUT.contains(&it.name))
}

/// What a field takes, for help.
fn takes(field: &Field) -> (&'static str, String) {
    match field.ty {
        FieldType::Text => ("TEXT", String::new()),
        FieldType::Integer => ("NUMBER", "a whole number".to_owned()),
        FieldType::Money => (
            "AMOUNT",
            "in major units, such as 1250.50 or 12k".to_owned(),
        ),
        FieldType::Date | FieldType::Moment => ("DAY", "2026-12-01, friday or +2w".to_owned()),
        FieldType::Code(codes) => ("CODE", codes.join(", ")),
        FieldType::Link(kind) => ("NAME", format!("a {kind}: name or #number")),
        FieldType::Flags => ("CODES", "milestones, with commas between them".to_owned()),
        FieldType::Track => ("", String::new()),
    }
}

/// The option's name: the field's, as options are written.
fn long(field: &'static Field) -> &'static str {
    match field.name {
        "external_id" => "external-id",
        "expected_class" => "expected-class",
        "next_due" => "next-due",
        "handed_by" => "handed-by",
        "handed_to" => "handed-to",
        name => name,
    }
}

fn option(field: &'static Field) -> Arg {
    let (value, help) = takes(field);
    let mut arg = Arg::new(field.name)
        .long(long(field))
        .value_name(value)
        // A day may be one that has passed, such as -3d.
        .allow_hyphen_values(value == "DAY")
        .help(help);
    if field.name == "next_due" {
        arg = arg.visible_alias("due");
    }
    arg
}

impl<K: Of> clap::Args for Given<K> {
    fn augment_args(command: Command) -> Command {
        command.args(offered::<K>().map(|it| option(it).help_heading("Fields")))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<K: Of> FromArgMatches for Given<K> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let fields = offered::<K>().filter_map(|field| {
            let text = matches.get_one::<String>(field.name)?;
            Some((K::KIND.field(field.name)?, text.clone()))
        });
        Ok(Self {
            fields: fields.collect(),
            kind: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_an_option_that_is_written_with_dashes() {
        for kind in Kind::ALL {
            for field in kind.fields() {
                // Feedback is given by a verb of its own, and a list is made by an export.
                if !matches!(
                    kind,
                    Kind::Feedback | Kind::List | Kind::Resolution | Kind::Meeting
                ) {
                    assert_eq!(long(field), field.name.replace('_', "-"));
                }
            }
        }
    }
}
