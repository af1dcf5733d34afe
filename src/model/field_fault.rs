//! Names everything that can be wrong with a field's value, with what was given; in English for the command line.
//!
//! Screens say the same in their reader's language, from the same values.

use super::record::Kind;
use super::value::FieldType;

/// What is wrong with what a field is to hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldFault {
    /// A field that records of the kind do not have.
    #[error("{0} has no such field")]
    NoField(Kind),
    /// A value of another type.
    #[error("`{given}` does not fit; it takes {}", takes(.wants))]
    Misfit {
        /// What was given.
        given: String,
        /// What the field takes.
        wants: FieldType,
    },
    /// A milestone that is not on the list.
    #[error("one of them is not defined; see `fiveply settings milestones`")]
    NoMilestone,
    /// More text than a field takes.
    #[error("{bytes} bytes are too long; {most} at the most")]
    TooLong {
        /// How long it is.
        bytes: usize,
        /// How long it may be.
        most: usize,
    },
    /// A number below zero where there is none.
    #[error("must not be below zero")]
    BelowZero,
    /// No currency.
    #[error("`{0}` is no currency; give its ISO code, such as EUR")]
    NoCurrency(String),
    /// No address.
    #[error("`{0}` is no e-mail address")]
    NoEmail(String),
    /// No code of an industry.
    #[error("`{0}` is no NAICS code; give two to six digits")]
    NoNaics(String),
    /// A segment that another names in its filter.
    #[error("{} has seg:\"{name}\" in its filter; change that first", .by.as_ref().map_or_else(|| "a private segment".to_owned(), |by| format!("`{by}`")))]
    Named {
        /// The segment that names it; what is private is not told by its name.
        by: Option<String>,
        /// The segment that is named.
        name: String,
    },
    /// A record that only undo takes away.
    #[error("only segments and lists are removed; undo takes back others")]
    NotRemoved,
    /// Amounts that would change their meaning with the home currency.
    #[error(
        "{count} amounts are kept in {home}; export them, clear them and import them in the new currency first"
    )]
    KeptAmounts {
        /// How many.
        count: u64,
        /// The home currency.
        home: String,
    },
    /// A name that more than one company has.
    #[error(
        "more than one is called `{name}` (#{first}, #{second}); map {column} to tell them apart"
    )]
    Ambiguous {
        /// The name.
        name: String,
        /// One of them.
        first: u64,
        /// Another.
        second: u64,
        /// The column that tells them apart.
        column: &'static str,
    },
    /// What only whoever writes a stored form can get wrong, in the words for them.
    #[error("{0}")]
    Form(String),
}

impl From<String> for FieldFault {
    fn from(problem: String) -> Self {
        Self::Form(problem)
    }
}

fn takes(wants: &FieldType) -> String {
    match wants {
        FieldType::Text => "text".to_owned(),
        FieldType::Integer => "a whole number".to_owned(),
        FieldType::Money => "an amount".to_owned(),
        FieldType::Date => "a day, such as 2026-11-30".to_owned(),
        FieldType::Moment => "a point in time".to_owned(),
        FieldType::Code(codes) => format!("one of: {}", codes.join(" ")),
        FieldType::Link(kind) => format!("the number of a {kind}"),
        FieldType::Flags => "milestones".to_owned(),
        FieldType::Track => "a track".to_owned(),
    }
}
