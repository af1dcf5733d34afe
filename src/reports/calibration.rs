//! `report calibration`: do the playbook's odds hold?

use super::figures::{band, grouped, percent};
use super::sheet::{Cell, Column, Grid, Sheet, rate_cells, rate_columns};
use super::versus::Main;
use super::{Groups, Scope};
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::insight::before::FEW;
use crate::insight::calibration::{Odds, calibration};
use crate::model::Layer;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let layers = calibration(scope.book, &scope.selected, scope.window());
    let mut sheet = Sheet {
        title: "calibration",
        figure: Figure::Calibration,
        ..Sheet::default()
    };
    let mut grid = Grid::new("rows", columns(None)).by("measured");
    for it in &layers {
        grid.line_with(cells(it), Main::Share(it.measured));
    }
    match &scope.groups {
        None => sheet.grids.push(grid),
        Some(groups) => sheet.grids.extend(by(scope, groups)),
    }
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
        "Brier: the mean squared miss of the playbook, 0 is best; at best: what one number for \
         the layer can reach",
    );
    sheet
}

fn columns(head: Option<&str>) -> Vec<Column> {
    let mut columns: Vec<Column> = head.iter().map(|it| Column::name("value", it)).collect();
    columns.extend([
        Column::name("layer", "layer"),
        Column::new("playbook", "playbook"),
    ]);
    columns.extend(rate_columns("measured"));
    columns.extend([
        Column::new("still_open", "open"),
        Column::name("off", ""),
        Column::new("brier_playbook", "Brier"),
        Column::new("brier_measured", "at best"),
    ]);
    columns
}

/// What was measured of each group by layer; for machines all of it.
fn by(scope: &Scope<'_>, groups: &Groups) -> [Grid; 2] {
    let mut heads = vec![Column::left("value", groups.head)];
    heads.extend(Layer::ALL.map(|it| Column::shown(it.code())));
    let mut shown = Grid::new("shown", heads)
        .titled("won of the closed")
        .only_shown();
    let playbook = Layer::ALL.map(|it| Cell::share(Some(scope.book.settings().odds(it))));
    let mut row = vec![Cell::text("the playbook")];
    row.extend(playbook);
    shown.line(row, u64::MAX);
    let columns = columns(Some(groups.head));
    let mut meant = Grid::new("rows", columns).only_meant().by("measured");
    for group in &groups.list {
        let layers = calibration(scope.book, &group.rows, scope.window());
        let mut row = vec![Cell::text(&group.name)];
        for it in &layers {
            let mut cell = Cell::share(it.measured.rate);
            let sign = match (it.measured.n, it.is_off()) {
                (0, _) => "",
                (n, _) if n < FEW => "*",
                (_, true) => " off",
                (_, false) => "",
            };
            cell.shown.push_str(sign);
            row.push(cell);
            let mut cells = vec![Cell::text(&group.name)];
            cells.extend(self::cells(it));
            meant.line_with(cells, Main::Share(it.measured));
        }
        let n = layers.iter().map(|it| it.measured.n).max();
        shown.line(row, n.unwrap_or_default());
    }
    [shown, meant]
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
