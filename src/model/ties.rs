//! Holds what a record is tied to: the lead that it is or speaks of, the account that it is at.
//!
//! Who asks only for these does not go through the kinds of records; a new kind is decided about here.

use super::{AccountId, Lead, LeadId, Moment, Record, UserId};

impl Record {
    /// The lead that it is, if it is one.
    #[must_use]
    pub const fn as_lead(&self) -> Option<&Lead> {
        match self {
            Self::Lead(lead) => Some(lead),
            Self::User(_)
            | Self::Product(_)
            | Self::Account(_)
            | Self::Contact(_)
            | Self::Feedback(_)
            | Self::Touch(_)
            | Self::Setting(_)
            | Self::Segment(_)
            | Self::List(_)
            | Self::Resolution(_)
            | Self::Meeting(_) => None,
        }
    }

    /// The account at which it is: of a lead or a contact that has one.
    #[must_use]
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::Lead(it) => it.account,
            Self::Contact(it) => it.account,
            Self::User(_)
            | Self::Product(_)
            | Self::Account(_)
            | Self::Feedback(_)
            | Self::Touch(_)
            | Self::Setting(_)
            | Self::Segment(_)
            | Self::List(_)
            | Self::Resolution(_)
            | Self::Meeting(_) => None,
        }
    }

    /// What was said or done of a lead, if it is that: of which, when, and by whom.
    #[must_use]
    pub const fn said(&self) -> Option<(Option<LeadId>, Option<Moment>, Option<UserId>)> {
        match self {
            Self::Feedback(it) => Some((it.lead, it.at, it.author)),
            Self::Touch(it) => Some((it.lead, it.at, it.author)),
            Self::User(_)
            | Self::Product(_)
            | Self::Account(_)
            | Self::Contact(_)
            | Self::Lead(_)
            | Self::Setting(_)
            | Self::Segment(_)
            | Self::List(_)
            | Self::Resolution(_)
            | Self::Meeting(_) => None,
        }
    }

    /// The lead that it speaks of: of feedback and of a contact that was made.
    #[must_use]
    pub fn speaks_of(&self) -> Option<LeadId> {
        self.said()?.0
    }
}
