//! A made-up report, the same for every test.

use fiveply::insight::conversion::Definition;
use fiveply::model::{Clean, Layer};
use fiveply::query::Field;
use fiveply::ui::Period;
use fiveply::ui::Role;
use fiveply::ui::screens::{Figure, Mark, Report, Scale, Sheet, SheetColumn, SheetLine};

fn figure(hits: u32, n: u32) -> Figure {
    let share = f64::from(hits) / f64::from(n);
    Figure {
        text: Clean::from_string(format!("{:.0} %", share * 100.0)),
        few: n < 10,
        better: (share > 0.7).then_some(true),
        aside: Clean::from_string(format!("{n}")),
        told: Clean::from_string(format!("{hits} of {n}")),
        mark: Some(Mark::Band {
            low: share * 0.8,
            at: share,
            high: share * 1.1,
        }),
        filter: Some("source:fair".to_owned()),
        ..Figure::default()
    }
}

/// The report, whichever is asked for.
pub fn sheet((report, by, definition, of): (Report, Field, Definition, Period)) -> Sheet {
    let line = |(label, n): (&str, u32)| SheetLine {
        filter: None,
        label: Clean::new(label),
        role: None,
        figures: (1..=5).map(|layer| figure(n * layer / 7, n)).collect(),
    };
    let column = |layer: Layer| SheetColumn {
        head: Clean::from_string(format!("{}→", layer.index() + 1)),
        role: Role::Layer(layer),
        aside: Clean::literal("of"),
        scale: Some(Scale {
            from: 0.0,
            to: 1.0,
            left: Clean::literal("0 %"),
            right: Clean::literal("100 %"),
            against: Some(0.5),
        }),
    };
    Sheet {
        sets: Vec::new(),
        against: None,
        before: None,
        report,
        by,
        definition,
        of,
        period: None,
        shown: 220,
        total: 1_500,
        no_meeting: false,
        head: Clean::literal("source"),
        columns: Layer::ALL.map(column).into(),
        lines: [("all", 180), ("展会", 90), ("fair", 70), ("webinar", 7)]
            .map(line)
            .into(),
        more: 0,
        note: Some(Clean::literal("12 left out")),
        legend: None,
    }
}
