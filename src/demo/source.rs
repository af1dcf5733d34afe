//! Where leads come from, how good each source is, and the campaigns behind them.

use chrono::{Datelike, NaiveDate};

use super::draw::Draw;
use crate::model::{Layer, Temperature};

/// A source of leads.
#[derive(Debug)]
pub(super) struct Source {
    pub name: &'static str,
    /// How many leads come from it in spring and autumn, and in the rest of the year.
    pub weights: [u32; 2],
    /// How good its leads are, in log odds.
    pub quality: f64,
    /// How many of them came to us, rather than we to them.
    pub warm: f64,
    /// In which layers they begin, `potential` to `high-intent`.
    pub entry: [u32; 4],
    /// The channel of the first touch.
    pub channel: &'static str,
    /// Whether marketing ran it.
    pub marketing: bool,
    campaign: Campaign,
}

/// How a source's campaigns are named.
#[derive(Debug, Clone, Copy)]
enum Campaign {
    /// It has none.
    None,
    /// One a spring, one an autumn.
    Fair,
    /// One a quarter.
    Webinar,
    /// One a month.
    Mailing,
    /// One a quarter, on the telephone.
    Calls,
    /// Once.
    List,
}

/// The list that was bought once, in a July.
pub(super) const LIST: usize = 7;
/// Customers who come back; no weight, for they are not drawn but follow from a deal.
pub(super) const CUSTOMER: usize = 8;

/// The sources.
#[rustfmt::skip]
pub(super) const SOURCES: &[Source; 9] = &[
    Source { name: "webinar", weights: [15, 17], quality: 0.0, warm: 0.85, entry: [82, 16, 2, 0], channel: "seminar", marketing: true, campaign: Campaign::Webinar },
    Source { name: "fair", weights: [24, 3], quality: 0.05, warm: 0.6, entry: [82, 15, 3, 0], channel: "fair", marketing: true, campaign: Campaign::Fair },
    Source { name: "referral", weights: [8, 9], quality: 0.75, warm: 1.0, entry: [62, 26, 11, 1], channel: "call", marketing: false, campaign: Campaign::None },
    Source { name: "cold call", weights: [15, 18], quality: -0.45, warm: 0.0, entry: [97, 3, 0, 0], channel: "call", marketing: false, campaign: Campaign::Calls },
    Source { name: "inbound", weights: [18, 22], quality: 0.25, warm: 1.0, entry: [68, 23, 8, 1], channel: "message", marketing: true, campaign: Campaign::None },
    Source { name: "mailing", weights: [13, 17], quality: -0.25, warm: 0.1, entry: [95, 5, 0, 0], channel: "mail", marketing: true, campaign: Campaign::Mailing },
    Source { name: "partner", weights: [8, 10], quality: 0.4, warm: 0.9, entry: [64, 26, 9, 1], channel: "meeting", marketing: false, campaign: Campaign::None },
    Source { name: "purchased list", weights: [0, 0], quality: -1.1, warm: 0.0, entry: [100, 0, 0, 0], channel: "call", marketing: true, campaign: Campaign::List },
    Source { name: "existing customer", weights: [0, 0], quality: 0.7, warm: 1.0, entry: [46, 32, 18, 4], channel: "visit", marketing: false, campaign: Campaign::None },
];

/// Draws the source of a lead that came on a day.
pub(super) fn draw_source(draw: &mut Draw, day: NaiveDate) -> usize {
    let fairs = usize::from(!matches!(day.month(), 3 | 4 | 9 | 10));
    draw.weighted(SOURCES.iter().map(|it| it.weights[fairs]))
}

impl Source {
    /// The layer in which a lead begins.
    pub(super) fn entry(&self, draw: &mut Draw) -> Layer {
        Layer::at(draw.weighted(self.entry.into_iter())).unwrap_or(Layer::Potential)
    }

    /// Whether a lead is cold or warm.
    pub(super) fn temperature(&self, draw: &mut Draw) -> Temperature {
        if draw.chance(self.warm) {
            Temperature::Warm
        } else {
            Temperature::Cold
        }
    }

    /// The campaign that ran on a day.
    pub(super) fn campaign(&self, day: NaiveDate) -> Option<String> {
        let (year, month) = (day.year(), day.month());
        let quarter = day.month0() / 3 + 1;
        match self.campaign {
            Campaign::None => None,
            Campaign::Fair if month <= 6 => Some(format!("Spring fair {year}")),
            Campaign::Fair => Some(format!("Autumn fair {year}")),
            Campaign::Webinar => Some(format!("Webinar {year} Q{quarter}")),
            Campaign::Mailing => Some(format!("Mailing {year}-{month:02}")),
            Campaign::Calls => Some(format!("Calls {year} Q{quarter}")),
            Campaign::List => Some(format!("Summer list {year}")),
        }
    }
}
