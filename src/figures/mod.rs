//! What each figure means: one sentence in the reader's language, its formula, and where it comes from.
//!
//! Screens, reports, the help and the docs say it in these words and no others. Nothing is counted here.

mod names;

pub use self::names::{facet_name, layer_name};
use crate::i18n::Msg;
use crate::insight::conversion::Definition;

/// A figure, or a report that is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Figure {
    /// Conversion: reached or passed.
    #[default]
    Reached,
    /// Conversion: straight into the next layer.
    Strict,
    /// Arrivals against arrivals, which is no conversion.
    PeriodFlow,
    /// Conversion: in the end, the open ones as far as seen.
    Incidence,
    /// Win rates.
    Wins,
    /// How long things take.
    Durations,
    /// What came and went.
    Flow,
    /// What became of the leads of a month.
    Cohorts,
    /// What the customers of a month bring.
    Customers,
    /// What the open leads will bring.
    Forecast,
    /// Why what was won changed.
    Why,
    /// Which accounts bring most.
    Abc,
    /// The average order.
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

impl From<Definition> for Figure {
    fn from(definition: Definition) -> Self {
        match definition {
            Definition::ReachedOrPassed => Self::Reached,
            Definition::Strict => Self::Strict,
            Definition::PeriodFlow => Self::PeriodFlow,
            Definition::Incidence => Self::Incidence,
        }
    }
}

/// A figure, its code, its sentence, its formula, its source.
type Known = (Figure, &'static str, Msg, &'static str, &'static str);

const WILSON: &str = "E. B. Wilson, J. Amer. Statist. Assoc. 22 (1927) 209–212";

const KNOWN: [Known; 18] = [
    (
        Figure::Reached,
        "reached-or-passed",
        Msg::DefineReached,
        "went on ÷ entered; band: Wilson, 95 %",
        WILSON,
    ),
    (
        Figure::Strict,
        "strict",
        Msg::DefineStrict,
        "moved straight on ÷ were in; band: Wilson, 95 %",
        WILSON,
    ),
    (
        Figure::PeriodFlow,
        "period-flow",
        Msg::DefineFlow,
        "entered the next ÷ entered this one",
        "",
    ),
    (
        Figure::Incidence,
        "incidence",
        Msg::DefineIncidence,
        "Σ still there before the day × went on that day ÷ at risk",
        "O. O. Aalen, S. Johansen, Scand. J. Statist. 5 (1978) 141–150",
    ),
    (
        Figure::Wins,
        "wins",
        Msg::DefineWins,
        "won ÷ (won + lost); band: Wilson, 95 %; of money and of averages: Student",
        "E. B. Wilson, J. Amer. Statist. Assoc. 22 (1927) 209–212; Student, Biometrika 6 (1908) 1–25",
    ),
    (
        Figure::Durations,
        "duration",
        Msg::DefineDurations,
        "Π (1 − left that day ÷ at risk), read at 50 % and at 10 %",
        "E. L. Kaplan, P. Meier, J. Amer. Statist. Assoc. 53 (1958) 457–481",
    ),
    (
        Figure::Flow,
        "flow",
        Msg::DefineConserved,
        "opening + found + new + reopened + forward in + back in − forward out − back out − lost − won = closing",
        "",
    ),
    (
        Figure::Cohorts,
        "cohort",
        Msg::DefineCohorts,
        "won by an age ÷ entered in the month; band: Wilson, 95 %",
        WILSON,
    ),
    (
        Figure::Customers,
        "cohort-first-order",
        Msg::DefineCustomers,
        "revenue so far × Π growth of the older months (chain ladder), band: Mack; so far: mean ± t · s/√n",
        "T. Mack, ASTIN Bulletin 23 (1993) 213–225; Student, Biometrika 6 (1908) 1–25",
    ),
    (
        Figure::Forecast,
        "forecast",
        Msg::DefineForecast,
        "Σ value × odds; band: 4,000 drawn futures, the odds drawn too",
        "H. Jeffreys, Proc. R. Soc. A 186 (1946) 453–461",
    ),
    (
        Figure::Why,
        "why",
        Msg::DefineWhy,
        "volume (N₁ − N₀)·Q₀, mix N₁·Σ(s₁ − s₀)(q₀ − Q₀), rate Σn₁(r₁ − r₀)·a, size Σn₁(a₁ − a₀)·r",
        "E. M. Kitagawa, J. Amer. Statist. Assoc. 50 (1955) 1168–1194; L. S. Shapley, 1953",
    ),
    (
        Figure::Abc,
        "abc",
        Msg::DefineAbc,
        "revenue of those before it ÷ revenue of all",
        "",
    ),
    (
        Figure::Orders,
        "orders",
        Msg::DefineOrders,
        "won ÷ orders ± t · √(n/(n − 1) · Σ(won − average · orders)²) ÷ orders, over n accounts",
        "Student, Biometrika 6 (1908) 1–25; W. G. Cochran, Sampling Techniques, 1977; B. L. Welch, Biometrika 34 (1947) 28–35",
    ),
    (
        Figure::Velocity,
        "velocity",
        Msg::DefineVelocity,
        "open × average won value × win rate ÷ average days to win; × e^(± t · error of the logarithm)",
        "G. W. Oehlert, American Statistician 46 (1992) 27–29",
    ),
    (
        Figure::Response,
        "response",
        Msg::DefineResponse,
        "hours of work from the handover to the first touch; median and 90 %",
        "E. L. Kaplan, P. Meier, J. Amer. Statist. Assoc. 53 (1958) 457–481",
    ),
    (Figure::Reps, "reps", Msg::DefineReps, "", WILSON),
    (
        Figure::Lost,
        "lost",
        Msg::DefineLost,
        "lost for the reason ÷ lost; band: Wilson, 95 %",
        WILSON,
    ),
    (
        Figure::Calibration,
        "calibration",
        Msg::DefineCalibration,
        "won ÷ closed, of those that entered the layer; Brier: mean of (odds − outcome)²",
        "G. W. Brier, Monthly Weather Review 78 (1950) 1–3",
    ),
];

impl Figure {
    /// Every one, in the order of the docs.
    pub fn all() -> impl Iterator<Item = Self> {
        KNOWN.iter().map(|it| it.0)
    }

    const fn known(self) -> &'static Known {
        &KNOWN[self as usize]
    }

    /// Its stable code, as printed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.known().1
    }

    /// The sentence that says what it means.
    #[must_use]
    pub const fn means(self) -> Msg {
        self.known().2
    }

    /// How it is worked out, in English.
    #[must_use]
    pub const fn formula(self) -> &'static str {
        self.known().3
    }

    /// Who found it, where it is more than a division.
    #[must_use]
    pub fn source(self) -> Option<&'static str> {
        Some(self.known().4).filter(|it| !it.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_figure_stands_in_its_own_place_under_its_own_code() {
        for (at, it) in KNOWN.iter().enumerate() {
            assert_eq!(it.0 as usize, at);
        }
        let codes: HashSet<_> = Figure::all().map(Figure::code).collect();
        assert_eq!(codes.len(), KNOWN.len());
    }

    #[test]
    fn the_codes_of_conversions_are_those_of_their_definitions() {
        for definition in Definition::ALL {
            assert_eq!(Figure::from(definition).code(), definition.code());
        }
    }
}
