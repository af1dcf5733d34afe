//! Which reports there are, and as what they can be written: names and nothing else.

/// What is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// How many went on from layer to layer.
    Conversion,
    /// How many were won.
    Wins,
    /// How long things take.
    Duration,
    /// What came and went, and that it adds up.
    Flow,
    /// What became of the leads of a month, or of its customers.
    Cohort,
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

impl What {
    /// Every one, in their order.
    pub const ALL: [Self; 14] = [
        Self::Conversion,
        Self::Wins,
        Self::Duration,
        Self::Flow,
        Self::Cohort,
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

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Conversion => "conversion",
            Self::Wins => "wins",
            Self::Duration => "duration",
            Self::Flow => "flow",
            Self::Cohort => "cohort",
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
}

/// Of what cohorts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cohorts {
    /// Of leads, by the month in which they entered.
    Entry,
    /// Of accounts, by the month of their first order.
    FirstOrder,
}

/// As what a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The rows of its first table.
    Csv,
    /// All that is meant.
    Json,
    /// Its first chart.
    Svg,
    /// All that is shown, as a page that stands alone.
    Html,
}

impl Form {
    /// Every one, in their order.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Json, Self::Svg, Self::Html];

    /// What the names of such files end in.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Svg => "svg",
            Self::Html => "html",
        }
    }
}
