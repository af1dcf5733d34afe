//! `report flow`: what came into each layer, what left it, and that it adds up to what is there.

use super::Scope;
use super::sheet::{Cell, Column, Grid, Sheet};
use crate::exchange::chart::Chart;
use crate::figures::Figure;
use crate::insight::before::FEW;
use crate::insight::flow::{Flow, by_layer, whole};
use crate::model::Layer;

/// The parts of the sum: their keys, and how they are shown.
const PARTS: [(&str, &str); 11] = [
    ("opening", "opening"),
    ("found", "+ found"),
    ("new", "+ new"),
    ("reopened", "+ reopened"),
    ("forward_in", "+ forward"),
    ("back_in", "+ back"),
    ("forward_out", "− forward"),
    ("back_out", "− back"),
    ("lost", "− lost"),
    ("won", "− won"),
    ("closing", "= closing"),
];

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: "flow",
        figure: Figure::Flow,
        ..Sheet::default()
    };
    let window = scope.window();
    let mut flows: Vec<(&str, Flow)> = Layer::ALL
        .into_iter()
        .map(Layer::code)
        .zip(by_layer(scope.book, &scope.selected, window))
        .collect();
    flows.push(("all", whole(scope.book, &scope.selected, window)));
    sheet.grids.extend([shown(&flows), meant(&flows)]);
    let title = "what was there, came and went, by layer".to_owned();
    sheet.charts.push((title, heat(&flows)));
    sheet.note(
        "opening, closing: open or parked when the period begins and ends; found: stood there when \
         their history began; forward, back: moves between layers, one over several is one move",
    );
    let rest: i64 = flows.iter().map(|(_, it)| it.residual().abs()).sum();
    sheet.note(if rest == 0 {
        "closing is read from the leads and not from the moves; every sum holds".to_owned()
    } else {
        format!("DOES NOT ADD UP, by {rest}: run `fiveply check`")
    });
    sheet
}

/// Each part a row, a layer beside the other: to be read as a sum.
fn shown(flows: &[(&str, Flow)]) -> Grid {
    let mut columns = vec![Column::left("", "")];
    columns.extend(flows.iter().map(|(name, _)| Column::shown(name)));
    let mut grid = Grid::new("shown", columns).only_shown();
    for (at, (_, name)) in PARTS.into_iter().enumerate() {
        let mut cells = vec![Cell::text(name)];
        cells.extend(flows.iter().map(|(_, it)| match numbers(it)[at] {
            0 if at != 0 && at + 1 != PARTS.len() => Cell::none(),
            number => Cell::count(number),
        }));
        grid.line(cells, FEW);
    }
    grid
}

fn heat(flows: &[(&str, Flow)]) -> Chart {
    let cell = |it: &Flow, at: usize| Some((numbers(it)[at] as f64, numbers(it)[at].to_string()));
    Chart::Heat {
        rows: PARTS.map(|(_, name)| name.to_owned()).to_vec(),
        columns: flows.iter().map(|(name, _)| (*name).to_owned()).collect(),
        cells: (0..PARTS.len())
            .map(|at| flows.iter().map(|(_, it)| cell(it, at)).collect())
            .collect(),
    }
}

/// A layer a row.
fn meant(flows: &[(&str, Flow)]) -> Grid {
    let mut columns = vec![Column::meant("layer")];
    columns.extend(PARTS.map(|(key, _)| Column::meant(key)));
    columns.push(Column::meant("residual"));
    let mut grid = Grid::new("rows", columns).only_meant();
    for (name, it) in flows {
        let mut cells = vec![Cell::text(*name)];
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
