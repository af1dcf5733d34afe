//! Holds which reports there are, what each is called, and the sentence that says what it counts.

use crate::i18n::Msg;
use crate::insight::conversion::Definition;

/// A report: one table, with one figure of each line drawn beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Report {
    /// How many went on from each layer, by group.
    #[default]
    Conversions,
}

impl Report {
    /// Every one, as they stand at the top of the screen.
    pub const ALL: [Self; 1] = [Self::Conversions];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Msg {
        match self {
            Self::Conversions => Msg::ReportConversions,
        }
    }

    /// What it counts.
    #[must_use]
    pub const fn definition(self, meaning: Definition) -> Msg {
        match (self, meaning) {
            (Self::Conversions, Definition::ReachedOrPassed) => Msg::DefineReached,
            (Self::Conversions, Definition::Strict) => Msg::DefineStrict,
            (Self::Conversions, Definition::PeriodFlow) => Msg::DefineFlow,
            (Self::Conversions, Definition::Incidence) => Msg::DefineIncidence,
        }
    }

    /// Whether its lines are groups, so that another field can be chosen.
    #[must_use]
    pub const fn is_grouped(self) -> bool {
        match self {
            Self::Conversions => true,
        }
    }

    /// Its name as it is kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Conversions => "conversions",
        }
    }

    /// The report so many places further on, round and round.
    #[must_use]
    pub fn further(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|it| *it == self).unwrap_or(0);
        let many = Self::ALL.len();
        let at = isize::try_from(at).unwrap_or(0) + by;
        let at = at.rem_euclid(isize::try_from(many).unwrap_or(1));
        usize::try_from(at)
            .ok()
            .and_then(|at| Self::ALL.get(at).copied())
            .unwrap_or(self)
    }
}
