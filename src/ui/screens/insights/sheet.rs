//! Holds a report as it is shown: lines of figures, each with its words and with what is drawn of it.
//!
//! All is worded already; nothing is counted here.

use chrono::NaiveDate;

use super::super::funnel::cells::Cell;
use super::Report;
use crate::i18n::Msg;
use crate::insight::conversion::Definition;
use crate::model::{Clean, Layer};
use crate::query::Field;
use crate::ui::period::{Against, Period};
use crate::ui::theme::Role;

/// A report that was counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Which.
    pub report: Report,
    /// What its lines are grouped by.
    pub by: Field,
    /// By which saved segments, where it is by these; none for all of them.
    pub sets: Vec<String>,
    /// What is meant by a conversion.
    pub definition: Definition,
    /// The period that it is of.
    pub of: Period,
    /// What it is compared with, where it is.
    pub against: Option<Against>,
    /// The first day and the last of that.
    pub before: Option<(NaiveDate, NaiveDate)>,
    /// Its first day and its last.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// Leads that the filter selects.
    pub shown: u64,
    /// Leads there are.
    pub total: u64,
    /// Whether the period is the last seven days because no meeting was held since which it could be.
    pub no_meeting: bool,
    /// What the lines are called.
    pub head: Clean,
    /// The columns.
    pub columns: Vec<SheetColumn>,
    /// The lines, the whole first where there is one.
    pub lines: Vec<SheetLine>,
    /// How many more lines there would be.
    pub more: usize,
    /// What has to be known of all of it: what was left out, say.
    pub note: Option<Clean>,
    /// What a sign in the drawing beside the table means.
    pub legend: Option<Clean>,
}

/// A column of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetColumn {
    /// Its name.
    pub head: Clean,
    /// The hue of its name and of what is drawn of it.
    pub role: Role,
    /// What the words beside its figures are.
    pub aside: Clean,
    /// From which value to which its figures are drawn, with both in words; nothing where none are.
    pub scale: Option<Scale>,
}

/// From which value to which figures are drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// The value at the left.
    pub from: f64,
    /// The value at the right.
    pub to: f64,
    /// The value at the left, in words.
    pub left: Clean,
    /// The value at the right, in words.
    pub right: Clean,
    /// A value to compare with: a line from top to bottom.
    pub against: Option<f64>,
}

/// A line of a report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetLine {
    /// What it is of.
    pub label: Clean,
    /// How its name is written.
    pub role: Option<Role>,
    /// The filter for its leads; none where no filter gives just these.
    pub filter: Option<String>,
    /// A figure for each column.
    pub figures: Vec<Figure>,
}

/// A figure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figure {
    /// As it stands in its column.
    pub text: Clean,
    /// Whether it rests on too few to be believed.
    pub few: bool,
    /// Whether it is better or worse than what it is compared with, by more than chance.
    pub better: Option<bool>,
    /// What stands beside it: its band, of how many.
    pub aside: Clean,
    /// How many may yet change it, where it is a share that can still grow.
    pub open: Clean,
    /// In a sentence: how it was made.
    pub told: Clean,
    /// What is drawn of it.
    pub mark: Option<Mark>,
    /// What it is compared with, where that is another value than its column's.
    pub against: Option<f64>,
    /// How much of the most it is, from 0 to 1: drawn before it, so that a table is read as a map.
    pub heat: Option<f64>,
    /// The filter for the leads behind it.
    pub filter: Option<String>,
    /// How many episodes that filter selects.
    pub behind: Option<u64>,
    /// Of which leads it is made.
    pub made: Made,
}

/// Of how many leads of which kind a figure is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Made {
    /// Of those behind it, and of nothing else.
    #[default]
    Plain,
    /// Of those that entered or passed a layer: went on, all, still open, lost.
    WentOn(Layer, [u64; 4]),
    /// Of those that were closed: won, lost.
    Closed([u64; 2]),
    /// Of those that entered: won so far, lost so far, open.
    Entered([u64; 3]),
    /// Of those that entered or passed a layer: won, lost, open.
    Odds(Layer, [u64; 3]),
}

