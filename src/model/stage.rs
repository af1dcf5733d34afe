//! The five layers of the funnel and what a lead can be in them.
//!
//! Names and odds that a workspace can change live in `settings`; here are only the stable codes.

use serde::{Deserialize, Serialize};

/// One of the five layers, top to bottom; the order is the funnel's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// Has buying power.
    Potential,
    /// Has a need.
    Interested,
    /// We are on their shortlist.
    Intent,
    /// We are preferred.
    HighIntent,
    /// The decision is made, paperwork is open.
    NearCustomer,
}

impl Layer {
    /// Every layer, top to bottom.
    pub const ALL: [Self; 5] = [
        Self::Potential,
        Self::Interested,
        Self::Intent,
        Self::HighIntent,
        Self::NearCustomer,
    ];

    /// The stable code, as typed and stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Potential => "potential",
            Self::Interested => "interested",
            Self::Intent => "intent",
            Self::HighIntent => "high-intent",
            Self::NearCustomer => "near-customer",
        }
    }

    /// The position from the top, 0 to 4.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The layer at a position from the top, if there is one.
    #[must_use]
    pub fn at(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }

    /// The layer below, nearer to won.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::at(self.index() + 1)
    }

    /// The layer above, farther from won.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.index().checked_sub(1).and_then(Self::at)
    }
}

/// What a lead is in its latest episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being pursued.
    Open,
    /// Not now: keeps its layer and comes back.
    Parked,
    /// Closed with a deal.
    Won,
    /// Closed without one.
    Lost,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Open, Self::Parked, Self::Won, Self::Lost];

    /// The stable code, as typed and stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Parked => "parked",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    /// Whether the episode is over.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Won | Self::Lost)
    }
}

/// A code that names nothing in its list, with the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no {what}; use one of: {known}")]
pub struct UnknownCode {
    /// What was asked for, such as `layer`.
    pub what: &'static str,
    /// What was typed.
    pub given: String,
    /// The codes that exist.
    pub known: String,
}

macro_rules! coded {
    ($type:ty, $what:literal) => {
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::model::stage::UnknownCode;

            fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
                let wanted = text.trim().to_lowercase().replace([' ', '_'], "-");
                Self::ALL
                    .into_iter()
                    .find(|one| one.code() == wanted)
                    .ok_or_else(|| $crate::model::stage::UnknownCode {
                        what: $what,
                        given: text.to_owned(),
                        known: Self::ALL.map(Self::code).join(" "),
                    })
            }
        }
    };
}
pub(crate) use coded;

coded!(Layer, "layer");
coded!(Status, "status");
