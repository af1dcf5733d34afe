//! `report calibration`: do the playbook's odds hold?

use super::Scope;
use super::sheet::{Cell, Column, Grid, Sheet, rate_cells, rate_columns};
use crate::cli::rates::{band, grouped, percent};
use crate::exchange::chart::{Bar, Chart};
use crate::insight::before::FEW;
use crate::insight::calibration::{Odds, calibration};

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let layers = calibration(scope.book, &scope.selected, scope.window());
    let mut sheet = Sheet {
        title: "calibration",
        definition: "of the closed leads that entered or passed the layer in the period, the share won",
        ..Sheet::default()
    };
    let mut columns = vec![
        Column::name("layer", "layer"),
        Column::new("playbook", "playbook"),
    ];
    columns.extend(rate_columns("measured"));
    columns.extend([
        Column::new("still_open", "open"),
        Column::name("off", ""),
        Column::new("brier_playbook", "Brier"),
        Column::new("brier_measured", "at best"),
    ]);
    let mut grid = Grid::new("rows", columns);
    for it in &layers {
        grid.line(cells(it), it.measured.n);
    }
    sheet.grids.push(grid);
    let off = layers
        .iter()
        .filter(|it| it.is_off() && it.measured.n >= FEW);
    for it in off {
        let measured = it.measured.rate.map_or_else(String::new, percent);
        sheet.notes.push(format!(
            "{}: the playbook says {}, history says {measured} ({}, n = {})",
            it.layer.code(),
            percent(it.playbook),
            band(it.measured),
            grouped(it.measured.n)
        ));
    }
    let bars = layers.iter().map(|it| Bar {
        label: it.layer.code().to_owned(),
        value: it.measured.rate.unwrap_or_default(),
        band: it
            .measured
            .rate
            .map(|_| (it.measured.low, it.measured.high)),
        mark: Some(it.playbook),
        note: format!("n = {}", grouped(it.measured.n)),
        pale: it.measured.n < FEW,
    });
    let title = "won of the closed by layer, with the 95 % band; red: the playbook".to_owned();
    sheet.charts.push((title, Chart::Bars(bars.collect())));
    sheet.note(
        "off: the playbook lies outside of the 95 % band; Brier: the mean squared miss of the \
         playbook, 0 is best; at best: what one number for the layer can reach",
    );
    sheet
}

fn cells(it: &Odds) -> Vec<Cell> {
    let mut cells = vec![Cell::text(it.layer.code()), Cell::share(Some(it.playbook))];
    cells.extend(rate_cells(it.measured));
    let off = Cell {
        raw: it.is_off().into(),
        shown: if it.is_off() { "off" } else { "" }.to_owned(),
    };
    let best = it.measured.rate.and_then(|rate| it.brier(rate));
    cells.extend([
        Cell::count(it.still_open),
        off,
        Cell::number(it.brier(it.playbook), 3),
        Cell::number(best, 3),
    ]);
    cells
}