impl Made {
    /// The part that is counted and of how many, where it is a share.
    #[must_use]
    pub const fn share(self) -> Option<(u64, u64)> {
        match self {
            Self::Plain => None,
            Self::WentOn(_, [went_on, all, _, _]) => Some((went_on, all)),
            Self::Closed([won, lost]) | Self::Odds(_, [won, lost, _]) => Some((won, won + lost)),
            Self::Entered([won, lost, open]) => Some((won, won + lost + open)),
        }
    }

    /// Its parts: what they are, how many, and the filter for them in a period.
    #[must_use]
    pub fn parts(self, period: Period) -> Vec<(Msg, u64, String)> {
        let word = period.word();
        let during = |field: &str| {
            let word = word.as_ref();
            word.map_or_else(String::new, |it| format!(" {field}:{it}"))
        };
        match self {
            Self::Plain => Vec::new(),
            Self::WentOn(layer, [went_on, all, open, lost]) => {
                let filter = |cell: Cell| cell.filter(Some(layer), period);
                vec![
                    (Msg::ExplainAdvanced, went_on, filter(Cell::WentOn)),
                    (Msg::ExplainReached, all, filter(Cell::Reached)),
                    (Msg::ExplainStillOpen, open, filter(Cell::StillOpen)),
                    (Msg::ExplainLostBefore, lost, filter(Cell::Lost)),
                ]
            }
            Self::Closed([won, lost]) => {
                let closed = during("closed");
                vec![
                    (Msg::ExplainWon, won, format!("outcome:won{closed}")),
                    (Msg::ExplainLost, lost, format!("outcome:lost{closed}")),
                ]
            }
            Self::Entered([won, lost, open]) => {
                let entered = format!("-is:opening{}", during("entered"));
                vec![
                    (Msg::ExplainWon, won, format!("{entered} outcome:won")),
                    (Msg::ExplainLost, lost, format!("{entered} outcome:lost")),
                    (
                        Msg::ExplainOpenYet,
                        open,
                        format!("{entered} is:open,parked"),
                    ),
                ]
            }
            Self::Odds(layer, [won, lost, open]) => {
                let reached = Cell::Reached.filter(Some(layer), period);
                vec![
                    (Msg::ExplainWon, won, format!("{reached} outcome:won")),
                    (Msg::ExplainLost, lost, format!("{reached} outcome:lost")),
                    (
                        Msg::ExplainNotEnded,
                        open,
                        format!("{reached} is:open,parked"),
                    ),
                ]
            }
        }
    }
}

/// What is drawn of a figure on its scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mark {
    /// A value and the band around it.
    Band {
        /// The lowest that is likely.
        low: f64,
        /// The value.
        at: f64,
        /// The highest that is likely.
        high: f64,
    },
    /// A value, and another that lies further: what most do, and what nearly all do.
    Reach {
        /// The value.
        at: f64,
        /// The further one.
        to: f64,
    },
    /// A bar between two values: from nothing, or from where another ended.
    Bar {
        /// One end.
        from: f64,
        /// The other.
        to: f64,
    },
}

impl Mark {
    /// The lowest value that is drawn.
    #[must_use]
    pub const fn bottom(self) -> f64 {
        match self {
            Self::Band { low, .. } => low,
            Self::Reach { .. } => 0.0,
            Self::Bar { from, to } => from.min(to),
        }
    }

    /// The highest value that is drawn.
    #[must_use]
    pub const fn top(self) -> f64 {
        match self {
            Self::Band { high, .. } => high,
            Self::Reach { at, to } => at.max(to),
            Self::Bar { from, to } => from.max(to),
        }
    }

    /// The value itself.
    #[must_use]
    pub const fn middle(self) -> f64 {
        match self {
            Self::Band { at, .. } | Self::Reach { at, .. } => at,
            Self::Bar { to, .. } => to,
        }
    }
}
