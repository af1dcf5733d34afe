//! A made-up selection by its facets, the same for every test.

use fiveply::model::Clean;
use fiveply::query::Field;
use fiveply::ui::screens::{
    FacetAsk, FacetLine, FacetPage, FacetStanding, Outlined, OutlinedLayer, Rate, SegmentsPage,
};
use fiveply::workspace::Unit;

fn rate(won: u64, n: u64) -> Option<Rate> {
    let share = won as f64 / n.max(1) as f64;
    let apart = 1.0 / (n.max(1) as f64).sqrt();
    (n > 0).then_some(Rate {
        share,
        low: (share - apart).max(0.0),
        high: (share + apart).min(1.0),
        n,
    })
}

const VALUES: [&str; 6] = [
    "Lyon",
    "苏州工业园区",
    "Łódzkie Zakłady Przemysłu Bawełnianego",
    "Cluj-Napoca",
    "ООО Ромашка",
    "東京",
];

fn line(field: Field, index: usize, more: u64) -> FacetLine {
    let size = 4_000 / (index as u64 + 1).pow(2) + more;
    let closed = size / 7;
    let number = VALUES.get(index).copied();
    let label = number.map_or_else(|| format!("{} {index}", field.name()), str::to_owned);
    FacetLine {
        field,
        value: Some(format!("\"{label}\"")),
        brief: None,
        label: Clean::from_string(label),
        count: size,
        won: rate(closed / 3, closed),
        lift: (closed > 0).then_some(0.6 + index as f64 / 5.0),
        better: [Some(false), None, None, Some(true)][index % 4],
        standing: [FacetStanding::Silent, FacetStanding::In, FacetStanding::Out][index % 3],
        inner: field == Field::Naics,
    }
}

fn facet(ask: &FacetAsk, more: u64) -> FacetPage {
    let many = if ask.find.is_empty() { 312 } else { 3 };
    let last = many.min(ask.first + ask.lines);
    FacetPage {
        condition: (ask.field == Field::City).then(|| Clean::literal("city:苏州工业园区,Turin")),
        within: None,
        many,
        total: 4_118,
        longest: 4_000,
        lines: (ask.first..last)
            .map(|at| line(ask.field, at, more))
            .collect(),
        bars: None,
        asked: ask.clone(),
    }
}

/// What is seen of it; every count is so much more.
pub fn page(unit: Unit, seen: &[FacetAsk], more: u64) -> SegmentsPage {
    let layer = |reached: u64, went_on: u64| OutlinedLayer {
        reached: reached + more,
        went_on: rate(went_on, reached),
        all: rate(2 * reached / 5, 4 * reached),
        open: (reached - went_on) / 3,
    };
    SegmentsPage {
        unit,
        shown: 4_118,
        whole: 13_002_441,
        leads: 5_032,
        facets: seen.iter().map(|ask| facet(ask, more)).collect(),
        empty: Vec::new(),
        funnel: Outlined {
            layers: [
                layer(1_884, 1_406),
                layer(1_406, 902),
                layer(902, 488),
                layer(488, 221),
                layer(221, 131),
            ],
            won: 131,
            win_rate: rate(131, 360),
            win_rate_all: rate(100, 400),
            open: 812,
            open_value: vec![(2_130_000_000, "EUR".to_owned())],
            won_value: vec![(290_000_000, "EUR".to_owned())],
            closed_leads: None,
            left_out: 0.029,
        },
        segment: None,
    }
}
