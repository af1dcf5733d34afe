//! Which figures there are, and what each means: one sentence in the reader's language, its formula, and where it comes from.
//!
//! Screens, reports, the help and the docs say it in these words and no others. Nothing is counted here.

mod names;

pub use self::names::{facet_name, layer_name, own_names};
use crate::i18n::Msg;
use crate::insight::conversion::Definition;

/// A figure; each has a report of its own, and what has several meanings is one figure in each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// How many went on from layer to layer, in one of the definitions.
    Conversion(Definition),
    /// How many were won.
    Wins,
    /// How long things take.
    Duration,
    /// What came and went, and that it adds up.
    Flow,
    /// What became of the leads of a month, or of its customers.
    Cohort(Cohorts),
    /// What the open leads will bring.
    Forecast,
    /// Why what was won changed.
    Why,
    /// Which accounts bring most.
    Abc,
    /// The average order, and its change by account.
    Orders,
    /// What money comes out a day.
    Velocity,
    /// How fast leads are answered.
    Response,
    /// What each owner does.
    Reps,
    /// Why leads are lost.
    Lost,
    /// Whether the odds hold.
    Calibration,
}

impl Default for Figure {
    fn default() -> Self {
        Self::Conversion(Definition::default())
    }
}

/// Of what cohorts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cohorts {
    /// Of leads, by the month in which they entered.
    Entry,
    /// Of accounts, by the month of their first order.
    FirstOrder,
}

impl Cohorts {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Entry, Self::FirstOrder];
}

const WILSON: &str = "E. B. Wilson, J. Amer. Statist. Assoc. 22 (1927) 209–212";
const SURVIVAL: &str = "E. L. Kaplan, P. Meier, J. Amer. Statist. Assoc. 53 (1958) 457–481";

impl Figure {
    /// One for each report, in their order, in its usual meaning.
    pub const REPORTS: [Self; 14] = [
        Self::Conversion(Definition::ReachedOrPassed),
        Self::Wins,
        Self::Duration,
        Self::Flow,
        Self::Cohort(Cohorts::Entry),
        Self::Forecast,
        Self::Why,
        Self::Abc,
        Self::Orders,
        Self::Velocity,
        Self::Response,
        Self::Reps,
        Self::Lost,
        Self::Calibration,
    ];

