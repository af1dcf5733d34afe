//! `report flow`: what came into each layer, what left it, and that it adds up to what is there.

use super::Scope;
use super::sheet::{Cell, Column, Grid, Sheet};
use crate::exchange::chart::Chart;
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::before::FEW;
use crate::insight::flow::{Flow, by_layer, whole};
use crate::model::Layer;

/// The parts of the sum: their keys, and how they are shown.
const PARTS: [(&str, Msg); 11] = [
    ("opening", Msg::SheetFlowOpening),
    ("found", Msg::SheetFlowFound),
    ("new", Msg::SheetFlowNew),
    ("reopened", Msg::SheetFlowReopened),
    ("forward_in", Msg::SheetFlowForwardIn),
    ("back_in", Msg::SheetFlowBackIn),
    ("forward_out", Msg::SheetFlowForwardOut),
    ("back_out", Msg::SheetFlowBackOut),
    ("lost", Msg::SheetFlowLost),
    ("won", Msg::SheetFlowWon),
    ("closing", Msg::SheetFlowClosing),
];

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: Msg::SheetTitleFlow.into(),
        figure: Figure::Flow,
        ..Sheet::default()
    };
    let window = scope.window();
    let mut flows: Vec<(Cell, Flow)> = Layer::ALL
        .into_iter()
        .map(|it| scope.layer(it))
        .zip(by_layer(scope.book, &scope.selected, window))
        .collect();
    flows.push((
        scope.all().cell(),
        whole(scope.book, &scope.selected, window),
    ));
    sheet.grids.extend([shown(scope, &flows), meant(&flows)]);
    let title = scope.t(Msg::SheetChartFlow);
    sheet.charts.push((title, heat(scope, &flows)));
    sheet.note(Msg::SheetNoteFlow);
    let rest: i64 = flows.iter().map(|(_, it)| it.residual().abs()).sum();
    sheet.note(if rest == 0 {
        scope.t(Msg::SheetNoteAddsUp)
    } else {
        scope.say(Msg::SheetNoteNoSum, [("n", rest.to_string())])
    });
    sheet
}

/// Each part a row, a layer beside the other: to be read as a sum.
fn shown(scope: &Scope<'_>, flows: &[(Cell, Flow)]) -> Grid {
    let mut columns = vec![Column::left("", "")];
    columns.extend(flows.iter().map(|it| Column::shown(it.0.shown.clone())));
    let mut grid = Grid::new("shown", columns).only_shown();
    for (at, (_, name)) in PARTS.into_iter().enumerate() {
        let mut cells = vec![Cell::text(scope.t(name))];
        cells.extend(flows.iter().map(|(_, it)| match numbers(it)[at] {
            0 if at != 0 && at + 1 != PARTS.len() => Cell::none(),
            number => Cell::count(number),
        }));
        grid.line(cells, FEW);
    }
    grid
}

fn heat(scope: &Scope<'_>, flows: &[(Cell, Flow)]) -> Chart {
    let cell = |it: &Flow, at: usize| Some((numbers(it)[at] as f64, numbers(it)[at].to_string()));
    Chart::Heat {
        rows: PARTS.map(|(_, name)| scope.t(name)).to_vec(),
        columns: flows.iter().map(|it| it.0.shown.clone()).collect(),
        cells: (0..PARTS.len())
            .map(|at| flows.iter().map(|(_, it)| cell(it, at)).collect())
            .collect(),
    }
}

/// A layer a row.
fn meant(flows: &[(Cell, Flow)]) -> Grid {
    let mut columns = vec![Column::meant("layer")];
    columns.extend(PARTS.map(|(key, _)| Column::meant(key)));
    columns.push(Column::meant("residual"));
    let mut grid = Grid::new("rows", columns).only_meant();
    for (name, it) in flows {
        let mut cells = vec![name.clone()];
        cells.extend(numbers(it).map(Cell::count));
        cells.push(Cell::raw(it.residual()));
        grid.line(cells, FEW);
    }
    grid
}

/// In the order of [`PARTS`].
const fn numbers(it: &Flow) -> [u64; PARTS.len()] {
    [
        it.opening,
        it.found,
        it.entered,
        it.reopened,
        it.forward_in,
        it.back_in,
        it.forward_out,
        it.back_out,
        it.lost,
        it.won,
        it.closing,
    ]
}
