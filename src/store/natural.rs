//! Holds the properties by which records are found: which a record has, and when two of them are the same.

use crate::model::names::{domain_key, name_key, phone_key};
use crate::model::{Kind, Record, Value};

/// A property by which a record can be found without its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Natural {
    /// The number that another system gave it (accounts, contacts, products, leads).
    ExternalId(Kind, String),
    /// The normalised name (accounts, contacts, products, users), as `model::names::name_key` makes it.
    Name(Kind, String),
    /// The web domain of an account, in lower case.
    Domain(String),
    /// The e-mail address (accounts, contacts), in lower case.
    Email(Kind, String),
    /// The digits of the telephone number (accounts, contacts).
    Phone(Kind, String),
}

impl Natural {
    /// Every property of a record by which it is found.
    #[must_use]
    pub fn all_of(record: &Record) -> Vec<Self> {
        let kind = record.kind();
        let text = |field: &str| match record.get(kind.field(field)?) {
            Value::Text(text) => Some(text),
            Value::None | Value::Integer(_) | Value::Date(_) | Value::Track(_) => None,
        };
        let named = matches!(
            kind,
            Kind::User | Kind::Product | Kind::Account | Kind::Contact
        );
        let reached = matches!(kind, Kind::Account | Kind::Contact);
        let has = [
            text("external_id").map(|id| Self::ExternalId(kind, id)),
            named.then(|| Self::Name(kind, name_key(record.title()))),
            text("domain")
                .filter(|_| kind == Kind::Account)
                .map(Self::Domain),
            text("email")
                .filter(|_| reached)
                .map(|it| Self::Email(kind, it)),
            text("phone")
                .filter(|_| reached)
                .map(|it| Self::Phone(kind, it)),
        ];
        let has = has.into_iter().flatten().map(Self::plain);
        has.filter(|it| !it.key().is_empty()).collect()
    }

    /// The one way to write it, so that two that find the same are equal.
    #[must_use]
    pub fn plain(self) -> Self {
        match self {
            Self::Domain(domain) => Self::Domain(domain_key(&domain)),
            Self::Email(kind, address) => Self::Email(kind, address.trim().to_lowercase()),
            Self::Phone(kind, number) => Self::Phone(kind, phone_key(&number)),
            plain @ (Self::ExternalId(..) | Self::Name(..)) => plain,
        }
    }

    fn key(&self) -> &str {
        match self {
            Self::Domain(key)
            | Self::ExternalId(_, key)
            | Self::Name(_, key)
            | Self::Email(_, key)
            | Self::Phone(_, key) => key,
        }
    }

    /// What is found by it.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Domain(_) => Kind::Account,
            Self::ExternalId(kind, _)
            | Self::Name(kind, _)
            | Self::Email(kind, _)
            | Self::Phone(kind, _) => *kind,
        }
    }
}
