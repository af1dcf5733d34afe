//! Holds which reports there are, what each is called, and which figure it shows.

use crate::figures::{Cohorts, Figure};
use crate::i18n::Msg;
use crate::insight::conversion::Definition;

/// A report: one table, with one figure of each line drawn beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Report {
    /// How many went on from each layer, by group.
    #[default]
    Conversions,
    /// How many were won, by group, in three definitions.
    Wins,
    /// How long things take, by group.
    Durations,
    /// What became of the leads of each month.
    Cohorts,
    /// What the customers of each month bring.
    Customers,
    /// What the open leads will bring.
    Forecast,
    /// Why what was won changed.
    Why,
    /// Which accounts bring most.
    Abc,
    /// What money comes out a day, and of what that is made.
    Velocity,
    /// What each user does, and how fast.
    Reps,
    /// Why leads are lost, by layer.
    Lost,
    /// Whether the playbook's odds hold.
    Calibration,
}

/// A report, its name, what it counts, its name as it is kept, and whether its lines are groups.
type Known = (Report, Msg, Figure, &'static str, bool);

const KNOWN: [Known; 12] = [
    (
        Report::Conversions,
        Msg::ReportConversions,
        Figure::Conversion(Definition::ReachedOrPassed),
        "conversions",
        true,
    ),
    (Report::Wins, Msg::ReportWins, Figure::Wins, "wins", true),
    (
        Report::Durations,
        Msg::ReportDurations,
        Figure::Duration,
        "durations",
        true,
    ),
    (
        Report::Cohorts,
        Msg::ReportCohorts,
        Figure::Cohort(Cohorts::Entry),
        "cohorts",
        false,
    ),
    (
        Report::Customers,
        Msg::ReportCustomers,
        Figure::Cohort(Cohorts::FirstOrder),
        "customers",
        false,
    ),
    (
        Report::Forecast,
        Msg::ReportForecast,
        Figure::Forecast,
        "forecast",
        false,
    ),
    (Report::Why, Msg::ReportWhy, Figure::Why, "why", true),
    (Report::Abc, Msg::ReportAbc, Figure::Abc, "abc", false),
    (
        Report::Velocity,
        Msg::ReportVelocity,
        Figure::Velocity,
        "velocity",
        true,
    ),
    (Report::Reps, Msg::ReportReps, Figure::Reps, "reps", false),
    (Report::Lost, Msg::ReportLost, Figure::Lost, "lost", false),
    (
        Report::Calibration,
        Msg::ReportCalibration,
        Figure::Calibration,
        "calibration",
        false,
    ),
];

impl Report {
    /// Every one, as they stand at the top of the screen.
    pub const ALL: [Self; 12] = [
        Self::Conversions,
        Self::Wins,
        Self::Durations,
        Self::Cohorts,
        Self::Customers,
        Self::Forecast,
        Self::Why,
        Self::Abc,
        Self::Velocity,
        Self::Reps,
        Self::Lost,
        Self::Calibration,
    ];

    const fn known(self) -> &'static Known {
        &KNOWN[self as usize]
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Msg {
        self.known().1
    }

    /// What it counts, where conversion means this.
    #[must_use]
    pub fn figure(self, meaning: Definition) -> Figure {
        if self == Self::Conversions {
            Figure::Conversion(meaning)
        } else {
            self.known().2
        }
    }

    /// Its name as it is kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.known().3
    }

    /// Whether its lines are groups, so that another field can be chosen.
    #[must_use]
    pub const fn is_grouped(self) -> bool {
        self.known().4
    }

    /// Whether another period can stand beside it.
    #[must_use]
    pub const fn is_compared(self) -> bool {
        match self {
            Self::Conversions
            | Self::Wins
            | Self::Durations
            | Self::Abc
            | Self::Velocity
            | Self::Reps
            | Self::Lost
            | Self::Calibration => true,
            // Months stand beside each other, the forecast is of what is open now, why is of two periods.
            Self::Cohorts | Self::Customers | Self::Forecast | Self::Why => false,
        }
    }

    /// The report so many places further on, round and round.
    #[must_use]
    pub fn further(self, by: isize) -> Self {
        let many = isize::try_from(Self::ALL.len()).unwrap_or(1);
        let at = (self as isize + by).rem_euclid(many);
        let at = usize::try_from(at).unwrap_or(0);
        Self::ALL.get(at).copied().unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_is_known_by_itself() {
        for (at, report) in Report::ALL.into_iter().enumerate() {
            assert_eq!(report.known().0, report);
            assert_eq!(Report::ALL[at], report);
        }
        assert_eq!(Report::Calibration.further(1), Report::Conversions);
        assert_eq!(Report::Conversions.further(-1), Report::Calibration);
    }
}
