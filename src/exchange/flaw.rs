//! Names what can be wrong with a row, with what stood there; in English for reports and the command line.
//!
//! Screens say the same in their reader's language, from the same names and values.

use super::value::{DateOrder, DecimalMark, ValueError};
use crate::model::Refusal;

/// Why a row is not loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// A cell is no value of its column.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// A value that every row gets is none of its field.
    #[error("{field}: {of}")]
    Given {
        /// The field.
        field: &'static str,
        /// What is wrong.
        of: Box<Flaw>,
    },
    /// A word that is on no list.
    #[error("`{given}` is not one of: {known}")]
    NotListed {
        /// What stood there.
        given: String,
        /// The list.
        known: String,
    },
    /// A word that is no milestone.
    #[error("`{given}` is no milestone; use some of: {known}")]
    NoMilestone {
        /// What stood there.
        given: String,
        /// The milestones.
        known: String,
    },
    /// A stage of the other system without a layer.
    #[error(
        "stage `{given}` leads nowhere; say where with --stages '{given}=LAYER', or on the screen at its stage ({layers} won lost)"
    )]
    LeadsNowhere {
        /// What stood there.
        given: String,
        /// The layers.
        layers: String,
    },
    /// A history that cannot be read.
    #[error("is no history as `export` writes it ({0})")]
    NoHistory(String),
    /// A history that went another way than the one that is here.
    #[error("its history is another than the one that is here{}; export it anew, or leave the column out", known_since(.since.as_deref()))]
    OtherHistory {
        /// The day from which on.
        since: Option<String>,
    },
    /// A history without a beginning.
    #[error("its history does not begin with entering a layer")]
    NoBeginning,
    /// A later step on an earlier day.
    #[error("it {} on {after}, before it {} on {before}", done(.step), done(.first))]
    Backwards {
        /// The step.
        step: &'static str,
        /// Its day.
        after: String,
        /// The step that should be first.
        first: &'static str,
        /// Its day.
        before: String,
    },
    /// A step that cannot follow.
    #[error("its history has `{step}` after `{first}`")]
    OutOfOrder {
        /// The step.
        step: &'static str,
        /// What it follows.
        first: &'static str,
    },
    /// A step that has not come yet.
    #[error("it {} on {day}, which has not come yet", done(.step))]
    NotYet {
        /// The step.
        step: &'static str,
        /// Its day.
        day: String,
    },
    /// More or fewer cells than the header.
    #[error("has {cells} cells, the header has {width}{}", spans(*.lines))]
    Uneven {
        /// Its cells.
        cells: u64,
        /// The header's.
        width: usize,
        /// The lines that it spans.
        lines: u64,
    },
    /// Bytes that are no text.
    #[error("holds bytes that are no {0} text")]
    NoText(String),
    /// A zero byte.
    #[error("holds a zero byte")]
    ZeroByte,
    /// Text behind a closing quote.
    #[error("has text after its closing quote; double the quotes that belong to the text")]
    AfterQuote,
    /// More than a cell or a row may hold.
    #[error("holds more than {0}")]
    TooMuch(&'static str),
    /// A key or a column twice.
    #[error("is given twice")]
    Twice,
    /// A rule of the workspace.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What only a damaged file can cause, in the reader's own words.
    #[error("{0}")]
    Other(String),
}

impl From<String> for Flaw {
    fn from(text: String) -> Self {
        Self::Other(text)
    }
}

impl From<&str> for Flaw {
    fn from(text: &str) -> Self {
        Self::Other(text.to_owned())
    }
}

impl Flaw {
    /// What stood there and what is named, by the names that messages know them by.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let known = |given: &str, known: &str| {
            vec![("given", given.to_owned()), ("known", known.to_owned())]
        };
        match self {
            Self::Value(it) => of_value(it),
            Self::NotListed { given, known: all }
            | Self::NoMilestone { given, known: all }
            | Self::LeadsNowhere { given, layers: all } => known(given, all),
            Self::NoHistory(why) => vec![("original", why.clone())],
            Self::OtherHistory { since } => {
                vec![("since", since.as_deref().unwrap_or("none").to_owned())]
            }
            Self::Backwards {
                step,
                after,
                first,
                before,
            } => vec![
                ("step", (*step).to_owned()),
                ("after", after.clone()),
                ("first", (*first).to_owned()),
                ("before", before.clone()),
            ],
            Self::OutOfOrder { step, first } => {
                vec![("step", (*step).to_owned()), ("first", (*first).to_owned())]
            }
            Self::NotYet { step, day } => {
                vec![("step", (*step).to_owned()), ("day", day.clone())]
            }
            Self::Uneven {
                cells,
                width,
                lines,
            } => vec![
                ("cells", cells.to_string()),
                ("width", width.to_string()),
                ("lines", lines.to_string()),
            ],
            Self::NoText(encoding) => vec![("encoding", encoding.clone())],
            Self::TooMuch(most) => vec![("most", (*most).to_owned())],
            Self::Given { field, .. } => vec![("field", (*field).to_owned())],
            Self::NoBeginning
            | Self::ZeroByte
            | Self::AfterQuote
            | Self::Twice
            | Self::Refused(_)
            | Self::Other(_) => Vec::new(),
        }
    }
}

fn of_value(error: &ValueError) -> Vec<(&'static str, String)> {
    match error {
        ValueError::NotADate { example } => vec![("example", example.replace(" or ", ", "))],
        ValueError::NoSuchDay { year, month, day } => {
            vec![("day", format!("{year}-{month:02}-{day:02}"))]
        }
        ValueError::WrongOrder { month, order } => vec![
            ("month", month.to_string()),
            (
                "order",
                match order {
                    DateOrder::DayFirst => "day-first".to_owned(),
                    DateOrder::MonthFirst => "month-first".to_owned(),
                },
            ),
        ],
        ValueError::WrongMarks { mark } => vec![(
            "mark",
            match mark {
                DecimalMark::Point => "point".to_owned(),
                DecimalMark::Comma => "comma".to_owned(),
            },
        )],
        ValueError::TooManyDecimals { digits } => vec![("digits", digits.to_string())],
        ValueError::NotATime
        | ValueError::NotANumber
        | ValueError::TooManyDigits
        | ValueError::NotWhole => Vec::new(),
    }
}

fn known_since(day: Option<&str>) -> String {
    day.map_or_else(String::new, |day| format!(" since {day}"))
}

fn spans(lines: u64) -> String {
    if lines > 1 {
        format!("; it spans {lines} lines: look for an open quote")
    } else {
        String::new()
    }
}

/// A step as it was done, by its code.
fn done(step: &str) -> &str {
    match step {
        "entered" => "entered",
        "reopened" => "was reopened",
        "parked" => "was parked",
        "woke" => "woke",
        "won" => "was won",
        "lost" => "was lost",
        other => other,
    }
}
