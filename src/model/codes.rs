//! The small closed lists: temperature, kind of a lead, buying role, role of a user,
//! unit and sharing of a segment.
//!
//! Lists that a workspace can change (reasons, verdicts, milestones) live in `settings`.

use serde::{Deserialize, Serialize};

use super::stage::coded;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$vdoc])* $variant),+
        }

        impl $name {
            /// Every one, in the order of lists.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$variant),+];
            /// The codes, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The stable code, as typed and stored.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }
        }

        coded!($name, $what);
    };
}

codes! {
    /// Whether we knocked or they did.
    Temperature, "temperature" {
        /// We came to them.
        Cold = "cold",
        /// They came to us.
        Warm = "warm",
    }
}

codes! {
    /// What kind of business a lead is.
    LeadKind, "kind" {
        /// The first business with this account.
        New = "new",
        /// The same again.
        Repeat = "repeat",
        /// Another product for a customer.
        CrossSell = "cross-sell",
        /// More of what the customer has.
        UpSell = "up-sell",
        /// A customer that had stopped buying.
        Reactivation = "reactivation",
    }
}

codes! {
    /// A person's part in a purchase.
    BuyingRole, "buying role" {
        /// Signs.
        DecisionMaker = "decision-maker",
        /// Pays.
        BudgetHolder = "budget-holder",
        /// Works with it.
        User = "user",
        /// Is asked.
        Influencer = "influencer",
        /// Lets us in.
        Gatekeeper = "gatekeeper",
        /// Sells for us inside.
        Champion = "champion",
    }
}

codes! {
    /// What a user of the workspace does.
    UserRole, "role" {
        /// Moves leads.
        Rep = "rep",
        /// Slices segments and runs campaigns.
        Marketer = "marketer",
        /// Leads the weekly sync.
        Manager = "manager",
        /// Keeps the workspace.
        Admin = "admin",
    }
}

codes! {
    /// What a segment or a list is about.
    Unit, "unit" {
        /// Leads.
        Leads = "leads",
        /// Companies, also those without a lead.
        Accounts = "accounts",
    }
}

impl Unit {
    /// The one that it is not.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Leads => Self::Accounts,
            Self::Accounts => Self::Leads,
        }
    }
}

codes! {
    /// Who sees a segment.
    Sharing, "sharing" {
        /// Its owner alone.
        Private = "private",
        /// Everybody.
        Shared = "shared",
    }
}

codes! {
    /// What a meeting resolves: that something is done, or that something is so.
    Nature, "kind of resolution" {
        /// Something is done.
        Decision = "decision",
        /// Something is believed, and will be measured.
        Hypothesis = "hypothesis",
    }
}

codes! {
    /// What has become of a decision or a hypothesis.
    Fate, "state" {
        /// It is not known yet.
        Open = "open",
        /// It was done.
        Done = "done",
        /// It came true.
        CameTrue = "came-true",
        /// It did not come true.
        NotTrue = "not-true",
        /// It is not pursued any more.
        Dropped = "dropped",
    }
}

codes! {
    /// What a meeting talks about, a page each.
    Topic, "page" {
        /// What earlier meetings decided: was it done, did it come true?
        Last = "last",
        /// The week in one picture.
        Week = "week",
        /// What moved otherwise.
        Moves = "moves",
        /// Why another number was won than before.
        Why = "why",
        /// What waits.
        Waits = "waits",
        /// What marketing and sales did for each other.
        Teams = "teams",
        /// What sales said of the leads, and what marketing replied.
        Feedback = "feedback",
        /// What is expected, against the targets.
        Forecast = "forecast",
        /// Who has room, and what is coming.
        Capacity = "capacity",
        /// What this meeting decides.
        Decisions = "decisions",
    }
}
