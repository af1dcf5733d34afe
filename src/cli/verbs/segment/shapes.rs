//! The shape of `segment compare --json`.

use serde::Serialize;

use super::compare::{Paired, Taking};
use crate::cli::rates::RateShape;
use crate::insight::compare::{FieldApart, Shares};
use crate::insight::outline::Outline;

/// The shape of `segment compare --json`.
#[derive(Serialize)]
pub(super) struct Shape<'a> {
    pub unit: &'static str,
    pub sides: Vec<SideShape<'a>>,
    pub pairs: Vec<PairShape<'a>>,
}

#[derive(Serialize)]
pub(super) struct SideShape<'a> {
    name: &'a str,
    filter: &'a str,
    selected: u64,
    layers: Vec<LayerShape>,
    won: u64,
    lost: u64,
    win_rate: RateShape,
}

#[derive(Serialize)]
struct LayerShape {
    layer: &'static str,
    entered: u64,
    advanced: u64,
    conversion: RateShape,
}

impl<'a> From<(&'a Taking, &'a Outline)> for SideShape<'a> {
    fn from((side, funnel): (&'a Taking, &'a Outline)) -> Self {
        Self {
            name: &side.name,
            filter: &side.filter,
            selected: side.picked.count(),
            layers: funnel
                .layers
                .iter()
                .map(|it| LayerShape {
                    layer: it.layer.code(),
                    entered: it.entered,
                    advanced: it.advanced,
                    conversion: it.conversion.into(),
                })
                .collect(),
            won: funnel.won,
            lost: funnel.lost,
            win_rate: funnel.win_rate.into(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct PairShape<'a> {
    a: &'a str,
    b: &'a str,
    shared: u64,
    jaccard: Option<f64>,
    layers: Vec<LayerApart>,
    win_rate: SharesShape,
    fields: Vec<FieldShape<'a>>,
    cut_by: Vec<&'static str>,
}

#[derive(Serialize)]
struct LayerApart {
    layer: &'static str,
    #[serde(flatten)]
    shares: SharesShape,
}

#[derive(Serialize)]
struct SharesShape {
    first: RateShape,
    second: RateShape,
    difference: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    differs: bool,
}

#[derive(Serialize)]
struct FieldShape<'a> {
    field: &'static str,
    v: f64,
    values: Vec<ValueShape<'a>>,
}

#[derive(Serialize)]
struct ValueShape<'a> {
    value: Option<&'a str>,
    first: u64,
    second: u64,
    log_odds: f64,
    z: f64,
}

impl From<&Shares> for SharesShape {
    fn from(it: &Shares) -> Self {
        let d = it.difference;
        Self {
            first: it.a.into(),
            second: it.b.into(),
            difference: d.difference,
            low: d.difference.map(|_| d.low),
            high: d.difference.map(|_| d.high),
            differs: d.differs(),
        }
    }
}

impl<'a> From<&'a Paired<'a>> for PairShape<'a> {
    fn from(paired: &'a Paired<'a>) -> Self {
        let it = &paired.told;
        Self {
            a: &paired.first.name,
            b: &paired.other.name,
            shared: it.overlap.shared,
            jaccard: it.overlap.jaccard,
            layers: it
                .layers
                .iter()
                .map(|(layer, shares)| LayerApart {
                    layer: layer.code(),
                    shares: shares.into(),
                })
                .collect(),
            win_rate: (&it.win_rate).into(),
            fields: it.fields.iter().map(FieldShape::from).collect(),
            cut_by: paired.cut.iter().map(|it| it.name()).collect(),
        }
    }
}

impl<'a> From<&'a FieldApart> for FieldShape<'a> {
    fn from(it: &'a FieldApart) -> Self {
        Self {
            field: it.field.name(),
            v: it.v,
            values: it
                .values
                .iter()
                .map(|value| ValueShape {
                    value: value.term.as_deref(),
                    first: value.a,
                    second: value.b,
                    log_odds: value.odds.log_odds,
                    z: value.odds.z,
                })
                .collect(),
        }
    }
}
