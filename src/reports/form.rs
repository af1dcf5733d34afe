//! As what a report can be written: names and nothing else.

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
