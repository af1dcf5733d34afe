//! `report lost`: the reasons of losses by the layer in which they happened.

use super::Scope;
use super::sheet::{Cell, Column, Grid, Sheet, whole};
use crate::exchange::chart::Chart;
use crate::insight::lost::{Row, lost};
use crate::model::Layer;

pub(super) fn sheet(scope: &Scope<'_>) -> Sheet {
    let it = lost(scope.book, &scope.selected, scope.window());
    let mut sheet = Sheet {
        title: "lost",
        definition: "leads lost in the period, by the layer that they were in and the reason given",
        ..Sheet::default()
    };
    let mut reasons = grid(scope, "rows", "reason", &it.reasons, it.all.all());
    reasons.line(cells(scope, "all", &it.all, it.all.all()), it.all.all());
    sheet.grids.push(reasons);
    if it.competitors.iter().any(|it| it.name.is_some()) {
        sheet.grids.push(grid(
            scope,
            "competitors",
            "competitor",
            &it.competitors,
            it.all.all(),
        ));
    }
    let heat = Chart::Heat {
        rows: it.reasons.iter().map(name).collect(),
        columns: Layer::ALL.map(|it| it.code().to_owned()).to_vec(),
        cells: it
            .reasons
            .iter()
            .map(|row| {
                row.by_layer
                    .map(|n| Some((n as f64, n.to_string())))
                    .to_vec()
            })
            .collect(),
    };
    sheet
        .charts
        .push(("lost by reason and layer".to_owned(), heat));
    sheet.note("share: of all that were lost; a loss without a reason is a row of its own");
    sheet
}

fn name(row: &Row) -> String {
    row.name.clone().unwrap_or_else(|| "none".to_owned())
}

fn grid(scope: &Scope<'_>, key: &'static str, head: &str, rows: &[Row], all: u64) -> Grid {
    let mut columns = vec![Column::left("value", head)];
    for layer in Layer::ALL {
        columns.push(Column::new(layer.code(), layer.code()));
    }
    columns.push(Column::new("all", "all"));
    columns.push(Column::new("share", "share"));
    columns.push(Column::meant("value_lost"));
    let mut grid = Grid::new(key, columns);
    for row in rows.iter().take(scope.args.limit) {
        grid.line(cells(scope, &name(row), row, all), u64::MAX);
    }
    grid
}

fn cells(scope: &Scope<'_>, name: &str, row: &Row, all: u64) -> Vec<Cell> {
    let mut cells = vec![Cell::text(name)];
    cells.extend(row.by_layer.map(Cell::count));
    cells.push(Cell::n(row.all()));
    cells.push(Cell::share(
        (all > 0).then(|| row.all() as f64 / all as f64),
    ));
    let sums = row.value.list(scope.book);
    let sums = sums
        .iter()
        .map(|(currency, minor)| (currency.clone(), Cell::money(*minor as f64, currency).raw));
    let shown = row.value.list(scope.book);
    let shown: Vec<String> = shown
        .iter()
        .map(|it| format!("{} {}", whole(it.1 as f64, &it.0), it.0))
        .collect();
    cells.push(Cell {
        raw: serde_json::Value::Object(sums.collect()),
        shown: shown.join(", "),
    });
    cells
}
