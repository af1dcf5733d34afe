//! Holds the figures that the funnel shows, ready made: plain data, nothing is counted here.

use chrono::NaiveDate;

use super::groups::GroupPage;
use crate::i18n::Msg;
use crate::ui::period::{Against, Period};

/// A share with its band, and of how many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// The share, 0 to 1.
    pub share: f64,
    /// The lower end of the band.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Of how many.
    pub n: u64,
}

impl Figures {
    /// What is called that with which is compared.
    pub(super) const fn name_before(&self) -> Msg {
        self.of.name_against(self.against)
    }
}

/// Money by currency, the largest first: minor units and the currency's code.
pub type Amounts = Vec<(i64, String)>;

/// One layer's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerFigures {
    /// How many are in it.
    pub open: u64,
    /// Of these, how many wait.
    pub parked: u64,
    /// What they are worth.
    pub value: Amounts,
    /// How many reached it.
    pub reached: u64,
    /// How many of those were won, as seen.
    pub odds: Option<Rate>,
    /// How many are assumed to be.
    pub playbook: f64,
    /// How many of those that reached it went on.
    pub went_on: Option<Rate>,
    /// The same as a count.
    pub advanced: u64,
    /// By how much that share differs from the one of the period before; nothing where that may be chance.
    pub change: Option<f64>,
    /// How many of those may still.
    pub still_open: u64,
    /// How long it took half of them, in days.
    pub median_days: Option<u32>,
}

impl LayerFigures {
    /// How many of those that reached it were lost before they went on.
    #[must_use]
    pub const fn lost(&self) -> u64 {
        self.reached
            .saturating_sub(self.advanced)
            .saturating_sub(self.still_open)
    }

    /// By how much the odds that were seen lie above the playbook's, where their band leaves those out.
    #[must_use]
    pub fn apart(&self) -> Option<f64> {
        let seen = self.odds?;
        let inside = seen.low <= self.playbook && self.playbook <= seen.high;
        (!inside).then_some(seen.share - self.playbook)
    }
}

/// The figures below the fifth layer.
#[derive(Debug, Clone, PartialEq)]
pub struct WonFigures {
    /// How many were won.
    pub count: u64,
    /// What they are worth.
    pub value: Amounts,
    /// How many of all that ended were won.
    pub win_rate: Option<Rate>,
    /// By how much that differs from the period before; nothing where that may be chance.
    pub change: Option<f64>,
}

/// The proof that the figures add up: what was there, what came, what went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// At the beginning.
    pub opening: u64,
    /// Found in the stock when their history began.
    pub found: u64,
    /// New.
    pub entered: u64,
    /// Reopened.
    pub back: u64,
    /// Lost.
    pub lost: u64,
    /// Won.
    pub won: u64,
    /// At the end.
    pub closing: u64,
}

impl Flow {
    /// What came and went, less what is there at the end; 0 where it adds up.
    #[must_use]
    pub const fn residual(&self) -> i64 {
        let came = self.opening + self.found + self.entered + self.back;
        let went = self.lost + self.won + self.closing;
        came.cast_signed() - went.cast_signed()
    }
}

/// All that the funnel shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// How many leads the filter selects.
    pub shown: u64,
    /// How many there are.
    pub total: u64,
    /// The layers, top to bottom.
    pub layers: [LayerFigures; 5],
    /// Below them.
    pub won: WonFigures,
    /// The same side by side for the values of a field, where that was asked for.
    pub groups: Option<GroupPage>,
    /// The proof.
    pub flow: Option<Flow>,
    /// The share left out of rates, for they came without history.
    pub left_out: f64,
    /// The period that was asked for.
    pub of: Period,
    /// What that is compared with.
    pub against: Against,
    /// The days of that; none where there is nothing to compare with.
    pub before: Option<(NaiveDate, NaiveDate)>,
    /// Whether it is the last seven days because no meeting was held since which it could be.
    pub no_meeting: bool,
    /// Whether only layers, statuses and their times are of the day that is looked at, and all else is of now.
    pub layers_alone: bool,
    /// The days that rates are of; all where there are none.
    pub period: Option<(NaiveDate, NaiveDate)>,
}
