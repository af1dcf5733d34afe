//! The shape of `fiveply funnel --json`.

use serde::Serialize;
use serde_json::Value as Json;

use super::{Figures, Sums};
use crate::cli::context::Context;
use crate::cli::fields::instant;
use crate::cli::rates::RateShape;
use crate::insight::funnel::LayerFigures;
use crate::reports::figures::major;

/// The shape of `funnel --json`.
#[derive(Serialize)]
pub(super) struct Shape<'a> {
    filter: &'a str,
    as_of: Json,
    period: Option<String>,
    versus: Option<String>,
    leads: u64,
    layers: Vec<LayerShape>,
    won: WonShape,
    lost: CountShape,
    win_rate: RateShape,
    win_rate_change: Option<f64>,
}

#[derive(Serialize)]
struct LayerShape {
    layer: &'static str,
    open: u64,
    value: Vec<AmountShape>,
    entered: u64,
    advanced: u64,
    conversion: ConversionShape,
    change: Option<f64>,
    median_days: Option<u32>,
}

#[derive(Serialize)]
struct AmountShape {
    currency: String,
    amount: Json,
}

#[derive(Serialize)]
struct ConversionShape {
    #[serde(flatten)]
    rate: RateShape,
    still_open: u64,
}

#[derive(Serialize)]
struct WonShape {
    count: u64,
    value: Vec<AmountShape>,
}

#[derive(Serialize)]
struct CountShape {
    count: u64,
}

fn amounts(sums: &Sums) -> Vec<AmountShape> {
    sums.iter()
        .map(|(currency, minor)| AmountShape {
            currency: currency.clone(),
            amount: major(*minor, currency),
        })
        .collect()
}

impl Figures {
    pub(super) fn shape(&self, cx: &Context<'_>) -> Shape<'_> {
        let layer = |(it, value): (&LayerFigures, &Sums)| LayerShape {
            layer: it.layer.code(),
            open: it.open,
            value: amounts(value),
            entered: it.entered,
            advanced: it.advanced,
            conversion: ConversionShape {
                rate: it.conversion.into(),
                still_open: it.still_open,
            },
            change: self.change(it.layer),
            median_days: it.median_days,
        };
        Shape {
            filter: &self.filter,
            as_of: instant(cx.now(), cx.settings.general.zone),
            period: self.times.period.map(|it| it.to_string()),
            versus: self.times.versus.map(|it| it.to_string()),
            leads: self.funnel.leads,
            layers: self
                .funnel
                .layers
                .iter()
                .zip(&self.values)
                .map(layer)
                .collect(),
            won: WonShape {
                count: self.funnel.won,
                value: amounts(&self.won_value),
            },
            lost: CountShape {
                count: self.funnel.lost,
            },
            win_rate: self.funnel.win_rate.into(),
            win_rate_change: self.changes.and_then(|it| it.win_rate),
        }
    }
}
