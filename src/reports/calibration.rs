//! `report calibration`: do the playbook's odds hold?

use super::figures::{band, grouped, percent};
use super::sheet::{Cell, Column, Grid, Sheet, rate_cells, rate_columns};
use super::versus::Main;
use super::{Groups, Scope};
use crate::exchange::chart::{Bar, Chart};
use crate::figures::Figure;
use crate::i18n::Msg;
use crate::insight::before::FEW;
use crate::insight::calibration::{Odds, calibration};
use crate::model::Layer;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let layers = calibration(scope.book, &scope.selected, scope.window());
    let mut sheet = Sheet {
        title: Msg::SheetTitleCalibration.into(),
        figure: Figure::Calibration,
        ..Sheet::default()
    };
    let mut grid = Grid::new("rows", columns(None)).by(Msg::SheetHeadMeasured);
    for it in &layers {
        grid.line_with(cells(scope, it), Main::Share(it.measured));
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
        let values = [
            ("layer", scope.layer_name(it.layer)),
            ("playbook", percent(it.playbook)),
            ("share", measured),
            ("band", band(it.measured)),
            ("n", grouped(it.measured.n)),
        ];
        sheet.note(scope.say(Msg::SheetNoteOff, values));
    }
    let bars = layers.iter().map(|it| Bar {
        label: scope.layer_name(it.layer),
        value: it.measured.rate.unwrap_or_default(),
        band: it
            .measured
            .rate
            .map(|_| (it.measured.low, it.measured.high)),
        mark: Some(it.playbook),
        note: format!("n = {}", grouped(it.measured.n)),
        pale: it.measured.n < FEW,
    });
    let title = scope.t(Msg::SheetChartOdds);
    sheet.charts.push((title, Chart::Bars(bars.collect())));
    sheet.note(Msg::SheetNoteBrier);
    scope.without_history(&mut sheet);
    sheet
}

fn columns(head: Option<&str>) -> Vec<Column> {
    let mut columns: Vec<Column> = head.iter().map(|it| Column::name("value", *it)).collect();
    columns.extend([
        Column::name("layer", Msg::SheetHeadLayer),
        Column::new("playbook", Msg::SheetHeadPlaybook),
    ]);
    columns.extend(rate_columns(Msg::SheetHeadMeasured));
    columns.extend([
        Column::new("still_open", Msg::SheetHeadOpen),
        Column::name("off", ""),
        Column::new("brier_playbook", "Brier"),
        Column::new("brier_measured", Msg::SheetHeadAtBest),
    ]);
    columns
}

/// What was measured of each group by layer; for machines all of it.
fn by(scope: &Scope<'_>, groups: &Groups) -> [Grid; 2] {
    let mut heads = vec![Column::left("value", groups.head.clone())];
    heads.extend(Layer::ALL.map(|it| Column::shown(scope.layer_name(it))));
    let mut shown = Grid::new("shown", heads)
        .titled(Msg::SheetHeadWonOfTheClosed)
        .only_shown();
    let playbook = Layer::ALL.map(|it| Cell::share(Some(scope.book.settings().odds(it))));
    let mut row = vec![scope.named("the playbook", Msg::SheetRowPlaybook)];
    row.extend(playbook);
    shown.line(row, u64::MAX);
    let columns = columns(Some(&groups.head));
    let mut meant = Grid::new("rows", columns)
        .only_meant()
        .by(Msg::SheetHeadMeasured);
    for group in &groups.list {
        let layers = calibration(scope.book, &group.rows, scope.window());
        let mut row = vec![group.name.cell()];
        for it in &layers {
            let mut cell = Cell::share(it.measured.rate);
            let sign = match (it.measured.n, it.is_off()) {
                (0, _) | (FEW.., false) => String::new(),
                (1..FEW, _) => "*".to_owned(),
                (FEW.., true) => format!(" {}", scope.t(Msg::SheetWordOff)),
            };
            cell.shown.push_str(&sign);
            row.push(cell);
            let mut cells = vec![group.name.cell()];
            cells.extend(self::cells(scope, it));
            meant.line_with(cells, Main::Share(it.measured));
        }
        let n = layers.iter().map(|it| it.measured.n).max();
        shown.line(row, n.unwrap_or_default());
    }
    [shown, meant]
}

fn cells(scope: &Scope<'_>, it: &Odds) -> Vec<Cell> {
    let mut cells = vec![scope.layer(it.layer), Cell::share(Some(it.playbook))];
    cells.extend(rate_cells(it.measured));
    let off = Cell {
        raw: it.is_off().into(),
        shown: if it.is_off() {
            scope.t(Msg::SheetWordOff)
        } else {
            String::new()
        },
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
