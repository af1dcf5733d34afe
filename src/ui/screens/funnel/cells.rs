//! Holds the numbers of the funnel that leads stand behind, and the filter that gives just these leads.

use super::figures::Figures;
use crate::i18n::Msg;
use crate::model::{Clean, Layer, Status};
use crate::ui::ctx::Ctx;
use crate::ui::period::Period;
use crate::ui::screens::layer_name;
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// A number of a layer's line, or of what is won below them, as one goes through them from left to right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// In the layer; or won.
    #[default]
    Open,
    /// What these are worth.
    Value,
    /// Went on to the next layer.
    WentOn,
    /// Reached the layer.
    Reached,
    /// May still go on.
    StillOpen,
    /// Were lost before they went on.
    Lost,
    /// Ended, won or lost.
    Odds,
}

impl Cell {
    /// Every cell, from left to right.
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::Value,
        Self::WentOn,
        Self::Reached,
        Self::StillOpen,
        Self::Lost,
        Self::Odds,
    ];

    /// The filter for the leads behind it; no layer is what is won.
    #[must_use]
    pub fn filter(self, layer: Option<Layer>, period: Period) -> String {
        let Some(layer) = layer else {
            let closed = period
                .word()
                .map_or_else(String::new, |word| format!(" closed:{word}"));
            return match self {
                Self::Value => format!("outcome:won{closed} sort:-value"),
                Self::Odds | Self::Lost => format!("outcome:won,lost{closed}"),
                Self::Open | Self::WentOn | Self::Reached | Self::StillOpen => {
                    format!("outcome:won{closed}")
                }
            };
        };
        let here = layer.code();
        let next = Layer::at(layer.index() + 1).map_or(Status::Won.code(), Layer::code);
        let during = period
            .word()
            .map_or_else(String::new, |word| format!(" during:{word}"));
        match self {
            Self::Open => format!("layer:{here} is:open,parked"),
            Self::Value => format!("layer:{here} is:open,parked sort:-value"),
            Self::WentOn => format!("reached:{here}{during} reached:{next}"),
            Self::Reached => format!("reached:{here}{during}"),
            Self::StillOpen => format!("reached:{here}{during} -reached:{next} is:open,parked"),
            Self::Lost => format!("reached:{here}{during} -reached:{next} outcome:lost"),
            Self::Odds => format!("reached:{here}{during} outcome:won,lost"),
        }
    }

    /// How many that is.
    #[must_use]
    pub fn count(self, layer: Option<Layer>, figures: &Figures) -> u64 {
        let Some(layer) = layer else {
            return match self {
                Self::Odds | Self::Lost => figures.won.win_rate.map_or(0, |rate| rate.n),
                Self::Open | Self::Value | Self::WentOn | Self::Reached | Self::StillOpen => {
                    figures.won.count
                }
            };
        };
        let one = &figures.layers[layer.index()];
        match self {
            Self::Open | Self::Value => one.open,
            Self::WentOn => one.advanced,
            Self::Reached => one.reached,
            Self::StillOpen => one.still_open,
            Self::Lost => one.lost(),
            Self::Odds => one.odds.map_or(0, |rate| rate.n),
        }
    }

    /// Whether it says the same in both.
    pub(super) fn is_same(self, layer: Option<Layer>, one: &Figures, other: &Figures) -> bool {
        let value = |figures: &Figures| match layer {
            Some(layer) => figures.layers[layer.index()].value.clone(),
            None => figures.won.value.clone(),
        };
        match self {
            Self::Value => value(one) == value(other),
            Self::Open
            | Self::WentOn
            | Self::Reached
            | Self::StillOpen
            | Self::Lost
            | Self::Odds => self.count(layer, one) == self.count(layer, other),
        }
    }

    const fn message(self, layer: Option<Layer>) -> Msg {
        match (self, layer.is_some()) {
            (Self::Open, true) => Msg::OpensOpen,
            (Self::Value, true) => Msg::OpensValue,
            (Self::WentOn, true) => Msg::OpensWentOn,
            (Self::Reached, true) => Msg::OpensReached,
            (Self::StillOpen, true) => Msg::OpensStillOpen,
            (Self::Lost, true) => Msg::OpensLost,
            (Self::Odds, true) => Msg::OpensOdds,
            (Self::Value, false) => Msg::OpensWonValue,
            (Self::Odds | Self::Lost, false) => Msg::OpensEnded,
            (Self::Open | Self::WentOn | Self::Reached | Self::StillOpen, false) => Msg::OpensWon,
        }
    }

    /// What the leads behind it are, and how many.
    pub(super) fn told(self, layer: Option<Layer>, figures: &Figures, ctx: &Ctx<'_>) -> Words {
        let number = i64::try_from(self.count(layer, figures)).unwrap_or(i64::MAX);
        let name = layer.map_or(Msg::LayerWon, layer_name);
        let role = layer.map_or(Role::Won, Role::Layer);
        let count = Clean::from_string(ctx.locale().count(number));
        let values = [("n", count, Role::Text), ("layer", ctx.t(name), role)];
        ctx.words(
            self.message(layer),
            Role::Quiet,
            &values,
            &[("count", number)],
        )
    }
}
