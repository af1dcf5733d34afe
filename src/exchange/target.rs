//! What a column of a foreign table can be mapped to, and by which names it is recognised.
//!
//! The targets are the fields of the model's own tables, and for leads what follows from their
//! track: layer, status, dates, history. Nothing is read here.

use super::synonyms::synonyms;
use crate::model::fold::fold;
use crate::model::stage::coded;
use crate::model::{FieldId, FieldType, Kind};

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A lead a row.
    Leads,
    /// An account a row.
    Accounts,
    /// A contact a row.
    Contacts,
    /// A product a row.
    Products,
    /// A user a row.
    Users,
}

impl What {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Leads,
        Self::Accounts,
        Self::Contacts,
        Self::Products,
        Self::Users,
    ];

    /// The word as typed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Products => "products",
            Self::Users => "users",
        }
    }

    /// The kind of record that a row becomes.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Leads => Kind::Lead,
            Self::Accounts => Kind::Account,
            Self::Contacts => Kind::Contact,
            Self::Products => Kind::Product,
            Self::Users => Kind::User,
        }
    }

    /// Everything that a column of such a table can be mapped to, in the order of lists.
    #[must_use]
    pub fn targets(self) -> Vec<Target> {
        let kind = self.kind();
        let fields = (0..).map(FieldId).zip(kind.fields());
        let mut targets: Vec<Target> = fields
            .filter(|(_, field)| field.ty != FieldType::Track)
            .map(|(id, field)| Target {
                name: field.name,
                goes: Goes::Field(id, field.ty),
            })
            .collect();
        if matches!(self, Self::Leads | Self::Contacts) {
            targets.push(Target {
                name: ACCOUNT_CITY,
                goes: Goes::AccountCity,
            });
        }
        if self == Self::Leads {
            targets.extend(Life::ALL.map(|part| Target {
                name: part.name(),
                goes: Goes::Life(part),
            }));
        }
        targets
    }

    /// The target of that name.
    #[must_use]
    pub fn target(self, name: &str) -> Option<Target> {
        self.targets().into_iter().find(|it| it.name == name)
    }

    /// The target that a column's name suggests.
    #[must_use]
    pub fn guess(self, column: &str) -> Option<Target> {
        let column = plain(column);
        let known = |target: &Target| {
            plain(target.name) == column || synonyms(self, target.name).contains(&column.as_str())
        };
        self.targets().into_iter().find(known)
    }
}

coded!(What, "kind of table");

/// What a column's cells become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The name, as typed in `--map`, exported and printed.
    pub name: &'static str,
    /// Where it goes.
    pub goes: Goes,
}

/// Where a cell goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// Into a field.
    Field(FieldId, FieldType),
    /// Into the lead's track.
    Life(Life),
    /// To tell accounts of one name apart.
    AccountCity,
}

/// The name of the column that tells accounts of one name apart.
pub const ACCOUNT_CITY: &str = "account_city";

/// A part of a lead's track, as a table has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// The layer, or a foreign stage; also `won` and `lost`.
    Layer,
    /// Open, parked, won or lost.
    Status,
    /// When it entered the funnel.
    Entered,
    /// When it entered its layer.
    Moved,
    /// When it was won or lost.
    Closed,
    /// Why it was lost.
    Reason,
    /// Who got it.
    Competitor,
    /// The day to come back.
    ParkedUntil,
    /// The whole track, as `export` writes it.
    History,
}

impl Life {
    /// Every part.
    pub const ALL: [Self; 9] = [
        Self::Layer,
        Self::Status,
        Self::Entered,
        Self::Moved,
        Self::Closed,
        Self::Reason,
        Self::Competitor,
        Self::ParkedUntil,
        Self::History,
    ];

    /// The name of the target.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Layer => "layer",
            Self::Status => "status",
            Self::Entered => "entered",
            Self::Moved => "moved",
            Self::Closed => "closed",
            Self::Reason => "reason",
            Self::Competitor => "competitor",
            Self::ParkedUntil => "parked_until",
            Self::History => "history",
        }
    }
}

/// Letters and digits only, folded: `Deal-Stage` is `deal stage`.
fn plain(name: &str) -> String {
    fold(name)
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(what: What, column: &str) -> Option<&'static str> {
        what.guess(column).map(|it| it.name)
    }

    #[test]
    fn columns_of_other_systems_are_recognised() {
        assert_eq!(guess(What::Leads, "Deal Stage"), Some("layer"));
        assert_eq!(guess(What::Leads, "opportunity_id"), Some("external_id"));
        assert_eq!(guess(What::Users, "sales_agent"), Some("user"));
        assert_eq!(guess(What::Leads, "sales_agent"), Some("owner"));
        assert_eq!(guess(What::Accounts, "Year Established"), Some("founded"));
        assert_eq!(guess(What::Accounts, "公司名称"), Some("account"));
        assert_eq!(guess(What::Leads, "Firm"), Some("account"));
        assert_eq!(guess(What::Leads, "Phase"), Some("layer"));
        assert_eq!(guess(What::Leads, "Company city"), Some(ACCOUNT_CITY));
        assert_eq!(guess(What::Leads, "Комментарий"), Some("note"));
        assert_eq!(guess(What::Leads, "City"), None);
        assert_eq!(guess(What::Leads, "colour"), None);
    }

    #[test]
    fn every_target_is_recognised_by_its_own_name() {
        for what in What::ALL {
            for target in what.targets() {
                assert_eq!(guess(what, target.name), Some(target.name), "{what}");
            }
        }
    }
}