    /// Every one in every meaning, in the order of the docs.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::REPORTS.into_iter().flat_map(|it| match it {
            Self::Conversion(_) => Definition::ALL.map(Self::Conversion).to_vec(),
            Self::Cohort(_) => Cohorts::ALL.map(Self::Cohort).to_vec(),
            Self::Wins
            | Self::Duration
            | Self::Flow
            | Self::Forecast
            | Self::Why
            | Self::Abc
            | Self::Orders
            | Self::Velocity
            | Self::Response
            | Self::Reps
            | Self::Lost
            | Self::Calibration => vec![it],
        })
    }

    /// The name of its report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Conversion(_) => "conversion",
            Self::Cohort(_) => "cohort",
            Self::Wins => "wins",
            Self::Duration => "duration",
            Self::Flow => "flow",
            Self::Forecast => "forecast",
            Self::Why => "why",
            Self::Abc => "abc",
            Self::Orders => "orders",
            Self::Velocity => "velocity",
            Self::Response => "response",
            Self::Reps => "reps",
            Self::Lost => "lost",
            Self::Calibration => "calibration",
        }
    }

    /// Its stable code, as printed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Conversion(definition) => definition.code(),
            Self::Cohort(Cohorts::FirstOrder) => "cohort-first-order",
            Self::Cohort(Cohorts::Entry)
            | Self::Wins
            | Self::Duration
            | Self::Flow
            | Self::Forecast
            | Self::Why
            | Self::Abc
            | Self::Orders
            | Self::Velocity
            | Self::Response
            | Self::Reps
            | Self::Lost
            | Self::Calibration => self.name(),
        }
    }

    /// The sentence that says what it means.
    #[must_use]
    pub const fn means(self) -> Msg {
        match self {
            Self::Conversion(Definition::ReachedOrPassed) => Msg::DefineReached,
            Self::Conversion(Definition::Strict) => Msg::DefineStrict,
            Self::Conversion(Definition::PeriodFlow) => Msg::DefineFlow,
            Self::Conversion(Definition::Incidence) => Msg::DefineIncidence,
            Self::Wins => Msg::DefineWins,
            Self::Duration => Msg::DefineDurations,
            Self::Flow => Msg::DefineConserved,
            Self::Cohort(Cohorts::Entry) => Msg::DefineCohorts,
            Self::Cohort(Cohorts::FirstOrder) => Msg::DefineCustomers,
            Self::Forecast => Msg::DefineForecast,
            Self::Why => Msg::DefineWhy,
            Self::Abc => Msg::DefineAbc,
            Self::Orders => Msg::DefineOrders,
            Self::Velocity => Msg::DefineVelocity,
            Self::Response => Msg::DefineResponse,
            Self::Reps => Msg::DefineReps,
            Self::Lost => Msg::DefineLost,
            Self::Calibration => Msg::DefineCalibration,
        }
    }

    /// How it is worked out, in English; empty where its sentence says it.
    #[must_use]
    pub const fn formula(self) -> &'static str {
        match self {
            Self::Conversion(Definition::ReachedOrPassed) => {
                "went on ÷ entered; band: Wilson, 95 %"
            }
            Self::Conversion(Definition::Strict) => {
                "moved straight on ÷ were in; band: Wilson, 95 %"
            }
            Self::Conversion(Definition::PeriodFlow) => "entered the next ÷ entered this one",
            Self::Conversion(Definition::Incidence) => {
                "∑ still there before the day × went on that day ÷ at risk"
            }
            Self::Wins => {
                "won ÷ (won + lost); band: Wilson, 95 %; of money and of averages: Student"
            }
            Self::Duration => "∏ (1 − left that day ÷ at risk), read at 50 % and at 10 %",
            Self::Flow => {
                "opening + found + new + reopened + forward in + back in − forward out − back out − lost − won = closing"
            }
            Self::Cohort(Cohorts::Entry) => {
                "won by an age ÷ entered in the month; band: Wilson, 95 %"
            }
            Self::Cohort(Cohorts::FirstOrder) => {
                "revenue so far × ∏ growth of the older months (chain ladder), band: Mack; so far: mean ± t · s/√n"
            }
            Self::Forecast => "∑ value × odds; band: 4,000 drawn futures, the odds drawn too",
            Self::Why => {
                "volume (N₁ − N₀)·Q₀, mix N₁·∑(s₁ − s₀)(q₀ − Q₀), rate ∑n₁(r₁ − r₀)·a, size ∑n₁(a₁ − a₀)·r"
            }
            Self::Abc => "revenue of those before it ÷ revenue of all",
            Self::Orders => {
                "won ÷ orders ± t · √(n/(n − 1) · ∑(won − average · orders)²) ÷ orders, over n accounts"
            }
            Self::Velocity => {
                "open × average won value × win rate ÷ average days to win; × e^(± t · error of the logarithm)"
            }
            Self::Response => "hours of work from the handover to the first touch; median and 90 %",
            Self::Reps => "",
            Self::Lost => "lost for the reason ÷ lost; band: Wilson, 95 %",
            Self::Calibration => {
                "won ÷ closed, of those that entered the layer; Brier: mean of (odds − outcome)²"
            }
        }
    }

    /// Who found it, where it is more than a division.
    #[must_use]
    pub const fn source(self) -> Option<&'static str> {
        Some(match self {
            Self::Conversion(Definition::ReachedOrPassed)
            | Self::Conversion(Definition::Strict)
            | Self::Cohort(Cohorts::Entry)
            | Self::Reps
            | Self::Lost => WILSON,
            Self::Conversion(Definition::Incidence) => {
                "O. O. Aalen, S. Johansen, Scand. J. Statist. 5 (1978) 141–150"
            }
            Self::Wins => {
                "E. B. Wilson, J. Amer. Statist. Assoc. 22 (1927) 209–212; Student, Biometrika 6 (1908) 1–25"
            }
            Self::Duration | Self::Response => SURVIVAL,
            Self::Cohort(Cohorts::FirstOrder) => {
                "T. Mack, ASTIN Bulletin 23 (1993) 213–225; Student, Biometrika 6 (1908) 1–25"
            }
            Self::Forecast => "H. Jeffreys, Proc. R. Soc. A 186 (1946) 453–461",
            Self::Why => {
                "E. M. Kitagawa, J. Amer. Statist. Assoc. 50 (1955) 1168–1194; L. S. Shapley, 1953"
            }
            Self::Orders => {
                "Student, Biometrika 6 (1908) 1–25; W. G. Cochran, Sampling Techniques, 1977; B. L. Welch, Biometrika 34 (1947) 28–35"
            }
            Self::Velocity => "G. W. Oehlert, American Statistician 46 (1992) 27–29",
            Self::Calibration => "G. W. Brier, Monthly Weather Review 78 (1950) 1–3",
            Self::Conversion(Definition::PeriodFlow) | Self::Flow | Self::Abc => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_figure_has_a_code_and_a_sentence_of_its_own() {
        let codes: HashSet<_> = Figure::all().map(Figure::code).collect();
        let words: HashSet<_> = Figure::all().map(Figure::means).collect();
        assert_eq!((codes.len(), words.len()), (18, 18));
    }

    #[test]
    fn every_report_has_a_name_of_its_own() {
        let names: HashSet<_> = Figure::REPORTS.map(Figure::name).into_iter().collect();
        assert_eq!(names.len(), Figure::REPORTS.len());
    }
}
